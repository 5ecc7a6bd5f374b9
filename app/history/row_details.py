"""What the records tell of a sorted row beside its columns, as JSON can hold it."""

from collections.abc import Mapping
from typing import Any

from app.records import Evidence, Failure, Finding, Gravity, SortedRow


def details_of(row: SortedRow) -> dict[str, Any]:
    """Return what there is to tell of *row*."""
    details: dict[str, Any] = {
        "parameters": dict(row.parameters),
        "evidence": [[one.source, one.quote, one.start, one.end] for one in row.evidence],
    }
    if row.findings:
        details["findings"] = [
            [one.code, dict(one.parameters), one.start, one.end, one.gravity.value] for one in row.findings
        ]
    if row.error:
        details["error"] = [row.error.code, dict(row.error.parameters)]
    return details


def evidence_in(details: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """Return the passages that *details* hold."""
    return tuple(Evidence(*one) for one in details.get("evidence", ()))


def findings_in(details: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return the findings that *details* hold."""
    return tuple(
        Finding(code, parameters, start, end, Gravity(gravity))
        for code, parameters, start, end, gravity in details.get("findings", ())
    )


def error_in(details: Mapping[str, Any]) -> Failure | None:
    """Return why the row could not be read, where *details* say so."""
    error = details.get("error")
    return Failure(*error) if error else None

"""The results as the JSON objects that scripts rely on; their keys are a contract."""

import json
from collections.abc import Sequence
from typing import Any

from app.history.decisions import Decision
from app.records import (
    EmailResult,
    Evidence,
    Failure,
    FillResult,
    Finding,
    KeywordsResult,
    Language,
    SortedRow,
)
from app.text.messages import describe, finding_sentence, reason_sentence

_LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
"""Signs that JSON lets stand and that some programs take for the end of a line."""


def to_line(value: dict[str, Any]) -> str:
    """Return *value* as one compact line, also for readers that break lines at rarer signs than the usual one."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return line.translate(_LINE_ENDS)


def email_object(result: EmailResult, language: Language) -> dict[str, Any]:
    """Return the object that `deskhand email --json` prints."""
    return {
        "run": result.run,
        "subject": result.subject,
        "body": result.body,
        "facts": [{"key": fact.key, "value": fact.value, "found": fact.found} for fact in result.facts],
        "findings": _findings(result.findings, language),
        "evidence": _evidence(result.evidence),
        "method": result.method,
        "seconds": round(result.seconds, 3),
    }


def keywords_object(result: KeywordsResult, language: Language) -> dict[str, Any]:
    """Return the object that `deskhand keywords --json` prints for one file."""
    return {
        "run": result.run,
        "file": result.file,
        "keywords": [
            {
                "text": keyword.text,
                "score": round(keyword.score, 4),
                "kind": keyword.kind,
                "spans": [list(span) for span in keyword.spans],
            }
            for keyword in result.keywords
        ],
        "method": result.method,
        "seconds": round(result.seconds, 3),
        "error": _failure(result.error, language),
    }


def row_object(row: SortedRow, language: Language) -> dict[str, Any]:
    """Return the object that `deskhand sort --json` prints for one row."""
    return {
        "run": row.run,
        "row": row.row,
        "text": row.text,
        "category": row.category,
        "confidence": round(row.confidence, 4),
        "needs_person": row.needs_person,
        "evidence": _evidence(row.evidence),
        "reason": reason_sentence(row.reason, row.parameters, language),
        "method": row.method,
        "error": _failure(row.error, language),
    }


def decision_object(decision: Decision, language: Language) -> dict[str, Any]:
    """Return the object that `deskhand history show ID --row N` prints for one decision.

    Who decided is None where the program did.
    """
    return {
        "run": decision.run,
        "row": decision.row,
        "who": decision.who,
        "when": decision.when.isoformat(timespec="seconds"),
        "category": decision.category,
        "confidence": round(decision.confidence, 4),
        "needs_person": decision.needs_person,
        "method": decision.method or "person",
        "reason": reason_sentence(decision.reason, decision.parameters, language),
        "evidence": _evidence(decision.evidence),
        "source": decision.source,
        "text": decision.text,
    }


def fill_object(result: FillResult, language: Language) -> dict[str, Any]:
    """Return the object that `deskhand fill --json` prints."""
    return {
        "run": result.run,
        "fields": [
            {
                "name": field.name,
                "label": field.label,
                "value": field.value,
                "status": field.status.value,
                "evidence": _evidence(field.evidence),
                "reason": reason_sentence(field.reason, field.parameters, language),
            }
            for field in result.fields
        ],
        "findings": _findings(result.findings, language),
        "out": str(result.out) if result.out else None,
        "seconds": round(result.seconds, 3),
    }


def _evidence(evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    return [{"source": e.source, "quote": e.quote, "start": e.start, "end": e.end} for e in evidence]


def _findings(findings: Sequence[Finding], language: Language) -> list[dict[str, Any]]:
    return [
        {
            "code": finding.code,
            "message": finding_sentence(finding, language),
            "start": finding.start,
            "end": finding.end,
            "gravity": finding.gravity.value,
        }
        for finding in findings
    ]


def _failure(failure: Failure | None, language: Language) -> dict[str, str] | None:
    if failure is None:
        return None
    text = describe(failure, language)
    return {"title": text.title, "advice": text.advice}

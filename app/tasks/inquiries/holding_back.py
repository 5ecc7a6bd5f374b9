"""What is left to a person however sure the program is."""

from app.records import Gravity, SortedRow


def is_held_back(row: SortedRow) -> bool:
    """Return whether *row* goes to a person at any degree of sureness: nothing in it carries a category, or it is doubtful."""
    unfounded = row.category is not None and not row.evidence
    doubtful = any(finding.gravity == Gravity.DOUBT for finding in row.findings)
    return unfounded or doubtful or row.error is not None

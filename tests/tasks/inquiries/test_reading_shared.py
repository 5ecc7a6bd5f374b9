"""Whatever a public collection of files holds, it is understood or refused in words."""

from collections import Counter
from pathlib import Path

import pytest

from app.errors import DeskhandError
from app.tasks.inquiries.inquiries import read_inquiries
from app.tasks.inquiries.understanding import understand

pytestmark = pytest.mark.shared_data


@pytest.mark.parametrize(
    ("kind", "least"), [("files/csv", 40), ("files/email", 80), ("files/msg", 40), ("files/office", 20)]
)
def test_every_file_is_understood_or_refused_in_words(shared_data: Path, kind: str, least: int) -> None:
    outcomes: Counter[str] = Counter()
    for file in sorted((shared_data / kind).rglob("*")):
        if "LICENSES" in file.parts:
            continue
        try:
            found = understand(read_inquiries(file))
        except DeskhandError as error:
            outcomes[error.code] += 1
        else:
            assert found.rows > 0, file.name
            outcomes["read"] += 1
    assert outcomes["read"] >= least, outcomes

"""Names of files and folders that every system takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.safe_names import FreeNames, safe_name


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("配送について", "配送について"),
        ("A/B: <what>?", "A／B： ＜what＞？"),
        ("..\\..\\etc", "＼..＼etc"),
        ("  late \n parcel. ", "late parcel"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("console", "console"),
        ("\u202etxt", "txt"),
        ("か\u3099", "が"),
        ("...", "_"),
        ("", "_"),
    ],
)
def test_signs_that_a_system_refuses_are_written_otherwise(wanted: str, name: str) -> None:
    assert safe_name(wanted) == name


@given(st.text(max_size=400))
def test_every_name_can_be_used_and_is_made_only_once(wanted: str) -> None:
    name = safe_name(wanted)
    assert name
    assert len(name.encode("utf-8", "surrogatepass")) <= 181
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name == name.strip(" ")
    assert not name.endswith(".")


def test_a_name_that_is_taken_gets_a_number_before_its_ending() -> None:
    names = FreeNames()
    assert [names.take(name) for name in ("a.eml", "A.eml", "a.eml", "b")] == [
        "a.eml",
        "A 2.eml",
        "a 3.eml",
        "b",
    ]

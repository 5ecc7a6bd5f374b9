"""Spellings are found in whatever dress they come, and never inside a longer word or number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.verification.places import SearchText


@pytest.mark.parametrize(
    ("text", "spelling", "found"),
    [
        ("Order KC-2041 is late", "kc-2041", "KC-2041"),
        ("Order KC–2041 is late", "KC-2041", "KC–2041"),
        ("Ｏｒｄｅｒ ＫＣ－２０４１", "KC-2041", "ＫＣ－２０４１"),
        ("Mr O’Neill came", "O'Neill", "O’Neill"),
        ("山田　花子様", "山田花子", "山田　花子"),
        ("株式会社みどり園\n山田花子 様", "株式会社みどり園 山田花子", "株式会社みどり園\n山田花子"),
        ("the ship  was\nheld up", "The ship was held up", "the ship  was\nheld up"),
        ("ｶﾞﾗｽ瓶", "ガラス瓶", "ｶﾞﾗｽ瓶"),
        ("5kgの茶", "5kg", "5kg"),
        ("Straße 5", "STRASSE", "Straße"),
    ],
)
def test_a_spelling_is_found_with_its_place(text: str, spelling: str, found: str) -> None:
    place = SearchText(text).find(spelling)
    assert place is not None
    assert text[slice(*place)] == found


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("in 2012", "12"),
        ("12.50 EUR", "12"),
        ("1,5 kg", "5"),
        ("Anna came", "Ann"),
        ("KC-20411", "KC-2041"),
        ("anything", ""),
        ("", "x"),
    ],
)
def test_a_part_of_a_longer_word_or_number_is_not_it(text: str, spelling: str) -> None:
    assert spelling not in SearchText(text)


@given(st.text(), st.text(min_size=1).filter(str.strip), st.text())
def test_what_stands_apart_is_always_found_within_the_text(before: str, wanted: str, after: str) -> None:
    text = f"{before}\n{wanted}\n{after}"
    places = list(SearchText(text).places(wanted))
    for start, end in places:
        assert 0 <= start < end <= len(text)
    if wanted.isalnum() and wanted.isascii():
        assert places

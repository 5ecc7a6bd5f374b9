"""Names and texts are compared without what differs between two ways to type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.comparing import comparable, folded, squeezed


@pytest.mark.parametrize(
    ("text", "plain"),
    [("ＡＢＣ　Ｄ", "abc d"), ("Straße", "strasse"), ("ﾃｰﾌﾞﾙ", "テーブル"), (" a  B", " a  b")],
)
def test_case_and_width_make_no_difference(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_blanks_count_once_or_not_at_all() -> None:
    assert comparable(" 山田　 花子\n") == "山田 花子"
    assert squeezed(" 山田　 花子\n") == "山田花子"


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)

"""How many points and questions a mail counts is told from how many goods it speaks of."""

import pytest

from app.records import Language
from app.text.counted_points import find_counted_points


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("We have two questions.", "en", "2"),
        ("The following 3 points matter.", "en", "3"),
        ("There are two more things.", "en", "2"),
        ("以下の二点をご確認ください。", "ja", "2"),
        ("質問が三つございます。", "ja", "3"),
        ("ご確認いただきたい点が2点ございます。", "ja", "2"),
        ("二点お伺いいたします。", "ja", "2"),
    ],
)
def test_points_of_the_mail_itself_are_counted(text: str, language: Language, number: str) -> None:
    assert [found for _, _, found in find_counted_points(text, language)] == [number]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You get two bonus points.", "en"),
        ("You get two points.", "en"),
        ("We send two boxes.", "en"),
        ("商品は2点です。", "ja"),
        ("商品を二点お送りいたします。", "ja"),
        ("12点お伺いする", "ja"),
    ],
)
def test_goods_are_no_points(text: str, language: Language) -> None:
    assert list(find_counted_points(text, language)) == []

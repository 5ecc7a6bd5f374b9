"""Names, dates, lists and ends of sentences come out as an office writes them."""

import pytest

from app.records import Language
from app.tasks.email.manners import (
    as_sentence,
    bullets,
    ended,
    honoured,
    honoured_colleague,
    is_month_and_day,
    shown_date,
    with_weekday,
    without_weekday,
)
from app.text.list_points import points


@pytest.mark.parametrize(
    ("name", "addressed"),
    [
        ("山田花子", "山田花子 様"),
        ("山田様", "山田様"),
        ("田中部長", "田中部長"),
        ("佐藤先生", "佐藤先生"),
        ("長谷部", "長谷部 様"),
        ("小室", "小室 様"),
        ("営業部", "営業部 御中"),
        ("営業部 各位", "営業部 各位"),
        ("株式会社みどり園", "株式会社みどり園 御中"),
        ("株式会社 みどり園", "株式会社 みどり園 御中"),
        ("株式会社みどり園 山田花子", "株式会社みどり園\n山田花子 様"),
        ("みどり園株式会社　営業部　山田様", "みどり園株式会社\n営業部　山田様"),
        ("Ellen Brandt", "Ellen Brandt 様"),
        ("", ""),
    ],
)
def test_an_addressee_gets_the_right_honorific_once(name: str, addressed: str) -> None:
    assert honoured(name) == addressed
    assert honoured(honoured(name)) == addressed


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("2026-03-19", "en", "19 March 2026"),
        ("2026-03-19", "ja", "2026年3月19日（木）"),
        ("19 March 2026", "ja", "2026年3月19日（木）"),
        ("2026年3月19日", "en", "19 March 2026"),
        ("Thursday, 19 March 2026", "en", "Thursday, 19 March 2026"),
        ("Thu 19 March 2026", "en", "Thursday, 19 March 2026"),
        ("19 March", "en", "19 March"),
        ("March 19", "en", "19 March"),
        ("3月19日", "ja", "3月19日"),
        ("3/19", "ja", "3月19日"),
        ("19.3.2026", "en", "19 March 2026"),
        # What could change its meaning is left as it is.
        ("03/04/2026", "en", "03/04/2026"),
        ("03/04/2026", "ja", "03/04/2026"),
        ("3/4", "en", "3/4"),
        ("Friday, 19 March 2026", "en", "Friday, 19 March 2026"),
        ("by 19 March 2026 at noon", "en", "by 19 March 2026 at noon"),
        ("19–23 March 2026", "en", "19–23 March 2026"),
        ("令和8年3月19日", "ja", "令和8年3月19日"),
    ],
)
def test_a_date_is_written_as_usual_where_that_cannot_change_it(
    text: str, language: Language, shown: str
) -> None:
    assert shown_date(text, language) == shown


def test_a_weekday_is_added_and_taken_away() -> None:
    assert with_weekday("19 March 2026", "en") == "Thursday, 19 March 2026"
    assert with_weekday("19 March", "en") == "19 March"
    assert with_weekday("03/04/2026", "en") == "03/04/2026"
    assert with_weekday("2026年3月19日（木）", "ja") == "2026年3月19日（木）"
    assert without_weekday("2026年3月19日（木）") == "2026年3月19日"
    assert without_weekday("Thursday, 19 March 2026") == "19 March 2026"
    assert without_weekday("mid-March") == "mid-March"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("3/19", True),
        ("19.3.", True),
        ("31/12", True),
        ("13/13", False),
        ("0/5", False),
        ("2/29", True),
        ("2/30", False),
        ("31/4", False),
        ("soon", False),
    ],
)
def test_month_and_day_without_a_year_are_known(text: str, is_one: bool) -> None:  # noqa: FBT001 - a table
    assert is_month_and_day(text) is is_one


@pytest.mark.parametrize(
    ("text", "language", "sentence"),
    [
        ("we pay express", "en", "We pay express."),
        ("Is it ok?", "en", "Is it ok?"),
        ("thanks!", "en", "Thanks!"),
        ("iPhone cases", "en", "iPhone cases."),
        ("送料は当社負担", "ja", "送料は当社負担。"),
        ("以上です。", "ja", "以上です。"),
        ("", "en", ""),
    ],
)
def test_a_sentence_has_a_beginning_and_an_end(text: str, language: Language, sentence: str) -> None:
    assert as_sentence(text, language) == sentence


def test_an_end_mark_is_put_once() -> None:
    assert ended("it is late", "en") == "it is late."
    assert ended("（至急）。", "ja") == "（至急）。"


def test_points_become_a_list() -> None:
    text = "- contract; certificate\n2. plan of 5.5 m\n\n・図面"
    assert points(text) == ["contract", "certificate", "plan of 5.5 m", "図面"]
    assert bullets("a; b", "en") == "- a\n- b"
    assert bullets("契約書\n図面", "ja") == "・契約書\n・図面"
    assert points("5.5 m of wire") == ["5.5 m of wire"]


@pytest.mark.parametrize(
    ("name", "addressed"),
    [
        ("田中", "田中さん"),
        ("田中部長", "田中部長"),
        ("営業部", "営業部 各位"),
        ("社員各位", "社員各位"),
        ("", ""),
    ],
)
def test_a_colleague_gets_the_honorific_of_the_house(name: str, addressed: str) -> None:
    assert honoured_colleague(name) == addressed
    assert honoured_colleague(addressed) == addressed


@pytest.mark.parametrize(
    ("name", "addressee"),
    [
        ("青空（株）", "青空（株） 御中"),
        ("（株）青空", "（株）青空 御中"),
        ("(株) 青空", "(株) 青空 御中"),
        ("青空㈱", "青空㈱ 御中"),
        ("㈱青空", "㈱青空 御中"),
        ("市立病院", "市立病院 御中"),
        ("青空高等学校", "青空高等学校 御中"),
        ("京都市役所", "京都市役所 御中"),
        ("（株）青空 田中太郎", "（株）青空\n田中太郎 様"),
        ("(株) 青空 田中太郎", "(株) 青空 田中太郎 様"),
    ],
)
def test_a_company_in_short_and_a_public_house_are_no_persons(name: str, addressee: str) -> None:
    assert honoured(name) == addressee

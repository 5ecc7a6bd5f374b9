"""What the e-mail benchmark's judge finds in mails with planted errors, and in right ones."""

import pytest

from app.records import EmailResult, Finding, Gravity
from benchmarks.email_cases import Case, cases
from benchmarks.email_judge import Given, Judge, Mistake, is_marked
from benchmarks.email_values import Kind

_EN = Judge(
    [
        Given(Kind.NAME, ("Brandt",), "Ms Ellen Brandt"),
        Given(Kind.CODE, ("KC2041",), "KC-2041"),
        Given(Kind.DATE, ("2026-03-12",), "2026-03-12"),
        Given(Kind.AMOUNT, ("1250 EUR",), "EUR 1,250.00"),
        Given(Kind.NUMBER, ("2",), "2"),
        Given(Kind.TIME, ("14:30",), "14:30"),
        Given(Kind.PHONE, ("2079460321",), "020 7946 0321", required=False),
    ],
    [
        "Ms Ellen Brandt", "order KC-2041 over EUR 1,250.00 on 2026-03-12 at 14:30", "2 boxes damaged, Peter Novak",
        "call 020 7946 0321",
    ],
)  # fmt: skip
_RIGHT_EN = (
    "Dear Ms Brandt,\n\nyour order KC-2041 over €1,250 will reach you on Thursday, 12 March 2026 at 2:30 pm. "
    "Two boxes were damaged, and we will replace them.\n\nKind regards,\n\nPeter Novak"
)
_JA = Judge(
    [
        Given(Kind.NAME, ("佐伯",), "佐伯 直子"),
        Given(Kind.NAME, ("北斗商事",), "北斗商事株式会社"),
        Given(Kind.DATE, ("--03-12",), "3/12"),
        Given(Kind.DATE, ("2026-04-10",), "令和8年4月10日"),
        Given(Kind.AMOUNT, ("35000 JPY",), "35,000円"),
        Given(Kind.NUMBER, ("3",), "3"),
    ],
    ["北斗商事株式会社 佐伯 直子", "3/12に納品、令和8年4月10日締め、35,000円、3箱", "早川 誠"],
)
_RIGHT_JA = (
    "北斗商事株式会社\n佐伯 直子 様\n\nいつもお世話になっております。\n3月12日（木）に三箱を納品いたします。\n"
    "お支払いは2026年4月10日（金）までに3万5千円をお願いいたします。\n\n早川"
)


def _found(judge: Judge, text: str) -> set[tuple[str, str]]:
    return {(mistake.what, mistake.written) for mistake in judge.mistakes("", text)}


def test_nothing_is_wrong_in_right_mails() -> None:
    assert _found(_EN, _RIGHT_EN) == set()
    assert _found(_JA, _RIGHT_JA) == set()


@pytest.mark.parametrize(
    ("old", "new", "mistakes"),
    [
        ("Thursday, 12", "Friday, 12", {("invented", "Friday, 12 March 2026")}),
        ("12 March", "13 March", {("invented", "Thursday, 13 March 2026"), ("lost", "2026-03-12")}),
        ("2026", "2027", {("invented", "Thursday, 12 March 2027"), ("lost", "2026-03-12")}),
        ("Thursday, 12 March 2026", "next week", {("invented", "next week"), ("lost", "2026-03-12")}),
        ("€1,250", "€1,520", {("invented", "€1,520"), ("lost", "EUR 1,250.00")}),
        ("€1,250", "$1,250", {("invented", "$1,250"), ("lost", "EUR 1,250.00")}),
        ("over €1,250 ", "", {("lost", "EUR 1,250.00")}),
        ("KC-2041", "KC-2014", {("invented", "KC-2014"), ("lost", "KC-2041")}),
        ("Two boxes", "Three boxes", {("invented", "Three"), ("lost", "2")}),
        ("Two boxes", "12 boxes", {("invented", "12"), ("lost", "2")}),
        ("2:30 pm", "3:30 pm", {("invented", "3:30 pm"), ("lost", "14:30")}),
        ("Ms Brandt", "Ms Moreau", {("invented", "Moreau"), ("lost", "Ms Ellen Brandt")}),
        ("replace them", "replace them with Zephyr lamps", {("invented", "Zephyr")}),
        ("replace them", "replace them at 12 Mill Lane", {("invented", "12 Mill Lane")}),
        ("replace them", "replace them at a discount of 5%", {("invented", "5%")}),
        ("replace them", "call 020 7946 0999", {("invented", "020 7946 0999")}),
        ("replace them", "write to sales@harbour.example", {("invented", "sales@harbour.example")}),
        ("replace them", "replace them in May", {("invented", "in May")}),
    ],
)
def test_a_planted_error_in_an_english_mail_is_found(
    old: str, new: str, mistakes: set[tuple[str, str]]
) -> None:
    assert old in _RIGHT_EN
    assert mistakes <= _found(_EN, _RIGHT_EN.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "mistakes"),
    [
        ("3月12日（木）", "3月12日（金）", {("invented", "3月12日（金）")}),
        ("3月12日", "3月21日", {("invented", "3月21日（木）"), ("lost", "3/12")}),
        ("4月10日（金）", "4月10日（月）", {("invented", "2026年4月10日（月）")}),
        ("三箱", "五箱", {("invented", "五"), ("lost", "3")}),
        ("3万5千円", "5万3千円", {("invented", "5万3千円"), ("lost", "35,000円")}),
        ("佐伯 直子 様", "黒田 直子 様", {("invented", "黒田"), ("lost", "佐伯 直子")}),
        ("北斗商事", "青葉工業", {("invented", "青葉工業"), ("lost", "北斗商事株式会社")}),
        ("いたします。\n\n", "いたします。\n来週ご連絡します。\n", {("invented", "来週")}),
        ("いたします。\n\n", "いたします。\n大阪府堺市北区にて。\n", {("invented", "大阪府堺市北区にて")}),
        ("いたします。\n\n", "いたします。\n2割引です。\n", {("invented", "2割")}),
    ],
)
def test_a_planted_error_in_a_japanese_mail_is_found(
    old: str, new: str, mistakes: set[tuple[str, str]]
) -> None:
    assert old in _RIGHT_JA
    assert mistakes <= _found(_JA, _RIGHT_JA.replace(old, new))


def test_a_value_of_the_mail_to_answer_may_be_used_and_may_be_left_out() -> None:
    assert _found(_EN, _RIGHT_EN.replace("replace them", "call you on +44 20 7946 0321")) == set()


def test_a_part_of_a_code_is_nothing_new_but_the_day_of_a_date_is_no_number_of_boxes() -> None:
    assert _found(_EN, _RIGHT_EN.replace("order KC-2041", "order KC-2041 (2041)")) == set()
    assert _found(_EN, _RIGHT_EN.replace("replace them", "replace 12 of them")) == {("invented", "12")}


def test_an_error_in_the_subject_is_found_there() -> None:
    (mistake,) = [one for one in _EN.mistakes("Order KC-2042", _RIGHT_EN) if one.what == "invented"]
    assert (mistake.part, mistake.written) == ("subject", "KC-2042")


def _right_mail(case: Case) -> str:
    """Return a mail for *case* that none of the product's code has touched."""
    notes = [right or note for note, right in zip(case.notes, case.rights, strict=True)]
    return "\n".join([*case.request.facts.values(), *notes])


def test_every_generated_case_has_a_right_mail_in_which_nothing_is_found() -> None:
    found = {case.number: _found(case.judge, _right_mail(case)) for case in cases(200)}
    assert {number: mistakes for number, mistakes in found.items() if mistakes} == {}


def test_each_value_that_is_taken_out_of_a_generated_mail_is_missed() -> None:
    tried = 0
    for case in cases(30):
        for given in case.givens:
            others = [one for one in case.givens if one is not given]
            if not given.required or any(_may_stand_for(one, given) for one in others):
                continue
            found = case.judge.mistakes("", " / ".join(one.written for one in others))
            assert given.written in {one.written for one in found if one.what == "lost"}, given
            tried += 1
    assert tried > 200


def _may_stand_for(one: Given, other: Given) -> bool:
    """Return whether *one* holds the value *other* too: a day without its year, a name within a longer one."""
    ends = {form[-5:] for form in one.forms} & {form[-5:] for form in other.forms}
    return bool(ends) or any(form in one.written for form in other.forms)


def test_another_cases_values_are_found_in_a_mail() -> None:
    chosen = cases(40)
    for case, other in zip(chosen[::2], chosen[2::2], strict=False):
        invented = [one for one in case.judge.mistakes("", _right_mail(other)) if one.what == "invented"]
        assert len(invented) >= 3


def test_cases_are_the_same_each_time_and_half_of_them_are_japanese() -> None:
    assert cases(20) == cases(20)
    assert sum(case.language == "ja" for case in cases(60)) == 30
    assert len({case.request.template for case in cases(60)}) == 13


def _result(body: str, *findings: Finding) -> EmailResult:
    return EmailResult("run", "subject", body, (), findings, (), "model", 0.1)


def test_a_mistake_is_marked_where_a_finding_touches_it() -> None:
    mistake = Mistake("invented", Kind.NUMBER, "12", "body", 10, 12)
    assert is_marked(mistake, _result("", Finding("invented-number", {"value": "12"}, 10, 12)))
    assert not is_marked(mistake, _result("", Finding("invented-number", {"value": "12"}, 12, 14)))
    assert not is_marked(mistake, _result("", Finding("missing-fact", {"value": "12"})))


def test_what_is_only_good_to_know_marks_nothing() -> None:
    mistake = Mistake("invented", Kind.NUMBER, "12", "body", 10, 12)
    note = Finding("notes-as-written", {"value": "12 boxes"}, 0, 40, Gravity.NOTE)
    assert not is_marked(mistake, _result("", note))


def test_a_lost_value_is_marked_by_a_finding_that_names_it() -> None:
    lost = Mistake("lost", Kind.DATE, "2026-03-12")
    assert is_marked(
        lost, _result("", Finding("missing-fact", {"value": "2026-03-12"}, gravity=Gravity.WRONG))
    )
    assert not is_marked(
        lost, _result("", Finding("missing-fact", {"value": "KC-2041"}, gravity=Gravity.WRONG))
    )
    assert not is_marked(lost, _result("", Finding("invented-date", {"value": "2026-03-12"})))

"""Facts that are missing and values that nobody gave are found, equal ones in other words are not."""

import pytest

from app.records import FactCheck, Gravity, Language
from app.text.values import ValueKind
from app.verification.facts import Expected, Sources, check_facts, invented_values, missing_facts


def _fact(value: str, *kinds: ValueKind, free: bool = False) -> Expected:
    return Expected("fact", "Fact", value, (value,), frozenset(kinds), free=free)


def _check(fact: Expected, body: str, subject: str = "") -> FactCheck:
    (check,) = check_facts([fact], subject, body, "en")
    return check


@pytest.mark.parametrize(
    ("fact", "body", "place"),
    [
        (
            _fact("2026-03-19", ValueKind.DATE),
            "It comes on Thursday, 19 March 2026.",
            "Thursday, 19 March 2026",
        ),
        (_fact("2026-03-19", ValueKind.DATE), "It comes on March 19.", "March 19"),
        (_fact("1250 EUR", ValueKind.AMOUNT), "The total is €1,250.00.", "€1,250.00"),
        (_fact("14:30", ValueKind.TIME), "We meet at 2.30 pm.", "2.30 pm"),
        (_fact("two boxes", ValueKind.NUMBER), "There are 2 boxes.", "2"),
        (_fact("Ms Ellen Brandt", ValueKind.PERSON), "Dear Ms Brandt,", "Brandt"),
        (_fact("+49 40 5550123", ValueKind.PHONE), "Call +49 (40) 555 0123.", "+49 (40) 555 0123"),
        (_fact("the ship was held up", free=True), "Reason: The ship was held up.", "The ship was held up"),
        (_fact("contract; certificate", free=True), "- contract\n- certificate", "contract"),
        (_fact("1. contract\n2. certificate", free=True), "- contract\n- certificate", "contract"),
    ],
)
def test_a_fact_is_found_however_it_is_written(fact: Expected, body: str, place: str) -> None:
    check = _check(fact, body)
    assert check.found
    assert body[check.start : check.end] == place


def test_a_fact_in_the_subject_only_is_found_without_a_place() -> None:
    check = _check(_fact("KC-2041", ValueKind.CODE), "It will be late.", subject="Order KC-2041")
    assert (check.found, check.start, check.end) == (True, None, None)


@pytest.mark.parametrize(
    ("fact", "body"),
    [
        (_fact("2026-03-19", ValueKind.DATE), "It comes on 20 March 2026."),
        (_fact("1250 EUR", ValueKind.AMOUNT), "The total is 1520 EUR."),
        (_fact("1250 EUR", ValueKind.AMOUNT), "The total is 1250 USD."),
        (_fact("14:30", ValueKind.TIME), "We meet at 2.30 am."),
        (_fact("12", ValueKind.NUMBER), "In 2012 there were 120."),
        (_fact("contract; certificate", free=True), "- contract"),
    ],
)
def test_another_value_is_not_the_fact(fact: Expected, body: str) -> None:
    check = _check(fact, body)
    assert not check.found
    (finding,) = missing_facts([fact], [check])
    assert finding.code == "missing-fact"
    assert finding.gravity == (Gravity.DOUBT if fact.free else Gravity.WRONG)


_SOURCES = Sources(
    [("KC-2041\n20 kg\n12 March 2026\n2026-03-19\n1,250.00 EUR\n14:30\n5%\nMs Ellen Brandt\nTeehaus Brandt GmbH\n"
     "+49 40 5550123\noffice@kawabe-tea.example\nhttps://kawabe-tea.example/prices\nHafenstraße 12, 20457 Hamburg")]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It comes on 26 March 2026.", "invented-date"),
        ("It comes on 19 March 2027.", "invented-date"),
        ("It comes on Friday, 19 March 2026.", "weekday-does-not-fit"),
        ("It comes on Monday, 19 March.", "weekday-does-not-fit"),
        ("We meet at 15:30.", "invented-time"),
        ("It costs 1,350.00 EUR.", "invented-amount"),
        ("It costs 20 EUR.", "invented-amount"),
        ("You get a 10% discount.", "invented-percentage"),
        ("You get 20% off.", "invented-percentage"),
        ("There are 7 boxes.", "invented-number"),
        ("There are seven boxes.", "invented-number"),
        ("Call +49 40 5559999.", "invented-phone"),
        ("Write to sales@other.example.", "invented-email"),
        ("See www.other.example.", "invented-url"),
        ("Order KC-2042 is meant.", "invented-code"),
        ("Please ask Mr John Smith.", "invented-person"),
        ("Acme Logistics Ltd brings it.", "invented-organisation"),
    ],
)
def test_a_value_that_nobody_gave_is_found_with_its_place(text: str, code: str) -> None:
    findings = list(invented_values(text, _SOURCES, "en"))
    assert [finding.code for finding in findings] == [code]
    (finding,) = findings
    assert finding.gravity == Gravity.WRONG
    assert text[finding.start : finding.end] == finding.parameters["value"]


@pytest.mark.parametrize(
    "text",
    [
        "Order KC-2041 comes on Thursday, 19 March 2026, not on 12 March.",
        "The total is EUR 1250; 5 percent are taken off.",
        "We meet at 2.30 pm.",
        "Dear Ms Brandt,",
        "Teehaus Brandt ordered 20 kg.",
        "1. First point\n2. Second point",
        "Call +49 (40) 5550123 or write to Office@Kawabe-Tea.example.",
    ],
)
def test_given_values_in_other_words_are_no_findings(text: str) -> None:
    assert list(invented_values(text, _SOURCES, "en")) == []


def test_japanese_forms_of_given_values_are_no_findings() -> None:
    text = (
        "ご注文KC-2041は、3月12日ではなく2026年3月19日（木）に届きます。合計は1,250ユーロ、数量は20kgです。"
    )
    assert list(invented_values(text, _SOURCES, "ja")) == []


def test_the_weekday_of_a_japanese_date_is_checked() -> None:
    (finding,) = invented_values("2026年3月19日（金）に届きます。", _SOURCES, "ja")
    assert finding.code == "weekday-does-not-fit"


@pytest.mark.parametrize(
    ("source", "text", "language", "code"),
    [
        ("closed on 22 May", "We are closed on Friday, 22 May.", "en", "invented-weekday"),
        ("10/15から変更", "10月15日（水）から変更いたします。", "ja", "invented-weekday"),
        ("10月17日(土)に届く", "10月17日（金）に届きます。", "ja", "weekday-does-not-fit"),
        ("on Sat 17 Oct; 17 October is fine", "It is on Friday, 17 October.", "en", "weekday-does-not-fit"),
        ("17 Oct (Sat), order of 2026-10-17", "It is on Friday, 17 October.", "en", "weekday-does-not-fit"),
    ],
)
def test_a_weekday_that_nobody_gave_and_no_year_tells_is_found(
    source: str, text: str, language: Language, code: str
) -> None:
    (finding,) = invented_values(text, Sources([source]), language)
    assert finding.code == code


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        ("10月17日(土)に届く", "10月17日（土）に届きます。", "ja"),
        ("on Fri 22 May", "It is on 22 May (Friday).", "en"),
        ("on Fri 22 May; not 22 May", "It is on Friday, 22 May.", "en"),
        ("3/18(水)", "It is on Wednesday, 18 March.", "en"),
        ("due 2026-05-22; or 2027-05-22", "It is on Saturday, 22 May.", "en"),
        ("closed on 22 May", "We are closed on Friday, 22 May 2026.", "en"),
    ],
)
def test_a_weekday_that_was_given_or_that_a_year_tells_is_no_finding(
    source: str, text: str, language: Language
) -> None:
    assert list(invented_values(text, Sources([source]), language)) == []


def test_a_part_of_a_number_that_was_given_in_signs_is_no_number_of_its_own() -> None:
    sources = Sources(["parcel no. 2026-7146, shelf no. 12/7"])
    assert list(invented_values("It is parcel 2026-7146 on shelf 12/7.", sources, "en")) == []
    assert list(invented_values("It is parcel 2026-7147.", sources, "en"))
    assert list(invented_values("There are 7146 boxes.", sources, "en"))


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        ("delivery takes 3 days", "Delivery takes 3 weeks.", "en"),
        ("5 m", "長さは5kmです。", "ja"),
        ("5営業日", "It takes 5 days.", "en"),
    ],
)
def test_a_number_with_another_unit_is_another_value(source: str, text: str, language: Language) -> None:
    (finding,) = invented_values(text, Sources([source]), language)
    assert finding.code == "invented-number"


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        ("delivery takes 3 days", "お届けに3日かかります。", "ja"),
        ("weight: 20", "The weight is 20 kg.", "en"),
        ("3 days or 3 weeks", "It takes 3 weeks.", "en"),
        ("5 kg", "There are 5 kilograms.", "en"),
    ],
)
def test_a_number_with_its_own_unit_or_none_is_no_finding(source: str, text: str, language: Language) -> None:
    assert list(invented_values(text, Sources([source]), language)) == []


@pytest.mark.parametrize("text", ["３０箱です。", "三十箱です。", "2.5日かかります。", "13日に届きます。"])
def test_a_japanese_number_that_nobody_gave_is_found_in_any_width(text: str) -> None:
    (finding,) = invented_values(text, Sources(["20箱、3月12日"]), "ja")
    assert finding.code == "invented-number"


def test_the_day_of_a_given_date_may_stand_without_its_month() -> None:
    assert list(invented_values("12日に届きます。", Sources(["2026年3月12日"]), "ja")) == []
    (finding,) = invented_values("12日間かかります。", Sources(["2026年3月12日"]), "ja")
    assert finding.code == "invented-number"


def test_a_length_of_time_may_be_given_in_another_unit() -> None:
    sources = Sources(["90 minutes, 2 weeks"])
    assert (
        list(invented_values("It takes one and a half hours, or a fortnight, or 14 days.", sources, "en"))
        == []
    )
    (finding,) = invented_values("It takes 15 days.", sources, "en")
    assert finding.parameters["value"] == "15 days"


def test_a_code_may_be_written_with_a_blank() -> None:
    assert list(invented_values("Order KC 2041.", Sources(["KC-2041"]), "en")) == []
    assert list(invented_values("Order KC 2042.", Sources(["KC-2041"]), "en"))


def test_a_day_may_be_written_short_in_a_note() -> None:
    note = Sources(["分納可、3/18に8個"])
    assert list(invented_values("3月18日に8個お届けいたします。", note, "ja")) == []
    (finding,) = invented_values("3月19日に8個お届けいたします。", note, "ja")
    assert finding.code == "invented-date"


@pytest.mark.parametrize(
    ("value", "kinds", "body"),
    [
        ("2027-04-05", {ValueKind.DATE}, "It will come in April 2027."),
        ("500 EUR", {ValueKind.AMOUNT, ValueKind.NUMBER}, "You ordered 500 tins."),
        ("5 %", {ValueKind.AMOUNT, ValueKind.NUMBER, ValueKind.PERCENTAGE}, "You ordered 5 tins."),
    ],
)
def test_a_part_of_a_value_that_stands_there_for_another_reason_is_not_the_fact(
    value: str, kinds: set[ValueKind], body: str
) -> None:
    fact = Expected("fact", "Fact", value, (value,), frozenset(kinds))
    (check,) = check_facts([fact], "", body, "en")
    assert not check.found


@pytest.mark.parametrize("body", ["We take 15 boxes.", "It costs 15 EUR."])
def test_a_bare_number_that_was_given_may_stand_there_with_its_unit(body: str) -> None:
    fact = Expected("fact", "Fact", "15", (), frozenset({ValueKind.NUMBER, ValueKind.AMOUNT}))
    (check,) = check_facts([fact], "", body, "en")
    assert check.found

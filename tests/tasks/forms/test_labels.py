"""Labels are understood in both languages, with whose value they ask for."""

import pytest

from app.tasks.forms.agreement import POSSIBLE, SURE, agreement
from app.tasks.forms.glossary import glossary


@pytest.mark.parametrize(
    ("label", "concept", "roles"),
    [
        ("Name", "name", set()),
        ("Your name:", "name", set()),
        ("氏名", "name", set()),
        ("Company 会社名", "company", set()),
        ("Name of company", "company", set()),
        ("Name (First)", "first-name", set()),
        ("氏名（フリガナ）", "name-kana", set()),
        ("Telephone no.", "phone", set()),
        ("Policy no.", None, set()),
        ("ＴＥＬ", "phone", set()),
        ("Fax number", "fax", set()),
        ("E-Mail-Adresse(n)", "email", set()),
        ("Delivery address", "address", {"delivery"}),
        ("お届け先住所", "address", {"delivery"}),
        ("Ship to", "address", {"delivery"}),
        ("納品希望日", "delivery-date", set()),
        ("Emergency contact phone number", "phone", {"emergency"}),
        ("Spouse's last name", "last-name", {"spouse"}),
        ("担当者電話番号", "phone", {"contact"}),
        ("Date (YYYY-MM-DD)", "date", set()),
        ("MONTH/DAY/YEAR", "date", set()),
        ("生年月日", "birth-date", set()),
        ("1. Business information. Physical address. City.", "city", set()),
        ("Home address (number and street). If you have a P.O. box, see page 15.", "address", {"home"}),
        ("学校名", None, set()),
        ("Invoice in the box", None, set()),
        ("Favourite superhero", None, set()),
    ],
)
def test_a_label_tells_what_it_asks_for(label: str, concept: str | None, roles: set[str]) -> None:
    meaning = glossary().meaning(label)
    assert (meaning.concept.id if meaning.concept else None) == concept
    assert meaning.roles - {"home"} == roles - {"home"}


def agree(asked: str, stated: str) -> float:
    words = glossary()
    return agreement(words.meaning(asked), words.meaning(stated), words)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("Phone", "電話番号"), ("Company", "会社名"), ("Delivery date", "納期"), ("Postcode", "郵便番号"),
        ("Policy number", "Policy no."), ("Favourite colour", "Favourite colour:"), ("Delivery address", "Address"),
        ("Tel.", "Daytime telephone"),
    ],
)  # fmt: skip
def test_labels_that_ask_for_the_same_agree(asked: str, stated: str) -> None:
    assert agree(asked, stated) >= SURE


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("Phone", "Fax"), ("Phone", "Emergency phone"), ("Name", "Spouse name"), ("Name", "Company name"),
        ("Delivery address", "Billing address"), ("Date of birth", "Delivery date"), ("Address 2", "Address"),
        ("City, State and ZIP", "ZIP"), ("Old IBAN", "IBAN"), ("Foreign postal code", "Postal code"),
    ],
)  # fmt: skip
def test_labels_that_ask_for_something_else_do_not_agree(asked: str, stated: str) -> None:
    assert agree(asked, stated) < POSSIBLE


@pytest.mark.parametrize(
    ("asked", "stated"), [("Phone", "Mobile"), ("Arrival date and place", "Date"), ("Name", "Contact")]
)
def test_a_narrower_label_agrees_with_doubt(asked: str, stated: str) -> None:
    assert agree(asked, stated) < SURE


def test_options_have_names_in_both_languages() -> None:
    words = glossary()
    assert words.same_option("express", "速達")
    assert words.is_yes("はい") is True
    assert words.is_yes("no") is False
    assert words.is_yes("perhaps") is None

"""What the office gives once fills the facts that are about it, and a mistake in its file is told with its line."""

import os
from pathlib import Path

import pytest

from app.errors import InputError
from app.tasks.email.office_profile import OfficeProfile, Product, ProfileFile, read_profile, write_profile
from app.tasks.email.template_form import EmailTemplate
from app.tasks.email.templates import TemplateLibrary

WRITTEN = """\
company: {en: Kawabe Tea, ja: 川辺製茶株式会社}
sender:
  en: Haruka Mori
  ja: 森 春香
department: Sales
phone: ０３-0000-0000
email: office@kawabe-tea.example
website: www.kawabe-tea.example/en
address: |
  1-2-3 Chaya
  Kyoto
bank:
  en: |
    Kyoto Bank, main branch
    No. 1234567
  ja: 京都銀行 本店 普通 1234567
opening_hours: 9:00-17:00
signature: |
  Haruka Mori
  Kawabe Tea
products:
  - name: {en: Hojicha 1 kg, ja: ほうじ茶 1kg}
    price: 2,400円（税込）
  - name: Sencha
"""


def template(*facts: tuple[str, str]) -> EmailTemplate:
    return EmailTemplate.model_validate(
        {
            "id": "own",
            "titles": "Own",
            "facts": [{"name": name, "type": kind, "labels": name} for name, kind in facts],
            "skeletons": {"en": {"subject": "x", "body": "x"}},
        }
    )


@pytest.fixture
def profile(tmp_path: Path) -> OfficeProfile:
    path = tmp_path / "office.yaml"
    path.write_text(WRITTEN, "utf-8")
    return read_profile(path)


def test_a_shipped_template_gets_all_that_the_office_knows(profile: OfficeProfile) -> None:
    reminder = TemplateLibrary().get("payment-reminder")
    assert profile.facts_for(reminder, "en") == {
        "pay-to": "Kyoto Bank, main branch, No. 1234567",
        "sender": "Haruka Mori",
        "company": "Kawabe Tea",
        "phone": "０３-0000-0000",
    }
    in_japanese = profile.facts_for(reminder, "ja")
    assert in_japanese["company"] == "川辺製茶株式会社"
    assert in_japanese["pay-to"] == "京都銀行 本店 普通 1234567"


def test_what_the_user_typed_is_left_alone(profile: OfficeProfile) -> None:
    reminder = TemplateLibrary().get("payment-reminder")
    known = profile.facts_for(reminder, "en", {"Sender": "Ken", "pay_to": "cash", "phone": "  "})
    assert set(known) == {"company", "phone"}


def test_a_fact_of_another_type_is_not_filled(profile: OfficeProfile) -> None:
    odd = template(
        ("phone", "date"), ("company", "text"), ("company-address", "lines"), ("opening-hours", "text")
    )
    assert profile.facts_for(odd, "en") == {
        "company": "Kawabe Tea",
        "company-address": "1-2-3 Chaya\nKyoto",
        "opening-hours": "9:00-17:00",
    }


def test_a_price_is_filled_for_exactly_the_product_that_was_given(profile: OfficeProfile) -> None:
    offer = template(("item", "text"), ("unit-price", "amount"), ("amount", "amount"))
    assert profile.facts_for(offer, "en", {"item": "ＨＯＪＩＣＨＡ 1 kg"}) == {
        "unit-price": "2,400円（税込）"
    }
    assert profile.facts_for(offer, "ja", {"item": "ほうじ茶 1kg"}) == {"unit-price": "2,400円（税込）"}
    for item in ("Hojicha", "10 x Hojicha 1 kg", "Sencha", ""):
        assert profile.facts_for(offer, "en", {"item": item}) == {}


def test_products_are_offered_in_the_language_of_the_mail(profile: OfficeProfile) -> None:
    assert profile.products_in("ja") == (("ほうじ茶 1kg", "2,400円（税込）"), ("Sencha", ""))


def test_fields_that_name_goods_can_choose_from_the_products(profile: OfficeProfile) -> None:
    products = profile.products_in("en")
    assert profile.choices_for(template(("item", "text"), ("substitute", "text")), "en") == {
        "item": products,
        "substitute": products,
    }
    assert profile.choices_for(template(("item", "code"), ("reason", "text")), "en") == {}
    assert OfficeProfile().choices_for(template(("item", "text")), "en") == {}


def test_an_empty_profile_fills_nothing(tmp_path: Path) -> None:
    assert OfficeProfile().facts_for(TemplateLibrary().get("apology"), "en") == {}
    (tmp_path / "office.yaml").write_text("# nothing yet\ncompany:\nproducts:\n", "utf-8")
    assert read_profile(tmp_path / "office.yaml") == OfficeProfile()


def test_what_is_written_is_read_again_and_can_be_edited_by_hand(
    tmp_path: Path, profile: OfficeProfile
) -> None:
    path = tmp_path / "new folder" / "office.yaml"
    write_profile(profile, path)
    assert read_profile(path) == profile
    text = path.read_text("utf-8")
    assert "  ja: 森 春香\n" in text
    assert "department: Sales\n" in text
    assert "signature: |-\n  Haruka Mori\n  Kawabe Tea\n" in text
    assert "fax" not in text


def test_a_file_in_another_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_bytes("company: 川辺製茶株式会社\nsender: 森 春香\n".encode("cp932"))
    assert read_profile(tmp_path / "office.yaml").company["ja"] == "川辺製茶株式会社"


@pytest.mark.parametrize(
    ("text", "code", "line", "entry", "value"),
    [
        ("company: a\nphone: call us\n", "profile-value-wrong", 2, "phone", "call us"),
        ("email: office\n", "profile-value-wrong", 1, "email", "office"),
        ("website: our page\n", "profile-value-wrong", 1, "website", "our page"),
        ("products:\n  - name: Tea\n    price: ask\n", "profile-value-wrong", 3, "price", "ask"),
        ("company: a\nfacs: 1\n", "profile-entry-unknown", 2, "facs", ""),
        ("company: {fr: a, en: b}\n", "profile-entry-wrong", 1, "fr", ""),
        ("products: Tea\n", "profile-entry-wrong", 1, "products", ""),
        ("phone: [1, 2]\n", "profile-entry-wrong", 1, "phone", ""),
        ("- company\n", "profile-entry-wrong", 1, "office.yaml", ""),
        ("products:\n  - price: 100 yen\n", "profile-entry-missing", 2, "name", ""),
        ("products:\n  - name: ''\n", "profile-entry-missing", 2, "name", ""),
        ("products:\n  - name: Tea\n  - name: ＴＥＡ\n", "profile-product-twice", 3, "name", "ＴＥＡ"),
        ("company: a\ncompany: b\n", "profile-entry-twice", 2, "company: b", ""),
        ("company: a\n  phone: 123\n", "profile-not-readable", 2, "phone: 123", ""),
        ("company: 'a\n", "profile-not-readable", 1, "company: 'a", ""),
        ("company: &a Tea\nsender: *a\n", "profile-not-readable", 2, "sender: *a", ""),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, text: str, code: str, line: int, entry: str, value: str
) -> None:
    (tmp_path / "office.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        read_profile(tmp_path / "office.yaml")
    told = caught.value.parameters
    assert (caught.value.code, told["file"]) == (code, "office.yaml")
    assert (told["line"], told["entry"], told.get("value", "")) == (line, entry, value)


def test_a_file_beyond_measure_is_refused(tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_text("company: a\n" * 30_000, "utf-8")
    with pytest.raises(InputError) as caught:
        read_profile(tmp_path / "office.yaml")
    assert caught.value.code == "profile-too-large"


def test_a_change_by_hand_is_seen_and_a_mistake_is_told_until_it_is_mended(tmp_path: Path) -> None:
    file = ProfileFile(tmp_path / "data" / "office.yaml")
    assert file.read() == OfficeProfile()
    file.save(OfficeProfile(phone="03-1111"))
    assert file.read().phone == "03-1111"
    file.path.write_text("phone: none\n", "utf-8")
    for _ in range(2):
        with pytest.raises(InputError):
            file.read()
    file.path.write_text("phone: 03-2222\n", "utf-8")
    os.utime(file.path, (1, 1))
    assert file.read().phone == "03-2222"


def test_a_product_can_be_made_in_the_window() -> None:
    made = OfficeProfile(products=(Product.model_validate({"name": "Tea", "price": "3 EUR"}),))
    assert made.price_of("tea") == "3 EUR"

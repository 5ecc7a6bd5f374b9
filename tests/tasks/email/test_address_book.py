"""People of the address book are found while somebody types, by any part of what is known of them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.contacts import Contact
from app.tasks.email.address_book import AddressBook, ChosenAddressBook, open_address_book

TANAKA = Contact(
    name="田中 太郎",
    reading="タナカ タロウ",
    company="株式会社青葉商事",
    department="営業部",
    emails=("Tanaka@Aoba.example.jp", "t2@aoba.example.jp"),
    address="〒100-0005 東京都千代田区丸の内1-2-3",
    language="ja",
)
TAKAHASHI = Contact(name="髙橋 花子", reading="たかはし はなこ", company="ﾐﾄﾞﾘｶﾜ製作所", language="ja")
BRANDT = Contact(name="Ellen Brandt", company="Aoba Foods GmbH", emails=("ellen@brandt.example",))
LEE = Contact(name="Ann Tan Lee", company="Lee & Sons", address="1 High Street, Brandton")
BOOK = AddressBook([LEE, TANAKA, TAKAHASHI, BRANDT])


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("田中", ["田中 太郎"]),
        ("田中太郎", ["田中 太郎"]),
        ("太郎　田中", ["田中 太郎"]),
        ("たなか", ["田中 太郎"]),
        ("ﾀﾅｶ", ["田中 太郎"]),
        ("タカハシ", ["髙橋 花子"]),
        ("高橋", ["髙橋 花子"]),
        ("ミドリカワ", ["髙橋 花子"]),
        ("青葉", ["田中 太郎"]),
        ("千代田区 営業", ["田中 太郎"]),
        ("ＥＬＬＥＮ", ["Ellen Brandt"]),
        ("rand", ["Ann Tan Lee", "Ellen Brandt"]),
        ("lee high", ["Ann Tan Lee"]),
        ("t2@AOBA", ["田中 太郎"]),
        ("中", ["田中 太郎"]),
        ("&", ["Ann Tan Lee"]),
        ("田中 花子", []),
        ("nobody", []),
        ("", []),
        ("   ", []),
        ("\U0001f600", []),
    ],
)
def test_a_contact_is_found_by_any_part_in_any_width_case_and_kana(words: str, names: list[str]) -> None:
    assert [one.name for one in BOOK.search(words)] == names


def test_whose_name_begins_so_comes_first_and_then_other_words_that_do() -> None:
    assert [one.name for one in BOOK.search("brand")] == ["Ellen Brandt", "Ann Tan Lee"]
    assert [one.name for one in BOOK.search("tan")] == ["Ann Tan Lee", "田中 太郎"]
    assert [one.name for one in BOOK.search("aoba")] == ["Ellen Brandt", "田中 太郎"]


def test_no_more_than_wanted_are_given() -> None:
    book = AddressBook(Contact(name=f"Ann {number}") for number in range(20))
    assert [one.name for one in book.search("ann", most=3)] == ["Ann 0", "Ann 1", "Ann 2"]
    assert len(book.search("ann")) == 8


def test_few_entries_of_many_are_looked_at() -> None:
    book = AddressBook(Contact(name=f"Person{number} Lee", company="Lee Ltd") for number in range(3_000))
    assert [one.name for one in book.search("on2999")] == ["Person2999 Lee"]
    assert len(list(book._pairs.places(["on2999", "lee"]))) < 30


def test_the_same_contact_of_two_files_is_there_once() -> None:
    assert len(AddressBook([LEE, BRANDT, LEE])) == 2


def test_a_contact_is_found_by_each_of_its_addresses() -> None:
    assert BOOK.with_email("tanaka@aoba.EXAMPLE.jp ") is TANAKA
    assert BOOK.with_email("t2@aoba.example.jp") is TANAKA
    assert BOOK.with_email("nobody@aoba.example.jp") is None


def test_an_empty_book_finds_nobody() -> None:
    assert AddressBook([]).search("a") == ()


@settings(max_examples=50)  # the first one loads libraries
@given(
    st.lists(st.builds(Contact, name=st.text(max_size=12), company=st.text(max_size=6)), max_size=8),
    st.data(),
)
def test_every_part_of_a_name_finds_it_whatever_signs_it_has(
    contacts: list[Contact], data: st.DataObject
) -> None:
    book = AddressBook(contacts)
    words = [(word, one) for one in book.contacts for word in one.name.split()]
    if not words:
        return
    word, contact = data.draw(st.sampled_from(words))
    assert contact in book.search(word, most=len(contacts))


def test_a_file_that_is_missing_costs_none_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Name,Email\nAnn Lee,ann@lee.example\n,\nx,\n", "utf-8")
    (tmp_path / "one.vcf").write_text("BEGIN:VCARD\nFN:Bo Ek\nEND:VCARD\n", "utf-8")
    book = open_address_book([tmp_path / "gone.csv", tmp_path / "people.csv", tmp_path / "one.vcf"])
    assert [one.name for one in book.contacts] == ["Ann Lee", "x", "Bo Ek"]
    assert [error.code for error in book.troubles] == ["file-not-found"]
    assert book.findings == ()


def test_the_chosen_book_is_read_once_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    chosen: list[str | None] = [None]
    kept = ChosenAddressBook(lambda: chosen[0])
    assert len(kept.read()) == 0
    chosen[0] = f'"{path}"'
    assert [error.code for error in kept.read().troubles] == ["file-not-found"]
    path.write_text("Name,Email\nAnn Lee,ann@lee.example\n", "utf-8")
    first = kept.read()
    assert [one.name for one in first.contacts] == ["Ann Lee"]
    assert kept.read() is first
    path.write_text("Name,Email\nAnn Lee,ann@lee.example\nBo Ek,bo@ek.example\n", "utf-8")
    assert len(kept.read()) == 2
    chosen[0] = None
    assert len(kept.read()) == 0


def test_a_new_card_in_the_chosen_folder_is_seen(tmp_path: Path) -> None:
    kept = ChosenAddressBook(lambda: str(tmp_path))
    (tmp_path / "1.vcf").write_text("BEGIN:VCARD\nFN:Ann Lee\nEND:VCARD\n", "utf-8")
    assert len(kept.read()) == 1
    (tmp_path / "2.vcf").write_text("BEGIN:VCARD\nFN:Bo Ek\nEND:VCARD\n", "utf-8")
    assert len(kept.read()) == 2

"""Address books of every make are read: who can be told from them is there, and what cannot be read is told."""

from pathlib import Path

import pytest

from app.documents.contact_files import read_contacts
from app.documents.contacts import Contact
from app.documents.tables import write_new_table
from app.errors import DocumentError

OUTLOOK = (
    '"Title","First Name","Middle Name","Last Name","Suffix","Company","Department","Job Title","Business Street",'
    '"Business Street 2","Business City","Business State","Business Postal Code","Business Country/Region",'
    '"Home Street","Home City","Home Postal Code","Business Fax","Business Phone","Home Phone","Mobile Phone",'
    '"E-mail Address","E-mail Type","E-mail Display Name","E-mail 2 Address","Notes"\r\n'
    '"Ms.","Ellen","","Brandt","","Brandt Foods GmbH","Purchasing","Head buyer","Hafenstr. 4","Hall 2","Hamburg","",'
    '"20457","Germany","Gartenweg 1","Kiel","24103","+49 40 1","+49 40 555 01","+49 431 2","+49 170 3",'
    '"ellen@brandt.example","SMTP","Ellen Brandt","office@brandt.example","met in May"\r\n'
)
OUTLOOK_JA = (
    '"敬称","名","ミドル ネーム","姓","会社名","部署","役職","番地 (会社)","市区町村 (会社)","都道府県 (会社)",'
    '"郵便番号 (会社)","国 (会社)/地域","会社 FAX","会社電話","自宅電話","携帯電話","電子メール アドレス","電子メール表示名",'
    '"姓フリガナ","名フリガナ","会社名フリガナ"\r\n'
    '"様","太郎","","田中","株式会社青葉商事","営業部","課長","丸の内1-2-3","千代田区","東京都","1000005","日本",'
    '"03-0000-0001","03-0000-0002","045-000-0003","090-0000-0004","tanaka@aoba.example.jp","田中太郎","タナカ","タロウ",'
    '"アオバショウジ"\r\n'
)
GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Last Name,Name Prefix,Organization Name,"
    "Organization Title,Organization Department,Notes,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Formatted,Address 1 - Street,"
    "Address 1 - City,Address 1 - Postal Code,Address 2 - Street,Address 2 - City\n"
    "花子,,佐藤,ハナコ,サトウ,,緑川製作所,主任,品質管理課,,* Work,hanako@midorikawa.example.jp,h@home.example ::: h2@home.example,"
    "Work Fax,06-0000-0001,Work,06-0000-0002,,北浜1-1,大阪市,541-0041,自宅町1,堺市\n"
)
GOOGLE_OLD = (
    "Name,Given Name,Family Name,Yomi Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    "Organization 1 - Name,Organization 1 - Title\n"
    "Ann Lee,Ann,Lee,,* myContacts,* ,ann@lee.example,Lee & Sons,Owner\n"
)


def contacts_in(folder: Path, text: str | bytes, name: str = "people.csv") -> tuple[Contact, ...]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_contacts(path).contacts


def test_the_export_of_outlook_is_read(tmp_path: Path) -> None:
    assert contacts_in(tmp_path, OUTLOOK) == (
        Contact(
            name="Ellen Brandt",
            company="Brandt Foods GmbH",
            department="Purchasing",
            title="Head buyer",
            emails=("ellen@brandt.example", "office@brandt.example"),
            phones=("+49 40 555 01", "+49 170 3", "+49 431 2"),
            address="Hafenstr. 4, Hall 2, Hamburg, 20457, Germany",
        ),
    )


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig", "utf-16", "euc_jp"])
def test_the_japanese_export_of_outlook_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    assert contacts_in(tmp_path, OUTLOOK_JA.encode(encoding)) == (
        Contact(
            name="田中 太郎",
            reading="タナカ タロウ",
            company="株式会社青葉商事",
            department="営業部",
            title="課長",
            emails=("tanaka@aoba.example.jp",),
            phones=("03-0000-0002", "090-0000-0004", "045-000-0003"),
            address="〒100-0005 東京都千代田区丸の内1-2-3",
            language="ja",
        ),
    )


def test_the_export_of_google_is_read_without_its_fax_numbers(tmp_path: Path) -> None:
    assert contacts_in(tmp_path, GOOGLE) == (
        Contact(
            name="佐藤 花子",
            reading="サトウ ハナコ",
            company="緑川製作所",
            department="品質管理課",
            title="主任",
            emails=("hanako@midorikawa.example.jp", "h@home.example", "h2@home.example"),
            phones=("06-0000-0002",),
            address="〒541-0041 大阪市北浜1-1",
            language="ja",
        ),
    )


def test_the_older_export_of_google_is_read(tmp_path: Path) -> None:
    assert contacts_in(tmp_path, GOOGLE_OLD) == (
        Contact(name="Ann Lee", company="Lee & Sons", title="Owner", emails=("ann@lee.example",)),
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_list_by_hand_is_read_with_any_separator(tmp_path: Path, separator: str) -> None:
    rows = [
        ["Contact person", "Firm", "Title", "Tel.", "E-mail"],
        ["Bo Ek", "Ek AB", "Buyer", "08-123", "bo@ek.example"],
    ]
    text = "\n".join(separator.join(row) for row in rows)
    assert contacts_in(tmp_path, text) == (
        Contact(name="Bo Ek", company="Ek AB", title="Buyer", phones=("08-123",), emails=("bo@ek.example",)),
    )


def test_a_japanese_list_by_hand_is_read(tmp_path: Path) -> None:
    text = (
        "取引先名,ご担当者名,フリガナ,メール,郵便番号,住所1,住所2\n"
        "東西物流㈱,鈴木一郎,スズキイチロウ,suzuki＠tozai.example.jp,〒220-0011,神奈川県横浜市西区1-1,東西ビル3F\n"
    )
    (found,) = contacts_in(tmp_path, text)
    assert found.company == "東西物流㈱"
    assert found.name == "鈴木一郎"
    assert found.reading == "スズキイチロウ"
    assert found.email == "suzuki@tozai.example.jp"
    assert found.address == "〒220-0011 神奈川県横浜市西区1-1 東西ビル3F"


@pytest.mark.parametrize(
    ("names", "cells", "phones", "address"),
    [
        (
            (
                "First Name,Last Name,Display Name,Primary Email,Work Phone,Home Phone,Mobile Number,Home Address,"
                "Home City,Work Address,Work Address 2,Work City,Work State,Work ZipCode,Organization"
            ),
            "Ann,Lee,Ann L.,ann@lee.example,1-555-0100,1-555-0101,1-555-0102,2 Side St,Dover,1 High St,Floor 2,Troy,NY,12180,Lee",
            ("1-555-0100", "1-555-0102", "1-555-0101"),
            "1 High St, Floor 2, Troy, NY 12180",
        ),
        (
            "会社名,部署名,役職,氏名,e-mail,郵便番号,住所,TEL会社,TEL部門,TEL直通,Fax,携帯電話,URL,名刺交換日",
            (
                "青葉商事,営業部,課長,田中 太郎,t@aoba.example.jp,100-0005,東京都千代田区丸の内1-2-3,03-0000-0001,,03-0000-0003,"
                "03-0000-0004,090-0000-0005,aoba.example.jp,2026/03/12"
            ),
            ("03-0000-0001", "03-0000-0003", "090-0000-0005"),
            "〒100-0005 東京都千代田区丸の内1-2-3",
        ),
        (
            "氏名,フリガナ,敬称,自宅〒,自宅住所1,自宅電話1,会社名,部署名1,会社〒,会社住所1,会社住所2,勤務先の電話番号,メールアドレス1",
            (
                "田中 太郎,タナカ タロウ,様,220-0011,神奈川県横浜市西区1-1,045-000-0001,青葉商事,営業部,100-0005,"
                "東京都千代田区丸の内1-2-3,青葉ビル2F,03-0000-0001,t@aoba.example.jp"
            ),
            ("03-0000-0001", "045-000-0001"),
            "〒100-0005 東京都千代田区丸の内1-2-3 青葉ビル2F",
        ),
    ],
    ids=["Thunderbird", "business cards", "New Year cards"],
)
def test_exports_of_other_programs_are_read(
    tmp_path: Path, names: str, cells: str, phones: tuple[str, ...], address: str
) -> None:
    (found,) = contacts_in(tmp_path, f"{names}\n{cells}\n")
    assert found.name in {"Ann Lee", "田中 太郎"}
    assert found.company in {"Lee", "青葉商事"}
    assert (found.phones, found.address) == (phones, address)
    assert len(found.emails) == 1


def test_columns_with_strange_names_are_told_by_what_stands_in_them(tmp_path: Path) -> None:
    text = (
        "A,B,C,D,E,F\n"
        "1,山本 健,ヤマモト ケン,株式会社北斗電機,ken@hokuto.example.jp,011-000-0001\n"
        "2,小林 美咲,コバヤシ ミサキ,有限会社南風食品,misaki@nanpu.example.jp,098-000-0002\n"
    )
    first, _ = contacts_in(tmp_path, text)
    assert first == Contact(
        name="山本 健",
        reading="ヤマモト ケン",
        company="株式会社北斗電機",
        emails=("ken@hokuto.example.jp",),
        phones=("011-000-0001",),
        language="ja",
    )


def test_a_list_without_names_of_columns_loses_nobody(tmp_path: Path) -> None:
    found = contacts_in(tmp_path, "Ann Lee,ann@lee.example\nBo Ek,bo@ek.example\n")
    assert [(one.name, one.email) for one in found] == [
        ("Ann Lee", "ann@lee.example"),
        ("Bo Ek", "bo@ek.example"),
    ]


def test_a_list_of_one_contact_needs_no_names_of_columns(tmp_path: Path) -> None:
    (one,) = contacts_in(tmp_path, "Ann Lee,ann@lee.example\n")
    assert (one.name, one.email) == ("Ann Lee", "ann@lee.example")


def test_an_excel_table_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    write_new_table(["Name", "Email"], [["Ann Lee", "ann@lee.example"]], path)
    assert read_contacts(path).contacts == (Contact(name="Ann Lee", emails=("ann@lee.example",)),)


def test_the_language_that_the_file_tells_holds(tmp_path: Path) -> None:
    text = "Name,Email,Language\nKen Mori,ken@mori.example,Japanese\n田中 太郎,t@t.example,English\nAnn Lee,a@l.example,\n"
    assert [one.language for one in contacts_in(tmp_path, text)] == ["ja", "en", None]


def test_an_entry_that_tells_nobody_is_left_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "Name,Email,Phone\nAnn Lee,ann@lee.example,1\n,,0300000\n\nBo Ek,,\n,only@mail.example,\n", "utf-8"
    )
    found = read_contacts(path)
    assert [one.name or one.email for one in found.contacts] == ["Ann Lee", "Bo Ek", "only@mail.example"]
    (finding,) = found.findings
    assert finding.code == "contacts-left-out"
    assert finding.parameters == {"file": "people.csv", "count": 1, "places": "3"}


def test_short_rows_and_stray_quotes_cost_no_other_entry(tmp_path: Path) -> None:
    text = 'Name,Company,Email\nAnn Lee\nBo "the Ek,Ek AB,bo@ek.example\nCy Dee,Dee Ltd,cy@dee.example\n'
    assert [one.name for one in contacts_in(tmp_path, text)] == ["Ann Lee", 'Bo "the Ek', "Cy Dee"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "empty-file"),
        ("a.csv", b"date,amount\n2026-03-12,100\n", "no-contacts"),
        ("a.csv", b"Name,Email\n", "no-contacts"),
        (
            "a.csv",
            b"Name,Length,Width\nTower,120.124206,30.270100\nBridge,121.124206,31.270100\n",
            "no-contacts",
        ),
        ("a.csv", b"PK\x03\x04rest", "not-what-its-name-says"),
        ("a.vcf", b"hello\n", "no-contacts"),
        ("a.vcf", b"\x89PNG\r\n", "not-what-its-name-says"),
        ("a.vcf", b"BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD\n", "no-contacts"),
        ("a.docx", b"PK\x03\x04rest", "no-table"),
    ],
)
def test_a_file_without_contacts_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        contacts_in(tmp_path, content, name)
    assert caught.value.code == code


def test_a_missing_file_and_a_folder_without_cards_are_told(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "gone.csv", "file-not-found"), (tmp_path, "folder-without-contacts")):
        with pytest.raises(DocumentError) as caught:
            read_contacts(path)
        assert caught.value.code == code


def test_a_folder_gives_the_cards_of_all_its_files_but_the_broken_ones(tmp_path: Path) -> None:
    (tmp_path / "1.vcf").write_text("BEGIN:VCARD\nFN:Ann Lee\nEND:VCARD\n", "utf-8")
    (tmp_path / "2.VCF").write_text("BEGIN:VCARD\nFN:Bo Ek\nEND:VCARD\n", "utf-8")
    (tmp_path / "3.vcf").write_text("nothing", "utf-8")
    (tmp_path / "notes.txt").write_text("nothing", "utf-8")
    found = read_contacts(tmp_path)
    assert [one.name for one in found.contacts] == ["Ann Lee", "Bo Ek"]
    assert [(each.code, each.parameters["file"]) for each in found.findings] == [
        ("contact-file-left-out", "3.vcf")
    ]


def test_cards_are_known_under_another_ending(tmp_path: Path) -> None:
    assert contacts_in(tmp_path, "BEGIN:VCARD\nFN:Ann Lee\nEND:VCARD\n", "people.txt")[0].name == "Ann Lee"

"""vCards of all three versions are read as telephones and mail programs really write them."""

import base64
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.contacts import Contact
from app.documents.vcards import cards_in

V3 = """BEGIN:VCARD
VERSION:3.0
N:Brandt;Ellen;Maria;Dr.;
FN:Dr. Ellen Brandt
ORG:Brandt Foods\\, GmbH;Purchasing;Fruit
TITLE:Head buyer
item1.EMAIL;type=INTERNET;type=HOME:ellen@home.example
item2.EMAIL;type=INTERNET;type=WORK;type=pref:ellen@brandt.example
TEL;TYPE=FAX,WORK:+49 40 1
TEL;TYPE=CELL:+49 170 3
TEL;TYPE=WORK,VOICE:+49 40 555
ADR;TYPE=HOME:;;Gartenweg 1;Kiel;;24103;Germany
ADR;TYPE=WORK:;Hall 2;Hafenstr. 4;Hamburg;;20457;Germany
NOTE:a very long note that is
  folded in two
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ
 AAAQABAAD/2wBDAAg
END:VCARD
"""


def only(text: str | bytes) -> Contact:
    (found,) = cards_in(text if isinstance(text, bytes) else text.encode())
    return found


def quoted(text: str, charset: str = "utf-8") -> str:
    return quopri.encodestring(text.encode(charset)).decode("ascii").replace("=\n", "=\r\n")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_card_of_version_3_is_read_in_full(line_end: str) -> None:
    assert only(V3.replace("\n", line_end)) == Contact(
        name="Ellen Maria Brandt",
        company="Brandt Foods, GmbH",
        department="Purchasing Fruit",
        title="Head buyer",
        emails=("ellen@brandt.example", "ellen@home.example"),
        phones=("+49 40 555", "+49 170 3"),
        address="Hafenstr. 4, Hall 2, Hamburg, 20457, Germany",
    )


def test_a_card_of_a_japanese_telephone_is_read() -> None:
    lines = [
        "BEGIN:VCARD", "VERSION:2.1", "N;CHARSET=SHIFT_JIS:田中;太郎;;;", "SOUND;X-IRMC-N;CHARSET=SHIFT_JIS:ﾀﾅｶ;ﾀﾛｳ;;;",
        "ORG;CHARSET=SHIFT_JIS:表示ソフト株式会社;営業部", "TEL;CELL:09000000001", "TEL;FAX:0300000002",
        "EMAIL;PREF:tanaka@hyoji.example.jp", "END:VCARD", "",
    ]  # fmt: skip
    # Two of these signs hold a backslash among their bytes.
    assert only("\r\n".join(lines).encode("cp932")) == Contact(
        name="田中 太郎",
        reading="ﾀﾅｶ ﾀﾛｳ",
        company="表示ソフト株式会社",
        department="営業部",
        emails=("tanaka@hyoji.example.jp",),
        phones=("09000000001",),
        language="ja",
    )


@pytest.mark.parametrize("charset", ["UTF-8", "SHIFT_JIS", "ISO-2022-JP"])
def test_quoted_printable_runs_over_several_lines_in_any_charset(charset: str) -> None:
    address = "丸の内一丁目二番三号 青葉第一ビルディング十二階 総務部気付"
    text = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\n"
        f"N;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:{quoted('佐藤', charset)};{quoted('花子', charset)};;;\r\n"
        f"ADR;WORK;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:;;{quoted(address, charset)};"
        f"{quoted('千代田区', charset)};{quoted('東京都', charset)};1000005;\r\n"
        "EMAIL;INTERNET:hanako@example.jp\r\nEND:VCARD\r\n"
    )
    found = only(text)
    assert found.name == "佐藤 花子"
    assert found.address == f"〒100-0005 東京都千代田区{address}"
    assert found.email == "hanako@example.jp"


def test_quoted_printable_without_its_name_is_known() -> None:
    found = only(
        "BEGIN:VCARD\nVERSION:2.1\nFN;QUOTED-PRINTABLE;CHARSET=UTF-8:"
        + quoted("Zoë Müller")
        + "\nEND:VCARD\n"
    )
    assert found.name == "Zoë Müller"


def test_a_card_of_version_4_is_read() -> None:
    text = """BEGIN:VCARD
VERSION:4.0
N;SORT-AS="さとう,はなこ":佐藤;花子;;;
FN:佐藤 花子
ORG:緑川製作所;品質管理課
EMAIL;PREF=2:second@example.jp
EMAIL;PREF=1;TYPE="work,home":first@example.jp
TEL;VALUE=uri;TYPE="voice,work":tel:+81-6-0000-0002;ext=102
ADR;LABEL="〒541-0041\\n大阪市: 北浜1-1":;;;;;;
LANG;PREF=1:en-GB
END:VCARD
"""
    assert only(text) == Contact(
        name="佐藤 花子",
        reading="さとう はなこ",
        company="緑川製作所",
        department="品質管理課",
        emails=("first@example.jp", "second@example.jp"),
        phones=("+81-6-0000-0002",),
        language="en",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
def test_a_file_in_any_encoding_without_its_name_is_read(encoding: str) -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{};太郎;;;\r\nORG:青葉商事;営業部\r\nX-PHONETIC-LAST-NAME:たなか\r\nEND:VCARD\r\n"
    found = list(cards_in("".join(map(card.format, ["田中", "山本", "鈴木"])).encode(encoding)))
    assert [(one.name, one.reading) for one in found] == [
        ("田中 太郎", "たなか"),
        ("山本 太郎", "たなか"),
        ("鈴木 太郎", "たなか"),
    ]


def test_cards_in_different_charsets_stand_in_one_file() -> None:
    one = "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=SHIFT_JIS:髙橋 健\nEND:VCARD\n".encode("cp932")
    other = "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8:Zoë Müller\nEND:VCARD\n".encode()
    assert [found.name for found in cards_in(one + other)] == ["髙橋 健", "Zoë Müller"]


def test_a_charset_that_nobody_knows_does_not_lose_the_name() -> None:
    assert only("BEGIN:VCARD\nFN;CHARSET=X-NONE:田中 太郎\nEND:VCARD\n").name == "田中 太郎"


def test_a_name_in_base64_is_read_and_a_broken_one_is_left_out() -> None:
    good = base64.b64encode("田中 太郎".encode()).decode()
    assert only(f"BEGIN:VCARD\nFN;ENCODING=b:{good}\nEND:VCARD\n").name == "田中 太郎"
    assert only("BEGIN:VCARD\nFN;ENCODING=b:abcde\nORG:Lee\nEND:VCARD\n").name == ""


def test_a_card_within_a_card_is_not_taken_for_the_person() -> None:
    text = """BEGIN:VCARD
VERSION:2.1
N:Lee;Ann
AGENT:
BEGIN:VCARD
VERSION:2.1
N:Secretary;Sam
EMAIL:sam@lee.example
END:VCARD
EMAIL:ann@lee.example
END:VCARD
"""
    assert only(text) == Contact(name="Ann Lee", emails=("ann@lee.example",))


def test_a_card_that_is_cut_off_costs_no_other_one() -> None:
    text = (
        "BEGIN:VCARD\nFN:Ann Lee\nBEGIN:VCARD\nFN:Bo Ek\nEND:VCARD\nEND:VCARD\njunk\nBEGIN:VCARD\nFN:Cy Dee\n"
    )
    assert [found.name for found in cards_in(text.encode())] == ["Ann Lee", "Bo Ek", "Cy Dee"]


def test_a_company_of_its_own_is_no_person() -> None:
    found = only("BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Ek AB\nORG:Ek AB;\nEND:VCARD\n")
    assert found == Contact(company="Ek AB")


_PIECES = [
    b"BEGIN:VCARD\n",
    b"END:VCARD\r\n",
    b"AGENT:",
    b"FN;CHARSET=X:",
    b"N:a;b\\;c\n",
    b"=\n",
    b"QUOTED-PRINTABLE",
    b'"',
]


@settings(max_examples=50)
@given(st.lists(st.sampled_from(_PIECES) | st.binary(max_size=8), max_size=30).map(b"".join))
def test_whatever_stands_in_a_file_every_end_of_a_card_is_survived(data: bytes) -> None:
    before = list(cards_in(data))
    assert (
        list(cards_in(data + b"\nEND:VCARD\n" * 3 + b"BEGIN:VCARD\nFN:Ann Lee\nEND:VCARD\n"))[-1].name
        == "Ann Lee"
    )
    assert len(before) <= data.upper().count(b"BEGIN")


def test_a_card_of_an_old_mac_is_read() -> None:
    assert only(V3.replace("\n", "\r")) == only(V3)

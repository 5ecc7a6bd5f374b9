"""Short files of an office are read in the encoding that they were written in."""

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.decoding import decode, decode_as, find_encoding

_JAPANESE = [
    "番号,氏名,問い合わせ\n1,山田,荷物が届きません\n2,佐藤,返品したい\n",
    "お問い合わせ",
    "氏名,部署\n山田,営業\n",
    "①㈱山田商店,髙橋様\n",
    "ﾌﾘｺﾐ ｶ)ﾃﾞｽｸ,1000\nﾔﾏﾀﾞ ﾀﾛｳ,500\n",
    "~100円 \\5,000 ―～",
]
_WESTERN = [
    "Name;Straße\nMüller;Köln\n",
    "café",
    "prix : 10 €",
    "Où est ma commande ? Très déçu, déjà payé, reçu à Orléans. Élan, forêt, garçon, naïf, hôtel, être, là",
    "Não, a situação é inaceitável. Coração, opções, São João, atenção, informação, mãe, ações",
    "“quoted” – it’s",
]


@pytest.mark.parametrize("text", _JAPANESE)
def test_japanese_of_windows_is_read_even_when_it_is_short(text: str) -> None:
    assert decode(text.encode("cp932")).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("text", _JAPANESE[:3])
def test_japanese_is_read_in_all_its_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", _WESTERN)
def test_western_letters_are_not_taken_for_japanese_or_eastern_ones(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text
    assert decode(text.encode("utf-8")).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Здравствуйте, где мой заказ? Он должен был прийти вчера."),
        ("gb18030", "您好，请问我的订单什么时候发货？我已经等了一个星期了，还没有收到任何消息。"),
        ("cp949", "안녕하세요, 제 주문은 언제 배송되나요? 일주일 동안 기다렸는데 아무 소식이 없습니다."),
    ],
)
def test_other_scripts_are_found_by_statistics(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_signs_of_windows_in_a_japanese_mail_are_read() -> None:
    # Rows 13 and above 115 are what mail programs of Windows write and the standard does not know.
    assert decode(b"\x1b$B-!!!-j\x1b(B OK").text == "①　㈱ OK"


def test_a_japanese_line_may_end_without_the_way_back() -> None:
    body = "山田様".encode("iso2022_jp").removesuffix(b"\x1b(B")
    assert decode(body + b"\n-!").text.startswith("山田様\n")


def test_half_width_katakana_in_a_mail_are_read() -> None:
    assert decode(b"\x1b(I6EF\x1b(B!\x1b$B-!\x1b(B").text == "ｶﾅﾆ!①"


@pytest.mark.parametrize("text", [_JAPANESE[0], "Name,Town\nAnn,Paris\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_stray_zero_does_not_make_kanji_of_letters() -> None:
    assert decode(b"Where is my\0 order?").text == "Where is my\0 order?"
    assert decode("届きません\0。".encode("cp932")).text == "届きません\0。"


def test_a_torn_sign_does_not_hide_the_encoding() -> None:
    text = "お問い合わせの件、承知いたしました。明日発送します。\n" * 5
    for encoding in ("cp932", "utf-8", "euc_jp"):
        data = text.encode(encoding)
        found = decode(data[:40] + b"\xff" + data[40:])
        assert found.encoding == encoding
        assert found.text.count("明日発送します。") >= 4


def test_marks_are_taken_off_and_known() -> None:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
    ):
        data = mark + "あいう".encode(encoding)
        found = decode(data)
        assert found.text == "あいう"
        assert (found.encoding, found.mark) == (encoding, mark)


@given(
    st.one_of(
        st.binary(max_size=200),
        st.sampled_from(_JAPANESE + _WESTERN).flatmap(
            lambda text: st.sampled_from(
                ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp932", "euc_jp"]
            ).map(lambda name: text.encode(name, "replace"))
        ),
    )
)
def test_a_file_is_taken_for_what_its_bytes_are_taken_for(data: bytes) -> None:
    found, whole = find_encoding(io.BytesIO(data)), decode(data)
    assert (found.name, found.mark) == (whole.encoding, whole.mark)


def test_a_byte_far_behind_decides_too() -> None:
    data = b"Where is my order?\n" * 100_000
    assert find_encoding(io.BytesIO(data + "届きません\n".encode())).name == "utf-8"
    assert find_encoding(io.BytesIO(data + b"caf\xe9\n")).name == "cp1252"


@pytest.mark.parametrize(
    ("named", "data", "text"),
    [
        ("iso-2022-jp", b"\x1b$B-!\x1b(B", "①"),
        ("shift_jis", "①".encode("cp932"), "①"),
        ("iso-8859-1", b"it\x92s", "it’s"),
        ("gb2312", "镕".encode("gbk"), "镕"),
        ("us-ascii", "déjà".encode(), "déjà"),
        ("utf-8", "Straße".encode("cp1252"), "Straße"),
        ("no-such-charset", "Größe".encode(), "Größe"),
        ('"utf-8"', "é".encode(), "é"),
        (None, "é".encode(), "é"),
        ("base64", b"abc", "abc"),
        ("utf-8\0", b"abc", "abc"),
        ("utf-16", "見積書をお送りください。".encode(), "見積書をお送りください。"),
        ("utf-16", "見積\n".encode("utf-16"), "見積\n"),
        ("utf-8", "見積書です。\n".encode()[:-2] + b"\n", "見積書です\ufffd\n"),
    ],
)
def test_a_named_encoding_is_believed_when_it_fits(named: str | None, data: bytes, text: str) -> None:
    assert decode_as(data, named) == text


@given(st.text())
def test_utf_8_always_comes_back(text: str) -> None:
    data = text.encode("utf-8", "replace")
    if b"\x1b" not in data and b"\0" not in data and not text.startswith("\ufeff"):
        assert decode(data).text == data.decode()


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "cp932", "iso-2022-jp", "hz", "utf-7", "x", ""]))
def test_any_bytes_give_a_text(data: bytes, named: str) -> None:
    assert isinstance(decode(data).text, str)
    assert isinstance(decode_as(data, named), str)

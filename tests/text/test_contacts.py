"""Phones, addresses of all kinds and codes are told from other numbers."""

import pytest

from app.text.values import ValueKind, find_values, same_value


def _texts(text: str, kind: ValueKind) -> list[str]:
    return [value.text for value in find_values(text, None, [kind])]


def _normals(text: str, kind: ValueKind) -> list[str]:
    return [value.normal for value in find_values(text, None, [kind])]


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("Call +49 221 5550188 today", "+49 221 5550188"),
        ("電話 075-555-0142 まで", "075-555-0142"),
        ("ＴＥＬ：０３（５５５５）０１４２", "０３（５５５５）０１４２"),
        ("(212) 555-0142", "(212) 555-0142"),
        ("212.555.0142 x12 or so", "212.555.0142 x12"),
        ("+44 (0)20 7946 0958", "+44 (0)20 7946 0958"),
        ("tel: 2125550142", "2125550142"),
        ("電話番号：0312345678", "0312345678"),
    ],
)
def test_a_phone_number_is_found(text: str, phone: str) -> None:
    assert _texts(text, ValueKind.PHONE) == [phone]


def test_two_phones_in_a_row_are_two() -> None:
    assert _texts("03-5555-0142 075-555-0142", ValueKind.PHONE) == ["03-5555-0142", "075-555-0142"]


@pytest.mark.parametrize(
    "text",
    [
        "order 4512345678",
        "4111 0111 1111 1111",
        "2026-03-12 14",
        "978-3-16-148410-0",
        "DE89 3704 0044 0532 0130 00",
        "12-34-56",
        "call 0312",
    ],
)
def test_other_long_numbers_are_no_phones(text: str) -> None:
    assert _texts(text, ValueKind.PHONE) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+81 75-555-0142", "075-555-0142"), ("+44 (0)20 7946 0958", "020 7946 0958"), ("(212) 555-0142", "212-555-0142"),
        ("0049 221 5550188", "+49 221 5550188"), ("1-800-555-0199", "800-555-0199"),
    ],
)  # fmt: skip
def test_a_phone_is_the_same_with_and_without_its_country(one: str, other: str) -> None:
    (ours,) = find_values(one, "en", [ValueKind.PHONE])
    (theirs,) = find_values(other, "ja", [ValueKind.PHONE]) or find_values(other, "en", [ValueKind.PHONE])
    assert same_value(ours, theirs)
    assert same_value(theirs, ours)


def test_another_phone_is_not_the_same() -> None:
    (ours,) = find_values("+81 75-555-0142", "en", [ValueKind.PHONE])
    (theirs,) = find_values("075-555-0143", "ja", [ValueKind.PHONE])
    assert not same_value(ours, theirs)


@pytest.mark.parametrize(
    ("text", "kind", "found", "normal"),
    [
        ("write to Paul.Meyer@x.example.", ValueKind.EMAIL, "Paul.Meyer@x.example", "paul.meyer@x.example"),
        ("宛先：info@x.exampleまで", ValueKind.EMAIL, "info@x.example", "info@x.example"),
        ("see https://A.example/b?c=1.", ValueKind.URL, "https://A.example/b?c=1", "a.example/b?c=1"),
        ("https://a.example/をご覧ください", ValueKind.URL, "https://a.example/", "a.example"),
        ("(www.a.example)", ValueKind.URL, "www.a.example", "www.a.example"),
    ],
)
def test_mail_and_web_addresses_end_where_they_end(
    text: str, kind: ValueKind, found: str, normal: str
) -> None:
    ((value),) = find_values(text, None, [kind])
    assert (value.text, value.normal) == (found, normal)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("order KC-2041 and more", "KC-2041"), ("注文番号KC-2041です", "KC-2041"), ("No. 4512 is", "4512"), ("order number 12", "12"),
        ("INV-2026-001", "INV-2026-001"), ("lot 26-014,", "26-014"), ("PO 12345", "PO12345"), ("Part No. X-1b", "X-1B"),
        ("order 5541 is late", "5541"), ("請求書番号：１２３４５", "12345"), ("ticket #4512", "4512"),
        ("to DE89 3704 0044 0532 0130 00.", "DE89370400440532013000"), ("parcel number 2026-7146 comes", "2026-7146"),
    ],
)  # fmt: skip
def test_a_code_is_found_without_its_label(text: str, code: str) -> None:
    assert _normals(text, ValueKind.CODE) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "order 12 boxes",
        "10-12 days",
        "100-200 pieces",
        "2026-2027",
        "2026-27",
        "A4",
        "12KG at 230V",
        "24/7",
        "in 2026",
        "customer id: see below",
    ],
)
def test_ranges_measures_and_years_are_no_codes(text: str) -> None:
    assert _texts(text, ValueKind.CODE) == []


def test_a_code_is_the_same_without_its_hyphens() -> None:
    (one,), (other,) = (find_values(text, "en", [ValueKind.CODE]) for text in ("INV-2026-001", "INV2026001"))
    assert same_value(one, other)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("to Lindenallee 8, 50968 Köln", "Lindenallee 8, 50968 Köln"),
        ("at 12 High Street, London. We came", "12 High Street, London"),
        ("12 High Street\nLondon\nSW1A 1AA\nTel", "12 High Street\nLondon\nSW1A 1AA"),
        ("12 High Street\nDear Ms Mori", "12 High Street"),
        ("350 5th Avenue, Suite 300, New York, NY 10118", "350 5th Avenue, Suite 300, New York, NY 10118"),
        ("P.O. Box 123, Denver, CO 80202", "P.O. Box 123, Denver, CO 80202"),
        ("〒604-8571 京都市中京区寺町通御池上る488番地", "〒604-8571 京都市中京区寺町通御池上る488番地"),
        ("東京都千代田区丸の内１－２－３ 丸の内ビル5階まで", "東京都千代田区丸の内１－２－３ 丸の内ビル5階"),
        ("神奈川県横浜市西区みなとみらい2-3-1です", "神奈川県横浜市西区みなとみらい2-3-1"),
        ("北海道札幌市中央区北1条西2丁目", "北海道札幌市中央区北1条西2丁目"),
    ],
)
def test_a_postal_address_is_found_whole(text: str, address: str) -> None:
    assert _texts(text, ValueKind.ADDRESS) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "大阪府は今年3回",
        "東京都の人口は1400万人",
        "東京都千代田区に3店舗",
        "横浜市内の3番",
        "2 Dr. Smith",
        "5 Way",
    ],
)
def test_a_place_with_a_number_is_no_address(text: str) -> None:
    assert _texts(text, ValueKind.ADDRESS) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("東京都千代田区丸の内一丁目2番3号", "東京都千代田区丸の内1-2-3"),
        ("12 High Street, London", "12 High Street, London SW1A 1AA"),
    ],
)
def test_an_address_is_the_same_in_another_spelling(one: str, other: str) -> None:
    (ours,), (theirs,) = (find_values(text, None, [ValueKind.ADDRESS]) for text in (one, other))
    assert same_value(ours, theirs)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("〒604-8571", "6048571"),
        ("郵便番号 604-8571", "6048571"),
        ("London SW1A 1AA", "sw1a1aa"),
        ("Denver, CO 80202", "co80202"),
    ],
)
def test_a_postal_code_is_found(text: str, code: str) -> None:
    assert _normals(text, ValueKind.POSTAL_CODE) == [code]


def test_a_postal_code_is_part_of_its_address() -> None:
    (code,) = find_values("〒604-8571", "ja")
    (address,) = find_values("〒604-8571 京都市中京区寺町通御池上る488番地", "ja")
    assert same_value(code, address)

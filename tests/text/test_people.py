"""Names of people and organisations are found by what stands around them."""

import pytest

from app.text.values import ValueKind, find_values, same_value


def _texts(text: str, kind: ValueKind) -> list[str]:
    return [value.text for value in find_values(text, None, [kind])]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dear Ms Mori,", "Mori"),
        ("Dear Priyanka Nair,\nthank you", "Priyanka Nair"),
        ("I met Dr. J. Okafor Please", "J. Okafor"),
        ("said Ellen Brandt yesterday", "Ellen Brandt"),
        ("Meeting Ellen Brandt", "Ellen Brandt"),
        ("Best regards,\nSione Tupou\nSales", "Sione Tupou"),
        ("Attn: Sione Tupou", "Sione Tupou"),
        ("Sione Tupou <s@x.example>", "Sione Tupou"),
        ("My name is Sione Tupou.", "Sione Tupou"),
        ("Kind regards,\nLudwig van Dorn", "Ludwig van Dorn"),
        ("森　花子様", "森　花子"),
        ("森様より", "森"),
        ("営業部山田様", "山田"),
        ("みどり園の山田花子様", "山田花子"),
        ("山田太郎が来た", "山田太郎"),
        ("佐藤部長に報告", "佐藤"),
        ("ジョン・スミスさん", "ジョン・スミス"),
        ("Smith様", "Smith"),
        ("氏名：山田 太郎", "山田 太郎"),
        ("担当：佐藤", "佐藤"),
    ],
)
def test_a_person_is_found_without_title_or_honorific(text: str, name: str) -> None:
    assert _texts(text, ValueKind.PERSON) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Kind regards", "Thank You Very Much", "Quality Report Monday", "Dear Sales Team,", "Dear Sir or Madam,", "Hello World,",
        "Best regards,\nThe Team", "Mark Ready", "皆様", "お客様各位", "担当者様", "ユーザー様", "たくさんの様子", "申請者氏名", "お疲れ様です", "担当：営業部",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_people(text: str) -> None:
    assert _texts(text, ValueKind.PERSON) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("by Meyer Feinkost GmbH in Köln", "Meyer Feinkost GmbH"),
        ("Dear Smith & Sons Ltd,", "Smith & Sons Ltd"),
        ("Acme, Inc. is", "Acme, Inc."),
        ("from Meyer GmbH & Co. KG", "Meyer GmbH & Co. KG"),
        ("株式会社みどり園の担当", "株式会社みどり園"),
        ("取引先トヨタ自動車株式会社佐藤様", "トヨタ自動車株式会社"),
        ("（株）青空 御中", "（株）青空"),
        ("㈱青空 御中", "㈱青空"),
        ("旧三井銀行に送金", "三井銀行"),
        ("三菱UFJ銀行に送金", "三菱UFJ銀行"),
    ],
)
def test_an_organisation_is_found_with_its_legal_form(text: str, name: str) -> None:
    assert _texts(text, ValueKind.ORGANISATION) == [name]


@pytest.mark.parametrize(
    "text", ["Our Company is", "The Parent Company", "会社に行く", "Unlimited", "株式会社"]
)
def test_a_form_without_a_name_is_no_organisation(text: str) -> None:
    assert _texts(text, ValueKind.ORGANISATION) == []


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Ms Mori", "Dear Yuki Mori,", ValueKind.PERSON),
        ("山田様", "山田花子様", ValueKind.PERSON),
        ("Meyer Feinkost GmbH", "Meyer Feinkost AG", ValueKind.ORGANISATION),
        ("株式会社青空", "（株）青空", ValueKind.ORGANISATION),
    ],
)
def test_a_shorter_name_is_the_same(one: str, other: str, kind: ValueKind) -> None:
    (ours,), (theirs,) = (find_values(text, None, [kind]) for text in (one, other))
    assert same_value(ours, theirs)


def test_another_name_is_not_the_same() -> None:
    (ours,), (theirs,) = (find_values(text, "en", [ValueKind.PERSON]) for text in ("Ms Mori", "Ms Morita"))
    assert not same_value(ours, theirs)

"""New text, quotes and signature are told apart in English and Japanese mails."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.html_text import html_text_of
from app.documents.mail import read_mail
from app.documents.reply_parts import split_reply


def _parts(text: str) -> tuple[str, str | None]:
    """Return the new text without the quotes in it, and the signature."""
    parts = split_reply(text)
    start, end = parts.new_text
    pieces = []
    for quote_start, quote_end in parts.quoted:
        if start <= quote_start < end:
            pieces.append(text[start:quote_start].strip())
            start = quote_end
    pieces.append(text[start:end].strip())
    return " ¶ ".join(pieces), text[slice(*parts.signature)] if parts.signature else None


_HEADERS = "From: Ann Lee <ann@example.com>\nSent: Monday, March 2, 2026 10:00 AM\nTo: Bob\nSubject: Visit\n\nWhen?\n"


@pytest.mark.parametrize(
    "quote",
    [
        "On Mon, 2 Mar 2026 at 10:15, Ann Lee <ann@example.com> wrote:\n\n> When do you come?\n",
        "On Mon, 2 Mar 2026 at 10:15, Ann Lee\n<ann@example.com>\nwrote:\n> When do you come?\n",
        "On 2 March 2026, Ann wrote:\n\nWhen do you come?\n",
        "Ann Lee <ann@example.com> writes:\n> When do you come?\n",
        "Am 02.03.2026 um 10:15 schrieb Ann Lee:\n> Wann?\n",
        "Le 2 mars 2026 à 10:15, Ann Lee <ann@example.com> a écrit :\n> Quand ?\n",
        "2026年3月2日(月) 10:15 山田 花子 <yamada@example.co.jp>:\n\n> いつですか。\n",
        "2026年3月2日(月) 10:15 山田 花子 <yamada@example.co.jp>:\n\nいつですか。\n",
        "2026/03/02 10:15、山田 花子 <yamada@example.co.jp>のメール:\n\n> いつですか。\n",
        "(2026/03/02 10:15), 山田 花子 wrote:\n> いつですか。\n",
        "2026/03/02 10:15、山田さんは書きました:\nいつですか。\n",
        "> When do you come?\n",
        "＞いつですか。\n",
        "-----Original Message-----\n" + _HEADERS,
        "________________________________\n" + _HEADERS,
        _HEADERS,
        _HEADERS.replace("\n", "\n\n", 3),
        "*From:* Ann [mailto:ann@example.com]\n*Sent:* Monday\n*To:* Bob\n*Subject:* Visit\n\nWhen?\n",
        "-----Original Message-----\n差出人: 山田 花子\n送信日時: 2026年3月2日 10:15\n宛先: 田中\n件名: 訪問\n\nいつですか。\n",
        "差出人: 山田 花子 <yamada@example.co.jp>\n送信日時: 2026年3月2日\n宛先: 田中\n件名: 訪問\n\nいつですか。\n",
        "---------- 転送済みメッセージ ----------\nFrom: 山田 <a@example.jp>\nDate: 2026年3月2日\nSubject: 訪問\n\nいつ。\n",
        "---------- Forwarded message ---------\nFrom: Ann <ann@example.com>\nSubject: Visit\n\nWhen?\n",
        "------ Forwarded by Bob on 3/2/26 ------\n\n\tAnn\n\t03/02/2026 10:15 AM\nTo: Bob\nSubject: Visit\n\nWhen?\n",
        "Op ma 2 mrt 2026 om 10:15 schreef Ann Lee <ann@example.com>:\n\nWanneer?\n",
        "Op 3 mrt. 2026 om 10:15 heeft Ann Lee <ann@example.com> het volgende geschreven:\n\nWanneer?\n",
        "pon., 2 mar 2026 o 10:15 Ann Lee <ann@example.com> napisał(a):\n\nKiedy?\n",
        "po 2. 3. 2026 v 10:15 odesílatel Ann Lee <ann@example.com> napsal:\n\nKdy?\n",
        "ma 2. maalisk. 2026 klo 10.15 Ann Lee (ann@example.com) kirjoitti:\n\nMilloin?\n",
        "Ann Lee <ann@example.com>, 2 Mar 2026 Pzt, 10:15 tarihinde şunu yazdı:\n\nNe zaman?\n",
        "2 марта 2026 г., 10:15, Ann Lee <ann@example.com> написал(а):\n\nКогда?\n",
        "2026년 3월 2일 (월) 오전 10:15, Ann Lee <ann@example.com>님이 작성:\n\n언제?\n",
        "Am 02.03.26 um 10:15 schrieb Ann Lee:\n\nWann?\n",
        "Ann Lee wrote on 02/03/2026 10:15:\n\nWhen?\n",
        "Quoting Ann Lee <ann@example.com>:\n\nWhen?\n",
        "---- On Mon, 02 Mar 2026 10:15:00 +0900 Ann Lee <ann@example.com> wrote ----\n\nWhen?\n",
        "##- Please type your reply above this line -##\n\nWhen?\n",
        "----- Původní zpráva -----\nOd: Ann\n\nKdy?\n",
        "-----An unknown title-----\nFrom: Ann\nSubject: Visit\n\nWhen?\n",
        "Od: Ann Lee\nWysłano: poniedziałek, 2 marca 2026\nDo: Bob\nTemat: Wizyta\n\nKiedy?\n",
        "보낸 사람: Ann Lee\n보낸 날짜: 2026년 3월 2일\n받는 사람: Bob\n제목: 방문\n\n언제?\n",
        "送信元: 山田\n送信日時: 2026年3月2日 10:15\n宛先: 鈴木\n件名: 訪問\n\nいつ。\n",
        "=== 元のメール ===\nいつですか。\n",
        "Date: Mon, 2 Mar 2026\nSubject: Visit\nFrom: ann@example.com\nTo: bob@example.com\n\nWhen?\n",
    ],
)
def test_what_stood_in_earlier_mails_is_a_quote(quote: str) -> None:
    text = f"On Tuesday we come, as planned.\n\n{quote}"
    parts = split_reply(text)
    assert text[slice(*parts.new_text)] == "On Tuesday we come, as planned."
    assert [text[start:end] for start, end in parts.quoted] == [quote.strip()]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("> When?\n\nOn Tuesday.\n\n> Where?\n\nHere.\n", "On Tuesday. ¶ Here."),
        ("On 2 March 2026 10:15, Ann wrote:\n> When?\nOn Tuesday.\n", "On Tuesday."),
        ("Hi,\nOn 2 March 2026 10:15, Ann wrote:\n> When?\n\nOn Tuesday.\n", "Hi, ¶ On Tuesday."),
    ],
)
def test_answers_between_and_below_quotes_are_new(text: str, new: str) -> None:
    assert _parts(text)[0] == new


@pytest.mark.parametrize(
    "text",
    [
        "I need a trip\nFrom: Kyoto\nTo: Tokyo\nDate: 5 May",
        "On Monday I wrote:\nwe need more.",
        "On your machine you can run:\n\n    start\n\nThis should help.",
        "Order number: 5541\nPhone: 555-0123\nMail: ann@example.com\nIt has not arrived.",
        "注文番号：5541\n電話：090-1234-5678\n届いていません。",
        "明細です。\n------------------------\n品名：ボルト\n数量：20個\n------------------------\nご確認ください。",
        "A fix -- this is no signature.\n\nBye",
        "Sent from my desk, this is much easier.",
        "Can you send 3 of these?\n- Red\n- Blue",
        "Hello,\n\nWhere is my parcel\n\nOrder 123\nwww.track.example/abc",
        "商品は倉庫から送信されました。",
        "It has not arrived.\n\nOrder Number",
        "Which of them?\n\nBlue",
        "As Bob wrote on Monday:\nwe need more.",
        "Please keep the price list confidential.",
        "よろしくお願いします。\n・請求書\n・納品書",
        "以下をお送りください。\n\n請求書\n納品書",
        "Two parts:\n---\nThe first is here.\n---\nThe second is there.",
        "Thanks, that was quick.",
        "We took the best.\nSee you at the station",
    ],
)
def test_ordinary_words_are_neither_quote_nor_signature(text: str) -> None:
    parts = split_reply(text)
    assert (text[slice(*parts.new_text)], parts.quoted, parts.signature) == (text, (), None)


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAnn Lee\nExample Ltd\nhttps://example.com",
        "--\nAnn",
        "Best regards,\nAnn Lee",
        "Kind regards\n\nMaria Rossi\nPurchasing\nRossi S.p.A.\nwww.rossi.example",
        "Thanks,\nann",
        "Thank you so much!\nNoam",
        "Mit freundlichen Grüßen\nJürgen Müller",
        "-Ann Lee",
        "~Danielle",
        "Sent from my iPhone",
        "Sent from my Verizon Wireless BlackBerry",
        "Get Outlook for iOS",
        "iPhoneから送信",
        "Joe Miller",
        "-John Doe\n\ndoe@example.com",
        "// Ann",
        "Thanks, Ann",
        "Best regards, Ann Lee",
        "Many thanks and kind regards\nAnn",
        "Have a nice day,\nAnn",
        "Freundliche Grüße\nJürgen Müller",
        "Bien cordialement,\nAnne",
        "Met vriendelijke groet,\nJan",
        "*Ann Lee*\n*Example Ltd*\n+44 20 7946 0000",
        "Best Regards\n\nAnn Lee\nSales Manager\n\nThis e-mail is confidential and intended only for the addressee.",
        "---\n田中太郎",
        "Envoyé de mon iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Sent from my iPhone, please excuse typos",
        "Sent from my Samsung Galaxy smartphone.",
        "Yahoo!メール から送信",
        "Gina Lee\ngina@example.com\n(555) 346-9947\nwww.example.com",
        "John E. Doe, Ph.D.\nPresident\nDoe Research\njohn@example.com",
        "----------------\n\nLOGO\n\nMe John Doe\n\nt. 555-931-0702\n\nhttp://example.com/",
        "______________________\nlist mailing list\nlist@example.com",
        "━━━━━━━━━━━━━━━━\n株式会社サンプル 営業部\n田中 太郎\nTEL: 03-1234-5678\nMail: tanaka@example.co.jp\n━━━━━━━━━━━━━━━━",
        "＊＊＊＊＊＊＊＊＊＊＊＊\n㈱例 総務課 鈴木\nE-mail: suzuki@example.jp\n＊＊＊＊＊＊＊＊＊＊＊＊",
        "-*-*-*-*-*-*-*-*-*-*-\n山田花子\n〒100-0001 東京都千代田区1-1-1\n-*-*-*-*-*-*-*-*-*-*-",
        "山田花子\n〒100-0001 東京都千代田区1-1-1\n電話 090-1234-5678",
        "株式会社サンプル\n営業部 田中\ntanaka@example.co.jp",
    ],
)
@pytest.mark.parametrize("quote", ["", "\n\nOn 2 March 2026 10:15, Ann wrote:\n> When?\n"])
@pytest.mark.parametrize("words", ["It has not arrived.", "届いていません。\n\nよろしくお願いいたします。"])
def test_the_signature_is_found_above_a_quote_and_without_one(words: str, signature: str, quote: str) -> None:
    assert _parts(f"{words}\n\n{signature}{quote}") == (words, signature)


def test_a_signature_below_the_quote_is_found_too() -> None:
    assert _parts("Yes.\n\n> When?\n\n-- \nAnn\n") == ("Yes.", "-- \nAnn")


@pytest.mark.parametrize(
    "closing",
    ["よろしくお願いいたします。", "以上、よろしくお願い申し上げます。", "失礼いたします。"],
)
@pytest.mark.parametrize(
    "name",
    ["田中", "株式会社サンプル\n田中太郎", "--------\n田中 太郎\n総務部\n--------", "山田\n（スマホより）"],
)
def test_the_name_below_a_japanese_closing_is_the_signature(closing: str, name: str) -> None:
    words = f"届いていません。\n\n{closing}"
    assert _parts(f"{words}\n\n{name}\n") == (words, name)


def test_a_name_below_a_long_line_is_the_signature() -> None:
    words = "It has not arrived and " * 20 + "that is all."
    assert _parts(f"{words}\n\nJoe Miller\n\n--- On Wed, 4/4/26, Ann <ann@example.com> wrote:\n\nWhen?") == (
        words,
        "Joe Miller",
    )


def test_the_footer_of_a_list_and_the_own_signature_are_one() -> None:
    text = "Hi folks.\n\n-Ann Lee\n\n____________\nlist mailing list\nlist@example.com\n"
    assert _parts(text) == ("Hi folks.", "-Ann Lee\n\n____________\nlist mailing list\nlist@example.com")


def test_a_mail_that_was_passed_on_without_a_word_is_new_below_its_headers() -> None:
    text = "---------- Forwarded message ---------\nFrom: Sato <sato@example.jp>\nSubject: Complaint\n\nThe lamp broke.\n"
    parts = split_reply(text)
    assert text[slice(*parts.new_text)] == "The lamp broke."
    assert len(parts.quoted) == 1


def test_a_mail_of_nothing_but_quotes_or_a_signature_keeps_its_text() -> None:
    assert _parts("> all\n> quoted")[0] == "> all\n> quoted"
    assert _parts("-- \nAnn") == ("-- \nAnn", None)
    assert split_reply("").new_text == (0, 0)
    assert split_reply(" \n ").new_text == (0, 0)


def test_an_earlier_mail_after_many_lines_that_begin_like_headers_is_found() -> None:
    mail = "From: Bo\nTo: Ann\nSubject: Tea\n\nThe tea is here."
    new, _ = _parts("Yes.\n\n" + "To: Cy\n" * 60 + mail)
    assert new.startswith("Yes.")
    assert "Subject" not in new
    assert "The tea is here." not in new


def test_the_end_of_a_quoted_line_that_a_program_broke_is_quoted() -> None:
    line = "> " + "a long line that was quoted " * 3
    assert _parts(f"Yes.\n{line}\nends here\n> next")[0] == "Yes."


@pytest.mark.parametrize(
    "line",
    ["On 3 March 2026 10:00 a <a@b> x:\n", "From: a@b\n", "2026/3/2 10:00\n", "-= " * 500 + "\n", "> x\ny\n", "Ab Cd\n\n",
     " " * 2_000 + "x\n", "iPhone" * 300 + "\n"],
)  # fmt: skip
def test_long_mails_take_no_long_time(line: str) -> None:
    begin = time.process_time()
    split_reply(line * 3_000)
    assert time.process_time() - begin < 5


_LINES = st.sampled_from(
    ["", "words", "> quoted", "-- ", "Best regards,", "Ann Lee", "tel 03-1234-5678", "From: a@example.com", "Subject: x",
     "On 2 March 2026, Ann wrote:", "-----Original Message-----", "━━━━━━━", "山田", "  indented", "________________"]
)  # fmt: skip


@given(st.lists(_LINES, max_size=15))
def test_parts_lie_in_the_text_and_apart_from_each_other(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = split_reply(text)
    start, end = parts.new_text
    assert 0 <= start <= end <= len(text)
    assert text[start:end] == text[start:end].strip()
    assert bool(text.strip()) == (end > start)
    before = 0
    for quote_start, quote_end in parts.quoted:
        assert before <= quote_start < quote_end <= len(text)
        before = quote_end
        assert not (quote_start <= start < quote_end)
    if parts.signature:
        assert end <= parts.signature[0] < parts.signature[1] <= len(text)


@pytest.mark.parametrize(
    "line",
    [
        "Can you send me the list of prices by Friday?\n", "> quoted\n\nmine\n\n", "-- \nAnn\n", "> quoted\n", "From:\n", "a:\n",
        "From: a@b\n\n",
    ],
)  # fmt: skip
def test_a_mail_of_many_lines_is_split_in_time(line: str) -> None:
    text = line * (500_000 // len(line))
    begun = time.thread_time()
    split_reply(text)
    assert time.thread_time() - begun < 2


_EXPECTED = {
    "correct_sig.txt": "this is an email with a correct -- signature.",
    "email_1_3.txt": "Oh thanks.\n\nHaving the function would be great.",
    "email_1_4.txt": "Awesome! I haven't had another problem with it.",
    "email_1_6.txt": "I get proper rendering as well.",
    "email_1_7.txt": ":+1:",
    "email_1_8.txt": "I will reply under this one ¶ and under this.",
    "email_2_1.txt": "Outlook with a reply",
    "email_2_2.txt": "Outlook with a reply directly above line",
    "email_2_3.txt": "Outlook with a reply above headers using unusual format",
    "email_BlackBerry.txt": "Here is another email",
    "email_gmail.txt": "This is a test for inbox replying to a github message.",
    "email_headers_no_delimiter.txt": "And another reply!",
    "email_iPhone.txt": "Here is another email",
    "email_multi_word_sent_from_my_mobile_device.txt": "Here is another email",
    "pathological.txt": "I think you're onto something. I will try to fix the problem as soon as I\nget back to a computer.",
}


@pytest.mark.shared_data
@pytest.mark.parametrize("name", _EXPECTED)
def test_mails_of_a_public_collection_are_split(shared_data: Path, name: str) -> None:
    text = (shared_data / "email" / "reply-parser" / "emails" / name).read_text(encoding="utf-8")
    assert _parts(text)[0] == _EXPECTED[name]


@pytest.mark.shared_data
def test_answers_of_known_mail_programs_are_found(shared_data: Path) -> None:
    folder = shared_data / "email" / "reply-separation" / "fixtures"
    for file in sorted((folder / "standard_replies").glob("*.eml")):
        assert read_mail(file).new_text == "Hello", file.name
    for file in sorted((folder / "html_replies").glob("*.html")):
        assert _parts(html_text_of(file.read_bytes())) == ("Hi. I am fine.", "Thanks,\nAlex"), file.name


@pytest.mark.shared_data
def test_signatures_of_a_public_collection_are_found(shared_data: Path) -> None:
    folder = shared_data / "email" / "reply-separation" / "fixtures" / "signature" / "emails" / "stripped"
    bodies = sorted(folder.glob("*_body"))
    assert bodies
    for file in bodies:
        text = file.read_text(encoding="utf-8").replace("#sig#", "")
        signature = file.with_name(file.name.replace("_body", "_signature"))
        expected = signature.read_text(encoding="utf-8").replace("#sig#", "").strip()
        assert (_parts(text)[1] or "") == expected, file.name

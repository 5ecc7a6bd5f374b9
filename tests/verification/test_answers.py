"""Each request of a mail is linked to what answers it, or said to be open."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.records import Language
from app.verification.answers import linked_answers, unanswered


@dataclass(frozen=True)
class _Place:
    start: int
    end: int


_PAIRS: dict[Language, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "answer_pairs.yaml").read_text(encoding="utf-8")
)


def _links(requests: list[str], body: str, language: Language = "en") -> list[list[str]]:
    mail = "\n".join(requests)
    places = [_Place(mail.index(one), mail.index(one) + len(one)) for one in requests]
    links = linked_answers(places, mail, body, language)
    return [[body[start:end] for start, end in link.sentences] for link in links]


def _open(requests: list[str], body: str, language: Language = "en") -> list[str]:
    return [
        one
        for one, sentences in zip(requests, _links(requests, body, language), strict=True)
        if not sentences
    ]


_EN = [
    "When will order KC-2041 arrive?",
    "What does the express delivery cost?",
    "Could you send us your new price list?",
    "Do you also have green tins?",
]
_EN_BODY = (
    "Dear Ms Brandt,\n\nThank you for your questions. Order KC-2041 will be delivered on 5 May. "
    "Express delivery is 12 EUR. Please find our price list attached. "
    "Unfortunately, we have no green tins.\n\nKind regards,\n\nHaruka Mori"
)
_JA = ["納期はいつになりますか。", "価格を教えてください。", "カタログを送っていただけますか。"]
_JA_BODY = (
    "山田様\n\nお世話になっております。\n納品は5月12日の予定です。\n価格は1個300円でございます。\n"
    "カタログをお送りいたします。\n\nよろしくお願いいたします。"
)


def test_each_request_finds_its_sentence() -> None:
    assert _links(_EN, _EN_BODY) == [
        ["Order KC-2041 will be delivered on 5 May."],
        ["Express delivery is 12 EUR."],
        ["Please find our price list attached."],
        ["Unfortunately, we have no green tins."],
    ]
    assert _links(_JA, _JA_BODY, "ja") == [
        ["納品は5月12日の予定です。"],
        ["価格は1個300円でございます。"],
        ["カタログをお送りいたします。"],
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "Order KC-2041 will be delivered on 5 May. ",
        "Express delivery is 12 EUR. ",
        "Please find our price list attached. ",
        "Unfortunately, we have no green tins.",
    ],
)
def test_a_request_without_its_answer_is_open(answer: str) -> None:
    assert _open(_EN, _EN_BODY.replace(answer, "")) == [_EN[_links(_EN, _EN_BODY).index([answer.strip()])]]


@pytest.mark.parametrize(
    "answer",
    ["納品は5月12日の予定です。\n", "価格は1個300円でございます。\n", "カタログをお送りいたします。\n"],
)
def test_a_japanese_request_without_its_answer_is_open(answer: str) -> None:
    left = _JA_BODY.replace(answer, "")
    assert _open(_JA, left, "ja") == [_JA[_links(_JA, _JA_BODY, "ja").index([answer.strip()])]]


@pytest.mark.parametrize(
    ("request_text", "answer", "language"),
    [
        ("Is the meeting room free on Monday?", "Yes, it is.", "en"),
        ("Can we move the appointment to Thursday?", "Thursday is fine for us.", "en"),
        ("How many pieces are in one box?", "Each box holds 24 pieces.", "en"),
        ("Who is our contact person?", "Your contact is Ms Mori.", "en"),
        ("Where shall we deliver the goods?", "Please deliver them to our warehouse.", "en"),
        ("Please send the signed contract back to us.", "We will return the contract tomorrow.", "en"),
        ("Please cancel the order.", "We have cancelled it.", "en"),
        ("お見積もりをお願いできますでしょうか。", "お見積書を添付いたします。", "ja"),
        ("駐車場はありますか。", "はい、ございます。", "ja"),
        ("打ち合わせの日程を変更していただけますか。", "日程の変更を承りました。", "ja"),
        ("When does it arrive?", "納品は5月12日です。", "ja"),
        ("納期はいつですか。", "It will be delivered on 12 May.", "en"),
    ],
)
def test_an_answer_in_other_words_is_an_answer(request_text: str, answer: str, language: Language) -> None:
    assert _links([request_text], answer, language) == [[answer]]


@pytest.mark.parametrize(
    ("request_text", "text", "language"),
    [
        ("When will order KC-2041 arrive?", "Thank you for your question about order KC-2041.", "en"),
        ("What does the delivery cost?", "We look forward to your visit.", "en"),
        ("Do you repair old machines?", "Our office is closed on Monday.", "en"),
        (
            "Who is our contact person?",
            "We wish you a pleasant week.\n\nKind regards,\n\nMs Mori\nContact: 555 0142",
            "en",
        ),
        ("価格を教えてください。", "いつもお世話になっております。", "ja"),
        ("修理は可能ですか。", "来週は休業いたします。", "ja"),
    ],
)
def test_other_sentences_are_no_answer(request_text: str, text: str, language: Language) -> None:
    assert _open([request_text], text, language) == [request_text]


def test_a_shared_quality_is_no_answer() -> None:
    request = "Please confirm our new address."
    assert _open([request], "The new delivery date is 14 May.") == [request]
    assert _open([request], "We have noted your new address.") == []


def test_links_are_nearly_always_right_and_seldom_missed() -> None:
    judged = [
        (pair["answers"], not _open([pair["request"]], pair["sentence"], language))
        for language, pairs in _PAIRS.items()
        for pair in pairs
    ]
    linked = [right for right, found in judged if found]
    answers = [found for right, found in judged if right]
    assert sum(linked) >= 0.88 * len(linked)
    assert sum(answers) >= 0.95 * len(answers)


def test_what_the_user_leaves_out_is_not_told() -> None:
    mail = "When does it come? What does it cost?"
    places = [_Place(0, 18), _Place(19, 37)]
    links = linked_answers(places, mail, "Thank you.", "en")
    assert [finding.parameters["value"] for finding in unanswered(links, mail)] == [
        "When does it come?",
        "What does it cost?",
    ]
    (finding,) = unanswered(links, mail, {"When does it come?"})
    assert (finding.code, finding.parameters["value"]) == ("request-unanswered", "What does it cost?")


def test_a_long_request_is_quoted_in_short() -> None:
    mail = "Could you tell us " + "very " * 30 + "soon?"
    (finding,) = unanswered(linked_answers([_Place(0, len(mail))], mail, "", "en"), mail)
    assert len(str(finding.parameters["value"])) == 80


def test_without_requests_there_is_nothing_to_link() -> None:
    assert linked_answers([], "", "Thank you.", "en") == ()

"""The questions and requests of a mail are found, in English and Japanese; politeness is none that waits."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Language
from app.tasks.email.requests import asked_in, requests_in
from tests.tasks.email import request_sentences as sentences

_QUESTIONS = [("en", each) for each in sentences.QUESTIONS_EN] + [
    ("ja", each) for each in sentences.QUESTIONS_JA
]
_REQUESTS = [("en", each) for each in sentences.REQUESTS_EN] + [
    ("ja", each) for each in sentences.REQUESTS_JA
]
_COURTESIES = [("en", each) for each in sentences.COURTESIES_EN] + [
    ("ja", each) for each in sentences.COURTESIES_JA
]
_STATEMENTS = [("en", each) for each in sentences.STATEMENTS_EN] + [
    ("ja", each) for each in sentences.STATEMENTS_JA
]


def _kinds(text: str, language: Language) -> list[str]:
    return [request.kind for request in requests_in(text, language)]


@pytest.mark.parametrize(("language", "sentence"), _QUESTIONS)
def test_what_wants_to_know_is_a_question(language: Language, sentence: str) -> None:
    assert _kinds(sentence, language) == ["question"]


@pytest.mark.parametrize(("language", "sentence"), _REQUESTS)
def test_what_wants_something_done_is_a_request(language: Language, sentence: str) -> None:
    assert _kinds(sentence, language) == ["request"]


@pytest.mark.parametrize(("language", "sentence"), _COURTESIES)
def test_politeness_waits_for_no_answer(language: Language, sentence: str) -> None:
    assert requests_in(sentence, language) == ()


@pytest.mark.parametrize(("language", "sentence"), _STATEMENTS)
def test_what_only_tells_asks_nothing(language: Language, sentence: str) -> None:
    assert requests_in(sentence, language) == ()


def test_an_offer_and_a_polite_closing_are_asked_but_wait_for_nothing() -> None:
    text = "The list is attached. Please let me know if you have any questions."
    assert [request.needs_answer for request in asked_in(text, "en")] == [False]
    assert [
        request.needs_answer for request in asked_in("ご不明な点がございましたらお知らせください。", "ja")
    ] == [False]


def test_each_request_of_an_english_mail_stands_at_its_place() -> None:
    text = (
        "Dear Ms Lee,\n\nThank you for your offer of 3 May. We are interested in 20 chairs.\n\n"
        "Could you please send us samples by Friday? Also, what is the delivery time, and do you\n"
        "ship to Norway?\n\n- Please confirm the price.\n- The colour is blue.\n\n"
        "If you have any questions, please call me.\n\nI look forward to your reply."
    )
    found = requests_in(text, "en")
    assert [(request.kind, request.quote) for request in found] == [
        ("request", "Could you please send us samples by Friday?"),
        ("question", "Also, what is the delivery time, and do you\nship to Norway?"),
        ("request", "Please confirm the price."),
    ]
    assert all(text[request.start : request.end] == request.quote for request in found)


def test_each_request_of_a_japanese_mail_stands_at_its_place() -> None:
    text = (
        "株式会社サンプル\n田中様\n\nいつもお世話になっております。山田商事の鈴木です。\n\n"
        "先日はお打ち合わせのお時間をいただき、ありがとうございました。\n"
        "さて、2点確認させてください。\n\n"
        "1. 納期は5月10日で間違いないでしょうか。\n"
        "2. 送料は御社のご負担でよろしいですか？\n\n"
        "また、お手数ですが、見積書を再度お送りいただけますと幸いです。\n"
        "ご不明な点がございましたら、お気軽にお問い合わせください。\n"
        "何卒よろしくお願い申し上げます。"
    )
    found = requests_in(text, "ja")
    assert [(request.kind, request.quote) for request in found] == [
        ("request", "さて、2点確認させてください。"),
        ("question", "納期は5月10日で間違いないでしょうか。"),
        ("question", "送料は御社のご負担でよろしいですか？"),
        ("request", "また、お手数ですが、見積書を再度お送りいただけますと幸いです。"),
    ]
    assert all(text[request.start : request.end] == request.quote for request in found)


def test_advertising_and_footers_ask_nothing() -> None:
    text = (
        "Shop now and save 20 % on all lamps.\nClick here to see our offers.\n"
        "If you no longer wish to receive these mails, please unsubscribe."
    )
    assert asked_in(text, "en") == ()


def test_full_width_question_marks_and_none_at_all_are_read() -> None:
    assert _kinds("納期はいつ頃？", "ja") == ["question"]
    assert _kinds("納期を教えて下さい", "ja") == ["request"]
    assert _kinds("What about Tuesday？", "en") == ["question"]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("text", ["", " \n ", "…", "> ", "?", "。", "10:00"])
def test_a_mail_without_words_asks_nothing(text: str, language: Language) -> None:
    assert asked_in(text, language) == ()


@given(st.text(max_size=200), st.sampled_from(["en", "ja"]))
def test_quotes_are_cut_from_the_text_in_order(text: str, language: Language) -> None:
    end = 0
    for request in asked_in(text, language):
        assert end <= request.start < request.end <= len(text)
        assert text[request.start : request.end] == request.quote
        end = request.end


@pytest.mark.parametrize(
    "line",
    ["if you have ", "we can we could to ", "you need to you should ", "please " * 3, "お忙しいところ、恐縮ですが", "ご不明な点が", "a",
     "いただければと", "would like ", "if there any other "],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_sentence_without_end_takes_no_long_time(line: str, language: Language) -> None:
    begin = time.process_time()
    asked_in(line * 5_000, language)
    assert time.process_time() - begin < 2


@pytest.mark.shared_data
def test_sentences_of_a_public_collection_are_judged_as_people_did(shared_data: Path) -> None:
    file = shared_data / "email" / "action-requests" / "train.txt"
    rows = [line.partition("\t") for line in file.read_text(encoding="utf-8", errors="replace").splitlines()]
    found = [(mark == "Yes", bool(asked_in(sentence, "en"))) for mark, _, sentence in rows]
    hits, wanted, given_ = sum(a and b for a, b in found), sum(a for a, _ in found), sum(b for _, b in found)
    assert 2 * hits / (wanted + given_) >= 0.8

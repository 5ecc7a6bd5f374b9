"""The real child with the real starter model."""

import contextlib
import json
import math
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import psutil
import pytest

from app.engine.client import EngineClient
from app.engine.engine import Message, Question
from app.errors import Cancelled, EngineError
from app.events import Cancellation

pytestmark = pytest.mark.starter

_THANKS = [Message("user", "Write one sentence that thanks Mr Sato for the meeting.")]
_LONG = [Message("user", "Tell a long story about tea. " * 60)]


@pytest.fixture(scope="module")
def engine(starter_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineClient]:
    client = EngineClient(starter_model, log_file=tmp_path_factory.mktemp("logs") / "engine.log")
    yield client
    client.close()


def test_the_pieces_of_an_answer_are_the_answer(engine: EngineClient) -> None:
    pieces: list[str] = []
    answer = engine.complete(_THANKS, max_tokens=24, on_text=pieces.append)
    assert answer.text == "".join(pieces) != ""
    assert answer.written_tokens <= 24


def test_the_same_question_gets_the_same_answer_from_the_part_already_read(engine: EngineClient) -> None:
    first = engine.complete(_THANKS, max_tokens=16)
    assert engine.complete(_THANKS, max_tokens=16).text == first.text


def test_an_answer_ends_before_a_stop_text(engine: EngineClient) -> None:
    whole = engine.complete(_THANKS, max_tokens=24).text
    stop = whole.split()[2]
    cut = engine.complete(_THANKS, max_tokens=24, stop=[stop])
    assert cut.text == whole[: whole.index(stop)]
    assert cut.finish_reason == "stop"


def test_a_schema_holds(engine: EngineClient) -> None:
    schema = {
        "type": "object",
        "properties": {"kind": {"enum": ["order", "question"]}, "urgent": {"type": "boolean"}},
        "required": ["kind", "urgent"],
    }
    answer = json.loads(engine.complete(_THANKS, max_tokens=64, schema=schema).text)
    assert answer["kind"] in {"order", "question"}
    assert isinstance(answer["urgent"], bool)


def test_a_schema_with_all_kinds_of_values_holds(engine: EngineClient) -> None:
    schema = {
        "type": "object",
        "properties": {
            "buyer": {
                "type": "object",
                "properties": {"name": {"type": "string", "maxLength": 20}, "count": {"type": "integer"}},
                "required": ["name", "count"],
            },
            "goods": {"type": "array", "items": {"enum": ["tea", "cups"]}, "minItems": 1, "maxItems": 3},
            "paid": {"type": "boolean"},
            "note": {"enum": ["税込", "税抜"]},
        },
        "required": ["buyer", "goods", "paid", "note"],
    }
    asked = [Message("user", "Mr Sato orders 3 boxes of tea. Answer in JSON.")]
    for temperature in (0.0, 0.8):
        written = engine.complete(asked, max_tokens=200, schema=schema, temperature=temperature)
        answer = json.loads(written.text)
        assert list(answer) == ["buyer", "goods", "paid", "note"]
        assert isinstance(answer["buyer"]["count"], int)
        assert set(answer["goods"]) <= {"tea", "cups"}
        assert answer["note"] in {"税込", "税抜"}
        assert written.finish_reason == "stop"


def test_a_schema_is_cut_at_the_limit_and_says_so(engine: EngineClient) -> None:
    schema = {"type": "object", "properties": {"story": {"type": "string"}}, "required": ["story"]}
    written = engine.complete(_LONG, max_tokens=12, schema=schema)
    assert (written.finish_reason, written.written_tokens) == ("length", 12)


def test_a_score_is_the_log_probability_of_all_tokens(engine: EngineClient) -> None:
    """Chain rule: the score of two pieces is the sum of theirs, each after what came before."""
    both = engine.score(_THANKS, ["Dear Mr. Sato,"])[0]
    first = engine.score(_THANKS, ["Dear"])[0]
    second = engine.score(_THANKS, [" Mr. Sato,"], answer_start="Dear")[0]
    assert both == pytest.approx(first + second, abs=0.05)


def test_scores_do_not_depend_on_the_company_of_other_answers(engine: EngineClient) -> None:
    alone = [engine.score(_THANKS, [answer])[0] for answer in ("Dear Mr. Sato,", "Banana bread", "Thank you")]
    together = engine.score(_THANKS, ["Dear Mr. Sato,", "Banana bread", "Thank you"])
    assert together == pytest.approx(alone, abs=0.05)
    assert together[0] > together[1]


def test_many_answers_are_weighed_in_groups(engine: EngineClient) -> None:
    answers = [f"category number {number}" for number in range(80)]
    assert len(engine.score(_THANKS, answers)) == 80


_LABELS = tuple(f'{name}"' for name in ("delivery", "price", "price and samples", "quality", "invoice"))
_TEXTS = (
    "Where is my parcel?",
    "How much is a box of tea?",
    "The tea tastes flat.",
    "The bill is wrong.",
) * 12


def _questions(texts: Sequence[str] = _TEXTS) -> list[Question]:
    system = Message(
        "system", "Sort the inquiry: delivery, price, price and samples, quality, or invoice. " * 5
    )
    return [Question((system, Message("user", text)), _LABELS, '{"category": "') for text in texts]


def test_many_questions_are_weighed_as_each_alone_is(engine: EngineClient) -> None:
    together = list(engine.weigh(_questions()))
    alone = [next(iter(engine.weigh([question]))) for question in _questions(_TEXTS[:4])]
    assert len(together) == len(_TEXTS)
    for one, many in zip(alone, together, strict=False):
        # Other shapes of batches round in other places, which a small model's thirty layers make larger.
        assert np.exp(many) == pytest.approx(np.exp(one), abs=0.15)
        assert sum(map(math.exp, many)) == pytest.approx(1, abs=1e-3)


def test_the_best_answer_is_found_without_looking_at_all(engine: EngineClient) -> None:
    for all_of_them, best in zip(
        engine.weigh(_questions(_TEXTS[:4])),
        engine.weigh(_questions(_TEXTS[:4]), best_only=True),
        strict=True,
    ):
        first, second = sorted(all_of_them, reverse=True)[:2]
        assert best.index(max(best)) == all_of_them.index(first) or first - second < 0.3
        assert max(best) == pytest.approx(first, abs=0.3)


def test_a_fixed_part_is_read_once_and_then_comes_from_the_disk(starter_model: Path, tmp_path: Path) -> None:
    conversation = [Message("system", "You write short mails. " * 60), Message("user", "Thank Mr Sato.")]
    answers = []
    for _ in range(2):
        client = EngineClient(starter_model, cache_folder=tmp_path)
        client.prepare([conversation[0], Message("user", "")])
        client.complete([Message("user", "Something else.")], max_tokens=1)
        answers.append(client.complete(conversation, max_tokens=12))
        client.close()
        assert len(list(tmp_path.glob("*.prefix"))) == 1
    client = EngineClient(starter_model)
    plain = client.complete(conversation, max_tokens=12)
    client.close()
    assert answers[0].text == answers[1].text == plain.text
    assert answers[1].seconds < plain.seconds


def test_what_a_user_has_written_is_not_kept_on_the_disk(starter_model: Path, tmp_path: Path) -> None:
    client = EngineClient(starter_model, cache_folder=tmp_path)
    told = [
        Message("user", "My name is Mori. " * 40),
        Message("assistant", "Yes."),
        Message("user", "Who am I?"),
    ]
    client.complete(told, max_tokens=1)
    client.score(told, ["Mori"])
    client.close()
    assert not list(tmp_path.iterdir())


def test_a_damaged_fixed_part_is_read_anew(starter_model: Path, tmp_path: Path) -> None:
    conversation = [Message("system", "You write short mails. " * 20), Message("user", "Thank Mr Sato.")]
    texts = []
    for _ in range(2):
        client = EngineClient(starter_model, cache_folder=tmp_path)
        client.prepare(conversation)
        texts.append(client.complete(conversation, max_tokens=8).text)
        client.close()
        (file,) = tmp_path.glob("*.prefix")
        file.write_bytes(file.read_bytes()[:-100])
    assert texts[0] == texts[1]


def test_what_was_prepared_is_not_read_again(engine: EngineClient) -> None:
    text = "Please tell Mr Sato about the tea. " * 30
    engine.prepare([Message("user", text)])
    begun = engine.complete([Message("user", text + "Be short.")], max_tokens=1)
    assert begun.seconds < engine.complete([Message("user", "Now: " + text)], max_tokens=1).seconds


def test_vectors_tell_texts_apart_and_know_the_same_one(engine: EngineClient) -> None:
    texts = [
        "Where is my parcel?",
        "My parcel is late, where is it?",
        "The tea tastes of fish.",
        "Where is my parcel?",
    ]
    rows = engine.vectors(texts, before="A customer writes: ", after="\nTopic:")
    assert rows.shape == (4, 2 * 576)
    near = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    assert near[0] @ near[3] == pytest.approx(1, abs=0.01)
    assert near[0] @ near[1] > near[0] @ near[2]
    assert engine.score(_THANKS, ["Dear Mr. Sato,"])[0] < 0  # words are weighed again as before


def test_a_child_killed_while_it_weighs_is_replaced_and_nothing_is_lost(starter_model: Path) -> None:
    client = EngineClient(starter_model)
    expected = list(client.weigh(_questions(_TEXTS[:8]), best_only=True))
    child = client.process_id
    assert child is not None
    killer = threading.Timer(0.3, os.kill, (child, getattr(signal, "SIGKILL", signal.SIGTERM)))
    killer.start()
    found = list(client.weigh(_questions(), best_only=True))
    killer.join()
    assert len(found) == len(_TEXTS)
    for values, before in zip(found, expected, strict=False):
        assert max(values) == pytest.approx(max(before), abs=0.3)
    assert client.process_id != child
    client.close()


def test_after_a_while_without_a_request_the_memory_is_given_back(starter_model: Path) -> None:
    client = EngineClient(starter_model, idle_seconds=lambda: 0.1)
    client.complete(_THANKS, max_tokens=1)
    child = client.process_id
    assert child is not None
    with contextlib.suppress(psutil.NoSuchProcess):
        psutil.Process(child).wait(timeout=10)
    assert not psutil.pid_exists(child)
    assert client.complete(_THANKS, max_tokens=2).text
    client.close()


def test_a_stop_is_obeyed_within_a_second_and_the_child_goes_on(engine: EngineClient) -> None:
    engine.complete(_THANKS, max_tokens=1)
    child = engine.process_id
    cancellation = Cancellation()
    asked: list[float] = []

    def stop(_text: str) -> None:
        if not asked:
            asked.append(time.monotonic())
            cancellation.request()

    with pytest.raises(Cancelled):
        engine.complete(_LONG, max_tokens=2000, on_text=stop, cancellation=cancellation)
    assert time.monotonic() - asked[0] < 1
    assert engine.complete(_THANKS, max_tokens=4).text
    assert engine.process_id == child


def test_a_text_that_does_not_fit_is_an_error_with_advice(engine: EngineClient) -> None:
    with pytest.raises(EngineError) as caught:
        engine.complete([Message("user", "tea " * 20_000)])
    assert caught.value.code == "text-too-long"
    assert engine.complete(_THANKS, max_tokens=4).text


def test_killing_the_child_costs_one_request(engine: EngineClient) -> None:
    def kill(_text: str) -> None:
        assert engine.process_id is not None
        os.kill(engine.process_id, getattr(signal, "SIGKILL", signal.SIGTERM))

    with pytest.raises(EngineError) as caught:
        engine.complete(_LONG, max_tokens=2000, on_text=kill)
    assert caught.value.code == "model-stopped"
    assert engine.complete(_THANKS, max_tokens=4).text


def test_two_threads_take_turns(engine: EngineClient) -> None:
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(engine.complete(_THANKS, max_tokens=6).text))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers[0] == answers[1] != ""


def test_a_file_that_is_no_model_is_an_error_with_advice(tmp_path: Path) -> None:
    model = tmp_path / "letter.gguf"
    model.write_bytes(b"GGUF" + b"\0" * 2000)
    client = EngineClient(model)
    with pytest.raises(EngineError) as caught:
        client.complete(_THANKS)
    assert caught.value.code == "model-file-unknown-version"
    client.close()


def test_closing_ends_the_process(starter_model: Path) -> None:
    client = EngineClient(starter_model)
    client.complete(_THANKS, max_tokens=1)
    child = client.process_id
    client.close()
    assert child is not None
    assert not psutil.pid_exists(child)

"""The stand-in for a bad model: what it spoils, and that the judge sees it."""

import random
from pathlib import Path

import pytest

from app.engine.engine import Engine, Message
from app.history.runs import RunStore
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.templates import TemplateLibrary
from benchmarks.email_cases import cases
from benchmarks.email_spoiling import ScriptedEngine, spoilings, spoilt_sentences


def test_the_stand_in_answers_the_note_at_the_end_of_the_last_message() -> None:
    engine = ScriptedEngine({"two boxes": "Two boxes.", "send two boxes": "Send two boxes."})
    asked = [Message("system", "two boxes"), Message("user", "Turn this into a sentence: send two boxes\n")]
    assert engine.complete(asked).text == "Send two boxes."
    assert engine.complete([Message("user", "something else")]).text == ""


def test_each_value_of_a_sentence_is_changed_and_left_out_and_one_is_added() -> None:
    found = list(spoilings("We keep 27 sets until 5 May.", "en", random.Random(1)))
    assert len(set(found)) == 6
    assert "We keep sets until 5 May." in found
    assert "We keep 27 sets until ." in found
    assert any(text.endswith("day, 5 May.") for text in found)
    assert all(text != "We keep 27 sets until 5 May." for text in found)


def test_the_judge_sees_nearly_every_spoilt_sentence_of_generated_cases() -> None:
    rng = random.Random(3)
    unseen, tried = [], 0
    for case in cases(40):
        for number, right in enumerate(case.rights):
            others = [said or note for note, said in zip(case.notes, case.rights, strict=True)]
            for text in spoilings(right, case.language, rng) if right else ():
                mail = "\n".join(
                    [*case.request.facts.values(), *others[:number], text, *others[number + 1 :]]
                )
                tried += 1
                if not case.judge.mistakes("", mail):
                    unseen.append(text)
    # Some hit a value that was given elsewhere in the same mail, or the right weekday.
    assert tried > 250
    assert len(unseen) < 0.03 * tried, unseen


@pytest.fixture
def runs(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "records.sqlite", enabled=lambda: False)


def test_spoilt_and_right_sentences_are_counted(runs: RunStore) -> None:
    library = TemplateLibrary()

    def make(engine: Engine) -> EmailDrafting:
        return EmailDrafting(library, lambda: engine, runs)

    found = spoilt_sentences(make, cases(4), 6)
    assert found.count == 6
    assert found.unmarked == len(found.examples)
    assert found.right == sum(bool(right) for case in cases(4) for right in case.rights)
    assert found.right_kept + len(found.refused) == found.right
    assert found.right_kept > 0

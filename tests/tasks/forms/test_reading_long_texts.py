"""Texts that are too long for the model are read to their end in parts, or a finding says what was not read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.engine.engine import Engine, Message
from app.errors import EngineError
from app.history.runs import RunStore
from app.records import FillResult, Progress, SourceText
from app.tasks.forms.filling import FormFilling
from app.tasks.forms.shown_text import MOST_READ
from tests.documents.form_samples import pdf_form
from tests.fakes import FakeEngine, NarrowEngine

_TALK = " ".join(f"On day {number} we had tea with the neighbours." for number in range(200))
_FIELDS = [("Destination", "a"), ("Means of transport", "b")]


@pytest.fixture
def runs(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs.sqlite3")


def _fill(
    runs: RunStore, folder: Path, engine: Engine, *texts: str, told: list[Progress] | None = None
) -> FillResult:
    form = pdf_form(folder / "form.pdf", _FIELDS)
    sources = [SourceText(f"{number}.txt", text) for number, text in enumerate(texts)]
    on_progress = told.append if told is not None else None
    return FormFilling(lambda: engine, runs).fill(form, sources, on_progress=on_progress)


def _travelling(text: str, answer: str) -> float:
    """Know where one travels to and how, where the text tells it."""
    wanted = {"Destination": "Osaka", "transport": "night train"}
    for word, value in wanted.items():
        if word in text and value in text:
            return 0.0 if answer.strip() == value else -9.0
    return 0.0 if answer.strip() == "not stated" else -9.0


@pytest.mark.parametrize("longest", [100_000, 4_000, 700])
def test_fields_are_answered_from_every_page_of_every_source(
    runs: RunStore, tmp_path: Path, longest: int
) -> None:
    texts = (f"We travel to Osaka. {_TALK}", f"{_TALK} The night train is booked.")
    engine = NarrowEngine(longest, scores=_travelling)
    result = _fill(runs, tmp_path, engine, *texts)
    assert [field.value for field in result.fields] == ["Osaka", "night train"]
    assert result.findings == ()
    for field, source in zip(result.fields, ("0.txt", "1.txt"), strict=True):
        (evidence,) = field.evidence
        assert evidence.source == source
        assert texts[int(source[0])][evidence.start : evidence.end] == evidence.quote


def test_each_part_is_asked_about_all_fields_before_the_next(runs: RunStore, tmp_path: Path) -> None:
    engine = NarrowEngine(2_000, scores=_travelling)
    _fill(runs, tmp_path, engine, f"We travel to Osaka by night train. {_TALK}")
    parts = [conversation[-1].text.partition("</text>")[0] for conversation in engine.conversations]
    runs_of_parts = [part for number, part in enumerate(parts) if number == 0 or part != parts[number - 1]]
    assert len(runs_of_parts) == len(set(runs_of_parts)) > 3


def test_the_surest_part_decides(runs: RunStore, tmp_path: Path) -> None:
    def scores(text: str, answer: str) -> float:
        sure = {"Osaka": -4.0, "Cairo": -1.0, "not stated": -9.0}
        return sure.get(answer.strip(), -20.0) if "Destination" in text else -9.0

    engine = NarrowEngine(2_000, scores=scores)
    result = _fill(runs, tmp_path, engine, f"Ms Mori came from Osaka. {_TALK} Now we go to Cairo.")
    assert result.fields[0].value == "Cairo"


def test_a_part_that_cannot_be_read_is_told(runs: RunStore, tmp_path: Path) -> None:
    class Stumbling(FakeEngine):
        def score(
            self, conversation: Sequence[Message], answers: Sequence[str], **options: Any
        ) -> list[float]:
            if "snowman" in conversation[-1].text:
                raise EngineError("text-too-long", limit=1, length=2)
            return super().score(conversation, answers, **options)

    engine = Stumbling(scores=_travelling)
    result = _fill(runs, tmp_path, engine, f"{_TALK} A snowman came. {_TALK} We travel to Osaka.")
    assert result.fields[0].value == "Osaka"
    (finding,) = result.findings
    assert (finding.code, finding.parameters["source"]) == ("part-not-read", "0.txt")


def test_what_comes_after_very_many_pages_is_told(runs: RunStore, tmp_path: Path) -> None:
    long = "We travel to Osaka. " + _TALK * 5
    assert len(long) > MOST_READ
    result = _fill(runs, tmp_path, FakeEngine(scores=_travelling), long, "The night train is booked.")
    assert [field.value for field in result.fields] == ["Osaka", None]
    assert [(finding.code, finding.parameters["limit"]) for finding in result.findings] == [
        ("open-fields-read-in-part", "22"),
        ("open-fields-read-in-part", "0"),
    ]


def test_progress_grows_over_the_parts(runs: RunStore, tmp_path: Path) -> None:
    told: list[Progress] = []
    _fill(runs, tmp_path, NarrowEngine(1_500, scores=_travelling), _TALK, told=told)
    done = [progress.done for progress in told if progress.label == "asking-about-fields"]
    assert len(done) > 6
    assert 0 <= max(done) < len(_FIELDS)
    assert done[-1] > 1


def test_the_beginning_of_every_question_can_be_read_ahead(runs: RunStore, tmp_path: Path) -> None:
    engine = FakeEngine(scores=_travelling)
    FormFilling(lambda: engine, runs).prepare("en")
    _fill(runs, tmp_path, engine, "We travel to Osaka.")
    (prepared,) = engine.prepared
    assert engine.conversations
    assert all(asked[:-1] == prepared[:-1] for asked in engine.conversations)
    assert "Osaka" not in prepared[-1].text

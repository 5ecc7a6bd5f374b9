"""How the Japanese hotel dialogues are labelled and divided."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from benchmarks.hotel_dialogues import Pairs, Split, acts, topics

_ACTS = ("utterance_id", "speaker", "utterance", "speech_act", "difficult")
_SPANS = ("utterance_id", "speaker", "span_type")


def _write(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    path.parent.mkdir(exist_ok=True)
    lines = ["\t".join(row) for row in (columns, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A hundred and three dialogues, each with utterances of its own."""
    for number in range(103):
        _write(
            tmp_path / "dialog_act" / f"{number:03}.tsv",
            _ACTS,
            [
                ("1", "agent", "お食事はいかがでしょうか。", "", "0"),
                ("2", "user", f"はい、{number}です。", "はい", "0"),
                ("3", "user", f"夕食は{number}時が良いです。", "要求", "0"),
                ("4", "user", f"{number}円の和室が良いです。", "要求", "0"),
                ("5", "user", f"えっと{number}", "その他", "1"),
                ("6", "user", f"それで{number}", "照応要求", "0"),
            ],
        )
        _write(
            tmp_path / "request_span" / f"{number:03}.tsv",
            _SPANS,
            [
                ("1", "agent", "食事"),
                ("2", "user", ""),
                ("3", "user", "食事"),
                ("3", "user", "食事"),
                ("4", "user", "予算"),
                ("4", "user", "部屋"),
            ],
        )
    return tmp_path


def _labels(pairs: Pairs) -> set[str]:
    return {label for _, label in pairs}


@pytest.mark.parametrize("labelled", [acts, topics])
def test_a_dialogue_is_either_learnt_from_or_tested(folder: Path, labelled: Callable[[Path], Split]) -> None:
    train, test = labelled(folder)
    assert len([text for text, _ in train if text.startswith("はい")]) == 100
    assert len([text for text, _ in test if text.startswith("はい")]) == 3
    assert not {text for text, _ in train} & {text for text, _ in test}


def test_only_what_customers_say_and_annotators_could_tell_counts(folder: Path) -> None:
    train, test = acts(folder)
    assert _labels([*train, *test]) == {"はい", "要求", "照応要求"}


def test_wishes_are_divided_by_their_topic_and_those_about_several_or_none_left_out(folder: Path) -> None:
    train, test = topics(folder)
    assert _labels([*train, *test]) == {"はい", "食事"}


def test_the_division_is_the_same_each_time(folder: Path) -> None:
    assert acts(folder) == acts(folder)

"""What customers of a hotel search say in Japanese, labelled: the data set `asdc-ja`.

Two labellings of each customer's utterance, one label each:

- `acts`: the dialogue act as it was annotated, nine of them (要求 is a wish, 照応要求 a wish that refers to what the agent has
  just asked, 伝達 tells something, その他 is thanks and the like). Even the rarest has twelve rows to learn from, so
  none is put away. Some need the agent's question, which a sorter of single inquiries does not see.
- `topics`: the same with the three kinds of wishes and impressions (要求, 照応要求, 感想) divided by what they ask about, as
  the request spans were annotated (部屋 room, 食事 meals, 予算 budget ...), eighteen in all. Utterances about several
  topics are left out, they have no single answer.

Utterances that the annotators marked as difficult (eight) are left out. A dialogue is either learnt from or tested, never both.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Pairs = list[tuple[str, str]]
"""Utterances with their labels."""
Split = tuple[Pairs, Pairs]
"""What is learnt from, and what is tested."""

_TRAINING_DIALOGUES = 100
_WISHES = frozenset({"要求", "照応要求", "感想"})


@dataclass(frozen=True, slots=True)
class _Utterance:
    dialogue: str
    id: str
    text: str
    act: str


def acts(folder: Path) -> Split:
    """Return the utterances in *folder* with their dialogue acts, 100 dialogues to learn from and 50 to test."""
    return _split((one, one.act) for one in _utterances(folder))


def topics(folder: Path) -> Split:
    """Return the same with wishes by their topic; those about several topics are left out."""
    return _split(_by_topic(folder))


def _by_topic(folder: Path) -> Iterator[tuple[_Utterance, str]]:
    asked = _asked_about(folder)
    for one in _utterances(folder):
        about = asked.get((one.dialogue, one.id), set())
        if one.act not in _WISHES:
            yield one, one.act
        elif len(about) == 1:
            yield one, next(iter(about))


def _split(labelled: Iterator[tuple[_Utterance, str]]) -> Split:
    pairs: dict[str, Pairs] = defaultdict(list)
    for one, label in labelled:
        pairs[one.dialogue].append((one.text, label))
    dialogues = sorted(pairs)
    random.Random(0).shuffle(dialogues)
    chosen, others = dialogues[:_TRAINING_DIALOGUES], dialogues[_TRAINING_DIALOGUES:]
    return [pair for name in chosen for pair in pairs[name]], [
        pair for name in others for pair in pairs[name]
    ]


def _utterances(folder: Path) -> Iterator[_Utterance]:
    for name, row in _customers_rows(folder / "dialog_act"):
        if row["difficult"] == "0":
            yield _Utterance(name, row["utterance_id"], row["utterance"], row["speech_act"])


def _asked_about(folder: Path) -> dict[tuple[str, str], set[str]]:
    """Return by dialogue and utterance which topics its request spans are about."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, row in _customers_rows(folder / "request_span"):
        if row["span_type"]:
            found[name, row["utterance_id"]].add(row["span_type"])
    return found


def _customers_rows(folder: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["speaker"] == "user":
                    yield path.name, row

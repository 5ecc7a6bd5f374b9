"""Rows a minute and accuracy of weighing categories, beside `llama-server` with a JSON schema.

`python -m benchmarks.sorting --model FILE`: the test rows of hint3-sofmattress with its 21 categories and no example, the
same prompt on both sides. The server answers eight rows at once and has the categories in its prompt
cache. A row that belongs to none of the categories counts as wrong on both sides.
"""

import csv
import json
import random
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.engine.client import EngineClient
from app.engine.engine import Message, Question
from app.engine.hardware import EngineSettings
from benchmarks.engine_setup import Server, arguments, in_turn, llama_server, to_stderr
from benchmarks.report import Row, show

_DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "inquiries" / "hint3-sofmattress"
_NONE = "NO_NODES_DETECTED"
SLOTS = 8
"""Rows that the server answers at once."""
ROUND = 40
"""Rows that one side sorts before the other one has its turn with them."""
_ROUNDS, _QUICK_ROUNDS = 5, 1
_REST = 0.02
"""Share of all categories together that need not be told apart."""


@dataclass(frozen=True, slots=True)
class Task:
    """Rows to sort."""

    categories: tuple[str, ...]
    texts: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def system(self) -> str:
        """The prompt's fixed part."""
        listed = "\n".join(f"- {category}" for category in self.categories)
        return (
            f"You sort customer inquiries of a mattress shop.\n\nCategories:\n{listed}\n\n"
            'Answer in JSON: {"category": "..."}'
        )

    def texts_of(self, number: int) -> tuple[str, ...]:
        """Return the rows of round *number*."""
        return self.texts[number * ROUND : (number + 1) * ROUND]

    def accuracy(self, answers: Sequence[str]) -> float:
        """Return the share of right answers."""
        return sum(a == label for a, label in zip(answers, self.labels, strict=True)) / len(self.labels)


def read_task(rows: int) -> Task:
    """Return a seeded share of the test rows; the names of the categories come from the training rows."""
    names = {row["label"] for row in _table("train.csv")} - {_NONE}
    test = _table("test.csv")
    random.Random(0).shuffle(test)
    chosen = test[:rows]
    return Task(
        tuple(sorted(names)), tuple(row["sentence"] for row in chosen), tuple(row["label"] for row in chosen)
    )


def _table(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


class Ours:
    """The engine."""

    def __init__(self, task: Task, model: Path, threads: int) -> None:
        """Load *model* and read the fixed part once."""
        self._task = task
        self.engine = EngineClient(model, settings=lambda _: EngineSettings(threads=threads, context=4096))
        self._answers: dict[bool, list[str]] = {True: [], False: []}
        list(self.engine.weigh(self._questions(task.texts[:1]), best_only=True))

    def best(self) -> float:
        """Return the rows a minute when only the best category is looked for."""
        return self._rate(best_only=True)

    def full(self) -> float:
        """Return the rows a minute with the shares of all categories."""
        return self._rate(best_only=False)

    def accuracy(self, *, best_only: bool) -> float:
        """Return the share of right answers in all rounds."""
        return self._task.accuracy(self._answers[best_only])

    def _rate(self, *, best_only: bool) -> float:
        done = self._answers[best_only]
        questions = self._questions(self._task.texts_of(len(done) // ROUND))
        begun = time.perf_counter()
        rest = 0.0 if best_only else _REST
        found = list(self.engine.weigh(questions, best_only=best_only, rest=rest))
        seconds = time.perf_counter() - begun
        done += [self._task.categories[max(range(len(v)), key=v.__getitem__)] for v in found]
        return 60 * len(found) / seconds

    def _questions(self, texts: Sequence[str]) -> list[Question]:
        answers = tuple(f'{category}"' for category in self._task.categories)
        system = Message("system", self._task.system)
        return [Question((system, Message("user", text)), answers, '{"category": "') for text in texts]


class Peer:
    """`llama-server`, eight rows at once."""

    def __init__(self, task: Task, server: Server) -> None:
        """Read the fixed part once."""
        self._task = task
        self._server = server
        self._answers: list[str] = []
        self._schema: Mapping[str, Any] = {
            "type": "object",
            "properties": {"category": {"enum": list(task.categories)}},
            "required": ["category"],
        }
        with ThreadPoolExecutor(SLOTS) as pool:
            list(pool.map(self._ask, task.texts[:SLOTS]))

    def accuracy(self) -> float:
        """Return the share of right answers in all rounds."""
        return self._task.accuracy(self._answers)

    def rate(self) -> float:
        """Return the rows a minute."""
        texts = self._task.texts_of(len(self._answers) // ROUND)
        begun = time.perf_counter()
        with ThreadPoolExecutor(SLOTS) as pool:
            self._answers += list(pool.map(self._ask, texts))
        return 60 * len(texts) / (time.perf_counter() - begun)

    def _ask(self, text: str) -> str:
        body = {
            "messages": [{"role": "system", "content": self._task.system}, {"role": "user", "content": text}],
            "temperature": 0,
            "max_tokens": 40,
            "response_format": {"type": "json_schema", "json_schema": {"schema": self._schema}},
        }
        content = self._server.post("/v1/chat/completions", body)["choices"][0]["message"]["content"]
        answer: str = json.loads(content)["category"]
        return answer


def main() -> int:
    """Measure both sides in turn."""
    options = arguments(__doc__)
    if not _DATA.is_dir():
        sys.exit(f"the data set is not there: {_DATA}")
    rounds = _QUICK_ROUNDS if options.quick else _ROUNDS
    task = read_task(rounds * ROUND)
    with llama_server(options.model, threads=options.threads, slots=SLOTS, context=1024 * SLOTS) as server:
        ours, theirs = Ours(task, options.model, options.threads), Peer(task, server)
        best, full, peer = in_turn([ours.best, ours.full, theirs.rate], rounds, say=to_stderr)
        ours.engine.close()
    rows = [
        Row("best category, rows/min", best, peer, 5, "more"),
        Row(f"shares of all but {_REST:.0%}, rows/min", full, peer, 2, "more"),
        Row("accuracy of the best", ours.accuracy(best_only=True), theirs.accuracy(), 1, "more"),
        Row("accuracy with all shares", ours.accuracy(best_only=False), theirs.accuracy(), 1, "more"),
    ]
    show(
        "sorting",
        rows,
        options.model,
        as_json=options.json,
        share=f"{len(task.texts)} rows, {options.threads} threads",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

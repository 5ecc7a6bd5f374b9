"""Tool calls right and seconds a call, beside `llama-server`'s own tool calling with the same model.

`python -m benchmarks.tools --model FILE`: a seeded 200 rows of the public set (one function, several, none that fits), judged by
the leaderboard's rules in `tool_judge.py`. Ours goes through the whole program: the tool is weighed, its arguments are
written by a schema and tidied. The server applies the model's own chat template for tools, and reads its answer.
Both read the rows in turn, ten at a time (A B B A). `--rows N` takes the first N of the 200, `--development` rows that are not measured.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
import urllib.error
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from app.engine.client import EngineClient
from app.engine.hardware import EngineSettings
from app.tasks.assist.grounds import Given
from app.tasks.assist.tool_calling import ToolCalling
from benchmarks.engine_setup import Server, llama_server, model_file, option_parser, to_stderr
from benchmarks.report import Row, show
from benchmarks.tool_judge import is_right
from benchmarks.tool_sets import MEASURED, PARTS, ToolRow, development_rows, measured_rows

Call: TypeAlias = Mapping[str, Mapping[str, Any]]
_CONTEXT = 4096
_TOGETHER = 10
"""Rows that one side does before the other one has its turn with them."""
_QUICK = 20
_MOST_TOKENS = 300


class Side:
    """One side of the comparison.

    Attributes:
        right: Whether each row's call was right, so far.
        seconds: How long each took.
    """

    def __init__(self, ask: Callable[[ToolRow], Call | None]) -> None:
        """Let *ask* answer."""
        self._ask = ask
        self.right: list[bool] = []
        self.seconds: list[float] = []

    def do(self, rows: Sequence[ToolRow]) -> None:
        """Answer *rows*."""
        for row in rows:
            begun = time.perf_counter()
            call = self._ask(row)
            self.seconds.append(time.perf_counter() - begun)
            self.right.append(is_right(call, row.functions, row.answer))

    def share(self, rows: Sequence[ToolRow], part: str = "") -> float | None:
        """Return the share of calls that are right, of one part of the rows or of all."""
        found = [right for row, right in zip(rows, self.right, strict=True) if part in ("", row.part)]
        return statistics.mean(found) if found else None


def ours(engine: EngineClient) -> Side:
    """Return the program's side."""

    def ask(row: ToolRow) -> Call | None:
        proposed = ToolCalling(row.tools, lambda: engine).propose(Given(wish=row.wish))
        return {proposed.tool: dict(proposed.arguments)} if proposed else None

    return Side(ask)


def theirs(server: Server) -> Side:
    """Return the server's side: the first call that it gives back, or none."""

    def ask(row: ToolRow) -> Call | None:
        body = {
            "messages": [{"role": "user", "content": row.wish}],
            "tools": row.json_tools,
            "tool_choice": "auto",
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
        }
        try:
            message = server.post("/v1/chat/completions", body)["choices"][0]["message"]
        except urllib.error.HTTPError:  # it wrote what its own reader of calls does not take
            return None
        return _call(message.get("tool_calls") or [])

    return Side(ask)


def _call(calls: Sequence[Mapping[str, Any]]) -> Call | None:
    """Return the server's *calls* as the judge reads them; several are wrong as they are for the leaderboard."""
    if not calls:
        return None
    if len(calls) > 1:
        return {str(number): {} for number in range(len(calls))}
    function = calls[0]["function"]
    try:
        arguments = json.loads(function["arguments"] or "{}")
    except ValueError:
        arguments = {}
    return {function["name"]: arguments if isinstance(arguments, dict) else {}}


def _compare(rows: Sequence[ToolRow], model: Path, threads: int) -> tuple[Side, Side]:
    settings = EngineSettings(threads=threads, context=_CONTEXT)
    cache = tempfile.TemporaryDirectory()  # as the program has one
    engine = EngineClient(model, cache_folder=Path(cache.name), settings=lambda _: settings)
    try:
        with cache, llama_server(model, threads=threads, slots=1, context=_CONTEXT) as server:
            ToolCalling(rows[0].tools[:1], lambda: engine).prepare()
            sides = ours(engine), theirs(server)
            for side in (ours(engine), theirs(server)):  # both have read what they read only once
                side.do(development_rows()[-1:])
            for number, begin in enumerate(range(0, len(rows), _TOGETHER)):
                for side in sides if number % 2 == 0 else reversed(sides):
                    side.do(rows[begin : begin + _TOGETHER])
                done = rows[: begin + _TOGETHER]
                to_stderr(f"{len(done)} rows: " + "  ".join(_so_far(side, done) for side in sides))
    finally:
        engine.close()
    return sides


def _so_far(side: Side, done: Sequence[ToolRow]) -> str:
    return f"{side.share(done):.3f} right, {statistics.median(side.seconds):.2f} s"


def _options() -> argparse.Namespace:
    parser = option_parser(__doc__)
    parser.add_argument("--rows", type=int, default=MEASURED, help="the first N of the measured rows")
    parser.add_argument("--development", action="store_true", help="rows that are not measured")
    parsed = parser.parse_args()
    parsed.model = model_file(parsed.model)
    return parsed


def main() -> int:
    """Measure both sides in turn."""
    options = _options()
    count = min(options.rows, _QUICK) if options.quick else options.rows
    chosen = (development_rows() if options.development else measured_rows())[:count]
    mine, other = _compare(chosen, options.model, options.threads)
    right, peer_right = mine.share(chosen), other.share(chosen)
    rows = [
        # Points above the server are no ratio: the target is the server's share and five points.
        Row("calls right", right, peer_right, (peer_right or 0) + 0.05, "more", absolute=True),
        Row("seconds a call, median", statistics.median(mine.seconds), statistics.median(other.seconds), 0.5),
        Row("seconds a call, mean", statistics.mean(mine.seconds), statistics.mean(other.seconds), 0.5),
    ]
    rows += [
        Row(f"calls right, {part}", mine.share(chosen, part), other.share(chosen, part), better="more")
        for part in PARTS
    ]
    kind = "development " if options.development else ""
    show(
        "tools",
        rows,
        options.model,
        as_json=options.json,
        share=f"{len(chosen)} {kind}rows, {options.threads} threads",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

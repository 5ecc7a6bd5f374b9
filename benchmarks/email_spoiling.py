"""A stand-in for a model that words notes well but for one value: what a bad model could do, without waiting for one.

Each sentence that says its note rightly is spoilt in one place: another number, day, weekday, amount, code or name, a value
left out or one more put in. The benchmark's judge tells what of it reaches the user unmarked.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from app.engine.engine import Completion, Engine, Message
from app.records import Language
from app.tasks.email.drafting import EmailDrafting
from benchmarks.email_cases import Case
from benchmarks.email_judge import Mistake, is_marked
from benchmarks.email_names import FAMILIES_EN, FAMILIES_JA
from benchmarks.email_values import WEEKDAYS_JA, Kind, Read, read_values

_SEED = 11
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ADDED: dict[Language, tuple[str, ...]] = {
    "en": (
        " within 3 days", " by tomorrow", " for EUR 15", " on 4 July", " (ask Ms Zeller)", " at 11:45", " with 20% off",
        " next week", " under number TZ-5501", " in Oslo",
    ),
    "ja": ("（3日以内）", "（明日まで）", "（1,500円）", "（7月4日）", "（高梨様）", "（11時45分）", "（2割引）", "（来週）", "（番号TZ-5501）", "（札幌市）"),
}  # fmt: skip


class ScriptedEngine:
    """Answers each note with the sentence that was written for it."""

    model_name = "scripted"
    model_identity = "scripted"

    def __init__(self, answers: Mapping[str, str]) -> None:
        """Answer with *answers*, by note."""
        self._answers = dict(sorted(answers.items(), key=lambda pair: -len(pair[0])))

    def as_engine(self) -> Engine:
        """Return it as what drafting asks: nothing but `complete` and `prepare` is asked for."""
        return cast("Engine", self)

    def complete(self, conversation: Sequence[Message], **_settings: Any) -> Completion:
        """Return the sentence for the note that the last message ends with."""
        text = conversation[-1].text.rstrip()
        answer = next((said for note, said in self._answers.items() if text.endswith(note)), "")
        return Completion(answer, "stop", 1, 1, 0.0)

    def prepare(self, conversation: Sequence[Message], **_settings: Any) -> None:
        """Do nothing."""


@dataclass(slots=True)
class Spoilt:
    """What became of spoilt and of right sentences."""

    count: int = 0
    unmarked: int = 0
    examples: list[str] = field(default_factory=list)
    """Those whose wrong value reached the user unmarked."""
    right: int = 0
    right_kept: int = 0
    refused: list[str] = field(default_factory=list)
    """Right sentences that were not kept."""

    @property
    def share_of_right_kept(self) -> float:
        """Share of the right sentences that stand in the drafts."""
        return self.right_kept / self.right if self.right else 0.0


def spoilt_sentences(make: Callable[[Engine], EmailDrafting], cases: Sequence[Case], count: int) -> Spoilt:
    """Return what became of *count* spoilt sentences of *cases*, one a draft, and of the right ones beside them.

    *make* returns the product's drafting with an engine.
    """
    rng = random.Random(_SEED)
    wrong = [
        (case, number, text)
        for case in cases
        for number, right in enumerate(case.rights)
        if right
        for text in spoilings(right, case.language, rng)
    ]
    found = Spoilt()
    for case in cases:
        _try_right(make, case, found)
    for case, number, text in rng.sample(wrong, min(count, len(wrong))):
        answers = _answers(case) | {case.notes[number]: text}
        result = make(ScriptedEngine(answers).as_engine()).draft(case.request)
        mistakes = case.judge.mistakes(result.subject, result.body)
        hidden = [mistake for mistake in mistakes if not is_marked(mistake, result)]
        found.count += 1
        found.unmarked += bool(hidden)
        if hidden:
            found.examples.append(f"{_told(hidden)}: {text!r} for {case.notes[number]!r}")
    return found


def _try_right(make: Callable[[Engine], EmailDrafting], case: Case, found: Spoilt) -> None:
    result = make(ScriptedEngine(_answers(case)).as_engine()).draft(case.request)
    for note, right in _answers(case).items():
        found.right += 1
        if right in result.body:
            found.right_kept += 1
        else:
            found.refused.append(f"{right!r} for {note!r}")


def _answers(case: Case) -> dict[str, str]:
    return {note: right for note, right in zip(case.notes, case.rights, strict=True) if right}


def _told(mistakes: Sequence[Mistake]) -> str:
    return ", ".join(f"{mistake.what} {mistake.kind} {mistake.written!r}" for mistake in mistakes)


def spoilings(right: str, language: Language, rng: random.Random) -> Iterator[str]:
    """Yield versions of the sentence *right* that are wrong about one value."""
    values = [value for value in read_values(right) if value.sure]
    for value in values:
        before, written, after = right[: value.start], right[value.start : value.end], right[value.end :]
        yield before + _other(written, value, rng) + after
        if value.kind == Kind.DATE and value.weekday is None:
            wrong = rng.randrange(7)
            told = (
                f"{written}（{WEEKDAYS_JA[wrong]}）" if language == "ja" else f"{_WEEKDAYS[wrong]}, {written}"
            )
            yield before + told + after
        yield re.sub(r"  +", " ", before + after)
    names = FAMILIES_EN if language == "en" else FAMILIES_JA
    for name in names:
        if name in right:
            yield right.replace(name, rng.choice([other for other in names if other not in right]))
    end = re.search(r"[.?。]$", right)
    place = end.start() if end else len(right)
    yield right[:place] + rng.choice(_ADDED[language]) + right[place:]


def _other(written: str, value: Read, rng: random.Random) -> str:
    """Return *written* with one digit, or its word, changed."""
    if value.kind == Kind.DAY:
        pool = [f"{sign}曜日" for sign in WEEKDAYS_JA] if "曜" in written else list(_WEEKDAYS)
        return rng.choice([other for other in pool if other != written])
    if value.kind == Kind.EMAIL:
        return ("info" if written[0] != "i" else "sales") + written[written.index("@") :]
    digits = [index for index, sign in enumerate(written) if sign.isdigit()]
    if not digits:
        return f"very {written}"
    place = rng.choice(digits)
    new = rng.choice([digit for digit in "123456789" if digit != written[place]])
    return written[:place] + new + written[place + 1 :]

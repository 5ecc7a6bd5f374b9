"""What the model makes of inquiries: its state where it would name what an inquiry is about.

States of examples are kept on the disk, since the same examples are learnt from again and again; those of the rows
that are sorted are not.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app import resource_files
from app.engine.engine import Engine, TextLayer
from app.errors import EngineError
from app.events import Cancellation
from app.tasks.inquiries.categories import Category
from app.tasks.inquiries.kept_states import KeptStates, RecentStates
from app.text.languages import detect_language

Floats = NDArray[np.float64]

_log = logging.getLogger(__name__)
_FOLDER = "states"
_LONGEST_TEXT = 600
"""Characters that the model reads of an inquiry: what it is about stands at its beginning, and each costs time."""
_LONGEST_DESCRIPTIONS = (80, 0)
"""Characters of each description that the model is told, the first that leaves room."""
_MOST_TOLD = 2_400
"""Characters of what is told before each inquiry; Japanese ones count three times."""
_MOST_FAILURES = 3
_SHORTEST_TEXT = 40
"""Characters that are not cut any further where they do not fit."""
_LARGEST = 60_000
"""What a number of half precision holds; a few numbers of some models are that large, for all texts alike."""
_AT_ONCE = 64
"""Texts between two looks at the wish to stop, and between two savings."""


class TextStates:
    """Reads texts with the model and returns its states.

    The words of a text are taken from an early layer where they are written apart, and from the middle of the network
    in Japanese, where a token is a sign or two (`benchmarks/README.md`).
    The categories are named before each text, so that the state tells which of them it would be. What
    this brings was measured on public sets: in a set of 21 categories 86 of 100 rows right instead of 84 when
    the categories are not named, and inquiries that fit none of them stand out more clearly.
    """

    def __init__(
        self,
        engine: Engine,
        categories: Sequence[Category],
        cache: Path,
        cancellation: Cancellation | None = None,
        *,
        recent: RecentStates | None = None,
    ) -> None:
        """Read with *engine*, which is told the names of *categories*; states are kept in the folder *cache*."""
        self._recent = recent or RecentStates(0)
        self._engine = engine
        self._failures = 0
        self._cancellation = cancellation
        told = "\n".join(f"{category.name} {category.description}" for category in categories)
        language = detect_language(told)
        self._layer: TextLayer = "middle" if language == "ja" else "early"
        prompt = resource_files.read_text(f"prompts/inquiries_states_{language}.txt").strip("\n")
        before, _, self._after = prompt.partition(" {text}")
        lists = (_list_of(categories, longest) for longest in _LONGEST_DESCRIPTIONS)
        listed = next((text for text in lists if _length(text) <= _MOST_TOLD), "")
        self._before = before.format(categories=listed) if listed else before.rpartition("\n")[2]
        key = "\n".join((engine.model_identity, self._before, self._after, str(_LONGEST_TEXT)))
        if self._layer != "early":  # so that what was read before there was a choice stays of use
            key += f"\n{self._layer}"
        self._file = cache / _FOLDER / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.npz"

    def read(self, texts: Sequence[str]) -> Floats | None:
        """Return the states of *texts*, one row each; None when the model does not answer.

        After three failures in a row it is not asked any more.

        Raises:
            Cancelled: The user asked to stop.
        """
        digests = [self._digest(text) for text in texts]
        found = {digest: state for digest in digests if (state := self._recent.get(digest)) is not None}
        fresh = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in found}
        if fresh:
            shown = [f" {' '.join(text[:_LONGEST_TEXT].split())}" for text in fresh.values()]
            states = self._states(shown)
            if states is None:
                return None
            for digest, state in zip(fresh, states, strict=True):
                found[digest] = state
                self._recent.add(digest, state)
        return np.array([found[digest] for digest in digests], dtype=np.float64)

    def _states(self, shown: Sequence[str]) -> NDArray[np.float16] | None:
        if self._failures >= _MOST_FAILURES:
            return None
        try:
            states = self._vectors(shown)
        except EngineError as error:
            self._failures += 1
            _log.warning("the model did not read: %s", error)
            return None
        self._failures = 0
        halved: NDArray[np.float16] = np.clip(states, -_LARGEST, _LARGEST).astype(np.float16)
        return halved if np.isfinite(halved).all() else None

    def _vectors(self, shown: Sequence[str]) -> NDArray[np.float32]:
        """Return the model's vectors; what is too long to be read is read as far as it goes."""
        try:
            return self._engine.vectors(
                shown,
                before=self._before,
                after=self._after,
                layer=self._layer,
                cancellation=self._cancellation,
            )
        except EngineError as error:
            if error.code != "text-too-long" or max(map(len, shown)) <= _SHORTEST_TEXT:
                raise
        if len(shown) == 1:
            return self._vectors([shown[0][: len(shown[0]) // 2]])
        middle = len(shown) // 2
        return np.concatenate([self._vectors(shown[:middle]), self._vectors(shown[middle:])])

    def _digest(self, text: str) -> bytes:
        """Return what stands for *text* behind the same question."""
        return hashlib.sha256(f"{self._file.stem}\n{text}".encode(errors="surrogatepass")).digest()[:16]

    def read_known(self, texts: Sequence[str], on_read: Callable[[int], None]) -> Floats | None:
        """Return the states of the examples *texts*, which are kept for the next time; None likewise.

        Args:
            texts: The examples.
            on_read: Hears how many of them are read, now and then.

        Raises:
            Cancelled: The user asked to stop; what was read is kept.
        """
        digests = [self._digest(text) for text in texts]
        kept = KeptStates(self._file)
        missing = [index for index, digest in enumerate(digests) if digest not in kept.states]
        try:
            for start in range(0, len(missing), _AT_ONCE):
                on_read(len(texts) - len(missing) + start)
                chunk = missing[start : start + _AT_ONCE]
                states = self.read([texts[index] for index in chunk])
                if states is None:
                    return None
                kept.add({digests[index]: row for index, row in zip(chunk, states, strict=True)})
        finally:
            kept.save(digests)
        return np.array([kept.states[digest] for digest in digests], dtype=np.float64) if digests else None


def _list_of(categories: Sequence[Category], longest: int) -> str:
    told = []
    for category in categories:
        name = category.name.replace("_", " ")
        name = name.lower() if name.isupper() else name
        description = " ".join(category.description.split())[:longest]
        told.append(f"{name} ({description})" if description else name)
    return "; ".join(told)


def _length(text: str) -> int:
    return sum(1 if sign.isascii() else 3 for sign in text)

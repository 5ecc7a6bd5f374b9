"""Which action is likely wanted with a text: by code at once; the model may think otherwise a moment later."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.engine.engine import Engine, Question
from app.errors import Cancelled, DeskhandError
from app.events import Cancellation
from app.records import Language
from app.tasks.assist.actions import ActionKey
from app.tasks.assist.prompting import without_fence
from app.tasks.assist.text_traits import Traits, traits_of
from app.tasks.prompt_files import conversation

_log = logging.getLogger(__name__)

_MODEL_SHARE = 0.3
"""What a natural logarithm of the model's shares is worth in points of the code's; a small model guesses badly."""
_SHOWN = 240
"""Characters of the text that the model reads: it should have answered within half a second."""
_SURE = 3.0
"""Points between the first and the second from which on the model is not asked."""
_LONG = 900
"""Characters of English from which on a text is long."""

Points = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The actions from the likeliest on."""

    order: tuple[str, ...]
    """Keys of actions."""
    points: Points
    """How much speaks for each."""

    @property
    def sure(self) -> bool:
        """Whether code alone is sure enough."""
        first, second = (self.points[key] for key in self.order[:2])
        return first - second >= _SURE


class Suggesting:
    """Suggests actions."""

    def __init__(self, find_engine: Callable[[], Engine | None], asks: Callable[[str], int] | None) -> None:
        """Ask the engine that *find_engine* gives, if any; *asks* counts what a mail asks."""
        self._find_engine = find_engine
        self._asks = asks

    def at_once(self, text: str, window: Language) -> Suggestion:
        """Return what is likely wanted with *text* in a window in the language *window*, by code, in milliseconds."""
        return _ordered(_points(traits_of(text, window, self._asks)))

    def reconsidered(
        self,
        text: str,
        window: Language,
        suggestion: Suggestion,
        *,
        cancellation: Cancellation | None = None,
    ) -> Suggestion:
        """Return *suggestion* as the model sees it too; the same without a model or when it fails.

        Raises:
            Cancelled: The user asked to stop.
        """
        try:
            engine = self._find_engine()
            if engine is None or suggestion.sure or not text.strip():
                return suggestion
            keys = tuple(suggestion.points)
            shown = without_fence(text)[:_SHOWN]
            asked = conversation(f"assist_likely_{window}", {"text": shown, "language": window})
            question = Question(tuple(asked), tuple(f"{key}\n" for key in keys))
            (shares,) = engine.weigh([question], cancellation=cancellation)
        except Cancelled:
            raise
        except DeskhandError as error:
            _log.info("suggested without the model: %s", error)
            return suggestion
        return _ordered(
            {
                key: suggestion.points[key] + _MODEL_SHARE * max(share, -5.0)
                for key, share in zip(keys, shares, strict=True)
            }
        )


def _ordered(points: Points) -> Suggestion:
    usual = {key: place for place, key in enumerate(ActionKey)}
    return Suggestion(tuple(sorted(points, key=lambda key: (-points[key], usual[ActionKey(key)]))), points)


def _points(seen: Traits) -> dict[str, float]:
    """Return how much speaks for each action."""
    listed = seen.lines >= 3 and (seen.labels >= 0.5 or seen.bullets >= 0.4)
    structured = listed or seen.cells >= 3
    mail = seen.greets + seen.signed
    points: dict[ActionKey, float] = {
        ActionKey.POLITE: 1.0 + min(seen.blunt, 4) - 0.6 * min(seen.courteous, 4) - (3 if structured else 0),
        ActionKey.CORRECT: 0.8 + 2.2 * min(seen.mistakes, 3),
        ActionKey.SHORTEN: 0.9 * min(seen.wordy, 5)
        + (1.5 if seen.sentence > 170 else 0)
        - (3 if structured else 0),
        ActionKey.SUMMARISE: (6.5 if seen.size > _LONG else 0.0) + (1 if seen.size > 2 * _LONG else 0),
        ActionKey.TRANSLATE: 9.0 if seen.foreign else -3.0,
        ActionKey.ANSWER: 1.2 * mail + 1.6 * min(seen.asked, 2) - (2 if seen.size > _LONG else 0),
        ActionKey.KEYWORDS: 3.5 * min(seen.report, 2) + (1.5 if listed and seen.report else 0),
        ActionKey.CATEGORY: _for_category(seen, structured=listed),
        ActionKey.FORM: (6.0 * seen.labels if seen.lines >= 3 else 0) - 2 * min(seen.report, 2),
    }
    if seen.blunt and not seen.signed and seen.courteous < seen.blunt:
        points[ActionKey.ANSWER] -= 2
    return {key.value: value for key, value in points.items()}


def _for_category(seen: Traits, *, structured: bool) -> float:
    """Return how much speaks for several inquiries, a line each, or a table of them."""
    if seen.lines < 3 or seen.greets:
        return -1.0
    if seen.cells >= 3 and seen.cells >= seen.lines - 1:
        return 7.0
    return (
        6.0 * seen.wishes
        if seen.size / seen.lines < 110 and seen.labels < 0.3 and not (structured and not seen.wishes)
        else 0.0
    )

"""Has the model write inquiries that could belong to a category; a person accepts or strikes them."""

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import yaml
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app import resource_files
from app.engine.engine import Engine, Message
from app.events import Cancellation
from app.records import Language
from app.tasks.inquiries.categories import Category
from app.tasks.inquiries.features import features
from app.tasks.inquiries.wording import likeness
from app.text.comparing import comparable
from app.text.languages import detect_language

_log = logging.getLogger(__name__)

_KEY = "messages"
_TEMPERATURE = 0.7
_ROUND = 6
"""Inquiries that are asked for at once: further ones repeat the first."""
_MOST_ROUNDS = 6
_WORDS = 60
"""Tokens for one inquiry."""
_SHORTEST: dict[Language, int] = {"en": 12, "ja": 6}
_LONGEST: dict[Language, int] = {"en": 180, "ja": 90}
"""Characters of an inquiry."""
_SAME = 0.6
"""Likeness from which on two inquiries say the same in other words."""
_SHOWN_EXAMPLES = 4
_FEWEST_SHOWN = 4
_MOST_BORROWED = 2
"""Words of our own sample, which is about something else, from which on a text speaks of that."""
_LONGEST_SHOWN = 200
_NUMBERED = re.compile(r"^\s*(?:[-*•・]|\(?\d{1,2}[.)、．:：]|（\d{1,2}）)\s*")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_QUOTES = "\"'“”‘’「」『』 \t\n"
_PLACE = re.compile(r"[\[［<＜{【][^\]］>＞}】]*[\]］>＞}】]|_{2,}|〇{2,}|○{2,}|\bX{3,}\b")
"""A gap for somebody to fill, as in “order [number]”."""

FindEngine = Callable[[], Engine | None]
"""Returns the engine of the model in use, or None without one."""


class ExampleProposing:
    """Proposes examples for categories with the model in use."""

    def __init__(self, find_engine: FindEngine) -> None:
        self._find_engine = find_engine

    @property
    def available(self) -> bool:
        """Whether there is a model.

        Raises:
            LibraryError: The chosen model is not there.
        """
        return self._find_engine() is not None

    def propose(
        self,
        category: Category,
        others: Sequence[Category],
        language: Language,
        count: int,
        cancellation: Cancellation | None = None,
        on_example: Callable[[str], None] = lambda _: None,
    ) -> tuple[str, ...]:
        """Return up to *count* proposals; see `propose_examples`. Without a model there are none."""
        engine = self._find_engine()
        if engine is None:
            return ()
        return propose_examples(engine, category, others, language, count, cancellation, on_example)


def propose_examples(
    engine: Engine,
    category: Category,
    others: Sequence[Category],
    language: Language,
    count: int,
    cancellation: Cancellation | None = None,
    on_example: Callable[[str], None] = lambda _: None,
) -> tuple[str, ...]:
    """Return inquiries, written by the model, that may belong to *category* and not to *others*.

    Code strikes those that say the same as another one or as an example, that are in another language, too short
    or too long, leave a gap to fill in, or read like another category. That can be all of them.

    Args:
        engine: The model.
        category: What they are for; its examples show how customers write.
        others: The other categories.
        language: What they are to be written in.
        count: How many are wanted.
        cancellation: The user's wish to stop.
        on_example: Receives each as soon as it is known, in the calling thread.

    Raises:
        EngineError: The model cannot be used.
        Cancelled: The user asked to stop.
    """
    manners = resource_files.read_text(f"prompts/inquiries_candidates_manners_{language}.txt").splitlines()
    shown = _shown(others, language)
    borrowed = frozenset() if shown in others else _words(_told(shown)) - _words(_told(category))
    found: list[str] = []
    for number in range(_MOST_ROUNDS):
        if cancellation:
            cancellation.raise_if_requested()
        manner = manners[number % len(manners)]
        known = [*category.examples[:_SHOWN_EXAMPLES], *found[-_SHOWN_EXAMPLES:]]
        conversation = _conversation(category, shown, language, known, manner)
        written = _written(engine, conversation, language, cancellation)
        for text in _fitting(written, category, (*others, shown), language, found):
            if len(found) < count and len(_words(text) & borrowed) < _MOST_BORROWED:
                found.append(text)
                on_example(text)
        if len(found) >= count:
            break
    return tuple(found)


def _shown(others: Sequence[Category], language: Language) -> Category:
    """Return a category with examples that the model sees first: the user's own, which sound like this office."""
    best = max(others, key=lambda other: len(other.examples), default=None)
    if best is not None and len(best.examples) >= _FEWEST_SHOWN:
        return best
    return Category.model_validate(
        yaml.safe_load(resource_files.read_text(f"prompts/inquiries_candidates_shown_{language}.yaml"))
    )


def _conversation(
    category: Category, shown: Category, language: Language, known: Sequence[str], manner: str
) -> list[Message]:
    """Return the request, behind one that was answered as it should be.

    The other categories are not named: a small model would write about them.
    """
    environment = ImmutableSandboxedEnvironment(trim_blocks=True)
    user = environment.from_string(
        resource_files.read_text(f"prompts/inquiries_candidates_user_{language}.j2")
    )
    answer = json.dumps({_KEY: shown.examples[:_ROUND]}, ensure_ascii=False)
    told = user.render(
        name=category.name,
        description=category.description[:_LONGEST_SHOWN],
        examples=[text[:_LONGEST_SHOWN] for text in known],
        count=_ROUND,
        manner=manner,
    )
    system = resource_files.read_text(f"prompts/inquiries_candidates_system_{language}.j2").strip()
    return [
        Message("system", system),
        Message(
            "user",
            user.render(name=shown.name, description=shown.description, count=_ROUND, manner=manner),
        ),
        Message("assistant", answer),
        Message("user", told),
    ]


def _written(
    engine: Engine, conversation: Sequence[Message], language: Language, cancellation: Cancellation | None
) -> Iterator[str]:
    """Yield what the model writes; an answer that does not end is taken as far as it goes."""
    item = {"type": "string", "maxLength": _LONGEST[language]}
    messages = {"type": "array", "items": item, "minItems": _ROUND, "maxItems": _ROUND}
    schema = {"type": "object", "properties": {_KEY: messages}, "required": [_KEY]}
    completion = engine.complete(
        conversation,
        max_tokens=_ROUND * _WORDS,
        temperature=_TEMPERATURE,
        schema=schema,
        cancellation=cancellation,
    )
    for quoted in _QUOTED.findall(completion.text.partition("[")[2]):
        try:
            yield str(json.loads(f'"{quoted}"', strict=False))
        except ValueError:
            _log.debug("an inquiry that the model wrote could not be read")


def _fitting(
    written: Iterable[str],
    category: Category,
    others: Sequence[Category],
    language: Language,
    found: Sequence[str],
) -> Iterator[str]:
    """Yield those of *written* that a person should see."""
    from app.tasks.inquiries.category_likeness import belong_elsewhere  # noqa: PLC0415 - slow to load

    known = [*category.examples, *found, category.name, category.description]
    plain = []
    for text in map(_plain, written):
        if _could_be_an_inquiry(text, language) and not any(
            likeness(text, other) >= _SAME for other in known
        ):
            known.append(text)
            plain.append(text)
    elsewhere = belong_elsewhere(plain, _told(category), [_told(other) for other in others])
    for text, is_elsewhere in zip(plain, elsewhere, strict=True):
        if not is_elsewhere:
            yield text


def _words(text: str) -> frozenset[str]:
    return frozenset(features(text).words) - {"0"}


def _told(category: Category) -> str:
    return "\n".join([category.name, category.description, *category.examples])


def _plain(text: str) -> str:
    return _NUMBERED.sub("", " ".join(text.split())).strip(_QUOTES)


def _could_be_an_inquiry(text: str, language: Language) -> bool:
    return (
        _SHORTEST[language] <= len(text) <= _LONGEST[language]
        and detect_language(text) == language
        and text.isprintable()
        and not _PLACE.search(text)
        and (language == "ja" or len(comparable(text).split()) > 2)
    )

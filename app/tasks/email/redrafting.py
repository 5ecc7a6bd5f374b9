"""Another wording of a mail that is there: the whole in another style, or one paragraph; values stay as they are."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.engine.engine import Engine
from app.errors import EngineError
from app.events import Cancellation
from app.records import EmailRequest, EmailResult, Finding
from app.tasks.email.checking import Checked, PreparedMail, checked, wrong_count
from app.tasks.email.own_changes import merged, own_words
from app.tasks.email.translation import left_out, untranslated_facts
from app.tasks.email.wording import as_written
from app.tasks.prompt_files import conversation
from app.text.sentences import sentence_spans
from app.verification.rewording import unfaithful

_log = logging.getLogger(__name__)

_WARMTHS = (0.0, 0.5, 0.8)
"""One try each: the likeliest wording is often the old one."""
_QUOTES = "\"“”'「」 "
_ENDED = re.compile(r"[.!?。！？][\"'”’」』)）]?$")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_LONGEST_SENTENCE = 500
_FEWEST_SIGNS = 8
"""Shorter sentences are left: they are greetings and the like."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A mail as it stands on the desk."""

    request: EmailRequest
    """What was given for it."""
    subject: str
    body: str
    drafted: str
    """The body without what the user changed by hand."""


@dataclass(frozen=True, slots=True)
class Redrafted:
    """The mail in another style."""

    request: EmailRequest
    """What was given for it, with the new style."""
    result: EmailResult
    """The new draft, with what the user had changed."""
    drafted: str
    """Its body without that."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """The mail with one paragraph in other words."""

    start: int
    """First character of the paragraph, in both bodies."""
    body: str
    drafted: str
    checks: Checked
    """What is known about the new body."""
    kept: Finding | None = None
    """Why the paragraph stays as it is, where it does."""


class EarlierWording:
    """The sentences that stand for the notes in an earlier draft."""

    def __init__(self, before: PreparedMail, drafted: str) -> None:
        """Look for them in *drafted*, which was made of *before*."""
        self.language = before.language
        self.tone = before.request.tone
        self._before = before
        self._block = _beside_template(before, drafted)

    def sentence(self, note: str) -> str:
        """Return what says *note* there, or nothing where that cannot be told."""
        plain = as_written(note, self.language).sentence
        spans = sentence_spans(self._block)
        places = [*spans, *((start, end) for (start, _), (_, end) in pairwise(spans))]
        for start, end in places:
            sentence = self._block[start:end]
            if sentence != plain and not self._unfaithful(note, sentence):
                return sentence
        return plain if plain in self._block else ""

    def _unfaithful(self, note: str, sentence: str) -> bool:
        before = self._before
        return bool(unfaithful(note, sentence, before.sources, self.language, before.prompt.shown_mail))


def _beside_template(draft: PreparedMail, body: str) -> str:
    """Return the paragraphs of *body* that are not the template's: what stands for the notes is among them."""
    ours = set(_PARAGRAPH_END.split(draft.mail.body()))
    return "\n\n".join(each for each in _PARAGRAPH_END.split(body) if each not in ours)


def with_own_changes(
    before: PreparedMail, after: PreparedMail, standing: Standing, drafted: str
) -> tuple[str, str, list[Finding]]:
    """Return subject and body of a newer draft with what the user had changed, and what has no place in it.

    Args:
        before: What the mail that stands was made of.
        after: What the newer one was made of.
        standing: The mail as it stands.
        drafted: Body of the newer one.
    """
    own_subject = standing.subject != before.mail.subject
    if before.language != after.language:
        words = own_words(standing.drafted, standing.body)
        words = (standing.subject, *words) if own_subject else words
        lost = [*left_out(words, "own-words-not-translated"), *untranslated_facts(after, drafted)]
        return after.mail.subject, drafted, lost
    merge = merged(standing.drafted, standing.body, drafted)
    subject = standing.subject if own_subject else after.mail.subject
    return subject, merge.text, list(left_out(merge.lost, "own-words-left-out"))


def paragraph_span(body: str, place: int) -> tuple[int, int]:
    """Return where the paragraph with the character *place* begins and ends."""
    start, end = 0, len(body)
    for gap in _PARAGRAPH_END.finditer(body):
        if gap.end() <= place:
            start = gap.end()
        else:
            end = gap.start()
            break
    return start, end


class ParagraphWording:
    """Finds other words for one paragraph of a mail."""

    def __init__(
        self, draft: PreparedMail, engine: Engine | None, cancellation: Cancellation | None = None
    ) -> None:
        """Ask *engine*, if there is one, about a mail that was made of *draft*."""
        self._draft = draft
        self._engine = engine
        self._cancellation = cancellation

    def reworded(self, standing: Standing, place: int) -> Reworded:
        """Return the mail with the paragraph at *place* in other words, or as it is and why.

        Raises:
            EngineError: The model died.
            Cancelled: The user asked to stop.
        """
        start, end = paragraph_span(standing.body, place)
        old = standing.body[start:end]
        before = checked(self._draft, standing.subject, standing.body)
        if self._engine is None:
            return Reworded(start, standing.body, standing.drafted, before, Finding("paragraph-needs-model"))
        new = "".join(self._sentences(old))
        body = standing.body[:start] + new + standing.body[end:]
        after = checked(self._draft, standing.subject, body)
        if new == old or not _as_good(before, after):
            return Reworded(start, standing.body, standing.drafted, before, Finding("paragraph-kept"))
        # A paragraph of the user's own stays the user's, however it is worded.
        return Reworded(start, body, standing.drafted.replace(old, new, 1), after)

    def _sentences(self, paragraph: str) -> Iterator[str]:
        place = 0
        for start, end in sentence_spans(paragraph):
            yield paragraph[place:start]
            yield self._other_words(paragraph[start:end])
            place = end
        yield paragraph[place:]

    def _other_words(self, sentence: str) -> str:
        """Return another sentence that says the same, or the same sentence."""
        if not _ENDED.search(sentence) or not _FEWEST_SIGNS <= len(sentence) <= _LONGEST_SENTENCE:
            return sentence
        for warmth in _WARMTHS:
            other = self._answer(sentence, warmth)
            problems = self._problems(sentence, other)
            if other != sentence and not problems:
                return other
            _log.info("other words not kept: %s", ", ".join(problem.code for problem in problems) or "same")
        return sentence

    def _problems(self, sentence: str, other: str) -> Sequence[Finding]:
        draft = self._draft
        return unfaithful(sentence, other, draft.sources, draft.language)

    def _answer(self, sentence: str, warmth: float) -> str:
        draft = self._draft
        messages = conversation(
            f"email_reword_{draft.language}", {"sentence": sentence, "tone": draft.request.tone.value}
        )
        assert self._engine is not None  # noqa: S101 - looked at in `reworded`
        try:
            answer = self._engine.complete(
                messages,
                max_tokens=60 + len(sentence) // (1 if draft.language == "ja" else 2),
                temperature=warmth,
                stop=["\n"],
                cancellation=self._cancellation,
            )
        except EngineError as error:
            if error.code != "text-too-long":
                raise
            return sentence
        return answer.text.strip().strip(_QUOTES)


def _as_good(before: Checked, after: Checked) -> bool:
    """Return whether no fact was lost and nothing became more wrong."""
    found = {fact.key for fact in before[0] if fact.found}
    still = {fact.key for fact in after[0] if fact.found}
    return found <= still and wrong_count(after[1]) <= wrong_count(before[1])

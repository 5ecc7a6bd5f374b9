"""What was learnt from sorted examples and descriptions: which category, how sure, or none.

Words and letters are always there; where a model reads and there are examples enough, its states as well.
How much each of them counts, how sure they are together, and what fits nothing is learnt by leaving out: the
examples are judged by what the others teach, then those of whole categories without anything of these.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from app.tasks.inquiries.calibration import USUAL, WITHOUT_EXAMPLES, Calibration, Judgement
from app.tasks.inquiries.features import Features, features
from app.tasks.inquiries.lessons import Lesson
from app.tasks.inquiries.long_texts import parts_of
from app.tasks.inquiries.scores import Scores, Weights, in_order
from app.tasks.inquiries.word_weights import UNTAUGHT, Floats
from app.text.comparing import comparable
from app.verification.confidence import clearly_less, fitted_mix, fitted_sharpness, fitted_tell, log_shares

ReadStates = Callable[[Sequence[str]], Floats | None]
"""Returns the model's states of texts, one row each; None where it does not answer."""

_FOLDS = 5
_FEWEST_FOR_FOLDS = 20
"""With fewer examples, confidence rests on what is usual."""
_FEWEST_CATEGORIES = 5
"""With fewer categories, what fits none cannot be learnt by leaving some out."""
_MOST_FOR_FOLDS = 1500
"""Examples that confidence is learnt from; more change little and take time."""
_SKEWED = 2
"""Where one category has so many times the examples of another, it is tried whether that tells of the rows to come."""
_MOST_READ = 3000
"""Examples that the model reads: more bring little, and a large model takes a quarter of a second for each."""


def strongest(parts: Sequence[Floats]) -> Floats:
    """Return what the *parts* of a long text say together, each as logarithms of shares.

    A category counts as in the part that says most for it. That none fits, the last place, has to hold for all.
    """
    if len(parts) == 1:
        return parts[0]
    both = np.max(parts, axis=0)
    both[-1] = min(part[-1] for part in parts)
    return log_shares(both)


def enough_examples(lessons: Sequence[Lesson]) -> bool:
    """Tell whether there are examples enough to learn from them how sure it is."""
    own = [lesson.category for lesson in lessons if lesson.own]
    return len(own) >= _FEWEST_FOR_FOLDS and len(set(own)) > 1


def read_lessons(lessons: Sequence[Lesson]) -> list[int]:
    """Return which of the *lessons* the model reads: all that are told, and examples up to a number."""
    told = [index for index, lesson in enumerate(lessons) if not lesson.own]
    return [*_one_of_each_first(lessons)[:_MOST_READ], *told]


def _one_of_each_first(lessons: Sequence[Lesson]) -> list[int]:
    """Return which of the *lessons* are examples, by lot, in an order that begins with one of each category."""
    shuffled = np.random.default_rng(0).permutation(len(lessons)).tolist()
    seen: Counter[int] = Counter()
    ranked = []
    for index in shuffled:
        category = lessons[index].category
        if lessons[index].own:
            ranked.append((seen[category], category, index))
            seen[category] += 1
    return [index for _, _, index in sorted(ranked)]


def _are_skewed(categories: Sequence[int]) -> bool:
    """Tell whether some of *categories* come so much more often than others that it may matter."""
    counts = Counter(categories).values()
    return max(counts, default=0) > _SKEWED * min(counts, default=0)


@dataclass(frozen=True, slots=True)
class Tried:
    """Examples judged by what the others teach."""

    known: Judgement
    """Each as long as its category was known."""
    right: Sequence[int]
    """Index of the right category of each of these."""
    strange: Judgement | None
    """Examples of categories that were left out; None with too few categories."""


_Judged = tuple[Scores, Sequence[int], Calibration]
"""What is said about lessons by what the others teach, which lessons these are, and what it means."""


class Statistics:
    """What was learnt from the lessons; judges texts.

    The last column of all results stands for "none of them fits".

    Attributes:
        by_example: Whether there are enough examples to say how sure it is.
        calibration: What its scores mean.
        balanced: Whether each category weighs the same, or each example: whichever tells examples better.
        tried: What came out when the examples were judged by the others; None with too few of them.
        tried_by_words: The same by words alone; it is `tried` where no model reads.
    """

    def __init__(
        self,
        lessons: Sequence[Lesson],
        count: int,
        between: Callable[[], None] = lambda: None,
        read: ReadStates | None = None,
        like: "Statistics | None" = None,
    ) -> None:
        """Learn about categories.

        Args:
            lessons: What to learn from; lessons of category *count* fit none of them.
            count: How many categories there are.
            between: Called some times a second; what it raises ends the learning.
            read: Gives the model's states of the lessons' texts, or None without a model.
            like: What was learnt from nearly the same; how sure words and states make is taken over from it.
        """
        self._between = between
        self._count = count
        self._texts: Sequence[Features] = [self._seen(lesson.text) for lesson in lessons]
        self._alike = [comparable(lesson.text) for lesson in lessons]
        self._lessons = lessons
        self._shown = {lesson.category for lesson in lessons if lesson.own}
        self.by_example = enough_examples(lessons)
        self._read: list[int] = read_lessons(lessons) if read and self.by_example else []
        self._states = read([lessons[index].text for index in self._read]) if read and self._read else None
        self._place_of = {index: place for place, index in enumerate(self._read)}
        self.calibration = USUAL if self.by_example else WITHOUT_EXAMPLES
        self.balanced = True
        self.tried: Tried | None = None
        self.tried_by_words: Tried | None = None
        if like and like.by_example == self.by_example and like.reads == self.reads:
            self.calibration, self.balanced = like.calibration, like.balanced
            self.tried, self.tried_by_words = like.tried, like.tried_by_words
        elif self.by_example:
            self._learn_confidence(_one_of_each_first(lessons)[:_MOST_FOR_FOLDS])
        self._weights = self._learnt(range(len(lessons)))
        self._texts, self._alike = (), []  # large, and not needed any more

    @property
    def reads(self) -> bool:
        """Whether states are of use: the model has read the examples."""
        return self._states is not None

    def has_examples(self, category: int) -> bool:
        """Tell whether there are examples of *category*, not its description only."""
        return category in self._shown

    def judge(self, texts: Sequence[str], states: Floats | None = None) -> Judgement:
        """Return what words, and the model's *states* of the texts where they are given, say about *texts*."""
        return self.calibration.meaning(self._weights.scores([features(text) for text in texts], states))

    def telling_words(self, text: str, category: int, against: int) -> list[tuple[int, int, float]]:
        """Return the words of *text* with how much they speak for *category* rather than *against*.

        Words that mean nothing by themselves, and bare numbers, are left out: whatever the
        statistics make of them, no person would take them for a reason.
        """
        found: dict[tuple[int, int], float] = {}
        for begin, end in parts_of(text):
            seen = features(text[begin:end])
            shares = self._weights.words.word_shares(seen, category, against).tolist()
            for word, place in zip(seen.words, seen.word_places, strict=True):
                if seen.has_telling_words and not word.isdigit():
                    start, stop = seen.spans[place]
                    span = (begin + start, begin + stop)
                    found[span] = max(shares[place], found.get(span, shares[place]))
        return [(start, end, share) for (start, end), share in sorted(found.items())]

    def nearest_example(self, state: Floats, category: int) -> str | None:
        """Return the example of *category* that the model reads most alike; None where there is none."""
        places = [place for place, index in enumerate(self._read) if self._is_example(index, category)]
        if self._weights.states is None or not places:
            return None
        return self._lessons[self._read[self._weights.states.nearest(state, places)]].text

    def alike(self, text: str, most: int) -> list[Lesson]:
        """Return up to *most* examples of categories whose words are most like those of *text*."""
        found = (self._lessons[index] for index in self._weights.words.nearest(features(text)))
        examples = (lesson for lesson in found if lesson.own and lesson.category < self._count)
        return list(islice(examples, most))

    def _seen(self, text: str) -> Features:
        self._between()
        return features(text)

    def _is_example(self, index: int, category: int) -> bool:
        return self._lessons[index].own and self._lessons[index].category == category

    def _learnt(self, taught: Sequence[int]) -> Weights:
        """Return what the lessons *taught* teach."""
        categories = [self._lessons[index].category for index in taught]
        texts = [self._texts[index] for index in taught]
        if self._states is None:
            return Weights(texts, categories, self._count + 1, balanced=self.balanced, between=self._between)
        read = [place for place, index in enumerate(taught) if index in self._place_of]
        states = self._states[[self._place_of[taught[place]] for place in read]]
        return Weights(
            texts, categories, self._count + 1, states, read, balanced=self.balanced, between=self._between
        )

    def _learn_confidence(self, tried: Sequence[int]) -> None:
        """Judge each example by what the others teach, then those of categories that are left out."""
        of = [lesson.category for lesson in self._lessons]
        known, tried, calibration = self._judged(tried)
        if _are_skewed([of[index] for index in tried]):
            self.balanced = False
            frequent = self._judged(tried)
            if clearly_less(_losses(frequent, of), _losses((known, tried, calibration), of)):
                known, tried, calibration = frequent
            else:
                self.balanced = True
        right = [of[index] for index in tried]
        fitting = [place for place, index in enumerate(tried) if of[index] < self._count]
        strange = self._left_out([tried[place] for place in fitting])
        if strange is not None:
            inside = known.rows(fitting)
            calibration = replace(calibration, tell=fitted_tell(inside.signs(), strange.signs()))
            if known.states is not None:
                signs = [one.signs_of_both(calibration.meaning(one).shares) for one in (inside, strange)]
                calibration = replace(calibration, tell_of_both=fitted_tell(*signs))
        self.calibration = calibration
        self.tried = self.tried_by_words = self._came_out(known, right, strange)
        if known.states is not None:
            self.tried_by_words = self._came_out(
                known.by_words(), right, strange.by_words() if strange else None
            )

    def _judged(self, tried: Sequence[int]) -> _Judged:
        """Judge each lesson of *tried* by what the others teach."""
        of = [lesson.category for lesson in self._lessons]
        by_category = sorted(tried, key=lambda index: of[index])
        known = self._tried(tried, [set(by_category[fold::_FOLDS]) for fold in range(_FOLDS)])
        # Of a category with a single example nothing is left to learn from when that is held out.
        scores = known.words[range(len(tried)), [of[index] for index in tried]]
        taught: list[int] = np.flatnonzero(scores > UNTAUGHT).tolist()
        known, tried = known.rows(taught), [tried[place] for place in taught]
        right = [of[index] for index in tried]
        calibration = replace(
            self.calibration, sharpness=fitted_sharpness(known.words, right, USUAL.sharpness)
        )
        if known.states is not None:
            calibration = replace(calibration, mix=fitted_mix(known.words, known.states, right, USUAL.mix))
        return known, tried, calibration

    def _came_out(self, known: Scores, right: Sequence[int], strange: Scores | None) -> Tried:
        return Tried(
            self.calibration.meaning(known), right, self.calibration.meaning(strange) if strange else None
        )

    def _left_out(self, tried: Sequence[int]) -> Scores | None:
        """Return what is said about the *tried* lessons without any lesson of their category."""
        of = [lesson.category for lesson in self._lessons]
        categories = sorted({of[index] for index in tried})
        if len(categories) < _FEWEST_CATEGORIES:
            return None
        order = np.random.default_rng(0).permutation(categories).tolist()
        groups = [set(order[fold::_FOLDS]) for fold in range(_FOLDS)]
        return self._tried(
            tried, [{index for index in range(len(of)) if of[index] in group} for group in groups]
        )

    def _tried(self, tried: Sequence[int], held_out: Sequence[set[int]]) -> Scores:
        """Return what is said about the *tried* lessons, each learnt without those held out with it."""
        told = (index for index, lesson in enumerate(self._lessons) if not lesson.own)
        lessons = sorted({*tried, *told})
        found: list[Scores] = []
        places: list[int] = []
        for held in held_out:
            asked = [place for place, index in enumerate(tried) if index in held]
            texts_held = {self._alike[index] for index in held}
            taught = [
                index for index in lessons if index not in held and self._alike[index] not in texts_held
            ]
            if asked and taught:
                self._between()
                texts = [self._texts[tried[place]] for place in asked]
                states = None
                if self._states is not None:
                    states = self._states[[self._place_of[tried[place]] for place in asked]]
                found.append(self._learnt(taught).scores(texts, states))
                places += asked
        return in_order(found, places)


def _losses(judged: _Judged, of: Sequence[int]) -> Floats:
    """Return how surprising the right category of each of the lessons is, as -log of its share."""
    known, tried, calibration = judged
    shares = calibration.meaning(known).shares
    losses: Floats = -shares[range(len(tried)), [of[index] for index in tried]]
    return losses

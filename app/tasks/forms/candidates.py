"""What could stand in a field: values from statements, from running text, pieces of longer values."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from app.records import Method
from app.tasks.forms.agreement import POSSIBLE, SURE, agreement
from app.tasks.forms.fitting import Fitting, fit
from app.tasks.forms.glossary import Concept, Glossary, Meaning
from app.tasks.forms.label_words import key_of
from app.tasks.forms.material import Candidate, Material, Place, Question
from app.tasks.forms.mentions import KINDS, Mention
from app.tasks.forms.parts import Piece, pieces_of_address, pieces_of_name
from app.tasks.forms.spelled_out import spelled_out
from app.tasks.forms.statements import Span, Statement
from app.text.languages import is_japanese

_MENTIONED, _POINTED_AT, _ONLY, _SIGNED = 0.88, 0.6, 0.55, 0.58
_SPELLED, _BESIDE = 0.84, 0.75
_PLAIN_KINDS = frozenset({"phone", "email", "url", "postal-code", "date", "time", "amount", "code", "number"})
_ONLY_KINDS = frozenset({"date", "time"})
_ONLY_CONCEPTS = frozenset(
    {
        "phone",
        "email",
        "url",
        "address",
        "amount",
        "date",
        "company",
        "customer",
        "name",
        "contact",
        "postcode",
    }
)
_OF_WRITER = frozenset({"phone", "mobile", "fax", "email", "url", "address"})
_SURE_WHEN_ONLY = frozenset({"phone", "email"})


class Candidates:
    """Finds the candidates of one field after the other."""

    def __init__(self, read: Material, glossary: Glossary) -> None:
        self._read = read
        self._statements = read.statements
        self._mentions = read.mentions
        self._glossary = glossary

    def of(self, question: Question, questions: Sequence[Question]) -> list[Candidate]:
        """Return the candidates for a field, the best first; *questions* are all of the form."""
        if question.meaning.concept and question.meaning.concept.never:
            return []
        found = [*self._stated(question), *self._mentioned(question), *self._spelled_out(question)]
        found += [*self._pieces(question, questions), *self._signed(question)]
        if not found:
            found = [*self._joined(question), *self._only_one(question, questions)]
        found.sort(key=lambda candidate: (-candidate.score, not candidate.is_sure))
        return found

    def _stated(self, question: Question) -> Iterator[Candidate]:
        for statement in self._statements:
            score = agreement(question.meaning, statement.meaning, self._glossary)
            if score < POSSIBLE and self._is_whole_contact(question, statement):
                score = _BESIDE
            if score < POSSIBLE:
                continue
            fitting = fit(statement.value, question.kind)
            if fitting is None:
                continue
            score = score * 0.75 if fitting.differs or self._read.is_quoted(statement.value) else score
            method = _method(question.meaning, statement.meaning)
            sure = score >= SURE and fitting.is_sure and not self._read.is_order(statement.value)
            parameters = {"label": statement.label}
            reason = "type-differs" if fitting.differs else "label-matched"
            yield Candidate(fitting.span, score, sure, method, reason, parameters, kind=question.kind)

    def _is_whole_contact(self, question: Question, statement: Statement) -> bool:
        """Whether a line such as "Emergency contact: Jo, 555 0123" holds the phone that is asked for."""
        said = statement.meaning
        return (
            question.kind in ("phone", "email")
            and said.concept is not None
            and said.concept.id in ("contact", "name", "phone", "email")
            and bool(said.roles)
            and said.roles == question.meaning.roles
        )

    def _spelled_out(self, question: Question) -> Iterator[Candidate]:
        """Yield what running text names by the label: "our X is Y"."""
        for source in self._read.sources:
            end = self._read.quoted_from(source)
            for span, words, plain in spelled_out(
                source, question.field.label, question.meaning.concept, end
            ):
                roles = self._glossary.roles_of(words)
                hard = {role for role in roles ^ question.meaning.roles if self._glossary.is_hard(role)}
                if hard or self._is_in_statement(span) or self._read.is_order(span):
                    continue
                if question.meaning.rest and key_of(question.field.label) not in key_of(words):
                    continue
                fitting = fit(span, question.kind)
                if fitting is None or fitting.differs:
                    continue
                short = len(fitting.span.text.split()) <= 4 and len(fitting.span.text) <= 40
                sure = plain and short and fitting.is_sure
                yield Candidate(
                    fitting.span,
                    _SPELLED,
                    sure,
                    "rule",
                    "said-in-text",
                    {"words": words.strip()},
                    kind=question.kind,
                )

    def _mentioned(self, question: Question) -> Iterator[Candidate]:
        wanted = KINDS.get(question.kind)
        for mention in self._mentions:
            if mention.meaning is None or mention.is_theirs or mention.is_order:
                continue
            if mention.is_close and self._is_in_statement(mention.span):
                continue
            if not wanted or mention.value.kind not in wanted:
                continue
            score = agreement(question.meaning, mention.meaning, self._glossary)
            if score < POSSIBLE:
                continue
            score = score * _MENTIONED if mention.is_close else min(score, _POINTED_AT)
            fitting = fit(mention.span, question.kind)
            if fitting is None:
                continue
            sure = (
                mention.is_close
                and score >= SURE * _MENTIONED
                and question.kind in _PLAIN_KINDS
                and fitting.is_sure
            )
            reason = "said-in-text" if mention.is_close else "mentioned-in-text"
            parameters = {"words": mention.meaning.key} if mention.is_close else {}
            yield Candidate(
                fitting.span,
                score,
                sure,
                "glossary",
                reason,
                parameters,
                kind=question.kind,
            )

    def _is_in_statement(self, span: Span) -> bool:
        return any(
            statement.value.source is span.source
            and statement.value.start <= span.start < statement.value.end
            for statement in self._statements
        )

    def _signed(self, question: Question) -> Iterator[Candidate]:
        """Yield what the signature says: it may be the one that the form asks for."""
        own = [
            mention
            for mention in self._mentions
            if mention.is_own and mention.value.kind in KINDS.get(question.kind, ())
        ]
        concept = question.meaning.concept
        for mention in own:
            fitting = fit(mention.span, question.kind)
            if (
                fitting
                and concept
                and concept.id in _OF_WRITER
                and not self._is_called_otherwise(mention, concept)
            ):
                yield Candidate(fitting.span, _SIGNED, False, "rule", "signed-by", kind=question.kind)
        for statement in self._read.signed:
            asked = replace(question.meaning, roles=question.meaning.roles | {"sender"}, key="-")
            if question.meaning.rest or agreement(asked, statement.meaning, self._glossary) < POSSIBLE:
                continue
            fitting = fit(statement.value, question.kind)
            if fitting is not None and not fitting.differs:
                yield Candidate(fitting.span, _SIGNED, False, "rule", "signed-by", kind=question.kind)

    def _pieces(self, question: Question, questions: Sequence[Question]) -> Iterator[Candidate]:
        """Yield pieces of a whole name or address, where only the whole is stated."""
        concept = question.meaning.concept
        if concept is None or concept.part_of not in ("name", "address"):
            return
        whole = replace(
            question,
            meaning=replace(
                question.meaning, concept=self._glossary.concepts[concept.part_of], parts=(), key=""
            ),
        )
        for candidate in (
            *self._stated(whole),
            *self._mentioned(whole),
            *self._only_one(whole, questions),
            *self._signed(whole),
        ):
            pieces = (
                pieces_of_name(candidate.span)
                if concept.part_of == "name"
                else pieces_of_address(candidate.span)
            )
            piece = self._piece(question, questions, pieces)
            if piece is not None:
                yield replace(
                    candidate, span=piece.span, score=candidate.score * 0.98, is_sure=candidate.is_sure and piece.is_sure,
                    reason="part-of", parameters={"whole": " ".join(candidate.span.text.split())}, kind=question.kind,
                )  # fmt: skip

    def _piece(
        self, question: Question, questions: Sequence[Question], pieces: Mapping[str, Piece]
    ) -> Piece | None:
        if question.meaning.parts:
            return _together(
                [pieces.get(_piece_name(part, question, questions)) for part in question.meaning.parts]
            )
        concept = question.meaning.concept
        if concept is None:
            return None
        return pieces.get(_piece_name(concept, question, questions)) or pieces.get(concept.id)

    def _joined(self, question: Question) -> Iterator[Candidate]:
        """Yield a whole name, or a place, whose pieces are stated apart."""
        parts = tuple(part.id for part in question.meaning.parts)
        if question.meaning.concept is None or (
            question.meaning.concept.id not in ("name", "contact") and not parts
        ):
            return
        halves = []
        for part in parts or ("first-name", "last-name"):
            asked = replace(question.meaning, concept=self._glossary.concepts[part], parts=(), key="")
            found = [entry for entry in self._stated(replace(question, meaning=asked)) if entry.score >= SURE]
            if len({entry.normal for entry in found}) != 1:
                return
            halves.append(found[0])
        if is_japanese(halves[0].text) and not parts:
            halves.reverse()
        spans = tuple(half.span for half in halves)
        kind = "text" if parts else "person"
        yield replace(
            halves[0], score=0.9, is_sure=not parts, reason="joined", parameters={}, joined=spans, kind=kind
        )

    def _only_one(self, question: Question, questions: Sequence[Question]) -> Iterator[Candidate]:
        """Yield the only value of the kind that nobody has given another name."""
        concept = question.meaning.concept
        if concept is None or (concept.id not in _ONLY_CONCEPTS and concept.kind not in _ONLY_KINDS):
            return
        alone = (
            sum(
                other.meaning.concept is not None and other.meaning.kind == concept.kind
                for other in questions
            )
            == 1
        )
        if not alone and (question.meaning.rest or concept.id not in _ONLY_CONCEPTS):
            return
        if any(self._glossary.is_hard(role) for role in question.meaning.roles):
            return
        fitting: dict[str, tuple[Mention, Fitting]] = {}
        for mention in self._mentions:
            if mention.value.kind not in KINDS[concept.kind] or mention.is_theirs or mention.is_order:
                continue
            if self._is_called_otherwise(mention, concept):
                continue
            cut = fit(mention.span, concept.kind)
            if cut:
                fitting.setdefault(key_of(cut.span.text), (mention, cut))
        if len(fitting) != 1:
            return
        mention, cut = next(iter(fitting.values()))
        alone = (
            sum(
                other.meaning.concept is not None and other.meaning.kind == concept.kind
                for other in questions
            )
            == 1
        )
        sure = alone and concept.id in _SURE_WHEN_ONLY and mention.meaning is None
        signed = concept.kind in ("person", "organisation") and mention.is_own
        yield Candidate(
            cut.span, _SIGNED if signed else _ONLY, sure, "rule", "signed-by" if signed else "only-value-of-kind",
            kind=concept.kind,
        )  # fmt: skip

    def last_ones(self, still_open: Sequence[Question], used: Collection[Place]) -> dict[int, Candidate]:
        """Return the only value left of a kind for the only field left of that kind.

        Args:
            still_open: Fields without an answer.
            used: Passages that other fields have.
        """
        found: dict[int, Candidate] = {}
        for kind in ("date", "time", "amount", "phone", "email", "url", "address"):
            asking = [question for question in still_open if question.kind == kind]
            if len(asking) != 1 or any(self._glossary.is_hard(role) for role in asking[0].meaning.roles):
                continue
            left: dict[str, Candidate] = {}
            for mention in self._mentions:
                place = (mention.span.source.name, mention.span.start, mention.span.end)
                free = mention.meaning is None
                if mention.value.kind in KINDS[kind] and free and place not in used and not mention.is_order:
                    cut = fit(mention.span, kind)
                    if cut and not self._is_in_statement(mention.span):
                        left.setdefault(
                            key_of(cut.span.text),
                            Candidate(cut.span, _ONLY, False, "rule", "only-value-of-kind", kind=kind),
                        )
            if len(left) == 1:
                found[asking[0].number] = next(iter(left.values()))
        return found

    def _is_called_otherwise(self, mention: Mention, concept: Concept) -> bool:
        said = mention.meaning
        if said is None:
            return False
        if any(self._glossary.is_hard(role) for role in said.roles):
            return True
        return said.concept is None or (said.concept.id != concept.id and said.concept.kind == concept.kind)


def _method(asked: Meaning, stated: Meaning) -> Method:
    if asked.key == stated.key:
        return "rule"
    return "glossary" if asked.concept and stated.concept else "statistics"


def _piece_name(part: Concept, question: Question, questions: Sequence[Question]) -> str:
    """Return which piece a field means: "street" goes with the number unless the form asks for it apart."""
    if part.id != "street":
        return part.id
    asked = {
        concept.id
        for other in questions
        for concept in (other.meaning.concept, *other.meaning.parts)
        if concept
    }
    apart = "house-number" in asked and question.meaning.parts == ()
    return "street" if apart else "street-and-number"


def _together(pieces: Sequence[Piece | None]) -> Piece | None:
    """Return the passage from the first to the last piece of an address."""
    found = [piece for piece in pieces if piece is not None]
    if len(found) < 2:
        return None
    start = min(piece.span.start for piece in found)
    end = max(piece.span.end for piece in found)
    between = Span(found[0].span.source, start, end)
    return Piece(between, is_sure="\n" not in between.text and all(piece.is_sure for piece in found))

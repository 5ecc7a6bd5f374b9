"""A stand-in that fills forms."""

from collections.abc import Callable, Sequence
from pathlib import Path

from app.events import Cancellation
from app.records import Evidence, FieldStatus, FilledField, FillResult, Language, Progress, SourceText


class FakeFilling:
    """Fills the field `company` from the line "Company: ..." of the first source.

    Attributes:
        written: Fields and targets of the copies that were written.
        prepared: What was read ahead.
    """

    def __init__(self) -> None:
        self.written: list[tuple[dict[str, str | bool | None], Path]] = []
        self.prepared: list[Language] = []

    def fill(
        self,
        form: Path,
        sources: Sequence[SourceText],
        *,
        out: Path | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> FillResult:
        return fill_result(sources[0])

    def prepare(self, language: Language, *, cancellation: Cancellation | None = None) -> None:
        self.prepared.append(language)

    def write(self, form: Path, fields: Sequence[FilledField], out: Path) -> None:
        self.written.append(({field.name: field.value for field in fields}, out))


def fill_result(source: SourceText) -> FillResult:
    """The company and the greeting with their passages, a doubtful delivery, an empty remark."""
    start = source.text.index("Company: ") + len("Company: ")
    end = source.text.index("\n", start)
    quote = source.text[start:end]
    fields = (
        FilledField(
            "company",
            "Company",
            quote,
            FieldStatus.FILLED,
            (Evidence(source.name, quote, start, end),),
            "label-matched",
            {"label": "Company"},
        ),
        FilledField(
            "express", "Express", value=True, status=FieldStatus.CHECK, evidence=(), reason="guessed"
        ),
        FilledField("remark", "Remark", None, FieldStatus.EMPTY, (), "not-in-sources"),
        FilledField(
            "greeting",
            "Greeting",
            source.text[:5],
            FieldStatus.FILLED,
            (Evidence(source.name, source.text[:5], 0, 5),),
            "label-matched",
        ),
    )
    return FillResult("run-f", fields, (), None, "glossary", 0.2)

"""The sources as the model reads them: one text, in which every passage has its place."""

from collections.abc import Iterator, Sequence

from app.records import Finding
from app.tasks.forms.material import Material
from app.tasks.forms.statements import Span
from app.tasks.part_reading import unread_findings

Part = tuple[int, int]
"""A place in the text: the first character and the one after the last."""

_BEYOND = "open-fields-read-in-part"
MOST_READ = 40_000
"""Characters of all sources together that the model reads."""


class ShownText:
    """All sources without the earlier mails that they quote, one behind the other.

    Attributes:
        text: The text.
    """

    def __init__(self, read: Material) -> None:
        """Put together what was *read*."""
        self._places: list[tuple[int, int]] = []
        self._sources = read.sources
        self._wanted = [source.text[: read.quoted_from(source)] for source in read.sources]
        self.text = ""
        for wanted in self._wanted:
            begin = len(self.text)
            shown = wanted[: max(0, MOST_READ - begin)]
            self._places.append((begin, begin + len(shown)))
            self.text += shown + "\n\n"
        self.text = self.text.removesuffix("\n\n")

    def place_of(self, span: Span) -> Part | None:
        """Return where *span* stands in the text; None for what is not shown."""
        for source, (begin, end) in zip(self._sources, self._places, strict=True):
            if source is span.source and begin + span.end <= end:
                return begin + span.start, begin + span.end
        return None

    def findings(self, unread: Sequence[Part]) -> Iterator[Finding]:
        """Yield what was not read: the *unread* places of the text, and what did not find room in it."""
        for source, wanted, (begin, end) in zip(self._sources, self._wanted, self._places, strict=True):
            inside = [
                (max(start, begin) - begin, min(stop, end) - begin)
                for start, stop in unread
                if start < end and begin < stop
            ]
            most = end - begin if end - begin < len(wanted) else len(source.text)
            for finding in unread_findings(source, inside, most, _BEYOND):
                # They stand in a source, not in the form.
                yield Finding(finding.code, finding.parameters)

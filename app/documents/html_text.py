"""The words of an HTML page or mail; nothing in it is ever loaded."""

import re
from html.parser import HTMLParser

_HIDDEN = {"script", "style", "head", "template", "noscript", "svg", "object", "iframe"}
_BLOCKS = {
    "p", "div", "br", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "pre", "hr", "section", "article", "header", "footer", "dt", "dd", "form", "title",
}  # fmt: skip
_EMPTY = {
    "br",
    "hr",
    "img",
    "input",
    "meta",
    "link",
    "area",
    "base",
    "col",
    "embed",
    "source",
    "track",
    "wbr",
}
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.IGNORECASE
)
_DEEPEST = 10_000


def html_text(html: str) -> str:
    """Return what a person would read of *html*, a line a paragraph; quotes get `> `."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    return parser.text()


class _Words(HTMLParser):
    """Collects the visible words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._hidden = 0
        self._open: list[tuple[str, bool]] = []
        self._quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._break()
        if tag in _EMPTY:
            return
        hides = tag in _HIDDEN or self._is_invisible(dict(attrs))
        if len(self._open) < _DEEPEST:
            self._open.append((tag, hides))
            self._hidden += hides
            self._quotes += tag == "blockquote"
        if tag in {"td", "th"}:
            self._pieces.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break()
        if not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name, hides = self._open.pop()
            self._hidden -= hides
            self._quotes -= name == "blockquote"
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._pieces.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        """Return the words with at most one empty line between paragraphs."""
        lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in "".join(self._pieces).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def _break(self) -> None:
        self._pieces.append("\n" + "> " * min(self._quotes, 5))

    @staticmethod
    def _is_invisible(attributes: dict[str, str | None]) -> bool:
        return "hidden" in attributes or bool(_INVISIBLE.search(attributes.get("style") or ""))

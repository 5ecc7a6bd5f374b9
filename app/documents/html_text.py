"""The words of an HTML page or mail; nothing in it is ever loaded."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Literal

from app.documents.decoding import decode, decode_as

_HIDDEN = {"script", "style", "head", "template", "noscript", "svg", "math", "object", "iframe", "datalist"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "ul", "ol", "dl"}
"""Blocks that a reader sees with room around them."""
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
}  # fmt: skip
_CLOSED_BY = {
    "p": _BLOCKS - {"body"},
    "li": {"li"},
    "td": {"td", "th", "tr"},
    "th": {"td", "th", "tr"},
    "tr": {"tr"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "head": {"body"} | _BLOCKS,
}
"""Elements whose end may be left out, with the beginnings that end them."""
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:font-size|max-height|opacity)\s*:\s*0(?:\.0+)?(?:px|pt|em|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_TIGHT = re.compile(
    r"margin\s*:\s*0|margin-bottom\s*:\s*(?:0|\.0001pt)|\bMso(?:Normal|PlainText)", re.IGNORECASE
)
"""Paragraphs that stand without room between them, as mail programs write lines."""
_NO_CONTENT = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(script|style)\b.*?(?:</\1\b[^>]*(?:>|\Z)|\Z)|<[!?][^>]*(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
"""Comments, scripts, declarations, Outlook's conditions; Python's parser is slow on torn ones or stumbles."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_LIKE_ADDRESS = re.compile(r"\w@\w|://|\bwww\.|\w\.(?:com|org|net|jp|de|co|io)\b")
_LONGEST_ADDRESS = 200
"""Longer ones are made for counting clicks, not for reading."""
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WITHOUT_WIDTH = dict.fromkeys(map(ord, "\u00ad\u034f\u200b\u200e\u200f\u2060\ufeff"))
_DEEPEST = 500
_MOST_QUOTES = 5


def html_text(html: str) -> str:
    """Return what a person would read of *html*, a line a paragraph.

    Quotes get `> `, cells of a table are parted by tabs, an address behind a link follows it in brackets.
    """
    parser = _Words()
    html = _NO_CONTENT.sub("", html)
    last = html.rfind(">") + 1
    # What begins there can end nowhere; Python's parser would look for its end again and again.
    parser.feed(html[:last] + html[last:].replace("<", "&lt;"))
    parser.close()
    return parser.text()


def html_text_of(data: bytes, charset: str | None = None) -> str:
    """Return the words of *data* in the encoding *charset*, or in the one that the page names itself."""
    if charset is None:
        named = _CHARSET.search(data[:4096])
        charset = named[1].decode("ascii") if named else None
    if charset is None or (charset.lower().startswith("utf-16") and b"\0" not in data):
        return html_text(decode(data).text)
    return html_text(decode_as(data, charset))


class _Lines:
    """Lines of text, grown from pieces; a break takes effect when more words follow.

    Attributes:
        kept: Depth of quotes and words of each line that is complete.
    """

    def __init__(self) -> None:
        self.kept: list[tuple[int, str]] = []
        self._pieces: list[str] = []
        self._quotes = 0
        self._keeps_space = False
        self._break: Literal["", "line", "paragraph"] = ""
        self._cell_begin = 0

    def add(self, words: str, quotes: int, *, keeps_space: bool = False) -> None:
        """Add *words* to the line, or begin the next one when a break waits."""
        if not keeps_space:
            words = _SPACES.sub(" ", words)
            if self._break or not self._pieces or self._pieces[-1][-1] in " \t":
                words = words.lstrip(" ")
        if not words:
            return
        self._take_break(quotes)
        if not self._pieces:
            self._quotes, self._keeps_space = quotes, keeps_space
        self._pieces.append(words)

    def want_break(self, *, room: bool = False) -> None:
        """Let what follows stand on a line of its own, with an empty line before it when *room* is set."""
        if self._pieces[-1:] == ["\t"]:
            return
        self._break = "paragraph" if room or self._break == "paragraph" else "line"

    def end(self, quotes: int) -> None:
        """End the line here; without words it is an empty one."""
        self._take_break(quotes)
        if not self._pieces:
            self._quotes = quotes
        self._keep()

    def begin_cell(self) -> None:
        """Begin a cell of a table: beside the last one when that has no more than a line."""
        if self._pieces and self._cell_begin == len(self.kept):
            self._break = ""
            self._pieces.append("\t")
        elif self._pieces:
            self._keep()
        self._cell_begin = len(self.kept)

    def begin_row(self, quotes: int) -> None:
        """Begin a row of a table."""
        self.want_break()
        self._take_break(quotes)
        self._cell_begin = len(self.kept)

    def end_cell(self) -> None:
        """End a cell of a table: the room around its paragraphs stays within it."""
        self._break = self._break and "line"

    def mark(self) -> tuple[int, int]:
        """Return the place that `words_since` takes."""
        return len(self.kept), 0 if self._break else len(self._pieces)

    def words_since(self, mark: tuple[int, int]) -> str:
        """Return the words of the line that came after *mark*."""
        lines, pieces = mark
        return "".join(self._pieces[pieces if lines == len(self.kept) else 0 :])

    def _take_break(self, quotes: int) -> None:
        wanted, self._break = self._break, ""
        if wanted and self._pieces:
            self._keep()
        if wanted == "paragraph" and self.kept:
            self.kept.append((min(quotes, self.kept[-1][0]), ""))

    def _keep(self) -> None:
        line = "".join(self._pieces).replace("\xa0", " ").translate(_WITHOUT_WIDTH).rstrip()
        self._pieces.clear()
        self.kept.append((self._quotes, line if self._keeps_space else line.replace(" \t", "\t").lstrip()))


class _Words(HTMLParser):
    """Collects the visible words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines = _Lines()
        self._open: list[tuple[str, bool, bool]] = []
        self._open_names: Counter[str] = Counter()
        self._hidden = 0
        self._links: list[tuple[str, tuple[int, int]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self._open and tag in _CLOSED_BY.get(self._open[-1][0], ()):
            self._close_last()
        attributes = dict(attrs)
        if tag == "br" and not self._hidden:
            self._lines.end(self._quotes)
        elif tag == "hr" and not self._hidden:
            self._lines.want_break()
        if tag in _VOID or len(self._open) >= _DEEPEST:
            return
        style = attributes.get("style") or ""
        hides = tag in _HIDDEN or "hidden" in attributes or bool(_INVISIBLE.search(style))
        tight = bool(_TIGHT.search(f"{style};{attributes.get('class') or ''}"))
        self._open.append((tag, hides, tag in _PARAGRAPHS and not tight))
        self._open_names[tag] += 1
        self._hidden += hides
        if not self._hidden:
            self._begin(tag, attributes.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links and not self._hidden:
            self._end_link()
        while self._open_names[tag]:
            if self._close_last() == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if not self._open_names["pre"]:
            self._lines.add(data, self._quotes)
            return
        *lines, last = data.replace("\r\n", "\n").split("\n")
        for line in lines:
            self._lines.add(line, self._quotes, keeps_space=True)
            self._lines.end(self._quotes)
        self._lines.add(last, self._quotes, keeps_space=True)

    def text(self) -> str:
        """Return the words with at most one empty line between paragraphs."""
        self._lines.end(0)
        kept: list[str] = []
        for quotes, line in self._lines.kept:
            if line or (kept and kept[-1].strip("> ")):
                kept.append(("> " * quotes + line).rstrip())
        while kept and not kept[-1].strip("> "):
            kept.pop()
        return "\n".join(kept)

    @property
    def _quotes(self) -> int:
        return min(self._open_names["blockquote"], _MOST_QUOTES)

    def _begin(self, tag: str, address: str) -> None:
        if tag in {"td", "th"}:
            self._lines.begin_cell()
        elif tag == "tr":
            self._lines.begin_row(self._quotes)
        elif tag in _BLOCKS:
            self._lines.want_break(room=self._open[-1][2])
        elif tag == "a":
            self._links.append((address.strip(), self._lines.mark()))

    def _end_link(self) -> None:
        target, mark = self._links.pop()
        words = self._lines.words_since(mark).lower()
        says_itself = not words.strip() or _LIKE_ADDRESS.search(words)
        if says_itself or not _ADDRESS.fullmatch(target) or len(target) > _LONGEST_ADDRESS:
            return
        shown = re.sub(r"^(?:mailto|tel):|(?<=@)([^?]+)\?.*$", r"\1", target, flags=re.IGNORECASE)
        self._lines.add(f" ({shown})", self._quotes)

    def _close_last(self) -> str:
        name, hides, room = self._open.pop()
        self._open_names[name] -= 1
        if not self._hidden:
            if name in {"td", "th"}:
                self._lines.end_cell()
            elif name in _BLOCKS:
                self._lines.want_break(room=room)
        self._hidden -= hides
        return name

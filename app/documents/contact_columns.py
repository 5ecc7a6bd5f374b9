"""Which column of a table tells what about a contact: by its name, or by what stands in it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.documents.contacts import Contact, joined_address, joined_name, language_of
from app.resource_files import read_text

_Cells = Sequence[str]

_OFFICE, _PLAIN, _MOBILE, _HOME = range(4)
"""What is about the office goes before what is about the home."""
_TWICE = frozenset(
    {
        "email",
        "phone",
        "mobile",
        "address",
        "street",
        "city",
        "region",
        "postal_code",
        "country",
        "phone_kind",
    }
)
"""What a table may tell about the office and the home apart."""
_PLACES = frozenset({"address", "street", "city", "region", "postal_code", "country"})
LOOKED_AT_ROWS = 200
"""Rows from which is told what a column holds."""
_LONGEST = 200
"""Signs of a cell that are looked at."""
_NUMBER = re.compile(r"(\D*)(\d+)(\D*)")
_SEVERAL = re.compile(r"\s*:::\s*|[;\n]\s*")
"""What stands between several values in one cell."""
_NO_SIGN = re.compile(r"\W")
_FAX = re.compile(r"fax|ファックス|ファクス", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")

_BY_CONTENT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(rf"<?{_MAIL.pattern}>?")),
    ("phone", re.compile(r"(?!\d+\.\d+$)(?:TEL:?\s*)?[+(]?0?\d[\d\s().-]{7,18}\d", re.IGNORECASE)),
    ("postal_code", re.compile(r"〒?\s?\d{3}-\d{4}")),
    ("address", re.compile(r"(?:〒?\s?\d{3}-?\d{4}\s?)?(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県).+")),
    (
        "address",
        re.compile(
            r"\d+[A-Za-z]? .*\b(?:St|Street|Rd|Road|Ave|Avenue|Lane|Blvd|Drive|Way|Square)\b.*", re.IGNORECASE
        ),
    ),
    (
        "company",
        re.compile(
            r".*(?:会社|法人|商店|工業|製作所|\(株\)|\(有\)|組合|協会|銀行|大学|市役所"
            r"|\b(?:Inc|Ltd|LLC|GmbH|Corp|Co|plc|AG|S\.A|KK|Company)\b\.?).*",
            re.IGNORECASE,
        ),
    ),
    ("reading", re.compile(r"[ぁ-ゖァ-ヺー・]+(?:\s[ぁ-ゖァ-ヺー・]+)?")),
    (
        "department",
        re.compile(r".{1,20}(?:部|課|室|係|グループ|\b(?:Department|Dept\.?|Division))", re.IGNORECASE),
    ),
    (
        "title",
        re.compile(r"(?:代表取締役)?(?:社長|会長|部長|課長|係長|主任|専務|常務|店長|所長|取締役|次長)"),
    ),
    ("name", re.compile(r"[一-龥々ぁ-ゖァ-ヺー髙﨑]{1,5}[\s・]?[一-龥々ぁ-ゖァ-ヺー]{1,6}")),
    ("name", re.compile(r"(?:[A-ZÀ-Þ][\w'’.-]*,? ){1,3}[A-ZÀ-Þ][\w'’.-]*")),
)
"""How the cells of a column look, the surest first; each is taken by the first that fits."""


@dataclass(frozen=True, slots=True)
class _Column:
    """What one column of the table is."""

    place: int
    role: str
    rank: int
    group: int
    """Which of several that are alike, as in `Address 2 - City`; 0 for the only one."""
    line: int
    """Which line of it, as in `Street 2`."""


@dataclass(frozen=True, slots=True)
class _Address:
    """The places of the columns that make one postal address."""

    whole: tuple[int, ...]
    streets: tuple[int, ...]
    parts: Mapping[str, int]

    def read(self, cells: _Cells) -> str:
        """Return the address in one line, or nothing."""
        if whole := " ".join(filter(None, (" ".join(cells[place].split()) for place in self.whole))):
            code = self._part(cells, "postal_code")
            is_there = _NO_SIGN.sub("", code) in _NO_SIGN.sub("", whole)
            return whole if is_there else joined_address((whole,), "", "", code, "")
        streets = tuple(filter(None, (" ".join(cells[place].split()) for place in self.streets)))
        city, region = self._part(cells, "city"), self._part(cells, "region")
        if not streets and not city:
            return ""
        return joined_address(
            streets, city, region, self._part(cells, "postal_code"), self._part(cells, "country")
        )

    def _part(self, cells: _Cells, role: str) -> str:
        place = self.parts.get(role)
        return "" if place is None else cells[place].strip()


class ContactColumns:
    """The columns of one table that tell something about contacts."""

    def __init__(self, columns: Iterable[_Column]) -> None:
        ordered = sorted(columns, key=lambda column: (column.rank, column.group, column.line, column.place))
        self._roles = {column.role for column in ordered}
        self._by_role: dict[str, tuple[int, ...]] = {
            role: tuple(column.place for column in ordered if column.role == role) for role in self._roles
        }
        kinds = {column.group: column.place for column in ordered if column.role == "phone_kind"}
        phones = [column for column in ordered if column.role in {"phone", "mobile"}]
        self._phones = tuple(
            (column.place, kinds.get(column.group) if column.group else None) for column in phones
        )
        places = [column for column in ordered if column.role in _PLACES]
        groups = dict.fromkeys((column.rank, column.group) for column in places)
        self._addresses = tuple(
            _address([column for column in places if (column.rank, column.group) == group])
            for group in groups
        )
        self._has_parts = bool({"family", "given"} & self._roles)
        self._width = max((column.place for column in ordered), default=-1) + 1

    @property
    def suffice(self) -> bool:
        """Whether these are the columns of an address book, and not of some other table."""
        someone = {"name", "family", "given", "company"} & self._roles
        ways = {"email", "phone", "mobile", *_PLACES} & self._roles
        more = {"reading", "family_reading", "department", "title"} & self._roles
        return (
            "email" in self._roles or bool(someone and (ways or more)) or {"name", "company"} <= self._roles
        )

    def contact(self, cells: _Cells) -> Contact:
        """Return what a row tells; it may be nobody."""
        if len(cells) < self._width:
            cells = (*cells, *("",) * (self._width - len(cells)))
        company, name, reading = self._first("company", cells), "", self._first("reading", cells)
        if self._has_parts:
            family, given = self._first("family", cells), self._first("given", cells)
            name = joined_name(family, self._first("middle", cells), given)
            spoken = self._first("family_reading", cells), self._first("given_reading", cells)
            reading = reading or " ".join(filter(None, spoken))
        name = name or self._first("name", cells)
        return Contact(
            name=name,
            reading=reading,
            company=company,
            department=self._first("department", cells),
            title=self._first("title", cells),
            emails=self._emails(cells),
            phones=self._numbers(cells),
            address=next(filter(None, (address.read(cells) for address in self._addresses)), ""),
            language=language_of(self._first("language", cells), name, company),
        )

    def _first(self, role: str, cells: _Cells) -> str:
        for place in self._by_role.get(role, ()):
            if cell := " ".join(cells[place].split()):
                return cell
        return ""

    def _emails(self, cells: _Cells) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for place in self._by_role.get("email", ()):
            if "@" in (cell := cells[place]):
                found.update(dict.fromkeys(_MAIL.findall(cell)))
            elif "＠" in cell:
                found.update(dict.fromkeys(_MAIL.findall(unicodedata.normalize("NFKC", cell))))
        return tuple(found)

    def _numbers(self, cells: _Cells) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for place, kind in self._phones:
            cell = cells[place]
            if cell and (kind is None or not _FAX.search(cells[kind])):
                found.update(dict.fromkeys(filter(None, map(str.strip, _SEVERAL.split(cell)))))
        return tuple(found)


def _address(columns: Sequence[_Column]) -> _Address:
    def places(role: str) -> tuple[int, ...]:
        return tuple(column.place for column in columns if column.role == role)

    whole, streets = places("address"), places("street")
    if streets and any(column.line for column in columns if column.role == "address"):
        # Outlook in Japanese calls the second line of a street an address.
        whole, streets = (), (*streets, *whole)
    parts = {column.role: column.place for column in reversed(columns)}
    if whole and ("city" in parts or "region" in parts) and streets == ():
        has_group = any(column.group for column in columns)
        whole, streets = (whole, ()) if has_group else ((), whole)
    return _Address(whole, streets, parts)


def columns_of(names: Sequence[str], rows: Iterable[_Cells]) -> ContactColumns:
    """Return what the columns called *names* tell, looking also at some *rows* of them."""
    sample = [row for row, _ in zip(rows, range(LOOKED_AT_ROWS), strict=False)]
    found = [column for place, name in enumerate(names) if (column := _named(place, name))]
    found = [column for column in found if column.role != "email" or _holds_mails(sample, column.place)]
    roles = {column.role for column in found}
    if "salutation" in roles and "title" not in roles:
        # A list by hand calls the position so; where a program has both columns it means Mr. or Dr.
        found = [
            _Column(column.place, "title", column.rank, column.group, column.line)
            if column.role == "salutation" and not roles & {"middle"}
            else column
            for column in found
        ]
    taken = {column.place for column in found}
    free = [place for place in range(len(names)) if place not in taken]
    return ContactColumns([*found, *_by_content(free, sample, _filled_roles(found))])


def looks_like_a_row(names: Sequence[str]) -> bool:
    """Tell whether *names*, a first line, are a contact already and no names of columns."""
    return any(_MAIL.fullmatch(name.strip("<> ")) for name in names)


def _holds_mails(sample: Sequence[_Cells], place: int) -> bool:
    cells = _written(sample, place)
    return not cells or any("@" in cell for cell in cells)


def _filled_roles(found: Sequence[_Column]) -> set[str]:
    roles = {column.role for column in found}
    if roles & {"family", "given"}:
        roles.add("name")
    if roles & {"family_reading", "given_reading"}:
        roles.add("reading")
    if roles & {"street", "city", "region"}:
        roles |= {"address", "postal_code"}
    if "mobile" in roles:
        roles.add("phone")
    return roles


def _by_content(free: Sequence[int], sample: Sequence[_Cells], roles: set[str]) -> Iterator[_Column]:
    cells = {place: _written(sample, place) for place in free}
    for role, pattern in _BY_CONTENT:
        if role in roles:
            continue
        shares = {place: _share(pattern.fullmatch, texts) for place, texts in cells.items() if texts}
        best = max(shares, key=lambda place: shares[place], default=None)
        if best is not None and shares[best] >= 0.6:
            roles.add(role)
            del cells[best]
            yield _Column(best, role, _PLAIN, 0, 0)


def _written(sample: Sequence[_Cells], place: int) -> list[str]:
    cells = (
        unicodedata.normalize("NFKC", row[place][:_LONGEST]).strip() for row in sample if place < len(row)
    )
    return [" ".join(cell.split()) for cell in cells if cell]


def _share(fits: Callable[[str], object], texts: Sequence[str]) -> float:
    return sum(bool(fits(text)) for text in texts) / len(texts)


def _named(place: int, name: str) -> _Column | None:
    """Return what a column is by its *name*, or None."""
    plain = re.sub(r"[^\w〒]|_", "", unicodedata.normalize("NFKC", name).casefold())
    number = _NUMBER.fullmatch(plain)
    group = line = 0
    if number:
        plain = number[1] + number[3]
        group, line = (int(number[2]), 0) if number[3] and plain.isascii() else (0, int(number[2]))
    words = _column_words()
    if role := words.roles.get(plain):
        return _Column(place, role, _MOBILE if role == "mobile" else _PLAIN, group, line)
    for rank, marks in ((_OFFICE, words.office), (_HOME, words.home)):
        for mark in marks:
            role = words.roles.get(plain.removeprefix(mark)) or words.roles.get(plain.removesuffix(mark))
            if role in _TWICE:
                return _Column(place, role, rank, group, line)
    return None


@dataclass(frozen=True, slots=True)
class _Words:
    roles: Mapping[str, str]
    office: tuple[str, ...]
    home: tuple[str, ...]


@cache
def _column_words() -> _Words:
    import yaml  # noqa: PLC0415 - the window shows itself before it reads an address book

    content: dict[str, Any] = yaml.safe_load(read_text("words/contact_columns.yaml"))
    roles = {word: role for role, words in content["columns"].items() for word in words}
    return _Words(roles, tuple(content["office"]), tuple(content["home"]))

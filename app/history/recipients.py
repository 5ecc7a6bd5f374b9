"""Remembers for each recipient of mails what was given last."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.errors import DeskhandError
from app.history.database import Database
from app.history.values import moment_of, storable, time_of, to_json
from app.text.comparing import squeezed

_LONGEST_VALUE = 5_000
"""Signs; a longer one is a text for one mail and not remembered."""
_Row = tuple[str, str, str]
"""Template, name and value."""
_ABOUT_PERSON = ""
"""Stands for the template where something is about the recipient, whatever the mail."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What was given last for a recipient; empty where nothing is remembered."""

    person: Mapping[str, str]
    """By name, what is about the recipient, whatever the mail."""
    matter: Mapping[str, str]
    """By name, what was given for the same template."""


@dataclass(frozen=True, slots=True)
class KnownRecipient:
    """Somebody for whom something is remembered."""

    shown: str
    """The name, or the address where no name was given."""
    name: str
    """In one spelling."""
    address: str
    """In one spelling; may be empty."""
    last: datetime
    """When something was given last, in UTC."""
    count: int
    """How many values are remembered."""


class RecipientStore:
    """What was given last for each recipient; any thread may call.

    A recipient is told by the e-mail address, or by the name where no address is given. People of the same
    name with different addresses are kept apart, and a name that several have recalls nothing.
    """

    def __init__(
        self, database: Database, enabled: Callable[[], bool], tell: Callable[[DeskhandError], None]
    ) -> None:
        """Keep values in *database* while *enabled* says so; *tell* hears of trouble."""
        self._database = database
        self._enabled = enabled
        self._tell = tell

    def remember(
        self,
        name: str,
        address: str,
        *,
        person: Mapping[str, str],
        template: str,
        matter: Mapping[str, str],
        run: str | None = None,
    ) -> None:
        """Remember what was given for a recipient; does nothing when records are not wanted.

        Trouble with the storage is told by the event of the records only.

        Args:
            name: Of the recipient; may be empty where there is an address.
            address: E-mail address; may be empty where there is a name.
            person: What is about the recipient, by name; an empty value is forgotten, others stay.
            template: Id of the kind of mail.
            matter: What is about the matter, by name; takes the place of all that was remembered for the template.
            run: Id of the run that it was given for; when that is erased, this is too.
        """
        keys = _spelled(name), _spelled(address)
        if not any(keys) or not self._enabled():
            return
        rows = [(_ABOUT_PERSON, key, value.strip()) for key, value in person.items()]
        rows += [(template, key, value.strip()) for key, value in matter.items() if template]
        try:
            with self._database.writing() as connection:
                number = _number_for(connection, keys, storable(name.strip() or address.strip()))
                _write(connection, number, rows, run)
                _drop_others(connection, number, template, rows)
        except DeskhandError as error:
            self._tell(error)

    def recall(self, name: str, address: str, template: str) -> Recalled:
        """Return what was given last for a recipient.

        Args:
            name: Of the recipient, in any case and width; may be empty.
            address: E-mail address, in any case; may be empty.
            template: Id of the kind of mail.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        with self._database.reading() as connection:
            number = _number_of(connection, _spelled(name), _spelled(address))
            rows = connection.execute(
                "SELECT template, name, value FROM remembered WHERE recipient = ? AND template IN ('', ?)",
                (number, template),
            ).fetchall()
        person = {key: value for where, key, value in rows if where == _ABOUT_PERSON}
        return Recalled(person, {key: value for where, key, value in rows if where != _ABOUT_PERSON})

    def known(self) -> tuple[KnownRecipient, ...]:
        """Return everybody for whom something is remembered, the latest first.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT shown, r.name, address, max(moment), count(*) FROM recipients AS r"
                " JOIN remembered ON recipient = number GROUP BY number ORDER BY max(moment) DESC, number DESC"
            ).fetchall()
        return tuple(
            KnownRecipient(shown, name, address, time_of(moment), count)
            for shown, name, address, moment, count in rows
        )

    def forget(self, name: str, address: str = "") -> int:
        """Forget for good what is remembered for a recipient, and return how many values that were.

        With a name alone, everybody who is called so is forgotten.

        Raises:
            DeskhandError: One of the `records-` codes; nothing was forgotten.
        """
        keys = {"name": _spelled(name), "address": _spelled(address)}
        where = " AND ".join(f"{column} = :{column}" for column, key in keys.items() if key)
        if not where:
            return 0
        with self._database.writing() as connection:
            numbers = [
                number
                for (number,) in connection.execute(f"SELECT number FROM recipients WHERE {where}", keys)  # noqa: S608 - ours
            ]
            count = sum(
                connection.execute("DELETE FROM remembered WHERE recipient = ?", (number,)).rowcount
                for number in numbers
            )
        if count:
            self._database.scrub(shrink=False)
        return count


def _spelled(text: str) -> str:
    """Return a name or an address so that case, width and blanks make no difference."""
    return storable(squeezed(text))


def _number_of(connection: sqlite3.Connection, name: str, address: str) -> int | None:
    """Return the recipient that is meant, or None where nobody is, or more than one may be."""
    if address:
        rows = connection.execute("SELECT number FROM recipients WHERE address = ?", (address,)).fetchall()
        if not rows and name:
            rows = connection.execute(
                "SELECT number FROM recipients WHERE name = ? AND address = ''", (name,)
            ).fetchall()
        elif len(rows) > 1:
            rows = connection.execute(
                "SELECT number FROM recipients WHERE name = ? AND address = ?", (name, address)
            ).fetchall()
    else:
        rows = connection.execute("SELECT number FROM recipients WHERE name = ?", (name,)).fetchall()
    return int(rows[0][0]) if len(rows) == 1 else None


def _number_for(connection: sqlite3.Connection, keys: tuple[str, str], shown: str) -> int:
    """Return the recipient called so, made where there is none; a new address is learnt for a known name."""
    name, address = keys
    known = connection.execute(
        "SELECT number FROM recipients WHERE name = ? AND address = ?", keys
    ).fetchone()
    if known is None and name and address:
        known = connection.execute(
            "SELECT number FROM recipients WHERE (name = ? AND address = '') OR (name = '' AND address = ?)",
            keys,
        ).fetchone()
    if known is None:
        new = connection.execute(
            "INSERT INTO recipients (name, address, shown) VALUES (?, ?, ?) RETURNING number", (*keys, shown)
        ).fetchone()
        return int(new[0])
    connection.execute(
        "UPDATE recipients SET name = ?, address = ?, shown = ? WHERE number = ?", (*keys, shown, known[0])
    )
    return int(known[0])


def _is_kept(value: str) -> bool:
    return 0 < len(value) <= _LONGEST_VALUE


def _write(connection: sqlite3.Connection, number: int, rows: Sequence[_Row], run: str | None) -> None:
    now = moment_of(datetime.now(UTC))
    connection.executemany(
        "INSERT OR REPLACE INTO remembered VALUES (?, ?, ?, ?, ?, ?)",
        [(number, *map(storable, row), run, now) for row in rows if _is_kept(row[2])],
    )


def _drop_others(connection: sqlite3.Connection, number: int, template: str, rows: Sequence[_Row]) -> None:
    """Drop what is empty now, what else was remembered for *template*, and a recipient without anything."""
    connection.executemany(
        "DELETE FROM remembered WHERE recipient = ? AND template = ? AND name = ?",
        [(number, where, key) for where, key, value in rows if not _is_kept(value)],
    )
    names = to_json([key for where, key, _ in rows if where == template])
    connection.execute(
        "DELETE FROM remembered WHERE recipient = ? AND template = ? AND template <> ''"
        " AND name NOT IN (SELECT value FROM json_each(?))",
        (number, template, names),
    )
    connection.execute(
        "DELETE FROM recipients WHERE number = ?"
        " AND NOT EXISTS (SELECT 1 FROM remembered WHERE recipient = number)",
        (number,),
    )

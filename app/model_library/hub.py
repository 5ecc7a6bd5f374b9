"""Downloads one file of the catalogue from the hub: resumed, checked, and patient when it breaks off."""

import contextlib
import re
from collections.abc import Callable
from http import HTTPStatus

import httpx2

from app.model_library.answers import Head, answer_of, open_client
from app.model_library.connection_failures import NETWORK_ERRORS, reason_of
from app.model_library.errand import Errand, Meter
from app.model_library.hub_word import HubFile, ask_hub
from app.model_library.sources import SourcePassedOver
from app.model_library.storage import PartFile, make_sure_of_room
from app.model_library.throttle import DripWatch, Throttle

_PAUSES_SECONDS = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Before each further try when something had arrived."""

_FIRST_PAUSES_SECONDS = _PAUSES_SECONDS[:2]
"""Before each further try while nothing has."""

_LONGEST_PAUSE_SECONDS = 60.0
"""However long a server asks to wait."""

_WORTH_NEW_PATIENCE = 1 << 20
"""Bytes after which a break counts as the first one again."""

_WHO_ASKS = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})

_LOOK_AT_DISK_BYTES = 64 << 20
"""How much comes between two looks at the room that is left."""

_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that another try may change."""


class _BrokeOffError(Exception):
    """The connection broke, or the server is busy; another try may help."""

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__()
        self.seconds = seconds


class _StartOverError(Exception):
    """The server does not continue a file as it was asked to."""


class HubDownload:
    """The download of one file; made for one call of `bring`."""

    def __init__(
        self,
        file: HubFile,
        errand: Errand,
        *,
        open_client: Callable[[], httpx2.Client] = open_client,
        token: Callable[[], str | None] = lambda: None,
        limit: Callable[[], float] = lambda: 0.0,
    ) -> None:
        """Download *file*, sending *token* where the hub asks who wants it, at most *limit* bytes a second."""
        self._file = file
        self._entry = file.entry
        self._errand = errand
        self._open_client = open_client
        self._token = token
        self._throttle = Throttle(limit, errand.pace)
        self._source = file.source
        self._headers: dict[str, str] = {}
        self._room_looked_at = 0
        self._anything_arrived = False
        self._ranges = True
        self._failures = 0

    def bring(self, part: PartFile) -> None:
        """Fill *part* with the file, from where an earlier download left it.

        Raises:
            SourcePassedOver: The hub does not deliver; what arrived stays in *part* unless it is wrong.
            LibraryError: `disk-too-small`: others filled the disk meanwhile; what arrived stays.
            Cancelled: The user has asked to stop; what arrived stays in *part*.
            OSError: The disk does not take it.
        """
        left = part.path.stat().st_size
        resumed = 0 < left <= self._entry.bytes
        if resumed:
            part.read_back(self._errand.meter("checking-model", left).add)
        elif left:
            part.restart()
        if part.sha256() == self._entry.sha256:
            return  # all was there when the program ended
        self._ask_first()
        self._complete(part)
        if resumed and part.sha256() != self._entry.sha256:
            part.restart()  # what was left from before may have been the wrong part
            self._complete(part)
        if part.sha256() != self._entry.sha256:
            part.restart()
            raise SourcePassedOver("wrong-file", source=self._source)

    def _ask_first(self) -> None:
        """Ask what the hub says of the file; where it has no word, the download itself will tell."""
        self._errand.meter("asking-hub", None)
        try:
            token = ask_hub(self._file, self._token, self._errand.cancellation, self._open_client)
        except (*NETWORK_ERRORS, OSError) as error:
            judged = self._judged(error)
            if isinstance(judged, SourcePassedOver):
                raise judged from error
        else:
            self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def _complete(self, part: PartFile) -> None:
        """Ask until all bytes are there."""
        self._failures = 0
        while part.size < self._entry.bytes:
            before = part.size
            try:
                self._ask(part)
            except _StartOverError:
                self._ranges = False
            except _BrokeOffError as error:
                if part.size - before >= _WORTH_NEW_PATIENCE:
                    self._failures = 0
                self._wait(error.seconds, part)

    def _ask(self, part: PartFile) -> None:
        """Ask once for what is missing."""
        if not self._ranges:
            part.restart()
        headers = self._headers | ({"Range": f"bytes={part.size}-"} if part.size else {})
        answer = answer_of(self._file.address, headers, self._errand.cancellation, self._open_client)
        watch = DripWatch(self._errand.pace, part.size)
        meter: Meter | None = None
        try:
            with contextlib.closing(answer):
                for item in answer:
                    if isinstance(item, Head):
                        self._judge(item, part)
                        meter = self._errand.meter("fetching-model", self._entry.bytes, part.size)
                    elif meter:
                        self._take(item, part)
                        meter.reach(part.size)
                        if watch.drips(part.size):
                            raise _BrokeOffError
        except NETWORK_ERRORS as error:
            raise self._judged(error) from error
        if part.size < self._entry.bytes:
            raise _BrokeOffError

    def _take(self, block: bytes, part: PartFile) -> None:
        self._anything_arrived = True
        part.append(block)
        if part.size > self._entry.bytes:
            part.restart()
            raise SourcePassedOver("wrong-file", source=self._source)
        if not 0 <= part.size - self._room_looked_at < _LOOK_AT_DISK_BYTES:
            self._room_looked_at = part.size
            make_sure_of_room(part.path.parent, self._entry.bytes - part.size)
        self._throttle.take(len(block), self._errand.cancellation)

    def _judge(self, head: Head, part: PartFile) -> None:
        """Go on when the answer is what was asked for; *part* is emptied when it begins at the beginning."""
        if head.status == HTTPStatus.OK:
            if head.headers.get("content-length", str(self._entry.bytes)) != str(self._entry.bytes):
                raise SourcePassedOver("wrong-file", source=self._source)
            part.restart()
        elif head.status == HTTPStatus.PARTIAL_CONTENT:
            self._judge_range(head.headers.get("content-range", ""), part)
        elif head.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and part.size:
            raise _StartOverError
        elif head.status in _WHO_ASKS and not self._headers and (token := self._token()):
            self._headers = {"Authorization": f"Bearer {token}"}  # a mirror that had no word on it before
            raise _BrokeOffError
        elif head.status in _TRY_AGAIN:
            raise _BrokeOffError(_seconds(head.headers.get("retry-after", "")))
        else:
            raise SourcePassedOver("refused", source=self._source, status=head.status)

    def _judge_range(self, told: str, part: PartFile) -> None:
        match = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", told)
        if match and int(match[1]) == part.size and match[2] in {"*", str(self._entry.bytes)}:
            return
        if not part.size or not self._ranges:
            raise SourcePassedOver("wrong-file", source=self._source)
        raise _StartOverError

    def _judged(self, error: Exception) -> Exception:
        """Return what follows from a connection that failed."""
        return reason_of(error, self._source, was_there=self._anything_arrived) or _BrokeOffError()

    def _wait(self, seconds: float, part: PartFile) -> None:
        """Wait before the next try, longer each time, and not for ever."""
        pauses = _PAUSES_SECONDS if self._anything_arrived else _FIRST_PAUSES_SECONDS
        if self._failures >= len(pauses):
            raise SourcePassedOver("broke-off", source=self._source)
        self._errand.meter("waiting-to-go-on", self._entry.bytes, part.size)
        longest = min(max(pauses[self._failures], seconds), _LONGEST_PAUSE_SECONDS)
        self._failures += 1
        self._errand.pace.pause(longest, self._errand.cancellation)


def _seconds(told: str) -> float:
    return float(told) if told.isdecimal() else 0.0

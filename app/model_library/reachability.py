"""Tries whether the hub can be reached from here, and tells the way there; only done when the user asks for it."""

import email.utils
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2

from app.model_library.answers import open_client
from app.model_library.connection_failures import NETWORK_ERRORS, reason_of
from app.model_library.sources import endpoint_of, host_of, without_password
from app.records import Finding, Gravity

_FAR_OFF_SECONDS = 300.0
"""Clocks that differ by less disturb nobody."""


def proxy_for(endpoint: str | None = None) -> str | None:
    """Return the proxy that leads to *endpoint* or the usual hub, without a password; None for a direct way."""
    address = endpoint_of(endpoint)
    proxies = getproxies()
    if proxy_bypass(host_of(address)):
        return None
    found = proxies.get(urlsplit(address).scheme) or proxies.get("all")
    return without_password(found) if found else None


def try_hub(
    endpoint: str | None = None, open_client: Callable[[], httpx2.Client] = open_client
) -> Iterator[Finding]:
    """Connect to the hub, once, and yield what was found on the way; what stands in the way is `Gravity.WRONG`."""
    address, source = endpoint_of(endpoint), host_of(endpoint)
    begun = time.monotonic()
    try:
        with open_client() as client, client.stream("HEAD", address) as answer:
            seconds = time.monotonic() - begun
            yield Finding(
                "hub-reachable",
                {"source": source, "milliseconds": round(1000 * seconds)},
                gravity=Gravity.NOTE,
            )
            yield from _certificate(answer, source)
            yield from _clock(answer.headers, source)
    except (*NETWORK_ERRORS, OSError) as error:
        reason = reason_of(error, source)
        code = reason.code if reason else "source-passed-over-broke-off"
        parameters: Mapping[str, object] = reason.parameters if reason else {"source": source}
        yield Finding(code, parameters, gravity=Gravity.WRONG)


def _certificate(answer: httpx2.Response, source: str) -> Iterator[Finding]:
    """Yield who has signed the server's certificate, where the system tells."""
    stream: Any = answer.extensions.get("network_stream")
    session = stream.get_extra_info("ssl_object") if stream else None
    if session is None:
        return
    told: dict[str, Any] = session.getpeercert() or {}  # empty where the system itself has verified it
    names = dict(part for parts in told.get("issuer", ()) for part in parts)
    if issuer := names.get("organizationName") or names.get("commonName"):
        yield Finding("certificate-from", {"source": source, "issuer": issuer}, gravity=Gravity.NOTE)


def _clock(headers: httpx2.Headers, source: str) -> Iterator[Finding]:
    try:
        there = email.utils.parsedate_to_datetime(headers["date"]).timestamp()
    except (KeyError, ValueError, OverflowError):
        return
    off = abs(time.time() - there)
    if off > _FAR_OFF_SECONDS:
        yield Finding(
            "hub-clock-wrong", {"source": source, "minutes": round(off / 60)}, gravity=Gravity.DOUBT
        )

"""What follows from a connection that failed: whether another try may help, and what to tell the user."""

import ssl

import httpx2

from app.model_library.sources import SourcePassedOver

NETWORK_ERRORS = (httpx2.HTTPError, httpx2.InvalidURL, ImportError, ValueError)
"""What asking a server fails with; ImportError and ValueError come from proxy settings that are not supported."""

_NEVER_THERE = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.UnsupportedProtocol,
    httpx2.InvalidURL,
    ValueError,
    OSError,
)
"""What a connection fails with that was never made."""

_OUT_OF_DATE = frozenset({9, 10, 0x800B0101, -67819, -67818})
"""The numbers of OpenSSL, Windows and macOS for a certificate that is not valid yet, or no longer."""


def reason_of(error: Exception, source: str, *, was_there: bool = False) -> SourcePassedOver | None:
    """Return why *source* cannot be had, None when another try may help.

    Args:
        error: What asking it failed with.
        source: Name of its machine.
        was_there: Whether it has answered before.
    """
    # A proxy of an unknown kind has no error of its own; the client leaves passwords out of what it says.
    strange_proxy = isinstance(error, ValueError) and "proxy" in str(error).lower()
    if strange_proxy or isinstance(error, httpx2.ProxyError | ImportError):
        return SourcePassedOver("proxy", source=source, detail=str(error))
    if isinstance(error, httpx2.TooManyRedirects):
        return SourcePassedOver("refused", source=source, status="3xx")
    if was_there or not isinstance(error, _NEVER_THERE):
        return None
    return SourcePassedOver(_why_never_there(error), source=source)


def _why_never_there(error: BaseException) -> str:
    """Return whether a connection was not made over a certificate, over this computer's clock, or otherwise."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            if isinstance(seen, ssl.SSLEOFError):  # hung up without a word: not a matter of trust
                return "unreachable"
            code = getattr(seen, "verify_code", None)
            return "certificate-date" if code in _OUT_OF_DATE else "certificate"
        seen = seen.__cause__ or seen.__context__
    return "unreachable"

"""Where a file can be had, and why one of those places is passed over."""

import os
from urllib.parse import urlsplit

_USUAL_ENDPOINT = "https://huggingface.co"


def endpoint_of(chosen: str | None = None) -> str:
    """Return the address of the hub: the *chosen* one, else that of HF_ENDPOINT, else the usual one."""
    return (chosen or os.environ.get("HF_ENDPOINT") or _USUAL_ENDPOINT).rstrip("/")


def host_of(endpoint: str | None = None) -> str:
    """Return the name of the machine that *endpoint*, or else the usual hub, is on."""
    address = endpoint_of(endpoint)
    return urlsplit(address).hostname or address


def without_password(address: str) -> str:
    """Return *address* without the name and the password that it may hold."""
    before, separator, rest = address.partition("://")
    return before + separator + rest.rpartition("@")[2] if separator else address.rpartition("@")[2]


class SourcePassedOver(Exception):  # noqa: N818 - not an error to the user while another source remains
    """A source does not deliver; the next one is tried.

    Attributes:
        why: One of refused, not-there, gated, token-refused, terms-not-accepted, unreachable, proxy, certificate,
            certificate-date, broke-off, wrong-file, no-pip, pip.
        code: Code of the finding that tells the user why.
        parameters: Values for the placeholders of its sentence.
    """

    def __init__(self, why: str, **parameters: object) -> None:
        """Tell by *why*, one of the words above."""
        super().__init__(why, parameters)
        self.why = why
        self.code = f"source-passed-over-{why}"
        self.parameters = parameters

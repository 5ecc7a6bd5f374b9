"""Why a connection failed is told by what stands behind the failure, however deep."""

import socket
import ssl

import httpx2
import pytest

from app.model_library.connection_failures import reason_of
from app.records import Finding, Language
from app.text.messages import catalogue, finding_sentence

_HUB = "hub.example"


def caused_by(cause: BaseException) -> Exception:
    """Return what a client makes of *cause*: an error over an error over it."""
    between = OSError("the layer between")
    between.__cause__ = cause
    error = httpx2.ConnectError("could not connect")
    error.__cause__ = between
    return error


def distrust(code: int) -> ssl.SSLError:
    """Return the error over a certificate with the system's number *code*."""
    error = ssl.SSLCertVerificationError("certificate verify failed")
    error.verify_code = code
    return error


def why(error: Exception, *, was_there: bool = False) -> str | None:
    reason = reason_of(error, _HUB, was_there=was_there)
    assert reason is None or reason.parameters["source"] == _HUB
    return reason.why if reason else None


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (9, "certificate-date"),
        (10, "certificate-date"),
        (0x800B0101, "certificate-date"),  # CERT_E_EXPIRED
        (-67818, "certificate-date"),  # errSecCertificateExpired
        (-67819, "certificate-date"),  # errSecCertificateNotValidYet
        (18, "certificate"),
        (20, "certificate"),
        (62, "certificate"),
    ],
)
def test_a_certificate_out_of_date_is_told_apart_on_each_system(code: int, reason: str) -> None:
    assert why(caused_by(distrust(code))) == reason


def test_a_failure_without_a_certificate_is_told_by_its_kind() -> None:
    assert why(caused_by(ssl.SSLError(1, "wrong version number"))) == "certificate"
    assert why(caused_by(ssl.SSLEOFError(8, "EOF occurred in violation of protocol"))) == "unreachable"
    assert why(caused_by(socket.gaierror(-2, "Name or service not known"))) == "unreachable"
    assert why(caused_by(ConnectionRefusedError(111, "refused"))) == "unreachable"


def test_what_only_happened_meanwhile_is_followed_too() -> None:
    error = httpx2.ConnectError("could not connect")
    error.__context__ = distrust(10)
    assert why(error) == "certificate-date"


@pytest.mark.parametrize(
    "error",
    [
        httpx2.ReadError("reset"),
        httpx2.ReadTimeout("silence"),
        httpx2.RemoteProtocolError("peer closed connection"),
        httpx2.WriteError("reset"),
        httpx2.PoolTimeout("busy"),
    ],
)
def test_a_line_that_broke_is_worth_another_try(error: Exception) -> None:
    assert why(error) is None


def test_who_has_answered_before_is_not_given_up_for_one_failure() -> None:
    for error in (caused_by(distrust(10)), httpx2.ConnectTimeout("no answer"), OSError("no network")):
        assert why(error) is not None
        assert why(error, was_there=True) is None


@pytest.mark.parametrize("was_there", [False, True])
def test_a_proxy_and_a_circle_are_final(*, was_there: bool) -> None:
    assert why(httpx2.ProxyError("407 Proxy Authentication Required"), was_there=was_there) == "proxy"
    assert why(ImportError("socksio is missing"), was_there=was_there) == "proxy"
    assert why(httpx2.TooManyRedirects("round and round"), was_there=was_there) == "refused"


@pytest.mark.parametrize(
    "address", ["ftp://clerk:Kranich@proxy.example:21", "socks4://clerk:Kranich@10.0.0.1"]
)
def test_a_proxy_of_an_unknown_kind_is_told_without_its_password(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", address)
    with pytest.raises(ValueError, match="proxy") as caught:
        httpx2.Client()
    reason = reason_of(caught.value, _HUB)
    assert reason is not None
    assert reason.why == "proxy"
    assert "Kranich" not in str(reason.parameters)


def test_an_address_that_is_none_is_unreachable() -> None:
    assert why(httpx2.InvalidURL("Invalid port: 'many'")) == "unreachable"
    assert why(httpx2.UnsupportedProtocol("ftp")) == "unreachable"
    assert why(ValueError("Port out of range 0-65535")) == "unreachable"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_reason_has_its_sentence(language: Language) -> None:
    reasons = [
        reason_of(caused_by(distrust(10)), _HUB),
        reason_of(caused_by(distrust(20)), _HUB),
        reason_of(OSError(), _HUB),
        reason_of(httpx2.ProxyError("407"), _HUB),
        reason_of(httpx2.TooManyRedirects(""), _HUB),
    ]
    told = set()
    for reason in reasons:
        assert reason is not None
        assert reason.code in catalogue(language)["findings"]
        sentence = finding_sentence(Finding(reason.code, reason.parameters), language)
        assert _HUB in sentence
        assert "…" not in sentence
        told.add(sentence)
    assert len(told) == len(reasons)

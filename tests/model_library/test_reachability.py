"""The way to the hub is told, without passwords; it is tried only when that is asked for."""

import email.utils
import ssl
import time
from collections.abc import Callable

import httpx2
import pytest
import trustme

from app.model_library.reachability import proxy_for, try_hub
from app.model_library.sources import without_password
from app.records import Finding, Gravity, Language
from app.text.messages import catalogue, finding_sentence
from tests.model_library.fake_hub import plain_client
from tests.model_library.hub_server import HubServer
from tests.model_library.tls_server import client_that_trusts, tls_server

_PASSWORD = "Kranich-4711"  # noqa: S105 - of nobody
_HUB = "https://hub.example"


def tried(answer: Callable[[httpx2.Request], httpx2.Response]) -> list[Finding]:
    """Return what trying the hub finds where *answer* answers."""
    return list(try_hub(_HUB, lambda: httpx2.Client(transport=httpx2.MockTransport(answer))))


def tried_at(date: str) -> list[Finding]:
    return tried(lambda _: httpx2.Response(200, headers={"Date": date}))


def failing_with(error: Exception) -> list[Finding]:
    def fail(_request: httpx2.Request) -> httpx2.Response:
        raise error

    return tried(fail)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://proxy.example:3128", "http://proxy.example:3128"),
        (f"http://clerk:{_PASSWORD}@proxy.example:3128", "http://proxy.example:3128"),
        (f"http://clerk:{_PASSWORD}@4711@proxy.example", "http://proxy.example"),
        (f"http://clerk:x://{_PASSWORD}@proxy.example", "http://proxy.example"),
        (f"http://clerk:{_PASSWORD}/7@proxy.example", "http://proxy.example"),
        (f"clerk:{_PASSWORD}@proxy.example:8080", "proxy.example:8080"),
        ("proxy.example:8080", "proxy.example:8080"),
        ("https://hub.example/hf", "https://hub.example/hf"),
        ("", ""),
    ],
)
def test_an_address_is_told_without_who_asks(address: str, shown: str) -> None:
    assert without_password(address) == shown


@pytest.mark.parametrize(
    ("variables", "endpoint", "proxy"),
    [
        ({}, _HUB, None),
        ({"HTTPS_PROXY": f"http://clerk:{_PASSWORD}@proxy.example:3128"}, _HUB, "http://proxy.example:3128"),
        ({"HTTP_PROXY": "http://proxy.example:3128"}, _HUB, None),
        ({"HTTP_PROXY": "http://proxy.example:3128"}, "http://hub.example", "http://proxy.example:3128"),
        ({"ALL_PROXY": f"socks5://:{_PASSWORD}@proxy.example"}, _HUB, "socks5://proxy.example"),
        ({"HTTPS_PROXY": "http://proxy.example", "NO_PROXY": "hub.example"}, _HUB, None),
        ({"HTTPS_PROXY": "http://proxy.example", "NO_PROXY": "*"}, _HUB, None),
        ({"HTTPS_PROXY": "http://proxy.example", "NO_PROXY": "example.org"}, _HUB, "http://proxy.example"),
        ({"HTTPS_PROXY": "http://proxy.example", "HF_ENDPOINT": "http://127.0.0.1:1"}, None, None),
    ],
)
def test_the_proxy_that_leads_to_the_hub_is_told(
    variables: dict[str, str], endpoint: str | None, proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(endpoint) == proxy


def test_a_hub_that_answers_is_asked_for_nothing_else() -> None:
    with HubServer() as server:
        findings = list(try_hub(server.address, plain_client))
        assert [(request.method, request.path) for request in server.requests] == [("HEAD", "/")]
        assert "authorization" not in server.requests[0].headers
    (finding,) = findings
    assert (finding.code, finding.gravity) == ("hub-reachable", Gravity.NOTE)
    assert finding.parameters["source"] == "127.0.0.1"


def test_who_signed_the_certificate_is_told() -> None:
    authority = trustme.CA(organization_name="Office")
    with tls_server(authority) as address:
        findings = list(try_hub(address, lambda: client_that_trusts(authority)))
    assert codes(findings) == ["hub-reachable", "certificate-from"]
    assert findings[1].parameters == {"source": "127.0.0.1", "issuer": "Office"}


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ((-9, -1), "source-passed-over-certificate-date"),
        ((1, 9), "source-passed-over-certificate-date"),
        (None, "source-passed-over-certificate"),
    ],
    ids=["expired", "not valid yet", "of a stranger"],
)
def test_a_certificate_that_is_not_trusted_is_wrong(days: tuple[int, int] | None, code: str) -> None:
    authority = trustme.CA()
    trusted = authority if days else trustme.CA()
    begin, end = days or (-1, 1)
    with tls_server(authority, valid_from_day=begin, valid_to_day=end) as address:
        (finding,) = try_hub(address, lambda: client_that_trusts(trusted))
    assert (finding.code, finding.gravity) == (code, Gravity.WRONG)
    assert finding.parameters == {"source": "127.0.0.1"}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (httpx2.ConnectError("name not known"), "source-passed-over-unreachable"),
        (httpx2.ConnectTimeout("no answer"), "source-passed-over-unreachable"),
        (httpx2.ProxyError("407 Proxy Authentication Required"), "source-passed-over-proxy"),
        (httpx2.ReadTimeout("silence"), "source-passed-over-broke-off"),
        (httpx2.TooManyRedirects("round and round"), "source-passed-over-refused"),
        (ssl.SSLError(1, "no certificates"), "source-passed-over-certificate"),
        (FileNotFoundError("no certificates"), "source-passed-over-unreachable"),
    ],
)
def test_what_stands_in_the_way_is_wrong_and_has_its_sentence(error: Exception, code: str) -> None:
    (finding,) = failing_with(error)
    assert (finding.code, finding.gravity) == (code, Gravity.WRONG)
    assert "hub.example" in finding_sentence(finding, "en")
    assert "…" not in finding_sentence(finding, "en")


def test_proxy_settings_that_cannot_be_used_are_told_without_the_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"ftp://clerk:{_PASSWORD}@proxy.example")
    (finding,) = try_hub(_HUB, httpx2.Client)
    assert (finding.code, finding.gravity) == ("source-passed-over-proxy", Gravity.WRONG)
    assert _PASSWORD not in finding_sentence(finding, "en")


@pytest.mark.parametrize(("hours", "minutes"), [(3, 180), (-48, 2880), (0.1, 6)])
def test_a_clock_that_is_far_off_is_told(hours: float, minutes: int) -> None:
    findings = tried_at(email.utils.formatdate(time.time() + hours * 3600, usegmt=True))
    assert codes(findings) == ["hub-reachable", "hub-clock-wrong"]
    assert findings[1].gravity is Gravity.DOUBT
    assert findings[1].parameters == {"source": "hub.example", "minutes": minutes}


@pytest.mark.parametrize(
    "date",
    [
        "",
        "yesterday",
        "Mon, 01 Jan 99999 00:00:00 GMT",
        "Mon, 01 Jan 2024 00:00:00 +9999",
        "Mon, 01 Jan 2024 00:00:00 +99999999999999",
    ],
)
def test_a_date_that_is_none_is_no_trouble(date: str) -> None:
    assert codes(tried_at(date)) == ["hub-reachable"]


@pytest.mark.parametrize("seconds", [0, 240])
def test_a_clock_that_is_right_is_no_trouble(seconds: float) -> None:
    assert codes(tried_at(email.utils.formatdate(time.time() - seconds, usegmt=True))) == ["hub-reachable"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_is_found_has_its_sentence(language: Language) -> None:
    values = {"source": "SOURCE", "milliseconds": 7, "minutes": 8, "issuer": "OFFICE"}
    for code in ("hub-reachable", "hub-clock-wrong", "certificate-from"):
        assert code in catalogue(language)["findings"]
        sentence = finding_sentence(Finding(code, values), language)
        assert "SOURCE" in sentence
        assert "…" not in sentence

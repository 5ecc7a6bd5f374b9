"""The doctor tells the way to the models without going it, and goes it only when asked to."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.command_line.main import run
from tests.command_line.output import Run
from tests.model_library.hub_server import HubServer

_PASSWORD = "Kranich-4711"  # noqa: S105 - of nobody
_PROXY = f"http://clerk:{_PASSWORD}@proxy.example:3128"


@pytest.fixture(autouse=True)
def _without_a_network_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the network of the machine that tests counts."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.delenv("HF_ENDPOINT", raising=False)


@pytest.fixture
def doctor(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the doctor of a computer with a network, with further options."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr("app.wiring.engine_keeper.SelfTests.devices", lambda _: {})

    def call(*options: str) -> tuple[int, str, str]:
        code = run(["doctor", "--data-dir", str(tmp_path / "data"), *options])
        assert isinstance(code, int)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return call


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what the program has looked up or connected to, beyond this computer's own programs."""
    seen: list[Any] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def note_connection(own: socket.socket, address: Any) -> None:
        if own.family in {socket.AF_INET, socket.AF_INET6}:
            seen.append(address)
        connect(own, address)

    def note_name(host: Any, *rest: Any, **options: Any) -> Any:
        seen.append(host)
        return look_up(host, *rest, **options)

    monkeypatch.setattr(socket.socket, "connect", note_connection)
    monkeypatch.setattr(socket, "getaddrinfo", note_name)
    return seen


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    with HubServer() as server:
        monkeypatch.setenv("HF_ENDPOINT", server.address)
        yield server


def test_nothing_is_connected_to_unless_it_is_asked_for(
    doctor: Run, server: HubServer, connected: list[Any]
) -> None:
    code, out, _ = doctor()
    assert code == 0
    assert connected == []
    assert server.requests == []
    assert server.address in out

    code, out, _ = doctor("--network")
    assert code == 0
    assert connected
    assert "127.0.0.1 answers after" in out
    assert [(request.method, request.path) for request in server.requests] == [("HEAD", "/")]


def test_what_may_not_be_fetched_is_not_tried_either(
    doctor: Run, server: HubServer, connected: list[Any]
) -> None:
    doctor("--network", "--offline")
    assert connected == []
    assert server.requests == []


def test_a_hub_that_cannot_be_reached_is_told_and_counts(
    doctor: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{taken.getsockname()[1]}")
        code, out, err = doctor("--network")
    assert code == 1
    assert "127.0.0.1 cannot be reached from here" in out + err


def test_the_proxy_is_told_without_its_password(
    doctor: Run, connected: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", _PROXY)
    monkeypatch.setenv("ALL_PROXY", f"socks5://:{_PASSWORD}@other.example")
    _, out, err = doctor()
    assert "http://proxy.example:3128" in out
    assert "socks5://other.example" in out
    assert _PASSWORD not in out + err
    assert "clerk" not in out + err
    assert connected == []


def test_a_proxy_that_does_not_lead_there_is_told_without_its_password(
    doctor: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HTTPS_PROXY", f"http://clerk:{_PASSWORD}@127.0.0.1:{taken.getsockname()[1]}")
        code, out, err = doctor("--network", "--verbose")
    assert code == 1
    assert "huggingface.co" in out + err
    assert _PASSWORD not in out + err
    logs = (path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.log"))
    assert _PASSWORD not in "".join(logs)


def test_the_token_is_never_told(doctor: Run, server: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_KranichKranich4711")
    _, out, err = doctor("--network")
    assert "hf_Kranich" not in out + err
    assert "authorization" not in server.requests[0].headers


def test_a_password_in_the_address_of_a_mirror_is_not_shown(
    doctor: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", f"https://clerk:{_PASSWORD}@mirror.example")
    _, out, err = doctor()
    assert "https://mirror.example" in out
    assert _PASSWORD not in out + err

"""A model comes through a company's proxy that opens what is encrypted; what is in the way is told in a sentence."""

import base64
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from app.records import Finding
from app.text.messages import finding_sentence
from tests.model_library.client_process import data_folder, get
from tests.model_library.company_proxy import CompanyProxy
from tests.model_library.content_network import HostedFile
from tests.model_library.fake_hub import CONTENT
from tests.model_library.hub_server import HubServer

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere only the system's own store says which authorities are trusted"
)

_HUB, _CONTENT = "hub.office.example", "content.office.example"
_ENDPOINT = f"https://{_HUB}"
_USER, _PASSWORD = "clerk", "Kranich-4711"


@dataclass
class Office:
    """A hub that only the company's proxy can reach, and a client's folder."""

    authority: trustme.CA
    certificate: Path
    """Of the company's authority."""
    hub: HubServer
    file: HostedFile
    folder: Path

    def proxy(self, *, guarded: bool = False) -> CompanyProxy:
        """Open the proxy, which asks for a password if it is *guarded*."""
        return CompanyProxy(
            self.authority,
            {_HUB: self.hub.port, _CONTENT: self.hub.content.port},
            user_and_password=f"{_USER}:{_PASSWORD}" if guarded else None,
        )

    def arrived(self) -> bytes | None:
        """Return the model in the client's folder."""
        path = self.folder / "models" / self.file.name
        return path.read_bytes() if path.exists() else None

    def tells(self, password: str, *said: str) -> bool:
        """Return whether the client has *said* the password, or written it into its folder, in any form."""
        written = [path.read_bytes() for path in self.folder.rglob("*") if path.is_file()]
        forms = password.encode(), base64.b64encode(f"{_USER}:{password}".encode())
        return any(form in text for form in forms for text in (*written, *map(str.encode, said)))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    authority = trustme.CA(organization_name="Office")
    certificate = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(certificate)
    with HubServer(content_address=f"https://{_CONTENT}") as hub:
        file = hub.publish(CONTENT)
        yield Office(authority, certificate, hub, file, data_folder(tmp_path, file))


def sentence(code: str, **parameters: object) -> str:
    return finding_sentence(Finding(f"source-passed-over-{code}", parameters), "en")


@pytest.mark.parametrize("guarded", [False, True], ids=["open", "with a password"])
def test_a_model_comes_through_the_proxy_and_in_no_other_way(office: Office, *, guarded: bool) -> None:
    with office.proxy(guarded=guarded) as proxy:
        user = f"{_USER}:{_PASSWORD}@" if guarded else ""
        code, out, err = get(
            office.folder,
            _ENDPOINT,
            "--verbose",
            HTTPS_PROXY=f"http://{user}127.0.0.1:{proxy.port}",
            SSL_CERT_FILE=str(office.certificate),
        )
    assert code == 0, err
    assert out.splitlines() == [str(office.folder / "models" / office.file.name)]
    assert office.arrived() == CONTENT
    assert {tunnel.target for tunnel in proxy.tunnels} == {f"{_HUB}:443", f"{_CONTENT}:443"}
    assert {tunnel.status for tunnel in proxy.tunnels} == {200}
    asked = [*office.hub.requests, *office.hub.content.requests]
    assert {request.port for request in asked} == proxy.ports
    assert not any("proxy-authorization" in request.headers for request in asked)
    assert not office.tells(_PASSWORD, out, err)


def test_without_the_companys_certificate_it_is_told_what_is_missing(office: Office) -> None:
    with office.proxy(guarded=True) as proxy:
        code, out, err = get(
            office.folder,
            _ENDPOINT,
            "--verbose",
            HTTPS_PROXY=f"http://{_USER}:{_PASSWORD}@127.0.0.1:{proxy.port}",
        )
    assert code == 1
    assert out == ""
    assert sentence("certificate", source=_HUB) in err
    assert "Traceback" not in err
    assert office.arrived() is None
    assert office.hub.requests == []
    assert not office.tells(_PASSWORD, err)


def test_a_wrong_password_of_the_proxy_is_told_and_not_repeated(office: Office) -> None:
    wrong = "Kormoran-0815"
    with office.proxy(guarded=True) as proxy:
        code, out, err = get(
            office.folder,
            _ENDPOINT,
            "--verbose",
            HTTPS_PROXY=f"http://{_USER}:{wrong}@127.0.0.1:{proxy.port}",
            SSL_CERT_FILE=str(office.certificate),
        )
    assert code == 1
    assert out == ""
    assert sentence("proxy", source=_HUB, detail="407 Proxy Authentication Required") in err
    assert "Traceback" not in err
    assert {tunnel.status for tunnel in proxy.tunnels} == {407}
    assert office.hub.requests == []
    assert not office.tells(wrong, err)


def test_a_proxy_that_is_not_there_is_told(office: Office) -> None:
    with office.proxy() as proxy:
        port = proxy.port
    code, out, err = get(
        office.folder, _ENDPOINT, "--verbose", HTTPS_PROXY=f"http://{_USER}:{_PASSWORD}@127.0.0.1:{port}"
    )
    assert (code, out) == (1, "")
    assert sentence("unreachable", source=_HUB) in err
    assert "Traceback" not in err
    assert not office.tells(_PASSWORD, err)

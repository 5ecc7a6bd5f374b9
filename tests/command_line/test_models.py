"""`deskhand models` as a script calls it: a hub on this computer, a data folder of its own, exit codes, no traceback."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from keyring.errors import PasswordDeleteError

from app.command_line.main import run
from app.settings import secrets
from app.settings.key_stores import KeyStore
from tests.command_line.output import Run
from tests.model_library.fake_hub import CONTENT, FILE, FakeHub, entry, files_in
from tests.model_library.foreign_trees import put_ollama
from tests.model_library.places import OWN, checksum, everything_in, put

_TOKEN = "hub_0123456789abcdefABCDEF"  # noqa: S105 - nobody's
_TERMS = "https://example.org/terms"
_ENTRIES = (
    entry(),
    entry(name="second", title="Second", file="Second.gguf"),
    entry(name="guarded", title="Guarded", file="Guarded.gguf", accept_licence=True, licence_url=_TERMS),
)


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    server = FakeHub()
    yield server
    server.close()


@pytest.fixture
def models(
    tmp_path: Path, hub: FakeHub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Call `deskhand models`; returns its exit code, its standard output and its standard error."""
    for name in (
        "HF_TOKEN",
        "HF_HOME",
        "HF_HUB_CACHE",
        "HUGGINGFACE_HUB_CACHE",
        "XDG_CACHE_HOME",
        "OLLAMA_MODELS",
    ):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"LC_ALL": "C.UTF-8", "HF_ENDPOINT": hub.address, "NO_PROXY": "127.0.0.1"}.items():
        monkeypatch.setenv(name, value)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr(secrets, "system_key_stores", tuple)
    catalogue = yaml.safe_dump({"models": list(_ENTRIES)}, allow_unicode=True)
    put(tmp_path / "data" / "models.yaml", catalogue.encode())

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["models", *map(str, arguments), "--data-dir", str(tmp_path / "data")])
        out, err = capsys.readouterr()
        assert isinstance(code, int)
        assert "Traceback" not in out + err + log_of(tmp_path)
        return code, out, err

    return call


def log_of(tmp_path: Path) -> str:
    return "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "data" / "logs").glob("deskhand.log*")
    )


def folder_of(tmp_path: Path) -> Path:
    return tmp_path / "data" / "models"


def test_the_list_tells_what_there_is_and_how_well_it_will_run(tmp_path: Path, models: Run) -> None:
    put(folder_of(tmp_path) / "Mine.gguf")
    put(folder_of(tmp_path) / "Second.gguf", CONTENT[:-1])
    put(folder_of(tmp_path) / f"{FILE}.{checksum(CONTENT)[:12]}.part", CONTENT[: len(CONTENT) // 2])
    code, out, err = models("list")
    lines = {line.split()[0]: line for line in out.splitlines() if line and not line.startswith(" ")}
    assert (code, err) == (0, "")
    assert {"starter", "tiny", "second", "guarded", "Mine"} <= set(lines)
    assert "50%" in lines["tiny"]
    assert "not complete" in lines["second"]
    assert "not installed" in lines["guarded"]
    assert lines["Mine"].endswith("installed, in use")
    assert "Apache-2.0" in out
    assert "typical mail" in out


def test_several_models_are_fetched_one_after_the_other(tmp_path: Path, models: Run, hub: FakeHub) -> None:
    code, out, _ = models("get", "tiny", "SECOND")
    assert code == 0
    assert out.splitlines() == [str(folder_of(tmp_path) / FILE), str(folder_of(tmp_path) / "Second.gguf")]
    assert [(folder_of(tmp_path) / name).read_bytes() == CONTENT for name in (FILE, "Second.gguf")] == [
        True,
        True,
    ]
    assert len(hub.paths) == 2
    assert models("get", "tiny", "second")[:2] == (0, out)
    assert len(hub.paths) == 2


def test_an_unknown_name_is_told_with_those_that_there_are(models: Run) -> None:
    code, out, err = models("get", "huge")
    assert (code, out) == (1, "")
    assert "tiny" in err


def test_offline_nothing_is_fetched(models: Run, hub: FakeHub) -> None:
    code, out, err = models("get", "tiny", "--offline")
    assert (code, out) == (1, "")
    assert err
    assert hub.paths == []


def test_a_licence_that_nobody_accepted_is_told_before_anything_is_fetched(
    tmp_path: Path, models: Run, hub: FakeHub
) -> None:
    code, out, err = models("get", "tiny", "guarded")
    assert (code, out) == (1, "")
    assert _TERMS in err
    assert "--accept-licence" in err
    assert hub.paths == []
    assert files_in(folder_of(tmp_path)) == []


def test_a_licence_is_accepted_once(tmp_path: Path, models: Run) -> None:
    assert models("get", "guarded", "--accept-licence")[0] == 0
    assert models("remove", "guarded")[0] == 0
    assert models("get", "guarded")[0] == 0
    assert files_in(folder_of(tmp_path)) == ["Guarded.gguf"]


def test_a_file_is_taken_in_and_stays_where_it_was(tmp_path: Path, models: Run) -> None:
    given = put(tmp_path / "given" / "Mine.gguf")
    code, out, _ = models("add", given)
    assert (code, out) == (0, f"Mine  {folder_of(tmp_path) / 'Mine.gguf'}\n")
    assert given.read_bytes() == OWN


def test_the_files_of_a_folder_are_taken_in(tmp_path: Path, models: Run) -> None:
    put(tmp_path / "given" / "Mine.gguf")
    put(tmp_path / "given" / "download.gguf", CONTENT)
    code, out, _ = models("add", tmp_path / "given")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["tiny", "Mine"]


@pytest.mark.parametrize("name", ["absent.gguf", "letter.txt", "empty", "a\0b"])
def test_what_cannot_be_added_is_told_with_advice(tmp_path: Path, models: Run, name: str) -> None:
    put(tmp_path / "letter.txt", b"Dear Ms Brandt")
    (tmp_path / "empty").mkdir()
    for more in ((), ("--in-place",)):
        code, out, err = models("add", f"{tmp_path}/{name}", *more)
        assert (code, out) == (1, "")
        assert len(err.splitlines()) >= 2
    assert files_in(folder_of(tmp_path)) == []


def test_a_file_is_used_in_place_listed_and_only_forgotten(tmp_path: Path, models: Run) -> None:
    theirs = put(tmp_path / "theirs" / "Theirs.gguf")
    code, out, _ = models("add", theirs, "--in-place")
    assert (code, out) == (0, f"Theirs  {theirs}\n")
    _, listed, _ = models("list")
    assert str(theirs) in listed
    assert models("remove", "Theirs")[0] == 0
    assert theirs.read_bytes() == OWN
    assert "Theirs" not in models("list")[1]


def test_what_other_programs_have_is_listed_and_used_by_its_name(tmp_path: Path, models: Run) -> None:
    code, out, err = models("elsewhere")
    assert (code, out) == (0, "")
    assert err
    blob = put_ollama(
        tmp_path / "home" / ".ollama" / "models", "registry.ollama.ai", "library", "qwen3", "8b"
    )
    before = everything_in(tmp_path / "home")
    code, out, _ = models("elsewhere")
    assert code == 0
    assert "qwen3:8b" in out
    assert "Ollama" in out
    assert models("add", "QWEN3:8b", "--in-place")[:2] == (0, f"qwen3:8b  {blob}\n")
    assert models("check")[0] == 0
    assert models("remove", "qwen3:8b")[0] == 0
    assert everything_in(tmp_path / "home") == before
    code, out, err = models("add", "llama:1b", "--in-place")
    assert (code, out) == (1, "")
    assert "elsewhere" in err


def test_a_kit_goes_to_a_computer_without_a_network(tmp_path: Path, models: Run) -> None:
    put(tmp_path / "given" / "Mine.gguf")
    assert models("get", "tiny")[0] == 0
    assert models("add", tmp_path / "given" / "Mine.gguf")[0] == 0
    code, out, err = models("export", tmp_path / "stick")
    assert (code, out) == (0, "tiny\nMine\n")
    assert str(tmp_path / "stick") in err
    other = ["--data-dir", str(tmp_path / "other"), "--offline"]
    assert run(["models", "add", str(tmp_path / "stick"), *other]) == 0
    assert (tmp_path / "other" / "models" / FILE).read_bytes() == CONTENT
    assert (tmp_path / "other" / "models" / "Mine.gguf").read_bytes() == OWN


def test_of_a_kit_only_some_models_are_written_and_none_that_are_not_there(
    tmp_path: Path, models: Run
) -> None:
    assert models("export", tmp_path / "stick")[0] == 1
    assert models("get", "tiny", "second")[0] == 0
    assert models("export", tmp_path / "stick", "--name", "second")[:2] == (0, "second\n")
    assert models("export", tmp_path / "stick", "--name", "guarded")[0] == 1
    assert "Second.gguf" in files_in(tmp_path / "stick")
    assert FILE not in files_in(tmp_path / "stick")


def test_a_damaged_kit_is_told_and_nothing_of_it_is_taken_in(tmp_path: Path, models: Run) -> None:
    assert models("get", "tiny")[0] == 0
    assert models("export", tmp_path / "stick")[0] == 0
    assert models("remove", "tiny")[0] == 0
    put(tmp_path / "stick" / FILE, CONTENT[:-1] + b"?")
    code, out, err = models("add", tmp_path / "stick")
    assert (code, out) == (1, "")
    assert FILE in err
    assert files_in(folder_of(tmp_path)) == []


def test_models_move_and_are_used_from_there(tmp_path: Path, models: Run) -> None:
    assert models("get", "tiny")[0] == 0
    put(folder_of(tmp_path) / "letter.txt", b"Dear Ms Brandt")
    code, out, err = models("move", tmp_path / "new")
    assert (code, out) == (0, "")
    assert str(tmp_path / "new") in err
    assert files_in(folder_of(tmp_path)) == ["letter.txt"]
    assert models("get", "tiny", "second")[1].splitlines() == [
        str(tmp_path / "new" / name) for name in (FILE, "Second.gguf")
    ]
    for folder in (tmp_path / "new", tmp_path / "new" / "inside"):
        code, out, err = models("move", folder)
        assert (code, out) == (1, "")
        assert len(err.splitlines()) >= 2


def test_without_the_drive_every_command_says_so_and_makes_nothing(tmp_path: Path, models: Run) -> None:
    assert models("move", tmp_path / "drive")[0] == 0
    (tmp_path / "drive").rename(tmp_path / "pulled out")
    code, _, err = models("list")
    assert code == 0
    assert str(tmp_path / "drive") in err
    code, out, err = models("get", "tiny")
    assert (code, out) == (1, "")
    assert str(tmp_path / "drive") in err
    assert not (tmp_path / "drive").exists()


def test_a_check_ends_with_1_where_something_is_wrong(tmp_path: Path, models: Run) -> None:
    assert models("get", "tiny")[0] == 0
    code, out, _ = models("check")
    assert code == 0
    assert "published file" in out
    put(folder_of(tmp_path) / FILE, CONTENT[:-1] + b"?")
    code, out, _ = models("check")
    assert code == 1
    assert "×" in out


def test_a_model_is_removed_and_then_not_there(tmp_path: Path, models: Run) -> None:
    assert models("get", "tiny")[0] == 0
    assert models("remove", "tiny")[:2] == (0, "")
    assert files_in(folder_of(tmp_path)) == []
    code, out, err = models("remove", "tiny")
    assert (code, out) == (1, "")
    assert "tiny" in err


@pytest.mark.parametrize(
    "line", [("get",), ("add",), ("move",), ("remove",), ("fetch", "tiny"), ("list", "--huge")]
)
def test_a_malformed_line_ends_with_2(models: Run, line: tuple[str, ...]) -> None:
    code, out, err = models(*line)
    assert (code, out) == (2, "")
    assert err


def held_in(tmp_path: Path, text: str) -> list[str]:
    """The names of the files below *tmp_path* that hold *text*."""
    return [
        path.name for path in tmp_path.rglob("*") if path.is_file() and text.encode() in path.read_bytes()
    ]


def test_without_a_key_store_a_token_is_kept_nowhere_and_there_is_advice(
    tmp_path: Path, models: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{_TOKEN}\n"))
    code, out, err = models("token", "--verbose")
    assert code == 1
    assert "HF_TOKEN" in err
    assert _TOKEN not in out + err + caplog.text
    assert held_in(tmp_path, _TOKEN) == []


class _Store:
    """A key store in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


def test_a_token_goes_into_the_key_store_and_nowhere_else(
    tmp_path: Path, models: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = _Store()
    monkeypatch.setattr(secrets, "system_key_stores", lambda: (KeyStore(lambda: backend),))
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"  {_TOKEN} \r\n"))
    code, out, err = models("token", "--verbose")
    assert (code, out) == (0, "")
    assert backend.kept == {("Deskhand", "127.0.0.1"): _TOKEN}
    assert _TOKEN not in err
    assert held_in(tmp_path, _TOKEN) == []
    assert models("token", "--forget")[0] == 0
    assert backend.kept == {}


@pytest.mark.parametrize("typed", ["", "\n", "two words\n", "\x07\n"])
def test_what_is_no_token_is_told(models: Run, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    backend = _Store()
    monkeypatch.setattr(secrets, "system_key_stores", lambda: (KeyStore(lambda: backend),))
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    code, out, err = models("token")
    assert (code, out) == (1, "")
    assert err
    assert backend.kept == {}


def test_a_token_is_never_an_argument(models: Run) -> None:
    code, _, err = models("token", _TOKEN)
    assert code == 2
    assert err


def test_a_model_that_is_chosen_is_in_use_from_then_on(models: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        put(folder_of(tmp_path) / f"{name}.gguf")
    assert models("use", "ONE")[:2] == (0, "one\n")
    _, out, _ = models("list")
    assert [line.split()[0] for line in out.splitlines() if line.endswith("in use")] == ["one"]


def test_a_model_that_is_not_here_cannot_be_chosen(models: Run, tmp_path: Path) -> None:
    for name in ("nobody", str(put(tmp_path / "elsewhere" / "file.gguf", OWN))):
        code, _, err = models("use", name)
        assert code == 1
        assert "There is no model" in err


def test_the_download_address_is_told_chosen_and_given_up(
    models: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HF_ENDPOINT")
    assert models("address")[1] == "https://huggingface.co\n"
    assert models("address", "https://mirror.example/hub/")[1] == "https://mirror.example/hub\n"
    assert models("address")[1] == "https://mirror.example/hub\n"
    code, _, err = models("address", "mirror example")
    assert (code, "mirror example" in err) == (1, True)
    assert models("address", "--usual")[1] == "https://huggingface.co\n"

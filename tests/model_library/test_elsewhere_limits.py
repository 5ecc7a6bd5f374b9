"""Looking for models of other programs raises nothing, writes nothing and comes to an end."""

import itertools
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model_library import elsewhere
from app.model_library.elsewhere import ForeignModel, foreign_models
from tests.model_library.foreign_trees import (
    ADAPTER,
    DEEP,
    LIBRARY,
    MODEL,
    PROJECTOR,
    header,
    links,
    names,
    put,
    put_ollama,
)


@links
def test_links_in_a_circle_and_links_to_the_home_end(home: Path) -> None:
    models = home / ".lmstudio/models"
    put(models / "a/b/found.gguf")
    put(home / "private.gguf")
    (models / "a/b/circle").symlink_to(models)
    (models / "a/home").symlink_to(home)
    (models / "a/all").symlink_to("/")
    (models / "a/self.gguf").symlink_to("self.gguf")
    put(home / ".cache/huggingface/hub/models--a--b/snapshots/real/model.gguf")
    (home / ".cache/huggingface/hub/models--a--c").symlink_to(home / ".cache/huggingface/hub")
    assert names(home) == ["model", "found"]


@links
def test_a_folder_with_many_ways_to_it_is_looked_into_once(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = home / ".lmstudio/models"
    put(models / "a/b/found.gguf")
    for number in range(5):
        (models / f"a/circle {number}").symlink_to(models)
        (models / f"circle {number}").symlink_to(models / "a")
    real_scan = os.scandir
    looked_into: list[Path] = []

    def scan(path: Path) -> object:
        looked_into.append(path.resolve())
        return real_scan(path)

    monkeypatch.setattr(os, "scandir", scan)
    assert names(home) == ["found"]
    assert sorted(looked_into) == [models, models / "a", models / "a/b"]


@links
@pytest.mark.parametrize("linked", ["", "a", "a/b"])
def test_folders_on_another_disk_are_followed(home: Path, tmp_path: Path, linked: str) -> None:
    path = put(tmp_path / "disk/a/b/there.gguf")
    link = home / ".lmstudio/models" / linked
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "disk" / linked)
    assert [model.path for model in foreign_models(home, {})] == [path]


def test_folders_are_searched_no_deeper_than_models_lie(home: Path) -> None:
    put(home / ".lmstudio/models/a/b/c/deep.gguf")
    put(home / ".lmstudio/models/a/b/c/d/deeper.gguf")
    assert names(home) == ["deep"]


def test_folders_are_searched_no_further_than_a_window_can_wait(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        put(home / f".lmstudio/models/a/b/{number:02}.gguf")
    put_ollama(home / ".ollama/models", *DEEP)
    monkeypatch.setattr(elsewhere, "_MOST_ENTRIES", 10)
    found = names(home)
    assert len(found) == 9  # one is the model of Ollama, and LM Studio has spent two on folders
    assert "qwen3:8b" in found


def test_a_slow_disk_ends_the_search_with_what_was_found(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    for number in range(20):
        put(home / f".lmstudio/models/a/b/{number:02}.gguf")
    clock = itertools.count(0, elsewhere._MOST_SECONDS / 10)
    monkeypatch.setattr(elsewhere, "monotonic", lambda: next(clock))
    assert 0 < len(names(home)) < 10
    assert caplog.text.count("took too long") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_is_not_waited_for(home: Path) -> None:
    (home / ".lmstudio/models/a/b").mkdir(parents=True)
    (home / ".ollama/models/manifests/registry.ollama.ai/library/qwen3").mkdir(parents=True)
    for place in (
        ".lmstudio/models/a/b/pipe.gguf",
        ".lmstudio/settings.json",
        ".lmstudio-home-pointer",
        ".ollama/models/manifests/registry.ollama.ai/library/qwen3/8b",
    ):
        os.mkfifo(home / place)
    assert names(home) == []


@pytest.mark.skipif(sys.platform != "linux", reason="names are text on other systems")
def test_a_name_that_is_no_text_can_be_shown(home: Path) -> None:
    path = put(home / ".lmstudio/models/a/b" / os.fsdecode(b"caf\xe9.gguf"), header())
    assert [(model.name, model.path) for model in foreign_models(home, {})] == [("caf?", path)]


def test_what_may_not_be_read_is_passed_over(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(home / ".lmstudio/models/a/b/closed.gguf")
    put(home / ".lmstudio/models/a/b/open.gguf")
    put(home / ".lmstudio/models/closed/b/c.gguf")
    put_ollama(home / ".ollama/models", *LIBRARY, "closed", "1b")
    real_open, real_scan = Path.open, os.scandir

    def refuse(path: Path, mode: str) -> object:
        if "closed" in str(path):
            raise PermissionError(path)
        return real_open(path, mode)

    def refuse_folder(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(path)
        return real_scan(path)

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(os, "scandir", refuse_folder)
    assert names(home) == ["open"]


def test_nothing_is_written(home: Path) -> None:
    put(home / ".lmstudio/models/a/b/model.gguf")
    put_ollama(home / ".ollama/models", *DEEP)

    def state() -> list[tuple[Path, int]]:
        return sorted((path, path.stat().st_mtime_ns) for path in home.rglob("*"))

    before = state()
    assert len(names(home)) == 2
    assert state() == before


def test_the_users_own_home_and_variables_are_the_default(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "named"))
    put_ollama(tmp_path / "named", *DEEP)
    put(home / ".lmstudio/models/a/b/model.gguf")
    assert [model.name for model in foreign_models()] == ["model", "qwen3:8b"]


def test_a_user_without_a_home_has_no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", mock.Mock(side_effect=RuntimeError))
    assert foreign_models(environment={}) == []


@pytest.mark.parametrize(
    "manifest",
    [
        b"[" * 100_000,
        b'{"layers": ' + b"9" * 5000 + b"}",
        b'{"a":' * 50_000,
        b" " * 2_000_000 + b"{}",
        b"\xff\xfe",
        b"",
    ],
)
def test_a_manifest_made_to_do_harm_is_passed_over(home: Path, manifest: bytes) -> None:
    put_ollama(home / ".ollama/models", *LIBRARY, "good", "1b")
    put((home / ".ollama/models/manifests").joinpath(*LIBRARY, "bad", "1b")).write_bytes(manifest)
    put(home / ".lmstudio/settings.json").write_bytes(manifest)
    put(home / ".lmstudio-home-pointer").write_bytes(manifest)
    assert names(home) == ["good:1b"]


def test_a_manifest_longer_than_any_is_not_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_ollama(home / ".ollama/models", *DEEP)
    assert names(home) == ["qwen3:8b"]
    monkeypatch.setattr(elsewhere, "_MOST_BYTES", 100)
    assert names(home) == []


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)
LAYERS = st.fixed_dictionaries(
    {},
    optional={
        "mediaType": st.sampled_from([MODEL, ADAPTER, PROJECTOR]) | ANYTHING,
        "digest": st.just("sha256:" + "0" * 64) | st.from_regex(r"sha256[:-][0-9a-f/.]{60,70}") | ANYTHING,
        "size": st.just(4) | ANYTHING,
    },
)
MANIFESTS = ANYTHING | st.fixed_dictionaries(
    {"layers": st.lists(LAYERS | ANYTHING, max_size=3) | ANYTHING, "downloadsFolder": ANYTHING}
)


@pytest.fixture(scope="module")
def junk_home() -> Iterator[Callable[[bytes], list[ForeignModel]]]:
    """Look for models where manifests, settings, the pointer and a model are certain bytes."""
    folder = Path(tempfile.mkdtemp())
    put(folder / ".ollama/models/blobs" / f"sha256-{'0' * 64}", b"GGUF")

    def search(content: bytes) -> list[ForeignModel]:
        for path in (
            (folder / ".ollama/models/manifests").joinpath(*DEEP),
            folder / ".lmstudio/settings.json",
            folder / ".lmstudio-home-pointer",
            folder / ".cache/huggingface/hub/models--a--b/snapshots/f1e2/junk.gguf",
        ):
            put(path).write_bytes(content)
        with mock.patch.object(elsewhere, "_OLLAMA_SERVICES", ()):
            return foreign_models(folder, {})

    yield search
    shutil.rmtree(folder)


@settings(derandomize=True)
@given(content=st.binary(max_size=200) | st.binary(max_size=200).map(b"GGUF".__add__))
def test_no_bytes_raise_anything(junk_home: Callable[[bytes], list[ForeignModel]], content: bytes) -> None:
    found = [model.program for model in junk_home(content)]
    assert found == (["hugging-face"] if content.startswith(b"GGUF") else [])


@settings(derandomize=True, max_examples=300)
@given(manifest=MANIFESTS)
def test_no_manifest_raises_anything(
    junk_home: Callable[[bytes], list[ForeignModel]], manifest: object
) -> None:
    found = [model.name for model in junk_home(json.dumps(manifest).encode())]
    assert found in ([], ["qwen3:8b"])

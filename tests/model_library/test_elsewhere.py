"""Models that other programs keep: found where they keep them, and nothing else is."""

import json
import sys
from pathlib import Path

import pytest

from app.model_library.elsewhere import ForeignModel, foreign_models
from app.model_library.storage import is_model_file
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
    put_cached,
    put_ollama,
)


def test_without_other_programs_nothing_is_found(home: Path) -> None:
    assert foreign_models(home, {}) == []
    assert foreign_models(home / "missing", {}) == []


def test_lm_studio_keeps_models_by_publisher(home: Path) -> None:
    path = put(home / ".lmstudio/models/qwen/Qwen3-8B-GGUF/Qwen3-8B-Q4_K_M.gguf")
    size = path.stat().st_size
    assert foreign_models(home, {}) == [ForeignModel("Qwen3-8B-Q4_K_M", "lm-studio", path, size)]


def test_older_versions_of_lm_studio_keep_models_in_the_cache(home: Path) -> None:
    put(home / ".cache/lm-studio/models/qwen/Qwen3/old.GGUF")
    assert names(home) == ["old"]


def test_the_pointer_of_lm_studio_leads_to_its_home(home: Path, tmp_path: Path) -> None:
    put(tmp_path / "big disk/models/qwen/Qwen3/moved.gguf")
    put(home / ".lmstudio-home-pointer", f"{tmp_path / 'big disk'}\r\n".encode())
    assert names(home) == ["moved"]


@pytest.mark.parametrize(
    "settings_file",
    [
        ".lmstudio/settings.json",
        ".cache/lm-studio/settings.json",
        ".config/LM Studio/settings.json",
        "Library/Application Support/LM Studio/settings.json",
        "AppData/Roaming/LM Studio/settings.json",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_settings_of_lm_studio_name_a_moved_folder(
    home: Path, tmp_path: Path, settings_file: str, encoding: str
) -> None:
    put(tmp_path / "モデル/qwen/Qwen3/moved.gguf")
    text = json.dumps({"downloadsFolder": str(tmp_path / "モデル")}, ensure_ascii=False)
    put(home / settings_file, text.encode(encoding))
    assert names(home) == ["moved"]


def test_a_tilde_is_the_home(home: Path) -> None:
    put(home / "models/qwen/Qwen3/moved.gguf")
    put(home / ".lmstudio/settings.json", b'{"downloadsFolder": "~/models"}')
    assert names(home) == ["moved"]


@pytest.mark.parametrize(
    "named", [".", "..", "~", "~/", "relative/models", "", "/nowhere/at/all", "\0", None, 7, []]
)
def test_a_folder_that_is_unknown_or_holds_the_home_is_not_searched(
    home: Path, monkeypatch: pytest.MonkeyPatch, named: object
) -> None:
    monkeypatch.chdir(home)
    put(home / "private/diary.gguf")
    put(home / "relative/models/a/b/c.gguf")
    put(home / ".lmstudio/settings.json", json.dumps({"downloadsFolder": named}).encode())
    assert names(home) == []
    put(home / ".lmstudio/settings.json", json.dumps({"downloadsFolder": str(home)}).encode())
    assert names(home) == []
    put(home / ".lmstudio/settings.json", json.dumps({"downloadsFolder": str(home.parent)}).encode())
    assert names(home) == []


def test_a_model_of_ollama_has_ollamas_name_and_its_blob(home: Path) -> None:
    blob = put_ollama(home / ".ollama/models", *LIBRARY, "qwen3", "8b")
    size = blob.stat().st_size
    assert foreign_models(home, {}) == [ForeignModel("qwen3:8b", "ollama", blob, size)]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("registry.ollama.ai", "library", "qwen3", "latest"), "qwen3:latest"),
        (("registry.ollama.ai", "someone", "mine", "q4"), "someone/mine:q4"),
        (("hf.co", "unsloth", "Qwen3-8B-GGUF", "Q4_K_M"), "hf.co/unsloth/Qwen3-8B-GGUF:Q4_K_M"),
    ],
)
def test_ollamas_names_are_as_short_as_ollama_shows_them(
    home: Path, path: tuple[str, ...], name: str
) -> None:
    put_ollama(home / ".ollama/models", *path)
    assert names(home) == [name]


@pytest.mark.skipif(sys.platform == "win32", reason="a colon is no part of a name there")
def test_blobs_of_old_versions_of_ollama_have_a_colon(home: Path) -> None:
    put_ollama(home / ".ollama/models", *DEEP, separator=":")
    assert names(home) == ["qwen3:8b"]


def test_ollamas_own_variable_comes_before_the_home_and_the_service_is_looked_at(
    home: Path, tmp_path: Path, services: Path
) -> None:
    put_ollama(home / ".ollama/models", *LIBRARY, "left", "behind")
    put_ollama(tmp_path / "named", *LIBRARY, "named", "1b")
    put_ollama(services, *LIBRARY, "served", "1b")
    assert names(home, OLLAMA_MODELS=f'"{tmp_path / "named"}"') == ["named:1b", "served:1b"]
    assert names(home, OLLAMA_MODELS=" ") == ["left:behind", "served:1b"]
    assert names(home, OLLAMA_MODELS="relative") == ["left:behind", "served:1b"]


def test_two_names_of_one_blob_are_one_model(home: Path) -> None:
    for tag in ("latest", "8b"):
        put_ollama(home / ".ollama/models", *LIBRARY, "qwen3", tag, content=header(architecture="qwen3"))
    assert names(home) == ["qwen3:8b"]


def test_a_model_of_ollama_that_reads_pictures_counts_and_an_adapted_one_does_not(home: Path) -> None:
    put_ollama(home / ".ollama/models", *LIBRARY, "llava", "7b", others=(PROJECTOR,))
    put_ollama(home / ".ollama/models", *LIBRARY, "adapted", "7b", others=(ADAPTER,))
    put_ollama(home / ".ollama/models", *LIBRARY, "double", "7b", others=(MODEL,))
    assert names(home) == ["llava:7b"]


def test_a_blob_that_is_missing_half_there_or_no_model_is_passed_over(home: Path) -> None:
    models = home / ".ollama/models"
    put_ollama(models, *LIBRARY, "missing", "1b").unlink()
    partly = put_ollama(models, *LIBRARY, "partly", "1b")
    partly.rename(partly.with_name(f"{partly.name}-partial"))
    put(put_ollama(models, *LIBRARY, "short", "1b"), header(architecture="qwen3"))
    put_ollama(models, *LIBRARY, "safetensors", "1b", content=b'{"format": "pt"}')
    put_ollama(models, *LIBRARY, "projector", "1b", content=header(architecture="clip"))
    put_ollama(models, *LIBRARY, "good", "1b")
    assert names(home) == ["good:1b"]


def test_manifests_at_other_depths_are_none(home: Path) -> None:
    models = home / ".ollama/models"
    put_ollama(models, "registry.ollama.ai", "library", "shallow")
    put_ollama(models, *LIBRARY, "too", "deep", "1b")
    put_ollama(models, *LIBRARY, "hidden", ".DS_Store")
    assert names(home) == []


def test_a_digest_never_leads_out_of_the_blobs(home: Path) -> None:
    models = home / ".ollama/models"
    put(models / "blobs/sha256-x/blob")  # a folder from which the way out exists
    put(home / "private.gguf")
    way_out = "x/../../../../private.gguf"
    assert is_model_file(models / "blobs" / f"sha256-{way_out}")
    for number, digest in enumerate((f"sha256:{way_out}", way_out, "sha256:" + "0" * 63)):
        manifest = {"layers": [{"mediaType": MODEL, "digest": digest}]}
        put(models.joinpath("manifests", *LIBRARY, "bad", str(number)), json.dumps(manifest).encode())
    assert names(home) == []


@pytest.mark.parametrize("size", [None, 0, [], {}, "4", 4.5])
def test_a_manifest_without_a_sensible_size_is_believed(home: Path, size: object) -> None:
    digest = "0" * 64
    manifest = {"layers": [{"mediaType": MODEL, "digest": f"sha256:{digest}", "size": size}]}
    put((home / ".ollama/models/manifests").joinpath(*DEEP), json.dumps(manifest).encode())
    put(home / f".ollama/models/blobs/sha256-{digest}")
    assert names(home) == ["qwen3:8b"]


@links
def test_links_of_the_hugging_face_cache_give_blobs_their_names(home: Path) -> None:
    hub = home / ".cache/huggingface/hub"
    blob = put_cached(hub, "Qwen/Qwen3-8B-GGUF", "Qwen3-8B-Q4_K_M.gguf")
    assert foreign_models(home, {}) == [
        ForeignModel("Qwen3-8B-Q4_K_M", "hugging-face", blob, blob.stat().st_size)
    ]


@links
def test_a_blob_of_several_revisions_is_one_model(home: Path) -> None:
    hub = home / ".cache/huggingface/hub"
    for revision in ("aaaa", "bbbb"):
        put_cached(hub, "Qwen/Qwen3", "a.gguf", revision)
    assert names(home) == ["a"]


def test_without_links_the_cache_holds_real_files_also_in_folders(home: Path) -> None:
    hub = home / ".cache/huggingface/hub"
    put(hub / "models--a--b/snapshots/f1e2/Q4_K_M/inner.gguf")
    put(hub / "models--a--b/snapshots/f1e2/outer.gguf")
    put(hub / "models--a--b/blobs/unnamed.gguf")
    put(hub / "datasets--a--b/snapshots/f1e2/rows.gguf")
    assert names(home) == ["inner", "outer"]


@links
def test_a_blob_that_is_incomplete_or_gone_is_passed_over(home: Path) -> None:
    hub = home / ".cache/huggingface/hub"
    blob = put_cached(hub, "a/b", "incomplete.gguf")
    incomplete = blob.rename(blob.with_name(f"{blob.name}.incomplete"))
    link = hub / "models--a--b/snapshots/f1e2/incomplete.gguf"
    assert names(home) == []
    link.unlink()
    link.symlink_to(incomplete)
    assert link.is_file()
    assert names(home) == []


def test_variables_say_where_the_hugging_face_cache_is(home: Path, tmp_path: Path) -> None:
    places = {
        "HF_HUB_CACHE": tmp_path / "1",
        "HUGGINGFACE_HUB_CACHE": tmp_path / "2",
        "HF_HOME": tmp_path / "3/hub",
        "XDG_CACHE_HOME": tmp_path / "4/huggingface/hub",
        "": home / ".cache/huggingface/hub",
    }
    values = dict(zip(places, (str(tmp_path / number) for number in "1234"), strict=False))
    for variable, hub in places.items():
        put(hub / f"models--a--b/snapshots/f1e2/by {variable}.gguf")
    for variable in places:
        assert names(home, **values) == [f"by {variable}"]
        values.pop(variable, None)


@pytest.mark.parametrize(
    "name",
    [
        "mmproj-model-f16.gguf",
        "Qwen2.5-VL.MMPROJ-Q8_0.gguf",
        "ggml-adapter-model.gguf",
        "big-00001-of-00003.gguf",
        "big-00003-of-00003.GGUF",
        "model.gguf.part",
        "model.bin",
        ".model.gguf",
    ],
)
def test_names_that_tell_of_no_whole_model_are_left_out(home: Path, name: str) -> None:
    put(home / ".lmstudio/models/a/b" / name)
    assert names(home) == []


@pytest.mark.parametrize(
    "name", ["one-00001-of-00001", "alpaca-lora-7b", "adapters-of-7b", "readapter-7b", "nomic-embed-text"]
)
def test_names_that_only_look_like_it_are_kept(home: Path, name: str) -> None:
    put(home / ".lmstudio/models/a/b" / f"{name}.gguf")
    assert names(home) == [name]


@pytest.mark.parametrize(
    "content",
    [
        b"GGU",
        b"GGML" + bytes(80),
        header(type="adapter", architecture="llama"),
        header(architecture="qwen3", type="imatrix"),
        header(architecture="clip"),
        header(architecture="clip", type="model"),
    ],
)
def test_contents_that_are_no_model_are_left_out(home: Path, content: bytes) -> None:
    put(home / ".lmstudio/models/a/b/model.gguf", content)
    assert names(home) == []


@pytest.mark.parametrize(
    "content",
    [b"GGUF", b"GGUF" + bytes(80), header(name="general.type"), header(), header(type="model")[:-9]],
)
def test_contents_that_say_nothing_are_kept(home: Path, content: bytes) -> None:
    put(home / ".lmstudio/models/a/b/model.gguf", content)
    assert names(home) == ["model"]


@links
def test_what_lm_studio_links_to_belongs_to_the_program_that_holds_it(home: Path) -> None:
    blob = put_ollama(home / ".ollama/models", *DEEP)
    cached = put_cached(home / ".cache/huggingface/hub", "a/b", "cached.gguf")
    folder = home / ".lmstudio/models/a/b"
    folder.mkdir(parents=True)
    (folder / "first.gguf").symlink_to(blob)
    (folder / "second.gguf").symlink_to(cached)
    assert [(model.program, model.name) for model in foreign_models(home, {})] == [
        ("hugging-face", "cached"),
        ("ollama", "qwen3:8b"),
    ]


def test_models_are_sorted_by_program_and_name(home: Path) -> None:
    for name in ("B", "a", "c"):
        put(home / f".lmstudio/models/p/r/{name}.gguf")
        put_ollama(home / ".ollama/models", *LIBRARY, name, "1b")
        put(home / f".cache/huggingface/hub/models--p--r/snapshots/f1e2/{name}.gguf")
    programs = ["hugging-face"] * 3 + ["lm-studio"] * 3 + ["ollama"] * 3
    assert [model.program for model in foreign_models(home, {})] == programs
    assert names(home) == ["a", "B", "c", "a", "B", "c", "a:1b", "B:1b", "c:1b"]

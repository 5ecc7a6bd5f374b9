"""The header of a model file: what it says, and whatever else a file may hold."""

import os
import struct
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.gguf_header import GgufHeader, read_header
from app.errors import EngineError
from tests.engine.gguf_files import QWEN3_8B, Entry, Wide, header_bytes

_WORDS = ["a", "書", "", "longer word"]
_LLAMA: Mapping[str, Entry] = {
    "general.name": "small",
    "general.architecture": "llama",
    "general.file_type": 7,
    "llama.block_count": 3,
    "llama.embedding_length": Wide(64),
    "llama.attention.head_count": 8,
    "llama.attention.layer_norm_rms_epsilon": 1e-5,
    "llama.context_length": 2048,
    "tokenizer.ggml.tokens": _WORDS,
    "tokenizer.ggml.token_type": [1, 1, 3, 1],
    "tokenizer.ggml.add_bos_token": True,
}
_Q8 = 8
_TENSORS = (("first", (64, 4), _Q8, 0), ("second", (64,), 0, 288))
_END = 288 + 64 * 4


def _whole_file() -> bytes:
    header = header_bytes(_LLAMA, _TENSORS)
    return header + bytes(-len(header) % 32 + _END)


def _read(folder: Path, data: bytes) -> GgufHeader:
    path = folder / "m.gguf"
    path.write_bytes(data)
    return read_header(path)


def _refused(folder: Path, data: bytes) -> str:
    with pytest.raises(EngineError) as caught:
        _read(folder, data)
    assert caught.value.parameters == {"file": "m.gguf"}
    return caught.value.code


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


def test_a_header_is_read_and_its_lists_are_passed_over(tmp_path: Path) -> None:
    data = _whole_file()
    assert _read(tmp_path, data) == GgufHeader(
        architecture="llama",
        layers=3,
        embedding=64,
        heads=8,
        kv_heads=(8, 8, 8),
        key_length=8,
        value_length=8,
        context=2048,
        vocabulary=4,
        file_type=7,
        tensors=2,
        extent=len(data),
        file_size=len(data),
    )


def test_version_2_is_read_like_version_3(tmp_path: Path) -> None:
    assert _read(tmp_path, header_bytes(QWEN3_8B, version=2)) == _read(tmp_path, header_bytes(QWEN3_8B))


def test_layers_may_remember_different_numbers_of_heads(tmp_path: Path) -> None:
    header = _read(tmp_path, header_bytes({**_LLAMA, "llama.attention.head_count_kv": [2, 0, 4]}))
    assert header.kv_heads == (2, 0, 4)


def test_a_model_for_comparing_texts_says_so(tmp_path: Path) -> None:
    entries: dict[str, Entry] = {
        "general.architecture": "bert",
        "bert.pooling_type": 1,
        "bert.attention.causal": False,
    }
    header = _read(tmp_path, header_bytes(entries))
    assert (header.pooling, header.causal) == (1, False)


def test_another_alignment_moves_the_weights(tmp_path: Path) -> None:
    header = header_bytes({**_LLAMA, "general.alignment": 256}, _TENSORS)
    data = header + bytes(-len(header) % 256 + _END)
    assert _read(tmp_path, data).extent == len(data)


def test_a_type_of_weights_that_came_later_does_not_stop_the_reading(tmp_path: Path) -> None:
    assert _read(tmp_path, header_bytes(_LLAMA, [("new", (64, 4), 99, 0)]) + bytes(64)).tensors == 1


@pytest.mark.parametrize("data", [b"", b"GGU", b"PK\x03\x04 a zip file", b"FUGG" + bytes(100)])
def test_another_file_is_no_model_file(tmp_path: Path, data: bytes) -> None:
    assert _refused(tmp_path, data) == "not-a-model-file"


def test_a_folder_is_no_model_file_and_a_missing_one_is_gone(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="not-a-model-file"):
        read_header(tmp_path)
    with pytest.raises(EngineError, match="model-file-gone"):
        read_header(tmp_path / "m.gguf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="such pipes are files on POSIX systems only")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "m.gguf")
    with pytest.raises(EngineError, match="not-a-model-file"):
        read_header(tmp_path / "m.gguf")


@pytest.mark.parametrize("version", [0, 1, 4])
def test_an_unknown_version_is_named_so(tmp_path: Path, version: int) -> None:
    assert _refused(tmp_path, header_bytes(_LLAMA, version=version)) == "model-file-unknown-version"


def test_a_file_of_a_machine_with_the_other_order_of_bytes_is_named_so(tmp_path: Path) -> None:
    data = b"GGUF" + struct.pack(">IQQ", 3, 2, 5) + bytes(100)
    assert _refused(tmp_path, data) == "model-file-unknown-version"


def test_one_missing_byte_of_the_weights_is_noticed(tmp_path: Path) -> None:
    assert _refused(tmp_path, _whole_file()[:-1]) == "model-file-cut-short"


@given(share=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_anywhere_is_refused(folder: Path, share: float) -> None:
    data = _whole_file()
    code = _refused(folder, data[: int(len(data) * share)])
    assert code in {"model-file-cut-short", "not-a-model-file"}


@given(data=st.binary(max_size=300), version=st.sampled_from([2, 3]))
def test_no_bytes_bring_anything_but_a_header_or_a_reason(folder: Path, data: bytes, version: int) -> None:
    for start in (b"", b"GGUF", b"GGUF" + struct.pack("<IQQ", version, 1, 2)):
        try:
            _read(folder, start + data)
        except EngineError as error:
            assert error.code.startswith(("not-a-model-file", "model-file-"))  # noqa: PT017 - or none at all


@given(
    place=st.floats(0, 1, exclude_max=True),
    change=st.binary(min_size=1, max_size=8) | st.just(b"\xff" * 8),
)
def test_no_changed_byte_brings_anything_but_a_header_or_a_reason(
    folder: Path, place: float, change: bytes
) -> None:
    data = _whole_file()
    start = int(len(data) * place)
    try:
        _read(folder, data[:start] + change + data[start + len(change) :])
    except EngineError as error:
        assert error.code.startswith(("not-a-model-file", "model-file-"))  # noqa: PT017 - or none at all


def _huge(path: Path, data: bytes) -> Path:
    """Write a file that claims 50 GB, a hole behind *data*."""
    with path.open("wb") as stream:
        stream.write(data)
        try:
            stream.truncate(50_000_000_000)
        except OSError:
            pytest.skip("this disk keeps no holes of this size")
    return path


_COUNTS = b"GGUF" + struct.pack("<IQQ", 3, 0, 1)
_KEY = struct.pack("<Q", 21) + b"tokenizer.ggml.tokens"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_COUNTS + struct.pack("<Q", 2**40), id="a key of a terabyte"),
        pytest.param(_COUNTS + _KEY + struct.pack("<IIQ", 9, 8, 2**62), id="a list of empty words"),
        pytest.param(_COUNTS + _KEY + struct.pack("<IIQ", 9, 9, 2**62), id="a list of lists"),
        pytest.param(_COUNTS + _KEY + struct.pack("<IIQ", 9, 4, 2**62), id="a list of numbers"),
        pytest.param(_COUNTS + _KEY + struct.pack("<IQ", 8, 2**62), id="a long text"),
        pytest.param(b"GGUF" + struct.pack("<IQQ", 3, 2**62, 0), id="many tensors"),
        pytest.param(b"GGUF" + struct.pack("<IQQ", 3, 0, 2**62), id="many keys"),
        pytest.param(
            b"GGUF" + struct.pack("<IQQ", 3, 1, 0) + struct.pack("<QI", 0, 2**31), id="many dimensions"
        ),
    ],
)
def test_lengths_that_are_lies_cost_nothing(tmp_path: Path, data: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(EngineError, match="model-file-"):
        read_header(_huge(tmp_path / "m.gguf", data))
    assert time.process_time() - begun < 20


def test_a_model_with_values_without_sense_is_still_only_a_header(tmp_path: Path) -> None:
    entries: dict[str, Entry] = {
        "general.architecture": "llama",
        "llama.block_count": Wide(2**64 - 1),
        "llama.attention.head_count": "many",
        "llama.embedding_length": 1.5,
        "tokenizer.ggml.tokens": 3,
    }
    header = _read(tmp_path, header_bytes(entries))
    assert (header.heads, header.embedding, header.vocabulary) == (0, 0, 0)
    assert len(header.kv_heads) < 10_000

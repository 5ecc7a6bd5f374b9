"""Each model is told how well it will work here, by what was measured before what is expected."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.engine.fitting import Fitting
from app.engine.model_fit import Basis, Machine, MeasuredSpeed, Verdict
from app.model_library.library import ModelLibrary
from app.records import Language
from app.text.messages import reason_sentence
from app.wiring.advice import ModelAdvice, memory_of
from tests.engine.gguf_files import QWEN3_8B, QWEN3_8B_BYTES, write_model
from tests.model_library.fake_hub import CONTENT, FILE, entry, library_at
from tests.model_library.places import OWN, put

_GB = 1_000_000_000
_OFFICE = Machine(16 * _GB, 12 * _GB, 4)
_SIZE = 2 * _GB


class Measured(Fitting):
    """What self-tests have found is given."""

    def __init__(self, folder: Path, *speeds: MeasuredSpeed) -> None:
        super().__init__(folder / "self_tests.json")
        self._speeds = speeds

    def measured(self) -> tuple[MeasuredSpeed, ...]:
        return self._speeds


def advice_on(
    tmp_path: Path, library: ModelLibrary, *speeds: MeasuredSpeed, machine: Machine = _OFFICE
) -> ModelAdvice:
    return ModelAdvice(library, Measured(tmp_path, *speeds), lambda: machine)


def speed(seconds: float, size: int = _SIZE) -> MeasuredSpeed:
    """A speed with which a typical mail takes so many *seconds*."""
    usual = MeasuredSpeed(size, 100.0, 10.0)
    share = usual.job_seconds / seconds
    return MeasuredSpeed(size, 100.0 * share, 10.0 * share)


def large(name: str = "tiny", **changes: object) -> dict[str, object]:
    return entry(**{"name": name, "file": f"{name}.gguf", "bytes": _SIZE, "memory_gb": 3} | changes)


@pytest.mark.parametrize(
    ("memory_gb", "seconds", "machine", "code", "verdict"),
    [
        (3, 5, _OFFICE, "fit-well", Verdict.WELL),
        (3, 45, _OFFICE, "fit-slowly", Verdict.SLOWLY),
        (3, 300, _OFFICE, "fit-too-slow", Verdict.SLOWLY),
        (3, 5, Machine(16 * _GB, 2 * _GB, 4), "fit-memory-now", Verdict.WELL),
        (15, 5, _OFFICE, "fit-ran-alone", Verdict.SLOWLY),
        (15, None, _OFFICE, "fit-not", Verdict.NOT),
        (90, 5, _OFFICE, "fit-not", Verdict.NOT),
    ],
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_expectation_is_said_in_a_whole_sentence(
    tmp_path: Path,
    memory_gb: float,
    seconds: float | None,
    machine: Machine,
    code: str,
    verdict: Verdict,
    language: Language,
) -> None:
    library = library_at(tmp_path, None, large(memory_gb=memory_gb))
    speeds = () if seconds is None else (speed(seconds),)
    found = advice_on(tmp_path, library, *speeds, machine=machine).expectations()["tiny"]
    assert (found.code, found.fit.verdict) == (code, verdict)
    sentence = reason_sentence(found.code, found.parameters, language)
    assert sentence
    assert not set(sentence) & set("{}…")


def test_figures_are_those_of_the_model_and_the_machine(tmp_path: Path) -> None:
    library = library_at(tmp_path, None, large(memory_gb=90))
    found = advice_on(tmp_path, library, speed(120)).expectations()["tiny"]
    assert found.parameters == {"needed": "90.0 GB", "spare": "12.0 GB"}
    assert found.basis == ""


def test_no_time_is_told_as_none(tmp_path: Path) -> None:
    found = advice_on(tmp_path, library_at(tmp_path, None, large()), speed(0.01)).expectations()["tiny"]
    assert found.parameters == {"seconds": 1}
    assert found.basis == "basis-measured"


def test_what_was_measured_counts_before_what_is_expected(tmp_path: Path) -> None:
    library = library_at(tmp_path, None, large())
    basis = [
        advice_on(tmp_path, library, *speeds).expectations()["tiny"].fit.basis
        for speeds in ((), (speed(5, _SIZE // 2),), (speed(5),))
    ]
    assert basis == [Basis.GUESSED, Basis.SCALED, Basis.MEASURED]


def test_models_of_one_s_own_are_told_as_well_and_broken_ones_only_as_published(tmp_path: Path) -> None:
    library = library_at(tmp_path)
    put(tmp_path / "models" / FILE, CONTENT[:-1])
    put(tmp_path / "models" / "Mine.gguf")
    theirs = put(tmp_path / "theirs" / "Theirs.gguf", OWN + b"?")
    library.add_in_place(theirs)
    library.add_in_place(put(tmp_path / "theirs" / "Gone.gguf", OWN + b"??"))
    (tmp_path / "theirs" / "Gone.gguf").unlink()
    assert set(advice_on(tmp_path, library).expectations()) == {"tiny", "Mine", "Theirs"}


def test_the_memory_of_one_s_own_model_is_counted_from_its_header(tmp_path: Path) -> None:
    library = library_at(tmp_path)
    (tmp_path / "models").mkdir()
    path = write_model(tmp_path / "models" / "Mine.gguf", QWEN3_8B, QWEN3_8B_BYTES)
    (model,) = library.installed()
    assert QWEN3_8B_BYTES * 1.1 < memory_of(model) < QWEN3_8B_BYTES * 1.6
    tight = Machine(8 * _GB, 6 * _GB, 4)
    assert advice_on(tmp_path, library, machine=tight).expectations()["Mine"].code == "fit-not"
    path.unlink()
    assert memory_of(model) == QWEN3_8B_BYTES


def test_the_memory_of_a_published_model_is_the_catalogue_s(tmp_path: Path) -> None:
    put(tmp_path / "models" / FILE, CONTENT)
    (model,) = library_at(tmp_path).installed()
    assert memory_of(model) == 100_000_000


@pytest.mark.parametrize(
    ("change", "language", "name"),
    [
        (lambda: (), "en", "better"),
        (lambda: (speed(300, 3 * _SIZE), speed(2, _SIZE)), "en", "small"),
        (lambda: (), "ja", "japanese"),
    ],
)
def test_one_of_the_catalogue_is_recommended(
    tmp_path: Path, change: Callable[[], tuple[MeasuredSpeed, ...]], language: Language, name: str
) -> None:
    library = library_at(
        tmp_path, None,
        large("starter", tier="starter", bytes=_SIZE // 20),
        large("small"),
        large("better", tier="standard", bytes=3 * _SIZE),
        large("huge", tier="standard", bytes=40 * _SIZE, memory_gb=90),
        large("japanese", languages=["ja"]),
    )  # fmt: skip
    put(tmp_path / "models" / "Mine.gguf")
    speeds = change() or (speed(5, 3 * _SIZE),)
    assert advice_on(tmp_path, library, *speeds).recommended(language) == name


def test_where_none_can_run_none_is_recommended(tmp_path: Path) -> None:
    library = library_at(tmp_path, None, large(memory_gb=90))
    assert advice_on(tmp_path, library).recommended("en") is None
    assert advice_on(tmp_path, library).recommended("ja") is None


def test_of_this_machine_something_is_known(tmp_path: Path) -> None:
    library = library_at(tmp_path)
    found = ModelAdvice(library, Measured(tmp_path)).expectations()["tiny"]
    assert found.fit.seconds > 0

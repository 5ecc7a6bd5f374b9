"""What is told of a model before it is fetched agrees with what was measured, and never with less sense."""

import math
from itertools import pairwise
from random import Random
from types import SimpleNamespace

import psutil
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.engine import model_fit
from app.engine.devices import Device
from app.engine.model_fit import (
    Basis,
    Candidate,
    Machine,
    MeasuredSpeed,
    ModelFit,
    Reason,
    Verdict,
    fit_of,
    recommended,
    this_machine,
)
from app.records import Language

_GIB = 1 << 30
_STARTER, _HALF, _ONE_AND_A_HALF = 98_362_432, 491_400_064, 1_117_320_768
_4B, _8B = 2_497_280_256, 5_027_783_488
_OFFICE = Machine(16 * _GIB, 12 * _GIB, 4)
_LARGE = Machine(64 * _GIB, 48 * _GIB, 2)
_CALM = {_STARTER: (286.6, 130.8), _HALF: (100.7, 36.4), _ONE_AND_A_HALF: (46.6, 15.8)}
_CALM_TOO = {_STARTER: (301.8, 137.0), _HALF: (109.4, 39.2), _ONE_AND_A_HALF: (51.5, 19.1)}
_DISTURBED = {_STARTER: (193.5, 88.5), _HALF: (89.6, 35.1), _ONE_AND_A_HALF: (37.5, 15.7)}
"""Three rounds of self-tests of real files, on one machine of two cores within five minutes."""

_sizes = st.integers(20_000_000, 50_000_000_000)
_speeds = st.floats(0.1, 50_000)
_measured = st.lists(st.builds(MeasuredSpeed, _sizes, _speeds, _speeds, st.booleans()), max_size=6)
_machines = st.builds(
    Machine,
    st.integers(1, 256 * _GIB),
    st.integers(0, 256 * _GIB),
    st.integers(1, 128),
    st.just(0) | st.integers(0, 64 * _GIB),
)


def _kept(found: dict[int, tuple[float, float]], *sizes: int) -> list[MeasuredSpeed]:
    return [MeasuredSpeed(size, *found[size]) for size in sizes or found]


def _grade(verdict: Verdict) -> int:
    return [Verdict.NOT, Verdict.SLOWLY, Verdict.WELL].index(verdict)


def _fit(seconds: float, reason: Reason | None = None) -> ModelFit:
    if reason is Reason.MEMORY:
        return ModelFit(Verdict.NOT, seconds, Basis.SCALED, reason)
    return ModelFit(Verdict.WELL if seconds <= 20 else Verdict.SLOWLY, seconds, Basis.SCALED, reason)


def _candidate(name: str, rank: int, fit: ModelFit, *, size: int = 0, ja: bool = True) -> Candidate:
    languages: tuple[Language, ...] = ("en", "ja") if ja else ("en",)
    return Candidate(name, rank, languages, size, fit)


def _catalogue(starter: float, four: float, eight: float) -> list[Candidate]:
    return [
        _candidate("starter", 0, _fit(starter), ja=False),
        _candidate("4b", 1, _fit(four)),
        _candidate("8b", 2, _fit(eight)),
    ]


@pytest.mark.parametrize("found", [_CALM, _CALM_TOO, _DISTURBED])
def test_the_starter_tells_the_seconds_of_a_model_eleven_times_its_size(
    found: dict[int, tuple[float, float]],
) -> None:
    (real,) = _kept(found, _ONE_AND_A_HALF)
    fit = fit_of(_ONE_AND_A_HALF, 2_000_000_000, _OFFICE, _kept(found, _STARTER))
    assert 1 / 1.25 < fit.seconds / real.job_seconds < 1.25
    assert fit.basis is Basis.SCALED
    assert not fit.measured


@pytest.mark.parametrize("found", [_CALM, _CALM_TOO])
def test_on_a_calm_machine_each_model_tells_those_of_the_others(
    found: dict[int, tuple[float, float]],
) -> None:
    for known in _kept(found):
        for real in _kept(found):
            fit = fit_of(real.size_bytes, 1, _OFFICE, [known])
            assert fit.seconds == pytest.approx(real.job_seconds, rel=0.065)


def test_a_model_between_two_measured_ones_lies_between_them() -> None:
    fit = fit_of(_HALF, 1, _OFFICE, _kept(_CALM, _STARTER, _ONE_AND_A_HALF))
    assert fit.seconds == pytest.approx(_kept(_CALM, _HALF)[0].job_seconds, rel=0.06)
    middle = fit_of(300, 1, _OFFICE, [MeasuredSpeed(200, 100, 10), MeasuredSpeed(400, 50, 5)])
    assert middle.seconds == pytest.approx((9 + 18) / 2)


def test_the_guess_for_a_machine_without_measurements_is_careful_but_not_far_off() -> None:
    for found in (_CALM, _CALM_TOO, _DISTURBED):
        for real in _kept(found):
            fit = fit_of(real.size_bytes, 1, Machine(24 * _GIB, 20 * _GIB, 2))
            assert fit.basis is Basis.GUESSED
            assert 0.95 < fit.seconds / real.job_seconds < 1.8


def test_more_cores_make_the_guess_faster_up_to_what_memory_gives() -> None:
    seconds = [fit_of(_8B, 1, Machine(16 * _GIB, 16 * _GIB, cores)).seconds for cores in (1, 2, 4, 8, 64)]
    assert all(more > less for more, less in pairwise(seconds[:4]))
    assert seconds[-1] == seconds[-2] > 12


def test_its_own_measurement_wins_over_every_expectation() -> None:
    others = _kept(_CALM, _STARTER, _HALF)
    assert fit_of(_8B, 1, _OFFICE, others).verdict is Verdict.SLOWLY
    found = fit_of(_8B, 1, _OFFICE, [*others, MeasuredSpeed(_8B, 300, 30, gpu=True)])
    assert found == ModelFit(Verdict.WELL, 3.0, Basis.MEASURED)
    assert found.measured


def test_of_several_measurements_of_one_model_the_fastest_counts() -> None:
    kept = [MeasuredSpeed(_4B, 300, 6), MeasuredSpeed(_4B, 300, 60), MeasuredSpeed(_4B, 300, 20)]
    assert fit_of(_4B, 1, _OFFICE, kept).seconds == pytest.approx(2)
    assert fit_of(_4B + 1, 1, _OFFICE, kept).seconds == pytest.approx(2)


def test_a_disturbed_measurement_of_a_small_model_makes_no_other_one_slower() -> None:
    calm, disturbed = MeasuredSpeed(_ONE_AND_A_HALF, 50, 20), MeasuredSpeed(_STARTER, 10, 1)
    for size in (_STARTER + 1, _HALF):
        assert fit_of(size, 1, _OFFICE, [disturbed, calm]).seconds == pytest.approx(calm.job_seconds)
    assert fit_of(_4B, 1, _OFFICE, [disturbed, calm]) == fit_of(_4B, 1, _OFFICE, [calm])


@pytest.mark.parametrize(
    ("gigabytes", "verdicts"),
    [
        (2, (Verdict.WELL, Verdict.NOT, Verdict.NOT)),
        (4, (Verdict.WELL, Verdict.NOT, Verdict.NOT)),
        (7.4, (Verdict.WELL, Verdict.WELL, Verdict.NOT)),  # 8 GB, of which graphics and firmware keep some
        (8, (Verdict.WELL, Verdict.WELL, Verdict.NOT)),
        (8.59, (Verdict.WELL, Verdict.WELL, Verdict.NOT)),
        (15.5, (Verdict.WELL, Verdict.WELL, Verdict.WELL)),
        (32, (Verdict.WELL, Verdict.WELL, Verdict.WELL)),
    ],
)
def test_memory_decides_what_runs_at_all(gigabytes: float, verdicts: tuple[Verdict, ...]) -> None:
    machine = Machine(round(gigabytes * 1e9), round(gigabytes * 1e9), 8)
    fast = [MeasuredSpeed(_STARTER, 2000, 500)]
    needs = ((_STARTER, 0.5), (_4B, 4.0), (_8B, 7.0))
    found = [fit_of(size, round(need * 1e9), machine, fast) for size, need in needs]
    assert tuple(fit.verdict for fit in found) == verdicts
    assert {fit.reason for fit in found if fit.verdict is Verdict.NOT} <= {Reason.MEMORY}


def test_the_8b_model_does_not_run_beside_others_on_8_gb_by_its_header_either() -> None:
    assert fit_of(_8B, 5_970_000_000, Machine(8 * _GIB, 7 * _GIB, 8)).verdict is Verdict.NOT


def test_what_ran_here_is_not_said_not_to_run_but_is_advised_against() -> None:
    machine, kept = Machine(8 * _GIB, 4 * _GIB, 8), [MeasuredSpeed(_8B, 100, 20)]
    assert fit_of(_8B, 7_000_000_000, machine, kept) == ModelFit(
        Verdict.SLOWLY, 6.0, Basis.MEASURED, Reason.MEMORY
    )
    smaller = Machine(4 * _GIB, 2 * _GIB, 8)  # memory was taken out
    assert fit_of(_8B, 7_000_000_000, smaller, kept).verdict is Verdict.NOT


def test_what_other_programs_take_now_is_a_remark_and_no_verdict() -> None:
    kept = [MeasuredSpeed(_8B, 100, 20)]
    fit = fit_of(_8B, 7_000_000_000, Machine(16 * _GIB, 6_999_999_999, 8), kept)
    assert fit == ModelFit(Verdict.WELL, 6.0, Basis.MEASURED, Reason.MEMORY_NOW)
    assert fit_of(_8B, 7_000_000_000, Machine(16 * _GIB, 7_000_000_000, 8), kept).reason is None


@pytest.mark.parametrize(
    ("seconds", "verdict", "reason"),
    [
        (19.9, Verdict.WELL, None),
        (20.1, Verdict.SLOWLY, Reason.SPEED),
        (179, Verdict.SLOWLY, Reason.SPEED),
        (181, Verdict.SLOWLY, Reason.TOO_SLOW),
    ],
)
def test_seconds_decide_how_well_it_runs(seconds: float, verdict: Verdict, reason: Reason | None) -> None:
    kept = MeasuredSpeed(_4B, 600 / seconds, 120 / seconds)
    fit = fit_of(_4B, 1, _OFFICE, [kept])
    assert (fit.verdict, fit.reason) == (verdict, reason)
    assert fit.seconds == pytest.approx(seconds)


def test_too_slow_is_graver_than_a_lack_that_passes() -> None:
    kept = [MeasuredSpeed(_4B, 1, 1)]
    assert fit_of(_4B, 5, Machine(16 * _GIB, 4, 4), kept).reason is Reason.TOO_SLOW


def test_a_graphics_processor_tells_of_models_that_fit_into_its_memory() -> None:
    kept = [MeasuredSpeed(_STARTER, 10_000, 300, gpu=True), MeasuredSpeed(_HALF, 100, 36)]
    fits = fit_of(_4B, 4_000_000_000, Machine(16 * _GIB, 12 * _GIB, 2, 6 * _GIB), kept)
    too_large = fit_of(_8B, 7_000_000_000, Machine(16 * _GIB, 12 * _GIB, 2, 6 * _GIB), kept)
    assert fits.seconds < 3
    assert too_large.seconds == fit_of(_8B, 7_000_000_000, _LARGE, kept[1:]).seconds > 30
    assert fits.basis is too_large.basis is Basis.SCALED


def test_where_only_a_graphics_processor_was_measured_the_cores_are_guessed_and_not_faster_than_it() -> None:
    fast, slow = MeasuredSpeed(_4B, 300, 30, gpu=True), MeasuredSpeed(_4B, 1, 1, gpu=True)
    assert fit_of(_8B, 1, _OFFICE, [fast]) == fit_of(_8B, 1, _OFFICE)
    assert fit_of(_8B, 1, _OFFICE, [slow]).seconds > 360


@given(_sizes, st.integers(1, 64 * _GIB), _machines, st.integers(0, 64 * _GIB), _measured)
def test_more_memory_never_makes_it_worse(
    size: int, need: int, machine: Machine, more: int, kept: list[MeasuredSpeed]
) -> None:
    before = fit_of(size, need, machine, kept)
    larger = [
        Machine(machine.memory_total + more, machine.memory_free, machine.cores, machine.graphics_memory),
        Machine(machine.memory_total, machine.memory_free + more, machine.cores, machine.graphics_memory),
        Machine(machine.memory_total, machine.memory_free, machine.cores, machine.graphics_memory + more),
    ]
    for one in larger:
        after = fit_of(size, need, one, kept)
        assert _grade(after.verdict) >= _grade(before.verdict)
        assert after.seconds <= before.seconds * (1 + 1e-9)


@given(_sizes, _sizes, st.floats(0.5, 3), _machines, _measured)
def test_a_larger_model_is_never_expected_to_be_faster(
    one: int, other: int, share: float, machine: Machine, kept: list[MeasuredSpeed]
) -> None:
    assume(not {one, other} & {known.size_bytes for known in kept})
    small, large = (fit_of(size, round(size * share), machine, kept) for size in sorted((one, other)))
    assert 0 < small.seconds <= large.seconds * (1 + 1e-9) < math.inf
    assert _grade(small.verdict) >= _grade(large.verdict)


@given(_sizes, _machines, st.integers(1, 64), _measured)
def test_more_cores_never_make_it_slower(
    size: int, machine: Machine, more: int, kept: list[MeasuredSpeed]
) -> None:
    stronger = Machine(
        machine.memory_total, machine.memory_free, machine.cores + more, machine.graphics_memory
    )
    assert fit_of(size, 1, stronger, kept).seconds <= fit_of(size, 1, machine, kept).seconds


@given(_sizes, _machines, _measured, st.randoms(use_true_random=False))
def test_the_order_of_what_was_measured_does_not_matter(
    size: int, machine: Machine, kept: list[MeasuredSpeed], random: Random
) -> None:
    before = fit_of(size, 1, machine, kept)
    random.shuffle(kept)
    assert fit_of(size, 1, machine, kept) == before


def test_on_a_large_machine_a_quarter_is_left_to_others() -> None:
    assert Machine(64_000_000_000, 0, 8).memory_to_spare == 48_000_000_000


@given(st.integers(1, 1 << 48))
def test_others_keep_at_most_half_of_the_memory(total: int) -> None:
    assert total / 2 <= Machine(total, total, 1).memory_to_spare <= total


@pytest.mark.parametrize(
    ("seconds", "english", "japanese"),
    [
        ((1, 8, 15), "8b", "8b"),
        ((1, 12, 25), "4b", "4b"),
        ((2, 21, 42), "4b", "4b"),
        ((4, 61, 120), "starter", "4b"),
        ((30, 400, 800), "starter", "4b"),
    ],
)
def test_the_best_that_one_likes_to_wait_for_is_recommended(
    seconds: tuple[float, float, float], english: str, japanese: str
) -> None:
    candidates = _catalogue(*seconds)
    assert recommended(candidates, "en") == english
    assert recommended(candidates, "ja") == japanese


def test_of_one_tier_the_larger_model_that_runs_well_is_recommended() -> None:
    pair = [_candidate("large", 1, _fit(19), size=3), _candidate("small", 1, _fit(9), size=2)]
    assert recommended(pair, "en") == recommended(pair[::-1], "en") == "large"


def test_what_does_not_run_or_is_advised_against_is_not_recommended() -> None:
    ran_once = ModelFit(Verdict.SLOWLY, 6.0, Basis.MEASURED, Reason.MEMORY)
    candidates = [_candidate("8b", 2, _fit(5, Reason.MEMORY)), _candidate("own", 2, ran_once)]
    assert recommended(candidates, "en") is None
    assert recommended([*candidates, _candidate("4b", 1, _fit(300, Reason.TOO_SLOW))], "en") == "4b"


def test_without_a_model_that_writes_the_language_none_is_recommended() -> None:
    assert recommended([_candidate("starter", 0, _fit(1), ja=False)], "ja") is None
    assert recommended([], "en") is None


@given(st.lists(st.tuples(st.integers(0, 2), st.floats(0.1, 500)), min_size=1, max_size=6), st.floats(1, 100))
def test_a_slower_machine_is_never_told_to_take_a_better_model(
    models: list[tuple[int, float]], times: float
) -> None:
    def rank(factor: float) -> int:
        candidates = [
            _candidate(str(number), rank, _fit(seconds * factor))
            for number, (rank, seconds) in enumerate(models)
        ]
        return models[int(recommended(candidates, "en") or -1)][0]

    assert rank(times) <= rank(1)


def test_this_machine_is_described(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(total=16 * _GIB))
    monkeypatch.setattr(model_fit, "free_memory", lambda: 9 * _GIB)
    monkeypatch.setattr(model_fit, "usable_cores", lambda: 6)
    devices = [Device("Vulkan0", "Small", 2 * _GIB), Device("CUDA0", "Large", 8 * _GIB)]
    assert this_machine(devices) == Machine(16 * _GIB, 9 * _GIB, 6, 8 * _GIB)
    assert this_machine() == Machine(16 * _GIB, 9 * _GIB, 6)

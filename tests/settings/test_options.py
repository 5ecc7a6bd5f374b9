"""Each option is declared once, with everything that a dialog needs."""

import pytest
from pydantic import ValidationError

from app.desktop.keys import KeyCombination, check_usable
from app.records import Language
from app.settings.options import Option, Options, declared_options
from app.text.messages import catalogue


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("option", declared_options(), ids=lambda option: option.name)
def test_each_option_has_its_words(option: Option, language: Language) -> None:
    words = catalogue(language)["words"]
    wanted = [option.title, option.help, *(f"{option.title}-{choice}" for choice in option.choices)]
    wanted += [code for code in (option.unit, option.means_none) if code]
    assert [code for code in wanted if not words.get(code)] == []


def test_each_default_is_one_that_may_be_chosen() -> None:
    for option in declared_options():
        assert Options.model_validate({option.name: option.default}) == Options()


def test_a_number_tells_its_range() -> None:
    (number,) = [option for option in declared_options() if option.name == "sure_enough"]
    assert (number.kind, number.lowest, number.highest, number.default) == ("share", 0.0, 1.0, 0.6)


def test_a_whole_number_tells_its_unit_and_what_its_lowest_value_means() -> None:
    (idle,) = [option for option in declared_options() if option.name == "idle_minutes"]
    assert (idle.kind, idle.lowest, idle.highest, idle.default) == ("integer", 0, 240, 15)
    assert (idle.unit, idle.means_none) == ("unit-minutes", "setting-idle-minutes-0")


def test_kinds_follow_the_types() -> None:
    kinds = {option.name: (option.kind, option.optional) for option in declared_options()}
    assert kinds["language"] == ("choice", False)
    assert kinds["keep_records"] == ("switch", False)
    assert kinds["model"] == ("text", True)
    assert kinds["quick_key"] == ("key", True)


@pytest.mark.parametrize(
    "values",
    [
        {"sure_enough": 1.01},
        {"sure_enough": -0.01},
        {"sure_enough": float("nan")},
        {"sure_enough": True},
        {"sure_enough": "0.5"},
        {"idle_minutes": -1},
        {"idle_minutes": 241},
        {"idle_minutes": 15.5},
        {"idle_minutes": True},
        {"spare_battery": 0},
        {"theme": "sepia"},
        {"keep_records": 1},
        {"model": 7},
        {"quick_key": "Ctrl+Ö"},
        {"quick_key": ""},
        {"language": None},
    ],
)
def test_what_is_out_of_range_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(values)


def test_the_key_is_one_that_may_be_held_and_switches_no_input_method() -> None:
    keys = KeyCombination.parse(Options().quick_key or "")
    check_usable(keys)
    assert keys.key != "Space"


@pytest.mark.parametrize("value", [0, 1, 0.0, 1.0])
def test_the_ends_of_the_range_belong_to_it(value: float) -> None:
    assert Options.model_validate({"sure_enough": value}).sure_enough == value

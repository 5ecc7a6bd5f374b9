"""Names of key combinations, and which of them may be held."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desktop.keys import MODIFIERS, KeyCombination, check_usable
from app.errors import InputError

KEYS = st.sampled_from([*"ABCXYZ0159", "F1", "F9", "F24", "Space"])
COMBINATIONS = st.builds(KeyCombination, st.frozensets(st.sampled_from(MODIFIERS)), KEYS)


@given(COMBINATIONS)
def test_a_name_means_the_same_combination(keys: KeyCombination) -> None:
    assert KeyCombination.parse(str(keys)) == keys
    assert KeyCombination.parse(str(keys).lower()) == keys


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+",
        "Ctrl+",
        "Ctrl+Ü",
        "Hyper+A",
        "Ctrl+Ctrl2+A",
        "Ctrl+F0",
        "Ctrl+F25",
        "Ctrl+AB",
        "Ctrl+²",
        "Ctrl+ア",
    ],
)
def test_what_is_no_combination_is_told(text: str) -> None:
    with pytest.raises(InputError) as caught:
        KeyCombination.parse(text)
    assert caught.value.code == "key-not-usable"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ctrl+Space", "key-switches-input"),
        ("Shift+Space", "key-switches-input"),
        ("Meta+Space", "key-switches-input"),
        ("Ctrl+Alt+Space", "key-switches-input"),
        ("Ctrl+C", "key-too-common"),
        ("Shift+A", "key-too-common"),
        ("A", "key-too-common"),
        ("F5", "key-too-common"),
        ("Shift+F10", "key-too-common"),
        ("Alt+F4", "key-too-common"),
    ],
)
def test_keys_that_everybody_needs_are_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        check_usable(KeyCombination.parse(text))
    assert caught.value.code == code


@pytest.mark.parametrize(
    "text", ["Ctrl+Alt+G", "Ctrl+Shift+F9", "Meta+Shift+D", "Alt+F1", "Ctrl+Alt+Shift+Space"]
)
def test_others_may_be_held(text: str) -> None:
    check_usable(KeyCombination.parse(text))

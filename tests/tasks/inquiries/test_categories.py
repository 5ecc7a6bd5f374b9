"""The categories file: what a person may write, and what each mistake is called."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.tasks.inquiries.categories import Category, CategorySet, load_categories, write_categories
from app.text.messages import describe

WHOLE = """
text_column: message
categories:
  - name: delivery
    description: where is my parcel
    rules: ["tracking number", "/not (yet )?arrived/"]
    examples: ["Where is order 5541?", ""]
    reply_template: delay-notice
  - name: 100
    rules:
  - name: "no"
none_name: other
none_examples: ["Do you also walk dogs?", " "]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "categories.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def mistake(folder: Path, text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        load_categories(write(folder, text))
    title = describe(caught.value, "en").title
    assert "…" not in title
    assert "categories.yaml" in title
    return caught.value


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    read = load_categories(write(tmp_path, WHOLE))
    assert read.names == ("delivery", "100", "no")
    assert read.text_column == "message"
    assert read.none_name == "other"
    assert read.categories[0].rules == ("tracking number", "/not (yet )?arrived/")
    assert read.categories[0].examples == ("Where is order 5541?",)
    assert read.categories[1].rules == ()
    assert read.categories[0].reply_template == "delay-notice"
    assert read.categories[1].reply_template is None
    assert read.none_examples == ("Do you also walk dogs?",)


def test_a_file_from_an_old_japanese_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "categories.yaml"
    path.write_bytes(
        "categories:\n  - name: 配送について\n    description: 荷物が届かない、遅い\n".encode("cp932")
    )
    assert load_categories(path).names == ("配送について",)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "categories-missing", 1),
        ("- a\n- b\n", "categories-missing", 1),
        ("none_name: other\n", "categories-missing", 1),
        ("categories: []\n", "categories-missing", 1),
        ("categories:\n  - name: a\n   description: b\n", "categories-not-readable", 3),
        ("categories:\n  - name: a: b\n", "categories-not-readable", 2),
        ("categories:\n  - name: a\n\tdescription: b\n", "categories-not-readable", 3),
        ("categories: &a\n  - name: x\n    examples: *a\n", "categories-not-readable", 3),
        ("categories:\n  - name: \x07\n", "categories-not-readable", 2),
        ("categories:\n  - name: a\n  - description: b\n", "category-without-name", 3),
        ("categories:\n  - name: a\n  - name: ' '\n", "category-without-name", 3),
        ("categories:\n  - a\n", "category-without-name", 2),
        ("categories:\n  - name: a\n  - name: b\n    colour: red\n", "categories-entry-unknown", 4),
        ("categories:\n  - name: a\n    name: b\n", "categories-entry-twice", 3),
        ("categories:\n  - name: a\n    rules: x\n", "categories-not-a-list", 3),
        ("categories:\n  - name: [a, b]\n", "categories-not-text", 2),
        ("categories:\n  - name: a\n    rules:\n      - x\n      - [y]\n", "categories-not-text", 5),
        ("categories:\n  - name: Bill\n  - name: b\n  - name: bill\n", "category-twice", 4),
        ("categories:\n  - name: other\nnone_name: Other\n", "category-is-none-name", 2),
        ("categories:\n  - name: a\n    rules:\n      - b\n      - /[/\n", "rule-not-readable", 5),
        ('categories:\n  - name: a\n    rules: ["/(x+)+/"]\n', "rule-too-slow", 3),
        ('categories:\n  - name: a\n    rules: [""]\n', "rule-empty", 3),
        ("categories:\n  - name: a\n    reply_template: [b]\n", "categories-not-text", 3),
        ("categories:\n  - name: a\nnone_examples: hello\n", "categories-not-a-list", 3),
        ("categories:\n  - name: a\nnone_examples:\n  - b\n  - [c]\n", "categories-not-text", 5),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    error = mistake(tmp_path, text)
    assert (error.code, error.parameters["line"]) == (code, line)


@pytest.mark.parametrize("other", ["ABC", "abc", "ＡＢＣ", "ａｂｃ", "\u3000AＢc "])
def test_names_that_differ_in_case_or_width_only_are_the_same(tmp_path: Path, other: str) -> None:
    error = mistake(tmp_path, f'categories:\n  - name: AbC\n  - name: "{other}"\n')
    wanted = {"file": "categories.yaml", "name": other.strip(), "other": "AbC", "line": 3}
    assert (error.code, error.parameters) == ("category-twice", wanted)


def test_a_name_may_not_be_what_fits_nothing_in_another_width(tmp_path: Path) -> None:
    error = mistake(tmp_path, "categories:\n  - name: ｶﾞｽ\nnone_name: ガス\n")
    assert (error.code, error.parameters["other"]) == ("category-is-none-name", "ガス")


def test_names_that_differ_in_a_letter_are_two(tmp_path: Path) -> None:
    read = load_categories(write(tmp_path, "categories:\n  - name: ｶｽ\n  - name: ガス\n"))
    assert read.names == ("ｶｽ", "ガス")


def test_a_file_that_grows_without_end_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    assert mistake(tmp_path, "#" * 3_000_000).code == "categories-too-large"


def test_500_categories_with_long_descriptions_are_read_soon(tmp_path: Path) -> None:
    told = "".join(
        f"  - name: kind {n}\n    description: {'what belongs there, ' * 50}\n" for n in range(500)
    )
    started = time.monotonic()
    assert len(load_categories(write(tmp_path, f"categories:\n{told}")).names) == 500
    assert mistake(tmp_path, f"categories:\n{told}  - name: Kind 7\n").parameters["line"] == 1002
    assert time.monotonic() - started < 10


def test_a_deeply_nested_file_is_refused(tmp_path: Path) -> None:
    assert mistake(tmp_path, "[" * 100_000).code == "categories-not-readable"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="categories: -nmrulx[]{}\"'/\n#&*!|>\t", max_size=80))
def test_any_text_is_read_or_refused(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    with contextlib.suppress(InputError):
        assert load_categories(path).names


def test_written_categories_are_read_back_as_they_were(tmp_path: Path) -> None:
    categories = load_categories(write(tmp_path, WHOLE))
    write_categories(categories, tmp_path / "again.yaml")
    assert load_categories(tmp_path / "again.yaml") == categories
    text = (tmp_path / "again.yaml").read_text(encoding="utf-8")
    assert "null" not in text
    assert "[]" not in text


def test_categories_with_whole_letters_as_examples_can_be_opened_again(tmp_path: Path) -> None:
    long = "Where is my parcel? " * 50_000
    categories = CategorySet(
        categories=(
            Category(name="delivery", examples=(long, "late")),
            Category(name="no", examples=(long,)),
        ),
        none_examples=(long,),
    )
    write_categories(categories, tmp_path / "again.yaml")
    again = load_categories(tmp_path / "again.yaml")
    texts = [*again.categories[0].examples, *again.categories[1].examples, *again.none_examples]
    assert [len(text) for text in texts] == [3_999, 4, 3_999, 3_999]
    assert texts[0] == long[:3_999]


def test_more_categories_than_can_be_opened_are_not_written(tmp_path: Path) -> None:
    examples = tuple(f"{number} {'x' * 3_000}" for number in range(900))
    out = tmp_path / "categories.yaml"
    with pytest.raises(InputError) as caught:
        write_categories(CategorySet(categories=(Category(name="delivery", examples=examples),)), out)
    assert (caught.value.code, caught.value.parameters) == (
        "categories-too-many-examples",
        {"file": "categories.yaml"},
    )
    assert not out.exists()

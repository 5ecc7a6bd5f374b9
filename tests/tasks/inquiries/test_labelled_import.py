"""Categories made from rows that somebody has sorted already."""

from pathlib import Path

import pytest

from app.errors import InputError
from app.tasks.inquiries.categories import load_categories, write_categories
from app.tasks.inquiries.examples import read_examples
from app.tasks.inquiries.labelled_import import categories_from, labelled_rows, read_labelled


def table(folder: Path, text: str) -> Path:
    path = folder / "old.csv"
    path.write_text(text, encoding="utf-8")
    return path


OLD = """id,message,Reason,agent
1,Where is my parcel?,Delivery,Ana
2,It has not come,delivery ,Ben
3,Send the invoice,Invoice,Ana
4,We need a receipt,invoice,Ben
5,We sell machines,other,Ana
6,,Invoice,Ben
7,no reason given,,Ana
8,My parcel is late,DELIVERY,Ben
"""


def test_names_come_from_the_labels_and_examples_from_the_rows(tmp_path: Path) -> None:
    found = read_labelled(table(tmp_path, OLD))
    assert (found.text_column, found.label_column) == ("message", "Reason")
    assert [(label.name.casefold(), label.count) for label in found.labels] == [
        ("delivery", 3),
        ("invoice", 2),
        ("other", 1),
    ]
    assert found.likely_none == "other"
    categories = categories_from(found, found.likely_none)
    assert [name.casefold() for name in categories.names] == ["delivery", "invoice"]
    assert set(categories.categories[1].examples) == {"Send the invoice", "We need a receipt"}
    assert categories.none_name == "other"
    assert categories.none_examples == ("We sell machines",)
    assert categories.text_column == "message"


def test_a_label_for_nothing_may_be_left_a_category(tmp_path: Path) -> None:
    categories = categories_from(read_labelled(table(tmp_path, OLD)))
    assert len(categories.names) == 3
    assert categories.none_name is None


def test_labels_that_differ_in_case_and_white_space_are_one(tmp_path: Path) -> None:
    rows = "text,category\na,Late  parcel\nb, late parcel\nc,Late parcel\nd,\uff2cate parcel\ne,bill\n"
    found = read_labelled(table(tmp_path, rows))
    assert [(label.name, label.count) for label in found.labels] == [("Late parcel", 4), ("bill", 1)]


def test_columns_can_be_chosen(tmp_path: Path) -> None:
    found = labelled_rows(read_labelled(table(tmp_path, OLD)).table, "message", "agent")
    assert {label.name for label in found.labels} == {"Ana", "Ben"}


def test_a_column_without_a_telling_name_is_found_by_what_it_holds(tmp_path: Path) -> None:
    rows = "\n".join(f"{day},words that differ {day},{'ab'[day % 2]}x" for day in range(20))
    found = read_labelled(table(tmp_path, f"nr,words,abteilung\n{rows}\n"))
    assert (found.text_column, found.label_column) == ("words", "abteilung")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("text,day\na,1\nb,2\nc,3\n", "no-label-column"),
        ("text,category\n,a\nb,\n", "no-labelled-rows"),
        (
            "text,category\n" + "".join(f"t{n},a whole sentence number {n}\n" for n in range(50)),
            "labels-are-free-text",
        ),
        ("text,category\na," + "long " * 60 + "\nb,c\n", "labels-are-free-text"),
        ("text,category\n" + "".join(f"t{n},c{n % 501}\n" for n in range(2000)), "too-many-labels"),
        ("text,category\nhello,other\n", "no-labelled-rows"),
    ],
)
def test_what_holds_no_categories_is_refused_with_a_word(tmp_path: Path, text: str, code: str) -> None:
    def make() -> None:
        found = read_labelled(table(tmp_path, text))
        categories_from(found, found.likely_none)

    with pytest.raises(InputError) as caught:
        make()
    assert caught.value.code == code


def test_500_labels_are_taken_and_can_be_written(tmp_path: Path) -> None:
    rows = "".join(f"question number {n} about {n % 500},kind {n % 500}\n" for n in range(5000))
    categories = categories_from(read_labelled(table(tmp_path, f"text,category\n{rows}")))
    write_categories(categories, tmp_path / "c.yaml")
    assert load_categories(tmp_path / "c.yaml") == categories
    assert len(categories.names) == 500


def test_few_short_and_different_examples_are_chosen_the_same_each_time(tmp_path: Path) -> None:
    rows = [f"Where is my parcel {number},a" for number in range(300)]
    rows += ["Do you ship to Norway,a", f"{'a very long story about the parcel ' * 30},a", "bill,b"]
    found = read_labelled(table(tmp_path, "text,category\n" + "\n".join(rows) + "\n"))
    first, second = categories_from(found), categories_from(found)
    assert first == second
    chosen = first.categories[0].examples
    assert 5 <= len(chosen) <= 24
    assert max(map(len, chosen)) < 100


def test_all_rows_can_still_be_learnt_from(tmp_path: Path) -> None:
    path = table(tmp_path, OLD)
    found = read_labelled(path)
    categories = categories_from(found, found.likely_none)
    assert read_examples(path, None, categories) == []  # each is an example of its category already
    bare = categories.model_copy(
        update={
            "categories": tuple(one.model_copy(update={"examples": ()}) for one in categories.categories),
            "none_examples": (),
        }
    )
    assert [text for text, _ in read_examples(path, None, bare)] == [
        "Where is my parcel?",
        "It has not come",
        "Send the invoice",
        "We need a receipt",
        "We sell machines",
        "My parcel is late",
    ]

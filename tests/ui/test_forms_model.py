"""The table of filled fields, as text."""

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from app.documents.form_fields import FormField
from app.records import FieldStatus, FilledField
from app.ui.forms_model import OPTIONS, FieldColumn, FormsModel, Value
from tests.ui.table_text import table_text


def field(name: str, value: Value, status: FieldStatus, **changes: Any) -> FilledField:
    return FilledField(name, changes.get("label", name.title()), value, status, (), "found")


RESULTS = (
    field("customer", "Kitahama", FieldStatus.FILLED),
    field("express", True, FieldStatus.FILLED),
    field("size", "small", FieldStatus.CHECK),
    field("a.b.note", None, FieldStatus.EMPTY, label=""),
    field("number", "17", FieldStatus.FILLED),
)
FIELDS = (
    FormField("customer", "Customer", "text"),
    FormField("express", "Express", "check"),
    FormField("size", "Size", "choice", options=("small", "large")),
    FormField("number", "Number", "text", read_only=True),
)


def filled() -> FormsModel:
    model = FormsModel()
    model.set_fields(RESULTS, FIELDS)
    return model


def test_fields_are_shown_with_value_and_state(qapp: object, qtmodeltester: ModelTester) -> None:
    model = filled()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt publishes none
    assert table_text(model, head=True) == (
        "Field | Value | State\n"
        "Customer | Kitahama | [grounded] filled\n"
        "Express | yes | [grounded] filled\n"
        "Size | small | [doubtful] needs a look\n"
        "a.b.note |  | [empty] empty\n"
        "Number | 17 | [grounded] filled"
    )


def test_a_typed_value_is_the_person_s(qapp: object) -> None:
    model = filled()
    assert model.setData(model.index(3, FieldColumn.VALUE), "  call first ")
    assert table_text(model).splitlines()[3] == "a.b.note | call first | [person] changed by you"
    assert model.changes() == {"a.b.note": "call first"}
    assert model.fields()[3].status == FieldStatus.FILLED
    assert model.fields()[3].evidence == ()


def test_an_emptied_value_is_none(qapp: object) -> None:
    model = filled()
    model.setData(model.index(0, FieldColumn.VALUE), " ")
    assert model.fields()[0].value is None
    assert model.fields()[0].status == FieldStatus.EMPTY


def test_a_value_that_stays_the_same_is_not_the_person_s(qapp: object) -> None:
    model = filled()
    model.setData(model.index(0, FieldColumn.VALUE), "Kitahama")
    assert model.changes() == {}


def test_choices_are_those_of_the_form(qapp: object) -> None:
    model = filled()
    options = [model.index(row, FieldColumn.VALUE).data(OPTIONS) for row in range(3)]
    assert options == [
        [],
        [("yes", True), ("no", False)],
        [("", None), ("small", "small"), ("large", "large")],
    ]


def test_only_values_that_the_form_lets_be_changed_can_be(qapp: object) -> None:
    model = filled()
    editable = [
        [bool(model.flags(model.index(row, column)) & Qt.ItemFlag.ItemIsEditable) for column in FieldColumn]
        for row in (0, 4)
    ]
    assert editable == [[False, True, False], [False, False, False]]

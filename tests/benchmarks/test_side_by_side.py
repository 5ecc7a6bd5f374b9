"""The figures of several models in one table."""

from benchmarks.report import Row
from benchmarks.side_by_side import side_by_side


def test_each_model_has_a_column_and_each_metric_a_line() -> None:
    heading, accuracy, rate, error = side_by_side(
        {
            "small": [
                Row("accuracy", 0.7, 0.75, 0.82, "more", absolute=True),
                Row("rate", 100, 10, 20, "more"),
            ],
            "large": [
                Row("accuracy", 0.83, 0.75, 0.82, "more", absolute=True),
                Row("error", 0.1, None, 0.05),
            ],
        }
    )
    assert heading.split() == ["small", "large", "target"]
    assert accuracy.split() == ["accuracy", "0.7", "missed", "0.83", "met", "0.82"]
    assert rate.split() == ["rate", "10", "missed", "20"]
    assert error.split() == ["error", "0.1", "missed", "0.05"]


def test_a_bound_that_differs_between_models_stands_in_no_column() -> None:
    _, line = side_by_side({"a": [Row("error", 0.1, None, 0.05)], "b": [Row("error", 0.1, None, 0.2)]})
    assert line.split() == ["error", "0.1", "missed", "0.1", "met"]


def test_a_figure_that_could_not_be_measured_stays_empty() -> None:
    _, line = side_by_side(
        {"a": [Row("rate", None, None, 20, "more")], "b": [Row("rate", 30, None, 20, "more")]}
    )
    assert line.split() == ["rate", "30", "met", "20"]

"""The peer of sorting: words and letters alone."""

from app.tasks.inquiries.categories import CategorySet
from benchmarks.inquiry_sets import SortingTask
from benchmarks.words_alone import words_alone


def test_it_learns_japanese_without_spaces_between_words() -> None:
    categories = CategorySet.model_validate({"categories": [{"name": "料金"}, {"name": "部屋"}]})
    examples = [
        ("一泊いくらですか", "料金"),
        ("料金はいくら", "料金"),
        ("和室の部屋を希望", "部屋"),
        ("広い部屋", "部屋"),
    ]
    rows = [("朝食込みでいくらになりますか", "料金"), ("禁煙の部屋にしたい", "部屋")]
    answers = words_alone(SortingTask("set", categories, examples, rows, language="ja"))
    assert [answer for answer, _ in answers] == ["料金", "部屋"]


def test_without_examples_it_learns_from_descriptions_and_never_says_none() -> None:
    told = [{"name": "price", "description": "what it costs"}, {"name": "return", "description": "refund"}]
    categories = CategorySet.model_validate({"categories": told})
    answers = words_alone(SortingTask("set", categories, (), [("a refund", "return"), ("hello", "")]))
    assert answers[0][0] == "return"
    assert all(answer and 0 < confidence <= 1 for answer, confidence in answers)

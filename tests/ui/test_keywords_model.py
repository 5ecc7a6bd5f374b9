"""The table of keywords, as text."""

from pytestqt.modeltest import ModelTester

from app.records import Keyword
from app.ui.keywords_model import KeywordsModel
from app.ui.sentences import Sentences
from tests.ui.table_text import table_text

KEYWORDS = (
    Keyword("cold store", 1.0, "place", ((4, 14), (40, 50))),
    Keyword("store", 0.456, "topic", ((9, 14),)),
)


def test_a_keyword_is_shown_with_weight_kind_and_places(
    sentences: Sentences, qtmodeltester: ModelTester
) -> None:
    model = KeywordsModel(sentences)
    model.set_keywords(KEYWORDS)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt publishes none
    assert table_text(model, head=True) == (
        "Keyword | Weight | Kind | Places\n"
        "cold store | 100 % | place | 2\n"
        "store | 46 % | topic | 1"
    )  # fmt: skip


def test_a_place_in_the_text_leads_to_the_shortest_keyword_there(sentences: Sentences) -> None:
    model = KeywordsModel(sentences)
    model.set_keywords(KEYWORDS)
    assert [model.row_at(place) for place in (4, 9, 13, 14, 45)] == [0, 1, 1, None, 0]

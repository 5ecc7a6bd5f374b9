"""What sources state line by line, mention in running text, and sign with."""

from hypothesis import given
from hypothesis import strategies as st

from app.records import SourceText
from app.tasks.forms.glossary import glossary
from app.tasks.forms.mentions import Mention, mentions_of
from app.tasks.forms.signatures import signed_statements
from app.tasks.forms.spelled_out import spelled_out
from app.tasks.forms.statements import statements_of


def stated(text: str) -> dict[str, str]:
    return {line.label: line.value.text for line in statements_of(SourceText("mail.txt", text), glossary())}


def mentioned(text: str) -> list[Mention]:
    source = SourceText("mail.txt", text)
    return mentions_of(source, statements_of(source, glossary()), glossary(), len(text))


def called(text: str) -> dict[str, str | None]:
    return {
        mention.span.text: mention.meaning.concept.id if mention.meaning and mention.meaning.concept else None
        for mention in mentioned(text)
    }


def test_labels_with_colons_tabs_and_brackets_are_read() -> None:
    text = "Product: Hojicha\nQuantity\t15 kg\n会社名：株式会社みどり園\n【氏名】山田　花子\nOrder no. = PO-77\n- City: Kiel"
    assert stated(text) == {
        "Product": "Hojicha", "Quantity": "15 kg", "会社名": "株式会社みどり園", "氏名": "山田　花子",
        "Order no.": "PO-77", "City": "Kiel",
    }  # fmt: skip


def test_two_labels_in_one_line_are_two_statements() -> None:
    assert stated("Tel: 03-1111-2222  Fax: 03-1111-3333") == {"Tel": "03-1111-2222", "Fax": "03-1111-3333"}


def test_a_value_goes_on_in_indented_lines_and_below_its_label() -> None:
    assert stated("Address: 12 High Street\n   London SW1A 1AA\nPhone: 1") == {
        "Address": "12 High Street\n   London SW1A 1AA", "Phone": "1",
    }  # fmt: skip
    assert stated("Delivery address:\nLindenallee 8\n50968 Köln\n\nBye") == {
        "Delivery address": "Lindenallee 8\n50968 Köln"
    }


def test_the_cells_of_a_table_stand_under_their_heads() -> None:
    text = "| Product | Quantity |\n| --- | --- |\n| Tea | 6 |"
    assert stated(text) == {"Product": "Tea", "Quantity": "6"}


def test_a_heading_tells_whose_values_follow() -> None:
    text = "Bill to:\nAddress: A 1\n\nShip to:\nAddress: B 2"
    roles = [line.meaning.roles for line in statements_of(SourceText("x", text), glossary())]
    assert roles == [{"billing"}, {"delivery"}]


def test_sentences_times_and_empty_answers_are_no_statements() -> None:
    assert stated("We meet at 10:30 in the hall. Please note: see you") == {}
    assert stated("Phone: n/a\n備考：なし\nFax: -") == {}


@given(st.text(max_size=300))
def test_any_text_is_read_without_harm(text: str) -> None:
    for line in statements_of(SourceText("x", text), glossary()):
        assert text[line.value.start : line.value.end] == line.value.text
        assert line.value.text


def test_words_before_a_value_tell_what_it_is() -> None:
    found = called("You can reach me by phone at +44 20 7946 0958. Our purchase order number is PO-7713.")
    assert found["+44 20 7946 0958"] == "phone"
    assert found["PO-7713"] == "order-number"
    assert called("納品日は3月25日です。")["3月25日"] == "delivery-date"


def test_both_ends_of_a_range_are_told_apart() -> None:
    assert called("I am away from 3 August 2026 to 14 August 2026.") == {
        "3 August 2026": "start-date", "14 August 2026": "end-date",
    }  # fmt: skip


def test_the_person_that_is_written_to_is_not_the_sender() -> None:
    (mori,) = [mention for mention in mentioned("Dear Ms Mori,\n\nthank you.") if "Mori" in mention.span.text]
    assert mori.is_theirs


def test_an_address_in_running_text_has_its_place_and_country() -> None:
    (address,) = [
        m.span.text
        for m in mentioned("Send it to Karin, Strandgade 14, 1401 Copenhagen, Denmark.")
        if m.value.kind == "address"
    ]
    assert address == "Strandgade 14, 1401 Copenhagen, Denmark"


def signed(text: str) -> dict[str, str]:
    source = SourceText("mail.txt", text)
    return {
        line.meaning.concept.id: line.value.text
        for line in signed_statements(source, glossary(), len(text))
        if line.meaning.concept
    }


def test_a_signature_tells_the_writer() -> None:
    assert signed("Hello\n\nKind regards\nDana Kowalski\nMarketing") == {
        "name": "Dana Kowalski", "department": "Marketing",
    }  # fmt: skip
    assert signed("お世話になります。\n\n株式会社みなと珈琲\n仕入部　井上　拓也\nTEL 092-555-0111") == {
        "company": "株式会社みなと珈琲", "department": "仕入部", "name": "井上　拓也",
    }  # fmt: skip


def test_a_writer_introduces_himself() -> None:
    assert signed("お疲れさまです。営業第二部の佐々木健一です。")["department"] == "営業第二部"


def test_a_text_says_values_by_their_names() -> None:
    concepts = glossary().concepts
    source = SourceText("x", "My last name is Sommer, and I am late. 目的は見学です。")
    found = [
        (span.text, plain) for span, _, plain in spelled_out(source, "Last name", concepts["last-name"], 99)
    ]
    assert found == [("Sommer", True)]
    found = [(span.text, plain) for span, _, plain in spelled_out(source, "目的", concepts["purpose"], 99)]
    assert found == [("見学", True)]

"""What the e-mail benchmark writes into right drafts, and how it counts what came out."""

from app.records import EmailResult, Finding, Gravity, Method
from benchmarks.email import Drafts, PlainMails, rows_of
from benchmarks.email_cases import cases
from benchmarks.email_edits import put
from benchmarks.email_notes import NOTES
from benchmarks.email_promises import PROMISES
from benchmarks.email_sound import sound_sentences


def test_a_sentence_takes_the_place_of_its_note() -> None:
    edited = put("Dear Ms Brandt,\n\nFree shipping. Regards", "free shipping", "You receive a discount.")
    assert edited.body == "Dear Ms Brandt,\n\nYou receive a discount. Regards"
    assert edited.body[edited.start : edited.end] == "You receive a discount."


def test_a_sentence_without_a_note_becomes_a_paragraph_after_the_greeting() -> None:
    edited = put("Dear Ms Brandt,\n\nOne.\n\nTwo.", "", "We thank you.")
    assert edited.body == "Dear Ms Brandt,\n\nOne.\n\nWe thank you.\n\nTwo."
    assert edited.body[edited.start : edited.end] == "We thank you."


def test_there_are_forty_different_pairs_of_promises_and_fifty_notes_a_language() -> None:
    pairs = [pair for language in PROMISES.values() for pair in language]
    assert len({pair.wrong for pair in pairs}) == 40
    assert all(len({note for note, _ in notes}) == 50 for notes in NOTES.values())


def test_nothing_is_wrong_about_a_value_in_sound_sentences() -> None:
    for case in cases(60):
        for sentence, _ in sound_sentences(case):
            invented = [one for one in case.judge.mistakes("", sentence) if one.what == "invented"]
            assert invented == [], sentence


def _draft_of(number: int, body: str, *findings: Finding, by_model: bool = True) -> Drafts:
    drafts = Drafts()
    method: Method = "model" if by_model else "template"
    drafts.add(cases(number + 1)[number], EmailResult("run", "", body, (), findings, (), method, 0.5))
    return drafts


def test_notes_as_they_were_written_are_not_the_models_words() -> None:
    case = cases(1)[0]
    kept = Finding("notes-as-written", {"value": case.notes[0]}, gravity=Gravity.NOTE)
    drafts = _draft_of(0, "", kept)
    assert (drafts.by_model, drafts.notes_by_model) == (1, len(case.notes) - 1)
    assert _draft_of(0, "", by_model=False).notes_by_model == 0


def test_the_target_counts_what_is_handed_over_unmarked_only() -> None:
    body = "It costs EUR 77,777.77."
    hidden = _draft_of(0, body)
    marked = _draft_of(0, body, Finding("invented-amount", {"value": "EUR 77,777.77"}, 9, 22))
    assert len(hidden.unmarked) - len(marked.unmarked) == 1
    assert rows_of(hidden, None, target=True)[0].met is False
    assert rows_of(Drafts(count=1), None, target=True)[0].met is True


def test_the_peers_mistakes_stand_beside_ours() -> None:
    plain = PlainMails(count=2, mistakes=_draft_of(0, "EUR 77,777.77").unmarked, cases_with_mistakes=2)
    rows = {row.metric.strip(): row for row in rows_of(Drafts(count=2), plain, target=False)}
    assert rows["invented, a case (peer: all)"].peer == 0.5
    assert rows["share of cases with one (peer: any)"].peer == 1
    assert rows["drafts with the model's own words, of those with notes"].target is None

"""Skeletons leave no empty lines where conditions stood, and English sentences flow on."""

import jinja2
import pytest

from app.records import EmailRequest
from app.tasks.email.checking import prepared
from app.tasks.email.sample_facts import sample_facts
from app.tasks.email.skeleton_limits import LimitExceeded, NotAllowed, UnknownFilter
from app.tasks.email.skeletons import names_used, rendered, tidy
from app.tasks.email.templates import TemplateLibrary


def test_lines_of_conditions_leave_no_empty_line() -> None:
    text = (
        "- a\n{% if x %}\n- {{ x }}\n{% endif %}\n{% if y %}\n- {{ y }}\n{% else %}\n- none\n{% endif %}\n- z"
    )
    assert rendered(text, "en", {"x": "", "y": ""}) == "- a\n- none\n- z"
    assert rendered(text, "en", {"x": "1", "y": "2"}) == "- a\n- 1\n- 2\n- z"


def test_a_condition_within_a_line_keeps_the_lines_end() -> None:
    text = "- a{% if x %} of {{ x }}{% endif %}\n- b"
    assert rendered(text, "en", {"x": "c"}) == "- a of c\n- b"


def test_sentences_flow_in_english_and_have_their_lines_in_japanese() -> None:
    assert (
        tidy("One.\nTwo?\nThree\n- four.\n- five.\n\n\n\nSix. \n", "en")
        == "One. Two? Three\n- four.\n- five.\n\nSix."
    )
    assert tidy("一。\n二。\n\n\n三。", "ja") == "一。\n二。\n\n三。"


def test_filters_write_as_the_language_does() -> None:
    values = {"day": "2 April 2026", "points": "a; b", "why": "late"}
    text = "{{ day | weekday }}\n{{ points | bullets }}\nReason: {{ why | ended }}\n\n{{ why | sentence }} {{ day | day }}"
    assert (
        rendered(text, "en", values)
        == "Thursday, 2 April 2026\n- a\n- b\nReason: late.\n\nLate. 2 April 2026"
    )


def test_values_are_never_read_as_a_template() -> None:
    assert rendered("{{ x }}", "en", {"x": "{{ 7 * 7 }} {% raw %}"}) == "{{ 7 * 7 }} {% raw %}"


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(jinja2.UndefinedError):
        rendered("{{ nobody }}", "en", {})


def test_a_mistake_keeps_its_line_number() -> None:
    with pytest.raises(jinja2.TemplateSyntaxError) as caught:
        rendered("a\n{% if x %}\nb\n{% endif %}\n{% oops %}\nc", "en", {"x": ""})
    assert caught.value.lineno == 5


def test_an_unknown_way_of_writing_is_told_by_its_name() -> None:
    with pytest.raises(UnknownFilter) as caught:
        names_used("a\n{{ x | shouted }}")
    assert (caught.value.word, caught.value.lineno) == ("shouted", 2)


def test_lines_can_be_walked() -> None:
    text = "{% for line in points | lines %}\n{{ loop.index }}. {{ line }}\n{% endfor %}\nend"
    assert rendered(text, "en", {"points": "a\nb"}) == "1. a\n2. b\nend"


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in x %}" * 6 + "{% endfor %}" * 6,
        "{% for a in [[1]] %}{% endfor %}",
        "{{ x.y }}",
        "x" * 20_001,
    ],
)
def test_what_no_mail_needs_is_refused(text: str) -> None:
    with pytest.raises(NotAllowed):
        rendered(text, "en", {"x": "abc"})


def test_what_goes_on_for_too_long_is_ended_at_its_line() -> None:
    text = "a\n{% for a in x %}\n{% for b in x %}\n{{ x }}\n{% endfor %}\n{% endfor %}"
    with pytest.raises(LimitExceeded) as caught:
        rendered(text, "en", {"x": "x" * 1_000})
    assert (caught.value.code, caught.value.line) == ("template-output-too-long", 4)


def test_a_filling_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(0, 1000, 1))
    monkeypatch.setattr("time.thread_time", lambda: float(next(ticks)))
    with pytest.raises(LimitExceeded, match="> 2"):
        rendered("{% for a in x %}{{ a }}{% endfor %}", "en", {"x": "abcdef"})


def test_the_signature_keeps_its_lines_below_a_company_that_ends_with_a_full_stop() -> None:
    template = TemplateLibrary().get("delay-notice")
    facts = sample_facts(template, "en") | {"sender": "Aiko Mori Ph.D.", "company": "Kawabe Tea Ltd."}
    request = EmailRequest(template.id, facts, language="en", signature="Tea since 1868.\nKyoto")
    body = prepared(TemplateLibrary(), request).plain_body()
    assert "\nAiko Mori Ph.D.\nKawabe Tea Ltd.\n" in body
    assert body.endswith("\nTea since 1868.\nKyoto")

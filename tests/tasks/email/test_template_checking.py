"""A template is looked through: all its mistakes are told, each where it stands, and none can do harm."""

import re
import time
from typing import get_args

import pytest

from app.records import Gravity, Language
from app.tasks.email.template_checking import TemplateMistake, check, check_data
from app.text.messages import finding_sentence

_GOOD = """\
id: greeting
titles: {en: Greeting, ja: ご挨拶}
facts:
  - recipient
  - name: day
    type: date
    labels: Day
  - name: points
    type: lines
    labels: Points
skeletons:
  en:
    subject: Hello{% if day %} on {{ day | weekday }}{% endif %}
    body: |
      {{ greeting }}

      {% for line in points | lines %}
      {{ loop.index }}. {{ line }}
      {% endfor %}
      {{ notes }}
"""


def _with(line: str) -> str:
    """Return the template with *line* before its notes."""
    return _GOOD.replace("      {{ notes }}", f"      {line}\n      {{{{ notes }}}}")


def _told(mistakes: tuple[TemplateMistake, ...]) -> list[tuple[int, str]]:
    return [(each.line, each.finding.code) for each in mistakes]


def test_nothing_is_wrong_with_a_good_one() -> None:
    assert check(_GOOD) == ()


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = (
        _GOOD.replace("type: date", "type: day")
        .replace("titles:", "title:")
        .replace("{{ day | weekday }}", "{{ day | weekdy }}")
        .replace("{{ greeting }}", "{{ greting }}")
        .replace("{{ line }}", "{{ line line }}")
        .replace("      {{ notes }}", "      {% if day %}")
    )
    assert _told(check(text)) == [
        (1, "template-entry-missing"),
        (2, "template-entry-unknown"),
        (6, "template-fact-value-unknown"),
        (13, "template-filter-unknown"),
        (14, "template-without-notes"),
        (15, "template-name-misspelt"),
        (18, "template-syntax"),
        (20, "template-not-closed"),
    ]


def test_each_mistake_is_placed_in_the_text() -> None:
    text = _with("{{ stranger }} and {{ day | shouted }}")
    unknown, shouted = check(text)
    assert unknown.finding.code == "template-name-unknown"
    assert text[unknown.finding.start : unknown.finding.end] == "stranger"
    assert text[shouted.finding.start : shouted.finding.end] == "{{ day | shouted }}"
    assert unknown.finding.gravity == Gravity.WRONG


def test_each_line_of_a_repeated_mistake_is_told() -> None:
    text = _with("{{ stranger }}\n\n      {{ stranger }}")
    assert _told(check(text)) == [(20, "template-name-unknown"), (22, "template-name-unknown")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{{ day", "template-not-closed"),
        ("{% if day", "template-not-closed"),
        ("day }}", "template-not-opened"),
        ("{% endif %}", "template-not-opened"),
        ("{% else %}", "template-not-opened"),
        ("{% if day %}{% endfor %}{% endif %}", "template-not-opened"),
        ("{% for a in points %}", "template-not-closed"),
        ("{% if day = 1 %}x{% endif %}", "template-syntax"),
        ("{% if day %}x{% elif %}y{% endif %}", "template-syntax"),
        ("{{ day | center(1000000000) }}", "template-filter-unknown"),
        ("{{ day is sunny }}", "template-filter-unknown"),
        ("{% include 'frame/en.j2' %}", "template-not-allowed"),
        ("{% macro x() %}{% endmacro %}", "template-not-allowed"),
        ("{{ day.upper() }}", "template-not-allowed"),
        ("{{ ''.__class__.__mro__ }}", "template-not-allowed"),
        ("{{ 9 ** 9 ** 9 }}", "template-not-allowed"),
        ("{{ 'x' * 1000000000 }}", "template-not-allowed"),
        ("{{ [day, day] }}", "template-not-allowed"),
        ("{{ day | counted }}", "template-not-allowed"),
        ("{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}", "template-not-allowed"),
        ("{% if day %}" * 80 + "x" + "{% endif %}" * 80, "template-not-allowed"),
        ("{% for a in [1] %}" * 25 + "x" + "{% endfor %}" * 25, "template-not-allowed"),
        ("{{ -day }}", "template-not-fillable"),
    ],
)
def test_a_mistake_is_known_by_its_kind(line: str, code: str) -> None:
    found = _told(check(_with(line)))
    assert (20, code) in found
    assert {each[1] for each in found} == {code}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{% for a in greeting %}" * 4 + "{% endfor %}" * 4, "template-loop-too-long"),
        (
            "{% for a in greeting %}{% for b in greeting %}"
            + "{{ greeting }}" * 40
            + "{% endfor %}{% endfor %}",
            "template-output-too-long",
        ),
        (
            "{% set a = greeting ~ greeting ~ greeting %}" + "{% set a = a ~ a ~ a ~ a %}" * 12 + "{{ a }}",
            "template-output-too-long",
        ),
        ("{{ greeting" + " | replace('', greeting)" * 12 + " }}", "template-output-too-long"),
        ("{{ greeting" + " | join(greeting)" * 12 + " }}", "template-output-too-long"),
    ],
)
def test_what_never_ends_or_fills_the_memory_is_told_with_its_line(line: str, code: str) -> None:
    begun = time.thread_time()
    assert _told(check(_with(line))) == [(20, code)]
    assert time.thread_time() - begun < 2


def test_a_name_that_is_meant_is_not_told_twice() -> None:
    (mistake,) = check(
        _GOOD.replace("{{ day | weekday }}", "{{ dayy | weekday }}").replace("if day", "if dayy")
    )[1:]
    assert mistake.finding.code == "template-name-misspelt"
    assert mistake.finding.parameters == {"name": "dayy", "near": "day"}


def test_a_fact_without_a_place_is_told_where_it_is_described() -> None:
    assert _told(check(_GOOD.replace("points | lines", "recipient | lines"))) == [(8, "template-fact-unused")]


def test_a_label_that_can_stay_alone_is_a_doubt() -> None:
    (mistake,) = check(_with("- Day: {{ day }}"))
    assert (mistake.line, mistake.finding.code) == (20, "template-label-alone")
    assert mistake.finding.gravity == Gravity.DOUBT
    assert check(_with("{% if day %}- Day: {{ day }}{% endif %}")) == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"- a\n- b", b"\x00", b"a: &x [*x]", b"x" * 300_000, b"? [" * 500, b"facts: 3"],
)
def test_any_bytes_are_a_mistake_and_never_a_traceback(data: bytes) -> None:
    mistakes = check_data(data)
    assert mistakes
    assert all(each.finding.gravity == Gravity.WRONG for each in mistakes)


def test_a_skeleton_that_is_too_long_is_told() -> None:
    assert _told(check(_with("x" * 30_000))) == [(15, "template-text-too-long")]


@pytest.mark.parametrize(
    ("wrong", "written", "sentence"),
    [
        ("name: day\n    type: day", "type: day", "The fact “day”: “day” cannot stand for type."),
        ("name: day\n    typ: date", "typ", "The fact “day” can have no entry called typ."),
        ("name: day", "- name: day", "The fact “day” lacks the entry type."),
        ("type: date", "- type: date", "The fact “2” lacks the entry name."),
        ("name: day\n    type: date\n    size: 3", "size", "The fact “day” can have no entry called size."),
        ("ordr", "- ordr", "There is no fact called ordr. Perhaps order is meant."),
        ("[a, b]", "- [a, b]", "The fact “2”: “[ ]” cannot stand for facts."),
    ],
)
def test_a_mistake_in_a_fact_is_told_by_its_name(wrong: str, written: str, sentence: str) -> None:
    rest = "\n    labels: Day" if ":" in wrong else ""
    text = _GOOD.replace("name: day\n    type: date\n    labels: Day", wrong + rest)
    told = {finding_sentence(each.finding, "en"): each.finding for each in check(text)}
    (found,) = [finding for told_so, finding in told.items() if told_so.startswith(sentence)]
    assert text[found.start : found.end] == written
    assert not re.search(r"facts\.\d", "".join(told))


@pytest.mark.parametrize("language", get_args(Language))
def test_each_mistake_has_a_sentence_without_gaps(language: Language) -> None:
    broken = _with("{{ stranger }} {{ dayy }} {{ day | x }} {{ day day }} {{ 2 * 2 }}").replace(
        "type: date", "type: x"
    )
    sentences = [finding_sentence(each.finding, language) for each in check(broken)]
    assert len(sentences) >= 6
    assert not [sentence for sentence in sentences if "…" in sentence or "{" in sentence.replace("{{", "")]


@pytest.mark.parametrize("text", ["", "hello", "- hello"])
def test_a_text_without_entries_lacks_them(text: str) -> None:
    found = {(mistake.finding.code, mistake.detail) for mistake in check(text)}
    assert ("template-entry-missing", "id") in found
    assert {code for code, _ in found} == {"template-entry-missing"}


def test_what_is_never_closed_is_told_with_its_last_line() -> None:
    (mistake,) = check("id: [hello\n")
    assert (mistake.line, mistake.detail) == (1, "id: [hello")


def test_parts_that_stand_for_others_are_refused_and_not_walked_for_ever() -> None:
    lines = ["a: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 20)}]" for n in range(1, 9)]
    begun = time.monotonic()
    assert _told(check("\n".join(lines))) == [(2, "template-not-readable")]
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 90_000, '{"a":' * 40_000])
def test_thousands_of_lists_in_each_other_are_refused_and_do_not_end_the_program(text: str) -> None:
    assert _told(check(text)) == [(1, "template-not-readable")]

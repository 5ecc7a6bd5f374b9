"""Whatever the facts are, the mail that code writes passes its own checks."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.records import EmailRequest, Gravity, Language, Length, Run, SourceText, Tone
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.templates import EmailTemplate, FactType, TemplateLibrary

_LIBRARY = TemplateLibrary()
_ALL = [template.id for template in _LIBRARY.all()]

_letters = st.characters(
    categories=("Lu", "Ll", "Lo", "Nd", "Po", "Pd", "Zs", "Sm", "Sc"), max_codepoint=0xFFEF
)
_free = st.text(_letters, min_size=1, max_size=40).filter(lambda text: any(sign.isalnum() for sign in text))
_days = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
_dates = st.one_of(
    _days.map(str),
    _days.map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
    _days.map(lambda day: f"{day.day}.{day.month}.{day.year}"),
    st.sampled_from(
        ["19 March", "3月19日", "令和8年3月19日", "03/04/2026", "3/19", "19–23 March 2026", "by 5 May 2026"]
    ),
)
_values: dict[FactType, st.SearchStrategy[str]] = {
    FactType.TEXT: _free
    | st.sampled_from(
        ["the ship was held up in Busan.", "20 kg Sencha", "船便の到着の遅れ", "10 % of 5 boxes, see 3/4"]
    ),
    FactType.LINES: st.lists(_free, min_size=1, max_size=3).map("\n".join),
    FactType.DATE: _dates,
    FactType.TIME: st.times().map(lambda time: f"{time:%H:%M}")
    | st.sampled_from(["2 pm", "午後2時半", "10:00–11:30"]),
    FactType.AMOUNT: st.decimals(0, 10**9, places=2).map(lambda number: f"{number} EUR")
    | st.integers(0, 10**9).map(lambda number: f"{number:,}円")
    | st.sampled_from(["USD 5", "1250", "34万円（税込）", "approx. 3.400,50 €"]),
    FactType.NUMBER: st.integers(0, 10**6).map(str)
    | st.sampled_from(["15 kg", "two boxes", "三箱", "1.5 t"]),
    FactType.PERSON: _free
    | st.sampled_from(["Ms Ellen Brandt", "株式会社みどり園 山田花子", "Dr. J. van den Berg", "森様"]),
    FactType.ORGANISATION: _free
    | st.sampled_from(["Kawabe Tea Ltd.", "川辺製茶株式会社", "O'Neill & Sons, Inc."]),
    FactType.EMAIL: st.sampled_from(["office@kawabe-tea.example", "a.b+c@d-e.example"]),
    FactType.PHONE: st.sampled_from(["+49 40 5550123", "075-555-0142", "（075）555-0142", "ext. 204"]),
    FactType.CODE: st.from_regex(r"[A-Z]{1,3}-?[0-9]{2,6}", fullmatch=True) | _free,
}


class _NoRuns:
    def new_id(self) -> str:
        return "run"

    def keep(self, run: Run) -> None:
        """Forget it."""


_DRAFTING = EmailDrafting(_LIBRARY, lambda: None, _NoRuns())  # type: ignore[arg-type] # two methods are enough


def _facts(template: EmailTemplate, draw: Callable[[st.SearchStrategy[str]], str]) -> dict[str, str]:
    given_too = draw(st.sets(st.sampled_from([fact.name for fact in template.facts])))  # type: ignore[arg-type]
    return {
        fact.name: draw(_values[fact.type])
        for fact in template.facts
        if fact.required or fact.name in given_too
    }


@pytest.mark.parametrize("template_id", _ALL)
@given(data=st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_a_mail_by_code_has_all_facts_and_no_doubts(template_id: str, data: st.DataObject) -> None:
    language: Language = data.draw(st.sampled_from(["en", "ja"]))
    request = EmailRequest(
        template_id,
        _facts(_LIBRARY.get(template_id), data.draw),
        language=language,
        tone=data.draw(st.sampled_from(Tone)),
        length=data.draw(st.sampled_from(Length)),
        reply_to=data.draw(st.none() | st.just(SourceText("mail.eml", "Thank you for your mail."))),
    )
    result = _DRAFTING.draft(request)
    assert [check.key for check in result.facts if not check.found] == []
    # A note tells of the file that is still to be attached.
    assert [finding for finding in result.findings if finding.gravity != Gravity.NOTE] == []
    for check in result.facts:
        if check.start is not None:
            assert 0 <= check.start < (check.end or 0) <= len(result.body)


@pytest.mark.parametrize(
    ("facts", "language"),
    [
        # The company has the name of the recipient, and the sender's is too short to be looked for.
        ({"recipient": "川辺製茶", "company": "川辺製茶株式会社", "sender": "森"}, "ja"),
        ({"recipient": "Müller Tee", "company": "Müller Tee GmbH", "sender": "Q"}, "en"),
        # What it is about ends like a name with its honorific, in one of the first lines.
        ({"recipient": "山田花子", "item": "看板・株式会社森 社長", "sender": "森"}, "ja"),
    ],
)
def test_a_line_that_code_wrote_of_given_facts_is_not_taken_for_another_addressee(
    facts: dict[str, str], language: Language
) -> None:
    given = {"item": "tea", "new-date": "2026-03-19"} | facts
    result = _DRAFTING.draft(EmailRequest("delay-notice", given, language=language, tone=Tone.FORMAL))
    assert [finding.code for finding in result.findings] == []

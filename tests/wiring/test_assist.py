"""The quick assist is handed the other jobs: keywords are picked in place, the others open their page."""

from pathlib import Path

from app.tasks.assist.actions import OpenPanel
from app.wiring import build

_TEXT = (
    "Daily report: the packing machine in hall B stopped twice. Ms Brandt ordered a new belt from Kessler."
)


def test_every_action_is_there_and_jobs_answer_without_a_model(tmp_path: Path) -> None:
    desk = build(tmp_path, offline=True)
    try:
        actions = {action.key: action for action in desk.assist.actions()}
        assert list(actions)[5:] == ["answer", "keywords", "category", "form"]
        assert not desk.assist.has_model()
        picked = desk.assist.run(actions["keywords"], _TEXT)
        assert "packing machine" in picked.new
        assert picked.panel == OpenPanel("keywords", _TEXT)
        for key, page in (("answer", "email"), ("category", "inquiries"), ("form", "forms")):
            opened = desk.assist.run(actions[key], _TEXT)
            assert opened.panel is not None
            assert (opened.panel.page, opened.panel.text) == (page, _TEXT)
        mail = "Dear Ms Mori,\n\nis the green tea in stock?\n\nKind regards,\nAnn Lee"
        assert desk.assist.suggesting.at_once(mail, "en").order[0] == "answer"
    finally:
        desk.close()

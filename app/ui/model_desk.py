"""Gathers what the pages of models work with from the desk."""

from app.model_library.elsewhere import foreign_models
from app.model_library.kits import find_kit
from app.ui.model_fetching import ModelFetching
from app.ui.model_services import ModelServices
from app.ui.model_shelf import Advice
from app.ui.model_work import ModelWork
from app.ui.self_testing import SelfTesting
from app.ui.sentences import Sentences
from app.wiring import Desk


def model_services(
    desk: Desk, fetching: ModelFetching, work: ModelWork, testing: SelfTesting, sentences: Sentences
) -> ModelServices:
    """Return what of *desk* concerns models; advice is given for work in the window's language."""

    def advise() -> Advice:
        expected = desk.advice.expectations()
        best = desk.advice.recommended(sentences.language, expected)
        return Advice(expected, best, desk.library.unfinished())

    return ModelServices(
        library=desk.library,
        fetching=fetching,
        settings=desk.settings,
        in_use=desk.engine_keeper.model_path,
        testing=testing,
        work=work,
        secrets=desk.secrets,
        licences=desk.licences,
        advise=advise,
        elsewhere=foreign_models,
        find_kit=find_kit,
        offline=desk.offline,
    )

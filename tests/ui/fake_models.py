"""What stands behind the pages of models, without files, a network or a key store."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from app.engine.model_fit import Basis, ModelFit, Reason, Verdict
from app.errors import DeskhandError
from app.events import Cancellation
from app.model_library.elsewhere import ForeignModel
from app.model_library.licences import AcceptedLicences
from app.records import Progress
from app.settings.key_stores import KeyStoreState
from app.settings.store import SettingsStore
from app.ui.model_fetching import ModelFetching
from app.ui.model_services import ModelServices
from app.ui.model_shelf import Advice
from app.ui.model_work import ModelWork
from app.ui.page_tools import Memory
from app.ui.self_testing import SelfTesting
from app.wiring.advice import Expectation
from tests.ui.fake_library import FakeLibrary
from tests.ui.fake_self_tests import FakeSelfTests


def expectation(verdict: Verdict = Verdict.WELL, seconds: float = 12) -> Expectation:
    """What is expected of a model."""
    reason = {Verdict.WELL: None, Verdict.SLOWLY: Reason.SPEED, Verdict.NOT: Reason.MEMORY}[verdict]
    fit = ModelFit(verdict, seconds, Basis.SCALED, reason)
    parameters: dict[str, object] = {"seconds": round(seconds)}
    if verdict is Verdict.NOT:
        parameters = {"needed": "7.0 GB", "spare": "4.0 GB"}
    return Expectation(fit, f"fit-{verdict}", parameters)


@dataclass
class FakeStorage:
    """Moves nothing, and tells where to."""

    library: FakeLibrary
    failure: DeskhandError | None = None
    left: tuple[Path, ...] = ()

    def move_to(
        self,
        folder: Path,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> tuple[Path, ...]:
        if self.failure:
            raise self.failure
        self.library.folder = folder
        return self.left


@dataclass
class FakeSecrets:
    """A key store in memory."""

    found: KeyStoreState = KeyStoreState.AVAILABLE
    kept: dict[str, str] = field(default_factory=dict)
    once: dict[str, str] = field(default_factory=dict)
    failure: DeskhandError | None = None

    def state(self) -> KeyStoreState:
        return self.found

    def keep(self, name: str, secret: str) -> None:
        if self.failure:
            raise self.failure
        self.kept[name] = secret

    def use_for_this_run(self, name: str, secret: str) -> None:
        if self.failure:
            raise self.failure
        self.once[name] = secret

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)
        self.once.pop(name, None)

    def where(self, name: str) -> Literal["kept", "this-run"] | None:
        if name in self.once:
            return "this-run"
        return "kept" if name in self.kept else None


@dataclass
class FakeModels:
    """The fakes behind a page, for a test to set and to look at.

    Attributes:
        advice: What is known of models here.
        foreign: The models of other programs.
        kit: The kit that is found.
        offline: Whether nothing may be fetched.
        started_with: Name of the model that the program was started with.
    """

    library: FakeLibrary
    settings: SettingsStore
    memory: Memory
    tests: FakeSelfTests = field(default_factory=FakeSelfTests)
    secrets: FakeSecrets = field(default_factory=FakeSecrets)
    advice: Advice = field(default_factory=Advice)
    foreign: tuple[ForeignModel, ...] = ()
    kit: Path | None = None
    offline: bool = False
    started_with: str | None = None

    def __post_init__(self) -> None:
        self.storage = FakeStorage(self.library)
        self.fetching = ModelFetching(self.library, memory=self.memory)
        self.testing = SelfTesting(self.tests)
        self.work = ModelWork(self.library, self.storage)
        self.licences = AcceptedLicences(self.library.folder / "accepted_licences.json")

    def in_use(self) -> Path | None:
        """Return the file of the model that the program was started with, the chosen, or the best one."""
        chosen = self.started_with or self.settings.options.model
        found = (model.path for model in self.library.here if model.name == chosen)
        return next(found, self.library.default())

    def services(self) -> ModelServices:
        """Return them in one piece."""
        return ModelServices(
            library=self.library,
            fetching=self.fetching,
            settings=self.settings,
            in_use=self.in_use,
            testing=self.testing,
            work=self.work,
            secrets=self.secrets,
            licences=self.licences,
            advise=lambda: self.advice,
            elsewhere=lambda: self.foreign,
            find_kit=lambda: self.kit,
            offline=self.offline,
        )

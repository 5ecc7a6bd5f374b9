"""Makes every object once and hands them to each other."""

import logging
import logging.handlers
import os
from dataclasses import dataclass
from pathlib import Path

from app.documents.saving import reading
from app.engine.back_ends import installed_back_ends
from app.engine.client import EngineClient
from app.engine.fitting import Fitting
from app.history.runs import RunStore
from app.model_library.errand import Outside
from app.model_library.library import ModelLibrary
from app.model_library.licences import AcceptedLicences
from app.model_library.sources import host_of
from app.paths import Places
from app.records import Language
from app.settings.options import BYTES_A_MEGABIT
from app.settings.secrets import SecretStore
from app.settings.state import StateStore
from app.settings.store import SettingsStore
from app.tasks.assist.quick_assist import QuickAssist
from app.tasks.assist.tool import ToolBox
from app.tasks.assist.tool_calling import ToolCalling
from app.tasks.email.address_book import ChosenAddressBook
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.mail_knowledge import MailKnowledge
from app.tasks.email.office_profile import ProfileFile
from app.tasks.email.own_templates import OwnTemplates
from app.tasks.email.templates import TemplateLibrary
from app.tasks.forms.filling import FormFilling
from app.tasks.inquiries.candidate_examples import ExampleProposing
from app.tasks.inquiries.sorting import InquirySorting
from app.tasks.keywords.picking import KeywordPicking
from app.wiring.advice import ModelAdvice
from app.wiring.assist import quick_assist
from app.wiring.assist_tools import assist_tools
from app.wiring.engine_keeper import EngineKeeper, SelfTests
from app.wiring.model_storage import ModelStorage


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a front end needs, built once."""

    places: Places
    settings: SettingsStore
    state: StateStore
    runs: RunStore
    library: ModelLibrary
    licences: AcceptedLicences
    secrets: SecretStore
    storage: ModelStorage
    advice: ModelAdvice
    engine_keeper: EngineKeeper
    self_tests: SelfTests
    templates: TemplateLibrary
    own_templates: OwnTemplates
    profile: ProfileFile
    knowledge: MailKnowledge
    email: EmailDrafting
    keywords: KeywordPicking
    inquiries: InquirySorting
    example_proposing: ExampleProposing
    forms: FormFilling
    assist: QuickAssist
    tools: ToolBox
    tool_calling: ToolCalling
    offline: bool
    """True when nothing may be fetched."""

    def close(self) -> None:
        """End the engine and close the records."""
        self.engine_keeper.close()
        self.runs.close()


def build(
    data_dir: Path | None = None, *, model: str | None = None, offline: bool = False, verbose: bool = False
) -> Desk:
    """Build everything over *data_dir*, or over the system's folder for this user.

    Args:
        data_dir: Folder of everything that Deskhand keeps.
        model: Name or path of the model for this run; None takes the chosen or the best one.
        offline: Whether downloads are refused.
        verbose: Whether the log also holds what matters to developers only.

    Raises:
        DocumentError: The folder cannot be made.
        LibraryError: *model* is not there.
    """
    places = _made_places(data_dir)
    _keep_log(places, verbose=verbose)
    settings = SettingsStore(places.settings_file)
    runs = RunStore(places.records_file, enabled=lambda: settings.options.keep_records)
    secrets = SecretStore()
    licences = AcceptedLicences(places.licences_file)
    library = _library(places, settings, secrets, licences, offline=offline)
    if model:
        library.find(model)  # a named model that is not there is told before any work begins
    fitting = _fitting(places, settings)
    keeper = _engine_keeper(places, settings, library, fitting, model)
    templates = TemplateLibrary(places.data / "templates")
    profile = ProfileFile(places.data / "office.yaml")
    address_book = ChosenAddressBook(lambda: settings.options.address_book)
    keywords = KeywordPicking(keeper.find, runs)
    tools = assist_tools(address_book, templates, runs, lambda: _chosen_language(settings))
    return Desk(
        places=places,
        settings=settings,
        state=StateStore(places.state_file),
        runs=runs,
        library=library,
        licences=licences,
        secrets=secrets,
        storage=ModelStorage(library, settings, keeper),
        advice=ModelAdvice(library, fitting),
        engine_keeper=keeper,
        self_tests=SelfTests(keeper, fitting),
        templates=templates,
        own_templates=OwnTemplates(places.data / "templates"),
        profile=profile,
        knowledge=MailKnowledge(address_book, profile, runs.recipients),
        email=EmailDrafting(templates, keeper.find, runs, runs.recipients),
        keywords=keywords,
        inquiries=InquirySorting(keeper.find, runs, lambda: settings.options.sure_enough, places.cache),
        example_proposing=ExampleProposing(keeper.find),
        forms=FormFilling(keeper.find, runs),
        assist=quick_assist(places.data, keeper.find_urgent, keywords),
        tools=tools,
        tool_calling=ToolCalling(tools.descriptions, keeper.find_urgent),
        offline=offline,
    )


def _made_places(data_dir: Path | None) -> Places:
    """Return where everything is kept, with its folders made."""
    places = Places.over(data_dir)
    with reading(places.data):
        places.models.mkdir(parents=True, exist_ok=True)
        places.logs.mkdir(exist_ok=True)
    return places


def _fitting(places: Places, settings: SettingsStore) -> Fitting:
    return Fitting(
        places.self_tests_file,
        installed=lambda: installed_back_ends(places.back_ends),
        spare_battery=lambda: settings.options.spare_battery,
    )


def _chosen_language(settings: SettingsStore) -> Language | None:
    chosen = settings.options.language
    return None if chosen == "system" else chosen


def _library(
    places: Places,
    settings: SettingsStore,
    secrets: SecretStore,
    licences: AcceptedLicences,
    *,
    offline: bool,
) -> ModelLibrary:
    chosen = settings.options.models_folder
    return ModelLibrary(
        places.models,
        chosen_folder=Path(chosen) if chosen else None,
        user_catalogue=places.data / "models.yaml",
        offline=offline,
        outside=Outside(
            choose_endpoint=lambda: settings.options.hub_endpoint,
            token=lambda host: secrets.get(host) or _token_of_environment(host),
            licence_needed=licences.needed,
            limit=lambda: settings.options.download_limit * BYTES_A_MEGABIT,
        ),
    )


def _token_of_environment(host: str) -> str | None:
    """Return the token that the environment holds, for the hub that it is meant for."""
    token = os.environ.get("HF_TOKEN", "").strip()
    return token if token and host == host_of() else None


def _engine_keeper(
    places: Places, settings: SettingsStore, library: ModelLibrary, fitting: Fitting, model: str | None
) -> EngineKeeper:
    """Return the keeper of *model*'s engine, or of the chosen one's."""
    keeper = EngineKeeper(
        library,
        chosen=lambda: model or _installed_choice(library, settings),
        make=lambda path: EngineClient(
            path,
            log_file=places.logs / f"engine-{os.getpid()}.log",
            cache_folder=places.cache / "prefixes",
            idle_seconds=lambda: 60.0 * settings.options.idle_minutes,
            settings=fitting.settings,
            back_ends=fitting.back_ends,
        ),
    )
    settings.changed.subscribe(lambda _: keeper.restart_idle_clock())
    return keeper


def _installed_choice(library: ModelLibrary, settings: SettingsStore) -> str | None:
    """Return the model that the user chose, unless it was removed since."""
    chosen = settings.options.model
    return chosen if chosen and any(chosen == model.name for model in library.installed()) else None


class _LogFile(logging.handlers.RotatingFileHandler):
    """A log that is silent where it cannot be written, as on a full disk: its own mishaps are no user's business."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Leave *record* out."""


def _keep_log(places: Places, *, verbose: bool) -> None:
    """Write the log of this run to the data folder; it holds no text of the user's."""
    root = logging.getLogger("app")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for handler in [h for h in root.handlers if isinstance(h, logging.handlers.RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()
    handler = _LogFile(
        places.logs / "deskhand.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)

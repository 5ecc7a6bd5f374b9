"""Where data, caches, logs and models are kept.

DATA_DIR/                     --data-dir, or the system's folder for Deskhand
  models/*.gguf               installed models, and *.part while they arrive
  settings.json               the user's choices
  state.json                  what the program remembers by itself
  self_tests.json             how each model is loaded best on this machine
  accepted_licences.json      the licences of models that the user has accepted
  records.sqlite3             every run
  office.yaml                 what the office says of itself in mails, also edited by hand
  backends/*                  folders with llama.cpp's libraries for graphics processors, put there by hand
  instance.lock, instance.key the running program, and how another start reaches it
  cache/                      may be deleted at any time
  logs/                       one file for the program, one for the engine child
"""

from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one installation; nothing is created by asking for them."""

    data: Path
    """Everything Deskhand keeps."""

    @classmethod
    def of_this_user(cls) -> "Places":
        """Return the places in the system's own folder for this user's programs."""
        return cls(platformdirs.user_data_path("Deskhand", appauthor=False))

    @classmethod
    def over(cls, data_dir: Path | None) -> "Places":
        """Return the places in *data_dir*, or in the system's own folder where none is given."""
        return cls(data_dir.absolute()) if data_dir else cls.of_this_user()

    @property
    def models(self) -> Path:
        """Folder of the installed models."""
        return self.data / "models"

    @property
    def settings_file(self) -> Path:
        """File with the user's choices."""
        return self.data / "settings.json"

    @property
    def state_file(self) -> Path:
        """File with what the program remembers by itself, such as the window's place."""
        return self.data / "state.json"

    @property
    def self_tests_file(self) -> Path:
        """File with what was found out about each model's speed on this machine."""
        return self.data / "self_tests.json"

    @property
    def licences_file(self) -> Path:
        """File with the licences of models that the user has accepted."""
        return self.data / "accepted_licences.json"

    @property
    def back_ends(self) -> Path:
        """Folder of back ends, each a folder with llama.cpp's libraries."""
        return self.data / "backends"

    @property
    def records_file(self) -> Path:
        """Database of runs."""
        return self.data / "records.sqlite3"

    @property
    def office_file(self) -> Path:
        """File with what the office says of itself in mails."""
        return self.data / "office.yaml"

    @property
    def cache(self) -> Path:
        """Folder that may be deleted at any time."""
        return self.data / "cache"

    @property
    def logs(self) -> Path:
        """Folder of log files."""
        return self.data / "logs"

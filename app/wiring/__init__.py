"""The one place where objects are made and handed to each other."""

from app.wiring.desk import Desk, build
from app.wiring.engine_keeper import EngineKeeper, SelfTests

__all__ = ["Desk", "EngineKeeper", "SelfTests", "build"]

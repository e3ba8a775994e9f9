"""Pictures of the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ui.scenes import Scene, Stage
from ui.settings.page import PARTS, SettingsPage


def settings_scenes() -> list[Scene]:
    """Each part, and the base after its check."""
    return [*(Scene(f"settings-{key}", _shows(key)) for key in PARTS), Scene("settings-base-checked", _checked)]


def _shows(key: str) -> Callable[[Stage], None]:
    return lambda stage: stage.open("settings", page=key)


def _checked(stage: Stage) -> Iterator[None]:
    from ui.settings.base import BasePart

    stage.open("settings", page="base")
    yield
    page = stage.page
    assert isinstance(page, SettingsPage)
    part = page.part
    assert isinstance(part, BasePart)
    stage.click(part.check)
    yield

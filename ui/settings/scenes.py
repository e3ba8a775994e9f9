"""Pictures of the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ui.i18n import tr
from ui.scenes import Scene, Stage
from ui.settings.page import PARTS, SettingsPage
from ui.settings.part import Part


def settings_scenes() -> list[Scene]:
    """Each part, and the base after its check."""
    return [
        *(Scene(f"settings-{key}", _shows(key)) for key in PARTS),
        Scene("settings-base-checked", _checked),
        Scene("settings-figures-tried", _figures),
        Scene("settings-copies-made", _copies),
        Scene("settings-new-code", _new_code),
        Scene("settings-protection", _protection),
        Scene("settings-tiers-rule", _rule),
        Scene("settings-tiers-preview", _preview),
        Scene("settings-tiers-changed", _tiers),  # the last one: it leaves unsaved changes behind
    ]


def _shows(key: str) -> Callable[[Stage], None]:
    return lambda stage: stage.open("settings", page=key)


def _copies(stage: Stage) -> Iterator[None]:
    from ui.settings.copies import CopiesPart

    stage.open("settings", page="copies")
    yield
    for _ in range(2):
        part = _part(stage)
        assert isinstance(part, CopiesPart)
        stage.click(part.make)
        yield


def _rule(stage: Stage) -> Iterator[None]:
    from ui.settings.tiers import TiersPart

    stage.open("settings", page="tiers")
    yield
    part = _part(stage)
    assert isinstance(part, TiersPart)
    stage.click(next(line for line in part.lines if line.draft().palette == "vip").rule_button)
    yield


def _preview(stage: Stage) -> Iterator[None]:
    from ui.settings.tiers import TiersPart

    stage.open("settings", page="tiers")
    yield
    part = _part(stage)
    assert isinstance(part, TiersPart)
    stage.click(part.rules.preview)
    yield


def _figures(stage: Stage) -> Iterator[None]:
    from ui.settings.figures import FiguresPart

    if stage.desk.figures.is_due():
        stage.desk.figures.reckon()
    stage.open("settings", page="figures")
    yield
    yield  # until it is read
    part = _part(stage)
    assert isinstance(part, FiguresPart)
    part.lost.set_text("120")
    yield
    stage.click(part.preview)
    yield
    part.take_as_kept()  # the next picture asks about no changes
    yield


def _tiers(stage: Stage) -> Iterator[None]:
    from ui.settings.tiers import TiersPart

    stage.open("settings", page="tiers")
    yield
    part = _part(stage)
    assert isinstance(part, TiersPart)
    stage.click(part.plus)
    yield
    stage.type(part.lines[-1].name, tr("Wholesale", "sample tier"))
    yield


def _new_code(stage: Stage) -> Iterator[None]:
    from ui.settings.base import BasePart

    stage.open("settings", page="base")
    yield
    part = _part(stage)
    assert isinstance(part, BasePart)
    stage.click(part.replace)
    yield


def _protection(stage: Stage) -> None:
    from ui.protection import open_protection

    stage.open("settings", page="base")
    open_protection(stage.window)


def _part(stage: Stage) -> Part | None:
    page = stage.page
    assert isinstance(page, SettingsPage)
    return page.part


def _checked(stage: Stage) -> Iterator[None]:
    from ui.settings.base import BasePart

    stage.open("settings", page="base")
    yield
    part = _part(stage)
    assert isinstance(part, BasePart)
    stage.click(part.check)
    yield

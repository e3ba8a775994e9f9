"""Every screen and state of the clients, for the tour."""

from __future__ import annotations

from collections.abc import Iterator

from ui.scenes import Scene, Stage


def client_scenes() -> list[Scene]:
    """The list, its states, the card, the form, their dialogs."""
    return [Scene("clients-list", lambda stage: stage.open("clients"))]


def _bulk(stage: Stage) -> Iterator[None]:
    stage.open("clients")
    yield

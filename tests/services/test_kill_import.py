"""An import that is killed: wholly there or not at all, it goes on where it was, and can be taken back as if whole."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.imports import ImportCheck
from tests.services.imported import brought, csv_file, planned
from tests.services.killing import Said, rounds, told, took, whole
from tests.services.test_kill import LONG, Filled
from tests.story.canonical import canonical

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and forks as POSIX does")
SHORT = 3
HEAD = ("Код", "ФИО", "Телефон", "Город", "Метки")
OLD, NEW = 60, 60


def people(first: int, count: int, city: str, tag: str) -> list[tuple[str, ...]]:
    """Rows of a list."""
    return [
        (f"К-{n:04d}", f"Клиентова Анна{n:04d}", f"8916{n:07d}", city, tag) for n in range(first, first + count)
    ]  # fmt: skip


class Listed(Filled):
    """A base into which one list was brought; the next list changes everyone of it and adds as many."""

    def __init__(self, room: Path) -> None:
        super().__init__(room)
        self.file = csv_file(room / "next.csv", [HEAD, *people(0, OLD + NEW, "Омск", "вторые")])
        desk = self.sign_in()
        brought(desk, csv_file(room / "first.csv", [HEAD, *people(0, OLD, "Тула", "первые")]))
        self.before = canonical(desk)
        applied = brought(desk, self.file)
        self.after = canonical(desk)
        desk.importing.undo(applied.batch)
        assert canonical(desk) == self.before
        desk.close()
        self.keep()


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Listed:
    """Made once; each round begins anew."""
    return Listed(tmp_path_factory.mktemp("listed"))


def bring(place: Listed, say: Said) -> None:
    desk = place.sign_in()
    plan = planned(desk, place.file)
    say("ready")
    check = desk.importing.check(plan)
    say("checked")
    desk.importing.apply(check.batch)
    say("applied")
    time.sleep(60)


def take_back(place: Listed, say: Said) -> None:
    desk = place.sign_in()
    batch = brought(desk, place.file).batch
    say("ready")
    desk.importing.undo(batch)
    say("undone")
    time.sleep(60)


def content(state: dict[str, Any]) -> dict[str, Any]:
    """The base without what is given anew to each new client: its random name and the moment of its making."""
    clients = [{**client, "created_at": ""} for client in state["clients"].values()]
    return {**state, "clients": sorted(clients, key=lambda client: str(client["draft"]["name"]))}


def goes_on(desk: Desk) -> None:
    """Finish what was cut short, as the program offers it."""
    for batch in desk.importing.unfinished():
        result = desk.importing.resume(batch.id)
        if isinstance(result, ImportCheck):
            desk.importing.apply(result.batch)


@pytest.mark.proves("F13")
@pytest.mark.proves("F23")
@pytest.mark.attack("T16")
@pytest.mark.parametrize("count", [SHORT, LONG])
def test_killed_while_importing(listed: Listed, count: int) -> None:
    outcomes = set()
    listed.begin_anew()
    for seconds in rounds(count, 1.2 * took(bring, listed, "applied")):
        listed.begin_anew()
        said = told(bring, listed, seconds)
        desk = listed.sign_in()
        assert whole(desk) == []
        left = bool(desk.importing.unfinished())
        done = canonical(desk) != listed.before
        outcomes.add((bool(said), left, done))
        assert done or "applied" not in said
        assert left or done or "checked" not in said
        if not done and not left:  # killed before anything was staged
            brought(desk, listed.file)
        goes_on(desk)
        assert desk.importing.unfinished() == []
        assert content(canonical(desk)) == content(listed.after)
        assert whole(desk) == []
        assert len(desk.clients.ids(ClientFilter(tags=("вторые",)))) == OLD + NEW
        [newest, *_] = desk.importing.batches()
        desk.importing.undo(newest.id)
        assert canonical(desk) == listed.before
        desk.close()
    assert len(outcomes) > 1 or count == SHORT


@pytest.mark.proves("N07")
@pytest.mark.attack("T16")
@pytest.mark.parametrize("count", [SHORT, LONG])
def test_killed_while_taking_an_import_back(listed: Listed, count: int) -> None:
    listed.begin_anew()
    for seconds in rounds(count, 1.2 * took(take_back, listed, "undone")):
        listed.begin_anew()
        said = told(take_back, listed, seconds)
        desk = listed.sign_in()
        assert whole(desk) == []
        now = canonical(desk)
        undone = now == listed.before
        assert undone or content(now) == content(listed.after)
        assert undone or not said
        if not undone:
            desk.importing.undo(desk.importing.batches()[0].id)
            assert canonical(desk) == listed.before
        desk.close()

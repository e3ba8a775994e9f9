"""A leaving that is cut short: killed, on a full disk, stopped. It has wholly happened or not at all, and goes on."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.data.storage import Closed
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.errors import CrmError, Frozen, Invalid, NoSpace
from clientcrm.domain.leaving import HandOver
from tests.services.disks import SmallDisk
from tests.services.killing import Moment, Place, Said, Touch, rounds, told, took, whole
from tests.services.leavers import ANNA, IGOR, OWN_PASSWORD, everything, person, phone
from tests.support import PASSWORD, Shop

SHORT, LONG = 2, pytest.param(100, marks=pytest.mark.slow)
FREEZING, CLIENTS = "person.frozen", 5


@pytest.fixture
def shop(staffed: Shop) -> Shop:
    """Four people, ten clients in two portfolios."""
    return staffed


@dataclass(frozen=True, slots=True)
class State:
    """What a person sees of a leaving: which file, whether access is off, whose the clients are, what is unfinished."""

    generation: int
    active: bool
    left: int
    unfinished: bool

    @classmethod
    def of(cls, desk: Desk) -> State:
        """As the base is now."""
        people = {each.name: each for each in desk.staff.people()}
        unfinished = [each.person for each in desk.leaving.pending()]
        assert people[IGOR].leaving == (unfinished == [IGOR])
        return cls(desk._keys.generation, people[IGOR].active, people[IGOR].clients, unfinished == [IGOR])


# Nothing has happened; the access is off and nothing else; all of it has.
BEFORE, FROZEN, AFTER = State(1, True, CLIENTS, False), State(1, False, CLIENTS, True), State(2, False, 0, False)


# ---------------------------------------------------------------- killed


class Staffed(Place):
    """The shop, with a keystore in a file."""

    def __init__(self, shop: Shop, room: Path) -> None:
        super().__init__(room)
        for base_uuid, secret in shop.device.secrets.items():
            self.device.put_secret(base_uuid, secret)
        shutil.copytree(shop.folder, self.folder)
        self.keep()


def leave(place: Staffed, say: Said) -> None:
    desk = place.sign_in()
    say("ready")
    desk.leaving.run(person(desk, IGOR), HandOver((person(desk, ANNA),)), PASSWORD)
    say("left")
    desk.clients.create(ClientDraft(name="После"))
    say("written")
    time.sleep(60)


# What is found after a kill at each of these; the times beside them fall wherever the machine lets them.
EXPECTED: Mapping[Moment, State] = {
    Touch("os.rename", "keys.json.new"): BEFORE,
    Touch("os.rename", "keys.prev.json.new"): FROZEN,
    Touch("open", "clients.2.db"): FROZEN,  # empty
    Touch("open", "clients.2.db", 2): FROZEN,  # filled, not verified
    Touch("os.rename", "keys.json.new", 2): FROZEN,  # verified, not yet the base
    Touch("os.rename", "keys.prev.json.new", 2): AFTER,
    Touch("os.remove", "clients.1.db"): AFTER,
    Touch("open", "*.crmb.part"): AFTER,
}


@pytest.mark.skipif(sys.platform == "win32", reason="kills and forks as POSIX does")
@pytest.mark.proves("N06")
@pytest.mark.attack("T16")
@pytest.mark.parametrize("count", [SHORT, LONG])
def test_t16_killed_at_any_moment_it_is_wholly_before_or_wholly_after(shop: Shop, tmp_path: Path, count: int) -> None:
    desk = shop.sign_in()
    before = everything(desk)
    shop.close()
    place = Staffed(shop, tmp_path / "room")
    seconds = took(leave, place, "left")
    for moment in (*EXPECTED, *rounds(count, seconds * 1.1)):
        place.begin_anew()
        said = told(leave, place, moment)
        desk = place.sign_in()
        state = State.of(desk)
        assert state in ([EXPECTED[moment]] if moment in EXPECTED else [BEFORE, FROZEN, AFTER])
        assert state == AFTER or "left" not in said  # what was said is done
        assert whole(desk) == []
        assert [path.name for path in place.folder.glob("*.db")] == [f"clients.{state.generation}.db"]
        after = everything(desk)
        assert {key: after.get(key) for key in before} == before
        assert list(desk.clients.ids(ClientFilter(text=phone(7)))) == [7]
        if state != AFTER:  # begun again, it is done
            report = desk.leaving.run(person(desk, IGOR), HandOver((person(desk, ANNA),)), PASSWORD)
            assert report.clients == CLIENTS
            assert State.of(desk) == AFTER
        assert desk.leaving.report(person(desk, IGOR)).clients == CLIENTS
        desk.close()
        with pytest.raises(Frozen):
            place.sign_in(OWN_PASSWORD, IGOR)
        heir = place.sign_in(OWN_PASSWORD, ANNA)
        assert heir.clients.card(7).name == "Клиент 7"
        heir.close()


# ---------------------------------------------------------------- a full disk


@pytest.mark.attack("T18")
@pytest.mark.parametrize("free", [0, 1, 3, 6, 12, 40, 90, 130, 170, 210])
def test_t18_on_a_full_disk_nothing_is_lost_and_the_same_desk_goes_on(
    shop: Shop, small_disk: Callable[[str], SmallDisk], free: int
) -> None:
    disk = small_disk("6m")
    moved = disk.take_in(shop)
    desk = moved.sign_in()
    igor, anna = person(desk, IGOR), person(desk, ANNA)
    before = everything(desk)
    disk.leave(free)
    with suppress(NoSpace, OSError, CrmError):
        desk.leaving.run(igor, HandOver((anna,)), PASSWORD)
    disk.make_room()
    made = desk.clients.create(ClientDraft(name="В том же окне"))
    state = State.of(desk)
    assert state in (BEFORE, FROZEN, AFTER)
    if state != AFTER:
        assert desk.leaving.run(igor, HandOver((anna,)), PASSWORD).clients == CLIENTS
    assert State.of(desk) == AFTER
    after = everything(desk)
    assert {key: after.get(key) for key in before} == before
    assert whole(desk) == []
    desk.close()
    again = moved.sign_in()
    assert (again.clients.card(made).name, whole(again)) == ("В том же окне", [])
    again.close()
    assert [path.name for path in moved.folder.glob("*.db")] == ["clients.2.db"]


@pytest.mark.attack("T18")
def test_a_full_disk_at_the_copy_that_follows_is_told_and_undoes_nothing(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = shop.sign_in()

    def full(*_: object) -> None:
        raise NoSpace(2, 1)

    monkeypatch.setattr(desk.backup, "make", full)
    report = desk.leaving.run(person(desk, IGOR), HandOver((person(desk, ANNA),)), PASSWORD)
    assert report.backup is None
    assert State.of(desk) == AFTER
    monkeypatch.undo()
    assert desk.backup.due()  # the next exit makes it


# ---------------------------------------------------------------- stopped, or found to be impossible halfway


class Stopped(Exception):
    """The person pressed Stop."""


class Stopping:
    """A progress bar whose Stop is pressed at once."""

    def step(self, done: int, total: int) -> None:
        """Stop."""
        assert 0 < done <= total
        raise Stopped


def test_stopped_it_leaves_the_access_off_and_the_rest_as_it_was(shop: Shop) -> None:
    desk = shop.sign_in()
    igor, anna = person(desk, IGOR), person(desk, ANNA)
    before = everything(desk)
    with pytest.raises(Stopped):
        desk.leaving.run(igor, HandOver((anna,)), PASSWORD, Stopping())
    assert State.of(desk) == FROZEN
    assert everything(desk) == before
    assert [path.name for path in shop.folder.glob("*.db")] == ["clients.1.db"]
    assert whole(desk) == []
    desk.close()
    again = shop.sign_in()
    assert State.of(again) == FROZEN
    again.leaving.run(igor, HandOver((anna,)), PASSWORD)
    assert State.of(again) == AFTER
    assert whole(again) == []


def test_a_client_who_turned_up_meanwhile_where_nobody_reads_stops_it(shop: Shop) -> None:
    """Between the question and the deed somebody put a client of the leaver elsewhere."""
    desk = shop.sign_in()
    igor, anna = person(desk, IGOR), person(desk, ANNA)
    alone = desk.staff.add_portfolio("Только владелец", [], PASSWORD)
    ready = desk._key_changes.edit

    def and_then(*arguments: Any) -> Any:
        answer: Any = ready(*arguments)
        made = desk.clients.create(ClientDraft(name="Чужой", portfolio=alone))
        desk.clients.mass_assign([made], igor)
        return answer

    desk._key_changes.edit = and_then  # type: ignore[method-assign, assignment]
    with pytest.raises(Invalid) as error:
        desk.leaving.run(igor, HandOver((anna,)), PASSWORD)
    assert error.value.fields == {"successors": "cannot_read"}
    assert whole(desk) == []
    assert desk._keys.generation == 1
    desk.clients.create(ClientDraft(name="Дальше"))
    desk.close()
    assert whole(shop.sign_in()) == []


@pytest.mark.attack("T19")
def test_a_keystore_or_disk_that_fails_at_the_very_end_never_splits_the_base(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """keys.json names the new file already, the call fails all the same: nothing may go into the old file then."""
    from clientcrm.vault import replacing

    desk = shop.sign_in()
    igor, anna = person(desk, IGOR), person(desk, ANNA)
    desk.staff.freeze(igor, PASSWORD)
    syncing = replacing.sync_folder

    def fails_after_the_rename(folder: Path) -> None:
        syncing(folder)
        from clientcrm.vault.header_file import read_header

        if read_header(shop.folder).generation == 2:
            raise OSError(5, "EIO")

    monkeypatch.setattr(replacing, "sync_folder", fails_after_the_rename)
    with pytest.raises(OSError, match="EIO"):
        desk.leaving.run(igor, HandOver((anna,)), PASSWORD)
    monkeypatch.undo()
    with pytest.raises(Closed):
        desk.clients.create(ClientDraft(name="В никуда"))
    with suppress(Exception):
        desk.close()
    again = shop.sign_in()
    assert State.of(again) == AFTER
    assert "В никуда" not in {row.name for row in again.clients.rows(list(again.clients.ids(ClientFilter())))}
    assert whole(again) == []

"""A program that is killed: what it said is done is there, what it had begun is wholly there or not at all."""

from __future__ import annotations

import multiprocessing
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from clientcrm.data.backups import require_whole
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.errors import Busy, WrongPassword
from clientcrm.domain.settings import NewBase
from tests.data_layer.test_migrations import NEXT, next_program
from tests.services.killing import Job, Place, Said, Touch, rounds, told, whole
from tests.support import OWNER, PASSWORD, SHOP

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and forks as POSIX does")

SHORT, LONG = 5, pytest.param(50, marks=pytest.mark.slow)
NEW = "новый-пароль-{}"


class Filled(Place):
    """A base with twenty clients."""

    def __init__(self, room: Path) -> None:
        super().__init__(room)
        made = self.crm.create(self.folder, NewBase(SHOP, OWNER, PASSWORD, "Магазин"))
        for number in range(20):
            made.desk.clients.create(ClientDraft(name=f"Клиент {number}", note="о" * 2000))
        made.desk.close()
        self.code = made.recovery_code
        self.keep()


@pytest.fixture
def place(tmp_path: Path) -> Filled:
    """A base with twenty clients."""
    return Filled(tmp_path)


# ---------------------------------------------------------------- what is done is there


def write_clients(place: Filled, say: Said) -> None:
    desk = place.sign_in()
    say("ready")
    while True:
        say(desk.clients.create(ClientDraft(name="Записан", note="о" * 500)))


@pytest.mark.proves("F23")
@pytest.mark.attack("T15")
@pytest.mark.parametrize("count", [SHORT, LONG])
def test_killed_while_writing(place: Filled, count: int) -> None:
    done: set[int] = set()
    for seconds in rounds(count, 0.1):
        done |= set(told(write_clients, place, seconds, after=3))
        desk = place.sign_in()
        assert done <= set(desk.clients.ids(ClientFilter()))
        assert whole(desk) == []
        desk.close()
    assert len(done) >= 3 * count


def come_in(place: Filled, say: Said) -> None:
    say("ready")
    try:
        desk = place.sign_in()
    except Busy:
        say("busy")
    else:
        desk.clients.create(ClientDraft(name="Первый"))
        say("inside")
        time.sleep(60)


@pytest.mark.attack("T22")
@pytest.mark.parametrize("newer", [False, True], ids=["as it is", "bringing it up"])
def test_t22_of_many_programs_that_open_at_once_one_gets_in(
    place: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newer: bool
) -> None:
    if newer:
        next_program(tmp_path, monkeypatch)  # whoever gets in has a step of migration to do
    for _ in range(1 if newer else 3):
        place.begin_anew()
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        everyone = [context.Process(target=come_in, args=(place, theirs.send)) for _ in range(4)]
        for process in everyone:
            process.start()
        said = []
        while sum(word != "ready" for word in said) < len(everyone):
            assert ours.poll(120)
            said.append(ours.recv())
        for process in everyone:
            process.kill()
            process.join()
        assert sorted(word for word in said if word != "ready") == ["busy"] * 3 + ["inside"]
        desk = place.sign_in()
        assert (desk.clients.everyone(), whole(desk)) == (21, [])
        assert (desk._storage.revision() == NEXT) is newer
        desk.close()


# ---------------------------------------------------------------- copies


def make_copies(place: Filled, say: Said) -> None:
    desk = place.sign_in()
    say("ready")
    while True:
        desk.clients.create(ClientDraft(name="Между копиями", note="о" * 500))
        say(desk.backup.make().path.name)


# The second copy is begun, is packed and not yet verified, has no name yet.
HALF_A_COPY = (Touch("open", "copy.db", 5), Touch("open", "*.crmb.part", 5), Touch("os.rename", "*.crmb.part", 2))


@pytest.mark.proves("F23")
@pytest.mark.attack("T16")
@pytest.mark.parametrize("count", [SHORT, LONG])
def test_killed_while_copying(place: Filled, tmp_path: Path, count: int) -> None:
    folder = place.folder / "backups"
    interrupted = 0
    for number, moment in enumerate((*HALF_A_COPY, *rounds(count, 0.6))):
        said = told(make_copies, place, moment)
        left = [path for path in folder.glob("*") if path.suffix != ".crmb"]
        left += list(folder.glob(".making-*"))
        interrupted += bool(left)
        copies = list(folder.glob("*.crmb"))
        for path in copies:
            require_whole(path)
        desk = place.sign_in()
        assert whole(desk) == []
        assert {made.path for made in desk.backup.all()} == set(copies)
        made = desk.backup.make()
        assert made.path in {each.path for each in desk.backup.all()}
        assert [path for path in folder.iterdir() if path.suffix != ".crmb"] == []
        everyone = desk.clients.everyone()
        desk.close()
        if number % 10 == 0 and said:
            place.crm.restore(made.path, tmp_path / f"back{number}", password=PASSWORD)
            back = place.crm.sign_in(tmp_path / f"back{number}", OWNER, PASSWORD)
            assert (back.clients.everyone(), whole(back)) == (everyone, [])
            back.close()
            place.begin_anew()
    assert interrupted >= len(HALF_A_COPY)


# ---------------------------------------------------------------- keys: wholly before or wholly after


def change_passwords(place: Filled, say: Said) -> None:
    desk = place.sign_in()
    say("ready")
    desk.change_password(PASSWORD, NEW.format(1))
    say(1)
    for number in range(1, 1000):
        desk.change_password(NEW.format(number), NEW.format(number + 1))
        say(number + 1)


@pytest.mark.attack("T16")
@pytest.mark.parametrize("count", [SHORT, LONG])
def test_killed_while_changing_the_password(place: Filled, count: int) -> None:
    for seconds in rounds(count, 0.15):
        place.begin_anew()
        said = told(change_passwords, place, seconds)
        last = said[-1] if said else 0
        opening = []
        for number in range(last + 2):
            with suppress(WrongPassword):
                desk = place.sign_in(NEW.format(number) if number else PASSWORD)
                assert (desk.clients.everyone(), whole(desk)) == (20, [])
                desk.close()
                opening.append(number)
        assert opening in ([last], [last + 1])


def recover(place: Filled, say: Said) -> None:
    say("ready")
    made = place.crm.recover(place.folder, place.code, NEW.format(1))
    say(made.recovery_code)
    made.desk.clients.create(ClientDraft(name="После"))
    say("written")
    time.sleep(60)


def replace_code(place: Filled, say: Said) -> None:
    desk = place.sign_in()
    say("ready")
    say(desk.replace_recovery_code(PASSWORD))
    desk.clients.create(ClientDraft(name="После"))
    say("written")
    time.sleep(60)


@pytest.mark.attack("T16")
@pytest.mark.parametrize("count", [SHORT, LONG])
@pytest.mark.parametrize(("work", "new"), [(recover, NEW.format(1)), (replace_code, PASSWORD)])
def test_killed_while_the_base_gets_a_new_key(place: Filled, work: Job[Filled], new: str, count: int) -> None:
    expected = {Touch("os.rename", "keys.json.new"): 1, Touch("os.rename", "keys.prev.json.new"): 2}
    for moment in (*expected, *rounds(count, 0.5)):
        place.begin_anew()
        said = told(work, place, moment)
        desk = None
        for password in dict.fromkeys((PASSWORD, new)):
            with suppress(WrongPassword):
                desk = place.sign_in(password)
                break
        assert desk is not None
        generation = desk._keys.generation
        assert generation == expected.get(moment, generation)  # type: ignore[call-overload]
        assert generation == 2 or not said  # what was said is done
        assert desk.clients.everyone() == 20 + said.count("written") or desk.clients.everyone() == 21
        assert whole(desk) == []
        assert [path.name for path in place.folder.glob("*.db")] == [f"clients.{generation}.db"]
        desk.close()
        code = said[0] if said else place.code if generation == 1 else None
        if code is not None:
            place.crm.recover(place.folder, code, NEW.format(9)).desk.close()


# ---------------------------------------------------------------- a base in the making


def create(place: Filled, say: Said) -> None:
    say("ready")
    place.crm.create(place.folder.parent / "new", NewBase(SHOP, OWNER, PASSWORD, "Магазин")).desk.close()
    say("made")


@pytest.mark.parametrize("count", [SHORT, LONG])
def test_killed_while_a_base_is_made(place: Filled, count: int) -> None:
    new = place.folder.parent / "new"
    for seconds in rounds(count, 0.6):
        said = told(create, place, seconds)
        if (new / "keys.json").exists():
            desk = place.crm.sign_in(new, OWNER, PASSWORD)
            assert (desk.clients.everyone(), whole(desk)) == (0, [])
            desk.close()
        else:
            assert not said
        shutil.rmtree(new, ignore_errors=True)

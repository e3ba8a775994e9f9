"""Bytes that changed by themselves or by somebody without a key: told, or harmless, never a silent difference.

What is promised of the write-ahead log is less (SQLite drops everything behind a frame whose sum does not fit): a
changed log may lose what was written since the last lock or exit, as a power cut may; after them it is empty.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Crm, Desk
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import CrmError, DamagedBase, OlderThanSeen
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.vault.device import MemoryDeviceStore
from tests.services.raw import PAGE, Kept, contents, database, make_filled
from tests.support import CHEAP, OWNER, PASSWORD, Shop


def fill(desk: Desk) -> None:
    """A bit of everything, and a few values that need pages of their own."""
    for number in range(12):
        phone = ContactDraft(ContactKind.PHONE, f"+791620400{number:02d}", f"+791620400{number:02d}", primary=True)
        draft = ClientDraft(
            name=f"Клиент {number}",
            city="Москва",
            tags=("опт", f"метка {number}"),
            note="о" * (10 if number % 4 else 6000),
            contacts=(phone,),
        )
        client = desk.clients.create(draft)
        desk.timeline.record(InteractionDraft(client, EntryKind.CALL, f"разговор {number}"))
        line = LineDraft("Пуэр", 1000, 50000 + number)
        desk.sales.add(PurchaseDraft(client, date(2026, 6, 1), lines=(line,), comment="пьёт утром"))


def everything(desk: Desk) -> list[Any]:
    """All that the program shows of the base."""
    ids = list(desk.clients.ids(ClientFilter()))
    found: list[Any] = [
        ids,
        desk.clients.rows(ids),
        desk.tiers.all(),
        desk.fields.all(),
        desk.segments.all(),
        desk.shop,
    ]
    found += [list(desk.clients.ids(ClientFilter(text=text))) for text in ("клиент", "метка 7", "+79162040005")]
    for client in ids:
        found += [desk.clients.card(client), desk.timeline.entries(client), desk.sales.purchases(client)]
        found += [desk.clients.show_contacts(client).contacts]
    return found


@dataclass
class Rounds:
    """One changed byte after another, each on the base as it was."""

    shop: Shop
    kept: Kept
    whole: list[Any]
    outcomes: Counter[str] = field(default_factory=Counter)

    def spoiled(self, spoil: Callable[[Path], None], what: str) -> None:
        """Spoil the closed base and look at everything: told, or the same."""
        self.kept.put_back()
        spoil(database(self.shop.folder))
        try:
            desk = self.shop.sign_in()
        except (CrmError, OSError) as error:
            self.outcomes[f"opening: {type(error).__name__}"] += 1
            return
        told = [f"{line.name}: {line.detail}" for line in desk.checking.run() if not line.ok]
        try:
            same = everything(desk) == self.whole
        except (CrmError, OSError) as error:
            same = False
            self.outcomes[f"reading: {type(error).__name__}"] += 1
        else:
            self.outcomes["told by the check" if told else "harmless"] += 1
        finally:
            self._end(desk)
        assert told or same, f"{what}: other data and not a word"

    def _end(self, desk: Desk) -> None:
        try:
            desk.close()
        except (CrmError, OSError) as error:
            self.outcomes[f"closing: {type(error).__name__}"] += 1


@pytest.fixture(scope="module")
def filled_template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """A shop with a bit of everything."""
    return make_filled(tmp_path_factory.mktemp("flips"), fill)


@pytest.fixture
def rounds(filled_template: Callable[[Path], Shop], tmp_path: Path) -> Rounds:
    """The base, a copy of it, and what it shows when it is whole."""
    shop = filled_template(tmp_path / "base")
    kept = Kept(shop, tmp_path / "kept")
    desk = shop.sign_in()
    whole = everything(desk)
    desk.close()
    kept.put_back()
    return Rounds(shop, kept, whole)


def flip(path: Path, at: int, bit: int) -> None:
    """Change one bit."""
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes((byte ^ 1 << bit,)))


SHORT, LONG = 30, pytest.param(1000, marks=pytest.mark.slow)


@pytest.mark.attack("T2")
@pytest.mark.parametrize("count", [SHORT, LONG])
def test_flipped_bits_of_the_base(rounds: Rounds, count: int) -> None:
    chance = random.Random(count)
    size = database(rounds.shop.folder).stat().st_size
    assert size > 60 * PAGE
    for _ in range(count):
        at, bit = chance.randrange(size), chance.randrange(8)
        rounds.spoiled(lambda path, at=at, bit=bit: flip(path, at, bit), f"bit {bit} of byte {at}")
    assert rounds.outcomes["harmless"] == 0  # every byte of the file is under a seal


def zeroed(page: int) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(page * PAGE)
            file.write(bytes(PAGE))

    return spoil


def swapped(one: int, other: int) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        data = path.read_bytes()
        pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
        pages[one], pages[other] = pages[other], pages[one]
        path.write_bytes(b"".join(pages))

    return spoil


@pytest.mark.attack("T21")
@pytest.mark.parametrize("count", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_emptied_and_swapped_pages_of_the_base(rounds: Rounds, count: int) -> None:
    """A page of nothing but zeros passes the cipher's seal: the check finds it."""
    chance = random.Random(count)
    pages = database(rounds.shop.folder).stat().st_size // PAGE
    for _ in range(count):
        page = chance.randrange(pages)
        rounds.spoiled(zeroed(page), f"page {page} zeroed")
        one, other = chance.sample(range(pages), 2)
        rounds.spoiled(swapped(one, other), f"pages {one} and {other} swapped")
    assert rounds.outcomes["harmless"] == 0


# ---------------------------------------------------------------- copies


@pytest.mark.attack("T2")
@pytest.mark.parametrize("count", [SHORT, LONG])
def test_flipped_bits_of_a_copy(rounds: Rounds, tmp_path: Path, count: int) -> None:
    rounds.kept.put_back()
    desk = rounds.shop.sign_in()
    copy = desk.backup.make(tmp_path / "copies").path
    desk.close()
    whole = copy.read_bytes()
    head = len(whole) - database(rounds.shop.folder).stat().st_size
    chance = random.Random(count)
    anchors = dict(rounds.shop.device.anchors)
    outcomes: Counter[str] = Counter()
    for number in range(count):
        # Half of them in the words at its head, where a change may be read before it is noticed.
        at = chance.randrange(max(head, 1000)) if number % 2 else chance.randrange(len(whole))
        copy.write_bytes(whole)
        flip(copy, at, chance.randrange(8))
        device = MemoryDeviceStore()
        device.secrets.update(rounds.shop.device.secrets)
        device.anchors.update(anchors)
        crm, target = Crm(kdf=CHEAP, device=device, clock=rounds.shop.clock), tmp_path / f"back{number}"
        try:
            crm.restore(copy, target, person=OWNER, password=PASSWORD)
        except (CrmError, OSError) as error:
            outcomes[type(error).__name__] += 1
            assert not target.exists()
            continue
        restored = crm.sign_in(target, OWNER, PASSWORD)
        outcomes["harmless"] += 1
        assert everything(restored) == rounds.whole, f"byte {at}: other data and not a word"
        restored.close()
    assert outcomes["harmless"] <= count // 10  # a letter of base64 may carry bits that nobody reads


# ---------------------------------------------------------------- the write-ahead log


@pytest.mark.attack("T11")
@pytest.mark.parametrize("count", [6, pytest.param(200, marks=pytest.mark.slow)])
def test_a_changed_log_after_a_kill_loses_at_most_what_came_after_the_last_lock(
    rounds: Rounds, tmp_path: Path, count: int
) -> None:
    shop = rounds.shop
    rounds.kept.put_back()
    desk = shop.sign_in()
    for number in range(20):
        desk.clients.create(ClientDraft(name=f"После {number:02d}", note="о" * 300))
    killed = Kept(shop, tmp_path / "killed")
    desk.close()
    everyone = [f"После {number:02d}" for number in range(20)]
    chance = random.Random(count)
    for _ in range(count):
        killed.put_back()
        log = Path(f"{database(shop.folder)}-wal")
        Path(f"{database(shop.folder)}-shm").unlink(missing_ok=True)
        flip(log, chance.randrange(log.stat().st_size), chance.randrange(8))
        desk = shop.sign_in()
        assert [line for line in desk.checking.run() if not line.ok] == []
        after = [row.name for row in desk.clients.rows(desk.clients.ids(ClientFilter(text="после")))]
        assert after == everyone[: len(after)]
        assert desk.clients.everyone() == 12 + len(after)
        desk.close()


@pytest.mark.attack("T11")
def test_after_the_desk_closes_the_log_is_empty_and_a_lost_one_loses_nothing(rounds: Rounds) -> None:
    shop = rounds.shop
    desk = shop.sign_in()
    desk.clients.create(ClientDraft(name="Последний"))
    log = Path(f"{database(shop.folder)}-wal")
    assert log.stat().st_size > 0
    desk.close()
    assert not log.exists()
    assert shop.sign_in().clients.everyone() == 13
    shop.close()


@pytest.mark.attack("T11")
def test_a_log_put_back_from_earlier_is_not_read_into_the_base(rounds: Rounds) -> None:
    shop = rounds.shop
    desk = shop.sign_in()
    desk.clients.create(ClientDraft(name="Один"))
    log = Path(f"{database(shop.folder)}-wal")
    earlier = log.read_bytes()
    desk.close()
    desk = shop.sign_in()
    desk.clients.create(ClientDraft(name="Два"))
    desk.close()
    log.write_bytes(earlier)
    before = contents(shop.folder)
    with pytest.raises((DamagedBase, OlderThanSeen)):
        shop.sign_in()
    assert contents(shop.folder) == before
    log.unlink()
    assert shop.sign_in().clients.everyone() == 14
    shop.close()

"""The power goes: of what was written after the last flush some reached the disk, in any order, or in part."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from clientcrm.domain.clients import ClientDraft, ClientFilter
from tests.services.raw import Kept, database
from tests.support import Shop

SECTOR = 512


def left_of(log: bytes, flushed: int, chance: random.Random) -> bytes:
    """The log after the cut: the flushed part whole, of the rest some sectors, the others as the disk had them."""
    rest = log[flushed:]
    length = chance.randrange(len(rest) + 1)
    sectors = [rest[at : min(at + SECTOR, length)] for at in range(0, length, SECTOR)]
    return log[:flushed] + b"".join(part if chance.random() < 0.5 else bytes(len(part)) for part in sectors)


@pytest.mark.proves("F23")
@pytest.mark.attack("T17")
@pytest.mark.parametrize("count", [8, pytest.param(200, marks=pytest.mark.slow)])
def test_what_was_acknowledged_before_the_power_went_is_there(shop: Shop, tmp_path: Path, count: int) -> None:
    log = Path(f"{database(shop.folder)}-wal")
    desk = shop.sign_in()
    flushed = []
    for number in range(12):
        desk.clients.create(ClientDraft(name=f"Клиент {number:02d}", note="о" * 900))
        flushed.append(log.stat().st_size)
    whole, kept = log.read_bytes(), Kept(shop, tmp_path / "kept")
    desk.close()
    assert sorted(set(flushed)) == flushed  # each of them made the log longer before it was acknowledged
    chance = random.Random(count)
    for _ in range(count):
        acknowledged = chance.randrange(len(flushed))
        kept.put_back()
        Path(f"{database(shop.folder)}-shm").unlink(missing_ok=True)
        log.write_bytes(left_of(whole, flushed[acknowledged], chance))
        desk = shop.sign_in()
        names = [row.name for row in desk.clients.rows(desk.clients.ids(ClientFilter()))]
        assert names == [f"Клиент {number:02d}" for number in range(len(names))]
        assert len(names) > acknowledged
        assert [line.name for line in desk.checking.run() if not line.ok] == []
        desk.close()

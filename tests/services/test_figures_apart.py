"""The reckoning in a process of its own: the same figures, no keys and no names over there, and no harm if it dies."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.figures import FigureOptions
from tests.rules.sources import ROOT
from tests.services.golden import GOLDEN_LOST
from tests.services.raw import raw
from tests.support import Shop

_LOADED = """
import json, sys
from datetime import date
from clientcrm.services.analytics.worker import serve
from clientcrm.services.kept_figures import Asked
from clientcrm.services.analytics.reckoned import reckoned
reckoned(Asked(date(2024, 6, 30), None, None, None), dict.fromkeys(("receipt", "client", "day", "total", "sale"), b""))
print(json.dumps(sorted(sys.modules)))
"""


@pytest.fixture
def golden(golden_shop: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """The golden shop on its day."""
    made = golden_shop(tmp_path / "base")
    yield made
    made.close()


@pytest.fixture
def desk(golden: Shop) -> Desk:
    """The owner, with the golden threshold."""
    desk = golden.sign_in()
    desk.figures.decide(FigureOptions(lost_after=GOLDEN_LOST))
    return desk


def kept(shop: Shop) -> list[tuple[object, ...]]:
    """Every kept figure of every client; numbers as they are said to nine digits."""
    with raw(shop) as connection:
        rows = connection.execute("select * from client_figures order by client_id").fetchall()
    return [tuple(float(f"{one:.9g}") if isinstance(one, float) else one for one in row) for row in rows]


@pytest.mark.proves("F44")
def test_apart_or_not_they_are_the_same(golden: Shop, desk: Desk) -> None:
    here = desk.figures.reckon()
    before = kept(golden)
    apart = desk.figures.reckon(apart=True)
    assert len(before) == 9
    assert kept(golden) == before
    assert (apart.clients, apart.lost_after, apart.lost_source) == (here.clients, here.lost_after, here.lost_source)
    assert apart.model == pytest.approx(here.model)
    assert multiprocessing.active_children() == []


def test_a_base_without_sales_is_reckoned_apart_too(shop: Shop) -> None:
    made = shop.sign_in().figures.reckon(apart=True)
    assert (made.clients, made.lost_source) == (0, "preset")


def test_who_makes_way_leaves_the_figures_as_they_were_and_no_process_behind(golden: Shop, desk: Desk) -> None:
    desk.figures.reckon()
    before = kept(golden)
    golden.clock.go(days=60)

    class Enough(Exception):
        pass

    def step(_done: int, _total: int) -> None:
        if multiprocessing.active_children():
            raise Enough

    with pytest.raises(Enough):
        desk.figures.reckon(step, apart=True)
    assert kept(golden) == before
    assert multiprocessing.active_children() == []


def test_making_way_while_they_are_written_keeps_none_of_them(golden: Shop, desk: Desk) -> None:
    desk.figures.reckon()
    before = kept(golden)
    golden.clock.go(days=60)

    def step(done: int, _total: int) -> None:
        if done == 3:  # the write has begun
            raise InterruptedError

    with pytest.raises(InterruptedError):
        desk.figures.reckon(step)
    assert kept(golden) == before


def test_a_process_that_dies_is_done_without(golden: Shop, desk: Desk) -> None:
    ended: list[int | None] = []

    def step(_done: int, _total: int) -> None:
        for child in multiprocessing.active_children():
            child.kill()
            ended.append(child.pid)

    made = desk.figures.reckon(step, apart=True)
    assert ended
    assert (made.clients, made.as_of) == (9, date(2024, 6, 30))
    assert len(kept(golden)) == 9


@pytest.mark.proves("F44")
def test_no_keys_and_no_base_are_where_they_are_reckoned() -> None:
    """What the process loads to do its work; it is handed columns of whole numbers and nothing else."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(json.loads(done.stdout))
    assert "pandas" in loaded
    strange = {"sqlalchemy", "sqlcipher3", "cryptography", "keyring", "PySide6", "clientcrm.crm", "clientcrm.data"}
    assert not loaded & strange
    assert not {name for name in loaded if name.startswith(("clientcrm.vault", "clientcrm.data"))}

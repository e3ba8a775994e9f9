"""What every test stands on: a shop, no window on the screen, the person's files untouched, no unexpected warning."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from clientcrm.crm import Desk
    from tests.support import Shop

# Before Qt is imported anywhere: it reads this once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Deadlines mean nothing on shared cores; a submission must not fail for the luck of a draw, a developer's run may.
settings.register_profile("shop", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.register_profile("same", settings.get_profile("shop"), derandomize=True)
settings.load_profile("shop")


FULL_EVERY = 50
_turns: list[str] = []


def pytest_runtest_logfinish(nodeid: str) -> None:
    """Once the screens have switched the automatic collector off, collect between tests, in this thread."""
    if gc.isenabled():
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    from ui.garbage import collect

    _turns.append(nodeid)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what the test asked to delete, first
    collect(2 if len(_turns) % FULL_EVERY == 0 else 1)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """One base per run, copied for every test."""
    from tests.support import make_template

    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def shop(template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A fresh shop."""
    made = template(tmp_path / "base")
    yield made
    made.close()


@pytest.fixture
def desk(shop: Shop) -> Desk:
    """The owner, signed in."""
    return shop.sign_in()


@pytest.fixture(scope="session")
def golden_shop(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """The golden shop on its day, written down once; each test copies it."""
    from tests.services.golden import GOLDEN_DAY, fill_golden
    from tests.services.raw import make_filled
    from tests.support import Clock

    return make_filled(tmp_path_factory.mktemp("golden_shop"), fill_golden, Clock(GOLDEN_DAY))


class _Kept(logging.Handler):
    """Keeps what is logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless it says @pytest.mark.expects_log("part of it") and it comes."""
    kept = _Kept()
    logging.getLogger().addHandler(kept)
    yield
    logging.getLogger().removeHandler(kept)
    expected = [str(text) for mark in request.node.iter_markers("expects_log") for text in mark.args]
    unexpected = [line for line in kept.lines if not any(text in line for text in expected)]
    missing = [text for text in expected if not any(text in line for line in kept.lines)]
    if unexpected or missing:
        pytest.fail("\n".join([*unexpected, *(f"expected in the log, did not come: {text}" for text in missing)]))


@pytest.fixture(scope="session", autouse=True)
def compiled_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """Statements are compiled once per run, not once per base; what looks through memory has the real way."""
    with pytest.MonkeyPatch.context() as patch:
        if request.config.option.markexpr not in ("alone", "keystore"):
            from tests.compiled import share

            share(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[None]:
    """The person's folders and keystore stay untouched: an empty home, and no keystore but with `-m keystore`."""
    home = tmp_path_factory.mktemp("home")
    places = {"HOME": "", "XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": ".local/share", "XDG_STATE_HOME": ".state"}
    changed = {name: str(home / folder) for name, folder in places.items()}
    if request.config.option.markexpr != "keystore":
        changed["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in changed.items():
            patch.setenv(name, value)
        yield

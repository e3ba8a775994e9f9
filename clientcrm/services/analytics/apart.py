"""The reckoning in a process of its own: numpy and pandas hold one Python still for a quarter of a second at a time."""

from __future__ import annotations

import multiprocessing
import pickle
from array import array
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from clientcrm.files.wire import unpacked
from clientcrm.memory import open_to_children
from clientcrm.services.analytics.worker import serve

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# How often whoever waits says whether it is still wanted.
_LOOK = 0.1


def reckoned_apart(
    asked: Any, columns: Mapping[str, array[int] | bytes], still_wanted: Callable[[], None], of: str = "figures"
) -> tuple[dict[str, Any], list[bytes]] | None:
    """As `reckoned` answers, or `tried_by_portions` for the tiers; None where the process could not begin or broke off.

    It is given ids, days and sums, no key and no name. `still_wanted` is called while it works; what that raises ends
    the process.
    """
    spawn = multiprocessing.get_context("spawn")
    pipe, other = spawn.Pipe(duplex=True)
    process = spawn.Process(target=serve, args=(other, asked, tuple(columns), of), name="reckoner", daemon=True)
    try:
        with open_to_children():
            try:
                process.start()
            except OSError:
                return None
            finally:
                other.close()
            with suppress(BrokenPipeError, ConnectionResetError):  # the silence that follows says it as well
                for numbers in columns.values():
                    still_wanted()
                    pipe.send_bytes(numbers)
        return _answer(pipe, still_wanted)
    finally:
        pipe.close()
        if process.pid is not None:
            process.kill()
            process.join()
        process.close()


def _answer(pipe: Connection, still_wanted: Callable[[], None]) -> tuple[dict[str, Any], list[bytes]] | None:
    try:
        while not pipe.poll(_LOOK):
            still_wanted()
        went_by, count = unpacked(pipe.recv_bytes())
        return went_by, [pipe.recv_bytes() for _ in range(count)]
    except (EOFError, OSError, pickle.UnpicklingError):
        return None

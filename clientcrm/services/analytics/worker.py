"""The reckoning process: it is given numbers, gives back numbers, and makes way for whatever else the computer does."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from clientcrm.files.confine import confine, silence
from clientcrm.files.wire import packed

_LESS = 5
_BELOW_NORMAL = 0x4000


def serve(pipe: Connection, asked: Any, names: tuple[str, ...], of: str) -> None:
    """Take a message for each column, answer with what the figures go by and then portion by portion, and end.

    `of`: figures of clients, or tiers by rule.
    """
    confine()
    silence()
    _make_way()
    for library in ("OPENBLAS", "OMP", "MKL"):  # one thread beside a window; each more would hold memory of its own
        os.environ[f"{library}_NUM_THREADS"] = "1"
    with suppress(EOFError, OSError):  # nobody waits for it any more
        columns = {name: pipe.recv_bytes() for name in names}
        went_by, portions = _work(of)(asked, columns)
        pipe.send_bytes(packed((went_by, len(portions))))
        for portion in portions:
            pipe.send_bytes(portion)


def _work(of: str) -> Callable[[Any, dict[str, bytes]], tuple[dict[str, Any], list[bytes]]]:
    if of == "tiers":
        from clientcrm.services.analytics.tried_tiers import tried_by_portions

        return tried_by_portions
    from clientcrm.services.analytics.reckoned import reckoned

    return reckoned


def _make_way() -> None:
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        with suppress(OSError):
            os.nice(_LESS)

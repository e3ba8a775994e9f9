"""Whether a window can be shown here: Qt ends the whole program, with a text of its own, where it cannot.

Nobody is called: what listens on this computer stands in /proc/net, and the program reaches no network.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

_WITHOUT_SCREEN = frozenset({"offscreen", "minimal"})
_THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})
_FIRST_PORT = 6000
_LISTENING = "0A"


def has_display(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> bool:
    """Whether a display is named and there: a screen or a connection that is gone leaves its name behind."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen.split(":")[0] not in _WITHOUT_SCREEN
    if not system.startswith("linux"):
        return True
    return _wayland(environment) or _x(environment.get("DISPLAY", ""))


def _wayland(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and (Path(environment.get("XDG_RUNTIME_DIR", "/")) / name).is_socket()


def _x(name: str) -> bool:
    """By the name of a display: ":0", "unix:0", "host:10.0", or the path of its socket. Other hosts are believed."""
    if name.startswith("/"):
        return Path(name).is_socket() or Path(re.sub(r"\.\d+$", "", name)).is_socket()
    found = re.fullmatch(r"(?:\w+/)?(.*?):(\d+)(?:\.\d+)?", name)
    if found is None:
        return False
    host, number = found[1].strip("[]"), int(found[2])
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
        return Path(path).is_socket() or any(line.endswith(f"@{path}") for line in _lines("unix"))
    return host not in _THIS_COMPUTER or _port_is_open(_FIRST_PORT + number)


def _port_is_open(port: int) -> bool:
    """Whether somebody on this computer takes calls there: ssh does for a display that is somewhere else."""
    ending = f":{port:04X}"
    rows = (line.split() for name in ("tcp", "tcp6") for line in _lines(name))
    return any(len(row) > 3 and row[1].endswith(ending) and row[3] == _LISTENING for row in rows)


def _lines(name: str) -> list[str]:
    try:
        return Path("/proc/net", name).read_text("utf-8", "replace").splitlines()
    except OSError:
        return []

"""The robber's own process: the window as he sees it, read by a machine, and then every byte of its memory.

python -m tests.story.spy BASE KEYSTORE ROOM — leaves ROOM/window.txt and ROOM/memory.bin.
"""

from __future__ import annotations

import gc
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from clientcrm.crm import Crm, Desk
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.errors import CrmError
from clientcrm.vault.device import FileDeviceStore
from clientcrm.vault.passwords import KdfPolicy

NAME, PASSWORD = "Борис", "свой-пароль-7"  # not from where the planted secrets are made: they would be in memory
ROLES = (*range(30), *range(256, 276))


def main(base: Path, keystore: Path, room: Path) -> None:
    """Look at everything that the program shows, then at everything that it holds."""
    crm = Crm(kdf=KdfPolicy(8, 1, 1), device=FileDeviceStore(keystore))
    desk, close, said = open_window(crm, base, room)
    seen = look_around(desk)
    (room / "window.txt").write_text("\n".join(said()), "utf-8")
    held = [repr(vars(thing)) for thing in gc.get_objects() if type(thing).__module__.startswith(("clientcrm", "ui."))
            and hasattr(thing, "__dict__")]  # fmt: skip
    with (room / "memory.bin").open("wb") as out:
        out.write("\n".join(held).encode("utf-8", "replace"))
        for part in own_memory():
            out.write(part)
    close()
    seen.clear()


def open_window(crm: Crm, base: Path, room: Path) -> tuple[Desk, Callable[[], None], Callable[[], Iterator[str]]]:
    """The program's own window at the list of clients."""
    from PySide6.QtWidgets import QApplication

    from ui import i18n, theme
    from ui.background import Background
    from ui.context import Context, Relay, read_known
    from ui.errors import show_error
    from ui.main_window import MainWindow
    from ui.preferences import Preferences

    app = QApplication([])
    i18n.set_language("ru")
    theme.start(app, "light", 100)
    background, relay = Background(show_error), Relay()
    desk = crm.sign_in(base, NAME, PASSWORD, relay.publish)
    context = Context(crm, desk, relay, read_known(desk), background, Preferences(room / "window.json"))
    window = MainWindow(context)
    window.resize(1440, 900)
    window.show()
    window.start("clients")

    def settle() -> None:
        for _ in range(20):
            while background.busy():
                app.processEvents()
            app.processEvents()
            time.sleep(0.002)

    def close() -> None:
        settle()
        window.retire()
        background.close()
        desk.close()

    def said() -> Iterator[str]:
        settle()
        yield from spoken(window)

    return desk, close, said


def spoken(window: Any) -> Iterator[str]:
    """Everything that a table gives to a drag, a clipboard or a screen reader, in any role of any cell."""
    from PySide6.QtGui import QAccessible, QGuiApplication
    from PySide6.QtWidgets import QAbstractItemView, QWidget

    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if model is None:
            continue
        cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
        for cell in cells:
            yield from (str(value) for value in (cell.data(role) for role in ROLES) if value is not None)
        if cells:
            carried = model.mimeData(cells)
            yield from (bytes(carried.data(kind).data()).decode("utf-8", "replace") for kind in carried.formats())
    for widget in window.findChildren(QWidget):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None:
            kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)
            yield from (interface.text(kind) for kind in kinds)
        yield widget.toolTip()
    yield QGuiApplication.clipboard().text()


def look_around(desk: Desk) -> list[object]:
    """Every card that there is by its number, the contacts that the quota gives, what a search finds; all held."""
    seen: list[object] = []
    for client in range(1, 100):
        for look in (desk.clients.card, desk.timeline.entries, desk.clients.show_contacts, desk.clients.form):
            with suppress(CrmError):
                seen.append(look(client))
    for text in ("клиент", "79", "тайная"):
        seen.append(desk.clients.rows(list(desk.clients.ids(ClientFilter(text=text)))))
        seen.append(desk.clients.more_ids(ClientFilter(text=text)))
    desk.flush()
    return seen


def own_memory() -> Iterator[bytes]:
    """What may be written in this process, region after region."""
    if not Path("/proc/self/maps").exists():
        return
    with Path("/proc/self/maps").open(encoding="ascii", errors="replace") as maps:
        regions = [re.match(r"(\w+)-(\w+) (....)", line) for line in maps.read().splitlines()]
    with Path("/proc/self/mem").open("rb", 0) as memory:
        for region in regions:
            if region and region[3].startswith("rw"):
                start, end = int(region[1], 16), int(region[2], 16)
                try:
                    memory.seek(start)
                    yield memory.read(end - start)
                except (OSError, OverflowError, ValueError):
                    continue


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

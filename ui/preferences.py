"""What this computer remembers about the looks: language, theme, scale, layouts. Never anything that a base holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

T = TypeVar("T")

SCALES: Final = (90, 100, 115, 130)
DENSITIES: Final = (32, 40, 48)
THEMES: Final = ("system", "light", "dark")
LANGUAGES: Final = ("system", "ru", "en")


def default_path() -> Path:
    """The file in the user's own settings folder."""
    from platformdirs import user_config_path

    return user_config_path("clientcrm", appauthor=False) / "window.json"


class Preferences(QObject):
    """Values by name, kept in one small JSON file; a file that cannot be read counts as empty."""

    density_changed = Signal(int)

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._path = path or default_path()
        self._values: dict[str, Any] = _read(self._path)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(500)
        self._soon.timeout.connect(self.save)

    # ------------------------------------------------------------ any value

    def get(self, key: str, default: T) -> T:
        """The value kept under the key, if it is of the default's kind."""
        value = self._values.get(key, default)
        fits = default is None or isinstance(value, type(default))
        return value if fits else default

    def set(self, key: str, value: object) -> None:
        """Keep a JSON value; it reaches the disk half a second later."""
        if self._values.get(key) != value:
            self._values[key] = value
            self._soon.start()

    def save(self) -> None:
        """Write now, all or nothing. A disk that refuses costs only the remembering."""
        self._soon.stop()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            growing = self._path.with_suffix(".part")
            growing.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            growing.replace(self._path)
        except OSError:
            import logging

            logging.getLogger("ui").warning("the window's settings could not be written")

    # ------------------------------------------------------------ known values

    @property
    def language(self) -> str:
        """system, ru or en."""
        return self._one_of("language", LANGUAGES)

    @language.setter
    def language(self, value: str) -> None:
        self.set("language", value)

    @property
    def theme(self) -> str:
        """system, light or dark."""
        return self._one_of("theme", THEMES)

    @theme.setter
    def theme(self, value: str) -> None:
        self.set("theme", value)

    @property
    def scale(self) -> int:
        """90, 100, 115 or 130 %."""
        value = self.get("scale", 100)
        return value if value in SCALES else 100

    @scale.setter
    def scale(self, value: int) -> None:
        self.set("scale", value)

    @property
    def density(self) -> int:
        """Height of a table row at 100 %: 32, 40 or 48."""
        value = self.get("density", 40)
        return value if value in DENSITIES else 40

    @density.setter
    def density(self, value: int) -> None:
        if value != self.density:
            self.set("density", value)
            self.density_changed.emit(value)

    @property
    def last_base(self) -> Path | None:
        """The folder opened last."""
        text = self.get("last_base", "")
        return Path(text) if text else None

    @last_base.setter
    def last_base(self, value: Path | None) -> None:
        self.set("last_base", str(value) if value else "")

    def _one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.get(key, allowed[0])
        return value if value in allowed else allowed[0]


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}

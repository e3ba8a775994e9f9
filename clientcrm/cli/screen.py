"""What a terminal shows: tables aligned whatever the letters, colour and progress bars where somebody looks."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
import unicodedata
from collections.abc import Sequence
from typing import TextIO

_BAR, _LONGEST_COLUMN, _BETWEEN = 28, 44, "  "
_AT_ONCE = 0.1
_BREAKS = re.compile(r"[\r\n\t\v\f]+")
COLOURS = {"head": "1", "good": "32", "warn": "33", "bad": "31", "dim": "2"}


def is_terminal(stream: TextIO) -> bool:
    """Whether somebody looks at it who can see colour."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def painted(text: str, colour: str, stream: TextIO | None = None) -> str:
    """The text in a colour, plain where it goes into a file."""
    where = stream or sys.stdout
    if not text or not is_terminal(where) or (sys.platform == "win32" and not os.environ.get("WT_SESSION")):
        return text
    return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m"


def width_of(text: str) -> int:
    """Cells on a terminal: wide letters take two, accents none."""
    cells = 0
    for char in text:
        if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn"):
            continue
        cells += 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
    return cells


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Rows under their heads; columns in `right` (numbers) end at the same place. Long texts are cut on a terminal."""
    clean = [[_BREAKS.sub(" ", cell) for cell in row] for row in rows]
    widths = [
        min(_LONGEST_COLUMN, max(width_of(cell) for cell in column)) for column in zip(heads, *clean, strict=True)
    ]
    if sys.stdout.isatty():
        widths = _narrowed(widths, shutil.get_terminal_size((100, 24)).columns)
    else:
        widths = [max(width_of(cell) for cell in column) for column in zip(heads, *clean, strict=True)]
    lines = [painted(_line(heads, widths, right), "head")]
    lines += [_line(row, widths, right) for row in clean]
    return "\n".join(lines)


def pairs(rows: Sequence[tuple[str, str]]) -> str:
    """Names and values, the values under each other; those without a value are left out."""
    filled = [(name, value) for name, value in rows if value]
    widest = max((width_of(name) for name, _ in filled), default=0)
    return "\n".join(f"{_fitted(name, widest, to_right=False)}{_BETWEEN}{value}" for name, value in filled)


class Progress:
    """A bar on standard error while somebody looks at it; nothing at all otherwise."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._shown = sys.stderr.isatty()
        self._drawn = 0.0
        self._last = ""

    def step(self, done: int, total: int) -> None:
        """So much of so much is done; redrawn at most ten times a second."""
        now = time.monotonic()
        if not self._shown or (now - self._drawn < _AT_ONCE and done < total):
            return
        self._drawn = now
        share = min(1.0, done / total) if total > 0 else 0.0
        filled = int(share * _BAR)
        line = f"{self._title}  {'█' * filled}{'·' * (_BAR - filled)} {share * 100:3.0f} %"
        if line != self._last:
            self._last = line
            sys.stderr.write(f"\r{line}")
            sys.stderr.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self._last:
            sys.stderr.write(f"\r{' ' * width_of(self._last)}\r")
            sys.stderr.flush()
            self._last = ""


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    fitted = [_fitted(cell, widths[n], to_right=n in right) for n, cell in enumerate(cells)]
    return _BETWEEN.join(fitted).rstrip()


def _fitted(text: str, width: int, *, to_right: bool) -> str:
    if width_of(text) > width:
        while text and width_of(text) > width - 1:
            text = text[:-1]
        text += "…"
    gap = " " * (width - width_of(text))
    return gap + text if to_right else text + gap


def _narrowed(widths: list[int], room: int) -> list[int]:
    """The widest columns give way until the line fits."""
    widths = list(widths)
    while sum(widths) + len(_BETWEEN) * (len(widths) - 1) > room and max(widths) > len("…") * 8:
        widths[widths.index(max(widths))] -= 1
    return widths

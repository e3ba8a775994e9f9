"""An employee with the own password, the whole folder, this computer's keystore, the sources and a Python prompt.

python -m tests.story.red_team FOLDER prints what each attempt got.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.story.raid import Attempt, Got, Scene, prepare
from tests.story.tries_at_files import FILES
from tests.story.tries_in_program import PROGRAM

ATTEMPTS: tuple[Attempt, ...] = (*FILES, *PROGRAM)


@dataclass(frozen=True, slots=True)
class Result:
    """What an attempt got, and whether the journal tells of it."""

    attempt: Attempt
    got: Got
    told: bool

    @property
    def held(self) -> bool:
        """Cryptography lets nothing go; the program lets go what it says and leaves its entry."""
        if self.got.things and not self.attempt.gives:
            return False
        return self.attempt.badge == "cryptography" or self.told


def attempt(scene: Scene, one: Attempt) -> Result:
    """Try one thing on a fresh copy of the shop."""
    raid = scene.raid()
    try:
        got = one.act(raid)
        return Result(one, got, told=bool(got.entry) and got.entry in raid.robbers_entries())
    finally:
        raid.shop.close()


def table(results: Sequence[Result]) -> str:
    """One line per attempt: badge, what it got, how it ended, the entry that tells of it."""
    rows = [("", "attempt", "badge", "got", "how it ended", "entry")]
    for result in results:
        got = f"{len(result.got.things)}: {result.got.things[0]} ..." if result.got.things else "nothing"
        entry = result.got.entry if result.told else "-" if not result.got.entry else f"no {result.got.entry}"
        mark = "held" if result.held else "LOST"
        rows.append((mark, result.attempt.name, result.attempt.badge, got, result.got.said, entry))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def main(arguments: Sequence[str]) -> int:
    """Try everything in a folder of its own; 1 if something was lost."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # one of them opens the window
    where = Path(arguments[0]) if arguments else None
    if where is not None:
        where.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=where) as room:
        scene = prepare(Path(room))
        results = [attempt(scene, one) for one in ATTEMPTS]
    print(table(results))  # noqa: T201
    return 0 if all(result.held for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

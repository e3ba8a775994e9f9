"""Start the program: the command line if a command is given, the window otherwise."""

from __future__ import annotations

import builtins
import multiprocessing
import sys
from typing import TYPE_CHECKING

from clientcrm import memory

if TYPE_CHECKING:
    from argparse import Namespace

WITH_VALUE = {"--base", "--user", "--password-file", "--lang"}
WITHOUT_WINDOW = {"-h", "--help", "--version", "--json", "--debug"}


def main(arguments: list[str]) -> int:
    """Do what the arguments ask for; the answer is the exit status."""
    memory.close_off()
    if command_in(arguments) or WITHOUT_WINDOW & set(arguments):
        from clientcrm.cli import main as run_command

        return run_command(arguments, draw=draw_tour)
    try:
        load_qt()
    except ModuleNotFoundError as missing:
        from clientcrm.cli import words_for
        from clientcrm.cli.speech import speech_asked

        sys.stderr.write(words_for(missing, speech_asked(arguments).language) + "\n")
        return 1
    from ui.app import main as open_window

    return open_window(arguments)


def command_in(arguments: list[str]) -> str:
    """The first word that is neither an option nor an option's value; empty without one."""
    words = iter(arguments)
    for word in words:
        if word in WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def draw_tour(options: Namespace) -> tuple[list[str], list[str]]:
    """Every screen as a picture, and what could not be drawn: the one command that needs the screens."""
    load_qt()
    from ui.tour import draw

    return draw(options)


def load_qt() -> None:
    """Load Qt without its replacement of __import__, which slows every later import (six heavy ones: 2.1 to 1.6 s)."""
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main(sys.argv[1:]))

"""Start the program: the command line if a command is given, the window otherwise."""

from __future__ import annotations

import builtins
import multiprocessing
import os
import sys
from typing import TYPE_CHECKING

from clientcrm import memory
from clientcrm.display import has_display

if TYPE_CHECKING:
    from argparse import Namespace

WITH_VALUE = {"--base", "--user", "--password-file", "--lang"}
WITHOUT_WINDOW = {"-h", "--help", "--version", "--json", "--debug"}


def main(arguments: list[str]) -> int:
    """Do what the arguments ask for; the answer is the exit status."""
    memory.close_off()
    memory.stay_small()
    if command_in(arguments) or WITHOUT_WINDOW & set(arguments):
        from clientcrm.cli import main as run_command

        return run_command(arguments, draw=draw_tour)
    if not has_display() and "QT_QPA_PLATFORM" not in os.environ:
        return say_no_display(arguments)
    try:
        load_qt()
    except ModuleNotFoundError as missing:
        from clientcrm.cli import words_for
        from clientcrm.cli.speech import speech_asked

        sys.stderr.write(words_for(missing, speech_asked(arguments).language) + "\n")
        return 1
    from ui.app import main as open_window

    return open_window(arguments)


def say_no_display(arguments: list[str]) -> int:
    """No window can be shown; Qt would say so in its own words and end with a core dump."""
    from clientcrm.cli.speech import speech_asked

    say = speech_asked(arguments)
    sys.stderr.write(
        say(
            "Экрана здесь нет, и окно открыть негде. Команды работают и без экрана (их список — --help), "
            "команда tour ПАПКА нарисует все экраны.",
            "There is no display here to open a window on. Commands work without one (--help lists them), "
            "and tour DIR draws all screens.",
        )
        + "\n"
    )
    return 1


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

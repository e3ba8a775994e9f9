"""Start the program: the command line if a command is given, the window otherwise."""

from __future__ import annotations

import builtins
import multiprocessing
import sys

WITH_VALUE = {"--base", "--user", "--password-file", "--lang"}
WITHOUT_WINDOW = {"-h", "--help", "--version", "--json", "--debug"}


def main(arguments: list[str]) -> int:
    """Do what the arguments ask for; the answer is the exit status."""
    command = command_in(arguments)
    if command == "tour":
        load_qt()
        from ui.tour import main as tour

        rest = list(arguments)
        rest.remove("tour")
        return tour(rest)
    if command or WITHOUT_WINDOW & set(arguments):
        from clientcrm.cli import main as run_command

        return run_command(arguments)
    load_qt()
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


def load_qt() -> None:
    """Load Qt without its replacement of __import__, which slows every later import (six heavy ones: 2.1 to 1.6 s)."""
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main(sys.argv[1:]))

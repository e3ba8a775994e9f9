"""The command line: the same doorway as the window's, from a terminal or a script (docs: `main.py --help`)."""

from clientcrm.cli.program import main
from clientcrm.cli.words import words_for

__all__ = ["main", "words_for"]

"""Wrong usage in words: what argparse says in English, said in the person's language."""

from __future__ import annotations

import re

from clientcrm.cli.speech import Speech

_COMPLAINTS: tuple[tuple[str, str, str], ...] = (
    (r"the following arguments are required: (.*)", "не хватает: {0}", "missing: {0}"),
    (r"unrecognized arguments: (.*)", "лишнее: {0}", "not known: {0}"),
    (r"one of the arguments (.*) is required", "нужно одно из: {0}", "one of these is needed: {0}"),
    (r"argument (\S+): not allowed with argument (\S+)", "{0} не вместе с {1}", "{0} does not go with {1}"),
    (r"argument (\S+): expected (?:one|at least one) argument", "после {0} нужно значение", "{0} needs a value"),
    (
        r"argument (.+?): invalid choice: (.+?)(?:, maybe you meant .*)? \(choose from (.*)\)",
        "{1} не подходит, можно: {2}",
        "{1} is none of {2}",
    ),
    (r"argument (\S+): invalid _size value: (.*)", "{0}: {1} — не размер вроде 1440x900", "{0}: {1} is no 1440x900"),
    (r"argument (\S+): invalid \S+ value: (.*)", "{0}: {1} — не число", "{0}: {1} is no number"),
    (r"argument (\S+): (.*)", "{0}: {1}", "{0}: {1}"),
)


def in_words(message: str, say: Speech) -> str:
    """The complaint in words, as it stands where it is not a known one."""
    for pattern, russian, english in _COMPLAINTS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            parts = found.groups()
            if "choice" in pattern:  # each Python quotes others of them: 3.11 words but not numbers, 3.14 both
                parts = tuple(_bare(part) for part in parts)
            return say(russian, english).format(*parts)
    return message


def _bare(text: str) -> str:
    return re.sub(r"'([^']*)'", r"\1", text)

"""What else stands in a phone cell: several numbers, words for their kind, notes, extensions."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

# Beginning of a word in the cell -> label; "" says only that this is a phone.
_LABELS = {
    r"т|тел\w*|тлф|tel\w*|phone\w*|ph|контакт\w*|номер|ном|no|number|основной|осн|main": "",
    r"м|моб\w*|сот\w*|mob\w*|cell\w*|gsm|handy": "моб.",
    r"раб\w*|служ\w*|офис\w*|work|office|business": "раб.",
    r"дом|домашн\w*|home": "дом.",
    r"гор|городск\w*|стац\w*": "гор.",
    r"факс\w*|fax": "факс",
    r"what'?s?app|wa|ватс?апп?|вотс?апп?|вацапп?": "WhatsApp",
    r"viber|вайбер": "Viber",
    r"telegram|tg|телеграмм?|тг": "Telegram",
}
_LABEL = re.compile("|".join(f"({words})" for words in _LABELS), re.IGNORECASE)
_LABEL_TEXTS = tuple(_LABELS.values())

_EXTENSION_WORD = r"(?:доб(?:авочн\w*)?|внутр(?:енн\w*)?|вн|ext(?:ension|n)?)"
_EXTENSION = re.compile(
    rf"[\s,;(]*(?:(?<!\w){_EXTENSION_WORD}\s*[.:=№#]*|(?<=[\d\s)])[xх#])\s*(\d{{1,7}})(?!\d)\s*\)?",
    re.IGNORECASE,
)
_EXTENSION_TIGHT = re.compile(rf"(?<=\d){_EXTENSION_WORD}", re.IGNORECASE)  # "123-45-67доб.12"

# A comma before "доб." does not begin another number.
_BETWEEN = re.compile(
    rf"[;\n|•]+(?!\s*ext=)|,(?!\s*{_EXTENSION_WORD}\b)|\s(?:и|или|or|and)\s|(?<=\d)\s*(?=\+\s*\d)", re.IGNORECASE
)
_WORDS_IN_BRACKETS = re.compile(r"\([^()\d]*\)")
_HIDE = str.maketrans(",;|•\n", "\ue000\ue001\ue002\ue003\ue004")
_SHOW = str.maketrans("\ue000\ue001\ue002\ue003\ue004", ",;|•\n")

_RUN = re.compile(r"[+(]{0,3}[0-9](?:[0-9\s().\-\u2010-\u2015\u2212/]*[0-9])?")
_MIN_NUMBER = 7
_MIN_LEFT = 5
_WORD = re.compile(r"[^\s,;()\[\]<>=]+")
_DIGIT = re.compile(r"[0-9]")
_MARKS = "'\"-–—/№#*.:"
_ADDRESS = re.compile(r"\S*@\S*")


def split_numbers(text: str) -> list[str]:
    """The parts of a cell that hold one number, or words about one, each."""
    hidden = _WORDS_IN_BRACKETS.sub(lambda match: match[0].translate(_HIDE), text)
    parts: list[str] = []
    for part in _BETWEEN.split(hidden):
        parts.extend(_split_slashes(part) if "/" in part else [part])
    return [part.translate(_SHOW).strip() for part in parts if part.strip()]


def _split_slashes(part: str) -> list[str]:
    """Cut at a slash between two numbers, not within "8/926/123" nor before "/68"."""
    done, *rest = part.split("/")
    found: list[str] = []
    for following in rest:
        run = _RUN.search(following)
        if count_digits(done) >= _MIN_LEFT and run and count_digits(run[0]) >= _MIN_NUMBER:
            found.append(done)
            done = following
        else:
            done += "/" + following
    return [*found, done]


def is_words(part: str) -> bool:
    """Whether a part is no number: a name, an e-mail, «кв 25»."""
    digits = count_digits(_ADDRESS.sub("", part))
    return digits < _MIN_LEFT and (digits == 0 or any(char.isalpha() for char in part))


def cut_runs(part: str) -> list[str]:
    """A part with several whole numbers and words between them, cut so that words stay with their number."""
    runs = [run for run in _RUN.finditer(part) if count_digits(run[0]) >= _MIN_NUMBER]
    if len(runs) < 2:
        return [part]
    words_first = _WORD.search(part[: runs[0].start()]) is not None
    cuts = [before.end() if words_first else after.start() for before, after in pairwise(runs)]
    return [part[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(part)], strict=True)]


def take_extension(part: str) -> tuple[str, str]:
    """The part without "доб. 12", and "12"."""
    spaced = _EXTENSION_TIGHT.sub(lambda match: " " + match[0], part)
    match = _EXTENSION.search(spaced)
    if match is None or not count_digits(spaced[: match.start()]):
        return part, ""
    return spaced[: match.start()] + " " + spaced[match.end() :], match[1]


def take_run(part: str) -> tuple[str, str]:
    """The longest run of digits in a part, and the words around it."""
    runs = list(_RUN.finditer(part))
    if not runs:
        return "", part
    longest = max(runs, key=lambda run: count_digits(run[0]))
    return longest[0], f"{part[: longest.start()]} {part[longest.end() :]}"


@lru_cache(maxsize=4096)  # «моб.» stands beside thousands of numbers
def label_of(words: str) -> str:
    """The words around a number: known kinds by one name each, then everything else as it was written."""
    labels: dict[str, None] = {}
    notes: list[str] = []
    for word in _WORD.findall(words):
        kinds = [_kind(piece) for piece in re.split("[./]", word) if piece]
        if None not in kinds:
            labels.update(dict.fromkeys(kind for kind in kinds if kind))
        elif any(char.isalnum() for char in word):
            notes.append(word.strip(":"))
    return ", ".join([*labels, " ".join(notes)] if notes else labels)


def _kind(word: str) -> str | None:
    match = _LABEL.fullmatch(word.strip(_MARKS))
    if match is None or match.lastindex is None:
        return "" if not any(char.isalnum() for char in word) else None
    return _LABEL_TEXTS[match.lastindex - 1]


def count_digits(text: str) -> int:
    """How many digits a text has."""
    return len(_DIGIT.findall(text))

"""Names: parts of a full name, companies, which two names may be one client, list form and initials."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clientcrm.domain.values.first_names import FIRST_NAMES
from clientcrm.domain.values.text import fold

LEGAL_FORMS = frozenset(
    {
        *("ооо", "оао", "зао", "пао", "ао", "нао", "ип", "тоо", "фгуп", "гуп", "муп", "нко", "ано", "одо", "чуп"),
        *("тсж", "снт", "кфх", "мбу", "гбу", "фгбу", "ltd", "llc", "gmbh", "sarl", "sas", "inc", "corp", "plc"),
    }
)
_TITLES = frozenset(
    {
        *("г-н", "г-жа", "господин", "госпожа", "гр", "гражданин", "гражданка", "тов"),
        *("mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "mme", "mlle"),
    }
)
_PATRONYMIC = re.compile(r".{2,}(?:вич|вна|ична|[кмтьф]ич)|.+[ -](?:оглы|улы|кызы|гызы)")
_ENDINGS = ("вич", "вна", "ична", "кич", "мич", "тич", "ьич", "фич")
_TWO_OR_THREE = re.compile("[А-Яа-яЁё-]{2,}(?: [А-Яа-яЁё-]{2,}){1,2}")
_SON_OR_DAUGHTER = frozenset({"оглы", "улы", "кызы", "гызы"})
_SURNAME = re.compile(r".{2,}(?:ов|ова|ев|ева|ин|ина|ын|ына|ий|ая|ой|ко|ук|юк|ик|ян|дзе|швили|их|ых|ец|ман|сон)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,3}|[^\W\d_]\.[^\W\d_]")
_LETTER = re.compile(r"[^\W\d_]")
_IN_BRACKETS = re.compile(r"\([^()]*\)|[«»\"“”]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_TOKEN = re.compile(r"[^\W_]+")
_PART_OF_WORD = re.compile(r"[^\W\d_]+")


Words = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class NameParts:
    """A person's name in parts, "" for what is not known; initials stay initials."""

    last: str = ""
    first: str = ""
    middle: str = ""


def list_name(parts: NameParts, full_name: str = "") -> str:
    """«Фамилия Имя», as lists show a client; the full name where no part is known."""
    return " ".join(part for part in (parts.last, parts.first) if part) or parts.middle or full_name


def initials(name: str) -> str:
    """One or two letters for an avatar, without legal forms; "" for a name without letters."""
    words = [word for word in _TOKEN.findall(name) if _LETTER.match(word) and fold(word) not in LEGAL_FORMS]
    return "".join(word[0] for word in words[:2]).upper()


def is_no_name(name: str, code: str = "") -> bool:
    """Whether somebody is called by a phone, an e-mail or a code, for want of a name."""
    if not name or name == code or name[0] == "+" or not _LETTER.search(name):
        return True
    return "@" in name and " " not in name


# ---------------------------------------------------------------- companies


def is_company(name: str, inn: str = "", kind: str = "") -> bool:
    """Whether a client is a company: by its declared kind, else a legal form in the name, else an INN of 10 digits."""
    declared = declared_company(kind)
    if declared is not None:
        return declared
    if not LEGAL_FORMS.isdisjoint(_TOKEN.findall(fold(name))):
        return True
    return len(inn) == 10 and inn.isdecimal()


def declared_company(kind: str) -> bool | None:
    """What a column like «Тип контрагента» says; None where it says something else."""
    word = fold(kind).strip()
    if word.startswith(("юр", "ип", "индивидуальный пред", "организац", "компан", "company", "legal")):
        return True
    if word.startswith(("физ", "частн", "person", "individual", "private")):
        return False
    return None


# ---------------------------------------------------------------- parts of a full name


def split_full_name(text: str) -> NameParts:
    """The parts of one cell with a person's name; all empty where the order cannot be told.

    A patronymic in second place means «Имя Отчество Фамилия», in third «Фамилия Имя Отчество»; two words are
    «Фамилия Имя» in Cyrillic unless the first is a known first name, and the other way round in Latin.
    """
    if _TWO_OR_THREE.fullmatch(text):
        parts = _ordinary(text.split(" "), fold(text).split(" "))
        if parts:
            return NameParts(*parts)
    plain = _IN_BRACKETS.sub(" ", text)
    if any(char.isdigit() or char in "@/\\;" for char in plain):
        return NameParts()
    before, comma, after = plain.partition(",")
    words = _words(plain.replace(",", " "))
    if comma and len(before.split()) == 1 and after.strip() and len(words) <= 4:
        return NameParts(words[0], words[1] if len(words) > 1 else "", " ".join(words[2:]))
    if any(_is_initial(word) for word in words) and not all(_is_initial(word) for word in words):
        return _with_initials(words)
    if not words or len(words) > 4:
        return NameParts()
    if not _CYRILLIC.search(plain):
        return _western(words)
    return (_one_word, _two_words, _three_words, _four_words)[len(words) - 1](words)


def plain_person(text: str) -> Words | None:
    """Last, first and middle name in two or three Cyrillic words that are a person at the first look; else None."""
    if not _TWO_OR_THREE.fullmatch(text) or "-" in text:
        return None
    # These letters need no more to be folded.
    folded = text.lower().replace("ё", "е").split(" ")
    return _ordinary(text.split(" "), folded) if LEGAL_FORMS.isdisjoint(folded) else None


def is_surely_person(name: str) -> bool:
    """Whether a name says by itself that it is a person's: «Иванов Иван Иванович», but not «Торговый дом Петрович»."""
    parts = plain_person(name)
    return parts is not None and bool(parts[2]) and _known(parts[1])


def _ordinary(words: list[str], folded: list[str]) -> Words | None:
    """The short way for two or three Cyrillic words: 2 µs instead of 20, for nine names of ten."""
    if folded[0] in _TITLES or folded[-1] in _SON_OR_DAUGHTER or folded[1].endswith(_ENDINGS):
        return None
    if len(words) == 3:
        return (words[0], words[1], words[2]) if folded[2].endswith(_ENDINGS) else None
    if folded[0] in FIRST_NAMES and folded[1] not in FIRST_NAMES:
        return words[1], words[0], ""
    return words[0], words[1], ""


def _words(text: str) -> list[str]:
    words: list[str] = []
    for token in text.split():
        folded = fold(token).strip(".")
        if folded in _TITLES:
            continue
        if _INITIALS.fullmatch(token) or (len(token) == 1 and token.isalpha()):
            words.extend(f"{letter}." for letter in _LETTER.findall(token))
        elif folded in _SON_OR_DAUGHTER and words:
            words[-1] += f" {token}"
        elif _LETTER.search(token):
            words.append(token)
    return words


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _known(word: str) -> bool:
    return fold(word) in FIRST_NAMES


def _patronymic(word: str) -> bool:
    return _PATRONYMIC.fullmatch(fold(word)) is not None


def _with_initials(words: list[str]) -> NameParts:
    full = [word for word in words if not _is_initial(word)]
    letters = [word for word in words if _is_initial(word)]
    if len(full) == 1:
        if _known(full[0]) and len(letters) == 1:
            return NameParts(letters[0], full[0])
        return NameParts(full[0], letters[0], " ".join(letters[1:]))
    if len(full) == 2 and len(letters) == 1:
        if _is_initial(words[1]) or not _CYRILLIC.search(full[0]):  # Иван А. Петров, John A. Smith
            return NameParts(full[1], full[0], letters[0])
        return NameParts(full[0], full[1], letters[0])
    return NameParts()


def _western(words: list[str]) -> NameParts:
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if len(capitals) == 1 and len(words) == 2:  # DUPONT Jean
        return NameParts(capitals[0], next(word for word in words if word is not capitals[0]))
    if len(words) == 1:
        return NameParts("", words[0])
    return NameParts(words[-1], words[0], " ".join(words[1:-1]))


def _one_word(words: list[str]) -> NameParts:
    word = words[0]
    return NameParts(word) if not _known(word) and _SURNAME.fullmatch(fold(word)) else NameParts("", word)


def _two_words(words: list[str]) -> NameParts:
    one, two = words
    if _patronymic(two) and (_known(one) or not _SURNAME.fullmatch(fold(one))):
        return NameParts("", one, two)
    return NameParts(two, one) if _known(one) and not _known(two) else NameParts(one, two)


def _three_words(words: list[str]) -> NameParts:
    one, two, three = words
    if _patronymic(two) and not (_patronymic(three) and not _known(one)):
        return NameParts(three, one, two)
    if _patronymic(three) or not _known(one):
        return NameParts(one, two, three)
    return NameParts(three, f"{one} {two}")  # Анна Мария Петрова


def _four_words(words: list[str]) -> NameParts:
    if _patronymic(words[3]):  # two surnames
        return NameParts(f"{words[0]} {words[1]}", words[2], words[3])
    return NameParts(words[0], words[1], words[2]) if _patronymic(words[2]) else NameParts()


# ---------------------------------------------------------------- the same person?


def names_compatible(one: str, other: str) -> bool:
    """Whether two names may be one client: the same words in any order, a part of them, fitting initials, or a
    slip in the surname beside the same first name. Two first names are a family, not one person.
    """
    mine, theirs = _comparable(one), _comparable(other)
    mine_left, theirs_left = _without(mine, theirs), _without(theirs, mine)
    if not mine_left or not theirs_left:
        return True
    if any(len(token) > 1 for token in mine if token in theirs) and _initials_fit(mine_left, theirs_left):
        return True
    return _surname_slip(split_full_name(one), split_full_name(other))


def _comparable(name: str) -> list[str]:
    words = re.sub(r"[«»\"“”'’.,]", " ", fold(name)).split()
    return [
        token for word in words if word not in _TITLES and word not in LEGAL_FORMS for token in _TOKEN.findall(word)
    ]


def _without(tokens: list[str], others: list[str]) -> list[str]:
    left = list(others)
    kept = []
    for token in tokens:
        if token in left:
            left.remove(token)
        else:
            kept.append(token)
    return kept


def _initials_fit(mine: list[str], theirs: list[str]) -> bool:
    return all(
        (len(a) == 1 or len(b) == 1) and (a.startswith(b) or b.startswith(a))
        for a, b in zip(mine, theirs, strict=False)
    )


def _surname_slip(one: NameParts, other: NameParts) -> bool:
    if not (one.first and one.last and other.last) or fold(one.first) != fold(other.first):
        return False
    if len(one.first.strip(".")) < 2:  # «Иванова А.» and «Иванов А.» are a couple, not a slip
        return False
    middles = fold(one.middle).strip("."), fold(other.middle).strip(".")
    if not (middles[0].startswith(middles[1]) or middles[1].startswith(middles[0])):
        return False
    return one_slip_apart(fold(one.last), fold(other.last))


def one_slip_apart(one: str, other: str) -> bool:
    """Damerau distance of at most 1: a letter added, lost or changed, or two neighbours swapped."""
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(other) - len(one) == 1:
        return one[at:] == other[at + 1 :]
    if len(one) != len(other):
        return False
    swapped = one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or swapped == other[at:]


# ---------------------------------------------------------------- capitals


def is_all_caps(name: str) -> bool:
    """Whether a name was typed with Caps Lock on."""
    return name.isupper() and any(len(word) > 2 and fold(word) not in LEGAL_FORMS for word in _TOKEN.findall(name))


def title_case(name: str) -> str:
    """«ИВАНОВ-ПЕТРОВ ИЛЬЯ» as «Иванов-Петров Илья»; legal forms keep their capitals."""

    def written(match: re.Match[str]) -> str:
        word = match[0]
        if fold(word) in LEGAL_FORMS:
            return word
        return word.lower() if fold(word) in _SON_OR_DAUGHTER else word[:1].upper() + word[1:].lower()

    return _PART_OF_WORD.sub(written, name)

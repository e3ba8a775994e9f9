"""How hard a password is to guess, by what guessers try first: walks on the keyboard, repeats, usual words, names."""

from __future__ import annotations

from itertools import pairwise

from clientcrm.domain.values.text import other_layout

# Walks: rows of both keyboards, the alphabet, columns.
_WALKS = (
    "1234567890", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю.",
    "abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1й2ц3у4к5е6н7г8ш9щ0з",
)  # fmt: skip
_STEPS = frozenset(pair for walk in _WALKS for way in (walk, walk[::-1]) for pair in pairwise(way))

# What stands at the top of every published list of leaked passwords, and the first names of the country.
_USUAL = frozenset(
    "password passw0rd parol admin administrator root welcome letmein login master access secret love iloveyou "
    "monkey dragon sunshine princess football baseball superman batman shadow michael jordan hello freedom "
    "whatever trustno computer internet samsung google summer winter spring autumn test guest user demo shop "
    "store manager office пароль админ привет любовь люблю солнце котик кошка собака зайка малыш принцесса россия "
    "москва спартак зенит динамо магазин касса клиент клиенты база склад директор менеджер продавец хозяин учёт "
    "учет александр алексей анатолий андрей антон артём артем борис вадим валентин валерий василий виктор виталий "
    "владимир вячеслав геннадий георгий григорий денис дмитрий евгений егор иван игорь илья кирилл константин "
    "леонид максим михаил никита николай олег павел пётр петр роман руслан сергей станислав степан тимофей фёдор "
    "федор юрий ярослав алёна алена алина алла анастасия ангелина анна валентина валерия вера вероника виктория "
    "галина дарья диана екатерина елена елизавета жанна зинаида зоя инна ирина карина кристина ксения лариса "
    "лидия людмила маргарита марина мария надежда наталья наташа нина оксана ольга полина раиса светлана софия "
    "софья тамара татьяна ульяна юлия яна natasha marina andrey sergey alexander dmitry vladimir maxim nikita "
    "elena olga tatiana irina svetlana anna james john robert david william richard thomas charles daniel matthew "
    "jessica jennifer mary linda sarah emma charlie george harry oliver sophie".split()
)
_TAIL = 5  # a year and an exclamation mark


def strength(text: str, least: int) -> int:
    """0 (none), 1 (shorter than `least` characters), 2 (easy to guess) to 4 (strong)."""
    if len(text) < least:
        return 1 if text else 0
    if is_usual(text):
        return 2
    kinds = sum(
        (
            any(c.islower() for c in text),
            any(c.isupper() for c in text),
            any(c.isdigit() for c in text),
            any(not c.isalnum() for c in text),
        )
    )
    score = len(set(text)) + 2 * kinds + max(0, len(text) - 12)
    return 2 if score < 12 else 3 if score < 18 else 4


def is_usual(text: str) -> bool:
    """Whether it is one of the first guesses: a walk, a repeat, or a usual word with a few signs around it."""
    plain = text.casefold()
    return _repeats(plain) or _walks(plain) or _is_usual_word(plain)


def _repeats(text: str) -> bool:
    return any((text[:size] * len(text))[: len(text)] == text for size in range(1, len(text) // 2 + 1))


def _walks(text: str) -> bool:
    """Three steps out of four go from a key to its neighbour, or stay."""
    steps = list(pairwise(text))
    return sum(pair in _STEPS or pair[0] == pair[1] for pair in steps) * 4 >= len(steps) * 3


def _is_usual_word(text: str) -> bool:
    for typed in (text, other_layout(text)):
        word = typed.strip("0123456789 !?.,-_*#@$%&+=()")
        around = len(typed) - len(word)
        if around <= _TAIL and (word in _USUAL or (len(word) > 3 and _walks(word))):
            return True
    return False

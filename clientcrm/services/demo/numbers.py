"""Numbers and spellings of the demo that follow rules: tax numbers with check digits, postcodes, Latin letters."""

from __future__ import annotations

from random import Random

from clientcrm.services.demo.content import City

_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch . y . e yu ya"
_TRANSLITERATED = dict(zip(_CYRILLIC, _LATIN.replace(".", "").split(" "), strict=True))


def new_inn(city: City, chance: Random) -> str:
    """A company's INN of this region, its check digit right."""
    digits = f"{city.tax}{chance.randrange(10**7):07}"
    check = sum(int(digit) * weight for digit, weight in zip(digits, _INN_WEIGHTS, strict=True)) % 11 % 10
    return f"{digits}{check}"


def new_ogrn(city: City, chance: Random) -> str:
    """A company's OGRN of this region, its check digit right."""
    digits = f"1{chance.randrange(10, 24)}{city.tax}{chance.randrange(10**7):07}"
    return f"{digits}{int(digits) % 11 % 10}"


def postcode_of(city: City, chance: Random) -> str:
    """A postcode of the city: six digits in Russia, two groups in Britain."""
    if city.postcode.isdigit():
        length = 6 - len(city.postcode)
        return f"{city.postcode}{chance.randrange(10**length):0{length}}"
    district = "" if city.postcode[-1].isdigit() else str(chance.randrange(1, 20))
    return f"{city.postcode}{district} {chance.randrange(1, 9)}{chance.choice('ABDEFGHJ')}{chance.choice('LNPQRSTU')}"


def in_latin(name: str) -> str:
    """A name as people spell it in their addresses."""
    return "".join(_TRANSLITERATED.get(char, char) for char in name.casefold() if char.isalpha())

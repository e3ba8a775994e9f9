"""The words of the demo shop in the language asked for."""

from __future__ import annotations

from clientcrm.services.demo.content import ShopWords


def words_in(language: str) -> ShopWords:
    """The words of ru or en."""
    if language == "ru":
        from clientcrm.services.demo.russian import RUSSIAN

        return RUSSIAN
    from clientcrm.services.demo.english import ENGLISH

    return ENGLISH

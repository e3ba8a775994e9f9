"""Names of shops, people and portfolios: how they are cleaned and when two are the same."""

from __future__ import annotations

import unicodedata

from clientcrm.domain.errors import Invalid
from clientcrm.vault.manifest import LONGEST_NAME


def clean_name(name: str, what: str) -> str:
    """The name without stray spaces; Invalid({what: "empty" | "long"})."""
    clean = " ".join(name.split())
    if not clean:
        raise Invalid({what: "empty"})
    if len(clean) > LONGEST_NAME:
        raise Invalid({what: "long"})
    return clean


def folded(name: str) -> str:
    """The form in which two spellings of one name are equal."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())

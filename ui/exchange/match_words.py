"""By what a row and a client were found to be the same, in words."""

from __future__ import annotations

from clientcrm.domain.imports import MatchPair, RowAction
from ui.i18n import tr


def key_text(key: str) -> str:
    """The sign by which the pair was found."""
    return {
        "public_id": tr("the same client ID"),
        "code": tr("the same code"),
        "inn": tr("the same tax number"),
        "phone": tr("the same phone"),
        "email": tr("the same e-mail"),
        "name_birthday": tr("the same name and birthday"),
        "name": tr("the same name"),
        "torn": tr("two different clients fit"),
        "trashed": tr("the client is in the trash"),
    }.get(key, tr("similar"))


def decision_text(action: RowAction) -> str:
    """What is made of a pair."""
    return {
        RowAction.UPDATE: tr("the same client"),
        RowAction.UNCHANGED: tr("the same client"),
        RowAction.CREATE: tr("a new client"),
        RowAction.SKIP: tr("skipped", "what happens to a row"),
        RowAction.MERGE: tr("joins a row above", "what happens to a row"),
        RowAction.FAIL: tr("not decided yet"),
    }[action]


def pair_name(pair: MatchPair) -> str:
    """The client of a pair by name."""
    names = [text for key, in_base, in_file in pair.fields if key == "name" for text in (in_base, in_file)]
    return next((name for name in names if name), tr("Row {number}").format(number=pair.row))

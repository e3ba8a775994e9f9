"""Names of the fields of a client as they stand in a match."""

from __future__ import annotations

from clientcrm.domain.imports import ImportKind
from ui.exchange.targets import find_target
from ui.i18n import tr

_TARGETS = {
    "sex": "gender",
    "tier_id": "tier",
    "code": "external_id",
    "note": "comment",
    "responsible": "manager",
    "contacts": "phone",
}


def field_title(key: str) -> str:
    """What the field is called on the screens."""
    if key == "name":
        return tr("Name", "of a client")
    target = find_target(ImportKind.CLIENTS, _TARGETS.get(key, key))
    return target.title if target is not None else key

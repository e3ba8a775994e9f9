"""The staff of the demo shop: a manager and two sellers, who sign in for the first time with the demo's password."""

from __future__ import annotations

from pathlib import Path

from clientcrm.domain.access import Role
from clientcrm.services.demo.content import ShopWords
from clientcrm.services.gate import Gate
from clientcrm.vault.passwords import KdfPolicy
from clientcrm.vault.unlocked import Unlocked

_ROLES = (Role.MANAGER, Role.SELLER, Role.SELLER)


def hire_team(gate: Gate, keys: Unlocked, folder: Path, words: ShopWords, password: str, kdf: KdfPolicy) -> None:
    """Everybody but the owner, all readers of the shop's portfolio; one signature for all of them.

    The password is the same known one for all: a real shop gives each an own one, which `Staff.add` invents.
    """
    draft = keys.draft()
    [portfolio] = keys.header.portfolios
    uids = [
        draft.add_person(name, role.value, {"portfolio": portfolio.id, "invited": True}, password, kdf)
        for name, role in zip(words.staff[1:], _ROLES, strict=True)
    ]
    draft.set_members(portfolio.id, [*portfolio.members, *uids])
    keys.commit(folder, draft.sign(gate.journal_end.seq))
    gate.put_keys_on_record()
    gate.people.update({person.uid: person.name for person in keys.header.users})

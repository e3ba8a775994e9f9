"""Replacing keys.json: a password, the recovery code, what the signed list says of the shop. Each leaves its entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from clientcrm.data.storage import Storage
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.services.gate import Gate
from clientcrm.services.keys.generations import Step, Work, renew_generation
from clientcrm.vault.drafts import Draft
from clientcrm.vault.passwords import KdfPolicy
from clientcrm.vault.unlocked import Change, Unlocked

T = TypeVar("T")


class KeyChanges:
    """What one person may change of the base's keys."""

    def __init__(
        self,
        gate: Gate,
        folder: Path,
        keys: Unlocked,
        storage: Storage,
        changed: Callable[[], None],
    ) -> None:
        """`storage` goes on with the new file where one is made; `changed` hears of every change."""
        self._gate = gate
        self._folder = folder
        self._keys = keys
        self._storage = storage
        self._changed = changed

    def edit(self, permission: Permission, edit: Callable[[Draft], T]) -> T:
        """Let `edit` change people, portfolios and rights, and sign all of it at once; what it answers."""
        self._gate.require(permission)
        with self._gate.still(permission):
            draft = self._keys.draft()
            answer = edit(draft)
            self._keys.commit(self._folder, draft.sign(self._gate.journal_end.seq))
        self._put_on_record()
        return answer

    def rotate(
        self, permission: Permission, edit: Callable[[Draft], T], work: Work | None = None, step: Step | None = None
    ) -> T:
        """The same where somebody shall read no longer what they read: what `edit` renews is sealed anew in a new file.

        `work` changes the copy before it becomes the base; `step` hears of every thousand values and may stop it all
        by raising. Whatever fails, the base is as it was, or has wholly changed.
        """
        self._gate.require(permission)
        with self._gate.still(permission):
            draft = self._keys.draft()
            answer = edit(draft)
            draft.new_generation()
            self._renew(draft.sign(self._gate.journal_end.seq), work, step)
        self._put_on_record()
        self._gate.announce(*Topic)
        return answer

    def change_password(self, old: str, new: str, kdf: KdfPolicy) -> None:
        """Replace one's own password; WrongPassword. Nobody else's keys are touched."""
        self._gate.require(None)
        change = self._keys.change_password(old, new, kdf)
        with self._gate.still(None):
            self._keys.commit(self._folder, change)
        self._put_on_record()

    def rename_shop(self, name: str) -> None:
        """The name that the sign-in screen shows, signed anew; Invalid({"shop": ...})."""
        self.edit(Permission.CHANGE_SETTINGS, lambda draft: draft.set_shop(name))

    def replace_recovery_code(self, password: str) -> str:
        """A new code, shown this once; WrongPassword. The old one opens only what was copied before.

        The base's file gets a new key too: an old keys.json with the old code would open it otherwise.
        """
        self._gate.require(Permission.MANAGE_PEOPLE)
        self._keys.require_password(password)
        with self._gate.still(Permission.MANAGE_PEOPLE):
            draft = self._keys.draft()
            code = draft.new_recovery_code()
            draft.new_generation()
            self._renew(draft.sign(self._gate.journal_end.seq))
        self._put_on_record("recovery_code.replaced")
        return code

    def _renew(self, change: Change, work: Work | None = None, step: Step | None = None) -> None:
        """A new generation under the open desk; nobody may write meanwhile."""
        self._storage.become(renew_generation(self._folder, self._storage, self._keys, change, work, step))

    def _put_on_record(self, action: str = "") -> None:
        self._gate.put_keys_on_record(action)
        self._changed()
        self._gate.announce(Topic.ACCESS)

"""The sentence for each error of the base and of the work with it: what happened, what to do, one action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ui import words
from ui.i18n import tr


@dataclass(frozen=True, slots=True)
class Words:
    """What happened and what to do; `action` is the word on the one button, `action_key` what it does."""

    what: str
    to_do: str = ""
    action: str = ""
    action_key: str = ""

    @property
    def text(self) -> str:
        """Both sentences in one line."""
        return f"{self.what} {self.to_do}".strip()


Wording = Callable[[Any], Words]


def _wrong_code(error: Any) -> Words:
    if error.group:
        return Words(
            tr("There is a mistake in group {number} of the recovery code.").format(number=error.group),
            tr("Compare its six digits with the paper."),
        )
    return Words(
        tr("This recovery code does not open the base."),
        tr("Check that it belongs to this shop and is the newest one."),
    )


def _damaged_copy(error: Any) -> Words:
    if error.reason == "not_a_backup":
        return Words(
            tr("This file is no copy of a base."), tr("Choose one that the program made: its name ends in .crmb.")
        )
    if error.reason == "cut":
        return Words(tr("The copy is cut off."), tr("Choose another copy."))
    return Words(tr("The copy is damaged or was changed outside the program."), tr("Choose another copy."))


def _is_copy(error: Any) -> bool:
    """It is the file that somebody brings a base back from: "restore the last good copy" is what they are doing."""
    return bool(error.reason == "not_a_backup" or (error.path.endswith(".crmb") and error.reason != "schema"))


def _damaged_base(error: Any) -> Words:
    if _is_copy(error):
        return _damaged_copy(error)
    if error.reason == "schema":  # whoever changed the tables, the program can't tell a version from a hand
        return Words(
            tr("The base was made by another version of the program, or its tables were changed outside it."),
            tr("Open it with that version or update the program. If neither helps, restore the last good copy."),
            tr("Restore"),
            "restore",
        )
    what = {
        "missing": tr("The file with the clients is not in the folder."),
        "empty": tr("The file with the clients is empty."),
        "cut": tr("The file with the clients is cut off."),
        "not_encrypted": tr("The file with the clients is not from this program."),
        "foreign": tr("The file with the clients belongs to another base."),
        "copy": tr("The copy does not hold what the base holds."),
    }.get(error.reason, tr("The base is damaged."))
    return Words(what, tr("Restore the last good copy: it opens in a new folder."), tr("Restore"), "restore")


def _damaged_header(error: Any) -> Words:
    if _is_copy(error):
        return _damaged_copy(error)
    if error.reason == "missing":
        what = tr("The file with the keys is not in the folder.")
    else:
        what = tr("The file with the keys is damaged or was changed outside the program.")
    return Words(what, tr("Restore the last good copy: it opens in a new folder."), tr("Restore"), "restore")


def _unsafe_place(error: Any) -> Words:
    reason = str(error.reason)
    if reason in {"network", "network_drive", "share"}:
        what = tr("This folder is on a network drive, where a base may be damaged by a lost connection.")
    else:
        what = tr("This folder is synchronised with a cloud, which would damage the base.")
    return Words(what, tr("Choose a folder on this computer's own disk."))


def _keystore(error: Any) -> Words:
    what = {
        "locked": tr("The system's password store is locked."),
        "timeout": tr("The system's password store did not answer."),
        "dismissed": tr("The system's question about its password store was closed."),
    }.get(error.reason, tr("The system's password store did not work."))
    return Words(what, tr("Unlock it or sign in to the system anew, then try again."))


def _no_space(error: Any) -> Words:
    return Words(
        tr("Not enough disk space: {size} needed.").format(size=words.size(error.needed)), tr("Your data is safe.")
    )


def _not_found(error: Any) -> Words:
    if error.kind == "client":
        return Words(tr("There is no such client any more."), tr("Look in the trash: the card may be there."))
    return Words(tr("This record is not there any more."), tr("Refresh the page to see what is."))


def _access_denied(error: Any) -> Words:
    if error.permission == "export":
        return Words(tr("Export needs the owner's permission."), tr("Ask the owner."))
    return Words(tr("Your role does not allow this."), tr("Ask the owner, who can change the role."))


def _invalid(_error: Any) -> Words:
    return Words(tr("Some fields do not hold yet."), tr("Look at the marked ones."))


def _quota_spent(error: Any) -> Words:
    if error.per == "hour":
        return Words(
            tr("You may be shown %n contacts an hour.", "", error.limit),
            tr("The next one is possible at {time}.").format(time=words.clock(words.local(error.until))),
        )
    return Words(
        tr("You may be shown %n contacts a day.", "", error.limit),
        tr("Go on tomorrow; if it can't wait, ask the owner."),
    )


def _base_exists(error: Any) -> Words:
    return Words(
        tr("The folder “{name}” already holds a base or other files.").format(name=_short(error.path)),
        tr("Choose an empty folder, or open the base that is there."),
    )


BASE_WORDS: Final[dict[str, Wording]] = {
    "access_denied": _access_denied,
    "not_found": _not_found,
    "invalid": _invalid,
    "conflict": lambda _e: Words(
        tr("Somebody changed this card while it was open here."), tr("Compare both versions and save again.")
    ),
    "busy": lambda _e: Words(
        tr("The base is already open in another window."), tr("Close it there, or wait for the command to end.")
    ),
    "writer_busy": lambda _e: Words(tr("A load or a copy is being written now."), tr("Try again when it has ended.")),
    "contacts_hidden": lambda _e: Words(
        tr("This client asked not to be disturbed."), tr("Their contacts stay hidden while the tier says so.")
    ),
    "quota_spent": _quota_spent,
    "reason_needed": lambda e: Words(
        tr("%n contacts were shown to you today.", "", e.after), tr("Say what the next one is needed for.")
    ),
    "clock_set_back": lambda e: Words(
        tr("The computer's clock is behind: the activity log already has an entry of {moment}.").format(
            moment=words.moment(words.local(e.until))
        ),
        tr("Set the clock right. Until then contacts are shown to nobody but the owner."),
    ),
    "no_base": lambda e: Words(
        tr("There is no base in the folder “{name}”.").format(name=_short(e.path)),
        tr("Choose another folder, or make a new base."),
        tr("Choose a folder"),
        "choose_folder",
    ),
    "base_exists": _base_exists,
    "wrong_password": lambda _e: Words(tr("Wrong password."), tr("Check the keyboard layout and Caps Lock.")),
    "wrong_device": lambda _e: Words(
        tr("This base was made on another computer."),
        tr("Open it with the owner's recovery code."),
        tr("Enter the code"),
        "recover",
    ),
    "wrong_recovery_code": _wrong_code,
    "unknown_person": lambda _e: Words(tr("Nobody with this name signs in here."), tr("Choose a name from the list.")),
    "must_change_password": lambda _e: Words(
        tr("This password was given to be used once."), tr("Choose a password of your own first.")
    ),
    "frozen": lambda _e: Words(tr("The owner has switched off this access."), tr("Ask the owner.")),
    "damaged_header": _damaged_header,
    "damaged_base": _damaged_base,
    "older_than_seen": lambda _e: Words(
        tr("This base is older than the one opened here last time: an earlier copy was put in its place."),
        tr("Put the newer folder back, or restore the copy into a new folder."),
        tr("Restore"),
        "restore",
    ),
    "newer_format": lambda _e: Words(
        tr("The base was made by a newer version of the program."), tr("Update the program and open it again.")
    ),
    "weak_password": lambda e: Words(
        tr("The password is too short."), tr("It needs at least %n characters.", "", e.least)
    ),
    "unsafe_place": _unsafe_place,
    "no_space": _no_space,
    "seal_broken": lambda _e: Words(
        tr("A sealed value does not open: it was changed outside the program."),
        tr("Check the base in the settings and restore the last good copy."),
        tr("Restore"),
        "restore",
    ),
    "no_key": lambda _e: Words(
        tr("These contacts belong to a portfolio that you have no key for."), tr("Ask the owner to add you to it.")
    ),
    "journal_broken": lambda _e: Words(
        tr("The activity log was cut or changed outside the program."),
        tr("Tell the owner; the last good copy shows what is missing."),
    ),
    "keystore_unavailable": _keystore,
}


def system_words(error: OSError) -> Words:
    """The sentence for what the system refused."""
    import errno

    if error.errno == errno.ENOSPC:
        return Words(tr("The disk is full."), tr("Free some space and try again. Your data is safe."))
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Words(tr("The system does not allow writing there."), tr("Choose another folder."))
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return Words(tr("There is no such file or folder any more."), tr("Choose it again."))
    return Words(tr("The disk did not answer as it should."), tr("Check that it is connected and try again."))


FIELD_WORDS: Final[dict[str, Callable[[], str]]] = {
    "required": lambda: tr("This has to be filled in"),
    "missing": lambda: tr("This has to be filled in"),
    "empty": lambda: tr("This has to be filled in"),
    "too_long": lambda: tr("This is too long"),
    "taken": lambda: tr("This is taken already"),
    "not_unique": lambda: tr("This is taken already"),
    "twice": lambda: tr("This name stands twice"),
    "in_use": lambda: tr("There are sums in this currency already, so it stays"),
    "all_hidden": lambda: tr("At least one tier has to be shown"),
    "out_of_range": lambda: tr("This is outside of what is possible"),
    "unknown": lambda: tr("There is no such choice"),
    "unknown_currency": lambda: tr("There is no such choice"),
    "negative": lambda: tr("This cannot be less than zero"),
    "future": lambda: tr("This day has not come yet"),
    "not_rising": lambda: tr("The higher the score, the stricter its limit has to be"),
    "one_character": lambda: tr("One character is needed"),
}


def field_words(code: str) -> str:
    """The line under a field for a code of Invalid."""
    wording = FIELD_WORDS.get(code)
    return wording() if wording else tr("This does not hold")


def _short(path: str) -> str:
    return Path(path).name

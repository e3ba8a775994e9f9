"""Every error the core raises on purpose, each a class with data and no user text."""

from __future__ import annotations

from dataclasses import dataclass, field


class CrmError(Exception):
    """Base of all errors that a person is meant to see explained."""

    @property
    def code(self) -> str:
        """The word that scripts recognise: the class name in snake_case."""
        name = type(self).__name__
        return "".join("_" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name))


# ---------------------------------------------------------------- what people ask for


@dataclass
class AccessDenied(CrmError):
    """The signed-in person may not do this."""

    permission: str


@dataclass
class MustChangePassword(CrmError):
    """The password was given to be used once: nothing else is done before a new one."""


@dataclass
class NotFound(CrmError):
    """No such record, or none that this person may see."""

    kind: str
    id: object


@dataclass
class Invalid(CrmError):
    """Some fields do not hold; the codes say why."""

    fields: dict[str, str]


@dataclass
class Conflict(CrmError):
    """Somebody changed the record since it was read; `fields` maps a name to (yours, theirs)."""

    kind: str
    id: int
    fields: dict[str, tuple[object, object]] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        """Without the values: texts of errors end in logs."""
        return f"{self.kind} {self.id}: {', '.join(self.fields)}"


@dataclass
class Busy(CrmError):
    """Another window or command holds the base."""

    path: str = ""


@dataclass
class WriterBusy(CrmError):
    """Something long is being written (an import, a copy); nothing else can be until it ends."""


@dataclass
class ContactsHidden(CrmError):
    """The client asked not to be disturbed: their contacts are not shown."""

    client_id: int


# ---------------------------------------------------------------- opening a base


@dataclass
class NoBase(CrmError):
    """There is no base in this folder."""

    path: str


@dataclass
class BaseExists(CrmError):
    """The folder already holds a base, or other files."""

    path: str


@dataclass
class WrongPassword(CrmError):
    """The password opens nothing here."""


@dataclass
class WrongDevice(CrmError):
    """The base was made on another device: its secret is not in this keystore."""


@dataclass
class WrongRecoveryCode(CrmError):
    """The recovery code opens nothing; `group` (1-8) names the group whose check digit fails, 0 if all fit."""

    group: int = 0


@dataclass
class UnknownPerson(CrmError):
    """Nobody with this name signs in here."""

    name: str


@dataclass
class Frozen(CrmError):
    """This person's access was switched off by the owner."""

    name: str


@dataclass
class DamagedHeader(CrmError):
    """keys.json cannot be read, or was changed outside the program; `reason` is a short key."""

    path: str
    reason: str


@dataclass
class DamagedBase(CrmError):
    """The encrypted file is missing, empty, cut, foreign or damaged; `reason` says which."""

    path: str
    reason: str


@dataclass
class OlderThanSeen(CrmError):
    """The base is older than the last one opened here: somebody put an earlier copy back."""

    seen: int
    found: int


@dataclass
class NewerFormat(CrmError):
    """The base was made by a newer version of the program."""

    found: str
    known: str


@dataclass
class WeakPassword(CrmError):
    """The new password is too short; `least` characters are needed."""

    least: int


@dataclass
class UnsafePlace(CrmError):
    """The folder lies on a network drive or is synchronised with a cloud; `reason` names which."""

    path: str
    reason: str


@dataclass
class NoSpace(CrmError):
    """Not enough room on the disk; sizes in bytes."""

    needed: int
    free: int


@dataclass
class SealBroken(CrmError):
    """A sealed value does not open: it was changed outside the program or belongs elsewhere."""

    where: str


@dataclass
class NoKey(CrmError):
    """The signed-in person holds no key of this portfolio."""

    portfolio: str


@dataclass
class JournalBroken(CrmError):
    """The journal was cut or changed outside the program; `seq` is the last entry known to be genuine."""

    seq: int

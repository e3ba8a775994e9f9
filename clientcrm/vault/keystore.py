"""The operating system's keystore through `keyring`, asked under a time limit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from clientcrm.domain.errors import CrmError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

# Named, not guessed: keyring also finds backends that keep passwords in plain files, or nowhere.
TRUSTED_BACKENDS = frozenset(
    {
        "keyring.backends.Windows",
        "keyring.backends.macOS",
        "keyring.backends.SecretService",
        "keyring.backends.kwallet",
        "keyring.backends.libsecret",
    }
)


@dataclass
class KeystoreUnavailable(CrmError):
    """The OS keystore did not answer, so nobody can say whether it knows this base.

    `reason`: "locked" (its password was not given), "timeout" (it waits for somebody), "failed" (anything else).
    """

    reason: str


class Keystore:
    """Asks the keystore in a thread of its own: a desktop prompt blocks for as long as nobody answers it."""

    def __init__(self, time_limit: float, *, use_keyring: bool = True) -> None:
        self._limit = time_limit
        self._use_keyring = use_keyring
        self._waiting: threading.Thread | None = None

    def ask(self, question: Callable[[KeyringBackend], T], limit: float | None = None) -> T | None:
        """The keystore's answer, None where there is no trustworthy keystore; KeystoreUnavailable otherwise."""
        if not self._use_keyring:
            return None
        if self._waiting is not None and self._waiting.is_alive():
            raise KeystoreUnavailable("timeout")  # its prompt still stands: a second one would only pile up
        answers: list[T | None] = []
        failures: list[Exception] = []

        def work() -> None:
            try:
                store = trusted_backend()
                answers.append(None if store is None else question(store))
            except Exception as error:  # noqa: BLE001 - whatever a desktop's keystore raises, the file remains
                failures.append(error)

        self._waiting = threading.Thread(target=work, name="keystore", daemon=True)
        self._waiting.start()
        self._waiting.join(self._limit if limit is None else min(limit, self._limit))
        if answers:
            return answers[0]
        if not failures:
            raise KeystoreUnavailable("timeout")
        if _is_absent(failures[0]):
            return None
        raise KeystoreUnavailable(_reason(failures[0])) from failures[0]


def trusted_backend() -> KeyringBackend | None:
    """The keystore of this system, or None where `keyring` finds only plain files or nothing."""
    import keyring

    chosen = keyring.get_keyring()
    chained = type(chosen).__module__ == "keyring.backends.chainer"
    for backend in getattr(chosen, "backends", ()) if chained else (chosen,):
        if type(backend).__module__ in TRUSTED_BACKENDS:
            return backend
    return None


def _is_absent(error: Exception) -> bool:
    """No keystore at all, or one without a collection that could hold our entry."""
    from keyring.errors import InitError, NoKeyringError

    return isinstance(error, NoKeyringError | InitError)


def _reason(error: Exception) -> str:
    from keyring.errors import KeyringLocked

    return "locked" if isinstance(error, KeyringLocked) else "failed"

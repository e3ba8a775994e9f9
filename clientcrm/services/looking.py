"""What was looked at and is not yet in the journal: cards once, settled searches, pages by the minute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import NamedTuple, Protocol

from clientcrm.services.recorder import Entry

# A card that is read anew within so long (after each change, say) is still the same look at it.
_SAME_LOOK = timedelta(minutes=5)
_PAGES_FOR = timedelta(minutes=1)
# A query has settled when nothing was typed on for a second; whoever goes on typing for ten has searched too.
_SETTLED, _TYPED_FOR = timedelta(seconds=1), timedelta(seconds=10)
_MOST_REMEMBERED = 500

_NUMBER = 4  # digits: by fewer no number is found

VIEWED, LISTED, SEARCHED = "client.viewed", "clients.listed", "clients.searched"
# Digit by digit, searches by part of a number tell the whole of it: they are counted apart.
NUMBERED = "clients.number_searched"


class Looked(NamedTuple):
    """One kind of looking, or a refusal that could not be written at once; equal ones are counted together."""

    action: str
    kind: str = ""
    object_id: int | None = None
    permission: str = ""
    found: int | None = None

    def entry(self, count: int) -> Entry:
        """What it leaves in the journal."""
        detail: dict[str, object] = {"permission": self.permission} if self.permission else {}
        if self.found is not None:
            detail["found"] = self.found
        return Entry(self.action, self.kind, self.object_id, count, detail)


class Asked(Protocol):
    """A question to the list; its text never gets into the journal."""

    @property
    def text(self) -> str:
        """What was typed."""


class _Typing(NamedTuple):
    """A query that may still be typed on, with the number that was asked last in it, and how many there were."""

    asked: Asked
    found: int
    began: datetime
    last: datetime
    number: str = ""
    numbers: int = 0


class Looks:
    """One session's queue. Several threads look; whoever writes takes what is due."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._due: Counter[Looked] = Counter()
        self._seen: dict[Looked, datetime] = {}
        self._pages, self._pages_since = 0, clock()
        self._typing: _Typing | None = None
        self._settled: Asked | None = None

    def add(self, looked: Looked, count: int = 1) -> None:
        """Somebody looked."""
        now = self._clock()
        with self._lock:
            if looked.action == LISTED:
                self._pages_since = self._pages_since if self._pages else now
                self._pages += count
            elif looked.action != VIEWED or self._is_new(looked, now):
                self._due[looked] += count

    def searched(self, asked: Asked, found: int) -> None:
        """Somebody asked the list, or typed on, or the list asks the same again."""
        now = self._clock()
        with self._lock:
            before = self._typing
            if before is None and asked == self._settled:
                return
            if before is not None and not _typed_on(before.asked.text, asked.text):
                self._settle(before)
                before = None
            number, numbers = _numbers(before, asked.text)
            self._typing = _Typing(asked, found, before.began if before else now, now, number, numbers)

    def waiting(self) -> bool:
        """Whether anything is due now."""
        with self._lock:
            self._ripen()
            return bool(self._due)

    def take(self, *, everything: bool = False) -> Counter[Looked]:
        """What is due, and at the end of the session everything; it is in the caller's hands then."""
        with self._lock:
            self._ripen(everything=everything)
            taken, self._due = self._due, Counter()
            return taken

    def give_back(self, taken: Counter[Looked]) -> None:
        """It could not be written."""
        with self._lock:
            self._due += taken

    # ------------------------------------------------------------------ inside

    def _ripen(self, *, everything: bool = False) -> None:
        now = self._clock()
        if self._pages and (everything or _over(self._pages_since, now, _PAGES_FOR)):
            self._due[Looked(LISTED)] += self._pages
            self._pages = 0
        typing = self._typing
        if typing and (everything or _over(typing.last, now, _SETTLED) or _over(typing.began, now, _TYPED_FOR)):
            self._settle(typing)
            self._typing = None

    def _settle(self, typing: _Typing) -> None:
        self._due[Looked(NUMBERED if typing.numbers else SEARCHED, found=typing.found)] += typing.numbers or 1
        self._settled = typing.asked

    def _is_new(self, looked: Looked, now: datetime) -> bool:
        last = self._seen.get(looked)
        self._seen[looked] = now
        if len(self._seen) > _MOST_REMEMBERED:
            self._seen = {each: at for each, at in self._seen.items() if not _over(at, now, _SAME_LOOK)}
        return last is None or _over(last, now, _SAME_LOOK)


def _over(since: datetime, now: datetime, length: timedelta) -> bool:
    """Whether so much time has passed; a clock that was set back has passed it too."""
    return abs(now - since) >= length


def _typed_on(before: str, after: str) -> bool:
    """Whether one text became the other by typing on or by deleting."""
    before, after = before.strip().casefold(), after.strip().casefold()
    return before.startswith(after) or after.startswith(before)


def _numbers(before: _Typing | None, text: str) -> tuple[str, int]:
    """The number asked for now or last, and how many so far: one that was typed on is the same, another is another."""
    number, numbers = (before.number, before.numbers) if before else ("", 0)
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) < _NUMBER or any(sign.isalpha() for sign in text) or number.startswith(digits):
        return number, numbers
    return digits, numbers if number and digits.startswith(number) else numbers + 1

"""Reading the whole journal: which entry is not as it was written, and what became of it."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from clientcrm.domain.journal import Break, BreakKind
from clientcrm.vault.chain import GENESIS, entry_mac, next_key
from clientcrm.vault.keys import same
from clientcrm.vault.stored_entry import covered

_SESSION = itemgetter(1)
# The bytes of an entry as they would be under another number.
Said = Callable[[int], bytes]

# How many broken places are held against each other to tell moved entries from changed ones: each against each, with
# each key that may be its own.
_COMPARED, _HEADS = 24, 16
# So many keys of a session are tried for one entry, and so many in the whole reading: to go on behind a broken place,
# and to tell whether an entry was written again.
_KEYS_TRIED, _KEYS_IN_ALL = 5_000, 200_000
# Entries were taken out or put in and the numbers behind mended: by up to so many.
_SHIFTED = 8


@dataclass(frozen=True, slots=True)
class _Suspect:
    """An entry that does not fit: where it stands, what its mac should have covered, which keys may be its own."""

    place: int
    session: int
    said: Said
    mac: bytes
    before: bytes
    key: bytes
    slack: int
    added: bool


class ChainReading:
    """Reads entries in the order of their numbers. After a broken one it finds its way back and reads on.

    `seeds`: sign-in to its seed; None where the seed does not open. `authors`: whose sign-in it is. `ends`: how many
    entries it had when its person signed off; whatever follows was added by somebody else. `signed`: the entries over
    which signatures stand.
    """

    def __init__(
        self,
        seeds: Mapping[int, bytes | None],
        authors: Mapping[int, str],
        ends: Mapping[int, int],
        signed: Collection[int],
    ) -> None:
        self._seeds = seeds
        self._authors = authors
        self._ends = ends
        self._wanted = frozenset(signed)
        self._keys = {session: seed for session, seed in seeds.items() if seed is not None}
        self._head: bytes | None = GENESIS
        self._earlier: bytes | None = None  # the head before the last suspect
        self._expected, self._shift, self._lost = 1, 0, 0
        self._moved: int | None = None  # which break may be one end of a move
        self._to_go_on, self._to_tell = _KEYS_IN_ALL, _KEYS_IN_ALL
        self._found_at: dict[int, int] = {}  # session to the entries lost when one of it was last proved
        self._named: set[int] = set()
        self._suspects: list[_Suspect] = []
        self._breaks: list[Break] = []
        # How many entries were read of each sign-in, its first and last one, the moment of the first, and what stands
        # where signatures do: the mac, the sign-in, and which of its entries it is.
        self.counts: dict[int, int] = {}
        self.reach: dict[int, tuple[int, int]] = {}
        self.began: dict[int, Any] = {}
        self.signed: dict[int, tuple[bytes, int, int]] = {}

    def read(self, rows: Iterable[Any]) -> None:
        """Read the next entries (each as StoredEntry has it)."""
        for session, run in groupby(rows, key=_SESSION):
            whole = list(run)
            author, first, before = self._authors.get(session), whole[0][0], self.counts.get(session, 0)
            for place, row in enumerate(whole, before + 1):
                seq, mac = row[0], row[9]
                key, head = self._keys.get(session), self._head
                if (
                    seq == self._expected
                    and key is not None
                    and head is not None
                    and mac.__class__ is bytes
                    and same(hmac.digest(key, head + covered(row, seq + self._shift), "sha256"), mac)
                ):
                    self._go_on(session, key, mac)
                    if row[3] != author:
                        self._break(seq, BreakKind.NAME)
                else:
                    self._find_place(seq, session, partial(covered, row), mac if mac.__class__ is bytes else b"", place)
                if seq in self._wanted:
                    self.signed[seq] = (mac, session, place)
            self.counts[session] = before + len(whole)
            self.began.setdefault(session, whole[0][2])
            self.reach[session] = (self.reach.get(session, (first,))[0], whole[-1][0])

    def breaks(self) -> list[Break]:
        """What is broken, in order; neighbours of one kind are told as one."""
        found = [*self._breaks, *self._explained()]
        whole: list[Break] = []
        for one in sorted(found, key=lambda each: each.seq):
            last = whole[-1] if whole else None
            if last is not None and last.kind is one.kind and last.last + 1 == one.seq:
                whole[-1] = Break(last.seq, last.kind, one.last)
            else:
                whole.append(one)
        return whole

    # ------------------------------------------------------------------ finding the way back

    def _go_on(self, session: int, key: bytes, mac: bytes) -> None:
        self._keys[session] = next_key(key)
        self._head = mac
        self._expected += 1
        if self._lost:
            self._found_at[session] = self._lost

    def _find_place(self, seq: int, session: int, said: Said, mac: bytes, place: int) -> None:
        if seq < self._expected:  # before the first entry: no writer gives such a number
            self._break(seq, BreakKind.ORDER)
            self._lost += 1
            return
        gap = seq - self._expected
        if gap:
            self._break(self._expected, BreakKind.MISSING, seq - 1)
            self._lost, self._head, self._expected = self._lost + gap, None, seq
        before, self._head = self._head, mac
        self._expected += 1
        key = self._keys.get(session)
        if key is None:
            self._name_session(seq, session)
        elif before is not None and self._fits(seq, session, said, mac, before):
            return
        self._lost += 1
        if key is not None and before is not None and session not in self._named:
            self._suspect(seq, session, said, mac, before, place)

    def _fits(self, seq: int, session: int, said: Said, mac: bytes, before: bytes) -> bool:
        """It is genuine, though not where the keys were: entries of its session are gone, or numbers were mended."""
        self._expected -= 1
        slack = self._slack(session)
        key = self._key_of(session, said(seq + self._shift), mac, before, slack)
        if key is None and (slack or self._shift):
            key = self._shifted(seq, session, said, mac, before, slack)
        if key is None and self._of_another(session, said(seq + self._shift), mac, before):
            self._name_session(seq, session)
            key = self._keys[session]
        if key is not None:
            self._go_on(session, key, mac)
            return True
        self._expected += 1
        return False

    def _slack(self, session: int) -> int:
        return min(self._lost - self._found_at.get(session, 0), _KEYS_TRIED)

    def _key_of(self, session: int, entry: bytes, mac: bytes, before: bytes, slack: int) -> bytes | None:
        """The key that made the mac, up to so many steps ahead."""
        tries = min(slack + 1, self._to_go_on)
        key, used = _key_that_made(self._keys[session], entry, mac, before, tries)
        self._to_go_on -= used
        return key

    def _shifted(self, seq: int, session: int, said: Said, mac: bytes, before: bytes, slack: int) -> bytes | None:
        """Entries were taken out, or put in, and those behind got new numbers."""
        steps = [-self._shift, *(step for n in range(1, _SHIFTED + 1) for step in (n, -n))]
        heads = [before, *([self._earlier] if self._earlier is not None else [])]
        for step in steps:
            for head in heads:
                entry = said(seq + self._shift + step)
                key = self._key_of(session, entry, mac, head, slack + max(step, 0))
                if key is not None and not self._changed_places(seq, mac, key):
                    self._mend(seq, step, first=key == self._seeds.get(session))
                    return key
        return None

    def _changed_places(self, seq: int, mac: bytes, key: bytes) -> bool:
        """Whether the entry before stands in this one's place: then no numbers were mended."""
        last = self._suspects[-1] if self._suspects else None
        return last is not None and last.place == seq - 1 and _belongs(last, seq, [mac], [next_key(key)])

    def _mend(self, seq: int, step: int, *, first: bool) -> None:
        """From here on numbers are off by another amount; what began with the last suspect is known now."""
        self._shift += step
        last = self._suspects[-1] if self._suspects and self._suspects[-1].place == seq - 1 else None
        if self._shift:
            if last is not None:
                self._suspects.pop()
                self._break(last.place, BreakKind.MISSING if step > 0 else BreakKind.ADDED)
                self._moved = len(self._breaks) - 1
        elif self._moved is not None and not first:
            # Numbers are right again within a sign-in: nothing was put in or taken out, an entry was moved.
            end = seq - 1
            if last is not None:  # it only stands behind one that was moved
                self._suspects.pop()
                end -= 1
            self._breaks[self._moved] = Break(self._breaks[self._moved].seq, BreakKind.ORDER, end)
            self._moved = None

    def _of_another(self, session: int, entry: bytes, mac: bytes, before: bytes) -> bool:
        """Whether the first entry of a session was written by another one: their rows changed places."""
        if self._keys[session] is not self._seeds.get(session) or session in self._named:
            return False
        for seed in self._seeds.values():
            if seed is not None and same(entry_mac(seed, before, entry), mac):
                self._keys[session] = seed
                return True
        return False

    def _suspect(self, seq: int, session: int, said: Said, mac: bytes, before: bytes, place: int) -> None:
        slack = self._slack(session) - 1
        if not slack and self._made_later(seq, session, said, mac, before):
            self._break(seq, BreakKind.KEY)
            return
        added = place > self._ends.get(session, place)
        self._suspects.append(_Suspect(seq, session, said, mac, before, self._keys[session], slack, added))
        self._earlier = before

    def _made_later(self, seq: int, session: int, said: Said, mac: bytes, before: bytes) -> bool:
        """Whether a later key of the session made the mac: whoever had that one wrote the entry again."""
        entry, tries = said(seq + self._shift), min(_KEYS_TRIED, self._to_tell)
        key, used = _key_that_made(self._keys[session], entry, mac, before, tries)
        self._to_tell -= used
        return key is not None

    def _name_session(self, seq: int, session: int) -> None:
        if session not in self._named:
            self._named.add(session)
            self._break(seq, BreakKind.SESSION)

    def _break(self, seq: int, kind: BreakKind, last: int | None = None) -> None:
        self._breaks.append(Break(seq, kind, seq if last is None else last))

    # ------------------------------------------------------------------ what became of the suspects

    def _explained(self) -> Iterator[Break]:
        """Of entries that do not fit some only stand behind one, some stand in each other's places."""
        compared, rest = self._suspects[:_COMPARED], self._suspects[_COMPARED:]
        keys = {session: _keys_near(compared, session) for session in {each.session for each in compared}}
        heads: dict[int, list[bytes]] = {}  # place to the macs that the entry there may have had
        for suspect in compared:
            place = suspect.place
            before = [*heads.get(place - 1, []), suspect.before]
            owner = next((each for each in compared if _belongs(each, place, before, keys[each.session])), None)
            if owner is None:
                said = suspect.said(place)
                made = [entry_mac(key, head, said) for head in before for key in keys[suspect.session]]
                heads[place] = made[:_HEADS]
                yield Break(place, BreakKind.ADDED if suspect.added else BreakKind.CHANGED, place)
            else:
                heads[place] = [owner.mac]
                if owner is not suspect:
                    yield Break(place, BreakKind.ORDER, place)
        for suspect in rest:
            yield Break(suspect.place, BreakKind.ADDED if suspect.added else BreakKind.CHANGED, suspect.place)


def _key_that_made(key: bytes, entry: bytes, mac: bytes, before: bytes, tries: int) -> tuple[bytes | None, int]:
    """The first key from this one on that gives the mac, if so many are tried; how many were."""
    for used in range(1, tries + 1):
        if same(entry_mac(key, before, entry), mac):
            return key, used
        key = next_key(key)
    return None, max(tries, 0)


def _keys_near(suspects: Collection[_Suspect], session: int) -> list[bytes]:
    """Each key that an entry of the session may have had at one of these places."""
    found: dict[bytes, None] = {}
    for suspect in suspects:
        if suspect.session == session:
            key = suspect.key
            for _ in range(min(suspect.slack, _COMPARED) + 1):
                found[key] = None
                key = next_key(key)
    return list(found)


def _belongs(suspect: _Suspect, place: int, before: Collection[bytes], keys: Collection[bytes]) -> bool:
    """Whether the entry is genuine at this place."""
    entry = suspect.said(place)
    return any(same(entry_mac(key, head, entry), suspect.mac) for head in before for key in keys)

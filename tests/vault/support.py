"""What the tests of the vault share: cheap passwords, repeatable entropy, a shop, a plain reading of the chain."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clientcrm.vault import vault
from clientcrm.vault.canonical import Entropy, Json, canonical
from clientcrm.vault.chain import GENESIS, entry_mac, next_key
from clientcrm.vault.device import MemoryDeviceStore
from clientcrm.vault.header import Header
from clientcrm.vault.header_file import HEADER_NAME, PREVIOUS_NAME, read_header, write_first_header
from clientcrm.vault.keys import same
from clientcrm.vault.passwords import KdfPolicy
from clientcrm.vault.unlocked import Unlocked

CHEAP = KdfPolicy(memory_kib=64, iterations=1, lanes=1)
ROW = bytes(range(16))


def repeatable(seed: str) -> Entropy:
    """Bytes that look random and are the same in each run: for known answers."""

    def stream() -> Iterator[int]:
        counter = 0
        while True:
            yield from hashlib.sha256(f"{seed}/{counter}".encode()).digest()
            counter += 1

    source = stream()
    return lambda size: bytes(next(source) for _ in range(size))


@dataclass
class Shop:
    """A base's keys.json in a folder, and one device."""

    folder: Path
    code: str
    owner: str
    device: MemoryDeviceStore = field(default_factory=MemoryDeviceStore)

    @property
    def header(self) -> Header:
        return read_header(self.folder)

    @property
    def bytes(self) -> bytes:
        return (self.folder / HEADER_NAME).read_bytes()

    def put(self, data: bytes) -> None:
        """What somebody with write access does: both files at once."""
        for name in (HEADER_NAME, PREVIOUS_NAME):
            (self.folder / name).write_bytes(data)

    def sign_in(self, password: str = "owner's", uid: str | None = None, **options: bool) -> Unlocked:
        return vault.open_with_password(self.header, uid or self.owner, password, self.device, CHEAP, **options)

    def hire(self, name: str, password: str, portfolios: list[str] | None = None, role: str = "seller") -> str:
        """Somebody with a password of their own, signed in for the first time, keys accepted by the owner."""
        owner = self.sign_in()
        draft = owner.draft()
        uid = draft.add_person(name, role, {}, "once", CHEAP)
        for portfolio in owner.manifest.portfolios:
            if portfolio.id in (portfolios or []):
                draft.set_members(portfolio.id, (*portfolio.members, uid))
        owner.commit(self.folder, draft.sign())
        person = self.sign_in("once", uid)
        person.commit(self.folder, person.change_password("once", password, CHEAP))
        owner = self.sign_in()
        draft = owner.draft()
        assert draft.accept_proposals() == [uid]
        owner.commit(self.folder, draft.sign())
        return uid

    def add_portfolio(self, name: str, members: list[str] | None = None) -> str:
        owner = self.sign_in()
        draft = owner.draft()
        id_ = draft.add_portfolio(name, members or [])
        owner.commit(self.folder, draft.sign())
        return id_


def new_shop(folder: Path) -> Shop:
    device = MemoryDeviceStore()
    owner, code = vault.create(
        shop="Лавка",
        owner_name="Анна",
        password="owner's",
        kdf=CHEAP,
        device=device,
        portfolios=["Магазин"],
        policy={"currency": "RUB", "time_zone": "Europe/Moscow"},
    )
    write_first_header(folder, owner.header)
    return Shop(folder, code, owner.uid, device)


def rechecked(value: dict[str, Json]) -> bytes:
    """keys.json as somebody writes it who knows the format: the checksum fits again."""
    body = {name: part for name, part in value.items() if name != "check"}
    return canonical({**body, "check": hashlib.sha256(canonical(body)).hexdigest()})


class ChainCheck:
    """Reads a journal in the order of its numbers and says which entries are genuine.

    In the words of the specification: each carries the mac made with the key of its own position in its session, over
    the entry before it. The program's own reading (chain_reading.py) also finds its way back behind a broken place.
    """

    def __init__(self, seeds: Mapping[bytes, bytes], head: bytes = GENESIS) -> None:
        self._keys = dict(seeds)
        self.head = head
        self.counts: dict[bytes, int] = {}

    def feed(self, session: bytes, entry: bytes, mac: bytes) -> bool:
        """Whether the next entry is genuine; reading goes on behind a false one, so that each is named once."""
        key = self._keys.get(session)
        genuine = key is not None and same(entry_mac(key, self.head, entry), mac)
        if key is not None:
            self._keys[session] = next_key(key)
        self.counts[session] = self.counts.get(session, 0) + 1
        self.head = mac
        return genuine

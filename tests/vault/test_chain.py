"""The journal chain: nothing written before can be changed, left out, moved or added."""

from __future__ import annotations

import os
import pickle

import pytest

from clientcrm.domain.errors import SealBroken
from clientcrm.vault.chain import (
    GENESIS,
    ChainWriter,
    entry_mac,
    next_key,
    open_seed,
    seal_seed,
    sign_anchor,
    verify_anchor,
)
from clientcrm.vault.keys import KeyPair
from tests.vault.support import ChainCheck

BASE, UID, OTHER = "11" * 16, "21" * 16, "22" * 16
MORNING, EVENING = b"m" * 16, b"e" * 16

Journal = list[tuple[bytes, bytes, bytes]]


def written() -> tuple[Journal, dict[bytes, bytes], bytes]:
    """Two sessions one after the other, ten entries each; their seeds; the head."""
    journal: Journal = []
    seeds = {MORNING: os.urandom(32), EVENING: os.urandom(32)}
    head = GENESIS
    for session, seed in seeds.items():
        writer = ChainWriter(seed, head)
        for number in range(10):
            entry = f"{session!r} {number}".encode()
            journal.append((session, entry, writer.add(entry)))
            writer.commit()
        head = writer.head
    return journal, seeds, head


def verdicts(journal: Journal, seeds: dict[bytes, bytes]) -> list[bool]:
    check = ChainCheck(seeds)
    return [check.feed(*entry) for entry in journal]


def test_an_honest_journal_is_genuine() -> None:
    journal, seeds, head = written()
    check = ChainCheck(seeds)
    assert all(check.feed(*entry) for entry in journal)
    assert check.head == head
    assert check.counts == {MORNING: 10, EVENING: 10}


@pytest.mark.attack("T10")
def test_a_changed_entry_is_named_and_the_rest_goes_on() -> None:
    journal, seeds, _ = written()
    session, entry, mac = journal[4]
    journal[4] = (session, entry + b"!", mac)
    assert [index for index, good in enumerate(verdicts(journal, seeds)) if not good] == [4]


@pytest.mark.attack("T10")
def test_a_removed_moved_or_doubled_entry_is_found() -> None:
    journal, seeds, _ = written()
    assert not all(verdicts(journal[:4] + journal[5:], seeds))
    assert not all(verdicts([*journal[:4], journal[5], journal[4], *journal[6:]], seeds))
    assert not all(verdicts([*journal[:5], journal[4], *journal[5:]], seeds))


@pytest.mark.attack("T10")
def test_a_cut_tail_changes_the_head() -> None:
    journal, seeds, head = written()
    check = ChainCheck(seeds)
    assert all(check.feed(*entry) for entry in journal[:-1])
    assert check.head != head


@pytest.mark.attack("T10")
def test_an_old_entry_made_with_a_newer_key_is_found() -> None:
    """Who copies the writer's present key cannot re-make earlier entries: each needs the key of its position."""
    journal, seeds, _ = written()
    stolen = seeds[MORNING]
    for _ in range(9):
        stolen = next_key(stolen)
    prev = journal[3][2]
    forged = b"shown 0 contacts"
    journal[4] = (MORNING, forged, entry_mac(stolen, prev, forged))
    assert not verdicts(journal, seeds)[4]


def test_an_entry_of_an_unknown_session_is_false() -> None:
    journal, seeds, _ = written()
    assert verdicts([(b"x" * 16, b"entry", bytes(32)), *journal], seeds)[0] is False


def test_a_rolled_back_transaction_leaves_no_trace() -> None:
    seed = os.urandom(32)
    writer, plain = ChainWriter(seed), ChainWriter(seed)
    writer.add(b"lost")
    writer.add(b"lost too")
    writer.rollback()
    assert writer.add(b"kept") == plain.add(b"kept")
    writer.commit()
    plain.commit()
    assert (writer.head, writer.count) == (plain.head, plain.count) == (writer.head, 1)


def test_several_entries_of_one_transaction_chain_on() -> None:
    seed = os.urandom(32)
    writer = ChainWriter(seed)
    journal = [(MORNING, entry, writer.add(entry)) for entry in (b"a", b"b", b"c")]
    assert writer.count == 0
    writer.commit()
    assert writer.count == 3
    assert all(verdicts(journal, {MORNING: seed}))


def test_the_writer_keeps_no_earlier_key_and_does_not_travel() -> None:
    seed = os.urandom(32)
    writer = ChainWriter(seed)
    writer.add(b"a")
    writer.commit()
    kept = [getattr(writer, name) for name in ChainWriter.__slots__]
    assert seed not in kept
    assert seed.hex() not in repr(writer)
    with pytest.raises(TypeError):
        pickle.dumps(writer)


def test_only_the_owner_reads_the_seed_of_exactly_this_session() -> None:
    owner, seed = KeyPair.new(os.urandom), os.urandom(32)
    sealed = seal_seed(owner.enc_pub, BASE, MORNING, UID, seed)
    assert open_seed(owner.enc_private, BASE, MORNING, UID, sealed) == seed
    for args in (
        (os.urandom(32), BASE, MORNING, UID),
        (owner.enc_private, OTHER, MORNING, UID),
        (owner.enc_private, BASE, EVENING, UID),
        (owner.enc_private, BASE, MORNING, OTHER),
    ):
        with pytest.raises(SealBroken):
            open_seed(*args, sealed)


def test_an_anchor_is_one_persons_word_on_one_state() -> None:
    pair = KeyPair.new(os.urandom)
    signature = sign_anchor(pair, BASE, UID, MORNING, 7, 3, b"h" * 32)
    assert verify_anchor(pair.sig_pub, BASE, UID, MORNING, 7, 3, b"h" * 32, signature)
    for key, base, uid, session, seq, count, head in (
        (KeyPair.new(os.urandom).sig_pub, BASE, UID, MORNING, 7, 3, b"h" * 32),
        (pair.sig_pub, OTHER, UID, MORNING, 7, 3, b"h" * 32),
        (pair.sig_pub, BASE, OTHER, MORNING, 7, 3, b"h" * 32),
        (pair.sig_pub, BASE, UID, EVENING, 7, 3, b"h" * 32),
        (pair.sig_pub, BASE, UID, MORNING, 8, 3, b"h" * 32),
        (pair.sig_pub, BASE, UID, MORNING, 7, 4, b"h" * 32),
        (pair.sig_pub, BASE, UID, MORNING, 7, 3, b"i" * 32),
    ):
        assert not verify_anchor(key, base, uid, session, seq, count, head, signature)

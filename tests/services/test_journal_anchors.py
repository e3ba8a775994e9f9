"""States kept elsewhere: an earlier base in the place of the newer one is told by what honest anchors saw."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import Role
from clientcrm.domain.errors import AccessDenied, JournalBroken, NotFound, OlderThanSeen
from clientcrm.domain.journal import AnchorState, BreakKind
from clientcrm.vault.anchor_file import AnchorFile
from tests.services.journals import SVETA, actions, hire, show_often
from tests.services.raw import Kept, raw
from tests.support import PASSWORD, Shop


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The owner's stick."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


def work(shop: Shop) -> None:
    """A day at the counter."""
    desk = shop.sign_in()
    show_often(desk, desk.clients.create(SVETA), 5)
    desk.close()


@pytest.mark.proves("N04")
def test_a_whole_journal_and_a_key_file_that_holds(shop: Shop, stick: Path) -> None:
    work(shop)
    desk = shop.sign_in()
    path = desk.journal.save_anchor(stick)
    assert path.parent == stick
    desk.close()
    work(shop)
    desk = shop.sign_in()
    checked = desk.journal.check_anchor(stick)
    assert (checked.ok, checked.state, checked.made_at) == (True, AnchorState.HOLDS, shop.clock())
    assert checked.since == desk._gate.journal_end.seq - checked.seq
    assert desk.journal.check_anchor(path).state is AnchorState.HOLDS
    assert {"journal.anchored"} <= set(actions(shop))


@pytest.mark.proves("N04")
def test_a_proof_leaves_its_entry_and_names_what_it_looked_at(shop: Shop) -> None:
    work(shop)
    desk = shop.sign_in()
    copy = desk.backup.make()
    proof = desk.journal.proof()
    assert (proof.ok, proof.broken_at, proof.reason) == (True, None, None)
    assert {(anchor.kind, anchor.state) for anchor in proof.anchors} == {
        ("seen", AnchorState.HOLDS),
        ("copy", AnchorState.HOLDS),
    }
    assert proof.anchors[-1].at == copy.made_at
    assert proof.sessions == 3
    assert actions(shop)[-1] == "journal.proved"


def test_the_fingerprint_names_one_state_and_is_found_again(shop: Shop) -> None:
    desk = shop.sign_in()
    seq, noted = desk._gate.journal_end.seq, desk.journal.fingerprint()
    work_on(desk)
    assert desk.journal.fingerprint() != noted
    assert desk.journal.fingerprint(seq) == noted
    assert desk.journal.find_fingerprint(f"{noted[:4]} {noted[4:].lower()}") == seq
    assert desk.journal.find_fingerprint("00000000") is None
    assert desk.journal.find_fingerprint("что это") is None


def work_on(desk: Desk) -> None:
    """Something more at an open desk."""
    show_often(desk, desk.clients.create(SVETA), 3)


# ---------------------------------------------------------------- an earlier state put back (T11)


@pytest.mark.proves("N04")
@pytest.mark.attack("T11")
def test_the_whole_folder_rolled_back_is_told_by_the_keystore(shop: Shop, tmp_path: Path) -> None:
    kept = Kept(shop, tmp_path / "kept")
    work(shop)
    kept.put_back(anchors=False)
    with pytest.raises(OlderThanSeen):
        shop.sign_in()


@pytest.mark.proves("N04")
@pytest.mark.attack("T11")
def test_folder_and_keystore_rolled_back_together_are_told_by_the_owners_stick_alone(
    shop: Shop, tmp_path: Path, stick: Path
) -> None:
    work(shop)
    kept = Kept(shop, tmp_path / "kept")
    work(shop)
    desk = shop.sign_in()
    desk.journal.save_anchor(stick)
    end = desk._gate.journal_end.seq
    desk.close()
    kept.put_back()
    desk = shop.sign_in()
    assert desk.journal.proof().ok  # nothing on this computer knows better
    checked = desk.journal.check_anchor(stick)
    assert (checked.ok, checked.state, checked.seq) == (False, AnchorState.OLDER, end)
    with pytest.raises(OlderThanSeen):
        desk.journal.save_anchor(stick)
    show_often(desk, 1, 30)  # longer than the lost one by now
    assert desk.journal.check_anchor(stick).state is AnchorState.CHANGED
    with pytest.raises(JournalBroken):
        desk.journal.save_anchor(stick)


@pytest.mark.proves("N04")
def test_a_copy_that_saw_more_than_the_base_tells_it(shop: Shop, tmp_path: Path) -> None:
    work(shop)
    kept = Kept(shop, tmp_path / "kept")
    desk = shop.sign_in()
    work_on(desk)
    copy = desk.backup.make().path.rename(tmp_path / "copy.crmb")
    end = desk._gate.journal_end.seq
    desk.close()
    kept.put_back()
    (shop.folder / "backups").mkdir(exist_ok=True)
    copy.rename(shop.folder / "backups" / "copy.crmb")
    desk = shop.sign_in()
    proof = desk.journal.proof()
    assert not proof.ok
    assert (proof.reason, proof.breaks[0].last >= end - 1) == (BreakKind.CUT, True)


@pytest.mark.proves("N04")
def test_a_base_brought_back_from_a_copy_is_told_as_such(shop: Shop, tmp_path: Path, stick: Path) -> None:
    work(shop)
    desk = shop.sign_in()
    copy = desk.backup.make(tmp_path / "copies").path
    work_on(desk)
    desk.journal.save_anchor(stick)
    lost = desk._gate.journal_end.seq
    desk.close()
    shop.crm.restore(copy, tmp_path / "back", password=PASSWORD)
    back = Shop(tmp_path / "back", shop.recovery_code, shop.device, shop.clock)
    desk = back.sign_in()
    try:
        proof = desk.journal.proof()
        assert proof.ok
        [restored] = proof.restored
        assert (restored.uid, restored.seq < lost) == (desk.user.uid, True)
        checked = desk.journal.check_anchor(stick)
        assert (checked.ok, checked.state) == (False, AnchorState.RESTORED)
        desk.journal.save_anchor(stick)
        assert desk.journal.check_anchor(stick).ok
    finally:
        back.close()


@pytest.mark.proves("N04")
def test_the_chain_goes_on_through_a_new_generation(shop: Shop, stick: Path) -> None:
    work(shop)
    desk = shop.sign_in()
    desk.journal.save_anchor(stick)
    desk.replace_recovery_code(PASSWORD)
    assert desk.journal.proof().ok
    desk.close()
    work(shop)
    desk = shop.sign_in()
    proof = desk.journal.proof()
    assert (proof.ok, proof.restored) == (True, ())
    assert desk.journal.check_anchor(stick).ok


# ---------------------------------------------------------------- files that are not what they should be


def test_a_key_file_that_somebody_changed_or_made(shop: Shop, stick: Path) -> None:
    work(shop)
    desk = shop.sign_in()
    path = desk.journal.save_anchor(stick)
    genuine = AnchorFile.from_bytes(path.read_bytes())
    cases = {
        AnchorState.FORGED: replace(genuine, seq=genuine.seq - 3).to_bytes(),
        AnchorState.FOREIGN: replace(genuine, base_uuid="ee" * 16).to_bytes(),
        AnchorState.UNREADABLE: json.dumps({"v": 1}).encode(),
    }
    for state, data in cases.items():
        path.write_bytes(data)
        checked = desk.journal.check_anchor(stick)
        assert (checked.ok, checked.state) == (False, state)
    desk.journal.save_anchor(stick)
    assert desk.journal.check_anchor(stick).ok


def test_a_stick_that_is_not_there(shop: Shop, stick: Path) -> None:
    desk = shop.sign_in()
    with pytest.raises(NotFound):
        desk.journal.check_anchor(stick)
    with pytest.raises(NotFound):
        desk.journal.save_anchor(stick / "gone")


def test_a_broken_journal_is_told_with_a_key_file_that_holds(shop: Shop, stick: Path) -> None:
    work(shop)
    desk = shop.sign_in()
    desk.journal.save_anchor(stick)
    with raw(shop) as connection:
        connection.execute("update journal_entry set count = 0 where seq = 6")
    checked = desk.journal.check_anchor(stick)
    assert (checked.ok, checked.state) == (False, AnchorState.HOLDS)
    assert checked.proof is not None
    assert checked.proof.broken_at == 6


def test_an_employees_signature_makes_no_key_file(shop: Shop, stick: Path) -> None:
    owner = shop.sign_in()
    uid = hire(shop, owner, "Света", Role.SELLER)
    path = owner.journal.save_anchor(stick)
    owner.close()
    seller = shop.sign_in("Света", "одноразовый-1")
    with pytest.raises(AccessDenied):
        seller.journal.save_anchor(stick)
    said = replace(AnchorFile.from_bytes(path.read_bytes()), uid=uid, seq=2, signature=b"")
    path.write_bytes(replace(said, signature=seller._keys.sign("journal-anchor", said.signed())).to_bytes())
    seller.close()
    assert shop.sign_in().journal.check_anchor(path).state is AnchorState.FORGED

"""Whatever holds a key shows it in no text, gives it to no pickle, and holds it no longer than the desk is open."""

from __future__ import annotations

import gc
import io
import pickle
import traceback
from collections.abc import Iterator

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.errors import CrmError
from tests.support import PASSWORD, Shop

NOT_LOOKED_INTO = {"module", "function"}
OF_TESTS = {"MemoryDeviceStore", "Crm"}  # a keystore in memory, and the program that is given it


def secrets_of(desk: Desk, shop: Shop) -> list[bytes]:
    """Every key of this desk, and the secret of the computer."""
    holding = desk._keys.holding
    owner = holding.keys.owner
    assert owner is not None
    epochs = [*holding.keys.portfolios.values(), owner]
    keys = [desk._keys.dbk, holding.lock.key, holding.pair.enc_private, holding.pair.sig_private]
    keys += [key for epoch in epochs for key in (epoch.key, epoch.inbox_private)]
    return [*keys, holding.keys.audit_private or b"", *shop.device.secrets.values()]


def reached(start: object) -> Iterator[object]:
    """Every object of the program's own classes that can be reached from this one."""
    seen, waiting = {id(start)}, [start]
    while waiting:
        thing = waiting.pop()
        if type(thing).__module__.startswith("clientcrm."):
            yield thing
        for held in gc.get_referents(thing):
            if id(held) not in seen and not isinstance(held, type) and type(held).__name__ not in NOT_LOOKED_INTO:
                seen.add(id(held))
                waiting.append(held)


def shown_in(secret: bytes, text: str) -> bool:
    """Whether a text holds it as hex, as Python writes bytes, or as it is."""
    return secret.hex() in text.lower() or repr(secret)[2:-1] in text or secret.decode("latin-1") in text


@pytest.mark.attack("T27")
def test_nothing_that_a_desk_reaches_shows_a_key(shop: Shop) -> None:
    desk = shop.sign_in()
    secrets = secrets_of(desk, shop)
    assert all(len(secret) == 32 for secret in secrets)
    things = list(reached(desk))
    kinds = {type(thing).__name__ for thing in things}
    assert {"Unlocked", "Holding", "BundleLock", "KeySet", "Epoch", "KeyPair", "FieldSeal", "ChainWriter"} <= kinds
    for thing in things:
        told = repr(thing) + str(thing)
        assert not [secret for secret in secrets if shown_in(secret, told)], type(thing).__name__
        assert PASSWORD not in told


@pytest.mark.attack("T27")
def test_no_pickle_of_what_a_desk_reaches_holds_a_key(shop: Shop) -> None:
    desk = shop.sign_in()
    secrets = secrets_of(desk, shop)
    leaky = set()
    for thing in reached(desk):
        out = io.BytesIO()
        try:
            pickle.Pickler(out).dump(thing)
        except Exception:  # noqa: BLE001 - it refuses, each class in its own way: that is what is wanted of it
            continue
        if any(secret in out.getvalue() for secret in secrets):
            leaky.add(type(thing).__name__)
    assert leaky - OF_TESTS == set()


@pytest.mark.attack("T27")
def test_no_error_shows_a_key_or_a_password(shop: Shop) -> None:
    desk = shop.sign_in()
    secrets = secrets_of(desk, shop)
    seal = next(iter(desk._keys.seals.values()))
    told = []
    for broken in (
        lambda: shop.crm.sign_in(shop.folder.with_name("copy"), "Марина", "пароль-владельца"),
        lambda: desk.change_password("пароль-владельца", "другой-длинный-пароль"),
        lambda: desk.replace_recovery_code("пароль-владельца"),
        lambda: shop.crm.recover(shop.folder, "123456 " * 8, "пароль-владельца"),
        lambda: seal.open("client_private", "document", b"u" * 16, b"\x01" + b"x" * 60),
    ):
        with pytest.raises(CrmError) as caught:
            broken()  # type: ignore[no-untyped-call]
        told.append("".join(traceback.format_exception(caught.value)) + repr(caught.value) + str(caught.value.args))
    for text in told:
        assert not [secret for secret in secrets if shown_in(secret, text)]
        assert "CrmError" in text or "clientcrm.domain.errors" in text
    assert not any(PASSWORD in text for text in told)


@pytest.mark.attack("T27")
def test_a_closed_desk_holds_no_key(shop: Shop) -> None:
    desk = shop.sign_in()
    # Backwards, so that this list is not what is found.
    backwards = [secret[::-1] for secret in secrets_of(desk, shop) if secret not in shop.device.secrets.values()]
    desk.close()
    left = [
        type(held).__name__
        for thing in reached(desk)
        for held in gc.get_referents(thing)
        if isinstance(held, bytes | bytearray) and bytes(held)[::-1] in backwards
    ]
    assert left == []

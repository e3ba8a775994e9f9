"""The base is no secret of this program: who has the key reads it with plain AES and an ordinary SQLite."""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.sales import PurchaseDraft
from tests.services.raw import PAGE, database, decrypted, keys_of
from tests.support import Shop

RESERVED, SALT, MAC = 80, 16, 64


@pytest.mark.attack("T32")
def test_without_sqlcipher_every_page_is_genuine_and_the_tables_are_read(shop: Shop, tmp_path: Path) -> None:
    desk = shop.sign_in()
    for number in range(30):
        client = desk.clients.create(ClientDraft(name=f"Клиент {number}", note="о" * 500))
        desk.sales.add(PurchaseDraft(client, date(2026, 6, 1), total=100 * number))
    desk.close()
    key, file = keys_of(shop).dbk, database(shop.folder).read_bytes()
    # SQLCipher 4 as its documents say: HMAC-SHA512 over each page and its number, under a key of two rounds of PBKDF2.
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in file[:SALT]), 2, 32)
    for number, at in enumerate(range(0, len(file), PAGE), start=1):
        page = file[at + (SALT if number == 1 else 0) : at + PAGE]
        expected = hmac.new(mac_key, page[:-MAC] + number.to_bytes(4, "little"), "sha512").digest()
        assert hmac.compare_digest(page[-MAC:], expected), f"page {number}"

    clear = decrypted(database(shop.folder), key)
    size = PAGE - RESERVED
    pages = [clear[at : at + size] + bytes(RESERVED) for at in range(0, len(clear), size)]
    pages[0] = b"SQLite format 3\0" + pages[0][SALT:]
    (tmp_path / "plain.db").write_bytes(b"".join(pages))
    plain = sqlite3.connect(f"file:{tmp_path / 'plain.db'}?immutable=1", uri=True)
    try:
        assert plain.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert plain.execute("select count(*), max(name) from client").fetchone() == (30, "Клиент 9")
        assert plain.execute("select sum(total) from purchase").fetchone() == (100 * sum(range(30)),)
    finally:
        plain.close()

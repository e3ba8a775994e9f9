"""In which money a shop may count: sums are hundredths everywhere, so only where the currency has hundredths."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from clientcrm.data.models import Setting
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import Invalid
from clientcrm.domain.settings import CURRENCIES, NewBase
from tests.support import OWNER, PASSWORD, Shop

# ISO 4217: no minor unit, thousandths, and stranger ones.
NO_HUNDREDTHS = frozenset(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF BHD IQD JOD KWD LYD OMR TND CLF UYW".split()
)


def test_every_currency_offered_has_hundredths() -> None:
    assert NO_HUNDREDTHS.isdisjoint(CURRENCIES)
    assert len(set(CURRENCIES)) == len(CURRENCIES) == 14


@pytest.mark.parametrize("currency", ["JPY", "KWD", "", "rub"])
def test_no_base_is_made_in_another(shop: Shop, tmp_path: Path, currency: str) -> None:
    new = NewBase("Кадзе", OWNER, PASSWORD, "Магазин", currency=currency)
    with pytest.raises(Invalid) as told:
        shop.crm.create(tmp_path / "other", new)
    assert told.value.fields == {"currency": "unknown_currency"}
    assert not (tmp_path / "other").exists()


def test_none_is_changed_to_another_and_an_older_base_in_one_keeps_its_other_settings_open(shop: Shop) -> None:
    desk = shop.sign_in()
    with pytest.raises(Invalid) as told:
        desk.settings.change(replace(desk.shop, currency="JPY"))
    assert told.value.fields == {"currency": "unknown_currency"}
    with desk._gate.write(Permission.CHANGE_SETTINGS, "settings.changed") as session:
        session.merge(Setting(key="currency", value=json.dumps("UAH")))
    desk.settings.change(replace(desk.settings.read(), autolock=7))
    assert (desk.settings.read().currency, desk.settings.read().autolock) == ("UAH", 7)
    desk.settings.change(replace(desk.settings.read(), currency="EUR"))
    assert desk.settings.read().currency == "EUR"

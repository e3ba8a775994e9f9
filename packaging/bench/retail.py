"""A real shop of 400,000 lines for the figures: Online Retail (UCI, Daqing Chen), cleaned as its literature does."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from made import SHARED

from clientcrm.domain.analytics.history import LINES, NOBODY, RECEIPTS, Sales

RETAIL = SHARED / "analytics" / "online_retail.csv.gz"
RETAIL_DAY = date(2011, 12, 9)
_EPOCH, _DAY = date(1970, 1, 1).toordinal(), 86_400


def online_retail(*, refunds: bool = False) -> Sales | None:
    """Lines of known clients with a quantity and a price, each rounded half up to pence; None where the data are not.

    refunds: the credit notes (numbered C...) of known clients too, linked to no sale, as the data has it.
    """
    if not RETAIL.exists():
        return None
    kinds = {"InvoiceNo": "str", "StockCode": "str", "CustomerID": "float64"}
    frame = pd.read_csv(RETAIL, dtype=kinds, usecols=[*kinds, "Quantity", "UnitPrice", "InvoiceDate"])
    frame = frame[frame["CustomerID"].notna() & (frame["UnitPrice"] > 0)]
    back = frame["InvoiceNo"].str.startswith("C")
    frame = frame[(~back & (frame["Quantity"] > 0)) | (back & refunds)]
    mills = frame["Quantity"] * (frame["UnitPrice"] * 1000).round().astype("int64")  # some prices have three decimals
    lines = pd.DataFrame(
        {
            "receipt": frame["InvoiceNo"].str.removeprefix("C").astype("int64"),
            "product": pd.factorize(frame["StockCode"], sort=True)[0],
            "quantity": frame["Quantity"].abs() * 1000,
            "total": np.sign(mills) * ((mills.abs() + 5) // 10),
            "client": frame["CustomerID"].astype("int64"),
            "day": pd.to_datetime(frame["InvoiceDate"]).astype("datetime64[s]").astype("int64") // _DAY + _EPOCH,
        }
    ).reset_index(drop=True)
    receipts = lines.groupby("receipt", as_index=False).agg({"client": "first", "day": "first", "total": "sum"})
    receipts = receipts.assign(sale=NOBODY, employee=NOBODY)
    return Sales(receipts[list(RECEIPTS)].astype(RECEIPTS), lines[list(LINES)].astype(LINES))

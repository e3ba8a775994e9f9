"""Receipts and what they say about a client: purchase days, sum, average and median check, usual interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise
from statistics import median_low


class ReceiptKind(StrEnum):
    """A sale, or goods brought back."""

    SALE = "sale"
    REFUND = "refund"


class ReceiptStatus(StrEnum):
    """Only done receipts count in any figure."""

    DONE = "done"
    DRAFT = "draft"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line of a receipt: quantity in thousandths, money in minor units."""

    product: str
    quantity: int = 1000
    unit_price: int = 0
    total: int = 0
    discount: int = 0
    product_code: str = ""


@dataclass(frozen=True, slots=True)
class PurchaseDraft:
    """A receipt as a form or a file gives it; client_id None is an anonymous sale."""

    client_id: int | None
    day: date
    lines: tuple[LineDraft, ...] = ()
    total: int | None = None
    at: time | None = None
    kind: ReceiptKind = ReceiptKind.SALE
    status: ReceiptStatus = ReceiptStatus.DONE
    receipt_no: str = ""
    source: str = ""
    employee: str = ""
    discount: int = 0
    return_of: int | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """One receipt on a card: `source` names the till or file it came from, `discount` is off the whole receipt."""

    id: int
    day: date
    at: time | None
    kind: ReceiptKind
    status: ReceiptStatus
    receipt_no: str
    total: int
    employee: str
    comment: str
    lines: tuple[LineDraft, ...]
    return_of: int | None = None
    source: str = ""
    discount: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the figures need of a receipt: total is negative for a refund; return_of links it to a sale."""

    id: int
    day: date
    total: int
    return_of: int | None = None


@dataclass(frozen=True, slots=True)
class SalesFigures:
    """What the receipts of one client add up to (ANALYTICS.md 7.0-7.1); days and minor units; None is "no data".

    purchase_days counts days whose receipts, after the refunds linked to them, come to more than nothing.
    net is every sale and refund together. average and median are over receipts worth more than nothing.
    usual_interval is (last - first) / (purchase_days - 1) in days, median_gap the middle gap between them.
    """

    purchase_days: int = 0
    first: date | None = None
    last: date | None = None
    receipts: int = 0
    net: int = 0
    average: int | None = None
    median: int | None = None
    usual_interval: float | None = None
    median_gap: float | None = None


def round_half_up(numerator: int, denominator: int) -> int:
    """The quotient of money by a count, rounded half away from zero to minor units."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    n, d = abs(numerator), abs(denominator)
    return sign * ((2 * n + d) // (2 * d))


def sales_figures(receipts: Iterable[Receipt], as_of: date) -> SalesFigures:
    """The figures of one client from the done receipts dated up to as_of.

    A refund linked to a sale takes from that sale, whenever it happened, so that a sale brought back whole
    never was a purchase day (ANALYTICS.md 7.0); an unlinked one takes from the net sum alone.
    """
    known = [r for r in receipts if r.day <= as_of]
    if not known:
        return SalesFigures()
    worth = {r.id: r.total for r in known if r.return_of is None and r.total > 0}
    for refund in known:
        if refund.return_of in worth and refund.return_of is not None:
            worth[refund.return_of] += refund.total
    by_day: dict[date, int] = {}
    for receipt in known:
        if receipt.id in worth:
            by_day[receipt.day] = by_day.get(receipt.day, 0) + worth[receipt.id]
    days = sorted(day for day, total in by_day.items() if total > 0)
    checks = sorted(total for total in worth.values() if total > 0)
    gaps = sorted((b - a).days for a, b in pairwise(days))
    return SalesFigures(
        purchase_days=len(days),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        receipts=len(checks),
        net=sum(r.total for r in known),
        average=round_half_up(sum(checks), len(checks)) if checks else None,
        median=middle_money(checks) if checks else None,
        usual_interval=(days[-1] - days[0]).days / len(gaps) if gaps else None,
        median_gap=_middle(gaps) if gaps else None,
    )


def middle_money(ordered: Sequence[int]) -> int:
    """The median of sorted sums, half up to minor units."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else round_half_up(ordered[half - 1] + ordered[half], 2)


def _middle(ordered: Sequence[int]) -> float:
    half = len(ordered) // 2
    return float(median_low(ordered)) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def line_total(line: LineDraft) -> int:
    """Quantity by price less the discount, each line rounded half up."""
    return round_half_up(line.quantity * line.unit_price, 1000) - line.discount

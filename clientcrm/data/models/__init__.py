"""All mapped tables, a file per part of the business."""

from clientcrm.data.models.access import AccessRequest, InboxItem, OwnerDocument
from clientcrm.data.models.base import NOBODYS, Base, ClientOwned, Moment, Sealed, new_uuid
from clientcrm.data.models.batches import Batch, BatchChunk, BatchEffect, ImportedRow, ImportTemplate
from clientcrm.data.models.clients import (
    BOUGHT,
    Client,
    ClientPrivate,
    ClientTag,
    ContactPoint,
    OwnField,
    Tag,
    Tier,
)
from clientcrm.data.models.figures import ClassChange, ClientFigures, FiguresRun, StandingSheet
from clientcrm.data.models.keeping import JournalEntry, JournalSession, Portfolio, Setting
from clientcrm.data.models.sales import Product, Purchase, PurchaseLine
from clientcrm.data.models.segments import SavedSegment, SegmentMember, SegmentMove
from clientcrm.data.models.tiers import ClientTier, TierMove, TierRule
from clientcrm.data.models.timeline import TimelineEntry

__all__ = [
    "BOUGHT",
    "NOBODYS",
    "AccessRequest",
    "Base",
    "Batch",
    "BatchChunk",
    "BatchEffect",
    "ClassChange",
    "Client",
    "ClientFigures",
    "ClientOwned",
    "ClientPrivate",
    "ClientTag",
    "ClientTier",
    "ContactPoint",
    "FiguresRun",
    "ImportTemplate",
    "ImportedRow",
    "InboxItem",
    "JournalEntry",
    "JournalSession",
    "Moment",
    "OwnField",
    "OwnerDocument",
    "Portfolio",
    "Product",
    "Purchase",
    "PurchaseLine",
    "SavedSegment",
    "Sealed",
    "SegmentMember",
    "SegmentMove",
    "Setting",
    "StandingSheet",
    "Tag",
    "Tier",
    "TierMove",
    "TierRule",
    "TimelineEntry",
    "new_uuid",
]

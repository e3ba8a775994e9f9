"""What is being written on cards and not saved, as bytes to be sealed: words for timelines, a purchase."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ui.clients.purchase_dialog import PurchaseDialog

if TYPE_CHECKING:
    from ui.clients.card import CardView


@dataclass
class Begun:
    """Words by client, the kind chosen for them, and the purchase (`PurchaseDialog.begun`) that waits for its card."""

    words: dict[int, str] = field(default_factory=dict)
    kind: str = ""
    purchase: dict[str, Any] | None = None

    def to_bytes(self, card: CardView | None, window: QWidget) -> bytes:
        """All of it as it stands now; nothing where nothing is begun."""
        words, kind = dict(self.words), self.kind
        if card is not None and "timeline" in vars(card):
            words[card.timeline.client_id], kind = card.timeline.composer.text(), card.timeline.composer.kind()
        open_now = [dialog.begun() for dialog in window.findChildren(PurchaseDialog) if dialog.is_open()]
        purchase = next((one for one in open_now if one is not None), self.purchase)
        words = {client_id: text for client_id, text in words.items() if text}
        if not words and purchase is None:
            return b""
        return json.dumps([list(words.items()), kind, purchase], ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, kept: bytes) -> Begun:
        """The same in the window of after."""
        words, kind, purchase = json.loads(kept)
        return cls(dict(words), kind, purchase)

    def purchase_of(self, client_id: int) -> dict[str, Any] | None:
        """The purchase of this client that waits to be gone on with."""
        return self.purchase if self.purchase is not None and self.purchase["client"] == client_id else None

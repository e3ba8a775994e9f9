"""Asks the core which clients the list shows: ids first, then the totals, then matches in the middle of numbers."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from clientcrm.domain.clients import ClientFilter, ClientOrder
from ui.context import Context

# From this many digits on, a number is also looked for in the middle of phones.
LEAST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked and in which order."""

    asked: ClientFilter = field(default_factory=ClientFilter)
    order: ClientOrder = field(default_factory=ClientOrder)


class Finder(QObject):
    """Answers come in the GUI thread; an answer to an older question never comes."""

    found = Signal(object)  # array of ids
    counted = Signal(object)  # ListTotals
    failed = Signal(object)  # the error

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = context.desk
        self.question = Question()

    def ask(self, question: Question) -> None:
        """Find the clients; `found` may come twice, the second time with those whose numbers hold the digits."""
        self.question = question
        self._context.background.run(
            self,
            lambda _job: self._desk.clients.ids(question.asked, question.order),
            then=lambda ids: self._first(question, ids),
            failed=self.failed.emit,
            key="ids",
        )

    def _first(self, question: Question, ids: array[int]) -> None:
        self.found.emit(ids)
        self._count(question, ids)
        if sum(letter.isdigit() for letter in question.asked.text) >= LEAST_DIGITS:
            self._context.background.run(
                self,
                lambda _job: self._desk.clients.more_ids(question.asked),
                then=lambda more: self._appended(question, ids, more),
                failed=self.failed.emit,
                key="more",
            )

    def _appended(self, question: Question, ids: array[int], more: array[int]) -> None:
        known = set(ids)
        new = [client_id for client_id in more if client_id not in known]
        if question is self.question and new:
            whole = array("q", [*ids, *new])
            self.found.emit(whole)
            self._count(question, whole)

    def _count(self, question: Question, ids: array[int]) -> None:
        self._context.background.run(
            self,
            lambda _job: self._desk.clients.totals(ids, question.asked),
            then=lambda totals: self.counted.emit(totals) if question is self.question else None,
            failed=self.failed.emit,
            key="totals",
        )

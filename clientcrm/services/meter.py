"""The meter of shown contacts: what a person was shown today, counted from the journal itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import JournalEntry
from clientcrm.domain.access import Permission, Quota
from clientcrm.domain.errors import AccessDenied, CrmError
from clientcrm.domain.meter import (
    HOUR,
    ClockSetBack,
    Left,
    QuotaSpent,
    Showing,
    Spent,
    day_began,
    left_of,
    require_quota,
    set_back,
    spent,
)
from clientcrm.domain.requests import AgreementNeeded
from clientcrm.services.clock_watch import ClockWatch
from clientcrm.services.gate import Gate

METERED = ("contact.shown", "contact.copied")
_LONGEST_REASON = 200

# Uses up the owner's agreement to show one client's contacts; AccessDenied where there is none.
UseShow = Callable[[Session, int], None]


class Meter:
    """Lets contacts be shown as far as the person's quota goes."""

    def __init__(self, gate: Gate, quota: Callable[[], Quota] | None = None, watch: ClockWatch | None = None) -> None:
        self._gate = gate
        self._quota = quota or (lambda: gate.user.role.quota)
        self._watch = watch or ClockWatch(gate.now)
        # Asked for the owner's agreement where the role shows contacts on request alone.
        self.use_show: UseShow = _nothing_agreed

    def left(self) -> Left:
        """What the signed-in person may still be shown today and this hour."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            return self._left(session)

    def spend(
        self,
        session: Session,
        client_id: int,
        contact_ids: Collection[int],
        reason: str = "",
        whole: Callable[[], Collection[int]] | None = None,
    ) -> Left:
        """Count these contacts inside the write that shows them, and say in its entry which they are; what is left.

        A contact that was shown or copied today costs nothing. Where the quota is spent, an agreement of the owner is
        used up instead, and what counts as shown is what `whole` tells: it was for all of the client's contacts.
        QuotaSpent, ReasonNeeded, ClockSetBack; AccessDenied where the owner's agreement is needed and there is none.
        """
        user, reason = self._gate.user, reason.strip()[:_LONGEST_REASON]
        if not user.is_owner and (until := self._clock_behind(session)) is not None:
            self._gate.remember("access.refused", permission=Permission.SHOW_CONTACTS)
            raise ClockSetBack(until)
        before = self._spent(session)
        new = before.new_among(contact_ids)
        if user.asks(Permission.SHOW_CONTACTS):
            if new:  # the owner decided on this very showing: no quota stands against it
                self._agreed(session, client_id)
        elif not self._within(session, before, new, reason, client_id) and whole is not None:
            contact_ids = whole()
            new = before.new_among(contact_ids)
        self._gate.note(session, count=len(contact_ids), contacts=sorted(contact_ids), new=new)
        if reason:
            self._gate.note(session, reason=reason)
        after = Spent(before.now, before.contacts | set(contact_ids), before.unnamed, (*before.hour, (before.now, new)))
        return left_of(self._quota(), after, frozen=False)

    # ------------------------------------------------------------------ inside

    def _within(self, session: Session, before: Spent, new: int, reason: str, client_id: int) -> bool:
        """Whether the quota lets them be shown; if not, the owner has agreed to it. QuotaSpent, ReasonNeeded."""
        try:
            require_quota(self._quota(), before, new, reason, self._gate.zone)
        except QuotaSpent as spent_:
            try:
                self.use_show(session, client_id)
            except (AgreementNeeded, AccessDenied):
                self._gate.remember("quota.spent", "client", client_id)
                raise spent_ from None
            return False
        return True

    def _agreed(self, session: Session, client_id: int) -> None:
        try:
            self.use_show(session, client_id)
        except CrmError:
            self._gate.remember("access.refused", permission=Permission.SHOW_CONTACTS)
            raise

    def _left(self, session: Session) -> Left:
        frozen = not self._gate.user.is_owner and self._clock_behind(session) is not None
        return left_of(self._quota(), self._spent(session), frozen)

    def _clock_behind(self, session: Session) -> datetime | None:
        """The time of the journal's last entry, where the clock stands too far before it."""
        last = session.scalars(select(JournalEntry.at).order_by(JournalEntry.seq.desc()).limit(1)).first()
        return last if set_back(self._gate.now(), last) else None

    def _spent(self, session: Session) -> Spent:
        now = self._watch.now()
        since = min(day_began(now, self._gate.zone), now - HOUR)
        return spent(self._showings(session, since), now, self._gate.zone)

    def _showings(self, session: Session, since: datetime) -> Iterator[Showing]:
        query = select(JournalEntry.at, JournalEntry.count, JournalEntry.detail_json)
        mine = (JournalEntry.uid == self._gate.user.uid, JournalEntry.at >= since.replace(microsecond=0))
        for at, count, detail in session.execute(query.where(*mine, JournalEntry.action.in_(METERED))):
            said = json.loads(detail)
            yield Showing(at, frozenset(said.get("contacts", ())), int(said.get("new", count)))


def _nothing_agreed(_session: Session, _client_id: int) -> None:
    raise AccessDenied(Permission.SHOW_CONTACTS)

"""Leaving: access off, keys changed, clients handed over, a fresh copy; then the report and the watch."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.models import Client
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import CrmError, NotFound
from clientcrm.domain.leaving import (
    BEGUN,
    AtRisk,
    HandOver,
    LeavingPlan,
    LeavingReport,
    PortfolioShare,
    Revenue,
    Successor,
    Unfinished,
    watched_until,
)
from clientcrm.services.backup import Backup
from clientcrm.services.gate import Gate
from clientcrm.services.keys.changes import KeyChanges
from clientcrm.services.keys.resealing import rows_sealed
from clientcrm.services.leaving.hand_over import Handed, HandingOver, Leaver, belongs_to, year_money
from clientcrm.services.leaving.rights import Standing
from clientcrm.services.leaving.watch import Left, activity_before, at_risk
from clientcrm.services.owner_documents import OwnerDocuments
from clientcrm.services.sealing import Seals
from clientcrm.vault.canonical import Json
from clientcrm.vault.drafts import Draft
from clientcrm.vault.manifest import Person
from clientcrm.vault.unlocked import Unlocked

PEOPLE: Final = Permission.MANAGE_PEOPLE
WATCH: Final = "watch"
# So many clients at risk stand in a report; nobody calls more in a week.
_LISTED: Final = 100


class Steps(Protocol):
    """Whoever shows progress and may stop the work by raising."""

    def step(self, done: int, total: int) -> None:
        """So much of so much is done."""


class Leaving:
    """The owner's procedure for somebody who goes. It may be cut short at any moment and begun again."""

    def __init__(
        self, gate: Gate, keys: Unlocked, changes: KeyChanges, documents: OwnerDocuments, backup: Backup
    ) -> None:
        self._gate = gate
        self._keys = keys
        self._changes = changes
        self._documents = documents
        self._backup = backup

    # ------------------------------------------------------------------ before

    def plan(self, uid: str) -> LeavingPlan:
        """What there is to hand over, and who could get it; NotFound."""
        with self._gate.read(PEOPLE) as session:
            standing = Standing(session, self._keys)
            person = standing.person(uid)
            mine, money = belongs_to(uid, person.name), year_money(self._gate.today())
            real = Client.id.not_in(sorted(self._gate.narrowing.left_out))  # canaries go along, and are not counted
            columns = (
                func.count(Client.id),
                func.count(Client.next_contact),
                func.coalesce(func.sum(money.c.total), 0),
            )
            query = select(*columns).outerjoin(money, money.c.client_id == Client.id).where(mine, real)
            clients, planned, total_year = session.execute(query).one()
            counted = select(Client.portfolio, func.count()).where(real).group_by(Client.portfolio)
            own, everyone = dict(session.execute(counted.where(mine)).all()), dict(session.execute(counted).all())
            held = select(Client.responsible, func.count()).where(Client.responsible.is_not(None), real)
            having = dict(session.execute(held.group_by(Client.responsible)).all())
        reads, personal = standing.reads(person), standing.personal(uid)
        shares = [
            PortfolioShare(n, item.name, own.get(n, 0), everyone.get(n, 0), n in personal, n in reads)
            for item in standing.manifest.portfolios
            for n in (standing.numbers[item.id],)
        ]
        others = [each for each in standing.manifest.people if each.active and each.uid != uid]
        return LeavingPlan(
            uid=uid,
            person=person.name,
            active=person.active,
            clients=clients,
            planned=planned,
            total_year=total_year,
            portfolios=tuple(share for share in shares if share.reads or share.clients),
            successors=tuple(Successor(p.uid, p.name, standing.reads(p), having.get(p.uid, 0)) for p in others),
        )

    def pending(self) -> list[Unfinished]:
        """People whose leaving was begun and is not done, whatever stopped it; not those frozen for a while."""
        with self._gate.read(PEOPLE) as session:
            standing, counts = Standing(session, self._keys), select(func.count()).select_from(Client)
            return [
                Unfinished(p.uid, p.name, session.scalars(counts.where(belongs_to(p.uid, p.name))).one())
                for p in standing.manifest.people
                if standing.is_begun(p)
            ]

    # ------------------------------------------------------------------ the deed

    def begin(self, uid: str, password: str) -> None:
        """The access off at once, before the person is told; `pending` names the leaving until `run` has done the rest.

        Whoever is let in again by the list of people leaves no longer. WrongPassword; Invalid({"person": "self" |
        "last_owner"}).
        """
        self._gate.require(PEOPLE)
        self._keys.require_password(password)
        with self._gate.read(PEOPLE) as session:
            standing = Standing(session, self._keys)
            person = standing.person(uid)
            standing.require_leaver(person)
        self._begin(standing, person)

    def run(self, uid: str, wishes: HandOver, password: str, job: Steps | None = None) -> LeavingReport:
        """Access off at once; then new keys for all that the person read and for the file, clients handed over, a copy.

        The second part happens wholly or not at all, whatever stops it; `pending` tells of it and this may be called
        again. WrongPassword; Invalid({"person": "self" | "last_owner" | "gone"} or {"successors": "empty" |
        "unknown" | "cannot_read"} or {"portfolio": "unknown" | "in_circles"}).
        """
        self._gate.require(PEOPLE)
        self._keys.require_password(password)
        with self._gate.read(PEOPLE) as session:
            standing = Standing(session, self._keys)
            person = standing.person(uid)
            mine = belongs_to(uid, person.name)
            standing_in = session.scalars(select(Client.portfolio).where(mine).distinct()).all()
            standing.require_possible(person, wishes, standing_in)
            total = rows_sealed(session, standing.reads(person))
        self._begin(standing, person)
        left, code = self._rotate(standing, person, wishes, lambda done: _tell(job, done, total))
        copy = None
        with suppress(CrmError, OSError):  # a full disk, say: the leaving has happened; the next copy tells it too
            copy = self._backup.make().path
        return self._report(left, copy, code)

    def _begin(self, standing: Standing, person: Person) -> None:
        """Off, and said so in the signed list: it outlives whatever stops the rest."""
        if standing.is_begun(person):
            return

        def edit(draft: Draft) -> None:
            draft.freeze(person.uid)
            draft.set_person(person.uid, permissions={**person.permissions, BEGUN: True})

        self._changes.edit(PEOPLE, edit)

    def _rotate(
        self, standing: Standing, person: Person, wishes: HandOver, step: Callable[[int], None]
    ) -> tuple[Left, str]:
        """New keys and the hand-over in one; who left, and the new recovery code where the leaver was an owner."""
        renewed = {id_: number for id_, number in standing.numbers.items() if number in standing.reads(person)}
        done: list[Left] = []

        def edit(draft: Draft) -> str:
            draft.set_person(person.uid, permissions=_without_mark(person))
            for id_, number in renewed.items():
                draft.set_members(id_, standing.members_after(number, person.uid, wishes))
                draft.renew_portfolio(id_)
            if not person.is_owner:
                return ""
            draft.renew_owner_keys()
            return draft.new_recovery_code()

        def work(session: Session, seals: Seals, broken: int) -> None:
            done.append(self._hand_over(session, seals, standing, person, wishes, broken))

        code = self._changes.rotate(PEOPLE, edit, work, step)
        return done[0], code

    # ------------------------------------------------------------------ after

    def report(self, uid: str) -> LeavingReport:
        """The report of somebody who left, again; NotFound."""
        return self._report(self._left(uid))

    def at_risk(self, uid: str, limit: int = _LISTED) -> list[AtRisk]:
        """The clients handed over by this person who brought money in the year before, the most first; NotFound."""
        left = self._left(uid)
        with self._gate.read(PEOPLE) as session:
            return at_risk(session, self._gate, left, limit)

    def watched(self, limit: int = _LISTED) -> list[AtRisk]:
        """Clients of people who left in the last half year that have fallen silent since, the most money first."""
        today = self._gate.today()
        with self._gate.read(PEOPLE) as session:
            everyone = self._documents.read(WATCH, session).get("leavers", {})
            left = [Left.from_json(uid, said) for uid, said in everyone.items()]
            now = [each for each in left if today <= watched_until(each.at.astimezone(self._gate.zone).date())]
            found = [risk for each in now for risk in at_risk(session, self._gate, each, limit, silent_only=True)]
        return sorted(found, key=lambda risk: (-risk.total_year, risk.client_id))[:limit]

    # ------------------------------------------------------------------ inside

    def _hand_over(
        self, session: Session, seals: Seals, standing: Standing, person: Person, wishes: HandOver, broken: int
    ) -> Left:
        """In the copy: clients to their successors, the entry, what the watch needs to know."""
        uid = person.uid
        names = {each: standing.person(each).name for each in (uid, *wishes.everybody())}
        leaver = Leaver(uid, person.name, standing.personal(uid))
        handing = HandingOver(session, self._gate, seals, leaver, wishes)
        handed = handing.run(lambda number: standing.readers_after(number, uid, wishes))
        before = handed.had
        came = {**handed.given, uid: (-before[uid][0], -before[uid][1])}
        read = standing.reads(person)
        left = Left(
            uid=uid,
            name=person.name,
            at=self._gate.now(),
            batch=handed.batch,
            counts=_counted(handed, broken),
            portfolios=tuple(p.name for p in standing.manifest.portfolios if standing.numbers[p.id] in read),
            revenue=tuple(_revenue(each, name, before[each], came.get(each, (0, 0))) for each, name in names.items()),
        )
        kept = self._documents.read(WATCH, session, seals.owner_seal)
        leavers = {**kept.get("leavers", {}), uid: left.to_json()}
        self._documents.write(session, WATCH, {**kept, "leavers": leavers}, seals.owner_seal)
        to = list(wishes.everybody())
        self._gate.enter(session, "person.left", "person", handed.clients, person=uid, to=to, **left.counts)
        return left

    def _report(self, left: Left, copy: Path | None = None, code: str = "") -> LeavingReport:
        self._gate.require(PEOPLE)
        self._gate.flush()
        with self._gate.read(PEOPLE) as session:
            day = left.at.astimezone(self._gate.zone).date()
            return LeavingReport(
                uid=left.uid,
                person=left.name,
                left_at=left.at,
                **left.counts,
                portfolios=left.portfolios,
                activity=activity_before(session, self._gate, left.uid, left.name, day),
                at_risk=tuple(at_risk(session, self._gate, left, _LISTED)),
                revenue=left.revenue,
                backup=copy,
                recovery_code=code,
            )

    def _left(self, uid: str) -> Left:
        said = self._documents.read(WATCH).get("leavers", {}).get(uid)
        if said is None:
            raise NotFound("leaving", uid)
        return Left.from_json(uid, said)


def _without_mark(person: Person) -> dict[str, Json]:
    """What stands beside the person in the signed list, but that a leaving is begun."""
    return {name: said for name, said in person.permissions.items() if name != BEGUN}


def _revenue(uid: str, name: str, before: tuple[int, int], came: tuple[int, int]) -> Revenue:
    """What the hand-over made of one person's clients and their money."""
    return Revenue(uid, name, before[0], before[0] + came[0], before[1], before[1] + came[1])


def _counted(handed: Handed, broken: int) -> dict[str, int]:
    return {
        "clients": handed.clients,
        "moved": handed.moved,
        "planned": handed.planned,
        "withdrawn": handed.withdrawn,
        "broken": broken,
    }


def _tell(job: Steps | None, done: int, total: int) -> None:
    if job is not None:
        job.step(min(done, total), total)

"""Which rows a person's queries find: own portfolios, own clients where the right goes no further, no canaries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, event, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, aliased, with_loader_criteria

from clientcrm.data.models import NOBODYS, Base, Client, ClientOwned
from clientcrm.domain.access import Others, Permission, Scope, User


class Narrowing:
    """Adds to every query of a session what its person may see, whatever the query says."""

    def __init__(self, user: User) -> None:
        self.user = user
        # Clients that the owner's lists and figures leave out: planted ones. Nobody else knows which they are.
        self.left_out: frozenset[int] = frozenset()

    def apply(self, session: Session, permission: Permission, *, others: bool = False) -> None:
        """Narrow what this session finds to what the permission covers.

        `others`: names of clients in other portfolios too, where the shop lets them be seen.
        """
        options = list(self._options(permission, others=others and self.user.others is Others.NAMES))
        if not options:
            return

        @event.listens_for(session, "do_orm_execute")
        def add_conditions(state: ORMExecuteState) -> None:
            state.statement = state.statement.options(*options)

    def _options(self, permission: Permission, *, others: bool) -> Iterator[Any]:
        if self.user.is_owner:
            # Whoever looks after people sees what was planted; figures, lists and campaigns do without it.
            if self.left_out and permission is not Permission.MANAGE_PEOPLE:
                for model in _of_clients():
                    if (condition := self._not_left_out(model)) is not None:
                        yield with_loader_criteria(model, condition, include_aliases=True)
            return
        own = self.user.only_own(permission) or self.user.only_own(Permission.VIEW_CLIENTS)
        for model in _of_clients():
            if not (others and model is Client):
                yield with_loader_criteria(model, model.portfolio.in_(self._visible()), include_aliases=True)
            if own and (condition := self._own(model)) is not None:
                yield with_loader_criteria(model, condition, include_aliases=True)

    def _not_left_out(self, model: Any) -> ColumnElement[bool] | None:
        """Everybody but the planted ones, and the rows of everybody but them; sales to nobody stay."""
        ids = sorted(self.left_out)
        if model is Client:
            return _none_of(Client.id, ids)
        if hasattr(model, "object_id"):  # effects of batches
            return or_(model.object_kind != "client", _none_of(model.object_id, ids))
        if not hasattr(model, "client_id"):
            return None
        others = _none_of(model.client_id, ids)
        return or_(model.client_id.is_(None), others) if model.client_id.expression.nullable else others

    def _visible(self) -> list[int]:
        sums = self.user.scope(Permission.SEE_SUMS) is Scope.YES
        return sorted({*self.user.portfolios, *([NOBODYS] if sums else [])})

    def _own(self, model: Any) -> ColumnElement[bool] | None:
        """The client itself, or a row that names its client; effects of batches name none."""
        if model is Client:
            return Client.responsible == self.user.uid
        if not hasattr(model, "client_id"):
            return None
        clients = aliased(Client)
        mine: ColumnElement[bool] = model.client_id.in_(select(clients.id).where(clients.responsible == self.user.uid))
        return mine


def _none_of(column: Any, ids: list[int]) -> ColumnElement[bool]:
    """Not one of these ids. Their bounds first: a look into the list for each of 100,000 clients takes 25 ms."""
    return or_(column < ids[0], column > ids[-1], column.not_in(ids))


def _of_clients() -> list[Any]:
    """Every table whose rows belong to a client's portfolio."""
    return [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, ClientOwned)]

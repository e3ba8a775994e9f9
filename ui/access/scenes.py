"""Pictures of people and access."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from clientcrm.crm import DEMO_PASSWORD
from clientcrm.domain.access import Permission, Scope
from clientcrm.domain.alarms import Alarm, AlarmKind
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.requests import RequestKind, RequestRow, RequestState
from ui.access.leaving_wizard import LeavingWizard
from ui.access.news import News
from ui.access.page import AccessPage, Read
from ui.i18n import tr
from ui.scenes import Scene, Stage


def access_scenes() -> list[Scene]:
    """Each tab, a changed matrix, dialogs."""
    return [
        Scene("access-people", lambda stage: stage.open("access")),
        Scene("access-add", _add),
        Scene("access-portfolios", _portfolios),
        Scene("access-roles", _roles),
        Scene("access-save", _save),
        Scene("access-first", _first),
        Scene("access-requests", _requests),
        Scene("access-nobody-asked", _nobody_asked),
        Scene("access-journal", _tab("journal")),
        Scene("access-proof", _proof),
        Scene("access-leaving", _leaving),
        Scene("access-successors", _successors),
        Scene("access-keys", _keys),
        Scene("access-report", _report),
        Scene("access-canaries", _canaries),
        Scene("access-trace", _trace),
        Scene("access-many-roles", _many_roles),
    ]


def _asked(stage: Stage) -> tuple[RequestRow, ...]:
    """What a manager would have asked in the demo shop: its people have not signed in, so nobody has."""
    manager, now = _page(stage).team.people[1], datetime.now(UTC)
    asked = RequestRow(
        1, manager.uid, manager.name, RequestKind.EXPORT, RequestState.ASKED, 312, now - timedelta(minutes=12),
        tr("for the mailing of the first of June", "a reason in a sample"), ("full_name", "phone", "tier"),
    )  # fmt: skip
    shown = replace(asked, id=2, kind=RequestKind.SHOW, count=2, fields=(), client_name=_client_name(stage))
    used = replace(asked, id=3, state=RequestState.USED, decided_at=now - timedelta(days=2), count=48)
    refused = replace(shown, id=4, state=RequestState.REFUSED, decided_at=now - timedelta(days=3))
    return shown, asked, used, refused


def _client_name(stage: Stage) -> str:
    desk = stage.desk
    return desk.clients.rows(list(desk.clients.ids(ClientFilter()))[:1])[0].name


def _show_asked(stage: Stage) -> None:
    page, asked = _page(stage), _asked(stage)
    manager, now = page.team.people[1], datetime.now(UTC)
    alarm = Alarm(AlarmKind.PACE, manager.uid, manager.name, now.date(), now, 96, 12)
    page.show_read(Read(page.team, asked[:2], asked[2:], News(alarms=(alarm,))))


def _first(stage: Stage) -> Iterator[None]:
    yield from _roles(stage)
    _show_asked(stage)
    yield


def _requests(stage: Stage) -> Iterator[None]:
    yield from _tab("requests")(stage)
    _show_asked(stage)
    yield


def _nobody_asked(stage: Stage) -> Iterator[None]:
    yield from _tab("requests")(stage)
    page = _page(stage)
    page.show_read(Read(page.team, (), (), News()))
    yield


def _tab(key: str) -> Callable[[Stage], Iterator[None]]:
    def show(stage: Stage) -> Iterator[None]:
        _give_up(stage)
        stage.open("access", tab=key)
        yield

    return show


def _give_up(stage: Stage) -> None:
    """No unsaved rights in the way of the next picture."""
    if isinstance(stage.page, AccessPage) and "roles" in vars(stage.page):
        stage.page.roles.matrix.matrix.give_up()


def _proof(stage: Stage) -> Iterator[None]:
    yield from _tab("journal")(stage)
    stage.click(_page(stage).journal.proof.prove)
    yield


def _leaving(stage: Stage) -> Iterator[None]:
    stage.open("access")
    yield
    page = _page(stage)
    stage.open("access", leaving=page.team.people[1].uid)
    yield


def _successors(stage: Stage) -> Iterator[None]:
    yield from _leaving(stage)
    wizard = _wizard(stage)
    assert wizard.freeze is not None
    stage.type(wizard.freeze.password.line, DEMO_PASSWORD)
    stage.click(wizard.next)
    yield


def _page(stage: Stage) -> AccessPage:
    page = stage.page
    assert isinstance(page, AccessPage)
    return page


def _add(stage: Stage) -> Iterator[None]:
    stage.open("access")
    yield
    stage.click(_page(stage).add_person)
    yield


def _portfolios(stage: Stage) -> Iterator[None]:
    stage.open("access")
    yield
    people = _page(stage).people
    people.table.set_current_id(1)
    yield
    stage.click(people.panel.buttons["portfolios"])
    yield


def _roles(stage: Stage) -> Iterator[None]:
    stage.open("access", tab="roles")
    yield
    matrix = _page(stage).roles.matrix
    lines = matrix.matrix.lines
    row = next(n for n, line in enumerate(lines) if line.permission is Permission.SHOW_CONTACTS)
    matrix.setCurrentIndex(matrix.matrix.index(row, 2))
    matrix.matrix.set_scope(row, 2, Scope.REQUEST)
    matrix.setFocus()
    yield


def _many_roles(stage: Stage) -> Iterator[None]:
    """Titles stay while the roles scroll."""
    stage.open("access", tab="roles")
    yield
    matrix = _page(stage).roles.matrix
    seller = matrix.matrix.roles[2]
    own = [replace(seller, key=f"r-{n}", name=f"{tr('Own role')} {n}") for n in range(1, 9)]
    matrix.matrix.show_roles([*matrix.matrix.roles, *own], matrix.matrix.people)
    yield
    matrix.horizontalScrollBar().setValue(matrix.horizontalScrollBar().maximum() // 2)
    yield


def _save(stage: Stage) -> Iterator[None]:
    yield from _roles(stage)
    stage.click(_page(stage).roles.save_button)
    yield


def _wizard(stage: Stage) -> LeavingWizard:
    wizard = _page(stage).wizard
    assert wizard is not None
    return wizard


def _keys(stage: Stage) -> Iterator[None]:
    """Goes on from the picture before."""
    stage.click(_wizard(stage).next)
    yield


def _report(stage: Stage) -> Iterator[None]:
    keys = _wizard(stage).keys
    assert keys is not None
    stage.type(keys.password.line, DEMO_PASSWORD)
    stage.click(_wizard(stage).next)
    yield


def _canaries(stage: Stage) -> Iterator[None]:
    page = _page(stage)
    if page.wizard is not None:
        page.wizard.leave()
    stage.open("access")
    yield
    page.people.table.set_current_id(2)
    yield
    stage.click(page.people.panel.buttons["canaries"])
    yield


def _trace(stage: Stage) -> Iterator[None]:
    stage.open("access")
    yield
    stage.click(_page(stage).trace)
    yield

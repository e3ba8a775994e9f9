"""What an employee tries through the program: what it gives him it counts, what it refuses it writes down."""

from __future__ import annotations

from collections.abc import Callable

from clientcrm.crm import Desk
from clientcrm.domain.access import Role
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import CrmError, NotFound
from clientcrm.domain.exports import ExportPlan, PrintPlan
from clientcrm.domain.imports import FileChoice, ImportOptions, OnDuplicate
from clientcrm.domain.meter import QuotaSpent
from tests.services.test_secrets import make_file
from tests.story.raid import GUARDED, MANAGER, OWN_PASSWORD, ROBBER, SHARED, Attempt, Got, Raid
from tests.story.tries_at_files import spied


def refused(raid: Raid, entry: str, *tries: Callable[[Desk], object], name: str = ROBBER) -> Got:
    """Each of these is refused; what is not is the loot."""
    desk, done, said = raid.desk(name), [], []
    for one in tries:
        try:
            done.append(repr(one(desk)))
        except CrmError as error:
            said.append(type(error).__name__)
    desk.close()
    return Got(tuple(done), ", ".join(dict.fromkeys(said)), entry)


def export(raid: Raid) -> Got:
    """A seller writes a file of everybody, in each format."""
    files = [ExportPlan(raid.room / f"all{ending}") for ending in (".xlsx", ".csv", ".vcf")]
    tries = [lambda desk, plan=plan: desk.exporting.run(plan) for plan in files]
    got = refused(raid, "access.refused", *tries)
    return Got((*got.things, *(plan.path.name for plan in files if plan.path.exists())), got.said, got.entry)


def export_of_a_manager(raid: Raid) -> Got:
    """A manager, who has to ask, does not ask; or uses a request that nobody agreed to."""
    plan = ExportPlan(raid.room / "all.xlsx")

    def unanswered(desk: Desk) -> object:
        return desk.exporting.run(plan, request=desk.requests.ask_export(plan, "для рассылки"))

    return refused(raid, "access.refused", lambda desk: desk.exporting.run(plan), unanswered, name=MANAGER)


def printing(raid: Raid) -> Got:
    """The list on paper without the owner's agreement."""
    return refused(raid, "access.refused", lambda desk: desk.exporting.print_list(PrintPlan()))


def paging(raid: Raid) -> Got:
    """Card after card of the own clients: the role lets it, and the owner reads how many."""
    desk = raid.desk()
    ids = list(desk.clients.ids(ClientFilter()))
    names = [desk.clients.card(client).name for client in ids]
    desk.close()
    return Got(tuple(names), f"{len(names)} own cards, contacts masked", "client.viewed")


def showing_all(raid: Raid) -> Got:
    """The contacts of every own client, one after another, until the quota stops it."""
    desk, shown, said = raid.desk(), [], ""
    for client in list(desk.clients.ids(ClientFilter())):
        try:
            shown += [contact.value for contact in desk.clients.show_contacts(client).contacts]
        except QuotaSpent as spent:
            said = f"QuotaSpent after {len(shown)} of {spent.limit} in an {spent.per}"
    desk.close()
    assert said
    return Got(tuple(shown), said, "quota.spent")


def clock_back(raid: Raid) -> Got:
    """The quota spent, the clock set to another day."""
    desk = raid.desk()
    ids = list(desk.clients.ids(ClientFilter()))
    desk.clients.show_contacts(ids[0])
    desk.close()
    raid.shop.clock.go(days=-3)
    return refused(raid, "access.refused", lambda desk: desk.clients.show_contacts(ids[1]))


def copying(raid: Raid) -> Got:
    """Contacts to the clipboard, which the role does not have."""

    def copied(desk: Desk) -> object:
        client = next(iter(desk.clients.ids(ClientFilter())))
        return desk.clients.copied_contact(client, desk.clients.card(client).contacts[0].id)

    return refused(raid, "access.refused", copied)


def rights(raid: Raid) -> Got:
    """People, roles, portfolios, canaries, the journal's proof, somebody else's requests."""
    return refused(
        raid,
        "access.refused",
        lambda desk: desk.staff.set_role(desk.user.uid, Role.OWNER.value, OWN_PASSWORD),
        lambda desk: desk.staff.add_portfolio("Мой", [desk.user.uid], OWN_PASSWORD),
        lambda desk: desk.staff.set_members(GUARDED, [desk.user.uid], OWN_PASSWORD),
        lambda desk: desk.requests.waiting(),
        lambda desk: desk.canaries.all(),
        lambda desk: desk.journal.proof(),
        lambda desk: desk.clients.move([1], GUARDED),
    )


def asking_for_numbers(raid: Raid) -> Got:
    """Is this number somebody's? Search, look-alikes, digits within, cards by their ids."""
    desk, told = raid.desk(MANAGER), []
    for secret in raid.guarded[::3]:
        phone = ContactDraft(ContactKind.PHONE, f"+{secret.digits}", f"+{secret.digits}")
        for text in (f"+{secret.digits}", secret.digits[3:], secret.digits[-4:], secret.email, secret.note):
            found = {*desk.clients.ids(ClientFilter(text=text)), *desk.clients.more_ids(ClientFilter(text=text))}
            told += [secret.digits for row in desk.clients.rows(sorted(found)) if row.portfolio != SHARED]
        told += [secret.digits for one in desk.clients.lookalikes(ClientDraft(contacts=(phone,)))]
    for client in range(1, 100):
        try:
            told += raid.loot(repr(desk.clients.card(client)).encode())
        except NotFound:
            continue
    desk.close()
    return Got(tuple(told), f"{len(raid.guarded[::3])} numbers asked in six ways", "clients.number_searched")


def import_as_an_oracle(raid: Raid) -> Got:
    """A file of guessed numbers, read in with "update": does a row say that it is somebody?"""
    desk = raid.desk(MANAGER)
    path = make_file(raid.room / "guessed.csv", raid.guarded)
    check = desk.importing.check(desk.importing.plan(FileChoice(path), ImportOptions(on_duplicate=OnDuplicate.UPDATE)))
    told = [str(pair) for pair in desk.importing.matches(check.batch)]
    result = desk.importing.apply(check.batch)
    told += ["updated"] * result.counts.updated
    desk.close()
    return Got(tuple(told), f"{result.counts.created} of {len(raid.guarded)} guesses came in as new clients")


def import_refused(raid: Raid) -> Got:
    """The same by a seller, who may read in nothing."""
    path = make_file(raid.room / "guessed.csv", raid.guarded)
    return refused(raid, "access.refused", lambda desk: desk.importing.plan(FileChoice(path)))


def others_batches(raid: Raid) -> Got:
    """Imports of the owner into the guarded portfolio: looked at, corrected, taken back, put on again."""
    desk, told = raid.desk(MANAGER), []
    for batch in [*desk.importing.batches(), *desk.importing.unfinished()]:
        for use in (
            desk.importing.staged,
            desk.importing.matches,
            lambda b: desk.importing.correct(b, 2, 1, "+79990000000"),
            lambda b: desk.importing.report(b, raid.room / "report.xlsx").read_bytes(),
            desk.importing.undo_plan,
            desk.importing.undo,
            desk.importing.redo,
        ):
            try:
                told += raid.loot(repr(use(batch.id)).encode())
            except CrmError:
                continue
    left = repr(desk.clients.rows(list(desk.clients.ids(ClientFilter()))))
    desk.close()
    return Got((*told, *raid.loot(left.encode())), "nothing of them opens")


def the_window(raid: Raid) -> Got:
    """What the window's tables give to a drag, the clipboard, a screen reader: own clients, nothing unmasked."""
    said = (spied(raid) / "window.txt").read_bytes()
    assert b"\xd0\x9a\xd0\xbb\xd0\xb8\xd0\xb5\xd0\xbd\xd1\x82" in said, "names of own clients are in it"
    numbers = [one.digits for one in (*raid.own, *raid.guarded) if one.digits[1:].encode() in said]
    return Got((*numbers, *raid.loot(said)), f"{len(said)} bytes of names and masks", "clients.listed")


PROGRAM = (
    Attempt("ask whether a number is somebody's: search, look-alikes, ids", "cryptography", asking_for_numbers),
    Attempt("import with update as an oracle", "cryptography", import_as_an_oracle),
    Attempt("import without the right to", "program", import_refused),
    Attempt("undo, redo, correct, report of the owner's imports", "cryptography", others_batches),
    Attempt("make oneself owner, member; read what is the owner's", "program", rights),
    Attempt("export everything", "program", export),
    Attempt("export without the owner's agreement", "program", export_of_a_manager),
    Attempt("print the list", "program", printing),
    Attempt("page through all cards", "program", paging, gives=True),
    Attempt("show all contacts", "program", showing_all, gives=True),
    Attempt("set the clock back for a new quota", "program", clock_back),
    Attempt("copy contacts", "program", copying),
    Attempt("drag out, clipboard, screen reader, any role of any cell", "program", the_window),
)

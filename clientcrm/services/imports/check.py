"""The dry run of a client list: every staged row is told what it would become. Only staging is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import Batch, ImportedRow, Tier
from clientcrm.domain.clients import ClientDraft, OpeningBalance
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.imports import TO_OWN_FIELD, ImportPlan, OnDuplicate, RowAction
from clientcrm.domain.intake.groups import FileKeys
from clientcrm.domain.intake.keys import DECISIVE, RowKeys, names_fit, row_keys
from clientcrm.domain.intake.merging import MergeRules, merge, merge_created, merge_opening
from clientcrm.services.clients.fields import FieldNames
from clientcrm.services.clients.writer import ClientWriter, Extras, Loaded
from clientcrm.services.exports import own_export
from clientcrm.services.gate import Gate
from clientcrm.services.imports.match import NO_MATCH, Match, Matcher
from clientcrm.services.imports.same import Unchanged
from clientcrm.services.imports.staged import read_again, row_mark
from clientcrm.services.imports.staging import CHUNK, Staged, StagedRows
from clientcrm.services.keys.former_keys import former_keys
from clientcrm.vault.fields import IndexKey

# Which kind of contact points each column of them holds.
CONTACT_KINDS = {
    "phone": ContactKind.PHONE,
    "phone2": ContactKind.PHONE,
    "email": ContactKind.EMAIL,
    "email2": ContactKind.EMAIL,
    "telegram": ContactKind.TELEGRAM,
    "vk": ContactKind.VK,
    "instagram": ContactKind.INSTAGRAM,
    "website": ContactKind.WEBSITE,
}
# Which field of a draft each target of the mapping fills.
TARGET_FIELDS = {
    "external_id": ("code",),
    "full_name": ("name", "last_name", "first_name", "middle_name"),
    "last_name": ("name", "last_name"),
    "first_name": ("name", "first_name"),
    "middle_name": ("name", "middle_name"),
    "company": ("name",),
    **dict.fromkeys(CONTACT_KINDS, ("contacts",)),
    "gender": ("sex",),
    "tier": ("tier_id",),
    "colour": ("tier_id",),
    "comment": ("note",),
    "crm_state": ("interested", "house"),
    "own_field": ("own",),
}


def keys_of(staged: Staged) -> RowKeys:
    """What a staged row can be matched by."""
    values = staged.values
    return row_keys(staged.row, values["d"], values.get("p", ""), "i" in values, values.get("n", 1) == 1)


def merge_rules(plan: ImportPlan, mark: str) -> MergeRules:
    """How a row of this file changes a client who is there."""
    mapped: set[str] = set()
    per_field: dict[str, OnDuplicate] = {}
    own: dict[int, OnDuplicate] = {}
    for column in plan.columns:
        fields = TARGET_FIELDS.get(column.target, (column.target,))
        mapped.update(fields)
        policy = plan.options.per_column.get(column.index)
        if policy is None:
            continue
        if column.target == TO_OWN_FIELD:
            own[-1 - column.index] = policy
        elif column.target in CONTACT_KINDS:
            per_field[f"contacts:{CONTACT_KINDS[column.target].value}"] = policy
        else:
            per_field.update(dict.fromkeys(fields, policy))
    options = plan.options
    code_title = next((column.header for column in plan.columns if column.target == "external_id"), "")
    return MergeRules(
        options.on_duplicate, per_field, frozenset(mapped), options.empty_clears, mark, options.exact, code_title, own
    )


@dataclass(frozen=True, slots=True)
class _Existing:
    """The clients that a chunk of rows is about, in full but for those of whom their rows say nothing new (`same`)."""

    loaded: dict[int, Loaded]
    same: set[int]

    def knows(self, row: Staged, client_id: int) -> bool:
        """Whether the client is there for whoever signed in."""
        return row.row in self.same or client_id in self.loaded


class ClientMatching:
    """Tells each staged row what it would become, by the base and by the rows beside it."""

    def __init__(self, gate: Gate, session: Session, batch: Batch, plan: ImportPlan, rules: MergeRules) -> None:
        self._gate = gate
        self._session = session
        self._plan = plan
        self._rules = rules
        self._fingerprint = batch.fingerprint
        self._portfolio = batch.portfolio or 0
        self._matcher = Matcher(gate, session, plan)
        self._writer = ClientWriter(gate)
        self._fields = FieldNames(session, own_export.field_names(plan))
        self._unchanged = Unchanged(gate, session, rules, self._fields)
        # Clients that a row of this file already changes: a later row about the same one merges into that row.
        self._taken: dict[int, RowKeys] = {}
        # Of them those whose row says nothing new: a later one that does changes them itself.
        self._idle: set[int] = set()
        # The row that stands for a group of rows, and what the base says of the whole group.
        self._heads: dict[int, int] = {}
        self._groups: dict[int, dict[int, Match]] | None = None
        # Whether an earlier import left any row to be known again.
        self._marked: bool | None = None
        # Keys under which rows were known before somebody left; read when the first row without a key of its own comes.
        self._former: list[IndexKey] | None = None

    def decide(self, rows: StagedRows, keys: Sequence[RowKeys], file: FileKeys) -> None:
        """Put an action on every row of a chunk; `file` knows the keys of all its rows.

        A row that shares no key with any other, whether in the file or in the base, and of which nothing was noticed,
        is a client of its own, as it is until something else is found: nine of ten rows of a first import.
        """
        adding = self._plan.options.on_duplicate is OnDuplicate.ADD
        found = [NO_MATCH] * len(rows) if adding else self._matcher.match(keys, file)
        places = {place for place, _ in rows.made()}
        places.update(
            place
            for place, (key, match) in enumerate(zip(keys, found, strict=True))
            if match is not NO_MATCH or key.row not in file.singles
        )
        chosen = sorted(places)
        self._decide([rows[n] for n in chosen], [keys[n] for n in chosen], [found[n] for n in chosen], file)

    def _decide(self, rows: Sequence[Staged], keys: Sequence[RowKeys], found: Sequence[Match], file: FileKeys) -> None:
        matches = [
            Match(row.hand["client"], "hand")
            if "client" in row.hand
            else (match if row.row in file.singles else self._of_group(key, match, file))
            for row, key, match in zip(rows, keys, found, strict=True)
        ]
        repeats = self._imported_before(rows, keys, file)
        pairs = [(row, m.client_id) for row, m in zip(rows, matches, strict=True) if m.client_id is not None]
        same = self._unchanged.find(pairs)
        loaded = self._writer.load(self._session, {client_id for row, client_id in pairs if row.row not in same})
        existing = _Existing(loaded, same)
        for row, key, match in zip(rows, keys, matches, strict=True):
            row.undecided()
            if row.failed:
                row.action = RowAction.FAIL.value
            elif row.hand.get("action") == RowAction.SKIP.value:
                row.action = RowAction.SKIP.value
            else:
                self._decide_one(row, key, match, file, existing, row.row in repeats)
            if row.action == RowAction.CREATE.value and (
                (row.row not in file.singles and file.keyless(key)) or _is_unsure(row, key)
            ):
                row.mark = self.row_key(row).hex()

    def _of_group(self, key: RowKeys, match: Match, file: FileKeys) -> Match:
        """What the base says of a row, or, where it says nothing, of the other rows about the same client."""
        if self._groups is None:
            self._groups = self._match_groups(file)
        clients = self._groups.get(file.group(key.row))
        if match.client_id is not None or not clients:
            return match
        fitting = [
            other
            for other in clients.values()
            if file.link(key) in DECISIVE or other.client is None or names_fit(key, other.client)
        ]
        if not fitting:
            return Match(doubtful=tuple(clients), alone=True)
        return replace(fitting[0], key=file.link(key), torn=len(fitting) > 1)

    def _match_groups(self, file: FileKeys) -> dict[int, dict[int, Match]]:
        """The clients of the base that rows of each group are, so that the order of the rows changes nothing."""
        found: dict[int, dict[int, Match]] = {}
        adding = self._plan.options.on_duplicate is OnDuplicate.ADD
        rows = [] if adding or self._matcher.empty else file.together()
        for start in range(0, len(rows), CHUNK):
            part = rows[start : start + CHUNK]
            for key, match in zip(part, self._matcher.match(part, file), strict=True):
                if match.client_id is not None and not match.torn:
                    found.setdefault(file.group(key.row), {}).setdefault(match.client_id, match)
        return found

    def _decide_one(
        self, row: Staged, key: RowKeys, match: Match, file: FileKeys, existing: _Existing, repeated: bool
    ) -> None:
        group = file.group(row.row)
        if self._plan.options.on_duplicate is OnDuplicate.ADD or row.hand.get("action") == RowAction.CREATE.value:
            self._heads.setdefault(group, row.row)
            row.action = RowAction.CREATE.value
        elif match.torn:
            row.note("E302")
            row.action, row.client_id = RowAction.FAIL.value, match.client_id
        elif match.client_id is not None and existing.knows(row, match.client_id) and not self._another_s(key, match):
            self._heads.setdefault(group, row.row)
            self._existing(row, key, match, match.client_id, existing)
        elif group in self._heads and not match.alone and match.client_id is None:
            row.action, row.into = RowAction.MERGE.value, self._heads[group]
            row.note("D401", value=str(row.into), proposal=file.link(key))
        elif repeated:
            row.action = RowAction.SKIP.value
            row.note("D404")
        else:
            self._heads.setdefault(group, row.row)
            self._new(row, key, match, file)

    def _new(self, row: Staged, key: RowKeys, match: Match, file: FileKeys) -> None:
        """A client of its own, beside whoever else it may be."""
        row.action = RowAction.CREATE.value
        beside = file.doubtful(key)
        doubtful = match.doubtful if match.client_id is None else (match.client_id,)
        if doubtful or beside or (file.keyless(key) and file.namesake(key)):
            row.client_id = doubtful[0] if doubtful else None
            row.note("D403", value=str(row.client_id or (beside[0] if beside else "")))

    def _another_s(self, key: RowKeys, match: Match) -> bool:
        """Whether a row of another name is this client already: two of its phones may lead two people to one card."""
        first = self._taken.get(match.client_id or 0)
        return first is not None and match.key in ("phone", "email") and not names_fit(key, first)

    def _existing(self, row: Staged, key: RowKeys, match: Match, client_id: int, existing: _Existing) -> None:
        row.client_id = client_id
        skipping = self._plan.options.on_duplicate is OnDuplicate.SKIP
        taken, idle = client_id in self._taken, client_id in self._idle
        changed = (
            not skipping
            and (idle or not taken)
            and row.row not in existing.same
            and self._changes(row, existing.loaded[client_id])
        )
        if taken and not changed:
            row.action, row.into = RowAction.MERGE.value, self._taken[client_id].row
            row.note("D401", value=str(row.into), proposal=match.key)
            return
        self._taken[client_id] = key
        if skipping:
            row.action = RowAction.SKIP.value
            return
        self._idle.discard(client_id)
        if not changed:
            self._idle.add(client_id)
        row.action = RowAction.UPDATE.value if changed else RowAction.UNCHANGED.value
        row.note("D402", value=match.key)

    def _changes(self, row: Staged, client: Loaded) -> bool:
        """Whether the client would be another one after the row."""
        after, extras = merged_client(client, row, rules_of(row, self._rules), partial(self._fields.named, make=False))
        return after is not client.draft or extras != client.extras

    def _imported_before(self, rows: Sequence[Staged], keys: Sequence[RowKeys], file: FileKeys) -> set[int]:
        """Rows without any key, or with nothing but a phone of several people, that an earlier import brought."""
        if self._marked is None:
            self._marked = self._session.scalars(select(ImportedRow.row_key).limit(1)).first() is not None
        keyless = [
            row
            for row, key in zip(rows, keys, strict=True)
            if self._marked
            and not row.failed
            and ((row.row not in file.singles and file.keyless(key)) or (key.nameless and not key.decides))
        ]
        wanted = {name: row.row for row in keyless for name in (self.row_key(row), *self._former_row_keys(row))}
        found: set[int] = set()
        names = list(wanted)
        for start in range(0, len(names), 500):
            query = select(ImportedRow.row_key).where(ImportedRow.row_key.in_(names[start : start + 500]))
            found.update(wanted[name] for name in self._session.scalars(query))
        return found

    def _former_row_keys(self, row: Staged) -> list[bytes]:
        """The same under the keys that the portfolio had before."""
        if self._former is None:
            key = self._gate.seals.key(self._portfolio)
            self._former = former_keys(self._session, self._portfolio, key)
        return [bytes.fromhex(row_mark(row, self._fingerprint, key)) for key in self._former]

    def row_key(self, row: Staged) -> bytes:
        """By what a keyless row is known again: its values under these headers, keyed so that it tells nothing."""
        return bytes.fromhex(row.mark or row_mark(row, self._fingerprint, self._gate.seals.key(self._portfolio)))


def _is_unsure(row: Staged, key: RowKeys) -> bool:
    """Whether a row without a name became a client of its own because its phone or e-mail is of several."""
    return key.nameless and not key.decides and any(problem[1] == "D403" for problem in row.problems)


def merged_client(
    client: Loaded, row: Staged, rules: MergeRules, named: Callable[[ClientDraft], ClientDraft]
) -> tuple[ClientDraft, Extras]:
    """What an existing client would be after the row, whose own fields `named` puts under their ids.

    Whoever stands in a file comes back from the trash.
    """
    said = Later.of(row)
    draft = named(said.draft)
    after = merge(client.draft, draft, with_own_keys(rules, said.draft, draft))
    extras = replace(beside(client.extras, said, rules), trashed=False)
    return after, by_hand(client, after, extras)


@dataclass(frozen=True, slots=True)
class Later:
    """What a row says of a client: the draft, and what stands beside it."""

    draft: ClientDraft
    opening: OpeningBalance
    created_at: datetime | None

    @classmethod
    def of(cls, row: Staged) -> Later:
        """The words of a staged row."""
        draft, opening = read_again(row)
        if row.values.get("n", 1) == 0:  # a name for want of one is nobody's: whoever is there has none or another
            draft = replace(draft, name="", last_name="", first_name="", middle_name="")
        moment = row.values.get("c")
        return cls(draft, opening, datetime.fromisoformat(moment) if moment else None)


def beside(extras: Extras, said: Later, rules: MergeRules) -> Extras:
    """Totals and age of a client after a row; the totals of a full copy are not for reading."""
    opening = extras.opening if rules.exact else merge_opening(extras.opening, said.opening, rules)
    return replace(extras, opening=opening, created_at=merge_created(extras.created_at, said.created_at, rules))


def by_hand(client: Loaded, after: ClientDraft, extras: Extras) -> Extras:
    """A tier that a file changes is one that a person said; the same extras where nothing is another."""
    extras = replace(extras, tier_by_hand=extras.tier_by_hand or after.tier_id != client.draft.tier_id)
    return client.extras if extras == client.extras else extras


def with_own_keys(rules: MergeRules, staged: ClientDraft, named: ClientDraft) -> MergeRules:
    """The rules with the policies of own fields under the keys that these have in the base."""
    if not rules.own:
        return rules
    pairs = zip(staged.own, named.own, strict=False)
    return replace(rules, own={key: rules.own[column] for column, key in pairs if column in rules.own})


def rules_of(row: Staged, rules: MergeRules) -> MergeRules:
    """The file's rules with a person's choices for this row: "file" takes the file's value, "base" keeps ours."""
    chosen = row.hand.get("fields")
    if not chosen:
        return rules
    policies = {"file": OnDuplicate.UPDATE, "base": OnDuplicate.SKIP}
    per_field = {name: policies[side] for name, side in chosen.items() if side in policies}
    return replace(rules, per_field={**rules.per_field, **per_field})


def first_tier_id(session: Session) -> int:
    """The rung where everybody begins."""
    query = select(Tier.id).where(Tier.kind == "ladder").order_by(Tier.key != "base", Tier.position)
    return session.scalars(query.limit(1)).one()

"""Which rows of one file are one client, decided before the first of them and so whatever their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from clientcrm.domain.intake.keys import SHARED_BY, RowKeys, apart, decisive_keys, names_fit

# So many names on one phone, or in one chain of phones, are compared with each other; more are left as they are.
_MOST_NAMES = 30
_Profile = tuple[str, str, str]


class FileKeys:
    """The rows of a file in groups, each one client; a group's base is its first row.

    Ids, tax numbers and a name with a birthday decide alone. A phone or e-mail joins rows whose names fit, unless it
    is shared (held by three clients or more); then it joins only equal full names. A chain of phones and e-mails
    stands where all its names fit each other; a row that fits two clients in it is left alone.
    """

    def __init__(self, rows: Sequence[RowKeys]) -> None:
        self._sets = _Sets()
        self._branches = _only_branches(rows)
        self._decisive = {kind: _holders(pairs) for kind, pairs in self._decisive_pairs(rows).items()}
        self._soft = _holders([(value, keys) for keys in rows for value in keys.phones + keys.emails])
        self._unite_decisive()
        self.shared = frozenset(value for value, held in self._soft.items() if self._is_shared(held))
        self._join()
        self.singles = self._alone(rows)
        self._bearers = Counter((value, keys.sort_name) for value in self.shared for keys in self._soft[value])
        self._sizes: dict[tuple[str, str], dict[int, int]] = {}
        self._namesakes: set[tuple[str, str]] = set()

    def group(self, row: int) -> int:
        """The first row of the client that a row is about: itself, where no other row is."""
        return self._sets.root(row)

    def together(self) -> list[RowKeys]:
        """Every row that is one client with another row, in the order of the file."""
        return [self._sets.members[row] for row in sorted(self._sets.members)]

    def link(self, keys: RowKeys) -> str:
        """By which key a row is in its group, the strongest one; "" for a row alone."""
        group = self.group(keys.row)
        for kind, value in decisive_keys(keys):
            branch = self._branches.get(value, value) if kind == "inn" else value
            if self._groups_with(kind, branch).get(group, 0) > 1:
                return kind
        for kind, values in (("phone", keys.phones), ("email", keys.emails)):
            if any(self._groups_with("", value).get(group, 0) > 1 for value in values):
                return kind
        return ""

    def doubtful(self, keys: RowKeys) -> list[int]:
        """The first rows of earlier clients who have a phone or e-mail of this row, but another name."""
        found: list[int] = []
        for value in keys.phones + keys.emails:
            if value in self._soft and value not in self.shared:
                groups = self._groups_with("", value)
                if len(groups) > 1:
                    group = self.group(keys.row)
                    found += [other for other in groups if other != group and other < keys.row]
        return list(dict.fromkeys(found)) if found else found

    def rivals(self, keys: RowKeys, value: str) -> list[RowKeys]:
        """Rows of other clients in the file who have a phone or e-mail of this row, and another name."""
        if value not in self._soft or len(self._groups_with("", value)) < 2:
            return []
        group = self.group(keys.row)
        return [other for other in self._soft[value] if self.group(other.row) != group and not names_fit(keys, other)]

    def keyless(self, keys: RowKeys) -> bool:
        """Whether nothing tells who this is once shared phones and e-mails are taken away."""
        if keys.decides:
            return False
        contacts = keys.phones + keys.emails
        if not contacts or keys.full_name:
            return not contacts
        return all(value in self.shared for value in contacts)

    def only_bearer(self, keys: RowKeys, value: str) -> bool:
        """Whether nobody else in the file has this name on a shared phone."""
        return self._bearers[(value, keys.sort_name)] <= 1

    def namesake(self, keys: RowKeys) -> bool:
        """Whether an earlier row without any other key has this name and city."""
        place = (keys.sort_name, keys.city)
        known = place in self._namesakes
        self._namesakes.add(place)
        return known

    # ------------------------------------------------------------------ inside

    def _alone(self, rows: Sequence[RowKeys]) -> frozenset[int]:
        """Rows that have keys and share none of them: nine of ten, of which the file says nothing more."""
        crowded = {
            keys.row for found in (self._soft, *self._decisive.values()) for held in found.values() for keys in held
        }
        return frozenset(keys.row for keys in rows if keys.row not in crowded and keys.has_key)

    def _decisive_pairs(self, rows: Sequence[RowKeys]) -> dict[str, list[tuple[str, RowKeys]]]:
        branches = self._branches
        return {
            "public_id": [(keys.public_id, keys) for keys in rows if keys.public_id],
            "code": [(keys.code, keys) for keys in rows if keys.code],
            "inn": [(branches.get(keys.inn, keys.inn), keys) for keys in rows if keys.inn],
            "name_birthday": [
                (f"{keys.sort_name}|{keys.birthday}", keys) for keys in rows if keys.birthday and keys.sort_name
            ],
        }

    def _unite_decisive(self) -> None:
        """Ids of ours come first: what they hold apart no other key joins."""
        for kind, found in self._decisive.items():
            for held in found.values():
                ids = {keys.public_id for keys in held if keys.public_id}
                if kind == "public_id" or len(ids) <= 1:
                    self._sets.unite(held)
                else:
                    for public_id in (*ids, ""):
                        self._sets.unite([keys for keys in held if keys.public_id == public_id])

    def _is_shared(self, held: list[RowKeys]) -> bool:
        """Whether three rows or more have names of which no two fit; rows without a name count for nobody."""
        bearers = {keys.sort_name: keys for keys in held if keys.name}
        if len(bearers) < SHARED_BY:
            return False
        groups: dict[str, set[int]] = {}
        for keys in held:
            groups.setdefault(keys.sort_name, set()).add(self.group(keys.row))
        found: list[RowKeys] = []
        for name in sorted(bearers, key=lambda name: (-name.count(" "), -len(name), name)):
            keys = bearers[name]
            if any(groups[name] & groups[other.sort_name] or names_fit(keys, other) for other in found):
                continue
            found.append(keys)
            if len(found) == SHARED_BY:
                return True
        return False

    def _join(self) -> None:
        """Rows of equal names first, which no other row can put in doubt; then those whose names fit."""
        several: list[list[RowKeys]] = []
        for value, held in self._soft.items():
            shared = value in self.shared
            profiles = _profiles(held)
            for (sort_name, *_), same in profiles.items():
                if len(same) > 1 and (not shared or " " in sort_name):
                    self._sets.unite(same)
            if len(profiles) > 1 and not shared:
                several.append([same[0] for same in profiles.values()])
        chains = _Chains(self._sets)
        for bearers in several:
            chains.add(bearers)
        for group in chains.standing():
            self._sets.unite(group)

    def _groups_with(self, kind: str, value: str) -> dict[int, int]:
        """The groups that hold a key, with the number of their rows that do; "" is a phone or e-mail."""
        found = self._sizes.get((kind, value))
        if found is None:
            held = (self._decisive[kind] if kind else self._soft).get(value, ())
            found = dict(Counter(self.group(row) for row in {keys.row for keys in held}))
            self._sizes[(kind, value)] = found
        return found


@dataclass(slots=True)
class _Sets:
    """Rows in sets, each known by its smallest number."""

    _parents: dict[int, int] = field(default_factory=dict)
    members: dict[int, RowKeys] = field(default_factory=dict)

    def root(self, row: int) -> int:
        parents = self._parents
        parent = parents.get(row, row)
        while parent != row:
            above = parents[parent]
            parents[row] = above
            row, parent = parent, above
        return row

    def unite(self, held: Sequence[RowKeys]) -> None:
        roots = {self.root(keys.row) for keys in held}
        if len(roots) > 1:
            first = min(roots)
            self._parents.update(dict.fromkeys(roots, first))
            self.members.update((keys.row, keys) for keys in held)


class _Chains:
    """Clients linked by phones and e-mails where their names fit: which of these links stand together."""

    def __init__(self, sets: _Sets) -> None:
        self._sets = sets
        self._bearers: dict[int, dict[_Profile, RowKeys]] = {}
        self._links: dict[int, set[int]] = {}

    def add(self, bearers: list[RowKeys]) -> None:
        """Clients who hold one key, one row of each name."""
        if len(bearers) > _MOST_NAMES:
            return
        for place, one in enumerate(bearers):
            for other in bearers[:place]:
                a, b = self._sets.root(one.row), self._sets.root(other.row)
                if a != b and _fit(one, other):
                    self._links.setdefault(a, set()).add(b)
                    self._links.setdefault(b, set()).add(a)
                    self._bearers.setdefault(a, {})[_profile(one)] = one
                    self._bearers.setdefault(b, {})[_profile(other)] = other

    def standing(self) -> Iterator[list[RowKeys]]:
        """Groups of clients, a row of each, that are one."""
        for group in self._stand(set(self._links)):
            yield [next(iter(self._bearers[root].values())) for root in sorted(group)]

    def _stand(self, roots: set[int]) -> Iterator[set[int]]:
        for chain in self._chains(roots):
            if len(chain) <= 2:
                yield chain
                continue
            if len(chain) > _MOST_NAMES:
                continue
            torn = {root for root in chain if self._fits_two(root, chain)}
            if not torn:
                yield chain
            elif torn != chain:
                yield from self._stand(chain - torn)
                yield from self._stand(torn)

    def _fits_two(self, root: int, chain: set[int]) -> bool:
        """Whether two others of the chain fit this one and not each other. A chain without such a one fits whole."""
        fitting = [other for other in chain if other != root and self._fits(root, other)]
        return any(not self._fits(a, b) for place, a in enumerate(fitting) for b in fitting[:place])

    def _fits(self, a: int, b: int) -> bool:
        return any(_fit(one, other) for one in self._bearers[a].values() for other in self._bearers[b].values())

    def _chains(self, roots: set[int]) -> Iterator[set[int]]:
        left = set(roots)
        while left:
            chain, front = set(), [min(left)]
            while front:
                root = front.pop()
                if root in left:
                    left.remove(root)
                    chain.add(root)
                    front += self._links[root] & left
            if len(chain) > 1:
                yield chain


def _fit(one: RowKeys, other: RowKeys) -> bool:
    return not apart(one, other) and names_fit(one, other)


def _profile(keys: RowKeys) -> _Profile:
    """What rows of one phone must share to be one client without a second look."""
    return keys.sort_name, keys.public_id, keys.inn


def _profiles(held: Iterable[RowKeys]) -> dict[_Profile, list[RowKeys]]:
    found: dict[_Profile, list[RowKeys]] = {}
    for keys in held:
        found.setdefault(_profile(keys), []).append(keys)
    return found


def _only_branches(rows: Sequence[RowKeys]) -> dict[str, str]:
    """Tax numbers without a KPP, each with the one branch of that company in the file, where there is one."""
    branches: dict[str, set[str]] = {}
    for keys in rows:
        if keys.inn:
            branches.setdefault(keys.inn.partition("/")[0], set()).add(keys.inn)
    return {
        f"{inn}/": next(iter(found - {f"{inn}/"}))
        for inn, found in branches.items()
        if len(found) == 2 and f"{inn}/" in found
    }


def _holders(pairs: Sequence[tuple[str, RowKeys]]) -> dict[str, list[RowKeys]]:
    """The rows that hold each value; values of one row alone, nine of ten, are counted and left out."""
    counts = Counter([value for value, _ in pairs])
    found: dict[str, list[RowKeys]] = {}
    if len(counts) < len(pairs):
        for value, keys in pairs:
            if counts[value] > 1:
                held = found.setdefault(value, [])
                if not held or held[-1] is not keys:
                    held.append(keys)
    return {value: held for value, held in found.items() if len(held) > 1}

"""People and portfolios as the owner sees them, and the passwords that are given to be used once."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from clientcrm.domain.access import MOST_ROLES, SCOPES, Quota, Role, RoleRights
from clientcrm.domain.values.text import fold

# Letters and digits that nobody takes for one another, on paper or by ear: no 0 o, no 1 l i.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4
_KEY = re.compile(r"[a-z0-9_-]{1,40}")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who signs in, or used to.

    `invited`: the password given by the owner still holds, or the owner has not signed in since it was replaced.
    `clients`: those whom the person is responsible for. `quota` is the own one, else the role's. `leaving`: the access
    is off because a leaving was begun, which is not done. `left`: a leaving took the keys away; coming back needs a
    new one-time password first.
    """

    uid: str
    name: str
    role: str
    role_name: str
    active: bool
    invited: bool
    portfolios: tuple[int, ...]
    default_portfolio: int | None
    writes_to: tuple[int, ...]
    quota: Quota
    own_quota: bool
    last_seen: datetime | None
    clients: int
    leaving: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """A set of clients and who reads their contacts; owners read every one without being members."""

    id: int
    name: str
    members: tuple[str, ...]
    clients: int


@dataclass(frozen=True, slots=True)
class Added:
    """A person with a password to be used once, which is shown now and never again."""

    uid: str
    one_time_password: str = field(repr=False)


def one_time_password() -> str:
    """Four groups of four letters and digits, 79 bits: easy to read out and to type."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def refused_roles(roles: Sequence[RoleRights], used: Sequence[str]) -> dict[str, str]:
    """Why these roles cannot be kept, nothing if they can; `used` are the roles that people have now."""
    own = [role for role in roles if not role.ready]
    keys, names = [role.key for role in roles], [" ".join(fold(role.name).split()) for role in own]
    if not all(_KEY.fullmatch(key) for key in keys):
        return {"role": "bad_key"}
    if not all(names):
        return {"role": "empty"}
    if len({*keys}) < len(keys) or len({*names}) < len(names):
        return {"role": "taken"}
    if len(own) > MOST_ROLES or any(len(role.name) > _LONGEST_NAME for role in own):
        return {"role": "too_many" if len(own) > MOST_ROLES else "too_long"}
    if not {*used} <= {*keys, *Role}:
        return {"role": "in_use"}
    for role in roles:
        if role.key != Role.OWNER and any(scope not in SCOPES.get(right, ()) for right, scope in role.rights.items()):
            return {"role": "unknown_right"}
        if not quota_holds(role.quota):
            return {"quota": "negative"}
    return {}


def quota_holds(quota: Quota) -> bool:
    """Whether its limits are numbers that make sense."""
    return all(limit is None or limit >= 0 for limit in (quota.day, quota.hour, quota.reason_from))

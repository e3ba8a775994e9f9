"""Every action that the program can write into the journal is told in words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields

import pytest

from clientcrm.domain import access
from clientcrm.domain.clients import DRAFT_FIELDS
from clientcrm.domain.figures import FigureOptions, RfmLimits
from clientcrm.domain.journal import GROUPS, JournalLine, Named
from clientcrm.domain.settings import ShopSettings
from clientcrm.domain.tier_rules import TierOptions
from tests.rules.sources import calls, modules, texts
from ui import i18n
from ui.access.action_words import action_title, group_title, known_actions, line_title
from ui.access.change_words import change_title
from ui.access.wording import permission_title
from ui.words import now

SHAPE = re.compile(r"[a-z_]+\.[a-z_]+")
# What is handed the name of an action.
TELLS = {"write", "read", "enter", "note", "remember", "told", "put_keys_on_record", "Entry", "Noted", "Looked"}


def told_actions(tree: ast.Module) -> Iterator[str]:
    """Names of actions in the place where an action is named."""
    for node, name in calls(tree):
        if name.split(".")[-1] in TELLS:
            for given in (*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "action")):
                for part in ast.walk(given):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and SHAPE.fullmatch(part.value):
                        yield part.value


@pytest.mark.proves("F24")
def test_every_action_that_the_core_can_write_has_words() -> None:
    sources = modules("clientcrm/services", "clientcrm/crm.py", "clientcrm/desk.py", "clientcrm/bases.py")
    told = {action for tree in sources.values() for action in told_actions(tree)}
    assert {"alarms.seen", "person.frozen"} <= told  # the walk does find them
    things = {action.split(".")[0] for action in told | known_actions()}
    named = {text for tree in sources.values() for _, text in texts(tree) if SHAPE.fullmatch(text)}
    written = told | {text for text in named if text.split(".")[0] in things}
    assert {"contact.shown", "clock.set_back"} <= written
    assert sorted(written - known_actions() - {"inbox.example"}) == []


def test_what_the_filters_group_and_what_has_words_is_the_same() -> None:
    assert known_actions() == {action for group in GROUPS.values() for action in group}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_action_and_no_group_is_told_by_its_key(language: str) -> None:
    i18n.set_language(language)
    for action in known_actions():
        assert action_title(action) != action
        assert line_title(JournalLine(1, now(), "u", "Иван", action, "", None, "", Named.NOTHING, 3)).endswith(": 3")
    assert all(group_title(key) not in ("", key) for key in ("", *GROUPS))


def test_what_is_not_known_keeps_its_own_word() -> None:
    assert action_title("thing.of_tomorrow") == "thing.of_tomorrow"
    assert change_title("a_field_of_tomorrow", of_client=True) == "a_field_of_tomorrow"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_right_has_its_row_and_its_words(language: str) -> None:
    i18n.set_language(language)
    rows = [right for rights in access.GROUPS.values() for right in rights]
    assert sorted(rows) == sorted(access.Permission)
    assert len({permission_title(right) for right in rows}) == len(rows)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_field_and_setting_that_may_change_is_named(language: str) -> None:
    i18n.set_language(language)
    kinds = (ShopSettings, FigureOptions, RfmLimits, TierOptions)
    settings = {one.name for kind in kinds for one in fields(kind)} - {"limits"}
    assert [name for name in sorted(settings) if change_title(name) == name] == []
    assert [name for name in DRAFT_FIELDS if change_title(name, of_client=True) == name] == []

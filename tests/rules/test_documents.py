"""What the pages for people name is there: files, links, pictures, commands."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.rules.sources import ROOT

PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))
QUOTED = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
FILE = re.compile(r"[\w./-]*[\w-]\.(?:py|json|toml|txt|ts|md|in)|(?:[\w-]+/)+")
COMMAND = re.compile(r"packaging/dev\.py (\w+)")
# Files of a base, and places of other machines.
ELSEWHERE = {"keys.json", "tries.json", ".venv/", "FILE.json", "ФАЙЛ.json"}


@cache
def places() -> set[str]:
    """Every file and folder of the repository, by each end of its path."""
    found = set()
    for top in ("clientcrm", "ui", "tests", "packaging", "resources", "docs"):
        for path in (ROOT / top, *(ROOT / top).rglob("*")):
            parts = path.relative_to(ROOT).parts
            ending = "/" if path.is_dir() else ""
            found |= {"/".join(parts[start:]) + ending for start in range(len(parts))}
    return found | {path.name for path in ROOT.iterdir()}


def missing(text: str) -> list[str]:
    """Files and folders that a page names in backquotes and that are nowhere; patterns and blanks apart."""
    named = [word for quoted in QUOTED.findall(text) for word in quoted.split() if not set("<*") & set(word)]
    return [word for word in named if FILE.fullmatch(word) and word not in places() | ELSEWHERE]


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    assert missing((ROOT / page).read_text("utf-8")) == []


def test_the_rule_about_files_catches() -> None:
    assert missing(
        "`services/gate.py`, `ui/no_such.py`, `.venv/bin/python main.py`, `ui/nowhere/`, `ui/<noun>/page.py`"
    ) == [
        "ui/no_such.py",
        "ui/nowhere/",
    ]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    links = [link for link in LINK.findall(text) if not link.startswith("http")]
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_developer_is_one(page: str) -> None:
    known = set(re.findall(r'add_parser\("(\w+)"', (ROOT / "packaging/dev.py").read_text("utf-8")))
    assert {"run", "test"} <= known
    assert set(COMMAND.findall((ROOT / page).read_text("utf-8"))) <= known


def test_the_readme_leads_to_every_page() -> None:
    named = set(LINK.findall((ROOT / "README.md").read_text("utf-8")))
    assert {page for page in PAGES if not page.endswith(".ru.md")} - named == {"README.md"}


def test_architecture_fits_two_pages() -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    assert len(text.splitlines()) <= 100

"""The tables as migrations make them are those that the models say; a step that fails leaves the base as it was.

A changed model needs a migration: .venv/bin/python packaging/migration.py "what changed" writes one.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from clientcrm.data import migrations
from clientcrm.data.models import Base
from clientcrm.data.storage import Storage, address_of, fingerprint_of, make_file
from clientcrm.domain.errors import CrmError, DamagedBase, NewerFormat

INDEX_OF_WORDS = "client_words"


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Storage]:
    """A new file at the newest revision."""
    storage = make_file(tmp_path / "clients.1.db", os.urandom(32))
    migrations.upgrade(storage)
    yield storage
    storage.close()


def schema(rows: list[tuple[str, str]]) -> dict[str, str]:
    """Tables and indexes by name, their words in one spacing."""
    return {
        name: " ".join(words.replace('"', "").split()).replace("( ", "(").replace(" )", ")")
        for name, words in rows
        if words and not name.startswith((INDEX_OF_WORDS, "alembic"))
    }


def test_migrations_make_what_the_models_say(migrated: Storage) -> None:
    query = "select name, sql from sqlite_master"
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        Base.metadata.create_all(connection)
        said = schema([(row[0], row[1]) for row in connection.execute(text(query))])
    engine.dispose()
    with migrated.inspection() as connection:
        made = schema(connection.execute(query).fetchall())
    assert made.keys() == said.keys()
    assert {name: (made[name], said[name]) for name in made if parts(made[name]) != parts(said[name])} == {}


def parts(words: str) -> tuple[str, list[str]]:
    """A table's columns and constraints, whatever their order."""
    head, _, rest = words.partition("(")
    body, _, tail = rest.rpartition(")")
    return head + tail, sorted(part.strip(" ,)") for part in body.split(", "))


def test_alembic_finds_no_difference(migrated: Storage) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def ours(name: str | None, kind: str, _parents: Any) -> bool:
        return kind != "table" or not str(name).startswith((INDEX_OF_WORDS, "alembic"))

    with migrated.migrating() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_revision_has_its_fingerprint(migrated: Storage) -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    scripts = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert list(migrations.KNOWN) == scripts[::-1]
    assert migrated.revision() == scripts[0]
    assert migrated.schema_fingerprint() == migrations.KNOWN[scripts[0]]
    migrations.require_genuine_schema(migrated)


# ---------------------------------------------------------------- the next step

NEWEST = list(migrations.KNOWN)[-1]
NEXT = f"{int(NEWEST) + 1:04d}"
STEP = '''"""A step of the test."""
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("tag") as batch_op:  # the table is made anew
        batch_op.add_column(sa.Column("colour", sa.String(20)))
    op.execute("update tag set name = name || '!'")
    {end}


def downgrade():
    raise NotImplementedError
'''


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Storage]:
    """A base of the first revision with a row in it."""
    storage = make_file(tmp_path / "clients.1.db", os.urandom(32))
    migrations.upgrade(storage)
    with storage.maintenance() as connection:
        connection.execute("insert into tag (name, folded) values ('опт', 'опт')")
    yield storage
    storage.close()


def next_program(room: Path, monkeypatch: pytest.MonkeyPatch, end: str = "", fingerprint: str = "") -> None:
    """A program that knows one step more."""
    place = room / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, place)
    step = STEP.format(end=end, next=NEXT, newest=NEWEST)
    (place / "versions" / f"v{NEXT}_colour.py").write_text(step, "utf-8")
    monkeypatch.setattr(migrations, "_HERE", place)
    monkeypatch.setattr(migrations, "KNOWN", {**migrations.KNOWN, NEXT: fingerprint or schema_after(room)})


def schema_after(room: Path) -> str:
    """The fingerprint that the step leaves."""
    storage = make_file(room / "pattern.db", os.urandom(32))
    migrations.upgrade(storage)
    found = storage.schema_fingerprint()
    storage.close()
    return found


def facts(storage: Storage) -> tuple[str, list[tuple[Any, ...]]]:
    """Where the file stands, and the row."""
    with storage.inspection() as connection:
        return storage.revision(), connection.execute("select * from tag").fetchall()


@pytest.mark.attack("T23")
def test_a_base_of_before_is_brought_up(old: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    next_program(tmp_path, monkeypatch)
    migrations.require_genuine_schema(old)
    migrations.bring_up(old)
    assert facts(old) == (NEXT, [(1, "опт!", "опт", None, None)])
    migrations.bring_up(old)
    assert facts(old) == (NEXT, [(1, "опт!", "опт", None, None)])


def bring_up_at_once(path: Path, key: bytes, start: Any, told: Any) -> None:
    """What one of several programs does; said is what became of it."""
    outcome = "broke"
    try:
        storage = Storage(address_of(path), key)
        storage.revision()
        start.wait(120)
        migrations.bring_up(storage)
        storage.close()
        outcome = "done"
    except CrmError as error:
        outcome = type(error).__name__
    finally:
        told.send(outcome)
        os._exit(0)


@pytest.mark.skipif(sys.platform == "win32", reason="forks as POSIX does")
@pytest.mark.attack("T22")
@pytest.mark.parametrize("programs", [2, 4])
def test_t22_several_programs_bring_a_base_up_at_once_and_it_happens_once(
    old: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: int
) -> None:
    """Below the lock of the folder, which another computer may not see: each has found the base as it was before."""
    next_program(tmp_path, monkeypatch)
    key = old._key
    old.close()
    context = multiprocessing.get_context("fork")
    start, (ours, theirs) = context.Barrier(programs), context.Pipe(duplex=False)
    everyone = [context.Process(target=bring_up_at_once, args=(old.path, key, start, theirs)) for _ in range(programs)]
    for process in everyone:
        process.start()
    said = []
    for _ in everyone:
        assert ours.poll(120)
        said.append(ours.recv())
    for process in everyone:
        process.join()
    assert "done" in said
    assert set(said) <= {"done", "WriterBusy"}, "who waited too long for the others says so"
    again = Storage(address_of(old.path), key)
    assert facts(again) == (NEXT, [(1, "опт!", "опт", None, None)])
    migrations.require_genuine_schema(again)
    assert again.check() == []
    again.close()


def test_a_step_that_fails_leaves_the_base_as_it_was(
    old: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_program(tmp_path, monkeypatch, "raise RuntimeError('a mistake in the step')", "x")
    key = old._key
    with pytest.raises(RuntimeError, match="a mistake"):
        migrations.bring_up(old)
    again = Storage(f"sqlcipher:///{old.path}", key)
    assert facts(again) == (NEWEST, [(1, "опт", "опт", None)])
    assert again.schema_fingerprint() == migrations.KNOWN[NEWEST]
    again.close()


def test_a_step_that_makes_other_tables_than_said_is_told(
    old: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_program(tmp_path, monkeypatch, "", "0" * 64)
    key, before = old._key, facts(old)
    with pytest.raises(DamagedBase):
        migrations.bring_up(old)
    again = Storage(f"sqlcipher:///{old.path}", key)
    assert facts(again) == before
    again.close()


@pytest.mark.attack("T9")
def test_a_planted_trigger_is_found_before_a_step_runs(
    old: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_program(tmp_path, monkeypatch)
    with old.maintenance() as connection:
        connection.execute("create trigger grab after update on tag begin update tag set folded = 'x'; end")
    with pytest.raises(DamagedBase):
        migrations.require_genuine_schema(old)


def test_a_base_of_the_next_program_is_refused_by_this_one(
    old: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        next_program(tmp_path, later)
        migrations.bring_up(old)
    with pytest.raises(NewerFormat) as caught:
        migrations.require_genuine_schema(old)
    assert (caught.value.found, caught.value.known) == (NEXT, json.loads(json.dumps(list(migrations.KNOWN)[-1])))


TABLE = "CREATE TABLE tag ( id INTEGER NOT NULL, name VARCHAR(80) DEFAULT ',)' NOT NULL, {one}, {other})"
ONE, OTHER = "CONSTRAINT ck_a CHECK (name in ('a', 'b'))", "CONSTRAINT pk_tag PRIMARY KEY (id)"


def fingerprint(*sql: str) -> str:
    return fingerprint_of([("table", "tag", "tag", words) for words in sql])


def test_the_order_of_constraints_is_no_other_schema() -> None:
    """A table that is made anew has them in another order at each run of the program."""
    plain = fingerprint(TABLE.format(one=ONE, other=OTHER))
    assert plain == fingerprint(TABLE.format(one=OTHER, other=ONE).replace(" id", "\n\tid"))


@pytest.mark.parametrize(
    "changed",
    [
        TABLE.format(one=ONE, other=OTHER).replace("'b'", "'c'"),
        TABLE.format(one=ONE, other=OTHER).replace(", 'b'", ""),
        TABLE.format(one=ONE, other=OTHER + ", extra TEXT"),
        TABLE.format(one=ONE, other=OTHER + ", low TEXT GENERATED ALWAYS AS (lower(name))"),
        TABLE.format(one=ONE, other=OTHER) + " WITHOUT ROWID",
        TABLE.format(one=ONE, other=OTHER).replace("',)'", "'),'"),
        "CREATE INDEX tag ON client (id, name)",
        "CREATE INDEX tag ON client (name, id)",
    ],
)
def test_anything_else_is(changed: str) -> None:
    assert fingerprint(changed) != fingerprint(TABLE.format(one=ONE, other=OTHER))


def test_the_order_of_an_index_counts() -> None:
    assert fingerprint("CREATE INDEX a ON tag (id, name)") != fingerprint("CREATE INDEX a ON tag (name, id)")

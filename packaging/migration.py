"""Write a migration from what the tables of the program say: .venv/bin/python packaging/migration.py "what changed".

The next file in clientcrm/data/migrations/versions is written by comparing the newest schema with the models, and the
schema's fingerprint is put down beside it. Read what came out: a renamed column looks like one dropped and one added,
and a new one that may not be empty needs a server_default for the rows that are there. Until the first release
`--first` writes 0001 anew instead; bases of before then open no more.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from clientcrm.data import migrations
from clientcrm.data.models import Base
from clientcrm.data.storage import Storage, make_file

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "clientcrm" / "data" / "migrations"
FINGERPRINTS = PLACE / "fingerprints.json"
FILE = '''"""{words}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
{imports}
revision = "{revision}"
down_revision = {before}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """{words}."""
    {body}


def downgrade() -> None:
    """A base is never taken back: restore the copy made before the update."""
    raise NotImplementedError
'''


def main(arguments: list[str]) -> int:
    """Write one migration and its fingerprint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="?", help="what changed, in a few words")
    parser.add_argument("--first", action="store_true", help="write 0001 anew (only before the first release)")
    options = parser.parse_args(arguments)
    if options.first == bool(options.words):
        parser.error("say what changed, or --first")
    if options.first:
        path = write("0001", None, "The first tables of a base", first=True)
    else:
        newest = list(migrations.KNOWN)[-1]
        path = write(f"{int(newest) + 1:04d}", newest, options.words.rstrip("."), first=False)
    print(f"{path.relative_to(ROOT)}: read it, then run the tests of tests/data_layer")
    return 0


def write(revision: str, before: str | None, words: str, *, first: bool) -> Path:
    """The migration's file, and the fingerprint of the schema that it leaves."""
    body = difference(before)
    imports = ""
    if first:
        body += "\n    make_index(op.get_bind())"
        imports = "\nfrom clientcrm.data.search import make_index\n"
    slug = re.sub(r"[^a-z0-9]+", "_", words.lower().removesuffix(" of a base").removeprefix("the ")).strip("_")
    path = PLACE / "versions" / f"v{revision}_{slug}.py"
    said = repr(before) if before is None else f'"{before}"'
    path.write_text(FILE.format(words=words, revision=revision, before=said, body=body, imports=imports), "utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(path)], cwd=ROOT, check=False)
    known = {} if first else json.loads(FINGERPRINTS.read_text("utf-8"))
    known[revision] = fresh().schema_fingerprint()
    FINGERPRINTS.write_text(json.dumps(known, indent=1) + "\n", "utf-8")
    return path


def difference(before: str | None) -> str:
    """Alembic's words for what separates the newest schema from the models."""
    with fresh(empty=before is None).migrating() as connection:
        options = {"include_name": ours, "render_as_batch": before is not None}
        context = MigrationContext.configure(connection, opts=options)
        found = produce_migrations(context, Base.metadata).upgrade_ops
        assert found is not None
        words = render_python_code(found, migration_context=context, render_as_batch=before is not None)
    words = re.sub(r"clientcrm\.data\.models\.base\.Moment\(\)", "sa.DateTime()", words)
    return filled_in(re.sub(r" *# ### .*\n?", "", words).strip())


def filled_in(words: str) -> str:
    """The same, with a value for the rows that are there already where a new column may not be empty.

    The value of the model stands as a default of the column while the table is made anew, and goes again after it.
    """
    lines, emptied, table = [], [], ""
    for line in words.splitlines():
        named = re.search(r"batch_alter_table\(['\"](\w+)", line)
        table = named[1] if named else table
        added = re.search(r"batch_op\.add_column\(sa\.Column\(['\"](\w+)['\"].*nullable=False\)\)", line)
        default = Base.metadata.tables[table].c[added[1]].default if added else None
        if added and default is not None and default.is_scalar:
            value = default.arg if isinstance(default.arg, str) else str(int(default.arg))
            line = line.replace("nullable=False", f"nullable=False, server_default={str(value)!r}")
            emptied.append((table, added[1]))
        lines.append(line)
    for table, column in emptied:
        lines += [f"    with op.batch_alter_table({table!r}, schema=None) as batch_op:"]
        lines += [f"        batch_op.alter_column({column!r}, server_default=None)"]
    return "\n".join(lines)


def ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Tables of the models: the index of words and Alembic's own table are made elsewhere."""
    return kind != "table" or (name != "alembic_version" and not str(name).startswith("client_words"))


def fresh(*, empty: bool = False) -> Storage:
    """A new file, brought up to the newest schema unless it is to be empty."""
    storage = make_file(Path(tempfile.mkdtemp()) / "clients.1.db", os.urandom(32))
    if not empty:
        migrations.upgrade(storage)
    return storage


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Kept decisions about files of one kind: under a name, for the next file and for other bases."""

from __future__ import annotations

from pathlib import Path

from clientcrm.domain.access import Permission
from clientcrm.domain.imports import ImportPlan, TemplateRow
from clientcrm.services.gate import Gate
from clientcrm.services.imports import template_files, templates


class ImportTemplates:
    """Templates of imports."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def rows(self) -> list[TemplateRow]:
        """Kept decisions about files, the last used first."""
        with self._gate.read(Permission.IMPORT) as session:
            return templates.rows(session)

    def save(self, name: str, plan: ImportPlan) -> int:
        """Keep the decisions of a plan under a name, before or after it runs."""
        with self._gate.write(Permission.IMPORT, "template.saved", "template") as session:
            return templates.save(session, self._gate, name, plan)

    def rename(self, template_id: int, name: str) -> None:
        """Give kept decisions another name."""
        with self._gate.write(Permission.IMPORT, "template.renamed", "template", template_id) as session:
            templates.rename(session, template_id, name)

    def write_file(self, template_id: int, path: Path) -> Path:
        """A template as a file for another base; no word of a client is in it."""
        with self._gate.read(Permission.IMPORT) as session:
            return template_files.write(session, template_id, path)

    def read_file(self, path: Path) -> int:
        """Keep the template of a file; NoTemplate if it is none."""
        with self._gate.write(Permission.IMPORT, "template.saved", "template") as session:
            return template_files.read(session, self._gate, path)

    def remove(self, template_id: int) -> None:
        """Forget kept decisions."""
        with self._gate.write(Permission.IMPORT, "template.removed", "template", template_id) as session:
            templates.remove(session, template_id)

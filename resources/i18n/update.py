"""Gather the literals of tr() into ru.ts and en.ts; --check only says what is missing, unfinished or obsolete.

pyside6-lupdate takes a trailing comma for a plural and does not see calls inside f-strings, hence a reader of our own.
"""

from __future__ import annotations

import ast
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FORMS = {"ru": 3, "en": 2}


@dataclass(frozen=True, slots=True)
class Literal:
    """One text of the program, with its translations in one language."""

    text: str
    comment: str
    plural: bool
    forms: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Every form is filled in."""
        return bool(self.forms) and all(self.forms)


def literals_of(source: str, name: str) -> Iterator[Literal]:
    """Each tr() call of a module; anything but plain literals is refused."""
    for node in ast.walk(ast.parse(source, name)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr"):
            continue
        named = {word.arg: word.value for word in node.keywords}
        text = node.args[0] if node.args else None
        comment = node.args[1] if len(node.args) > 1 else named.get("comment", ast.Constant(""))
        for part in (text, comment):
            if not (isinstance(part, ast.Constant) and isinstance(part.value, str)):
                msg = f"{name}:{node.lineno}: tr() takes plain literals"
                raise SystemExit(msg)
        assert isinstance(text, ast.Constant)
        assert isinstance(comment, ast.Constant)
        yield Literal(str(text.value), str(comment.value), len(node.args) > 2 or "n" in named)


def in_program() -> list[Literal]:
    """Every literal of the screens, each once, in a steady order."""
    found: dict[tuple[str, str], Literal] = {}
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for literal in literals_of(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))):
            known = found.get((literal.text, literal.comment))
            if known is not None and known.plural != literal.plural:
                msg = f"{path}: {literal.text!r} is used with and without a count; give one of them a comment"
                raise SystemExit(msg)
            found[literal.text, literal.comment] = literal
    return sorted(found.values(), key=lambda one: (one.text.casefold(), one.text, one.comment))


def read(path: Path) -> dict[tuple[str, str], Literal]:
    """The entries of a catalogue; empty when there is none yet."""
    if not path.exists():
        return {}
    found = {}
    for message in ET.parse(path).getroot().iter("message"):  # noqa: S314 - our own file
        text, comment = message.findtext("source", ""), message.findtext("comment", "")
        translation = message.find("translation")
        if translation is None:
            continue
        plural = [form.text or "" for form in translation.iter("numerusform")]
        forms = tuple(plural) if plural else (translation.text or "",)
        found[text, comment] = Literal(text, comment, message.get("numerus") == "yes", forms)
    return found


def write(path: Path, language: str, entries: list[Literal]) -> None:
    """The catalogue in the layout of Qt Linguist."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", f'<TS version="2.1" language="{language}">']
    lines += ["<context>", "    <name></name>"]
    for one in entries:
        state = "" if one.done else ' type="unfinished"'
        lines.append('    <message numerus="yes">' if one.plural else "    <message>")
        lines.append(f"        <source>{escape(one.text)}</source>")
        if one.comment:
            lines.append(f"        <comment>{escape(one.comment)}</comment>")
        if one.plural:
            lines.append(f"        <translation{state}>")
            forms = (one.forms + ("",) * FORMS[language])[: FORMS[language]]
            lines += [f"            <numerusform>{escape(form)}</numerusform>" for form in forms]
            lines.append("        </translation>")
        else:
            lines.append(f"        <translation{state}>{escape(one.forms[0]) if one.forms else ''}</translation>")
        lines.append("    </message>")
    path.write_text("\n".join([*lines, "</context>", "</TS>", ""]), encoding="utf-8")


def wanted(language: str) -> list[Literal]:
    """What the catalogue should hold: English needs its plurals only."""
    known = read(HERE / f"{language}.ts")
    result = []
    for literal in in_program():
        if language == "en" and not literal.plural:
            continue
        old = known.get((literal.text, literal.comment))
        fits = old is not None and old.plural == literal.plural
        result.append(replace(literal, forms=old.forms) if old is not None and fits else literal)
    return result


def complaints(language: str) -> list[str]:
    """What keeps the catalogue from being complete."""
    known = read(HERE / f"{language}.ts")
    now = {(one.text, one.comment): one for one in wanted(language)}
    return [
        *(f"{language}: missing: {text!r} {comment!r}" for text, comment in now if (text, comment) not in known),
        *(f"{language}: unfinished: {key[0]!r}" for key, one in now.items() if key in known and not one.done),
        *(f"{language}: obsolete: {text!r}" for text, comment in known if (text, comment) not in now),
    ]


def main(arguments: list[str]) -> int:
    """Update both catalogues, or only check them."""
    if "--check" in arguments:
        found = [line for language in FORMS for line in complaints(language)]
        sys.stderr.write("".join(f"{line}\n" for line in found))
        return 1 if found else 0
    for language in FORMS:
        entries = wanted(language)
        write(HERE / f"{language}.ts", language, entries)
        open_ones = sum(not one.done for one in entries)
        sys.stdout.write(f"{language}.ts: {len(entries)} entries, {open_ones} unfinished\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

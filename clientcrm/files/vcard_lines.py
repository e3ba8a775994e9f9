"""The lines of vCards of every version: folding, groups, parameters, quoted-printable, escapes."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from clientcrm.files.encodings import guess_single_byte

_TYPES_OF_21 = re.compile(r"[A-Za-z0-9-]+$")
_ENCODINGS = {"QUOTED-PRINTABLE": "q", "Q": "q", "B": "b", "BASE64": "b"}
# Properties that are texts whichever way they were written; everything else in Base64 is a photo, a sound, a key.
_TEXTS = frozenset(
    {
        *("N", "FN", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "ADR", "URL", "CATEGORIES", "BDAY", "NOTE", "UID"),
        *("NICKNAME", "GENDER", "X-ABLABEL"),
    }
)
_MOST_LINE = 2_000_000  # a folded photo may be large; what goes on longer is cut and never kept


@dataclass(frozen=True, slots=True)
class CardLine:
    """One property: group, name, parameters, and the value without its transfer encoding.

    `binary` values (photos, keys) are not decoded and come empty; texts in Base64 are.
    """

    group: str
    name: str
    types: tuple[str, ...]
    params: dict[str, str]
    value: str
    binary: bool = False


class BrokenLine(ValueError):
    """A line that is no property at all."""


def physical_lines(content: bytes) -> list[bytes]:
    """The lines of the file, whichever way they end (an iPhone writes CR CR LF at times)."""
    return re.split(rb"\r*\n|\r", content)


def logical_lines(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines put together again: folded by a blank, or by `=` at the end where the value is quoted-printable."""
    current: bytearray | None = None
    soft = False
    for line in lines:
        if current is not None and soft:
            current += line.lstrip(b" \t") if line[:1] in (b" ", b"\t") else line
        elif current is not None and line[:1] in (b" ", b"\t"):
            if len(current) < _MOST_LINE:
                current += line[1:]
        else:
            if current is not None:
                yield bytes(current)
            current = bytearray(line)
        soft = current.endswith(b"=") and _is_quoted_printable(current)
        if soft:
            del current[-1:]
    if current is not None:
        yield bytes(current)


def _is_quoted_printable(line: bytearray) -> bool:
    head = bytes(line[: line.find(b":")]).upper()
    return b"QUOTED-PRINTABLE" in head or b"ENCODING=Q" in head


def parse_line(line: bytes, encoding: str) -> CardLine:
    """The property in a logical line; raises BrokenLine."""
    head, value = _split_head(line)
    first, *rest = _split_quoted(head.decode("latin-1"), ";")
    group, _, name = first.rpartition(".")
    if not re.fullmatch(r"[A-Za-z0-9-]+", name.strip()):
        raise BrokenLine
    types: list[str] = []
    params: dict[str, str] = {}
    for param in rest:
        key, equals, text = param.partition("=")
        key = key.strip().upper()
        if not equals:
            if key in _ENCODINGS:
                params["ENCODING"] = key
            elif _TYPES_OF_21.match(key):
                types.append(key.lower())
        elif key == "TYPE":
            types += [word.strip().lower() for word in text.strip('"').split(",") if word.strip()]
        else:
            params[key] = text.strip().strip('"')
    transfer = _ENCODINGS.get(params.get("ENCODING", "").upper(), "")
    if transfer == "b" and name.strip().upper() in _TEXTS:
        value = _from_base64(value)
    elif transfer == "b" or value[:5].lower() == b"data:":
        return CardLine(group.lower(), name.strip().upper(), tuple(types), params, "", binary=True)
    if transfer == "q":
        value = quopri.decodestring(value)
    text = _decoded(value, params.get("CHARSET", ""), encoding)
    return CardLine(group.lower(), name.strip().upper(), tuple(types), params, text)


def _from_base64(value: bytes) -> bytes:
    try:
        return binascii.a2b_base64(value)
    except binascii.Error:
        raise BrokenLine from None


def _split_head(line: bytes) -> tuple[bytes, bytes]:
    """Name with parameters, and value: the first colon outside quotation marks parts them."""
    quoted = False
    for place, code in enumerate(line):
        if code == 0x22:
            quoted = not quoted
        elif code == 0x3A and not quoted:
            return line[:place], line[place + 1 :]
    raise BrokenLine


def _split_quoted(text: str, mark: str) -> list[str]:
    parts, quoted = [""], False
    for letter in text:
        if letter == '"':
            quoted = not quoted
        if letter == mark and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _decoded(value: bytes, charset: str, encoding: str) -> str:
    """Text by its own CHARSET, then the file's, and by its letters where a phone has lied about both."""
    for name in (charset, encoding, "utf-8"):
        if name:
            try:
                return value.decode(name)
            except (LookupError, UnicodeError):
                continue
    return value.decode(guess_single_byte(value).name, "replace")


def split_value(value: str, mark: str) -> list[str]:
    """The parts of a structured value, unescaped: `\\;` `\\,` `\\n` `\\\\`."""
    parts: list[str] = [""]
    letters = iter(value)
    for letter in letters:
        if letter == "\\":
            following = next(letters, "\\")
            parts[-1] += "\n" if following in "nN" else following if following in ";,:\\" else letter + following
        elif letter == mark:
            parts.append("")
        else:
            parts[-1] += letter
    return [_clean(part) for part in parts]


def raw_parts(value: str) -> list[str]:
    """The parts between semicolons, their escapes kept."""
    return re.findall(r"(?:^|;)((?:\\.|[^;\\])*\\?)", value, re.DOTALL)


def plain_value(value: str) -> str:
    """A whole value, unescaped."""
    return split_value(value, "\x00")[0]


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")

"""Phones as they are shown, masked, and written into one cell so that nothing is lost on the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clientcrm.domain.values.phone_plan import Phone, PhoneStatus, judged_number, known_number

_RUSSIAN = re.compile(r"\+7((?:[349]\d|8(?:[02-7]|1[1-8]))\d*)")  # ranges that the library writes as 3-3-2-2
_E164 = re.compile(r"\+\d+")
_SHOWN_START, _SHOWN_END, _LEAST_HIDDEN = 3, 2, 4
_DOT = "•"


def format_phone(e164: str, ext: str = "") -> str:
    """The number as people read it, international: +7 926 123-45-67 доб. 12."""
    written = _format(e164)
    return f"{written} доб. {ext}" if ext else written


def _format(e164: str) -> str:
    if len(e164) == 12 and _RUSSIAN.fullmatch(e164):
        return f"{e164[:2]} {e164[2:5]} {e164[5:8]}-{e164[8:10]}-{e164[10:]}"
    import phonenumbers

    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return written if _bare(written) == e164 else e164


def mask_phone(value: str, ext: str = "") -> str:
    """A number that cannot be called: +7 916 ••• •• 17. Unparsed text keeps its last two digits if it is long."""
    tail = f" доб. {_DOT * 2}" if ext else ""
    if len(value) == 12 and _RUSSIAN.fullmatch(value):
        return f"{value[:2]} {value[2:5]} ••• •• {value[10:]}{tail}"
    if not _E164.fullmatch(value):
        return _mask_text(value)
    code, *groups = re.split(r"[^\d+]+", _format(value))
    digits = "".join(groups)
    start = len(groups[0]) if groups and len(groups[0]) <= _SHOWN_START else 0
    if len(digits) - start - _SHOWN_END < _LEAST_HIDDEN:
        start = 0
    end = _SHOWN_END if len(digits) - _SHOWN_END >= _LEAST_HIDDEN else 0
    hidden = digits[:start] + _DOT * (len(digits) - start - end) + digits[len(digits) - end :]
    shown, at = [code], 0
    for group in groups:
        shown.append(hidden[at : at + len(group)])
        at += len(group)
    return " ".join(shown) + tail


def _mask_text(text: str) -> str:
    digits = [at for at, char in enumerate(text) if char.isdigit()]
    kept = set(digits[-_SHOWN_END:]) if len(digits) - _SHOWN_END >= _LEAST_HIDDEN else set()
    return "".join(char if at in kept or not char.isalnum() else _DOT for at, char in enumerate(text))


# ---------------------------------------------------------------- one cell, lossless
# +7 926 123-45-67 (моб., WhatsApp); +7 495 123-45-67 доб. 12 (раб.); ?«2-34-56»

_ITEM = (
    r"(?:(?P<number>\+\d(?:[\d\s.\-/]*\d)?)|\?«(?P<raw>(?:[^«»\\]|\\.)*)»)"
    r"(?:\s*доб\.\s*(?P<ext>[0-9*#]+))?(?:\s*\((?P<label>(?:[^()\\]|\\.)*)\))?"
)
_ONE = re.compile(_ITEM, re.DOTALL)
_CELL = re.compile(rf"\s*{_ITEM}(?:\s*;\s*{re.sub(r'[?]P<[a-z]+>', '?:', _ITEM)})*\s*;?\s*", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def phones_to_cell(phones: Iterable[Phone]) -> str:
    """All phones of a client in one cell, the primary one first; cell_to_phones gives them back."""
    return "; ".join(_item(phone) for phone in phones)


def _item(phone: Phone) -> str:
    item = format_phone(phone.e164) if phone.e164 else f"?«{_escape(phone.raw, '«»')}»"
    if phone.ext:
        item += f" доб. {phone.ext}"
    return f"{item} ({_escape(phone.label, '()')})" if phone.label else item


def read_cell(text: str, region: str) -> list[Phone] | None:
    """The phones of a cell that phones_to_cell wrote, in order; None for any other cell."""
    if not _CELL.fullmatch(text):
        return None
    phones: list[Phone] = []
    for match in _ONE.finditer(text):
        ext, label = match["ext"] or "", _ESCAPED.sub(r"\1", match["label"] or "")
        if match["number"] is None:
            phones.append(Phone(None, ext, label, "bad", _ESCAPED.sub(r"\1", match["raw"])))
            continue
        written = match["number"]
        e164 = _bare(written)
        status: PhoneStatus = "ok"
        if known_number(e164, region) != e164:
            judged, status = judged_number(e164, region)
            # A possible number counts only in our own spelling: "+9261234567" may be +7 926… as well.
            if judged != e164 or (status == "possible" and format_phone(e164) != written):
                return None
        phones.append(Phone(e164, ext, label, status, written))
    return phones


def _escape(text: str, marks: str) -> str:
    return re.sub(rf"[\\{marks}]", r"\\\g<0>", text)


def _bare(written: str) -> str:
    return "+" + re.sub(r"\D+", "", written)

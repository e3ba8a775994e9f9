"""What the codes of a load mean, in words: one short name for counting, one sentence for the row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from clientcrm.domain.imports import RowProblem
from ui.i18n import tr


@dataclass(frozen=True, slots=True)
class CodeWords:
    """The words of one code: `name` heads a count ("Phones not understood · 26"), `sentence` explains one row."""

    name: str
    sentence: str


_Words = Callable[[], CodeWords]

_ROWS: Final[dict[str, _Words]] = {
    "E301": lambda: CodeWords(
        tr("Nobody to recognise"),
        tr("There is no name, company, phone, e-mail or code in the row. Fill in one of them or skip the row."),
    ),
    "E302": lambda: CodeWords(
        tr("Two clients at once"),
        tr("The row points to two different clients. Choose the right one in the Matches step."),
    ),
    "E303": lambda: CodeWords(
        tr("Client ID from another base"),
        tr("Nobody here has this client ID. The row comes in as a new client if the ID has the right form."),
    ),
    "E304": lambda: CodeWords(
        tr("Client of the purchase not found"),
        tr("There is no such client in the base. Load the clients first, or let the load create them."),
    ),
    "E306": lambda: CodeWords(
        tr("No date of purchase"),
        tr("The purchase has no date, or one in the future. Write the date or skip the row."),
    ),
    "E307": lambda: CodeWords(
        tr("Nothing was bought"),
        tr("The row has neither a product nor a sum. Fill in one of them or skip the row."),
    ),
    "W252": lambda: CodeWords(
        tr("Another currency"),
        tr("The sum is in another currency than the base. It was read as a number in the currency of the base."),
    ),
    "W250": lambda: CodeWords(
        tr("Sum too large"),
        tr("The sum is larger than any real one. The field stays empty, the value is in the report."),
    ),
    "W251": lambda: CodeWords(
        tr("Text instead of a number"),
        tr("This is not a number. The field stays empty, the value is in the report."),
    ),
    "W261": lambda: CodeWords(
        tr("No phone and no e-mail"),
        tr("The client comes in without a phone and e-mail: there will be no way to get in touch."),
    ),
    "W262": lambda: CodeWords(
        tr("Phone beside a name"),
        tr("The phone or e-mail becomes a contact, which is kept sealed; the name stays without it."),
    ),
    "W260": lambda: CodeWords(
        tr("Phone instead of a name"),
        tr("There is no name in the row: the phone or e-mail stands in for it."),
    ),
    "W270": lambda: CodeWords(
        tr("Tax number with a mistake"),
        tr("The check digit of the tax number does not fit. It is kept as it stands in the file."),
    ),
    "W254": lambda: CodeWords(
        tr("Neither yes nor no"),
        tr("The word is neither yes nor no. The field stays empty, the word goes to the note."),
    ),
    "W280": lambda: CodeWords(
        tr("Value too long"),
        tr("The value is longer than the field. It was cut, the full text goes to the note."),
    ),
    "W290": lambda: CodeWords(
        tr("New tier or tag"),
        tr("There is no such tier or tag yet. The load creates it."),
    ),
}

_CONTACTS: Final[dict[str, _Words]] = {
    "W210": lambda: CodeWords(
        tr("Phone not understood"),
        tr("The number has too few or too many digits. It is kept as text and cannot be called from the card."),
    ),
    "W211": lambda: CodeWords(
        tr("Phone of an unknown operator"),
        tr("The length is right, but no operator is known to give out such numbers. The number is kept."),
    ),
    "W212": lambda: CodeWords(
        tr("Phone corrected"),
        tr("The number was written with a slip; the load puts it right."),
    ),
    "W220": lambda: CodeWords(
        tr("E-mail not understood"),
        tr("This is not an e-mail address. The text goes to the note."),
    ),
    "W221": lambda: CodeWords(
        tr("E-mail corrected"),
        tr("The address was written with a slip; the load puts it right."),
    ),
    "W222": lambda: CodeWords(
        tr("Slip in the mail service"),
        tr("The name of the mail service looks like a slip. The address is kept as it is."),
    ),
}

_VALUES: Final[dict[str, _Words]] = {
    "W230": lambda: CodeWords(
        tr("Garbled letters"),
        tr("The letters came through in the wrong encoding. Choose another one in the File step."),
    ),
    "W231": lambda: CodeWords(
        tr("Digits lost by Excel"),
        tr("Excel rounded the long number, the last digits are lost. Take the value from the source."),
    ),
    "W240": lambda: CodeWords(
        tr("Date not understood"),
        tr("There is no such date. The field stays empty, the value is in the report."),
    ),
    "W241": lambda: CodeWords(
        tr("Day and month in different order"),
        tr("The column holds both day first and month first. Say which is right in the Columns step."),
    ),
    "W242": lambda: CodeWords(
        tr("Date as a number"),
        tr("Excel keeps dates as numbers of days; the load turns the number back into a date."),
    ),
    "W243": lambda: CodeWords(
        tr("Impossible birthday"),
        tr("The birthday lies in the future or more than 110 years ago. The field stays empty."),
    ),
    "I271": lambda: CodeWords(
        tr("Zero put back into the tax number"),
        tr("Excel dropped the leading zero of the tax number; the load puts it back."),
    ),
}

_SKIPPED: Final[dict[str, _Words]] = {
    "I201": lambda: CodeWords(tr("Repeated headings"), tr("The row repeats the headings of the table and is skipped.")),
    "I202": lambda: CodeWords(tr("Totals and footnotes"), tr("The row is a total or a footnote and is skipped.")),
    "I203": lambda: CodeWords(tr("Group titles"), tr("The row is the title of a group and is skipped.")),
    "D401": lambda: CodeWords(
        tr("The same client twice in the file"),
        tr("The client has stood in the file above. Both rows become one client."),
    ),
    "D402": lambda: CodeWords(
        tr("Already in the base"),
        tr("The client is in the base already: nobody is added twice."),
    ),
    "D403": lambda: CodeWords(
        tr("Perhaps already in the base"),
        tr("Somebody similar is in the base. The row comes in as a new client unless you decide otherwise."),
    ),
    "D404": lambda: CodeWords(
        tr("Loaded earlier"),
        tr("The same row came in with an earlier load of this file and is skipped."),
    ),
}

_FILE: Final[dict[str, _Words]] = {
    "W103": lambda: CodeWords(
        tr("Too many columns"), tr("The file has more than 512 columns. The first 512 are taken.")
    ),
    "W104": lambda: CodeWords(tr("Cut texts"), tr("Some cells hold more text than a cell may. The text was cut.")),
    "W105": lambda: CodeWords(
        tr("Excel errors in cells"), tr("Cells with an Excel error, such as #N/A, are taken as empty.")
    ),
    "W106": lambda: CodeWords(
        tr("Formulas without values"),
        tr("Some formulas were never calculated and are taken as empty. Open the file in Excel and save it again."),
    ),
    "W107": lambda: CodeWords(
        tr("Encoding guessed"),
        tr("The encoding is a guess. Look at the first rows and choose another if they are odd."),
    ),
    "W108": lambda: CodeWords(
        tr("Not all rows are read"),
        tr("The sheet is longer than the program reads. The rows at the end were left out."),
    ),
    "W109": lambda: CodeWords(
        tr("Sheet not read"), tr("The sheet is damaged and was not read. Open the file in Excel and save it again.")
    ),
    "W120": lambda: CodeWords(
        tr("Quote without a pair"), tr("A quotation mark has no pair. Those lines were read as they stand.")
    ),
    "W121": lambda: CodeWords(
        tr("Rows of different width"), tr("Some rows have more or fewer cells than the others. Check the delimiter.")
    ),
    "W122": lambda: CodeWords(
        tr("Lost letters"), tr("Some letters mean nothing in this encoding. Choose another one.")
    ),
    "W123": lambda: CodeWords(
        tr("Broken contact cards"), tr("Some contact cards are damaged. What could be read of them was taken.")
    ),
    "W124": lambda: CodeWords(
        tr("Single quotes"),
        tr("Texts seem to stand in single quotes. If so, choose them at the first step, where the file is read."),
    ),
    "W253": lambda: CodeWords(
        tr("Thousands or fractions?"),
        tr(
            "Sums like 1,234 are read as thousands. If these are fractions, choose the decimal mark in the rules below."
        ),
    ),
    "W204": lambda: CodeWords(
        tr("Another table below"),
        tr("Below the last row begins another table. To load it, say in which row its headings stand."),
    ),
    "W206": lambda: CodeWords(
        tr("Unknown portfolios"),
        tr(
            "The copy names portfolios that are not here or that you cannot open. "
            "Their clients go into the portfolio that you choose."
        ),
    ),
    "W205": lambda: CodeWords(
        tr("Turned table"),
        tr("Names of fields seem to stand in the first column. If so, turn the table at the first step."),
    ),
}

_ALIASES: Final = {"I242": "W242"}
_ALL: Final[dict[str, _Words]] = {**_ROWS, **_CONTACTS, **_VALUES, **_SKIPPED, **_FILE}

KNOWN_CODES: Final = frozenset(_ALL) | frozenset(_ALIASES)


def words_of(code: str) -> CodeWords:
    """The words of a code; one that is not known here is shown by its number."""
    found = _ALL.get(_ALIASES.get(code, code))
    return found() if found else CodeWords(code, tr("Something about this value was noticed: see the report."))


def sentence(problem: RowProblem) -> str:
    """What is wrong with this cell and what becomes of it, with the repaired value where there is one."""
    text = words_of(problem.code).sentence
    if problem.code == "D401" and problem.value:
        return tr("The client has stood in the file above, in row {row}. Both rows become one client.").format(
            row=problem.value
        )
    if problem.code.startswith("W") and problem.proposal and problem.proposal != problem.value:
        return tr("{sentence} Proposed: {value}").format(sentence=text, value=problem.proposal)
    return text


def severity(code: str) -> str:
    """bad for what keeps a row out, warn for what needs a look, info for what is only told."""
    if code.startswith("E"):
        return "bad"
    if code in ("W212", "W221", "W222", "W242", "W260", "W262", "W290", "D401", "D402", "D404") or code.startswith("I"):
        return "info"
    return "warn"


def by_weight(codes: dict[str, int]) -> list[tuple[str, int]]:
    """Codes with counts: errors first, then warnings, then the rest; the frequent ones first."""
    order = {"bad": 0, "warn": 1, "info": 2}
    return sorted(codes.items(), key=lambda item: (order[severity(item[0])], -item[1], item[0]))

"""The journal on the command line: who did what with whom and when, and the proof that it is as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from clientcrm.cli.call import Answer, Call, failed
from clientcrm.cli.journal_words import action_word, anchor_words, break_word
from clientcrm.cli.named import uid_of
from clientcrm.cli.screen import painted, table
from clientcrm.cli.speech import Speech
from clientcrm.cli.typed import day_of
from clientcrm.cli.values import as_json
from clientcrm.domain.journal import JournalFilter, JournalLine, Named, Proof

if TYPE_CHECKING:
    from clientcrm.crm import Desk

# A person reads so many; a script gets all that were asked for.
_FOR_PEOPLE, _AT_ONCE = 100, 1000


def run_journal(call: Call) -> Answer:
    """The newest entries first; with --verify the proof too, with --noted whether a fingerprint still stands.

    The status is 1 where the journal is broken, or where no entry has the fingerprint.
    """
    options, say = call.options, call.say
    limit = options.limit if options.limit is not None else 0 if options.json else _FOR_PEOPLE
    with call.desk() as desk:
        zone = ZoneInfo(desk.shop.time_zone)
        asked = JournalFilter(
            person=uid_of(desk, options.person) if options.person else "",
            since=day_of(options.since, "--since", desk) if options.since else None,
        )
        lines = _lines(desk, asked, limit)
        count = desk.journal.count(asked)
        proof = _proof(call, desk) if options.verify or options.noted else None
        noted = desk.journal.find_fingerprint(options.noted) if options.noted else None
    values: dict[str, Any] = {
        "total": count,
        "entries": [_values(line) for line in lines],
        "verified": proof.ok if proof else None,
        "breaks": as_json(proof.breaks) if proof else [],
    }
    text = _text(lines, count, zone, say)
    if proof is None:
        return Answer(values, text)
    values |= {"fingerprint": proof.fingerprint, "sessions": proof.sessions}
    values |= {"anchors": as_json(proof.anchors), "restored": as_json(proof.restored)}
    text = f"{text}\n{_proof_text(proof, zone, say)}"
    if proof.ok:
        return _held_against(options.noted, noted, values, text, say) if options.noted else Answer(values, text)
    sentence = say(
        f"Журнал изменён вне программы, первое место — запись {proof.broken_at}: сделайте копию базы и выясните, "
        "у кого был доступ к её файлу.",
        f"The journal was changed outside the program, first at entry {proof.broken_at}: make a copy of the base and "
        "find out who could write its file.",
    )
    return failed("journal_broken", sentence, values, text)


# ---------------------------------------------------------------- what was asked


def _held_against(typed: str, seq: int | None, values: dict[str, Any], text: str, say: Speech) -> Answer:
    """What a noted fingerprint says of a journal whose chain is whole."""
    values["noted"] = seq
    if seq is None:
        sentence = say(
            f"Отпечатка «{typed}» в журнале нет: проверьте, так ли он записан; если так, журнал с тех пор подменён.",
            f"No entry has the fingerprint “{typed}”: check how it was noted; if it was so, this is another journal.",
        )
        return failed("unknown_fingerprint", sentence, values, text)
    told = say(
        f"Отпечаток стоит на записи {seq}: до неё журнал тот же, что тогда.",
        f"The fingerprint stands at entry {seq}: up to it the journal is what it was then.",
    )
    return Answer(values, f"{text}\n{told}")


def _lines(desk: Desk, asked: JournalFilter, limit: int) -> list[JournalLine]:
    found: list[JournalLine] = []
    while not limit or len(found) < limit:
        most = min(_AT_ONCE, limit - len(found)) if limit else _AT_ONCE
        page = desk.journal.entries(asked, most, found[-1].seq if found else None)
        found += page
        if len(page) < most:
            break
    return found


def _proof(call: Call, desk: Desk) -> Proof:
    with call.progress("Проверяем журнал", "Proving the journal") as bar:
        return desk.journal.proof(bar)


# ---------------------------------------------------------------- what is told


def _values(line: JournalLine) -> dict[str, Any]:
    return {
        "seq": line.seq,
        "at": line.at.isoformat(),
        "person": line.person or line.uid,
        "action": line.action,
        "object": _object(line),
        "object_kind": line.object_kind,
        "object_id": line.object_id,
        "count": line.count,
        "detail": as_json(dict(line.detail)),
    }


def _object(line: JournalLine) -> str:
    """The name of what it is about, or its kind and number."""
    if line.object_name or not line.object_kind:
        return line.object_name
    return line.object_kind if line.object_id is None else f"{line.object_kind} {line.object_id}"


def _about(line: JournalLine, say: Speech) -> str:
    if line.named is Named.GONE:
        return say(f"№{line.object_id}, удалён с тех пор", f"No. {line.object_id}, deleted since")
    if line.named is Named.HIDDEN:
        return say("скрыт", "hidden")
    return line.object_name or (f"№{line.object_id}" if line.object_id is not None else "")


def _text(lines: list[JournalLine], count: int, zone: ZoneInfo, say: Speech) -> str:
    if not lines:
        return say("Таких записей нет.", "There are no such entries.")
    heads = ("№", *(say(*pair) for pair in (("Когда", "When"), ("Кто", "Who"), ("Что", "What"), ("О ком", "About"))))
    rows = [
        (
            str(line.seq),
            say.moment(line.at, zone),
            line.person or line.uid,
            action_word(line.action, say),
            _about(line, say),
            say.number(line.count) if line.count != 1 else "",
        )
        for line in lines
    ]
    counted = say.counted(count, ("запись", "записи", "записей"), ("entry", "entries"))
    part = "" if len(lines) == count else say(f", показано {len(lines)}", f", {len(lines)} shown")
    shown = table((*heads, say("Сколько", "How many")), rows, right=(0, 5))
    return f"{shown}\n{painted(counted + part, 'dim')}"


def _proof_text(proof: Proof, zone: ZoneInfo, say: Speech) -> str:
    lines = [break_word(one, say) for one in proof.breaks]
    if proof.ok:
        counted = say.counted(proof.entries, ("запись", "записи", "записей"), ("entry", "entries"))
        lines.append(painted(say(f"Цепочка цела: {counted}.", f"The chain is whole: {counted}."), "good"))
    for kept in proof.anchors:
        who, what = anchor_words(kept.kind, kept.state, say)
        when = f" {say.moment(kept.at, zone)}" if kept.at else ""
        lines.append(f"{who}{when}, {say('запись', 'entry')} {kept.seq}: {what}")
    for restored in proof.restored:
        moment = say.moment(restored.at, zone)
        lines.append(say(f"База восстановлена из копии {moment}.", f"The base was brought back from a copy {moment}."))
    lines.append(say(f"Отпечаток: {proof.fingerprint}", f"Fingerprint: {proof.fingerprint}"))
    return "\n".join(lines)

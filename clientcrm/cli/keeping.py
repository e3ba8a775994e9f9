"""Commands about the base itself: make it, check it, copy it, bring it back, fill a demo shop."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from clientcrm.cli.call import Answer, Call, failed, first_line
from clientcrm.cli.check_words import check_title, verdict
from clientcrm.cli.screen import painted, pairs, table
from clientcrm.cli.speech import Speech
from clientcrm.cli.values import as_json
from clientcrm.cli.words import Refusal
from clientcrm.domain.errors import Invalid, WrongRecoveryCode
from clientcrm.domain.portfolio_names import refused_names
from clientcrm.domain.settings import CURRENCIES, NewBase


def run_init(call: Call) -> Answer:
    """Make a base and sign its owner in once; the recovery code is told here and never again."""
    options, say = call.options, call.say
    _require_known(options.currency, options.time_zone)
    portfolio, personal = say("Магазин", "Shop"), tuple(" ".join(name.split()) for name in options.portfolio)
    refused = refused_names(personal, portfolio)
    if refused:
        raise Invalid({"portfolio": refused})
    crm, base = call.make_crm(), call.base
    crm.check_new_place(base)
    password = call.password(new=True, title=("Новый пароль владельца: ", "New password of the owner: "))
    new = NewBase(options.shop, options.owner, password, portfolio, options.currency, options.time_zone, personal)
    paper = Path(options.recovery_file) if options.recovery_file else None
    if paper is not None:
        # Made before the base: a code that cannot be written down would be lost for ever.
        os.close(os.open(paper, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        created = crm.create(base, new)
    except BaseException:
        if paper is not None:
            paper.unlink(missing_ok=True)
        raise
    weak = created.desk.weak_device
    created.desk.close()
    code = created.recovery_code
    notes = _weak_note(call, weak=weak)
    if paper is not None and not _written(paper, code):
        # A full disk, say: the code is told after all, or it would be lost for ever.
        notes += (say(f"Код не удалось записать в {paper}.", f"The code could not be written to {paper}."),)
        paper = None
    text = say(f"База создана: {base}", f"The base is made: {base}")
    told = say("Код восстановления", "Recovery code")
    if paper is None:
        advice = say(
            "Запишите код на бумагу: он показан один раз, и только он откроет базу на другом компьютере.",
            "Write the code down: it is shown this once, and nothing else opens the base on another computer.",
        )
        text += f"\n{told}: {painted(code, 'head')}\n{advice}"
    else:
        text += "\n" + say(f"{told} записан в {paper}", f"{told}: written to {paper}")
    text += "\n" + _portfolio_words(portfolio, personal, say)
    values = {"base": str(base), "recovery_code": code, "weak_device": weak, "portfolios": [portfolio, *personal]}
    return Answer(values, text, notes=notes)


def run_check(call: Call) -> Answer:
    """Every check of the base; the status is 1 when one fails."""
    say = call.say
    with call.desk() as desk, call.progress("Проверка", "Checking") as bar:
        lines = desk.checking.run(bar)
    fine = all(line.ok for line in lines)
    rows = [(check_title(line.name, say), *verdict(line, say)) for line in lines]
    shown = table((say("Что", "What"), say("Ответ", "Answer"), ""), rows)
    end = (
        say("База цела.", "The base is whole.")
        if fine
        else say(
            "База повреждена: восстановите последнюю целую копию командой restore.",
            "The base is damaged: bring back the last good copy with the command restore.",
        )
    )
    values = {"ok": fine, "checks": as_json(lines)}
    if not fine:
        return failed("damaged_base", end, values, shown)
    return Answer(values, f"{shown}\n{painted(end, 'good')}")


def run_backup(call: Call) -> Answer:
    """A copy, opened and verified."""
    say = call.say
    folder = Path(call.options.folder) if call.options.folder else None
    with call.desk() as desk:
        made = desk.backup.make(folder)
    values = {
        "file": str(made.path),
        "verified": made.verified,
        "size": made.size,
        "made_at": made.made_at.isoformat(),
    }
    text = say(f"Копия сделана и проверена: {made.path}", f"The copy is made and verified: {made.path}")
    return Answer(values, f"{text} ({say.size(made.size)})")


def run_restore(call: Call) -> Answer:
    """A base from a copy: with the owner's password here, with the recovery code anywhere."""
    options, say = call.options, call.say
    source, folder = Path(options.file), Path(options.folder)
    crm = call.make_crm()
    crm.check_new_place(folder)
    if options.recovery_code_file:
        code = first_line(Path(options.recovery_code_file))
        mistaken = crm.check_code_groups(code)
        if mistaken:
            raise WrongRecoveryCode(mistaken)
        password = call.password(new=True, title=("Новый пароль владельца: ", "New password of the owner: "))
        restored = crm.restore(source, folder, recovery_code=code, new_password=password)
    else:
        restored = crm.restore(source, folder, person=options.user or "", password=call.password())
    values = {"base": str(restored.folder), "file": str(source), "verified": True}
    text = say(f"База восстановлена: {restored.folder}", f"The base is back: {restored.folder}")
    if restored.recovery_code:
        values["recovery_code"] = restored.recovery_code
        told = say("Новый код восстановления", "New recovery code")
        advice = say("Запишите его: прежний больше не подходит.", "Write it down: the old one opens nothing any more.")
        text += f"\n{told}: {painted(restored.recovery_code, 'head')}\n{advice}"
    text += "\n" + say(
        "Прежняя папка этой базы теперь старше и на этом компьютере больше не откроется.",
        "The former folder of this base is older now and opens no more on this computer.",
    )
    return Answer(values, text)


def run_demo(call: Call) -> Answer:
    """The demo shop; its owner's password is demo."""
    options, say = call.options, call.say
    from clientcrm.crm import DEMO_PASSWORD

    with call.progress("Придумываем магазин", "Inventing a shop") as bar:
        made = call.make_crm().demo(
            Path(options.folder),
            clients=options.clients,
            purchases=options.purchases,
            seed=options.seed,
            language=options.lang or "ru",
            progress=bar.step,
        )
    text = pairs(
        [
            (say("База", "Base"), str(made.base)),
            (say("Клиентов", "Clients"), say.number(made.clients)),
            (say("Покупок", "Purchases"), say.number(made.purchases)),
            (say("Владелец", "Owner"), made.owner),
            (say("Пароль владельца", "Owner's password"), DEMO_PASSWORD),
        ]
    )
    values = {"base": str(made.base), "clients": made.clients, "purchases": made.purchases, "owner": made.owner}
    return Answer(values, text)


def run_tour(call: Call) -> Answer:
    """Every screen as a picture; the status is 1 when one could not be drawn."""
    say = call.say
    if call.draw is None:
        raise Refusal(
            "no_screens", "Здесь нет экранов: запустите main.py.", "There are no screens here: start main.py."
        )
    pictures, failures = call.draw(call.options)
    values: dict[str, Any] = {"pictures": pictures}
    if not failures:
        return Answer(values, "\n".join(pictures))
    missing = "; ".join(failures)
    sentence = say(
        f"Нарисовано не всё: {missing}. Проверьте имена в --only.",
        f"Not everything was drawn: {missing}. Check the names in --only.",
    )
    return failed("not_drawn", sentence, values, "\n".join(pictures))


def _portfolio_words(common: str, personal: tuple[str, ...], say: Speech) -> str:
    """Who will read whose contacts, and what holds it: said while it is easy to choose otherwise."""
    if not personal:
        return say(
            f"Портфель один, «{common}»: контакты всех клиентов прочтёт каждый, кого вы в него включите; больше этого "
            "держит только программа. Чтобы чужих контактов не открыл никто, заведите личные: portfolios add ИМЯ.",
            f"There is one portfolio, “{common}”: everybody whom you let in reads the contacts of all clients, "
            "anything narrower is held by the program alone. To have others' contacts held by encryption, make "
            "personal ones: portfolios add NAME.",
        )
    named = ", ".join(personal)
    return say(
        f"Портфели: {common} (общий), {named}. Чужие контакты держит шифрование: их прочтёт лишь тот, кого вы "
        "включите в портфель (people add ИМЯ --portfolio ПОРТФЕЛЬ).",
        f"Portfolios: {common} (the common one), {named}. Encryption holds others' contacts: they open to those alone "
        "whom you let in (people add NAME --portfolio PORTFOLIO).",
    )


def _require_known(currency: str, time_zone: str) -> None:
    refused = {}
    if currency not in CURRENCIES:
        refused["currency"] = "unknown_currency"
    try:
        ZoneInfo(time_zone)
    except (KeyError, ValueError, OSError):
        refused["time_zone"] = "unknown"
    if refused:
        raise Invalid(refused)


def _written(paper: Path, code: str) -> bool:
    """Whether the code is on the disk."""
    try:
        with paper.open("w", encoding="utf-8") as file:
            file.write(code + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            paper.unlink()
        return False
    return True


def _weak_note(call: Call, *, weak: bool) -> tuple[str, ...]:
    if not weak:
        return ()
    return (
        call.say(
            "Хранилища паролей в системе нет: секрет этого компьютера лежит в файле, и защита слабее.",
            "This system has no password store: the secret of this computer lies in a file, which protects less.",
        ),
    )

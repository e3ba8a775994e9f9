"""What the journal tells, in both languages: actions, what became of a broken place, what kept states say."""

from __future__ import annotations

from typing import Final

from clientcrm.cli.speech import Speech
from clientcrm.domain.journal import AnchorState, Break, BreakKind

ACTIONS: Final[dict[str, tuple[str, str]]] = {
    "access.refused": ("отказано", "refused"),
    "alarms.seen": ("тревоги просмотрены", "alarms seen"),
    "backup.made": ("сделана копия базы", "copy of the base made"),
    "base.created": ("база создана", "base made"),
    "base.recovered": ("вход по коду восстановления", "opened with the recovery code"),
    "base.restored": ("база восстановлена из копии", "base brought back from a copy"),
    "batch.undone": ("загрузка или правка отменена", "import or change taken back"),
    "canary.planted": ("посажены контрольные карточки", "canaries planted"),
    "canary.removed": ("контрольные карточки убраны", "canaries removed"),
    "canary.traced": ("контакт прослежен", "contact traced"),
    "client.assigned": ("сменён ответственный", "responsible changed"),
    "client.changed": ("клиент изменён", "client changed"),
    "client.created": ("клиент добавлен", "client added"),
    "client.erased": ("клиент удалён навсегда", "client deleted for ever"),
    "client.moved": ("клиент в другом портфеле", "client moved to another portfolio"),
    "client.restored": ("клиент возвращён из корзины", "client taken out of the trash"),
    "client.tagged": ("метка изменена", "tag changed"),
    "client.house_set": ("отмечен служебный клиент", "house client marked"),
    "client.tier_set": ("назначена ступень", "tier set"),
    "client.tier_locked": ("ступень держат вручную", "tier kept by hand"),
    "client.tier_unlocked": ("ступень отдана правилам", "tier given back to the rules"),
    "client.advocate_marked": ("отметка «Советует нас»", "marked as an advocate"),
    "client.untagged": ("метка снята", "tag taken off"),
    "client.trashed": ("клиент в корзине", "client moved to the trash"),
    "client.viewed": ("открыта карточка", "card opened"),
    "clients.exported": ("выгрузка", "export"),
    "clients.listed": ("просмотрен список", "list looked through"),
    "clients.printed": ("печать", "print"),
    "clients.searched": ("поиск", "search"),
    "clients.number_searched": ("поиск по номеру", "search by a number"),
    "clock.jumped": ("часы переведены вперёд", "clock set ahead"),
    "clock.set_back": ("часы переведены назад", "clock set back"),
    "contact.copied": ("контакт скопирован", "contact copied"),
    "contact.shown": ("контакт показан", "contact shown"),
    "contact.traced": ("контакт прослежен", "contact traced"),
    "demo.filled": ("заполнен пример", "sample filled"),
    "import.applied": ("загрузка записана", "import written"),
    "import.cancelled": ("загрузка отменена", "import cancelled"),
    "import.checked": ("загрузка проверена", "import checked"),
    "import.corrected": ("исправлена строка загрузки", "row of an import corrected"),
    "import.reported": ("сохранён отчёт о загрузке", "report of an import saved"),
    "import.staged": ("прочитан файл", "file read"),
    "inbox.collected": ("приняты оставленные клиенты", "clients left here taken in"),
    "interaction.changed": ("запись разговора изменена", "talk changed"),
    "interaction.recorded": ("записан разговор", "talk written down"),
    "interaction.removed": ("запись разговора удалена", "talk removed"),
    "journal.anchored": ("журнал отмечен на ключе", "journal noted on a key file"),
    "journal.proved": ("журнал проверен", "journal checked"),
    "keys.changed": ("изменены ключи", "keys changed"),
    "person.accepted": ("приняты новые ключи", "new keys accepted"),
    "person.added": ("добавлен сотрудник", "person added"),
    "person.default_set": ("выбран портфель для новых", "portfolio for new clients set"),
    "person.frozen": ("доступ закрыт", "access closed"),
    "person.leaving": ("начат уход сотрудника", "leaving begun"),
    "person.left": ("сотрудник ушёл", "person left"),
    "person.password_changed": ("сменён пароль", "password changed"),
    "person.quota_set": ("назначен лимит показов", "limit of showings set"),
    "person.renamed": ("сотрудник переименован", "person renamed"),
    "person.reset": ("выдан одноразовый пароль", "one-time password given"),
    "person.role_set": ("назначена роль", "role set"),
    "person.sign_in_failed": ("неверные пароли", "wrong passwords"),
    "person.signed_in": ("вход", "signed in"),
    "person.signed_off": ("выход", "signed off"),
    "person.unfrozen": ("доступ открыт снова", "access opened again"),
    "person.writes_set": ("назначено право добавлять", "right to add set"),
    "policy.changed": ("изменены правила магазина", "rules of the shop changed"),
    "portfolio.added": ("добавлен портфель", "portfolio added"),
    "portfolio.members_set": ("изменён состав портфеля", "members of a portfolio changed"),
    "portfolio.renamed": ("портфель переименован", "portfolio renamed"),
    "portfolio.renewed": ("сменён ключ портфеля", "key of a portfolio renewed"),
    "purchase.added": ("записана покупка", "purchase written down"),
    "purchase.changed": ("покупка изменена", "purchase changed"),
    "purchase.removed": ("покупка удалена", "purchase removed"),
    "quota.spent": ("лимит показов исчерпан", "limit of showings reached"),
    "recovery_code.replaced": ("заменён код восстановления", "recovery code replaced"),
    "export.refused": ("выгрузка больше предела", "export beyond the cap"),
    "request.approved": ("запрос разрешён", "request allowed"),
    "request.asked": ("запрос владельцу", "asked the owner"),
    "request.not_accepted": ("разрешение не подошло", "permission not accepted"),
    "request.password_wrong": ("неверный пароль владельца", "wrong password of the owner"),
    "request.refused": ("запрос отклонён", "request refused"),
    "request.used": ("разрешение использовано", "permission used"),
    "request.withdrawn": ("запрос отозван", "request withdrawn"),
    "roles.changed": ("изменены права ролей", "rights of roles changed"),
    "segment.removed": ("сегмент удалён", "segment removed"),
    "segment.renamed": ("сегмент переименован", "segment renamed"),
    "segment.followed": ("записан состав сегментов", "members of segments written down"),
    "segment.saved": ("сегмент сохранён", "segment saved"),
    "figures.asked": ("показатель посмотрели", "figure asked for"),
    "figures.reckoned": ("показатели пересчитаны", "figures recalculated"),
    "settings.changed": ("изменены настройки", "settings changed"),
    "template.removed": ("шаблон удалён", "template removed"),
    "template.renamed": ("шаблон переименован", "template renamed"),
    "template.saved": ("шаблон сохранён", "template saved"),
    "tiers.applied": ("ступени пересчитаны", "tiers recalculated"),
    "tiers.changed": ("изменена шкала ступеней", "scale of tiers changed"),
}

_BREAKS: Final[dict[BreakKind, tuple[str, str]]] = {
    BreakKind.CHANGED: ("изменено", "changed"),
    BreakKind.MISSING: ("удалено", "taken out"),
    BreakKind.ORDER: ("переставлено", "moved"),
    BreakKind.ADDED: ("вписано вне программы", "put in outside the program"),
    BreakKind.KEY: ("переписано задним числом", "written again later"),
    BreakKind.NAME: ("записано от чужого имени", "written in another's name"),
    BreakKind.SESSION: ("вход подменён или удалён", "the sign-in was replaced or taken out"),
    BreakKind.UNSIGNED: ("нет подписи сотрудника", "without its person's signature"),
    BreakKind.CUT: ("конец обрезан", "the end is cut off"),
}

_ANCHORS: Final[dict[AnchorState, tuple[str, str]]] = {
    AnchorState.HOLDS: ("совпадает", "agrees"),
    AnchorState.OLDER: ("видел больше, чем есть в базе", "has seen more than the base holds"),
    AnchorState.CHANGED: ("не совпадает", "disagrees"),
    AnchorState.RESTORED: ("база с тех пор восстановлена из копии", "the base was brought back from a copy since"),
}
_KEPT: Final = {
    "seen": ("Виденное при входе", "Seen at the sign-in"),
    "copy": ("Копия", "Copy"),
}


def action_word(action: str, say: Speech) -> str:
    """What was done; an action of a later program keeps its own word."""
    found = ACTIONS.get(action)
    return say(*found) if found else action


def break_word(one: Break, say: Speech) -> str:
    """What became of a place: "20-22: changed"."""
    place = str(one.seq) if one.last == one.seq else f"{one.seq}–{one.last}"
    return f"{place}: {say(*_BREAKS[one.kind])}"


def anchor_words(kind: str, state: AnchorState, say: Speech) -> tuple[str, str]:
    """Who kept the state, and what it says."""
    return say(*_KEPT.get(kind, (kind, kind))), say(*_ANCHORS.get(state, (state.value, state.value)))

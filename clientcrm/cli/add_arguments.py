"""Options of the command add: a client, a talk, a purchase."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Final

from clientcrm.cli.speech import Speech
from clientcrm.domain.leaving_reasons import LeftReason

Kind = Callable[[str, str, str], ArgumentParser]

_TEXTS: Final = (
    ("last-name", "фамилия", "surname"),
    ("first-name", "имя", "first name"),
    ("middle-name", "отчество", "patronymic"),
    ("contact-person", "с кем говорить в организации", "whom to talk to in a company"),
    ("position", "должность", "position"),
    ("city", "город", "city"),
    ("region", "регион", "region"),
    ("country", "страна", "country"),
    ("source", "откуда пришёл", "where from"),
    ("code", "код в другой программе", "code in another program"),
    ("card-number", "номер карты", "number of the card"),
    ("inn", "ИНН", "tax number (INN)"),
    ("kpp", "КПП", "KPP"),
    ("postcode", "индекс", "postcode"),
    ("address", "адрес", "address"),
    ("note", "заметка", "note"),
)
_SEVERAL: Final = (
    ("phone", "телефон", "phone"),
    ("email", "почта", "e-mail"),
    ("telegram", "Telegram", "Telegram"),
    ("whatsapp", "WhatsApp", "WhatsApp"),
    ("vk", "ВКонтакте", "VK"),
    ("tag", "метка", "tag"),
)


def add_commands(group: Callable[[str, str, str, str], Kind], say: Speech, whole: Callable[[str], int]) -> None:
    """What can be added; `whole` reads a number that is not below zero."""
    kind = group("add", "adding", "добавить клиента, разговор, покупку", "add a client, a talk, a purchase")
    _client(kind("client", "новый клиент", "a new client"), say)
    _talk(kind("interaction", "звонок, сообщение, визит или заметка", "a call, message, visit or note"), say, whole)
    _purchase(kind("purchase", "покупка или возврат", "a purchase or a refund"), say, whole)


def _client(client: ArgumentParser, say: Speech) -> None:
    client.add_argument("--name", default="", help=say("ФИО или название", "full name, or a company's name"))
    client.add_argument("--company", action="store_true", help=say("это организация", "it is a company"))
    for option, russian, english in _TEXTS:
        client.add_argument(f"--{option}", default="", metavar="TEXT", help=say(russian, english))
    for option, russian, english in _SEVERAL:
        text = say(f"{russian}, можно несколько", f"{english}, may be repeated")
        client.add_argument(f"--{option}", action="append", default=[], metavar="TEXT", help=text)
    client.add_argument("--sex", choices=("male", "female"), help=say("пол", "sex"))
    client.add_argument("--birthday", metavar="DATE", help=say("12.05.1985 или 12.05", "1985-05-12 or 12.05"))
    client.add_argument("--discount", metavar="PERCENT", help=say("скидка, %%", "discount in per cent"))
    client.add_argument("--tier", metavar="NAME", help=say("ступень", "step of the scale"))
    client.add_argument("--portfolio", metavar="NAME", help=say("в какой портфель", "into which portfolio"))
    client.add_argument(
        "--house",
        action="store_true",
        help=say("служебный: покупки без имени, сам магазин", "a house client: sales to nobody, the shop itself"),
    )
    client.add_argument("--consent", choices=("yes", "no"), help=say("согласие на новости", "agrees to news"))


def _talk(talk: ArgumentParser, say: Speech, whole: Callable[[str], int]) -> None:
    talk.add_argument(
        "--client", type=whole, required=True, metavar="ID", help=say("номер клиента", "number of the client")
    )
    talk.add_argument(
        "--kind",
        dest="entry_kind",
        choices=("call", "message", "visit", "note", "left"),
        default="note",
        help=say("что это было", "what it was"),
    )
    talk.add_argument("--text", default="", metavar="TEXT", help=say("о чём", "what was said"))
    talk.add_argument(
        "--reason",
        choices=[reason.value for reason in LeftReason],
        help=say("почему ушёл, для --kind left", "why they left, for --kind left"),
    )
    talk.add_argument("--employee", default="", metavar="NAME", help=say("кто обслуживал", "who served them"))
    talk.add_argument("--at", metavar="MOMENT", help=say("по часам магазина", "by the shop's clock"))


def _purchase(purchase: ArgumentParser, say: Speech, whole: Callable[[str], int]) -> None:
    purchase.add_argument("--client", type=whole, metavar="ID", help=say("без него — безымянная", "none: anonymous"))
    purchase.add_argument("--date", metavar="DATE", help=say("сегодня, если не указана", "today if not given"))
    purchase.add_argument("--time", metavar="HH:MM", help=say("время чека", "time of the receipt"))
    purchase.add_argument("--total", metavar="SUM", help=say("сумма чека", "the sum of the receipt"))
    purchase.add_argument(
        "--line",
        action="append",
        default=[],
        metavar=say("ТОВАР;КОЛИЧЕСТВО;ЦЕНА", "PRODUCT;QUANTITY;PRICE"),
        help=say("строка чека, можно несколько", "a line of the receipt, may be repeated"),
    )
    purchase.add_argument("--discount", metavar="SUM", default="", help=say("скидка на чек", "discount on the receipt"))
    purchase.add_argument("--receipt", default="", metavar="NUMBER", help=say("номер чека", "number of the receipt"))
    purchase.add_argument("--employee", default="", metavar="NAME", help=say("кто продал", "who sold"))
    purchase.add_argument("--comment", default="", metavar="TEXT", help=say("заметка к чеку", "a note on the receipt"))
    purchase.add_argument("--refund", action="store_true", help=say("возврат", "goods brought back"))
    purchase.add_argument("--return-of", type=whole, metavar="ID", help=say("какой покупки", "of which purchase"))

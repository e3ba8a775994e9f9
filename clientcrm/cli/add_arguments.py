"""Options of the command add: a client, a talk, a purchase."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

from clientcrm.cli.speech import Speech
from clientcrm.domain.leaving_reasons import LeftReason

Kind = Callable[[str, str, str], ArgumentParser]


def add_commands(group: Callable[[str, str, str, str], Kind], say: Speech, whole: Callable[[str], int]) -> None:
    """What can be added; `whole` reads a number that is not below zero."""
    kind = group("add", "adding", "добавить клиента, разговор, покупку", "add a client, a talk, a purchase")
    client = kind("client", "новый клиент", "a new client")
    client.add_argument("--name", default="", help=say("ФИО или название", "full name, or a company's name"))
    client.add_argument("--company", action="store_true", help=say("это организация", "it is a company"))
    for option in ("last-name", "first-name", "middle-name", "contact-person", "position", "city", "region", "country"):
        client.add_argument(f"--{option}", default="", metavar="TEXT")
    for option in ("source", "code", "card-number", "inn", "kpp", "postcode", "address", "note"):
        client.add_argument(f"--{option}", default="", metavar="TEXT")
    for option in ("phone", "email", "telegram", "whatsapp", "vk", "tag"):
        client.add_argument(f"--{option}", action="append", default=[], metavar="TEXT")
    client.add_argument("--sex", choices=("male", "female"))
    client.add_argument("--birthday", metavar="DATE", help=say("12.05.1985 или 12.05", "1985-05-12 or 12.05"))
    client.add_argument("--discount", metavar="PERCENT")
    client.add_argument("--tier", metavar="NAME", help=say("ступень", "step of the scale"))
    client.add_argument("--portfolio", metavar="NAME")
    client.add_argument(
        "--house",
        action="store_true",
        help=say("служебный: покупки без имени, сам магазин", "a house client: sales to nobody, the shop itself"),
    )
    client.add_argument("--consent", choices=("yes", "no"), help=say("согласие на новости", "agrees to news"))

    talk = kind("interaction", "звонок, сообщение, визит или заметка", "a call, message, visit or note")
    talk.add_argument("--client", type=whole, required=True, metavar="ID")
    talk.add_argument("--kind", dest="entry_kind", choices=("call", "message", "visit", "note", "left"), default="note")
    talk.add_argument("--text", default="", metavar="TEXT")
    talk.add_argument(
        "--reason",
        choices=[reason.value for reason in LeftReason],
        help=say("почему ушёл, для --kind left", "why they left, for --kind left"),
    )
    talk.add_argument("--employee", default="", metavar="NAME", help=say("кто обслуживал", "who served them"))
    talk.add_argument("--at", metavar="MOMENT", help=say("по часам магазина", "by the shop's clock"))

    purchase = kind("purchase", "покупка или возврат", "a purchase or a refund")
    purchase.add_argument("--client", type=whole, metavar="ID", help=say("без него — безымянная", "none: anonymous"))
    purchase.add_argument("--date", metavar="DATE", help=say("сегодня, если не указана", "today if not given"))
    purchase.add_argument("--time", metavar="HH:MM")
    purchase.add_argument("--total", metavar="SUM", help=say("сумма чека", "the sum of the receipt"))
    purchase.add_argument(
        "--line",
        action="append",
        default=[],
        metavar=say("ТОВАР;КОЛИЧЕСТВО;ЦЕНА", "PRODUCT;QUANTITY;PRICE"),
        help=say("строка чека, можно несколько", "a line of the receipt, may be repeated"),
    )
    purchase.add_argument("--discount", metavar="SUM", default="")
    purchase.add_argument("--receipt", default="", metavar="NUMBER")
    purchase.add_argument("--employee", default="", metavar="NAME")
    purchase.add_argument("--comment", default="", metavar="TEXT")
    purchase.add_argument("--refund", action="store_true", help=say("возврат", "goods brought back"))
    purchase.add_argument("--return-of", type=whole, metavar="ID", help=say("какой покупки", "of which purchase"))

"""What was begun on a card and not saved comes back after a lock: words for the timeline, a purchase."""

from __future__ import annotations

from datetime import date

from clientcrm.crm import Desk
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from clientcrm.domain.timeline import EntryKind
from tests.ui.conftest import PASSWORD
from tests.ui.window.called_away import NAME, SECOND, Place
from ui.clients.purchase_dialog import PurchaseDialog
from ui.widgets.timeline import Composer


def composer(place: Place) -> Composer:
    """Where words for the timeline are typed."""
    return place.shop.page.card.timeline.composer


def receipt(place: Place) -> PurchaseDialog:
    """The purchase before the eyes."""
    shown = place.dialog()
    assert isinstance(shown, PurchaseDialog)
    return shown


def open_receipt(place: Place) -> PurchaseDialog:
    """The only purchase of the card."""
    [bought] = place.shop.context.desk.sales.purchases(place.names[NAME])
    place.shop.page.card.acts.open_purchase(bought.id)
    place.quiet()
    return receipt(place)


def buy(place: Place) -> int:
    """A receipt of two lines; one has a discount that is not seen in the form."""
    lines = (
        LineDraft("Улун", quantity=1000, unit_price=90_000, total=85_000, discount=5_000),
        LineDraft("Пуэр", quantity=2000, unit_price=50_000, total=100_000),
    )
    draft = PurchaseDraft(place.names[NAME], date(2026, 5, 4), lines=lines, total=185_000)
    made = place.shop.context.desk.sales.add(draft)
    place.quiet()
    return made


def test_words_begun_about_two_clients_come_back_from_another_section(place: Place) -> None:
    place.card.open(NAME)
    composer(place).set_text("просила белый пион")
    place.card.open(SECOND)
    composer(place).set_text("зайдёт завтра")
    composer(place).choose_kind(EntryKind.VISIT.value)
    place.shop.context.open("settings")
    place.shop.settle()
    for _ in range(2):  # a second lock loses no more than the first, be it that the card was not looked at between
        place.lock()
        place.enter()
    place.card.open(SECOND)
    assert composer(place).text() == "зайдёт завтра"
    assert composer(place).kind() == EntryKind.VISIT.value
    place.card.open(NAME)
    assert composer(place).text() == "просила белый пион"
    place.shop.press("Ctrl+Return", composer(place)._edit)
    [entry, *_] = place.shop.context.desk.timeline.entries(place.names[NAME])
    assert entry.text == "просила белый пион"
    place.lock()
    place.enter()
    assert composer(place).text() == "", "what was recorded does not come back"


def test_a_new_purchase_comes_back_before_its_card(place: Place) -> None:
    place.card.open(NAME)
    place.shop.press("Ctrl+B")
    dialog = receipt(place)
    dialog.lines.rows[0].product.set_text("Те Гуань Инь")
    dialog.lines.rows[0].quantity.set_text("пара")
    dialog.lines.rows[0].price.set_text("1250")
    dialog.lines.add_line()
    dialog.lines.rows[1].product.set_text("Чашка")
    dialog.day.set_text("4 мая 2026")
    dialog.comment.set_text("в подарок")
    for _ in range(2):
        place.lock()
        place.enter()
        again = receipt(place)
        assert again is not dialog
        assert again.lines.rows[0].product.line.hasFocus()
        assert again.lines.typed() == [[-1, "Те Гуань Инь", "пара", "1250"], [-1, "Чашка", "1", ""]]
    again.lines.rows[0].quantity.set_text("2")
    again.lines.rows[1].price.set_text("0")
    again.save_now()
    place.quiet()
    [bought] = place.shop.context.desk.sales.purchases(place.names[NAME])
    assert (bought.total, bought.comment, bought.day) == (250_000, "в подарок", date(2026, 5, 4))
    place.lock()
    place.enter()
    assert not place.dialogs(), "what was saved does not come back"


def test_a_purchase_that_nobody_typed_into_stays_closed(place: Place) -> None:
    place.card.open(NAME)
    place.shop.press("Ctrl+B")
    place.lock()
    place.enter()
    assert not place.dialogs()


def test_a_line_that_was_not_touched_keeps_its_sum(place: Place) -> None:
    number = buy(place)
    place.card.open(NAME)
    open_receipt(place).comment.set_text("без чека")
    place.lock()
    place.enter()
    receipt(place).save_now()
    place.quiet()
    [bought] = place.shop.context.desk.sales.purchases(place.names[NAME])
    assert (bought.id, bought.comment, bought.total) == (number, "без чека", 185_000)
    assert [(line.total, line.discount) for line in bought.lines] == [(85_000, 5_000), (100_000, 0)]


def test_a_purchase_that_was_changed_meanwhile_is_told(place: Place) -> None:
    number = buy(place)
    place.card.open(NAME)
    open_receipt(place).comment.set_text("без чека")
    place.lock()

    def change(desk: Desk) -> None:
        line = LineDraft("Габа", quantity=1000, unit_price=70_000, total=70_000)
        desk.sales.change(number, PurchaseDraft(place.names[NAME], date(2026, 5, 4), lines=(line,), total=70_000))

    place.meanwhile(change)
    place.enter()
    assert "изменили" in place.shop.toast()
    dialog = receipt(place)
    assert dialog.comment.text() == "без чека"
    assert [line.product.text() for line in dialog.lines.rows] == ["Улун", "Пуэр"]
    draft = dialog.draft()
    assert draft is not None
    assert [line.total for line in draft.lines] == [90_000, 100_000], (
        "nothing of the lines of before is taken for theirs"
    )


def test_other_keys_of_the_base_are_told(place: Place) -> None:
    place.card.open(NAME)
    composer(place).set_text("просила белый пион")
    place.lock()
    place.meanwhile(lambda desk: desk.replace_recovery_code(PASSWORD))
    place.enter()
    assert "ключи базы" in place.shop.toast()
    assert composer(place).text() == ""


def test_words_outlive_another_language(place: Place) -> None:
    place.card.open(NAME)
    composer(place).set_text("просила белый пион")
    place.program.session.follow_preferences()
    place.quiet()
    assert composer(place).text() == "просила белый пион"

"""The step of set-up, recovery and restoring that shows a new recovery code and goes on only once it is proved."""

from __future__ import annotations

from collections.abc import Callable

from ui.capture import shield_from_now_on
from ui.door.card_flow import CardFlow, Step
from ui.i18n import tr
from ui.recovery_code import NewCode


def show_code(flow: CardFlow, code: NewCode, step: Step) -> None:
    """Show a step with a new code; the button and Enter go on when the person has proved to have it."""
    shield_from_now_on()
    code.entered.connect(flow.go_on)
    flow.show_step(step)
    code.guard(flow.next)


def show_replaced_code(
    flow: CardFlow, code: NewCode, text: str, number: int, on_next: Callable[[], None], next_text: str
) -> None:
    """The last step of coming in with a code from paper: the code that replaces it. There is no way back."""
    title = tr("New recovery code")
    show_code(flow, code, Step(code, title, text, number, on_next=on_next, next_text=next_text))

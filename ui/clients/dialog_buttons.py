"""The safe way out of a dialog."""

from __future__ import annotations

from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog


def cancel_button(dialog: Dialog, text: str = "", kind: str = "default") -> Button:
    """Closes the dialog and changes nothing."""
    button = Button(text or tr("Cancel"), kind=kind)
    # clicked hands over a bool, which is no result of a dialog.
    button.clicked.connect(lambda _checked=False: dialog.close_dialog(""))
    return button

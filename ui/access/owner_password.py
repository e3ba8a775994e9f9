"""The owner's password before a change of people, rights or keys takes effect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from clientcrm.domain.errors import Invalid, WrongPassword
from ui.background import Job
from ui.context import Context
from ui.errors import field_words, is_known, words_for
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field, TextField
from ui.widgets.labels import Label
from ui.widgets.layout import Item
from ui.widgets.password import PasswordField

Work = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a plain question."""

    title: str
    text: str
    verb: str
    icon: str = "key-round"
    danger: bool = False


class SignedDialog(Dialog):
    """A form whose last line is the owner's password; what it asks for happens once the password was right."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        title: str,
        verb: str,
        *items: Item,
        text: str = "",
        icon: str = "key-round",
        width: int = 460,
        danger: bool = False,
    ) -> None:
        super().__init__(parent, title, icon=icon, width=width, tone="bad" if danger else "text2")
        self.context = context
        if text:
            self.add(Label(text, "body", "text2", wrap=True))
        else:
            self.add(2)  # a field right under the title wants air
        self.add(*items)
        self.password = PasswordField(tr("Your password"))
        self.password.entered.connect(self._go)
        self.add(4, self.password)
        self.cancel = Button(tr("Cancel"))
        self.cancel.clicked.connect(lambda: self.close_dialog(""))
        self.go = Button(verb, kind="dangerfill" if danger else "primary")
        self.go.clicked.connect(self._go)
        self.set_actions(self.cancel, self.go)

    def checked(self) -> bool:
        """Whether the form itself holds; it marks what doesn't."""
        return True

    def work(self, password: str, job: Job) -> object:
        """What happens in a worker."""
        raise NotImplementedError

    def done(self, found: object) -> None:
        """What is shown afterwards: the dialog closes unless it has more to say."""
        self.close_dialog("done")

    def blamed(self) -> Field:
        """The field at which the form says what did not hold."""
        return self.password

    def refused(self, error: BaseException) -> bool:
        """Whether the form can say at one of its own fields what went wrong."""
        if not isinstance(error, Invalid):
            return False
        field = self.blamed()
        field.set_error(field_words(next(iter(error.fields.values()), "")))
        field.setFocus()
        return True

    def escape(self) -> None:
        if not self.go.is_busy():
            super().escape()

    def _go(self) -> None:
        if self.go.is_busy() or not self.checked():
            return
        password = self.password.text()
        if not password:
            self.password.set_error(tr("Enter the password"))
            self.password.setFocus()
            return
        self.go.set_busy(True)
        self.context.background.run(
            self, lambda job: self.work(password, job), then=self._done, failed=self._refused, long=True
        )

    def _done(self, found: object) -> None:
        self.go.set_busy(False)
        self.password.forget()
        self.done(found)

    def _refused(self, error: BaseException) -> None:
        self.go.set_busy(False)
        if isinstance(error, WrongPassword) or (is_known(error) and not self.refused(error)):
            self.password.set_error(words_for(error).text)
            self.password.setFocus()
            self.password.select_all()
        elif not is_known(error):
            self.context.show_error(self, error)


class NamedDialog(SignedDialog):
    """A form about something with a name, which cannot be without one."""

    name: TextField

    def checked(self) -> bool:
        if self.name.text().strip():
            return True
        self.name.set_error(tr("Enter a name"))
        self.name.setFocus()
        return False

    def blamed(self) -> Field:
        return self.name


class Signed(SignedDialog):
    """A plain question: what will happen, and the password."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        asked: Asked,
        work: Work,
        then: Callable[[], None],
    ) -> None:
        super().__init__(
            parent, context, asked.title, asked.verb, text=asked.text, icon=asked.icon, danger=asked.danger
        )
        self._work = work
        self.closed.connect(lambda result: then() if result == "done" else None)

    def work(self, password: str, job: Job) -> object:
        return self._work(password)

"""First start: choose or make a base. Shop, password, recovery code, and what to begin with."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import Signal

from clientcrm.domain.portfolio_names import names_in
from clientcrm.domain.settings import NewBase
from ui.context import read_known
from ui.door.card_flow import CardFlow, ChoiceRow, Step, choices
from ui.door.code_step import show_code
from ui.door.opening import Door, Opened
from ui.door.setup_portfolios import PortfolioForm
from ui.door.setup_shop import ShopForm
from ui.i18n import tr
from ui.money_and_hours import system_currency, system_zone
from ui.new_password import NewPassword
from ui.protection import link
from ui.recovery_code import GROUPS, NewCode
from ui.widgets.layout import column, holder, row

CHOOSE, SHOP, PASSWORD, CODE, DONE = range(-1, 4)
PORTFOLIOS = 4  # the second page of the first step


@dataclass
class SetupDraft:
    """What was filled in so far; survives a switch of language, which makes the window anew."""

    folder: Path | None = None
    step: int = CHOOSE
    shop: str = ""
    owner: str = ""
    currency: str = field(default_factory=system_currency)
    time_zone: str = field(default_factory=system_zone)
    personal: bool = False
    names: str = ""
    password: str = ""
    typed: str = ""
    opened: Opened | None = None
    asked_group: int = field(default_factory=lambda: 1 + secrets.randbelow(GROUPS))


class Setup(CardFlow):
    """The wizard; `finished` says what the person wants to begin with: client, excel, sample or nothing."""

    finished = Signal(object, str)  # Opened, choice
    open_asked = Signal()
    restore_asked = Signal()
    sample_asked = Signal()
    rebuild_asked = Signal()

    def __init__(self, door: Door, draft: SetupDraft) -> None:
        steps = [tr("Shop"), tr("Password"), tr("Recovery code"), tr("Done", "last step of the set-up")]
        if draft.step == CHOOSE:
            super().__init__(tr("Client base"))
        else:
            super().__init__(tr("New base"), steps)
        self._door = door
        self.draft = draft
        self._form: ShopForm | None = None
        self._portfolios: PortfolioForm | None = None
        self._password: NewPassword | None = None
        self._code: NewCode | None = None
        self.goes_back_to = self._go
        self._show()

    @property
    def is_untouched(self) -> bool:
        """Nothing was chosen yet."""
        return self.draft.step == CHOOSE

    def _go(self, step: int) -> None:
        first = self.draft.step == CHOOSE or step == CHOOSE
        self.draft.step = step
        if first:  # the stepper comes or goes with the card
            self.rebuild_asked.emit()
        else:
            self._show()

    def _show(self) -> None:
        {
            CHOOSE: self._show_choice,
            SHOP: self._show_shop,
            PORTFOLIOS: self._show_portfolios,
            PASSWORD: self._show_password,
            CODE: self._show_code,
            DONE: self._show_done,
        }[self.draft.step]()

    # ------------------------------------------------------------ where to begin

    def _show_choice(self) -> None:
        new = ChoiceRow("store", tr("Make a new base"), tr("For a shop that starts here: five minutes"))
        found = ChoiceRow("folder-open", tr("Open a folder with a base"), tr("It is on this computer or on a drive"))
        copy = ChoiceRow("archive-restore", tr("Restore from a copy"), tr("A .crmb file made by this program"))
        sample = ChoiceRow("sparkles", tr("Look at a sample shop"), tr("Two thousand made-up clients to try things on"))
        new.clicked.connect(lambda: self._go(SHOP))
        found.clicked.connect(self.open_asked)
        copy.clicked.connect(self.restore_asked)
        sample.clicked.connect(self.sample_asked)
        text = tr("A base is a folder on this computer, encrypted with the owner's password.")
        self.show_step(Step(choices(new, found, copy, sample), tr("Where do we begin?"), text))

    # ------------------------------------------------------------ the shop

    def _show_shop(self) -> None:
        if self.draft.folder is None:
            self.draft.folder = self._door.crm.default_folder()
        form = ShopForm(self.draft, made=self.draft.opened is not None)
        form.entered.connect(self.go_on)
        self._form = form
        back = None if self.draft.opened else lambda: self._go(CHOOSE)
        text = tr("The name stands at the top of the window and on every copy of the base.")
        self.show_step(Step(form, tr("Your shop"), text, SHOP, on_next=self._take_shop, on_back=back))

    def keep(self) -> None:
        """Put what stands in the fields into the draft, before the window is made anew."""
        if self.draft.step == SHOP and self._form is not None:
            self._form.store(self.draft)
        elif self.draft.step == PORTFOLIOS and self._portfolios is not None:
            self._portfolios.store(self.draft)
        elif self.draft.step == PASSWORD and self._password is not None:
            self.draft.typed = self._password.value()

    def _take_shop(self) -> None:
        assert self._form is not None
        if not self._form.check():
            return
        self._form.store(self.draft)
        opened = self.draft.opened
        if opened is not None:
            self.set_working(True)
            self._door.do(lambda: _correct(opened, self.draft), lambda _none: self._leave_shop(), self.complain)
            return
        folder = self.draft.folder
        assert folder is not None
        self.set_working(True)
        self._door.check_place(folder, then=lambda _none: self._leave_shop(), failed=self._refuse_place)

    def _leave_shop(self) -> None:
        self.set_working(False)
        self._go(PORTFOLIOS if self.draft.opened is None else PASSWORD)

    def _refuse_place(self, error: BaseException) -> None:
        self.complain(error)
        if self._form is not None:
            self._form.show_place()

    # ------------------------------------------------------------ who reads whose contacts

    def _show_portfolios(self) -> None:
        form = PortfolioForm(self.draft)
        form.entered.connect(self.go_on)
        self._portfolios = form
        text = tr("Contacts are encrypted by portfolio: whoever works in it has the key, and so do you.")
        step = Step(
            form,
            tr("Who reads whose contacts"),
            text,
            SHOP,
            on_next=self._take_portfolios,
            on_back=self._leave_portfolios,
            note=tr("Can be changed later in People and access"),
        )
        self.show_step(step)

    def _leave_portfolios(self) -> None:
        self.keep()
        self._go(SHOP)

    def _take_portfolios(self) -> None:
        assert self._portfolios is not None
        if self._portfolios.check():
            self._portfolios.store(self.draft)
            self._go(PASSWORD)

    # ------------------------------------------------------------ the password

    def _show_password(self) -> None:
        made = self.draft.opened is not None
        password = NewPassword(self._door.crm.password_strength)
        password.fill(self.draft.typed or self.draft.password)
        password.entered.connect(self.go_on)
        self._password = password
        text = tr("You will type it each time the program starts and after each break. It is stored nowhere.")
        note = "" if made else tr("Making the base takes a few seconds")
        step = Step(
            password,
            tr("The owner's password"),
            text,
            PASSWORD,
            on_next=self._take_password,
            on_back=lambda: self._go(SHOP if made else PORTFOLIOS),
            note=note,
        )
        self.show_step(step)

    def _take_password(self) -> None:
        assert self._password is not None
        if not self._password.check():
            return
        draft, password = self.draft, self._password.value()
        assert draft.folder is not None
        if draft.opened is None:
            self.set_working(True, tr("Making the base"))
            personal = names_in(draft.names) if draft.personal else ()
            new = NewBase(draft.shop, draft.owner, password, tr("Shop"), draft.currency, draft.time_zone, personal)
            self._door.create(draft.folder, new, then=self._made, failed=self.complain)
        elif password != draft.password:
            self.set_working(True)
            desk, old = draft.opened.desk, draft.password
            self._door.do(lambda: desk.change_password(old, password), self._after_password, self.complain)
        else:
            self._go(CODE)

    def _made(self, opened: Opened) -> None:
        self.draft.opened = opened
        self._after_password()

    def _after_password(self, _none: None = None) -> None:
        assert self._password is not None
        self.draft.password, self.draft.typed = self._password.value(), ""
        self.set_working(False)
        self._go(CODE)

    # ------------------------------------------------------------ the recovery code

    def _show_code(self) -> None:
        opened = self.draft.opened
        assert opened is not None
        code = NewCode(opened.recovery_code, self.draft.shop, opened.desk.folder, self.draft.asked_group)
        self._code = code
        text = tr("If you forget the owner's password, the base opens with this code. It has digits only.")
        step = Step(
            code,
            tr("Recovery code"),
            text,
            CODE,
            on_next=lambda: self._go(DONE),
            on_back=lambda: self._go(PASSWORD),
            note=tr("The code can be replaced in the settings"),
        )
        show_code(self, code, step)

    def type_password(self, text: str) -> None:
        """Fill both fields, as a person would."""
        if self._password is not None:
            self._password.fill(text)

    def type_code(self, group: str) -> None:
        """Tick the box and type the asked group, as a person would."""
        if self._code is not None:
            self._code.written_down.setChecked(True)
            self._code.typed.set_text(group)

    # ------------------------------------------------------------ done

    def _show_done(self) -> None:
        self.draft.password = ""
        excel = ChoiceRow(
            "file-spreadsheet", tr("Load clients from Excel"), tr("xlsx, xls, ods, csv or vCard, as it is")
        )
        client = ChoiceRow("user-plus", tr("Add the first client"), tr("Name and phone are enough to begin with"))
        sample = ChoiceRow("sparkles", tr("Look at a sample shop"), tr("It opens beside your base, which stays empty"))
        excel.clicked.connect(lambda: self._finish("excel"))
        client.clicked.connect(lambda: self._finish("client"))
        sample.clicked.connect(lambda: self._finish("sample"))
        content = holder(column(choices(excel, client, sample), row(link(), None), gap=16))
        content.setFocusProxy(excel)
        text = tr("The base is made. What do we begin with?")
        if self.draft.personal:
            text += " " + tr("Portfolios wait for their people in People and access: {names}.").format(
                names=", ".join(names_in(self.draft.names))
            )
        title = tr("Ready: {shop}").format(shop=self.draft.shop)
        step = Step(content, title, text, DONE, on_next=lambda: self._finish(""), next_text=tr("Open the shop"))
        self.show_step(step)

    def _finish(self, choice: str) -> None:
        if self.draft.opened is not None:
            self.finished.emit(self.draft.opened, choice)


def _correct(opened: Opened, draft: SetupDraft) -> None:
    """Bring a base that is made already to what the first page says now."""
    desk = opened.desk
    settings = replace(desk.shop, shop=draft.shop, currency=draft.currency, time_zone=draft.time_zone)
    if settings != desk.shop:
        desk.settings.change(settings)
    if draft.owner != desk.user.name:
        desk.staff.rename(desk.user.uid, draft.owner, draft.password)
    draft.opened = replace(opened, known=read_known(desk))

"""The first start: four answers make an office. Everything else has a preset and can wait."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from petitiondesk.office import opening
from petitiondesk.office.opening import Answers
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.storage.models import OfficeDetails, Staff
from petitiondesk.windows import actions
from petitiondesk.windows.binding import ENTER_STOPS, Form
from petitiondesk.windows.composing import commit_composed
from petitiondesk.windows.messages import tr
from petitiondesk.windows.theme import set_icon
from petitiondesk.windows.widgets.bar import Bar
from petitiondesk.windows.widgets.enter_moves import EnterMoves
from petitiondesk.windows.widgets.fields import combo, line
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.widgets.picker import Picker

COLUMN_EM = 36
"""Width of the questions in heights of a line."""


class FirstRunPage(QWidget):
    """Asks for the office, its division and the receptionist. Whoever founds the office answers by what happened."""

    answered = Signal(object)
    """An ``office.opening.Answers`` that can be founded."""

    def __init__(self, divisions: Callable[[], Picker], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form(self)
        self.bar = Bar()
        self._told = False
        column = QVBoxLayout()
        column.setSpacing(16)
        self._build_head(column)
        self._build_questions(column, divisions())
        self._build_presets(column)
        column.addStretch(1)
        self._lay_out(column)
        self._enter = EnterMoves(self, self._pressed)
        self.form.changed.connect(self._changed)
        for key in actions.action("register").keys:
            QShortcut(QKeySequence(key), self, self._button.click)

    def take_focus(self) -> None:
        """Put the cursor into the first question."""
        self._focus(opening.NAME)

    def answer(self) -> None:
        """Hand out the answers, or say beside the questions what is missing."""
        commit_composed()
        texts = self.form.texts()
        problems = opening.problems(texts)
        self.form.show_problems(problems)
        self._told = bool(problems)
        role = OfficeRole.of(texts.get(opening.ROLE))
        if problems or role is None:
            self._focus(problems[0].path)
            return
        division = texts.get(opening.DIVISION, "")
        self._show_working(True)
        self.answered.emit(
            Answers(
                office_name=texts[opening.NAME].strip(),
                role=role,
                division_id=int(division) if division else None,
                receptionist=texts[opening.RECEPTIONIST].strip(),
            )
        )

    def not_founded(self, words: str) -> None:
        """The office could not be founded: say why; the answers stay and can be given again."""
        self._show_working(False)
        self.bar.say(words, "late")
        self._button.setFocus()
        self._bring_into_view_soon()

    def say_printer(self, printer: str) -> None:
        """Say where slips will go; ``printer`` is empty where none is chosen."""
        key = actions.key_text("settings")
        words = (
            tr("Slips go to the printer {printer}; {key} chooses another later.", printer=printer, key=key)
            if printer
            else tr(
                "No printer is chosen on this computer. Once the office is set up {key} chooses one; until then "
                "{papers} shows the slip of a registered visit, to be saved.",
                papers=actions.key_text("papers"),
                key=key,
            )
        )
        self._presets.addLayout(_with_icon("print", words))

    # -- build by visible block ------------------------------------------------------------------------------------

    def _build_head(self, column: QVBoxLayout) -> None:
        column.addWidget(wrapped(tr("Set up the office"), "title"))
        column.addWidget(
            wrapped(tr("Four answers, then the first visitor can sit down. Enter goes to the next one."), "quiet")
        )

    def _build_questions(self, column: QVBoxLayout, division: Picker) -> None:
        role = combo(OfficeRole)
        role.setCurrentIndex(-1)
        role.setPlaceholderText(tr("Choose with the arrow keys"))
        role.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        name = line()
        name.setPlaceholderText(tr("As on the office's seal"))
        division.setPlaceholderText(tr("Any part of the name, or its pinyin; it may stay blank"))
        office = (self.form.bind(name, OfficeDetails.name, opening.NAME),)
        duty = (
            self.form.bind(role, OfficeDetails.role, opening.ROLE),
            wrapped(
                tr(
                    "A letters-and-visits office passes matters on to the organ in charge (Art. 22); an organ in "
                    "charge handles and answers them itself (Art. 23). What slips say and the last days go by it."
                ),
                "quiet",
            ),
        )
        self._division = division
        where = (self.form.bind(division, OfficeDetails.division_id, opening.DIVISION),)
        who = (self.form.bind(line(), Staff.name, opening.RECEPTIONIST),)
        for number, question in enumerate((office, duty, where, who), start=1):
            column.addLayout(_numbered(number, question))

    def _build_presets(self, column: QVBoxLayout) -> None:
        self._presets = QVBoxLayout()
        self._presets.setSpacing(column.spacing())
        accounts = tr(
            "Accounts are not set up yet: whoever opens the program on this computer works under the name given here."
        )
        self._presets.addLayout(_with_icon("person", accounts))
        column.addLayout(self._presets)

    def _build_button(self) -> QWidget:
        """Below what scrolls, in line with the questions: always in sight."""
        self._button = QPushButton()
        self._button.setObjectName("found")
        self._button.setProperty("role", "main")
        self._button.setProperty(ENTER_STOPS, True)
        self._button.clicked.connect(self.answer)
        foot = QWidget()
        layout = QHBoxLayout(foot)
        layout.setContentsMargins(24, 8, 24, 12)
        layout.addStretch(1)
        layout.addWidget(self._button)
        return foot

    def _lay_out(self, column: QVBoxLayout) -> None:
        """The column in the middle; at large type, or in a small window, it scrolls."""
        self._column = QWidget()
        self._column.setLayout(column)
        column.setContentsMargins(24, 24, 24, 24)
        self._foot = self._build_button()
        self._show_working(False)
        self._fit_column()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(_in_the_middle(self._column))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self._area, 1)
        whole.addWidget(_in_the_middle(self._foot))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _show_working(self, working: bool) -> None:
        """While the office is being founded nothing can be answered, or sent off, twice."""
        key = actions.key_text("register")
        self._button.setText(tr("Setting up the office …") if working else f"{tr('Set up the office')}  {key}")
        if working:
            self.setFocus()  # the keys of closing and of the window still go somewhere
        for part in (self._button, self._column):
            part.setEnabled(not working)
        self.bar.say("")

    # -- slots and private -----------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """The column grows with the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_column()

    def _focus_moved(self, before: QWidget | None, _now: QWidget | None) -> None:
        if self._told and before is self._division:
            self.form.show_problems(opening.problems(self.form.texts()))
        self._bring_into_view_soon()

    def _bring_into_view_soon(self) -> None:
        QTimer.singleShot(0, self, self._bring_into_view)  # when what appeared, e.g. the bar, has its place

    def _bring_into_view(self) -> None:
        """Enter leads to what has to be seen."""
        now = QApplication.focusWidget()
        if now is not None and self._column.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)

    def _fit_column(self) -> None:
        for part in (self._column, self._foot):
            part.setMaximumWidth(self.fontMetrics().height() * COLUMN_EM)

    def _changed(self, _path: str) -> None:
        """What is missing is said from the first try on, and goes as soon as it is there.

        A division that is still being looked up is not called missing from the list: that is said when it is left.
        """
        if self._told:
            problems = opening.problems(self.form.texts())
            looked_up = opening.DIVISION if self._division.hasFocus() else None
            self.form.show_problems(problem for problem in problems if problem.path != looked_up)

    def _pressed(self, widget: QWidget) -> bool:
        if widget is self._button:
            self._button.click()
            return True
        return False

    def _focus(self, path: str) -> None:
        if field := self.form.field(path):
            field.widget.setFocus()


def _numbered(number: int, cells: tuple[QWidget, ...]) -> QHBoxLayout:
    """A question with its number at the left."""
    row = QHBoxLayout()
    row.setSpacing(12)
    figure = QLabel(str(number))
    figure.setProperty("role", "title")
    row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
    question = QVBoxLayout()
    question.setSpacing(4)
    for cell in cells:
        question.addWidget(cell)
    row.addLayout(question, 1)
    return row


def _with_icon(name: str, words: str) -> QHBoxLayout:
    """Something to know, with its icon at the left."""
    picture = QLabel()
    set_icon(picture, name, "quiet")
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(wrapped(words, "quiet"), 1)
    return row


def _in_the_middle(part: QWidget) -> QWidget:
    """A part as wide as it may be, in the middle of its line."""
    whole = QWidget()
    sides = QHBoxLayout(whole)
    sides.setContentsMargins(0, 0, 0, 0)
    sides.addStretch(1)
    sides.addWidget(part, 1000)
    sides.addStretch(1)
    return whole

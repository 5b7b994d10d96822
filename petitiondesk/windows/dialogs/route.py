"""Which route requests take (Art. 31): one question at a time, answered by figures; then the route and its reasons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from petitiondesk.rules import routes
from petitiondesk.rules.messages import Message
from petitiondesk.rules.routes import Question, Route
from petitiondesk.windows.binding import ENTER_STOPS, listen, write, written
from petitiondesk.windows.dialogs.frame import Frame, Row, button, shown
from petitiondesk.windows.dialogs.request_boxes import RequestBoxes
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.fields import line, text_box
from petitiondesk.windows.widgets.labels import wrapped

_REASONS_LINES = 6
_BACK = {"Backspace": "Backspace", "Alt+Left": "Alt+←"}
"""The keys that lead back, as they are printed on it. In a text Backspace deletes, so that there is another one."""


@dataclass(frozen=True)
class RouteChosen:
    """The route, its reasons, who receives the requests, and the ids of those that it is for.

    ``answers`` are the codes by which it was found; none where they are not known.
    """

    route: Route
    reasons: str
    to: str
    requests: tuple[int, ...]
    answers: tuple[str, ...] = field(default=(), compare=False)


def ask_route(
    parent: QWidget | None,
    number: str,
    requests: Sequence[tuple[int, str]],
    *,
    ticked: Sequence[int] | None = None,
    typed: RouteChosen | None = None,
    problems: Mapping[str, Message] | None = None,
) -> RouteChosen | None:
    """The route that was decided on for ``requests`` of ``number``, each with its id; None when none was.

    ``ticked`` are the ids of those that it was opened for, None for all.
    ``typed`` is what was decided before and could not be recorded, ``problems`` why not: by "requests", "reasons" and
    "to".
    """
    dialog = _Route(parent, number, requests, typed.requests if typed else ticked, typed)
    dialog.refuse_all(problems or {})
    return dialog.chosen() if shown(dialog) else None


class _Route(Frame):
    """All questions and the end; one of them is in sight."""

    width_em = 40
    _EDGES = 64
    """Pixels of the screen's height that are left to the window's own title."""

    def __init__(
        self,
        parent: QWidget | None,
        number: str,
        requests: Sequence[tuple[int, str]],
        ticked: Sequence[int] | None,
        typed: RouteChosen | None,
    ) -> None:
        super().__init__(parent, "route", tr("Which route the request takes"))
        self._answers: list[str] = _known(typed)
        self._route: Route | None = typed.route if typed else None
        self.say(number, "strong")
        self._requests = RequestBoxes("route", requests, ticked)
        self.form.addWidget(self._requests)
        self._trail = self.say("", "quiet")
        self._trail.setObjectName("route.trail")
        self._pages = {each.id: _QuestionPage(each, self._answer) for each in routes.QUESTIONS.values()}
        for page in self._pages.values():
            self.form.addWidget(page)
        self._end = self._build_end()
        self._back = button(tr("Back"), "")
        self._back.setObjectName("back")
        self._back.clicked.connect(self._go_back)
        self.form.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.addStretch(1)
        self.end_with(tr("Decide nothing"), tr("Decide"), self._decide, action_id="record_step")
        self._main = self.findChildren(QPushButton, "done")[0]
        for figure in range(1, 1 + max(len(page.rows) for page in self._pages.values())):
            self._shortcut(str(figure), partial(self._take, figure - 1))
        for key in _BACK:
            self._shortcut(key, self._back.click)
        self._texts: dict[str, QLineEdit | QPlainTextEdit] = {"reasons": self._reasons, "to": self._to}
        self._filled = dict.fromkeys(self._texts, "")
        self._written_for: dict[str, list[str]] = {name: [] for name in self._texts}
        for name, text in self._texts.items():
            listen(text, partial(self._typed_at, name))
        if typed is not None:
            self._filled = self._proposed()
            self._written_for = {name: list(self._answers) for name in self._texts}
            write(self._reasons, {"": typed.reasons})
            write(self._to, {"": typed.to})
        self._first = self._show()

    def chosen(self) -> RouteChosen:
        """What was decided; asked for at the end only."""
        route = self._route
        if route is None:
            raise ValueError("no route yet")
        return RouteChosen(
            route, self._text("reasons"), self._text("to"), self._requests.ticked(), tuple(self._answers)
        )

    def refuse_all(self, problems: Mapping[str, Message]) -> None:
        """Say what stands against it, each beside its field; the cursor goes to the first."""
        for name in ("to", "reasons"):
            if name in problems:
                self.refuse(self._texts[name], say(problems[name]))
                self._first = self._texts[name]
        if "requests" in problems:
            self._first = self._requests.refuse(say(problems["requests"])) or self._first

    def get_ready(self) -> None:
        """As high as its fullest page needs, so that nothing jumps from question to question."""
        super().get_ready()
        first, answers, route = self._first, self._answers, self._route
        height = self.height() - self._needed()
        needed = []
        for self._answers, self._route in _longest():
            self._show(fill=False)
            needed.append(self._needed())
        self._answers, self._route = answers, route
        self._show(fill=False)
        room = self.screen().availableSize().height() - self._EDGES
        self.resize(self.width(), min(max(height + max(needed), self.height()), room))
        if first is not None:
            first.setFocus()

    # -- build by visible block ------------------------------------------------------------------------------------

    def _build_end(self) -> QWidget:
        end = QWidget()
        inside = QVBoxLayout(end)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        self._named, self._follows = wrapped("", "title"), wrapped("", "quiet")
        self._named.setObjectName("route.named")
        self._follows.setObjectName("route.follows")
        self._reasons, self._to = text_box(_REASONS_LINES), line()
        self._stale = wrapped(tr("What stands here was written for other answers: see whether it still holds."))
        self._stale.setObjectName("route.stale")
        set_state(self._stale, "owed")
        self._anew = Row("", [tr("Write it anew from the answers")])
        self._anew.setObjectName("route.anew")
        self._anew.setProperty(ENTER_STOPS, False)
        self._anew.clicked.connect(self._write_anew)
        inside.addWidget(self._named)
        inside.addWidget(self._follows)
        inside.addWidget(self._stale)
        inside.addWidget(self._anew)
        inside.addLayout(self.cell(self._reasons, "route.reasons", tr("Reasons")))
        inside.addLayout(self.cell(self._to, "route.to", tr("Which body receives it")))
        self.form.addWidget(end)
        return end

    # -- from question to question ---------------------------------------------------------------------------------

    def _answer(self, code: str) -> None:
        self._answers.append(code)
        following = routes.next_after(self._answers)
        self._route = following if isinstance(following, Route) else None
        self._show().setFocus()

    def _take(self, place: int) -> None:
        """A figure answers the question in sight."""
        page = self._page()
        if page is not None and place < len(page.rows):
            page.rows[place].click()

    def _go_back(self) -> None:
        """To the question before, at the answer that was given to it."""
        self._route = None
        given = self._answers.pop() if self._answers else None
        self._show()
        page = self._page()
        if page is not None:
            page.row_of(given).setFocus()

    def _page(self) -> "_QuestionPage | None":
        following = None if self._route else routes.next_after(self._answers)
        return self._pages[following.id] if isinstance(following, Question) else None

    def _show(self, *, fill: bool = True) -> QWidget:
        """The question in sight, or the end; what is to have the focus there."""
        page, stated = self._page(), routes.stated(self._answers)
        self._trail.setText("\n".join(f"{place}. {say(each)}" for place, each in enumerate(stated, 1)))
        for each in self._pages.values():
            each.setVisible(each is page)
        self._end.setVisible(page is None)
        self._main.setVisible(page is None)
        self._back.setVisible(bool(self._answers) or page is None)
        self._back.setText(f"{tr('Back')}  {_BACK['Backspace' if page else 'Alt+Left']}")
        if self._route is not None:
            self._named.setText(say(routes.named(self._route)))
            self._follows.setText(tr(routes.follows(self._route)))
            if fill:
                self._fill()
        self._say_stale()
        return page.rows[0] if page else self._reasons

    # -- the end ---------------------------------------------------------------------------------------------------

    def _proposed(self) -> dict[str, str]:
        """What the answers propose to write; nothing where they are not known."""
        if not self._answers:
            return dict.fromkeys(self._texts, "")
        outcome = routes.path(self._answers)
        return {"reasons": "\n".join(map(say, outcome.reasons)), "to": tr(outcome.body)}

    def _fill(self) -> None:
        """What somebody typed is never replaced."""
        for name, proposed in self._proposed().items():
            if self._text(name) in ("", self._filled[name]):
                self._filled[name] = proposed
                self._written_for[name] = list(self._answers)
                write(self._texts[name], {"": proposed})
        self._reasons.moveCursor(QTextCursor.MoveOperation.End)

    def _write_anew(self) -> None:
        """Ctrl+Z brings back what stood there."""
        self._filled = self._proposed()
        self._written_for = {name: list(self._answers) for name in self._texts}
        self._to.selectAll()
        self._to.insert(self._filled["to"])
        self._reasons.setFocus()
        self._reasons.selectAll()
        self._reasons.insertPlainText(self._filled["reasons"])
        self._say_stale()

    def _typed_at(self, name: str, _text: str = "") -> None:
        """Whoever goes on writing has seen what stands there: it is for these answers now."""
        if self._texts[name].hasFocus():
            self._written_for[name] = list(self._answers)

    def _text(self, name: str) -> str:
        return written(self._texts[name])[""].strip()

    def _needed(self) -> int:
        """The height of what is in sight."""
        for part in (self._end, self._body):
            layout = part.layout()
            if layout is not None:
                layout.activate()
        return self._body.heightForWidth(self._area.width())

    def _say_stale(self) -> None:
        """The answers are read again where the reasons were written for others; else the reasons say them."""
        others = any(answers != self._answers for answers in self._written_for.values())
        stale = self._route is not None and bool(self._answers) and others
        self._stale.setVisible(stale)
        self._anew.setVisible(stale)
        self._trail.setVisible(bool(self._answers) and (self._route is None or stale))

    def _decide(self) -> None:
        page = self._page()
        if page is not None:
            page.rows[0].setFocus()
        elif not self._requests.complete():
            self._requests.refuse(tr("Tick at least one request."))
        elif not self._text("reasons"):
            self.refuse(self._reasons, tr("Say why, in a few words."))
        elif not self._text("to"):
            self.refuse(self._to, tr("Say which body receives it."))
        else:
            self.accept()


class _QuestionPage(QWidget):
    """A question, what to look for, its answers."""

    def __init__(self, asked: Question, answer: Callable[[str], object]) -> None:
        super().__init__()
        self._codes = [each.code for each in asked.answers]
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(wrapped(tr(asked.text), "title"))
        inside.addWidget(wrapped(tr(asked.help), "quiet"))
        self.rows: list[Row] = []
        for place, each in enumerate(asked.answers, 1):
            row = Row(str(place), [tr(each.label)])
            row.setObjectName(f"route.{asked.id}.{each.code}")
            row.setAccessibleDescription(tr(asked.text))
            row.setProperty(ENTER_STOPS, True)
            row.clicked.connect(partial(_tell, answer, each.code))
            inside.addWidget(row)
            self.rows.append(row)

    def row_of(self, code: str | None) -> Row:
        """The answer of that code; the first one where there is none."""
        return self.rows[self._codes.index(code) if code in self._codes else 0]


def _known(typed: RouteChosen | None) -> list[str]:
    """The answers of what was decided before, as long as they still lead there."""
    try:
        return list(typed.answers) if typed and routes.path(typed.answers).route is typed.route else []
    except ValueError:
        return []


def _longest() -> Iterator[tuple[list[str], Route | None]]:
    """The questions in their order, each with the answers that lead to it, and the end."""
    answers: list[str] = []
    following: Question | Route = routes.first_question()
    while isinstance(following, Question):
        yield list(answers), None
        answers.append(following.answers[-1].code)
        following = routes.next_after(answers)
    yield answers, following


def _tell(answer: Callable[[str], object], code: str, _checked: bool = False) -> None:
    answer(code)

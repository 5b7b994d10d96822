"""A morning by keys: what is due, a case opened, its scan dropped in, the notice recorded, a link taken back."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from petitiondesk.office import checking
from petitiondesk.storage import registrations
from petitiondesk.windows.driving import in_dialog
from tests.journeys.conftest import Counter, visit
from tests.journeys.stepping import OWN, next_words, page, route, step
from tests.journeys.test_case import history


def to_do(counter: Counter) -> list[str]:
    column = counter.window.page("today").findChild(QListView, "today_to_do")
    assert isinstance(column, QListView)
    model = column.model()
    return [str(model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def drop(counter: Counter, path: Path) -> None:
    """Let a file go over the page, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    where = QPoint(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page(counter), QDragEnterEvent(*where))
    QApplication.sendEvent(page(counter), QDropEvent(QPointF(20, 20), *where[1:]))


def test_the_morning_of_an_office(counter: Counter, tmp_path: Path) -> None:
    for name in ("李𬭚", "王芳"):
        visit(counter, name)
        counter.register()
    first, second = "2026-访-000001", "2026-访-000002"
    counter.clock.now += timedelta(days=14)
    counter.hands.press("F3")
    counter.settle()
    assert [first in line or second in line for line in to_do(counter)] == [True, True]
    counter.hands.press("Return")
    counter.settle()
    assert counter.in_sight() == "case"
    opened = page(counter).head.number.text()

    scan = tmp_path / "来信.png"
    pixmap = counter.window.grab()
    assert pixmap.save(str(scan))
    in_dialog(
        counter.program.background, lambda: drop(counter, scan), lambda _dialog: counter.hands.press("Ctrl+Return")
    )
    counter.settle()
    assert "来信.png" in history(counter)

    route(counter, OWN)
    step(counter, way="handed")
    assert "2026-12-08" not in next_words(counter)

    other = second if opened == first else first

    def link(_dialog: QWidget) -> None:
        counter.hands.tell(other)
        counter.hands.press("Return", "Down", "Down", "Return")
        counter.hands.tell("看起来是同一件事")
        counter.hands.press("Ctrl+Return")

    counter.dialog("Alt+1", link)
    counter.settle()
    assert page(counter).head.number.text() == other
    counter.dialog("Alt+4", lambda _dialog: (counter.hands.tell("不是一件事"), counter.hands.press("Ctrl+Return")))
    counter.settle()
    assert page(counter).head.number.text() == opened

    counter.hands.press("F3")
    counter.settle()
    assert [other in line for line in to_do(counter)] == [True], "what was done is gone from the morning's list"
    with counter.desk.database.read() as session:
        assert registrations.with_everything(session, opened) is not None
    assert checking.check(counter.desk) == []

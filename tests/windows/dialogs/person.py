"""A person at the keys: steps that press, type and look while a dialog is open."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

Step = Callable[[], object]


def at_the_dialog(shows: Step, *steps: Step) -> Any:
    """Call what shows a dialog, do the steps in it, and give what the call returned. A dialog left open is closed."""
    faults: list[BaseException] = []
    came: list[QDialog] = []

    def person() -> None:
        try:
            shown = dialog()
            came.append(shown)
            for _ in range(200):  # until the window system has made it the active window
                if QApplication.activeWindow() is shown:
                    break
                QTest.qWait(5)
            for step in steps:
                assert QApplication.activeModalWidget(), "the dialog is closed already"
                step()
        except BaseException as fault:  # noqa: BLE001 - told below, outside of the event loop
            faults.append(fault)
        finally:
            left = QApplication.activeModalWidget()
            if isinstance(left, QDialog):
                left.close()
                if not faults:
                    faults.append(AssertionError("the dialog was not closed by its keys"))

    waiting = QTimer()
    waiting.setSingleShot(True)
    waiting.timeout.connect(person)
    waiting.start(0)
    result = shows()
    waiting.stop()  # where no dialog came, the steps mustn't be done in the next test's
    if faults:
        raise faults[0]
    assert came, "no dialog came: none of the steps was done"
    return result


def dialog() -> QDialog:
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, QDialog)
    return shown


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def key(keys: str) -> Step:
    """Press a key where the focus is."""
    pressed = QKeySequence(keys)[0]
    return lambda: QTest.keyClick(focused(), pressed.key(), pressed.keyboardModifiers())


def typed(text: str) -> Step:
    """As an input method hands it over, which keys can't for Chinese."""

    def step() -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(focused(), event)

    return step


def composing(text: str) -> Step:
    return lambda: QApplication.sendEvent(focused(), QInputMethodEvent(text, []))


def focus_is(name: str) -> Step:
    def step() -> None:
        assert focused().objectName() == name

    return step


def said_beside(name: str, *, something: bool = True) -> Step:
    def step() -> None:
        label = dialog().findChild(QLabel, f"{name}.problem")
        field = dialog().findChild(QWidget, name)
        assert bool(label.text().strip()) is something
        assert field.accessibleDescription() == label.text().strip()

    return step


def words() -> str:
    return "\n".join(label.text() for label in dialog().findChildren(QLabel))


def reads(*parts: str) -> Step:
    def step() -> None:
        assert [part for part in parts if part not in words()] == []

    return step


def never_reads(*parts: str) -> Step:
    def step() -> None:
        everything = words() + "".join(button.text() + button.accessibleName() for button in buttons())
        assert [part for part in parts if part in everything] == []

    return step


def buttons() -> list[QAbstractButton]:
    return [button for button in dialog().findChildren(QAbstractButton) if button.isVisible()]


def only_buttons(*names: str) -> Step:
    def step() -> None:
        assert [button.objectName() for button in buttons()] == list(names)

    return step

"""A hand at Qt's own file dialog, which opens while the test waits for what was chosen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox


def type_into_file_dialog(path: Path | None) -> list[str]:
    """Type a path into the file dialog that opens next, or leave it; says the path that it offered."""
    offered: list[str] = []

    def answer() -> None:
        chooser = QApplication.activeModalWidget()
        if not isinstance(chooser, QFileDialog):
            QTimer.singleShot(20, answer)
            return
        offered.extend(chooser.selectedFiles()[:1])
        if path is None:
            chooser.reject()
        else:
            chooser.findChild(QLineEdit, "fileNameEdit").setText(str(path))
            chooser.accept()

    QTimer.singleShot(20, answer)
    return offered


def leave_file_dialog(once: Callable[[QFileDialog], bool]) -> None:
    """Leave the file dialog as soon as that is true of it."""

    def leave() -> None:
        chooser = QApplication.activeModalWidget()
        if isinstance(chooser, QFileDialog) and once(chooser):
            chooser.reject()
        else:
            QTimer.singleShot(20, leave)

    QTimer.singleShot(20, leave)


def answer_question(button: QMessageBox.StandardButton) -> list[str]:
    """Answer the question that is asked next; says what was asked."""
    asked: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, answer)
            return
        asked.append(box.text())
        box.button(button).click()

    QTimer.singleShot(20, answer)
    return asked

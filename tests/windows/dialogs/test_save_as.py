"""Where a paper is saved: among the documents, by what it is, replacing nothing unasked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, QStandardPaths, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton, QWidget

from petitiondesk.windows import messages
from petitiondesk.windows.dialogs import save_as
from petitiondesk.windows.dialogs.save_as import ask_where
from tests.windows.dialogs.file_dialog import answer_question, leave_file_dialog, type_into_file_dialog


@pytest.fixture(autouse=True)
def documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The person's folder of documents; nothing was saved yet."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(folder))
    monkeypatch.setattr(save_as, "_last_folder", None)
    return folder


def test_the_file_is_offered_among_the_documents_by_what_it_is(page: QWidget, documents: Path) -> None:
    offered = type_into_file_dialog(None)
    assert ask_where(page, "Slip 2026/访:000147") is None
    assert offered == [str(documents / "Slip 2026-访-000147.pdf")]


def test_where_there_is_no_folder_of_documents_it_is_the_person_s_own(page: QWidget, documents: Path) -> None:
    documents.rmdir()
    offered = type_into_file_dialog(None)
    ask_where(page, "Slip")
    assert Path(offered[0]).parent == Path.home()


def test_the_next_file_is_offered_where_the_last_one_was_saved(page: QWidget, tmp_path: Path) -> None:
    (tmp_path / "slips").mkdir()
    type_into_file_dialog(tmp_path / "slips" / "one")
    assert ask_where(page, "one") == tmp_path / "slips" / "one.pdf"
    offered = type_into_file_dialog(None)
    ask_where(page, "two")
    assert offered == [str(tmp_path / "slips" / "two.pdf")]


@pytest.mark.parametrize("typed", ["回执.pdf", "回执"])
@pytest.mark.parametrize(
    ("answer", "kept"), [(QMessageBox.StandardButton.Yes, False), (QMessageBox.StandardButton.No, True)]
)
def test_a_file_is_not_replaced_unasked(
    page: QWidget, documents: Path, typed: str, answer: QMessageBox.StandardButton, kept: bool
) -> None:
    there = documents / "回执.pdf"
    there.touch()
    type_into_file_dialog(documents / typed)
    asked = answer_question(answer)
    if kept:
        leave_file_dialog(once=lambda _chooser: bool(asked))
    assert ask_where(page, "Slip") == (None if kept else there)
    assert len(asked) == 1


def test_a_name_with_another_ending_replaces_nothing_unasked(page: QWidget, documents: Path) -> None:
    there = documents / "回执.v2.pdf"
    there.touch()
    type_into_file_dialog(documents / "回执.v2")
    leave_file_dialog(once=lambda chooser: chooser.selectedFiles() == [str(there)])
    assert ask_where(page, "Slip") is None


def test_the_file_dialog_speaks_the_program_s_language(page: QWidget, qapp: QApplication) -> None:
    """Where the system has no dialog of its own; Qt's Chinese lacks some words."""
    messages.speak("zh")
    words_of_qt = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert words_of_qt.load(QLocale(QLocale.Language.Chinese, QLocale.Country.China), "qtbase", "_", folder)
    qapp.installTranslator(words_of_qt)
    seen: list[str] = []

    def look() -> None:
        chooser = QApplication.activeModalWidget()
        if not isinstance(chooser, QFileDialog):
            QTimer.singleShot(20, look)
            return
        shown = [*chooser.findChildren(QLabel), *chooser.findChildren(QPushButton)]
        seen.extend(widget.text() for widget in shown if widget.isVisible() and widget.text())
        seen.append(chooser.windowTitle())
        chooser.reject()

    QTimer.singleShot(20, look)
    try:
        ask_where(page, "Slip")
    finally:
        qapp.removeTranslator(words_of_qt)
    assert len(seen) >= 6
    assert [words for words in seen if words.replace("PDF", "").strip().isascii()] == []

"""The law beside the form: what the Regulation says about the field with the focus, with its article."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from petitiondesk.rules.articles import rule_at
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.widgets.labels import wrapped

LAW = "law"
"""The property of a field for which something else holds than for its draft path: the path of that law."""

LINES = 5
"""Room for so many lines, filled or not: nothing beside it moves with the focus."""


class LawPanel(QWidget):
    """Follows the focus over fields that are named by their draft paths; stays where it is for all others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = wrapped("", "quiet")
        self._words.setObjectName("law")
        self._words.setAccessibleName(tr("The law on this"))
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(wrapped(tr("The law on this"), "section"))
        layout.addWidget(self._words)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def words(self) -> str:
        """What it says now."""
        return self._words.text()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        rule = rule_at(str(now.property(LAW) or now.objectName())) if now else None
        if rule:
            self._words.setText(say(rule.says))
            self._words.setFixedHeight(self._words.fontMetrics().lineSpacing() * LINES)

"""The fields that are pinned: marked beside their labels, and filled again in the next blank form."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel

from petitiondesk.office.drafts.pins import pinned_with, unpinned_with
from petitiondesk.windows.binding import Field, Form, written
from petitiondesk.windows.messages import tr


class Pins:
    """Remembers what was typed last at each pinned path of ``form``, until the program closes."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._texts: dict[str, dict[str, str]] = {}
        self._names: dict[str, str] = {}

    def turn(self, path: str) -> bool:
        """Pin the field at ``path``, or take the pin off; whether it is pinned now."""
        pin = path not in self._texts
        for each in pinned_with(path) if pin else unpinned_with(path):
            if field := self._form.field(each):
                self._pin(field) if pin else self._unpin(field)
        return pin

    def typed(self, path: str) -> None:
        """Somebody typed at ``path``: if it is pinned, the next form says that."""
        field = self._form.field(path)
        if path in self._texts and field:
            self._texts[path] = _texts_of(field)

    def texts(self) -> dict[str, str]:
        """What a blank form is filled with, by path."""
        return {path: text for texts in self._texts.values() for path, text in texts.items() if text}

    def handed_over(self) -> dict[str, dict[str, str]]:
        """What the page that takes this one's place goes on with: for each pinned path its texts."""
        return dict(self._texts)

    def go_on_with(self, handed_over: Mapping[str, Mapping[str, str]]) -> None:
        """Pin the same fields as the page before; they must be there already."""
        for path, texts in handed_over.items():
            if field := self._form.field(path):
                self._pin(field)
                self._texts[path] = dict(texts)

    def name_of(self, field: Field) -> str:
        """The words over a field, without the mark."""
        return self._names.get(field.path) or field.widget.accessibleName()

    def _pin(self, field: Field) -> None:
        if field.path not in self._texts:
            self._names[field.path] = field.widget.accessibleName()
            self._texts[field.path] = _texts_of(field)
            self._mark(field, self._names[field.path], pinned=True)

    def _unpin(self, field: Field) -> None:
        if field.path in self._texts:
            del self._texts[field.path]
            self._mark(field, self._names.pop(field.path), pinned=False)

    def _mark(self, field: Field, name: str, *, pinned: bool) -> None:
        """A word beside the label, never a colour alone."""
        field.widget.setAccessibleName(tr("{label}, pinned", label=name) if pinned else name)
        for caption in field.cell.findChildren(QLabel):
            if caption.buddy() is field.widget:
                caption.setText(tr("{label} ●pinned", label=name) if pinned else name)


def _texts_of(field: Field) -> dict[str, str]:
    return {field.path + suffix: text for suffix, text in written(field.widget).items()}

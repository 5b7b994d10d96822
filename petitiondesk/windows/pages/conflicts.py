"""What somebody else's correction left no room for, in words for the bar."""

from PySide6.QtWidgets import QComboBox

from petitiondesk.office import corrections
from petitiondesk.office.reading import column
from petitiondesk.storage.models import Draft
from petitiondesk.windows.messages import tr
from petitiondesk.windows.pages.visit_form import VisitForm


def handed_back(form: VisitForm, draft: Draft) -> list[str]:
    """A sentence for each text that was typed where the record says something else by now, field by field."""
    return [
        tr(
            "{label}: somebody else has put {record}, you had typed {typed}.",
            label=_label(form, conflict.path),
            record=_words(form, conflict.path, conflict.record),
            typed=_words(form, conflict.path, conflict.typed),
        )
        for conflict in corrections.conflicts(draft)
    ]


def _label(form: VisitForm, path: str) -> str:
    """The words over the field; those of its column where the line was taken away."""
    found = column(path)
    return next(iter(form.labels_of([path])), tr(found.info.get("label", "")) if found is not None else path)


def _words(form: VisitForm, path: str, text: str) -> str:
    """The text as the field shows it."""
    field = form.form.field(path)
    if text and field and isinstance(field.widget, QComboBox):
        return field.widget.itemText(field.widget.findData(text)) or text
    return text or tr("nothing")

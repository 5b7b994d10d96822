"""What a correction changes, and what somebody else's left no room for, in words."""

from collections.abc import Mapping
from itertools import takewhile

from PySide6.QtWidgets import QCheckBox, QComboBox

from petitiondesk.office import checks, corrections
from petitiondesk.office.drafts.reading import column
from petitiondesk.rules.briefs import shortened
from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.storage.models import Draft
from petitiondesk.windows.messages import tr
from petitiondesk.windows.pages.reception.visit_form import VisitForm

_LONGEST = 24
"""Characters of a text that stand in a line beside those of another."""

_BEFORE = 4
"""Characters that lead to where two long texts begin to differ."""

_PEOPLE = ("petitioner.", "parties.")


def changes(form: VisitForm, draft: Draft) -> list[str]:
    """A line for each field that a correction changes: what is on record and what will be.

    Of what others at the counter must not read only the field is named.
    """
    seen = in_sight(checks.class_of(draft), anonymous=bool(draft.fields.get("registration.anonymous")))
    paths = (path.removesuffix(".typed") for path in corrections.changed_paths(draft.opened, draft.fields))
    lines = []
    for path in dict.fromkeys(paths):
        label = _label(form, path)
        if label in ("", path):  # of no field
            continue
        if seen.name if path.startswith(_PEOPLE) else seen.matter:
            before, after = _cut(_told(form, path, draft.opened), _told(form, path, draft.fields))
            lines.append(tr("{label}: {before} → {after}", label=label, before=before, after=after))
        else:
            lines.append(label)
    return lines


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
    if field and isinstance(field.widget, QCheckBox):
        return tr("ticked") if text else tr("not ticked")
    if text and field and isinstance(field.widget, QComboBox):
        return field.widget.itemText(field.widget.findData(text)) or text
    return text or tr("nothing")


def _told(form: VisitForm, path: str, texts: Mapping[str, str]) -> str:
    """The words of a field; of an entry of a catalogue its name."""
    return _words(form, path, texts.get(f"{path}.typed") or texts.get(path, ""))


def _cut(before: str, after: str) -> tuple[str, str]:
    """Both cut to a part of a line; long ones begin where they begin to differ."""
    start = 0
    if max(len(before), len(after)) > _LONGEST:
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
        start = max(0, same - _BEFORE)
    lead = "…" if start else ""
    return lead + shortened(before[start:], _LONGEST), lead + shortened(after[start:], _LONGEST)

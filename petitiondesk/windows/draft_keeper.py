"""Keeps what is being typed: within a second of the last key it is on the disk, off the UI thread."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QTimer

from petitiondesk.office import drafts
from petitiondesk.office.drafts import kinds
from petitiondesk.rules.office_day import office_day
from petitiondesk.storage.models import Draft
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.station import Station

WAIT_MS = 400


class DraftKeeper(QObject):
    """The draft of the form on screen. ``texts`` gives the form's fields at the moment of keeping.

    ``kept`` and ``failed`` are called when it was written, or was not. ``carried`` are texts that the form has no field
    for: the person taken over, the case linked. ``taken_over`` is what that person's record has filled in.
    """

    def __init__(
        self,
        station: Station,
        texts: Callable[[], Mapping[str, str]],
        kept: Callable[[], object],
        failed: Callable[[Exception], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._station = station
        self._texts = texts
        self._kept = kept
        self._asking = Asking(station.background, self, failed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.keep_now)
        self.carried: dict[str, str] = {}
        self.taken_over: dict[str, str] = {}
        self._on_disk: Draft | None = None
        self._draft = self._fresh(kinds.VISIT)
        self._begun = False

    @property
    def begun(self) -> bool:
        """Whether anything was typed: from the first key on there is a draft, and the day of receipt runs."""
        return self._begun

    @property
    def form(self) -> str:
        """What the draft is for: a visit, or the correction of a registration."""
        return self._draft.form

    def fields(self) -> dict[str, str]:
        """Everything typed or taken over, by path."""
        return {**self._texts(), **self.carried}

    def draft(self) -> Draft:
        """The draft as it stands now."""
        now = self._station.now()
        return replace(
            self._draft, changed_at=now, fields=self.fields(), taken_over=dict(self.taken_over), parked=False
        )

    def is_on_disk(self) -> bool:
        """Whether the draft is known to be on the disk as it stands now."""
        kept = self._on_disk
        return kept is not None and replace(self.draft(), changed_at=kept.changed_at) == kept

    def begun_on(self) -> date:
        """The day of the first key, by which what is typed is read; who was a minor then still is one."""
        return office_day(self._draft.started_at)

    def typed(self) -> None:
        """A key was typed: the draft begins with the first one, and is kept within a second."""
        if not self._begun:
            self._begun = True
            self._draft = self._fresh(self._draft.form)
        if not self._timer.isActive():
            self._timer.start()

    def change_form(self, form: str) -> None:
        """The draft is for something else from here on, e.g. another channel; what was typed stays in it."""
        self._draft = replace(self._draft, form=form)
        if self._begun:
            self.typed()

    def keep_now(self) -> None:
        """Write the draft now; after the return it is on its way to the disk."""
        self._timer.stop()
        if self._begun:
            draft = self.draft()
            self._asking.act(partial(drafts.keep, self._station.desk, draft), partial(self._written, draft))

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft that was kept; the form is filled by the caller."""
        self._timer.stop()
        self._draft = draft
        self.taken_over = dict(draft.taken_over)
        self._begun = True

    def start_over(self, form: str = kinds.VISIT) -> None:
        """A blank form; nothing is kept until the first key."""
        self._timer.stop()
        self.carried = {}
        self.taken_over = {}
        self._draft = self._fresh(form)
        self._begun = False

    def _written(self, draft: Draft, _nothing: object) -> None:
        self._on_disk = draft
        self._kept()

    def _fresh(self, form: str) -> Draft:
        now = self._station.now()
        return Draft(id=uuid.uuid4().hex, form=form, started_at=now, changed_at=now)

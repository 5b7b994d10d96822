"""The visit on screen: the form, the draft behind it, and the bars over it that say what holds for this visit.

Nothing here refuses a visit: whatever is wrong or missing stands beside its field.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from petitiondesk.office import catalogues, checks, corrections, drafts
from petitiondesk.office.drafts import kinds, pins
from petitiondesk.rules import identity_numbers
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.kinds import Confidentiality, Purpose
from petitiondesk.rules.messages import _
from petitiondesk.storage.models import Draft
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.draft_keeper import DraftKeeper
from petitiondesk.windows.messages import say, tr, trouble
from petitiondesk.windows.pages.reception.conflicts import handed_back
from petitiondesk.windows.pages.reception.form_area import FormArea
from petitiondesk.windows.pages.reception.visit_form import FIRST, VisitForm
from petitiondesk.windows.pickers import category_picker, division_choice, division_picker
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.bars import Bars
from petitiondesk.windows.widgets.notices import Notices

ID_TYPE = "petitioner.id_type"


class VisitOnScreen(QWidget):
    """Shows one draft at a time: a blank form for the next visitor, or one that was kept."""

    changed = Signal(str)
    """The path that the person typed at; the draft has it already."""

    said = Signal(str)
    """For the message line."""

    replaced = Signal()
    """Another visit stands there now, or a blank form."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._asking = Asking(station.background, self, self.failed)
        self._from_number: dict[str, str] = {}
        self._channel = Channel.VISIT
        self.form = VisitForm(divisions=partial(division_picker, station), categories=partial(category_picker, station))
        self.area = FormArea(self.form)
        self.danger_bar, self.correction_bar, self.bar, self.scan_bar = (Notices(self) for _ in range(4))
        self.minor_bar, self.restricted_bar = Notices(self), Notices(self)
        self.bars = Bars(
            self.danger_bar, self.correction_bar, self.bar, self.scan_bar, self.minor_bar, self.restricted_bar
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bars)
        layout.addWidget(self.area, 1)
        self.keeper = DraftKeeper(station, self.form.texts, self.tell_unreadable_drafts, self.failed, self)
        self.form.changed.connect(self._changed)
        self.form.strip.chosen.connect(self.choose_channel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bars leave the form half of the height."""
        super().resizeEvent(event)
        self.bars.fit(self.height() // 2)

    # -- one draft after the other ---------------------------------------------------------------------------------

    def draft(self) -> Draft | None:
        """What an act is to go by, what an input method still composes included; None on a blank form.

        Every act reads the form by this: only so nothing that is seen there is left out. Whoever looks while somebody
        types, and is no act, asks :meth:`draft_as_kept` or :meth:`is_free`.
        """
        self.form.commit_composed()
        return self.draft_as_kept()

    def draft_as_kept(self) -> Draft | None:
        """What was typed, without what is still being composed, which goes on undisturbed."""
        return self.keeper.draft() if self.keeper.begun else None

    def is_free(self) -> bool:
        """Whether something else can be shown here: nobody has typed, or is composing the first word."""
        return not self.keeper.begun and not self.form.is_composing()

    def take_up(self, draft: Draft) -> None:
        """Show a draft that was kept, or a registration that is to be corrected."""
        self._show(draft)
        self.form.focus_where_left()

    def bring_up(self, draft: Draft) -> None:
        """Show the draft on screen on top of what somebody else has put on record; the cursor and the words stay."""
        said = self.bar.everything()
        self._show(draft, same_visit=True)
        self.bar.restore(said)

    def start_over(self) -> None:
        """A blank form of the same channel, but for what is pinned, with the cursor in its first field."""
        self.form.show_channel(self._channel)
        self.form.focus(self.form.first())
        self.form.fill_blank()
        # last: a field that is left may still speak
        self.keeper.start_over(kinds.form_of(kinds.NewRegistration(self._channel)))
        for bar in (self.correction_bar, self.bar, self.scan_bar):
            bar.say("")
        self.check_filled()
        self.area.to_top()
        self.form.focus(self.form.first())
        self.replaced.emit()

    def clear(self) -> Draft | None:
        """Show a blank form; gives what stood there and is to be kept, None when there was nothing to keep."""
        draft = self.draft()
        if draft and corrections.is_untouched(draft):
            self._drop(draft)
            draft = None
        self.start_over()
        return draft

    def keep(self) -> None:
        """Put what is on screen on the disk at once."""
        draft = self.draft()
        if draft and corrections.is_untouched(draft):
            self._drop(draft)
        else:
            self.keeper.keep_now()

    def unkept(self) -> Draft | None:
        """What is on screen, where it is to be kept and is not known to be on the disk."""
        draft = self.draft()
        return None if draft is None or corrections.is_untouched(draft) or self.keeper.is_on_disk() else draft

    # -- while somebody types --------------------------------------------------------------------------------------

    def choose_channel(self, channel: Channel) -> None:
        """What is on screen came by this channel; nothing typed is lost. What is registered keeps its own."""
        self.form.commit_composed()
        if not isinstance(kinds.kind_of(self.keeper.draft()), kinds.NewRegistration):
            self.said.emit(tr("What is registered keeps its channel: it is part of its number."))
            return
        self._channel, left = channel, self.form.path_in_focus()
        self.form.show_channel(channel)
        if not self.keeper.begun:
            self.form.fill_blank()
        self.keeper.change_form(kinds.form_of(kinds.NewRegistration(channel)))
        if not self.keeper.begun or not self.form.is_in_sight(left):
            self.form.focus(self.form.first())
        self._check()

    def turn_pin(self) -> None:
        """Pin the field with the cursor, or take its pin off."""
        path = self.form.path_in_focus()
        if not isinstance(kinds.kind_of(self.keeper.draft()), kinds.NewRegistration):
            self.said.emit(tr("Fields are pinned in a form for something new only."))
        elif refused := pins.why_not_pinned(path):
            self.said.emit(say(refused))
        else:
            words = _("No longer pinned: {label}.")
            if self.form.pins.turn(path):
                words = _("Pinned: {label} stays in the next form until {key} unpins it, or the program closes.")
            label = "".join(self.form.labels_of([path]))
            self.said.emit(tr(words, label=label, key=actions.key_text("pin")))

    def channel(self) -> Channel:
        """The channel of the next blank form."""
        return self._channel

    def begin_like(self, channel: Channel, pinned: Mapping[str, Mapping[str, str]]) -> None:
        """Go on with the channel and the pins of the page before: a blank form."""
        self._channel = channel
        self.form.arrival.make_room({path: "" for path in pinned})
        self.form.pins.go_on_with(pinned)
        self.start_over()

    def turn_restricted(self) -> None:
        """The matter is a report of wrongdoing: restricted from here on."""
        self.form.form.write("registration.purpose", Purpose.REPORT_OF_WRONGDOING)
        self._changed("registration.purpose")

    def is_restricted(self) -> bool:
        """Whether the visit is a report of wrongdoing."""
        return checks.class_of(self.keeper.draft()) == Confidentiality.RESTRICTED

    def card_scanned(self, number: str) -> None:
        """A card was read: its number goes to whose line has the focus. What stands there is never replaced."""
        path = self.form.id_number_in_focus()
        there = self.form.form.text(path)
        if there and identity_numbers.in_full(there) != identity_numbers.in_full(number):
            self.scan_bar.say(
                tr(
                    "Scanned {number}, but {other} stands in the field and was kept. If the card is right, empty the "
                    "field and scan again.",
                    number=number,
                    other=there,
                )
            )
            return
        if not there:
            self.form.form.write(path, number)
            if path == FIRST:
                self.form.form.write(ID_TYPE, identity_numbers.type_of(number) or "")
            self._changed(path)
        name = path.replace("id_number", "name")
        if not self.form.is_composing() and not self.form.form.text(name):
            self.form.focus(name)

    def check_filled(self) -> None:
        """The program has filled fields: say what is wrong or missing, and know what the ID number had said."""
        texts = self.form.texts()
        said = checks.from_identity_number(texts, self.keeper.begun_on())
        self._from_number = {path: text for path, text in said.items() if texts.get(path) == text}
        self._check()

    def failed(self, error: Exception) -> None:
        """Say in the bar what went wrong."""
        self.bar.say(trouble(error), "late")

    def tell_unreadable_drafts(self) -> None:
        """Words that were set aside because they can't be read never go without a word."""
        for message in drafts.unreadable(self._station.desk):
            self.bar.keep(say(message), say(message))

    # -- private ---------------------------------------------------------------------------------------------------

    def _show(self, draft: Draft, *, same_visit: bool = False) -> None:
        fields = dict(draft.fields)
        if isinstance(kinds.kind_of(draft), kinds.NewRegistration):
            self._channel = kinds.channel_of(draft)
        self.form.show_channel(kinds.channel_of(draft))
        self.form.fill(fields, same_visit=same_visit)
        self.keeper.start_over()
        self.keeper.take_up(draft)
        self.keeper.carried = {path: text for path, text in fields.items() if path not in self.form.texts()}
        self.bar.say("")
        self.scan_bar.say("")
        self.correction_bar.say("\n".join([*_heading(draft), *handed_back(self.form, draft)]))
        self.check_filled()
        self.replaced.emit()

    def _drop(self, draft: Draft) -> None:
        self._asking.act(partial(drafts.drop, self._station.desk, draft))

    def _changed(self, path: str) -> None:
        self.keeper.typed()
        if kinds.corrected_number(self.keeper.draft()) is None:
            self.form.pins.typed(path)
        if path.endswith("id_number"):
            self.scan_bar.say("")
        if path in (FIRST, ID_TYPE):
            self._fill_from_identity_number()
        self.changed.emit(path)
        self._check()

    def _fill_from_identity_number(self) -> None:
        """Sex and birth are what the number says; its county is only offered, people move."""
        texts = self.form.texts()
        said = checks.from_identity_number(texts, self.keeper.begun_on())
        for path, former in self._from_number.items():
            if texts.get(path) == former:
                self.form.form.write(path, "")
        for path, text in said.items():
            self.form.form.write(path, text)
        self._from_number = said
        if said:
            number = texts[FIRST]
            self._asking.read(
                partial(catalogues.county_of, self._station.desk, number), partial(self._offer_division, number)
            )

    def _offer_division(self, number: str, county: catalogues.DivisionEntry | None) -> None:
        if self.form.form.text(FIRST) == number:
            self.form.suggest_division("petitioner.division_id", division_choice(county) if county else None)

    def _check(self) -> None:
        """Say what is wrong or missing. A blank form is not scolded."""
        draft, begun_on = self.keeper.draft(), self.keeper.begun_on()
        fields, begun = draft.fields, self.keeper.begun
        problems = _problems(draft, begun_on) if begun else ()
        self.form.form.show_problems(problems)
        danger = checks.danger(fields, begun_on) if begun else None
        self.danger_bar.say(say(danger) if danger else "", "late")
        minor = checks.minor(fields, begun_on) if begun else None
        self.minor_bar.say(say(minor) if minor else "")
        confidentiality = checks.class_of(draft)
        self.form.reflect(confidentiality)
        self.area.say_what_is_wrong()
        self.restricted_bar.say(
            tr("Report of wrongdoing: restricted. The slip names nobody; nothing of it reaches who is complained of.")
            if confidentiality == Confidentiality.RESTRICTED
            else ""
        )


def _problems(draft: Draft, begun_on: date) -> tuple[checks.Problem, ...]:
    return checks.problems(draft.fields, begun_on, on_record=draft.opened, channel=kinds.channel_of(draft))


def _heading(draft: Draft) -> list[str]:
    """What stands over a correction as long as it is on screen."""
    number = kinds.corrected_number(draft)
    if number is None:
        return []
    words = _(
        "Correction of {number}: {save} saves it with its reason; {leave} drops it, and the record stays as it is."
    )
    if isinstance(kinds.kind_of(draft), kinds.Addition):
        words = _(
            "Told after {number} was registered, and not on record: {save} saves it as a correction with its reason; "
            "{leave} ends it in somebody's words."
        )
    return [tr(words, number=number, save=actions.key_text("register"), leave=actions.key_text("end_draft"))]

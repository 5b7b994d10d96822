"""The acts of the office: what the history calls each, what kind of thing it touches, which right it needs.

An act is added here as one line, and written as one function of the office whose body stands in
``with desk.act(Act.X, now) as act:``.
"""

from enum import StrEnum
from typing import Self

from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import _


class Thing(Kind):
    """The kinds of things that acts touch; the stored code is the ``object_kind`` of an event."""

    REGISTRATION = "registration", _("Registration")
    CASE = "case", _("Case")
    PAPER = "paper", _("Paper")
    DRAFT = "draft", _("Draft")
    OFFICE = "office", _("Office")
    STAFF = "staff", _("Person of the office")
    ATTACHMENT = "attachment", _("Attachment")
    UNIT = "unit", _("Unit")
    CALENDAR = "calendar", _("Calendar of days off")


class Right(Kind):
    """What somebody may do. Until accounts exist everybody who sits at a desk has every right."""

    RECEIVE = "receive", _("Receive visitors and register")
    PAPERS = "papers", _("Make and print papers")
    HANDLE = "handle", _("Handle cases")
    OFFICE = "office", _("Change the office's details and its people")


class Act(StrEnum):
    """An act: the code that the history keeps, its label (a msgid), the thing that it touches, the right it needs."""

    label: str
    thing: Thing
    right: Right

    def __new__(cls, code: str, label: str, thing: Thing, right: Right) -> Self:
        """A member from its line in the table."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label, member.thing, member.right = label, thing, right
        return member

    REGISTER = "registration.registered", _("Entered in the register"), Thing.REGISTRATION, Right.RECEIVE
    CORRECT = "registration.corrected", _("Corrected"), Thing.REGISTRATION, Right.RECEIVE
    FOLLOW_CASE = (
        "registration.case_changed",
        _("Another registration left its case"),
        Thing.REGISTRATION,
        Right.RECEIVE,
    )
    ANSWER = "registration.answered", _("Answered on the spot"), Thing.REGISTRATION, Right.RECEIVE
    OPEN = "registration.opened", _("Opened"), Thing.REGISTRATION, Right.RECEIVE
    NOTE_WRONG_TIME = (
        "registration.clock_behind",
        _("Registered while the computer's time was wrong"),
        Thing.REGISTRATION,
        Right.RECEIVE,
    )
    NOTE_COUNTER_BEHIND = (
        "registration.counter_behind",
        _("Registered after the highest number, which the counter stood behind"),
        Thing.REGISTRATION,
        Right.RECEIVE,
    )
    RECORD_STEP = "case.step", _("Step done"), Thing.CASE, Right.HANDLE
    TAKE_BACK_STEP = "case.step_taken_back", _("Step taken back"), Thing.CASE, Right.HANDLE
    LINK = "registration.linked", _("Linked to a case as raised again"), Thing.REGISTRATION, Right.HANDLE
    UNLINK = "registration.unlinked", _("Taken out of a case"), Thing.REGISTRATION, Right.HANDLE
    ADD_ATTACHMENT = "attachment.added", _("Attachment added"), Thing.ATTACHMENT, Right.RECEIVE
    SET_ATTACHMENT_ASIDE = "attachment.put_aside", _("Attachment put aside"), Thing.ATTACHMENT, Right.RECEIVE
    OPEN_ATTACHMENT = "attachment.opened", _("Attachment opened"), Thing.ATTACHMENT, Right.RECEIVE
    WITHDRAW_DRAFT = "draft.withdrawn", _("Withdrawn before it was registered"), Thing.DRAFT, Right.RECEIVE
    DRAFT_BY_MISTAKE = "draft.mistake", _("Opened by mistake"), Thing.DRAFT, Right.RECEIVE
    MAKE_PAPER = "paper.made", _("Paper made"), Thing.PAPER, Right.PAPERS
    PRINT_PAPER = "paper.printed", _("Paper printed or saved"), Thing.PAPER, Right.PAPERS
    FOUND_OFFICE = "office.founded", _("Office founded"), Thing.OFFICE, Right.OFFICE
    CHANGE_OFFICE = "office.changed", _("Details of the office changed"), Thing.OFFICE, Right.OFFICE
    CONFIRM_TIME = "office.clock_confirmed", _("Computer's time confirmed"), Thing.OFFICE, Right.RECEIVE
    RESTORE_GUARDS = "office.guards_restored", _("Guards of the history put back"), Thing.OFFICE, Right.RECEIVE
    KEEP_CALENDAR = "calendar.kept", _("Notice of days off kept"), Thing.CALENDAR, Right.OFFICE
    RECOUNT = "case.recounted", _("Counted anew by a notice of days off"), Thing.CASE, Right.OFFICE
    ADD_STAFF = "staff.added", _("Put on the list of people"), Thing.STAFF, Right.OFFICE
    CHANGE_STAFF = "staff.changed", _("Changed on the list of people"), Thing.STAFF, Right.OFFICE
    END_STAFF = "staff.ended", _("Ended on the list of people"), Thing.STAFF, Right.OFFICE
    ADD_UNIT = "unit.added", _("Put into the catalogue of units"), Thing.UNIT, Right.OFFICE
    CHANGE_UNIT = "unit.changed", _("Changed in the catalogue of units"), Thing.UNIT, Right.OFFICE
    END_UNIT = "unit.ended", _("Ended in the catalogue of units"), Thing.UNIT, Right.OFFICE
    IMPORT_UNITS = "unit.imported", _("Imported into the catalogue of units"), Thing.UNIT, Right.OFFICE

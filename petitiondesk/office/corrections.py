"""Corrections: a registered visit is put right with a reason; its number stays, the old values stay in the history."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from petitiondesk.office import answers, drafts, duties, entry, papers
from petitiondesk.office.desk import Desk
from petitiondesk.office.merging import Conflict, on_top
from petitiondesk.office.reading import Reading, read_for_the_record
from petitiondesk.office.restricted import opening
from petitiondesk.office.texts import texts_of
from petitiondesk.rules.kinds import Confidentiality, NewFacts
from petitiondesk.rules.messages import Message, _
from petitiondesk.storage import history, registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Draft, Duty, Party, Registration
from petitiondesk.storage.petitioners import add_name_keys

FORM = "correction"
"""A draft whose form is ``correction:NUMBER`` corrects that registration."""


REGISTERED = "registration.registered"
"""The act by which a registration came into the history."""

CORRECTED = "registration.corrected"

_SETTLED = ("petitioner.id", "registration.case_id")


@dataclass(frozen=True)
class Begun:
    """A correction to go on with; ``conflicts``: what was typed into it where somebody else's correction stands now."""

    draft: Draft
    conflicts: tuple[Conflict, ...] = ()


class NothingChanged(Exception):
    """The draft says just what is on record; ``message`` says so."""

    message = Message(_("It says just what is on record, so nothing was corrected."))


class ChangedMeanwhile(Exception):
    """Somebody else has corrected the registration since it was opened; ``message`` says so."""

    message = Message(
        _(
            "Somebody else has corrected this registration meanwhile. Nothing was overwritten: what you typed stands "
            "on top of what the record says now. Look it through and save again."
        )
    )


def form_of(number: str) -> str:
    """The form of a draft that corrects a registration."""
    return f"{FORM}:{number}"


def number_of(draft: Draft) -> str | None:
    """The registration that a draft corrects; None for a draft of something new."""
    form, _, number = draft.form.partition(":")
    return number if form == FORM else None


def on_record(desk: Desk, number: str) -> dict[str, str]:
    """A registration as the texts of a draft, by path. Raises LookupError where there is none."""
    with desk.database.read() as session:
        registration = registrations.with_everything(session, number)
        if registration is None:
            raise LookupError(number)
        return texts_of(session, registration)


def begin(desk: Desk, number: str, *, now: datetime) -> Begun:
    """The correction of a registration that was begun at this counter and waits, or a new one, which says the record.

    What was typed into one that waits stands on top of what others have corrected since. Raises LookupError where
    there is no such registration.
    """
    record = on_record(desk, number)
    opening(desk, number, how=FORM, now=now)
    waiting = next((draft for draft in drafts.waiting(desk) if number_of(draft) == number), None)
    if waiting is None:
        return Begun(_correction(number, record, record, now, now))
    return brought_up(waiting, record)


def brought_up(draft: Draft, record: Mapping[str, str]) -> Begun:
    """A correction that was begun before, with what was typed into it on top of what the record says now."""
    merged = on_top(record, draft.opened, draft.fields)
    return Begun(replace(draft, fields=merged.fields, opened=record), merged.conflicts)


def is_untouched(draft: Draft) -> bool:
    """Whether a draft is a correction that says just what stood on record when it was begun."""
    return number_of(draft) is not None and draft.fields == draft.opened


def changed_paths(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The paths at which two sets of texts differ."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def said_later(desk: Desk, draft: Draft, number: str, *, now: datetime) -> Begun | None:
    """What a draft of a visit says by now and did not say when ``number`` was registered from it, as a correction.

    None where it says no more. What was corrected in between stays. Raises LookupError where there is no such number.
    """
    record = on_record(desk, number)
    with desk.database.read() as session:
        [registered] = _in_history(session, REGISTERED, number) or [{"fields": record}]
        corrected = _in_history(session, CORRECTED, number)
    then, by_now = _told(registered["fields"]), _told(draft.fields)
    if then == by_now:
        return None
    as_registered = dict(record)
    for path, (former, _now) in ((path, texts) for each in corrected for path, texts in each["changed"].items()):
        as_registered[path] = former
    added = {path: by_now.get(path, "") for path in changed_paths(then, by_now)}
    merged = on_top(record, as_registered, as_registered | added)
    return Begun(_correction(number, merged.fields, record, draft.started_at, now), merged.conflicts)


def _in_history(session: Session, act: str, number: str) -> list[dict[str, Any]]:
    return history.payloads_of(session, act=act, object_kind="registration", object_id=number)


def _told(fields: Mapping[str, str]) -> dict[str, str]:
    """What a correction can take up; whom and what a visit was linked to is settled when it is registered."""
    return {path: text for path, raw in fields.items() if path not in _SETTLED and (text := raw.strip())}


def correct(desk: Desk, draft: Draft, *, reason: str, now: datetime) -> str:
    """Put a registration right as the draft says and give its number; one act, with the reason in the history.

    Raises LookupError where the registration is not there, ValueError without a reason, NothingChanged, and
    ChangedMeanwhile where the record says something else by now than when the correction was begun.
    """
    number = number_of(draft) or ""
    if not reason.strip():
        raise ValueError("a correction needs its reason")
    with desk.database.write() as session:
        registration = registrations.with_everything(session, number)
        if registration is None:
            raise LookupError(number)
        before = texts_of(session, registration)
        if draft.opened != before:
            raise ChangedMeanwhile
        former, was_new, case = registration.duty, _brings_something_new(registration), registration.case
        names = {party.petitioner: party.petitioner.name for party in registration.parties}
        reading = read_for_the_record(session, draft.fields, registration.received_on)
        entry.write_registration(registration, reading)
        _correct_class(session, registration, reading)
        if registration.repeat and _brings_something_new(registration) != was_new:
            duties.follow_new_facts(session, registration)
        if registration.duty is not former and registration.duty.done_on is None:
            registration.duty.done_on = answers.answered_on(session, registration)
        entry.write_requests(registration, reading)
        _correct_parties(session, registration, reading, now)
        session.flush()
        changed = _changed(before, texts_of(session, registration))
        if not changed:
            raise NothingChanged
        for party in registration.parties:
            add_name_keys(session, party.petitioner, former=names.get(party.petitioner))
        history.record(
            session,
            actor=desk.actor,
            act=CORRECTED,
            object_kind="registration",
            object_id=number,
            now=now,
            payload={"reason": reason.strip(), "changed": changed, **_day_changed(former, registration.duty)},
        )
        papers.issue(session, registration, papers.SLIP, now=now)
        if registration.case is not case:
            _settle_those_left(session, desk, case, now)
    drafts.put_away(desk, draft)
    return number


def _correction(
    number: str, fields: Mapping[str, str], record: Mapping[str, str], started_at: datetime, now: datetime
) -> Draft:
    return Draft(uuid.uuid4().hex, form_of(number), started_at=started_at, changed_at=now, fields=fields, opened=record)


def _correct_class(session: Session, registration: Registration, reading: Reading) -> None:
    """A class is only ever raised here: lowering it would show what somebody was promised to keep.

    What turns out to be a report of wrongdoing leaves a case that others belong to, as it would have at reception.
    """
    classes = [str(one) for one in Confidentiality]
    found = entry.confidentiality(reading, registration.received_on)
    case = registration.case
    if classes.index(found) <= classes.index(case.confidentiality):
        return
    if found is Confidentiality.RESTRICTED and _holds_others(session, registration):
        registration.case = Case(opened_on=registration.received_on, confidentiality=found, rule_set=case.rule_set)
        registration.repeat = False
        duties.leave_case(session, registration)
    else:
        case.confidentiality = found


def _settle_those_left(session: Session, desk: Desk, case: Case, now: datetime) -> None:
    """After a report of wrongdoing left a case: the oldest visit that stays is the first, by whose request it stands.

    The day that it was told stands: what an office has promised under a number it keeps. Every slip that says
    something else by now gets its version here. Nothing that is kept of it names what left.
    """
    for place, number in enumerate(registrations.numbers_in_case(session, case.id)):
        left = registrations.with_everything(session, number)
        if left is None:
            continue
        is_first_now = place == 0 and left.repeat
        if is_first_now:
            left.repeat = False
            for request in left.requests:
                request.said_again = False
            session.flush()
        slips = len(registrations.papers(session, number))
        papers.issue(session, left, papers.SLIP, now=now)
        if is_first_now or len(registrations.papers(session, number)) > slips:
            history.record(
                session,
                actor=desk.actor,
                act="registration.case_changed",
                object_kind="registration",
                object_id=number,
                now=now,
                payload={"first": place == 0},
            )


def _brings_something_new(registration: Registration) -> bool:
    return registration.new_facts == NewFacts.YES


def _day_changed(former: Duty, now: Duty) -> dict[str, list[str]]:
    """The last day that was told and the one that holds now, where they differ."""
    days = [former.last_day.isoformat(), now.last_day.isoformat()]
    return {} if days[0] == days[1] else {"last_day": days}


def _holds_others(session: Session, registration: Registration) -> bool:
    other = select(Registration.id).where(
        Registration.case_id == registration.case_id, Registration.id != registration.id
    )
    return session.scalar(other.limit(1)) is not None


def _correct_parties(session: Session, registration: Registration, reading: Reading, now: datetime) -> None:
    """People keep their rows by their positions."""
    former = {party.position: party for party in registration.parties}
    registration.parties = [
        _corrected(session, registration, former.get(position), said, position, now)
        for position, said in entry.people_of(reading).items()
    ]


def _corrected(
    session: Session,
    registration: Registration,
    party: Party | None,
    said: Mapping[str, Any],
    position: int,
    now: datetime,
) -> Party:
    """Somebody's part put right. A record by which another registration shows what was told then is left alone.

    A report of wrongdoing shares no record at all: nothing told there may stand where others see it.
    """
    known = party.petitioner if party else None
    if known is not None and registrations.appears_elsewhere(session, known.id, registration.id):
        restricted = registration.case.confidentiality == Confidentiality.RESTRICTED
        if restricted or not entry.says_the_same(known, said):
            known = None
    if known is None:
        known = entry.new_petitioner(said, now)
    else:
        entry.write_petitioner(known, said)
    return entry.write_party(party or Party(), known, said, position)


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    return {path: [before.get(path, ""), after.get(path, "")] for path in changed_paths(before, after)}

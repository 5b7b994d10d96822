"""Corrections: a registered visit is put right with a reason; its number stays, the old values stay in the history."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from petitiondesk.office import cases, drafts, duties, papers
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import NotOnRecord, entry
from petitiondesk.office.drafts.kinds import Addition, Correction, corrected_number, form_code, form_of
from petitiondesk.office.drafts.merging import Conflict, Merged, on_top, words_at
from petitiondesk.office.drafts.reading import Reading, read_for_the_record
from petitiondesk.office.drafts.texts import texts_of
from petitiondesk.office.papers.keeping import versions
from petitiondesk.office.problems import Problem
from petitiondesk.office.projection import bring_up
from petitiondesk.office.restricted import opening
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.kinds import Confidentiality, NewFacts
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.office_day import office_day
from petitiondesk.storage import history, registrations, search
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Draft, Party, Registration
from petitiondesk.storage.petitioners import add_name_keys

_SETTLED = ("petitioner.id", "registration.case_id")


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


class RequestsStand(Exception):
    """Requests about which steps stand were taken out; ``problems`` say so by field, ``message`` by number."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.path for problem in problems))
        self.problems = tuple(problems)
        numbers = ", ".join(str(int(problem.path.split(".")[1]) + 1) for problem in problems)
        words = _("Steps on record are about request {numbers}: it can be worded anew, and not be taken out.")
        self.message = Message(words, {"numbers": numbers})


def on_record(desk: Desk, number: str) -> dict[str, str]:
    """A registration as the texts of a draft, by path. Raises NotOnRecord where there is none."""
    return _on_record(desk, number)[0]


def begin(desk: Desk, number: str, *, now: datetime) -> Draft:
    """The correction of a registration that was begun at this counter and waits, or a new one, which says the record.

    Raises NotOnRecord.
    """
    waiting = next((draft for draft in drafts.waiting(desk) if corrected_number(draft) == number), None)
    blank = Draft(uuid.uuid4().hex, form_of(Correction(number)), started_at=now, changed_at=now)
    return go_on(desk, waiting or blank, now=now)


def go_on(desk: Desk, draft: Draft, *, now: datetime) -> Draft:
    """A correction that waited: what was typed into it, on top of what the record says now. Raises NotOnRecord."""
    number = corrected_number(draft) or ""
    record, received_at = _on_record(desk, number)
    opening(desk, number, how=form_code(Correction), now=now)
    return replace(brought_up(draft, record), started_at=received_at)


def brought_up(draft: Draft, record: Mapping[str, str]) -> Draft:
    """What was typed into a correction, on top of what the record says now."""
    return _with_merged(draft, record, on_top(record, draft.opened, draft.fields))


def conflicts(draft: Draft) -> list[Conflict]:
    """What was typed into a correction, finds somebody else's words on record, and is not there by now."""
    return [
        Conflict(path, words_at(draft.opened, path), typed)
        for path, typed in sorted(draft.handed_back.items())
        if words_at(draft.fields, path) != typed
    ]


def is_untouched(draft: Draft) -> bool:
    """Whether a draft is a correction to which nothing was added: it may go when it is left."""
    return corrected_number(draft) is not None and drafts.says_no_more(draft)


def says_the_record(draft: Draft) -> bool:
    """Whether a draft is a correction that has nothing to save."""
    return corrected_number(draft) is not None and draft.fields == draft.opened


def changed_paths(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The paths at which two sets of texts differ."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def said_later(desk: Desk, draft: Draft, number: str, *, now: datetime) -> Draft | None:
    """What a draft of a visit says by now and did not say when ``number`` was registered from it, as an addition.

    It is to take the visit's place among the drafts. None where it says no more than the record. What was corrected
    in between stays: that a restricted registration is opened so stands in the history first. Raises NotOnRecord.
    """
    record = on_record(desk, number)
    with desk.database.read() as session:
        [registered] = history.payloads_of(session, Act.REGISTER, number) or [{"fields": record}]
        corrected = history.payloads_of(session, Act.CORRECT, number)
    then, by_now = _told(registered["fields"]), _told(draft.fields)
    if then == by_now:
        return None
    as_registered = dict(record)
    for path, (former, _now) in ((path, texts) for each in corrected for path, texts in each["changed"].items()):
        as_registered[path] = former
    added = {path: by_now.get(path, "") for path in changed_paths(then, by_now)}
    merged = on_top(record, as_registered, as_registered | added)
    addition = replace(draft, form=form_of(Addition(number)), changed_at=now, handed_back={}, taken_over={})
    later = _with_merged(addition, record, merged)
    if drafts.says_no_more(later):
        return None
    opening(desk, number, how=form_code(Addition), now=now)
    return later


def _with_merged(draft: Draft, record: Mapping[str, str], merged: Merged) -> Draft:
    handed_back = {**draft.handed_back, **{each.path: each.typed for each in merged.conflicts}}
    draft = replace(draft, fields=merged.fields, opened=record, handed_back=handed_back)
    return replace(draft, handed_back={each.path: each.typed for each in conflicts(draft)})


def _on_record(desk: Desk, number: str) -> tuple[dict[str, str], datetime]:
    """A registration as texts, and the moment of its receipt."""
    with desk.database.read() as session:
        registration = registrations.with_everything(session, number)
        if registration is None:
            raise NotOnRecord(number)
        return texts_of(session, registration), registration.started_at


def _told(fields: Mapping[str, str]) -> dict[str, str]:
    """What a correction can take up; whom and what a visit was linked to is settled when it is registered."""
    return {path: text for path, raw in fields.items() if path not in _SETTLED and (text := raw.strip())}


def _corrected_by_people(record: Mapping[str, str]) -> dict[str, str]:
    """A record without the class of its case, which a later visit raises with nobody correcting anything."""
    return {path: text for path, text in record.items() if path != "case.confidentiality"}


def correct(desk: Desk, draft: Draft, *, reason: str, now: datetime) -> str:
    """Put a registration right as the draft says and give its number; one act, with the reason in the history.

    Raises NotOnRecord, ValueError without a reason, NothingChanged, RequestsStand, and ChangedMeanwhile where the
    record says something else by now than when the correction was begun.
    """
    number = corrected_number(draft) or ""
    if not reason.strip():
        raise ValueError("a correction needs its reason")
    with desk.act(Act.CORRECT, now) as act:
        session = act.session
        registration = registrations.with_everything(session, number)
        if registration is None:
            raise NotOnRecord(number)
        before = texts_of(session, registration)
        if _corrected_by_people(draft.opened) != _corrected_by_people(before):
            raise ChangedMeanwhile
        former, was_new, case = registration.duty, _brings_something_new(registration), registration.case
        names = {party.petitioner: party.petitioner.name for party in registration.parties}
        reading = read_for_the_record(session, draft.fields, office_day(registration.started_at))
        entry.write_registration(registration, reading)
        _correct_class(session, registration, reading)
        if registration.repeat and _brings_something_new(registration) != was_new:
            duties.follow_new_facts(session, registration)
        day_before = registration.duty.last_day
        if any(path.startswith("arrival.") for path in changed_paths(draft.opened, draft.fields)):
            _correct_arrival(session, registration, reading)
        _correct_requests(session, registration, reading)
        _correct_parties(session, registration, reading, now)
        bring_up(session, office_day(now), registration.case, *(() if registration.case is case else (case,)))
        changed = _changed(before, texts_of(session, registration))
        if not changed:
            raise NothingChanged
        for party in registration.parties:
            add_name_keys(session, party.petitioner, former=names.get(party.petitioner))
        search.put(session, registration)
        told = day_before if former is registration.duty else former.last_day
        kept = {"reason": reason.strip(), "changed": changed, **_day_changed(told, registration.duty.last_day)}
        cases.issue_slip_anew(session, registration, now)
        act.on(Thing.REGISTRATION, number, kept)
        if registration.case is not case:
            act.on(Thing.CASE, case.number, {})
            cases.settle_those_left(act, case)
    drafts.put_away(desk, draft.id)
    return number


def _correct_class(session: Session, registration: Registration, reading: Reading) -> None:
    """A class is only ever raised here: lowering it would show what somebody was promised to keep.

    What turns out to be a report of wrongdoing leaves a case that others belong to, as it would have at reception.
    """
    classes = [str(one) for one in Confidentiality]
    found = entry.confidentiality(reading, registration.received_on)
    case = registration.case
    if classes.index(found) <= classes.index(case.confidentiality):
        return
    if found is Confidentiality.RESTRICTED and cases.holds_others(session, registration):
        cases.give_its_own(session, registration, found)
    else:
        case.confidentiality = found


def _that_stand(session: Session, registration: Registration, left: Collection[int]) -> tuple[Problem, ...]:
    words = _("A step on record is about this request: it can be worded anew, and not be taken out.")
    return tuple(
        Problem(f"requests.{request.position}.text", Message(words), "wrong", sure=True)
        for request in registration.requests
        if request.position not in left and cases.is_stepped(session, request)
    )


def _correct_requests(session: Session, registration: Registration, reading: Reading) -> None:
    """A request about which steps stand stays, and goes its own way on whatever the registration says of new facts."""
    if against := _that_stand(session, registration, entry.requests_of(reading)):
        raise RequestsStand(against)
    on_their_way = [each for each in registration.requests if not each.said_again and cases.is_stepped(session, each)]
    entry.write_requests(registration, reading)
    for request in on_their_way:
        request.said_again = False


def _brings_something_new(registration: Registration) -> bool:
    return registration.new_facts == NewFacts.YES


def _correct_arrival(session: Session, registration: Registration, reading: Reading) -> None:
    """After a correction of how and from where it came: the day of receipt, and the terms that run from it."""
    channel = Channel.of(registration.channel) or Channel.VISIT
    registration.received_on = entry.received_on(reading, channel, registration.started_at)
    duties.follow_arrival(session, registration, told=bool(versions(session, registration, papers.SLIP)))


def _day_changed(told: date, holds: date) -> dict[str, list[str]]:
    """The last day that was told and the one that holds now, where they differ."""
    days = [told.isoformat(), holds.isoformat()]
    return {} if days[0] == days[1] else {"last_day": days}


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

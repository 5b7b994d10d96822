"""Corrections: a registered visit is put right with a reason; its number stays, the old values stay in the history."""

from collections.abc import Mapping
from datetime import datetime
from itertools import zip_longest
from typing import Any

from petitiondesk.office import entry, papers
from petitiondesk.office.desk import Desk
from petitiondesk.office.reading import Reading, read
from petitiondesk.office.texts import petitioner_and_others, texts_of
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import Message, _
from petitiondesk.storage import history, registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Draft, Party, Registration, Request
from petitiondesk.storage.petitioners import add_name_keys

FORM = "correction"
"""A draft whose form is ``correction:NUMBER`` corrects that registration."""


class NothingChanged(Exception):
    """The draft says just what is on record; ``message`` says so."""

    message = Message(_("It says just what is on record, so nothing was corrected."))


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


def changed_paths(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The paths at which two sets of texts differ."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def correct(desk: Desk, draft: Draft, *, reason: str, now: datetime) -> str:
    """Put a registration right as the draft says and give its number; one act, with the reason in the history.

    Raises LookupError where the registration is not there, ValueError without a reason, NothingChanged.
    """
    number = number_of(draft) or ""
    if not reason.strip():
        raise ValueError("a correction needs its reason")
    with desk.database.write() as session:
        registration = registrations.with_everything(session, number)
        if registration is None:
            raise LookupError(number)
        before = texts_of(session, registration)
        reading = read(draft.fields, registration.received_on)
        entry.write_registration(registration, reading)
        _correct_parties(session, registration, reading, now)
        _correct_requests(registration, reading)
        _correct_class(registration, reading)
        session.flush()
        changed = _changed(before, texts_of(session, registration))
        if not changed:
            raise NothingChanged
        for party in registration.parties:
            add_name_keys(session, party.petitioner)
        history.record(
            session,
            actor=desk.actor,
            act="registration.corrected",
            object_kind="registration",
            object_id=number,
            now=now,
            payload={"reason": reason.strip(), "changed": changed},
        )
        papers.issue(session, registration, papers.SLIP, now=now)
    desk.drafts.drop(draft.id)
    return number


def _correct_parties(session: Session, registration: Registration, reading: Reading, now: datetime) -> None:
    """People keep their rows by their part: the petitioner's is the petitioner's, the others' in their order."""
    petitioner, others = petitioner_and_others(registration)
    said = [({"role": entry.PETITIONER_ROLE, **reading.of("petitioner")}, petitioner)]
    said += zip_longest(reading.rows("parties"), others)
    registration.parties = [
        _corrected(session, registration, party, person, position, now)
        for position, (person, party) in enumerate(said)
        if person and entry.is_somebody(person)
    ]


def _corrected(
    session: Session,
    registration: Registration,
    party: Party | None,
    said: Mapping[str, Any],
    position: int,
    now: datetime,
) -> Party:
    known = party.petitioner if party else None
    if known is not None and (
        entry.is_same_person(known, said) or not registrations.appears_elsewhere(session, known.id, registration.id)
    ):
        entry.write_petitioner(known, said)
    else:
        known = entry.new_petitioner(said, now)
    party = party or Party()
    party.petitioner, party.position = known, position
    party.role, party.authority, party.relation = said.get("role", ""), said.get("authority"), said.get("relation")
    return party


def _correct_requests(registration: Registration, reading: Reading) -> None:
    texts = entry.requests_of(reading)
    for position, text in enumerate(texts):
        if position < len(registration.requests):
            registration.requests[position].text = text
        else:
            registration.requests.append(Request(case=registration.case, position=position, text=text))
    del registration.requests[len(texts) :]


def _correct_class(registration: Registration, reading: Reading) -> None:
    """A class is only ever raised here: lowering it would show what somebody was promised to keep."""
    classes = [str(one) for one in Confidentiality]
    found = entry.confidentiality(reading, registration.received_on)
    registration.case.confidentiality = max(registration.case.confidentiality, found, key=classes.index)


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    return {path: [before.get(path, ""), after.get(path, "")] for path in changed_paths(before, after)}

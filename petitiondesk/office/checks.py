"""What is said beside the fields of a draft while somebody types. It refuses nothing (Art. 43, 44)."""

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import String

from petitiondesk.office import arrivals
from petitiondesk.office.drafts import entry
from petitiondesk.office.drafts.reading import Reading, column, read
from petitiondesk.office.problems import Problem, Severity
from petitiondesk.rules import contents, identity_numbers, phones, prior_procedures, visits
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.contents import Content
from petitiondesk.rules.kinds import Confidentiality, IdType, Need, NewFacts
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import fold
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.parties import PartyRole
from petitiondesk.storage.models import Draft

__all__ = ["Problem", "Severity", "class_of", "confidentiality", "danger", "from_identity_number", "minor", "problems"]

_FIELD_OF: Mapping[Content, str] = {
    Content.NAME: "petitioner.name",
    Content.ADDRESS: "petitioner.address",
    Content.REQUEST: "requests.0.text",
    Content.FACTS: "registration.facts",
    Content.GROUNDS: "registration.grounds",
}
_OWED = ("petitioner.id_number", "petitioner.phone", "petitioner.division_id", "registration.category_id")
DIGITS = 18

_CAN_BE_ADDED = _("can be added later")


def problems(
    fields: Mapping[str, str],
    today: date,
    *,
    on_record: Mapping[str, str] | None = None,
    channel: Channel = Channel.VISIT,
) -> tuple[Problem, ...]:
    """Everything there is to say about a draft, the weightier first; ``today`` is the day of its first key.

    ``on_record`` are the texts of the registration that the draft corrects (corrections.on_record).
    """
    reading, registered = read(fields, today), read(on_record or {}, today)
    checks: tuple[Callable[[Reading, date], Iterator[Problem]], ...] = (
        _unreadable,
        _identity,
        _phone_numbers,
        _people,
        _missing_by_law,
        _procedures,
        _missing_owed,
    )
    said = (problem for check in checks for problem in check(reading, today))
    return (*said, *_another_number(reading, registered, today), *arrivals.problems(reading, today, channel))


def minor(fields: Mapping[str, str], today: date) -> Message | None:
    """The bar over the form when the petitioner is under 18, by ID or by statement."""
    reading = read(fields, today)
    return visits.about_minor() if entry.petitioner_is_minor(reading, today) else None


def danger(fields: Mapping[str, str], today: date) -> Message | None:
    """The bar over the form when the petitioner's or a relative's life is said to be in danger."""
    return visits.about_danger() if _in_danger(read(fields, today)) else None


def confidentiality(fields: Mapping[str, str], today: date) -> Confidentiality:
    """The class that the draft has at this moment."""
    return entry.confidentiality(read(fields, today), today)


def class_of(draft: Draft) -> Confidentiality:
    """The class that a draft has: a correction never lowers the one on record (office.corrections)."""
    received_on = office_day(draft.started_at)
    told, on_record = (confidentiality(fields, received_on) for fields in (draft.fields, draft.opened))
    return max(told, on_record, key=list(Confidentiality).index)


def from_identity_number(fields: Mapping[str, str], today: date) -> dict[str, str]:
    """Sex and date of birth as an 18-digit number says them, by path; empty when it says nothing sure.

    A number of 15 digits may be the beginning of one of 18 that is still being typed.
    """
    id_type = entry.id_type_of(fields.get("petitioner.id_type"))
    number = fields.get("petitioner.id_number", "")
    holder = identity_numbers.holder(id_type, number, today)
    if holder is None or len(identity_numbers.normalise(number)) != DIGITS:
        return {}
    return {"petitioner.sex": str(holder.sex), "petitioner.birth_date": holder.birth.isoformat()}


def _unreadable(reading: Reading, _today: date) -> Iterator[Problem]:
    for path, text in reading.as_typed.items():
        found = column(path.removesuffix(".typed"))
        if found is None:
            continue
        sure = False
        if path.endswith(".typed"):
            message = Message(_("Not in the list; kept as typed. Choose an entry when it can be found."))
        elif found.type.python_type is date:
            message = Message(_("Not a day; kept as typed. Write it like 2026-3-5 or 20260305."))
        elif found.type.python_type is int:
            message = Message(_("Not a number; kept as typed."))
        elif isinstance(found.type, String) and len(text) > (found.type.length or math.inf):
            sure = True
            message = Message(
                _("Longer than {length} characters; kept whole, papers show its beginning."),
                {"length": found.type.length},
            )
        else:
            sure = True
            message = Message(_("Holds characters that can't be kept; they are shown as a question mark."))
        yield Problem(path.removesuffix(".typed"), message, "wrong", sure)


def _identity(reading: Reading, today: date) -> Iterator[Problem]:
    for prefix, person in _everybody(reading):
        message = identity_numbers.problem(entry.id_type_of(person.get("id_type")), person.get("id_number", ""), today)
        if message:
            yield Problem(f"{prefix}.id_number", message, "wrong", sure=len(_number(person)) >= DIGITS)


def _another_number(reading: Reading, registered: Reading, today: date) -> Iterator[Problem]:
    """A correction that gives somebody of the same name the number of another person."""
    before = dict(_everybody(registered))
    for prefix, person in _everybody(reading):
        former = before.get(prefix, {})
        if fold(person.get("name", "")) != fold(former.get("name", "")):
            continue
        now, then = (identity_numbers.in_full(_number(each)) for each in (person, former))
        if _holder(person, today) and _holder(former, today) and now != then:
            differs = _("Not the number that was registered, {number}, though the name is; compare it with the card.")
            yield Problem(f"{prefix}.id_number", Message(differs, {"number": former["id_number"]}), "owed")


def _holder(person: Mapping[str, Any], today: date) -> identity_numbers.Holder | None:
    return identity_numbers.holder(entry.id_type_of(person.get("id_type")), _number(person), today)


def _number(person: Mapping[str, Any]) -> str:
    return identity_numbers.normalise(person.get("id_number", ""))


def _phone_numbers(reading: Reading, _today: date) -> Iterator[Problem]:
    for prefix, person in _everybody(reading):
        if message := phones.problem(person.get("phone", "")):
            yield Problem(f"{prefix}.phone", message, "wrong")


def _people(reading: Reading, today: date) -> Iterator[Problem]:
    people = reading.values.get("registration.visitor_count", 1)
    told = entry.people_of(reading)
    speaking = {place: one for place, one in told.items() if one.get("role") == PartyRole.REPRESENTATIVE}
    if visits.is_group(people) and (speaking or entry.PETITIONER in told):
        speaking = {entry.PETITIONER: reading.of("petitioner"), **speaking}  # the first of them
    representatives = [
        visits.Representative(
            person.get("name", ""),
            entry.petitioner_is_minor(reading, today)
            if position == entry.PETITIONER
            else visits.is_minor(entry.birth_of(person, today), today),
        )
        for position, person in speaking.items()
    ]
    for message in visits.about_representatives(people, representatives):
        yield Problem("registration.visitor_count", message, "hint")
    for prefix, person in _everybody(reading):
        if person.get("role") == PartyRole.PROXY and not person.get("authority"):
            yield Problem(
                f"{prefix}.authority",
                Message(_("A proxy shows a written authority; it can be handed in later.")),
                "owed",
            )


def _missing_by_law(reading: Reading, _today: date) -> Iterator[Problem]:
    said = reading.of("registration")
    person = reading.of("petitioner")
    place = person.get("division_id") or reading.as_typed.get("petitioner.division_id.typed")
    given = {
        Content.NAME: person.get("name"),
        Content.ADDRESS: person.get("address") or (str(place) if place else None),
        Content.REQUEST: next(iter(entry.requests_of(reading).values()), None),
        Content.FACTS: said.get("facts"),
        Content.GROUNDS: said.get("grounds"),
    }
    danger = _in_danger(reading)
    missing = contents.missing(
        given,
        anonymous=bool(said.get("anonymous")),
        keep_confidential=bool(said.get("keep_confidential")),
        nothing_new=said.get("new_facts") in (NewFacts.NO, NewFacts.UNCLEAR),
    )
    for content in missing:
        path = _FIELD_OF[content.content]
        if content.asked != "law":
            yield Problem(path, content.message, "hint")
        elif danger:  # people first: it waits, and no red mark says otherwise
            yield Problem(path, Message(_CAN_BE_ADDED), "hint")
        else:
            yield Problem(path, content.message, "law")


def _procedures(reading: Reading, _today: date) -> Iterator[Problem]:
    for place, row in reading.rows("prior_procedures").items():
        kind = prior_procedures.ProcedureKind.of(row.get("kind"))
        if kind is None or "received_on" not in row:
            continue
        for hint in prior_procedures.hints(kind, row["received_on"])[:1]:
            yield Problem(f"prior_procedures.{place}.received_on", hint.message, "hint")


def _missing_owed(reading: Reading, _today: date) -> Iterator[Problem]:
    said = reading.of("registration")
    if said.get("anonymous") or said.get("keep_confidential") or _in_danger(reading):
        return
    without_papers = reading.values.get("petitioner.id_type") == IdType.NO_PAPERS
    for path in _OWED:
        if path == "petitioner.id_number" and without_papers:
            continue
        if path not in reading.values and f"{path}.typed" not in reading.as_typed:
            yield Problem(path, Message(_CAN_BE_ADDED), "owed")


def _in_danger(reading: Reading) -> bool:
    return Need.URGENT_DANGER in reading.needs()


def _everybody(reading: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "petitioner", reading.of("petitioner")
    for place, row in reading.rows("parties").items():
        yield f"parties.{place}", row

"""What the papers of a registration say, gathered from the record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from petitiondesk.documents.answer import AnswerData
from petitiondesk.documents.materials import Material
from petitiondesk.documents.slip import SlipData
from petitiondesk.documents.visit_form import PriorProcedure, Representative, VisitFormData
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.clocks import NATIONAL_2022, Unit
from petitiondesk.rules.kinds import Confidentiality, IdType, Kind, Need, PetitionerKind, Purpose, Sex
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME, office_day
from petitiondesk.rules.parties import PartyRole
from petitiondesk.rules.prior_procedures import ProcedureKind
from petitiondesk.rules.registration_numbers import grouped
from petitiondesk.storage import catalogues, registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import OfficeDetails, Party, Petitioner, Registration
from petitiondesk.words import translate


def slip_data(session: Session, registration: Registration, now: datetime) -> SlipData:
    """The slip. Of a report of wrongdoing it holds nothing that could name anybody (Art. 30 ¶3)."""
    office = session.get_one(OfficeDetails, 1)
    staff = registrations.receptionist(session, registration)
    duty = registrations.first_duty(registration)
    clock = NATIONAL_2022.clocks[duty.clock]
    restricted = registration.case.confidentiality == Confidentiality.RESTRICTED
    return SlipData(
        office=office.name,
        office_role=office.role,
        number=registration.number,
        query_code=grouped(registration.query_code),
        received=local(registration.started_at),
        issued=office_day(now).isoformat(),
        last_day=duty.last_day.isoformat(),
        term_days=clock.length or 0,
        working_days=clock.unit is Unit.WORKING_DAY,
        provisional=duty.provisional,
        phone=staff.phone or office.phone or "",
        handler="" if restricted else staff.name,
        contact="" if restricted else staff.name,
        name="" if restricted else petitioner_name(registration),
        matter="" if restricted else registration.matter or "",
        materials=tuple(replace(each, name="") for each in materials(registration))
        if restricted
        else materials(registration),
        legal_aid=" ".join(filter(None, (office.legal_aid_name, office.legal_aid_phone))),
        report_of_wrongdoing=restricted,
    )


def visit_form_data(session: Session, registration: Registration, _now: datetime) -> VisitFormData:
    """The visit form: everything that was told, in the words of the form, to be read back and signed.

    A day that can't be read and a place that was not chosen from the list stand there as they were typed.
    """
    person = petitioner_of(registration)
    typed = registration.as_typed
    told: dict[str, Any] = {} if person is None else _person(session, person, typed)
    return VisitFormData(
        office=session.get_one(OfficeDetails, 1).name,
        number=registration.number,
        query_code=grouped(registration.query_code),
        received=local(registration.started_at),
        channel=_zh(Channel, registration.channel),
        receptionist=registrations.receptionist(session, registration).name,
        confidentiality=_zh(Confidentiality, registration.case.confidentiality),
        anonymous=registration.anonymous,
        keep_confidential=registration.keep_confidential,
        needs=tuple(_zh(Need, need.need) for need in registration.needs),
        visitors=registration.visitor_count,
        involved=registration.involved_count or 0,
        households=registration.household_count or 0,
        place=_place(
            session,
            registration.problem_division_id,
            registration.problem_place,
            typed.get("registration.problem_division_id.typed"),
        ),
        complained_of=" ".join(filter(None, (registration.accused_body, registration.accused_person))),
        purpose=_zh(Purpose, registration.purpose),
        content=_category(session, registration.category_id) or typed.get("registration.category_id.typed", ""),
        matter=registration.matter or "",
        requests=tuple(request.text for request in registration.requests),
        facts=registration.facts or "",
        grounds=registration.grounds or "",
        materials=materials(registration),
        service_address=registration.service_address or "",
        prior_procedures=tuple(
            PriorProcedure(
                _zh(ProcedureKind, row.kind),
                row.body or "",
                row.paper or "",
                _day(row.received_on, typed.get(f"prior_procedures.{row.position}.received_on")),
            )
            for row in registration.prior_procedures
        ),
        **told,
        **_others(session, registration),
    )


def answer_data(
    session: Session, registration: Registration, text: str, basis: str, remedy: str, now: datetime
) -> AnswerData:
    """The answer on the spot."""
    office = session.get_one(OfficeDetails, 1)
    staff = registrations.receptionist(session, registration)
    restricted = registration.case.confidentiality == Confidentiality.RESTRICTED
    return AnswerData(
        office=office.name,
        number=registration.number,
        received=registration.received_on.isoformat(),
        issued=office_day(now).isoformat(),
        matter=translate(Purpose.REPORT_OF_WRONGDOING.label, "zh") if restricted else registration.matter or "",
        answer=text,
        name="" if restricted else petitioner_name(registration),
        basis=basis,
        remedy=remedy,
        contact=" ".join(filter(None, (staff.name, staff.phone or office.phone))),
        signer=staff.name,
    )


def _person(session: Session, person: Petitioner, typed: Mapping[str, str]) -> dict[str, str]:
    return {
        "name": person.name or "",
        "petitioner_kind": _zh(PetitionerKind, person.kind),
        "sex": _zh(Sex, person.sex),
        "birth": _day(person.birth_date, typed.get("petitioner.birth_date")),
        "nationality": person.nationality or "",
        "id_type": _zh(IdType, person.id_type),
        "id_number": person.id_number or "",
        "phone": person.phone or "",
        "address": _place(session, person.division_id, person.address, typed.get("petitioner.division_id.typed")),
        "mailing_address": person.postcode or "",
    }


def _others(session: Session, registration: Registration) -> dict[str, Any]:
    """Representatives, proxies and helpers, each where the form has them."""
    by_role: dict[str, list[Party]] = {}
    for party in registration.parties:
        by_role.setdefault(party.role, []).append(party)
    proxies = by_role.get(PartyRole.PROXY, [])
    speakers = by_role.get(PartyRole.REPRESENTATIVE, [])
    first = by_role.get(PartyRole.PETITIONER, []) if speakers else []
    helpers = [party for party in registration.parties if party.role not in _WITH_A_PLACE_OF_THEIR_OWN]
    return {
        "representatives": tuple(
            Representative(
                one.name or "", one.id_number or "", one.phone or "", _place(session, one.division_id, one.address)
            )
            for one in (party.petitioner for party in (*first, *speakers))
        ),
        "agent": "、".join(party.petitioner.name or "" for party in proxies),
        "agent_authority": "、".join(party.authority or "" for party in proxies),
        "helpers": tuple(_helper(party) for party in helpers),
    }


_WITH_A_PLACE_OF_THEIR_OWN = (PartyRole.PETITIONER, PartyRole.REPRESENTATIVE, PartyRole.PROXY)


def _helper(party: Party) -> str:
    name = party.petitioner.name or ""
    return f"{name}（{_zh(PartyRole, party.role)}）" if party.role else name


def _zh(kind: type[Kind], code: str | None) -> str:
    """The word of a closed list on paper: Chinese whatever the screen says; what is no member stays as it is."""
    member = kind.of(code)
    return translate(member.label, "zh") if member else code or ""


def _day(day: date | None, typed: str | None) -> str:
    return day.isoformat() if day else typed or ""


def _place(session: Session, division_id: int | None, detail: str | None, typed: str | None = None) -> str:
    division = catalogues.division(session, division_id) if division_id else None
    return " ".join(filter(None, (division.full_name if division else typed, detail)))


def _category(session: Session, category_id: int | None) -> str:
    category = catalogues.category(session, category_id) if category_id else None
    return category.full_name if category else ""


def petitioner_of(registration: Registration) -> Petitioner | None:
    """Who brought the matter; None for somebody who said nothing about himself or herself."""
    first = next((party for party in registration.parties if party.role == PartyRole.PETITIONER), None)
    return first.petitioner if first else None


def petitioner_name(registration: Registration) -> str:
    """The name on papers, with the head count of a group; empty for somebody anonymous."""
    petitioner = petitioner_of(registration)
    if petitioner is None or not petitioner.name or registration.anonymous:
        return ""
    return f"{petitioner.name} 等{registration.visitor_count}人" if registration.visitor_count > 1 else petitioner.name


def materials(registration: Registration) -> tuple[Material, ...]:
    """What was handed in, and whether it was handed back."""
    return tuple(
        Material(material.name or "", material.form or "", material.copies, returned=not material.kept)
        for material in registration.materials
    )


def local(instant: datetime) -> str:
    """An instant as the office's clock showed it, to the minute."""
    return instant.astimezone(CHINA_STANDARD_TIME).strftime("%Y-%m-%dT%H:%M")

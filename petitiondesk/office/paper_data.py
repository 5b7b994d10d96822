"""What the papers of a registration say, gathered from the record."""

from datetime import datetime

from petitiondesk.documents.slip import SlipData, SlipMaterial
from petitiondesk.office.entry import PETITIONER_ROLE
from petitiondesk.rules.clocks import NATIONAL_2022, Unit
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME, office_day
from petitiondesk.storage import registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import OfficeDetails, Petitioner, Registration


def slip_data(session: Session, registration: Registration, now: datetime) -> SlipData:
    """The slip. Of a report of wrongdoing it holds nothing that could name anybody (Art. 30 ¶3)."""
    office = session.get_one(OfficeDetails, 1)
    staff = registrations.receptionist(session, registration)
    duty = registration.duties[0]
    clock = NATIONAL_2022.clocks[duty.clock]
    restricted = registration.case.confidentiality == Confidentiality.RESTRICTED
    return SlipData(
        office=office.name,
        office_role=office.role,
        number=registration.number,
        query_code=registration.query_code,
        received=local(registration.started_at),
        issued=office_day(now).isoformat(),
        last_day=duty.last_day.isoformat(),
        term_days=clock.length or 0,
        working_days=clock.unit is Unit.WORKING_DAY,
        provisional=duty.provisional,
        phone=staff.phone or office.phone or "",
        handler=staff.name,
        contact="" if restricted else staff.name,
        name="" if restricted else petitioner_name(registration),
        matter="" if restricted else registration.matter or "",
        materials=() if restricted else materials(registration),
        legal_aid=" ".join(filter(None, (office.legal_aid_name, office.legal_aid_phone))),
        report_of_wrongdoing=restricted,
    )


def petitioner_of(registration: Registration) -> Petitioner | None:
    """Who brought the matter; None for somebody who said nothing about himself or herself."""
    first = next((party for party in registration.parties if party.role == PETITIONER_ROLE), None)
    return first.petitioner if first else None


def petitioner_name(registration: Registration) -> str:
    """The name on papers, with the head count of a group; empty for somebody anonymous."""
    petitioner = petitioner_of(registration)
    if petitioner is None or not petitioner.name or registration.anonymous:
        return ""
    return f"{petitioner.name} 等{registration.visitor_count}人" if registration.visitor_count > 1 else petitioner.name


def materials(registration: Registration) -> tuple[SlipMaterial, ...]:
    """What was handed in, and whether it was handed back."""
    return tuple(
        SlipMaterial(material.name or "", material.form or "", material.copies, returned=not material.kept)
        for material in registration.materials
    )


def local(instant: datetime) -> str:
    """An instant as the office's clock showed it, to the minute."""
    return instant.astimezone(CHINA_STANDARD_TIME).strftime("%Y-%m-%dT%H:%M")

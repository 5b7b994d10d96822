"""The slip (回执): what the visitor takes home at once."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from petitiondesk.documents import slip
from petitiondesk.documents.seals import Seal
from petitiondesk.documents.slip import Size, SlipData, without_names
from petitiondesk.office import duties
from petitiondesk.office.drafts.entry import matter_in_brief
from petitiondesk.office.papers import on_record
from petitiondesk.office.papers.kinds import PaperKind
from petitiondesk.rules.briefs import shortened
from petitiondesk.rules.clocks import Unit, clock_of
from petitiondesk.rules.contents import notice_can_reach
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import _
from petitiondesk.rules.names import masked
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.registration_numbers import grouped
from petitiondesk.rules.repeats import Repeat
from petitiondesk.storage import registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import OfficeDetails, Registration

_REQUEST_LENGTH = 54
"""Characters of each of several requests on a slip: two lines on A5."""


def slip_data(session: Session, registration: Registration, now: datetime) -> SlipData:
    """The slip. Of a report of wrongdoing it holds nothing that could name anybody (Art. 30 ¶3)."""
    office = session.get_one(OfficeDetails, 1)
    staff = registrations.receptionist(session, registration)
    withheld = registration.case.confidentiality == Confidentiality.SENSITIVE
    matter, requests = (on_record.category_alone(session, registration), ()) if withheld else _matter(registration)
    slip = SlipData(
        office=office.name,
        office_role=office.role,
        number=registration.number,
        query_code=grouped(registration.query_code),
        received=on_record.received(registration),
        channel=on_record.channel(registration),
        petitioner=on_record.called(registration),
        issued=office_day(now).isoformat(),
        phone=staff.phone or office.phone or "",
        address=office.address or "",
        receptionist=staff.name,
        contact=staff.name,
        name=on_record.petitioner_name(registration),
        others=on_record.others_of_a_group(registration),
        matter=matter,
        requests=requests,
        withheld=withheld,
        materials=on_record.materials(registration),
        legal_aid=" ".join(filter(None, (office.legal_aid_name, office.legal_aid_phone))),
        reachable=_reachable(registration),
        **_term(registration),
    )
    if registration.case.confidentiality == Confidentiality.RESTRICTED:
        return without_names(replace(slip, report_of_wrongdoing=True))
    return replace(slip, **_term_of_a_repeat(session, registration))


def _matter(registration: Registration) -> tuple[str, tuple[str, ...]]:
    """The matter in brief and, where there are several, the requests; a matter found in them isn't said twice."""
    texts = [request.text for request in registration.requests]
    matter = registration.matter or ""
    if len(texts) < 2:
        return matter, ()
    found = matter_in_brief(registration.facts, texts)
    return "" if matter == found else matter, tuple(shortened(text, _REQUEST_LENGTH) for text in texts)


def _reachable(registration: Registration) -> bool:
    ways = [registration.service_address]
    for party in registration.parties:
        if party.role in on_record.WITH_A_PLACE_OF_THEIR_OWN:
            ways += [party.petitioner.address, party.petitioner.phone, on_record.typed_division(registration, party)]
    return notice_can_reach(ways, anonymous=registration.anonymous)


def _term(registration: Registration) -> dict[str, Any]:
    """The last day of the first duty and how it is counted, as a slip says it."""
    duty = registration.duty
    clock = clock_of(registration.case.rule_set, duty.clock)
    return {
        "last_day": duty.last_day.isoformat(),
        "counted_from": duty.starts_on.isoformat(),
        "term_days": clock.length or 0,
        "working_days": clock.unit is Unit.WORKING_DAY,
        "provisional": duty.provisional,
    }


def _term_of_a_repeat(session: Session, registration: Registration) -> dict[str, Any]:
    """What the slip says of the term when the matter came before.

    It is what stood on the day of this visit, so that the slip says the same when it is printed again.
    """
    before = on_record.before(session, registration)
    if before is None:
        return {}
    number, duty = before
    shared, stands = duty is registration.duty, duties.standing(registration, duty)
    if shared and stands is Repeat.FULFILLED:
        return {"earlier": number, "earlier_done": str(duty.done_on), "last_day": ""}
    if shared:
        return {"earlier": number}
    if stands is Repeat.ANEW:
        return {"earlier": number, "anew": True}
    return {"earlier": number, "earlier_lapsed": duty.last_day.isoformat()} if stands is Repeat.LAPSED else {}


def _render(data: SlipData, *, seal: Seal, size: Size, large_print: bool, copy: int) -> bytes:
    """On 80 mm the name is masked: that slip is small, and seen by others at the counter. A4 is for large print."""
    shown = replace(data, name=masked(data.name)) if size == "80mm" else data
    return slip.render(shown, seal=seal, size=size, copy=copy)


PAPER = PaperKind(
    id="slip",
    title=_("slip"),
    data=SlipData,
    template=slip.template,
    letterhead=frozenset({"office", "phone", "address", "contact", "receptionist", "legal_aid"}),
    sizes=("A5", "80mm"),
    large="A4",
    build=slip_data,
    render=_render,
    corrected="corrected",
)

"""What the papers of a registration say, gathered from the record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from petitiondesk.documents.answer import AnswerData
from petitiondesk.documents.materials import Material
from petitiondesk.documents.slip import SlipData, without_names
from petitiondesk.documents.visit_form import PriorProcedure, Representative, VisitFormData
from petitiondesk.office import duties
from petitiondesk.office.drafts.entry import PETITIONER, matter_in_brief
from petitiondesk.rules.briefs import shortened
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.clocks import Unit, clock_of
from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.rules.contents import notice_can_reach
from petitiondesk.rules.kinds import Confidentiality, IdType, Kind, Need, NewFacts, PetitionerKind, Purpose, Sex
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME, office_day
from petitiondesk.rules.parties import PartyRole
from petitiondesk.rules.prior_procedures import ProcedureKind
from petitiondesk.rules.registration_numbers import grouped
from petitiondesk.rules.repeats import Repeat
from petitiondesk.storage import catalogues, registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Duty, OfficeDetails, Party, Petitioner, Registration
from petitiondesk.words import translate

_REQUEST_LENGTH = 54
"""Characters of each of several requests on a slip: two lines on A5."""


def slip_data(session: Session, registration: Registration, now: datetime) -> SlipData:
    """The slip. Of a report of wrongdoing it holds nothing that could name anybody (Art. 30 ¶3)."""
    office = session.get_one(OfficeDetails, 1)
    staff = registrations.receptionist(session, registration)
    withheld = registration.case.confidentiality == Confidentiality.SENSITIVE
    matter, requests = (_category_alone(session, registration), ()) if withheld else _matter(registration)
    slip = SlipData(
        office=office.name,
        office_role=office.role,
        number=registration.number,
        query_code=grouped(registration.query_code),
        received=local(registration.started_at),
        issued=office_day(now).isoformat(),
        phone=staff.phone or office.phone or "",
        address=office.address or "",
        receptionist=staff.name,
        contact=staff.name,
        name=petitioner_name(registration),
        others=_others_of_a_group(registration),
        matter=matter,
        requests=requests,
        withheld=withheld,
        materials=materials(registration),
        legal_aid=" ".join(filter(None, (office.legal_aid_name, office.legal_aid_phone))),
        reachable=_reachable(registration),
        **_term(registration),
    )
    if registration.case.confidentiality == Confidentiality.RESTRICTED:
        return without_names(replace(slip, report_of_wrongdoing=True))
    return replace(slip, **_term_of_a_repeat(session, registration))


def _category_alone(session: Session, registration: Registration) -> str:
    """All that a paper taken home says of a sensitive matter: it lies on a table there."""
    return _category(session, registration.category_id).rpartition(" / ")[2]


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
        if party.role in _WITH_A_PLACE_OF_THEIR_OWN:
            ways += [party.petitioner.address, party.petitioner.phone, _typed_division(registration, party)]
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
    before = _before(session, registration)
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


def _before(session: Session, registration: Registration) -> tuple[str, Duty] | None:
    """The term under which a matter that comes again stood already, and the number from which it was counted."""
    if not registration.repeat:
        return None
    duty = registration.duty
    number = registrations.numbers_under(session, duty.id)[0]
    if number != registration.number:
        return number, duty
    earlier = registrations.duty_before(session, registration)
    return (registrations.numbers_under(session, earlier.id)[0], earlier) if earlier else None


def visit_form_data(session: Session, registration: Registration, _now: datetime) -> VisitFormData:
    """The visit form: everything that was told, in the words of the form, to be read back and signed.

    A day that can't be read and a place that was not chosen from the list stand there as they were typed.
    """
    person = petitioner_of(registration)
    typed = registration.as_typed
    told: dict[str, Any] = {} if person is None else _person(person, typed)
    corrected_at = registrations.corrected_at(session, registration.number)
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
        flags=_flags(session, registration),
        needs=(*(_zh(Need, need.need) for need in registration.needs), *filter(None, (registration.language,))),
        visitors=_counted(registration, "visitor_count"),
        involved=_counted(registration, "involved_count"),
        households=_counted(registration, "household_count"),
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
        corrected=office_day(corrected_at).isoformat() if corrected_at else "",
        **told,
        **_others(session, registration),
    )


def _flags(session: Session, registration: Registration) -> tuple[str, ...]:
    """What marks this visit among others, as it was said: under 18, or again, with the number and what is new."""
    flags = ["自述未满18周岁"] * registration.under_age_stated
    before = _before(session, registration)
    if before:
        number, _duty = before
        new = _zh(NewFacts, registration.new_facts)
        flags.append(f"再次反映（{number}{'；新的事实、理由或者请求：' * bool(new)}{new}）")
    return tuple(flags)


def answer_data(
    session: Session, registration: Registration, text: str, basis: str, remedy: str, now: datetime
) -> AnswerData:
    """The answer on the spot."""
    office = session.get_one(OfficeDetails, 1)
    staff = registrations.receptionist(session, registration)
    restricted = registration.case.confidentiality == Confidentiality.RESTRICTED
    matter = registration.matter or ""
    if restricted:
        matter = translate(Purpose.REPORT_OF_WRONGDOING.label, "zh")
    elif not in_sight(registration.case.confidentiality).matter:
        matter = _category_alone(session, registration) or "已登记的事项"
    phone, window = staff.phone or office.phone, f"{office.address or '我单位'}来访接待窗口"
    return AnswerData(
        office=office.name,
        number=registration.number,
        received=registration.received_on.isoformat(),
        issued=office_day(now).isoformat(),
        matter=matter,
        answer=text,
        name="" if restricted else _addressee(registration),
        basis=basis,
        remedy=remedy,
        contact=f"{staff.name} {phone}" if phone else f"{window}{staff.name}",
        signer=staff.name,
    )


def _person(person: Petitioner, typed: Mapping[str, str]) -> dict[str, str]:
    return {
        "name": person.name or "",
        "petitioner_kind": _zh(PetitionerKind, person.kind),
        "sex": _zh(Sex, person.sex),
        "birth": _day(person.birth_date, typed.get("petitioner.birth_date")),
        "nationality": person.nationality or "",
        "id_type": _zh(IdType, _shown(person)),
        "id_number": person.id_number or "",
        "phone": person.phone or "",
        "postcode": person.postcode or "",
    }


def _shown(person: Petitioner) -> str | None:
    """What somebody showed: the form's own first choice is no answer where no number came with it."""
    return None if person.id_type == IdType.RESIDENT_CARD and not person.id_number else person.id_type


def _others(session: Session, registration: Registration) -> dict[str, Any]:
    """Where the petitioner lives; representatives, proxies and helpers, each where the form has them."""
    by_role: dict[str, list[Party]] = {}
    for party in registration.parties:
        by_role.setdefault(party.role, []).append(party)
    proxies = by_role.get(PartyRole.PROXY, [])
    speakers = by_role.get(PartyRole.REPRESENTATIVE, [])
    first = by_role.get(PartyRole.PETITIONER, []) if speakers else []
    helpers = [party for party in registration.parties if party.role not in _WITH_A_PLACE_OF_THEIR_OWN]
    return {
        "address": "".join(_address(session, registration, party) for party in by_role.get(PartyRole.PETITIONER, [])),
        "representatives": tuple(
            Representative(
                party.petitioner.name or "",
                party.petitioner.id_number or "",
                party.petitioner.phone or "",
                _address(session, registration, party),
            )
            for party in (*first, *speakers)
        ),
        "proxies": tuple(_named(party, party.relation, party.authority) for party in proxies),
        "helpers": tuple(_named(party, _zh(PartyRole, party.role), party.relation) for party in helpers),
    }


_WITH_A_PLACE_OF_THEIR_OWN = (PartyRole.PETITIONER, PartyRole.REPRESENTATIVE, PartyRole.PROXY)


def _named(party: Party, *about: str | None) -> str:
    """Somebody beside the petitioner in one line: the name, what he or she is to the petitioner, how to reach whom."""
    person = party.petitioner
    phone = f"电话{person.phone}" if person.phone else ""
    number = f"{_zh(IdType, person.id_type) or '证件'}{person.id_number}" if person.id_number else ""
    said = "，".join(filter(None, (*about, phone, number)))
    return f"{person.name or ''}（{said}）" if said else person.name or ""


def _zh(kind: type[Kind], code: str | None) -> str:
    """The word of a closed list on paper: Chinese whatever the screen says; what is no member stays as it is."""
    member = kind.of(code)
    return translate(member.label, "zh") if member else code or ""


def _day(day: date | None, typed: str | None) -> str:
    return day.isoformat() if day else typed or ""


def _address(session: Session, registration: Registration, party: Party) -> str:
    person = party.petitioner
    return _place(session, person.division_id, person.address, _typed_division(registration, party))


def _typed_division(registration: Registration, party: Party) -> str | None:
    """What was typed for somebody's division without choosing one."""
    behind = party.position - PETITIONER
    row = f"parties.{behind - 1}" if behind else "petitioner"
    return registration.as_typed.get(f"{row}.division_id.typed")


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
    """The name on papers: the petitioner's, else the first representative's; empty for somebody anonymous."""
    if registration.anonymous:
        return ""
    petitioner = petitioner_of(registration)
    representatives = [party.petitioner for party in registration.parties if party.role == PartyRole.REPRESENTATIVE]
    named = (one.name for one in (petitioner, *representatives) if one and one.name)
    return next(named, "")


def _addressee(registration: Registration) -> str:
    name = petitioner_name(registration)
    return f"{name} {_others_of_a_group(registration)}".strip() if name else ""


def _others_of_a_group(registration: Registration) -> str:
    """``等7人`` behind the name of whoever did not come alone, as a number or as it was told."""
    count = _counted(registration, "visitor_count")
    if count in ("", "1"):
        return ""
    return f"等{count}人" if count.isdecimal() else f"等{count}"


def _counted(registration: Registration, attribute: str) -> str:
    """A head count as a number, else as it was typed; empty where none was told."""
    return registration.as_typed.get(f"registration.{attribute}") or str(getattr(registration, attribute) or "")


def materials(registration: Registration) -> tuple[Material, ...]:
    """What was handed in, and what of it stays at the office."""
    found = []
    for row in registration.materials:
        typed = registration.as_typed.get(f"materials.{row.position}.copies", "")
        found.append(Material(row.name, row.form or "", None if typed else row.copies, row.kept, typed))
    return tuple(found)


def local(instant: datetime) -> str:
    """An instant as the office's clock showed it, to the minute."""
    return instant.astimezone(CHINA_STANDARD_TIME).strftime("%Y-%m-%dT%H:%M")

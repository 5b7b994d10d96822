"""The visit form (来访登记表): everything that was told, to be read back and signed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from petitiondesk.documents import visit_form
from petitiondesk.documents.letters import Template
from petitiondesk.documents.seals import Seal
from petitiondesk.documents.slip import Size
from petitiondesk.documents.visit_form import PriorProcedure, Representative, VisitFormData
from petitiondesk.documents.written_days import day
from petitiondesk.office.papers import on_record
from petitiondesk.office.papers.kinds import PaperKind
from petitiondesk.rules.acts import Act
from petitiondesk.rules.channels import Source
from petitiondesk.rules.enclosures import Became, Inside, Opened
from petitiondesk.rules.kinds import Confidentiality, IdType, Need, NewFacts, PetitionerKind, Purpose, Sex
from petitiondesk.rules.messages import _
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.parties import PartyRole
from petitiondesk.rules.prior_procedures import ProcedureKind
from petitiondesk.rules.registration_numbers import grouped
from petitiondesk.storage import history, registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import OfficeDetails, Party, Petitioner, Registration


def visit_form_data(session: Session, registration: Registration, _now: datetime) -> VisitFormData:
    """The visit form: everything that was told, in the words of the form, to be read back and signed.

    A day that can't be read and a place that was not chosen from the list stand there as they were typed.
    """
    person = on_record.petitioner_of(registration)
    typed = registration.as_typed
    told: dict[str, Any] = {} if person is None else _person(person, typed)
    corrected_at = history.last_done(session, Act.CORRECT, registration.number)
    return VisitFormData(
        office=session.get_one(OfficeDetails, 1).name,
        number=registration.number,
        query_code=grouped(registration.query_code),
        received=on_record.received(registration),
        channel=on_record.channel(registration),
        petitioner=on_record.called(registration),
        source=_source(registration),
        arrival=_arrival(registration),
        enclosures=_enclosures(registration),
        receptionist=registrations.receptionist(session, registration).name,
        confidentiality=on_record.zh(Confidentiality, registration.case.confidentiality),
        anonymous=registration.anonymous,
        keep_confidential=registration.keep_confidential,
        flags=_flags(session, registration),
        needs=(
            *(on_record.zh(Need, need.need) for need in registration.needs),
            *filter(None, (registration.language,)),
        ),
        visitors=on_record.counted(registration, "visitor_count"),
        involved=on_record.counted(registration, "involved_count"),
        households=on_record.counted(registration, "household_count"),
        place=on_record.place(
            session,
            registration.problem_division_id,
            registration.problem_place,
            typed.get("registration.problem_division_id.typed"),
        ),
        complained_of=" ".join(filter(None, (registration.accused_body, registration.accused_person))),
        purpose=on_record.zh(Purpose, registration.purpose),
        content=on_record.category(session, registration.category_id)
        or typed.get("registration.category_id.typed", ""),
        matter=registration.matter or "",
        requests=tuple(request.text for request in registration.requests),
        facts=registration.facts or "",
        grounds=registration.grounds or "",
        materials=on_record.materials(registration),
        service_address=registration.service_address or "",
        prior_procedures=tuple(
            PriorProcedure(
                on_record.zh(ProcedureKind, row.kind),
                row.body or "",
                row.paper or "",
                on_record.day(row.received_on, typed.get(f"prior_procedures.{row.position}.received_on")),
            )
            for row in registration.prior_procedures
        ),
        corrected=office_day(corrected_at).isoformat() if corrected_at else "",
        **told,
        **_others(session, registration),
    )


def _source(registration: Registration) -> str:
    source = registration.arrival and registration.arrival.source
    return on_record.zh(Source, source) if source and source != Source.PETITIONER else ""


_ARRIVAL = {
    "posted_on": "邮戳日期",
    "stamped_on": "收文戳记",
    "pages": "页数",
    "opened": "拆封情况",
    "opened_with": "共同拆封",
    "from_number": "对方号码",
    "read_back": "复述核对",
    "sent_on": "发出日期",
    "sent_time": "发出时间",
    "site": "网站邮箱",
    "their_number": "对方编号",
    "sender": "来文单位",
    "sender_number": "来文文号",
    "sender_day": "来文日期",
    "reached_on": "到达日期",
    "term_set": "指定期限",
    "instruction": "批示内容",
}
"""What the form calls what is known of an arrival, in its order; its labels have four characters at most."""


def _arrival(registration: Registration) -> tuple[tuple[str, str], ...]:
    """Label and value of what was told of how and from where it came; a day that can't be read as it was typed."""
    arrival, typed = registration.arrival, registration.as_typed
    if arrival is None:
        return ()
    told = {name: _in_words(name, getattr(arrival, name)) or typed.get(f"arrival.{name}", "") for name in _ARRIVAL}
    return tuple((_ARRIVAL[name], words) for name, words in told.items() if words)


def _in_words(name: str, value: object) -> str:
    if isinstance(value, date):
        return day(value.isoformat())
    if name == "opened":
        return on_record.zh(Opened, value if isinstance(value, str) else None)
    if isinstance(value, bool):
        return "是" if value else ""
    return "" if value is None else str(value)


def _enclosures(registration: Registration) -> tuple[str, ...]:
    """What lay in the envelope, each with what became of it."""
    return tuple(
        "，".join(
            filter(
                None,
                (on_record.zh(Inside, row.kind), row.what, row.amount, on_record.zh(Became, row.became), row.proof),
            )
        )
        for row in registration.enclosures
    )


def _flags(session: Session, registration: Registration) -> tuple[str, ...]:
    """What marks this visit among others, as it was said: under 18, or again, with the number and what is new."""
    flags = ["自述未满18周岁"] * registration.under_age_stated
    before = on_record.before(session, registration)
    if before:
        number, _duty = before
        new = on_record.zh(NewFacts, registration.new_facts)
        flags.append(f"再次反映（{number}{'；新的事实、理由或者请求：' * bool(new)}{new}）")
    return tuple(flags)


def _person(person: Petitioner, typed: Mapping[str, str]) -> dict[str, str]:
    return {
        "name": person.name or "",
        "petitioner_kind": on_record.zh(PetitionerKind, person.kind),
        "sex": on_record.zh(Sex, person.sex),
        "birth": on_record.day(person.birth_date, typed.get("petitioner.birth_date")),
        "nationality": person.nationality or "",
        "id_type": on_record.zh(IdType, _shown(person)),
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
    helpers = [party for party in registration.parties if party.role not in on_record.WITH_A_PLACE_OF_THEIR_OWN]
    return {
        "address": "".join(
            on_record.address(session, registration, party) for party in by_role.get(PartyRole.PETITIONER, [])
        ),
        "representatives": tuple(
            Representative(
                party.petitioner.name or "",
                party.petitioner.id_number or "",
                party.petitioner.phone or "",
                on_record.address(session, registration, party),
            )
            for party in (*first, *speakers)
        ),
        "proxies": tuple(_named(party, party.relation, party.authority) for party in proxies),
        "helpers": tuple(_named(party, on_record.zh(PartyRole, party.role), party.relation) for party in helpers),
    }


def _named(party: Party, *about: str | None) -> str:
    """Somebody beside the petitioner in one line: the name, what he or she is to the petitioner, how to reach whom."""
    person = party.petitioner
    phone = f"电话{person.phone}" if person.phone else ""
    number = f"{on_record.zh(IdType, person.id_type) or '证件'}{person.id_number}" if person.id_number else ""
    said = "，".join(filter(None, (*about, phone, number)))
    return f"{person.name or ''}（{said}）" if said else person.name or ""


def _render(data: VisitFormData, *, seal: Seal, size: Size, large_print: bool, copy: int) -> bytes:
    return visit_form.render(data, seal=seal, large_print=large_print, copy=copy)


def _template(_data: VisitFormData) -> Template:
    return visit_form.template()


PAPER = PaperKind(
    id="visit_form",
    title=_("visit form"),
    data=VisitFormData,
    template=_template,
    letterhead=frozenset({"office", "receptionist"}),
    sizes=("A4",),
    large="A4",
    build=visit_form_data,
    render=_render,
)

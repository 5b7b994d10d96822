"""The same person, found again: earlier registrations with the reason why they may be his or hers.

Looking a person up shows what the office still owes, never how often somebody came. Restricted cases (reports of
wrongdoing, Art. 30 ¶3) are neither shown nor counted here. Nor is what was told anonymously: a name is given as a rule
and not always (Art. 19), and whoever asked not to be named would be named by being found, be it by a phone that a
family shares, by a name or by an ID number that was told in passing. Such a registration is found by its own number
or code only, which nobody else has.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, case, delete, literal, or_, select, union_all

from petitiondesk.rules import identity_numbers, phones
from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.rules.kinds import Confidentiality, Kind
from petitiondesk.rules.messages import _
from petitiondesk.rules.names import deletion_keys, fold, one_character_apart
from petitiondesk.rules.parties import PartyRole
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Duty, NameKey, Party, Petitioner, Registration
from petitiondesk.storage.text import storable
from petitiondesk.storage.upserts import insert_or

_OWN_ROLES = (PartyRole.PETITIONER, PartyRole.REPRESENTATIVE)
"""Whoever only helped or spoke for another has no part in that matter."""

_KEY_LENGTH = 200
_MOST_PEOPLE = 50
"""So many people are looked at for one reason, those recorded last first."""


class Reason(Kind):
    """Why an earlier registration may be the same person's, the surest first."""

    SAME_ID = "same_id", _("Same ID number")
    SAME_PHONE = "same_phone", _("Same phone number")
    SAME_NAME = "same_name", _("Same name")
    SIMILAR_NAME = "similar_name", _("One character of the name differs, same division")


_SUREST_FIRST = tuple(Reason)
_BY_NAME = (Reason.SAME_NAME, Reason.SIMILAR_NAME)


@dataclass(frozen=True)
class Owed:
    """What the office still owes on a case: the clock's id and its rule set, the last day, and from whose registration
    it runs.
    """

    clock: str
    rule_set: str
    last_day: date
    number: str | None = None


@dataclass(frozen=True)
class Earlier:
    """An earlier registration that may be the same person's, as far as others may see it (rules.confidentiality).

    Name, ID number and phone as they were told, None where they weren't; none of them where it was told anonymously.
    ``matter`` is None too where the case's class hides it.
    """

    registration_id: int
    number: str
    received_on: date
    matter: str | None
    confidentiality: str
    anonymous: bool
    case_id: int
    petitioner_id: int
    name: str | None
    reasons: tuple[Reason, ...]
    id_number: str | None = None
    phone: str | None = None
    owed: tuple[Owed, ...] = ()


def _parts(*columns: Any) -> Select[Any]:
    """People's own parts in registrations that may be shown to whoever sits at the counter, if not anonymous."""
    return (
        select(*columns)
        .select_from(Party)
        .join(Registration, Registration.id == Party.registration_id)
        .join(Case, Case.id == Registration.case_id)
        .where(Party.role.in_(_OWN_ROLES), Case.confidentiality != Confidentiality.RESTRICTED)
    )


_NAMED = Registration.anonymous.is_(False)


def _recorded_last(reason: Reason, people: Select[Any]) -> Select[Any]:
    """The people of one reason who may be shown, each row with the reason's place among all."""
    shown = _parts(Party.id).where(Party.petitioner_id == Petitioner.id, _NAMED).exists()
    last = people.where(shown).order_by(Petitioner.id.desc()).limit(_MOST_PEOPLE).subquery()
    return select(literal(_SUREST_FIRST.index(reason)), last.c.id, last.c.name_folded, last.c.id_number)


# Put together once: it takes longer than the database does.
_PERSON: tuple[Any, ...] = (Petitioner.id, Petitioner.name_folded, Petitioner.id_number)
_DIVISION = bindparam("division_id", type_=Integer)
_KEYED = (
    select(NameKey.petitioner_id)
    .where(NameKey.key.in_(bindparam("keys", expanding=True)))
    .distinct()
    .cte("keyed")
    .prefix_with("MATERIALIZED")  # else PostgreSQL, before it has counted a new table, reads every person instead
)
_PEOPLE = union_all(
    _recorded_last(
        Reason.SAME_ID, select(*_PERSON).where(Petitioner.id_number.in_(bindparam("id_numbers", expanding=True)))
    ),
    _recorded_last(
        Reason.SAME_PHONE, select(*_PERSON).where(Petitioner.phone_digits == bindparam("digits", type_=String))
    ),
    _recorded_last(
        Reason.SAME_NAME,
        select(*_PERSON)
        .where(Petitioner.name_folded == bindparam("folded", type_=String))
        .where(or_(Petitioner.division_id == _DIVISION, Petitioner.division_id.is_(None), _DIVISION.is_(None))),
    ),
    _recorded_last(
        Reason.SIMILAR_NAME,
        select(*_PERSON)
        .join(_KEYED, _KEYED.c.petitioner_id == Petitioner.id)
        .where(Petitioner.division_id == _DIVISION)
        .where(Petitioner.name_folded != bindparam("folded", type_=String)),
    ),
)
_OF_PEOPLE = (Party.petitioner_id.in_(bindparam("people", expanding=True)), _NAMED)
_SURENESS = case(
    *(
        (Party.petitioner_id.in_(bindparam(reason.value, expanding=True)), _SUREST_FIRST.index(reason))
        for reason in _SUREST_FIRST
    )
)
_SUREST_AND_NEWEST = (
    _parts(Registration.id)
    .where(*_OF_PEOPLE)
    .order_by(_SURENESS, Registration.received_on.desc(), Registration.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_REGISTRATIONS = (
    _parts(
        Registration.id.label("registration_id"),
        Registration.number,
        Registration.received_on,
        Registration.matter,
        Case.confidentiality,
        Registration.anonymous,
        Registration.case_id,
        Petitioner.id.label("petitioner_id"),
        Petitioner.name,
        Petitioner.id_number,
        Petitioner.phone,
    )
    .join(Petitioner, Petitioner.id == Party.petitioner_id)
    .where(*_OF_PEOPLE, Registration.id.in_(bindparam("registrations", expanding=True)))
    .order_by(Registration.received_on.desc(), Registration.id.desc(), Party.id)
)
_COUNTED_FROM = (
    select(Registration.number)
    .where(Registration.duty_id == Duty.id)
    .order_by(Registration.id)
    .limit(1)
    .scalar_subquery()
)
_OPEN_DUTIES = (
    select(Duty.case_id, Duty.clock, Case.rule_set, Duty.last_day, _COUNTED_FROM)
    .join(Case, Case.id == Duty.case_id)
    .where(Duty.case_id.in_(bindparam("cases", expanding=True)), Duty.done_on.is_(None))
    .order_by(Duty.last_day, Duty.id)
)
_WITHDRAWN = delete(NameKey).where(
    NameKey.key.in_(bindparam("keys", expanding=True)), NameKey.petitioner_id == bindparam("petitioner_id")
)


def add_name_keys(session: Session, petitioner: Petitioner, *, former: str | None = None) -> None:
    """Make a person whose row is flushed findable by his or her name.

    ``former`` is the name that it was put right from: by that nobody was ever called, and nothing of it stays here.
    """
    keys = name_keys(petitioner.name)
    connection = session.connection()
    if gone := set(name_keys(former)) - set(keys):
        connection.execute(_WITHDRAWN, {"keys": sorted(gone), "petitioner_id": petitioner.id})
    if keys:
        rows = [{"key": key, "petitioner_id": petitioner.id} for key in keys]
        connection.execute(_added(connection.dialect.name), rows)


@cache
def _added(dialect: str) -> Any:
    return insert_or(dialect, NameKey).on_conflict_do_nothing()


def name_keys(name: str | None) -> list[str]:
    """The keys under which a name is kept, in one order."""
    return sorted(key[:_KEY_LENGTH] for key in deletion_keys(storable(name or "")))


def earlier_registrations(
    session: Session,
    *,
    id_number: str | None,
    phone: str | None,
    name: str | None,
    division_id: int | None,
    limit: int = 10,
) -> list[Earlier]:
    """Earlier registrations that may belong to the person of whom this much has been typed.

    Those with the surest reason come first, and of these the newest. A name with one character different counts only
    within the same division, the same name also where one division is not known. Neither counts where both sides have
    an ID number that can be right, and not the same. What is blank finds nothing.
    """
    typed_id = storable(id_number or "").strip()
    folded = fold(storable(name or ""))
    people = _people(
        session,
        typed_id=typed_id,
        id_numbers=[typed_id, *identity_numbers.spellings(typed_id)] if typed_id else [],
        digits=phones.normalise(phone or "") or None,
        folded=folded or None,
        keys=name_keys(folded) if division_id is not None else [],
        division_id=division_id,
    )
    chosen = _registrations(session, people, limit) if people else []
    owed = _owed(session, {earlier.case_id for earlier in chosen}) if chosen else {}
    return [replace(earlier, owed=owed.get(earlier.case_id, ())) for earlier in chosen]


def petitioner_data(session: Session, petitioner_id: int) -> dict[str, Any] | None:
    """What is on record of a person, by attribute, to be taken over into a draft; what was never told is left out.

    None where there is nobody by this id, or where nothing but restricted cases knows the person.
    """
    columns = [column for column in Petitioner.__table__.columns if column.key == "id" or "asked" in column.info]
    row = session.execute(
        select(*columns).where(
            Petitioner.id == petitioner_id, _parts(Party.id).where(Party.petitioner_id == Petitioner.id).exists()
        )
    ).one_or_none()
    return None if row is None else {key: value for key, value in row._asdict().items() if value is not None}


def told_in(session: Session, petitioner_id: int) -> list[tuple[str, bool]]:
    """In what a person had a part of his or her own: the class of each case, and whether it was told anonymously."""
    told = _parts(Case.confidentiality, Registration.anonymous).where(Party.petitioner_id == petitioner_id)
    return [(row.confidentiality, row.anonymous) for row in session.execute(told.distinct())]


def _people(session: Session, *, folded: str | None, typed_id: str, **typed: Any) -> dict[int, tuple[Reason, ...]]:
    """Each person found, with all the reasons, the surest first."""
    people: dict[int, tuple[Reason, ...]] = {}
    for sureness, person, name, id_number in session.connection().execute(_PEOPLE, {"folded": folded, **typed}):
        reason = _SUREST_FIRST[sureness]
        if reason in _BY_NAME and identity_numbers.tell_apart(typed_id, id_number or ""):
            continue
        if reason is not Reason.SIMILAR_NAME or one_character_apart(name, folded or ""):
            people[person] = (*people.get(person, ()), reason)
    return people


def _registrations(session: Session, people: Mapping[int, tuple[Reason, ...]], limit: int) -> list[Earlier]:
    """These people's registrations, each once, those with the surest reason first, and of these the newest."""
    by_sureness = {
        reason.value: [person for person, reasons in people.items() if reasons[0] is reason] for reason in Reason
    }
    told = {"people": list(people)}
    ids = _surest_and_newest(session, {**told, **by_sureness}, limit)
    rows = session.connection().execute(_REGISTRATIONS, {**told, "registrations": ids})
    newest_first = [Earlier(**row._asdict(), reasons=people[row.petitioner_id]) for row in rows]
    surest_first = sorted(newest_first, key=lambda earlier: _SUREST_FIRST.index(earlier.reasons[0]))
    once: dict[int, Earlier] = {}
    for earlier in surest_first:
        once.setdefault(earlier.registration_id, _in_sight(earlier))
    return list(once.values())


def _surest_and_newest(session: Session, told: Mapping[str, Any], limit: int) -> list[int]:
    """The ids of the first ``limit`` registrations; of somebody who came some thousand times no more is handed over.

    One in which several of the people had a part comes several times: more are asked for until there are enough.
    To have the database tell them apart takes twice as long.
    """
    most = 2 * limit
    while True:
        ids = session.connection().scalars(_SUREST_AND_NEWEST, {**told, "most": most}).all()
        once = list(dict.fromkeys(ids))
        if len(once) >= limit or len(ids) < most:
            return once[:limit]
        most *= 4


def _in_sight(earlier: Earlier) -> Earlier:
    """What the side of the counter may show of it."""
    seen = in_sight(earlier.confidentiality, anonymous=earlier.anonymous)
    shown = earlier if seen.matter else replace(earlier, matter=None)
    return shown if seen.name else replace(shown, name=None, id_number=None, phone=None)


def _owed(session: Session, cases: Collection[int]) -> dict[int, tuple[Owed, ...]]:
    owed: dict[int, tuple[Owed, ...]] = {}
    for case_id, *duty in session.connection().execute(_OPEN_DUTIES, {"cases": list(cases)}):
        owed[case_id] = (*owed.get(case_id, ()), Owed(*duty))
    return owed

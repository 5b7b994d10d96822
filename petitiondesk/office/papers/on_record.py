"""What stands on record of a registration, in the words in which papers say it. Every paper may use these."""

from datetime import date, datetime

from petitiondesk.documents.materials import Material
from petitiondesk.office.drafts.entry import PETITIONER
from petitiondesk.rules.channels import CHANNELS, Channel
from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME, office_day
from petitiondesk.rules.parties import PartyRole
from petitiondesk.storage import catalogues, registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Duty, Party, Petitioner, Registration
from petitiondesk.words import translate

WITH_A_PLACE_OF_THEIR_OWN = (PartyRole.PETITIONER, PartyRole.REPRESENTATIVE, PartyRole.PROXY)
"""Who is to be reached at an address or phone of his or her own."""


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


def addressee(registration: Registration) -> str:
    """Whom a letter is addressed to: the name, with the others of a group as a head count."""
    name = petitioner_name(registration)
    return f"{name} {others_of_a_group(registration)}".strip() if name else ""


def others_of_a_group(registration: Registration) -> str:
    """``等7人`` behind the name of whoever did not come alone, as a number or as it was told."""
    count = counted(registration, "visitor_count")
    if count in ("", "1"):
        return ""
    return f"等{count}人" if count.isdecimal() else f"等{count}"


def counted(registration: Registration, attribute: str) -> str:
    """A head count as a number, else as it was typed; empty where none was told."""
    return registration.as_typed.get(f"registration.{attribute}") or str(getattr(registration, attribute) or "")


def materials(registration: Registration) -> tuple[Material, ...]:
    """What was handed in, and what of it stays at the office."""
    found = []
    for row in registration.materials:
        typed = registration.as_typed.get(f"materials.{row.position}.copies", "")
        found.append(Material(row.name, row.form or "", None if typed else row.copies, row.kept, typed))
    return tuple(found)


def before(session: Session, registration: Registration) -> tuple[str, Duty] | None:
    """The term under which a matter that comes again stood already, and the number from which it was counted."""
    if not registration.repeat:
        return None
    duty = registration.duty
    number = registrations.numbers_under(session, duty.id)[0]
    if number != registration.number:
        return number, duty
    earlier = registrations.duty_before(session, registration)
    return (registrations.numbers_under(session, earlier.id)[0], earlier) if earlier else None


def place(session: Session, division_id: int | None, detail: str | None, typed: str | None = None) -> str:
    """A place in one line: its division, or what was ``typed`` for one without choosing it, and the rest."""
    division = catalogues.division(session, division_id) if division_id else None
    return " ".join(filter(None, (division.full_name if division else typed, detail)))


def address(session: Session, registration: Registration, party: Party) -> str:
    """Where somebody lives, in one line."""
    person = party.petitioner
    return place(session, person.division_id, person.address, typed_division(registration, party))


def typed_division(registration: Registration, party: Party) -> str | None:
    """What was typed for somebody's division without choosing one."""
    behind = party.position - PETITIONER
    row = f"parties.{behind - 1}" if behind else "petitioner"
    return registration.as_typed.get(f"{row}.division_id.typed")


def category(session: Session, category_id: int | None) -> str:
    """The full name of a content category; empty where none was chosen."""
    chosen = catalogues.category(session, category_id) if category_id else None
    return chosen.full_name if chosen else ""


def category_alone(session: Session, registration: Registration) -> str:
    """All that a paper taken home says of a sensitive matter: it lies on a table there."""
    return category(session, registration.category_id).rpartition(" / ")[2]


def zh(kind: type[Kind], code: str | None) -> str:
    """The word of a closed list on paper: Chinese whatever the screen says; what is no member stays as it is."""
    member = kind.of(code)
    return translate(member.label, "zh") if member else code or ""


def day(day: date | None, typed: str | None) -> str:
    """A day as ISO 8601 has it, else what was typed for it."""
    return day.isoformat() if day else typed or ""


def local(instant: datetime) -> str:
    """An instant as the office's clock showed it, to the minute."""
    return instant.astimezone(CHINA_STANDARD_TIME).strftime("%Y-%m-%dT%H:%M")


def received(registration: Registration) -> str:
    """The moment at which somebody came or called; of whatever else arrived, or came by others, the day of receipt."""
    in_person = Channel.of(registration.channel) in (Channel.VISIT, Channel.CALL)
    if in_person and registration.received_on == office_day(registration.started_at):
        return local(registration.started_at)
    return registration.received_on.isoformat()


def channel(registration: Registration) -> str:
    """The word for how it came, as papers say it."""
    known = Channel.of(registration.channel)
    return "网上信访" if known is Channel.ONLINE else zh(Channel, registration.channel)


def called(registration: Registration) -> str:
    """What whoever brought it is called."""
    known = Channel.of(registration.channel) or Channel.VISIT
    return translate(CHANNELS[known].petitioner, "zh")

"""The same person, while name, ID or phone is typed. Shown with reasons; nothing is written by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts.reading import read
from petitiondesk.office.drafts.texts import texts_of_person
from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.rules.messages import Message
from petitiondesk.rules.names import masked
from petitiondesk.rules.same_person import why_withheld
from petitiondesk.storage import petitioners
from petitiondesk.storage.petitioners import Earlier, Owed, Reason

__all__ = ["SHOWN", "WATCHED", "Earlier", "Owed", "Person", "earlier", "is_sure", "name_shown", "person", "withheld"]

SHOWN = 20
"""So many earlier registrations are listed."""

WATCHED = ("petitioner.id_number", "petitioner.phone", "petitioner.name", "petitioner.division_id")
"""The paths whose change asks again."""


def earlier(desk: Desk, fields: Mapping[str, str], today: date, *, besides: str | None = None) -> list[Earlier]:
    """Earlier registrations that may be of the person typed so far, restricted and anonymous ones never among them.

    Those to be listed, and one more where there are more.
    ``besides`` is the number of the registration that is being corrected: it is not its own earlier one.
    """
    said = read({path: fields[path] for path in WATCHED if path in fields}, today).of("petitioner")
    with desk.database.read() as session:
        found = petitioners.earlier_registrations(
            session,
            id_number=said.get("id_number"),
            phone=said.get("phone"),
            name=said.get("name"),
            division_id=said.get("division_id"),
            limit=SHOWN + 2,  # the one to be left out may be among them
        )
    return [each for each in found if each.number != besides][: SHOWN + 1]


def is_sure(entry: Earlier) -> bool:
    """Whether it is the same person beyond doubt: the same ID number, or phone and name together.

    A name alone may be a neighbour's and a phone the family's, and the visitor sees the screen: what others told is
    not for everybody of that name.
    """
    return Reason.SAME_ID in entry.reasons or {Reason.SAME_PHONE, Reason.SAME_NAME} <= set(entry.reasons)


def name_shown(entry: Earlier) -> str:
    """The name as the visitor may see it: whole of whom he or she surely is, else masked; "" where none is shown."""
    return (entry.name or "") if is_sure(entry) else masked(entry.name or "")


@dataclass(frozen=True)
class Person:
    """Somebody on record, as draft texts; with ``petitioner.id``, so that the record is used again.

    ``confidential``: known from a matter that is not shown; ``anonymous``: only from some whose teller was not to be
    named. Of whoever told another matter by name, that he or she told one without is not said either.
    """

    texts: Mapping[str, str]
    confidential: bool = False
    anonymous: bool = False


def person(desk: Desk, petitioner_id: int) -> Person | None:
    """Somebody on record; None for whom only restricted cases know. What may be taken over says :func:`withheld`."""
    with desk.database.read() as session:
        data = petitioners.petitioner_data(session, petitioner_id)
        if data is None:
            return None
        told = petitioners.told_in(session, petitioner_id)
        by_name = [confidentiality for confidentiality, anonymous in told if not anonymous]
        return Person(
            texts_of_person(session, data),
            confidential=not all(in_sight(confidentiality).matter for confidentiality in by_name),
            anonymous=not by_name,
        )


def withheld(known: Person, fields: Mapping[str, str]) -> Message | None:
    """Why nothing of this person goes into a draft that says ``fields``; None where it may (rules.same_person)."""
    return why_withheld(
        on_record=_who(known.texts), typed=_who(fields), confidential=known.confidential, anonymous=known.anonymous
    )


def _who(fields: Mapping[str, str]) -> tuple[str, str]:
    return fields.get("petitioner.name", ""), fields.get("petitioner.id_number", "")

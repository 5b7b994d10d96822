"""The same person, while name, ID or phone is typed. Shown with reasons; nothing is written by itself."""

from collections.abc import Mapping
from datetime import date

from petitiondesk.office.desk import Desk
from petitiondesk.office.reading import read
from petitiondesk.office.texts import texts_of_person
from petitiondesk.storage import petitioners
from petitiondesk.storage.petitioners import Earlier, Owed, Reason

__all__ = ["SHOWN", "WATCHED", "Earlier", "Owed", "earlier", "is_sure", "person"]

SHOWN = 20
"""So many earlier registrations are listed."""

WATCHED = ("petitioner.id_number", "petitioner.phone", "petitioner.name", "petitioner.division_id")
"""The paths whose change asks again."""


def earlier(desk: Desk, fields: Mapping[str, str], today: date, *, besides: str | None = None) -> list[Earlier]:
    """Earlier registrations that may be of the person typed so far, restricted ones never among them.

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


def person(desk: Desk, petitioner_id: int) -> dict[str, str]:
    """A person's data as draft texts, for taking over; with ``petitioner.id``, so that the record is used again.

    Empty for somebody whom only restricted cases know.
    """
    with desk.database.read() as session:
        data = petitioners.petitioner_data(session, petitioner_id)
        return texts_of_person(session, data) if data else {}

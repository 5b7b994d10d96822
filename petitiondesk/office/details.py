"""Whom a visitor asks later: phones, address and legal aid, as slips and answers print them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from petitiondesk.office.checks import Problem
from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.messages import Message, _
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import OfficeDetails, Staff
from petitiondesk.storage.text import storable


@dataclass(frozen=True)
class OfficeContact:
    """Texts, empty where nothing is known. Papers print ``own_phone``, the receptionist's, or else ``phone``."""

    phone: str = ""
    address: str = ""
    legal_aid_name: str = ""
    legal_aid_phone: str = ""
    own_phone: str = ""


_KEPT_IN: "Mapping[str, InstrumentedAttribute[Any]]" = {
    "phone": OfficeDetails.phone,
    "address": OfficeDetails.address,
    "legal_aid_name": OfficeDetails.legal_aid_name,
    "legal_aid_phone": OfficeDetails.legal_aid_phone,
    "own_phone": Staff.phone,
}


def read(desk: Desk) -> OfficeContact:
    """What is on record. Raises StorageTrouble."""
    with desk.database.read() as session:
        rows = _rows(session, desk)
        return OfficeContact(**{name: _text(rows, attribute) for name, attribute in _KEPT_IN.items()})


def problems(contact: OfficeContact) -> tuple[Problem, ...]:
    """What can't be kept as it was typed, by the name of the field; it refuses nothing."""
    found = []
    for name, text in asdict(contact).items():
        most = _most(_KEPT_IN[name])
        if len(text.strip()) > most:
            message = Message(_("At most {most} characters are kept."), {"most": most})
            found.append(Problem(name, message, "wrong", sure=True))
        elif storable(text) != text:
            message = Message(_("Holds characters that can't be kept; they are shown as a question mark."))
            found.append(Problem(name, message, "wrong", sure=True))
    return tuple(found)


def change(desk: Desk, contact: OfficeContact, *, now: datetime) -> tuple[Message, ...]:
    """Write down whom to ask, one act with the old values in the history; nothing where nothing has changed.

    Says what could not be kept as it was typed. Raises StorageTrouble.
    """
    with desk.act(Act.CHANGE_OFFICE, now) as act:
        rows = _rows(act.session, desk)
        changed = {}
        for name, text in asdict(contact).items():
            attribute = _KEPT_IN[name]
            before, after = _text(rows, attribute), storable(text.strip())[: _most(attribute)].strip()
            if after != before:
                changed[name] = [before, after]
                setattr(rows[attribute.class_], attribute.key, after or None)
        if changed:
            act.on(Thing.OFFICE, 1, {"changed": changed})
    return tuple(
        Message(
            _("{field}: {problem}"),
            {"field": Message(_column(_KEPT_IN[problem.path]).info["label"]), "problem": problem.message},
        )
        for problem in problems(contact)
    )


def _rows(session: Session, desk: Desk) -> dict[Any, Any]:
    """The office, and whoever sits at the desk."""
    return {OfficeDetails: session.get_one(OfficeDetails, 1), Staff: session.get_one(Staff, desk.actor.id)}


def _text(rows: Mapping[Any, Any], attribute: "InstrumentedAttribute[Any]") -> str:
    return getattr(rows[attribute.class_], attribute.key) or ""


def _most(attribute: "InstrumentedAttribute[Any]") -> int:
    length: int = _column(attribute).type.length
    return length


def _column(attribute: "InstrumentedAttribute[Any]") -> Any:
    return attribute.property.columns[0]

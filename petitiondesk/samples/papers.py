"""The slips that invented visitors took home, as the office's own papers have them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from petitiondesk.documents.plain import to_plain
from petitiondesk.office.papers import PAPERS, SLIP
from petitiondesk.office.papers.slip import slip_data
from petitiondesk.rules.channels import CHANNELS, Channel
from petitiondesk.rules.check_codes import check_code
from petitiondesk.samples.filling import insert_with_ids
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import OfficeDetails, Paper, Party, Registration, Staff

_SLIP_DUE = [channel for channel in Channel if CHANNELS[channel].slip_due]


def write_slips(session: Session, ids: Sequence[int]) -> Mapping[str, int]:
    """Write the slips that are due at once on new registrations; the ids of these papers by registration number.

    Everything that a slip says must stand already.
    """
    office = session.get_one(OfficeDetails, 1)
    staff = session.scalars(select(Staff)).all()  # held, else each slip reads them anew
    registrations = session.scalars(_with_what_a_slip_says().where(Registration.id.in_(ids))).all()
    rows = [_slip(session, registration, office.paper_key) for registration in registrations]
    del staff
    paper_ids = insert_with_ids(session, Paper, rows)
    return {each.number: paper_id for each, paper_id in zip(registrations, paper_ids, strict=True)}


def _with_what_a_slip_says() -> Any:
    return (
        select(Registration)
        .where(Registration.channel.in_(_SLIP_DUE))
        .order_by(Registration.id)
        .options(
            joinedload(Registration.case),
            joinedload(Registration.duty),
            selectinload(Registration.parties).joinedload(Party.petitioner),
            selectinload(Registration.requests),
            selectinload(Registration.materials),
        )
    )


def _slip(session: Session, registration: Registration, key: bytes) -> dict[str, Any]:
    """What office.papers.issue_first writes for a registration of that moment."""
    version = 1
    said = slip_data(session, registration, registration.registered_at)
    data = {**to_plain(said), "wording": PAPERS[SLIP].template(said).version}
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode())
    code = check_code(key, kind=SLIP, number=registration.number, version=version, content_digest=digest.digest())
    return {
        "registration_id": registration.id,
        "kind": SLIP,
        "occasion": "",
        "version": version,
        "data": data,
        "digest": digest.hexdigest(),
        "check_code": code,
        "made_at": registration.registered_at,
    }

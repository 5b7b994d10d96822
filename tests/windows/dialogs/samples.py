"""Drafts and registrations that the dialogs are shown with."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from petitiondesk.office.drafts.kinds import Correction, form_of
from petitiondesk.office.finding import Entered
from petitiondesk.office.recognition import Earlier
from petitiondesk.office.standings import CaseStands, Stood
from petitiondesk.rules.clocks import NATIONAL_2022
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.matter import Body, Matter, Taken
from petitiondesk.rules.procedure.standing import stands
from petitiondesk.rules.terms import count_term
from petitiondesk.rules.working_days import Calendar
from petitiondesk.storage.models import Draft
from petitiondesk.storage.petitioners import Reason

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
NUMBER = "2026-访-000147"


def draft(draft_id: str = "d", *, hours: float = 1, form: str = "visit", parked: bool = False, **fields: str) -> Draft:
    paths = {path.replace("__", "."): text for path, text in fields.items()}
    return Draft(draft_id, form, NOW - timedelta(hours=hours), NOW, paths, parked=parked)


DRAFTS = [
    draft("1", hours=20, parked=True, petitioner__name="欧阳𬱖", registration__facts="小区三号楼地下室长期漏水。" * 9),
    draft("2", petitioner__phone="138"),
    draft("3", form=form_of(Correction("2026-访-000031")), petitioner__name="李四", requests__0__text="补发工资"),
    draft(
        "4",
        petitioner__name="赵不可见",
        registration__accused_person="钱不可见",
        registration__facts="孙不可见",
        registration__purpose=Purpose.REPORT_OF_WRONGDOING,
    ),
]


def entered(**other: Any) -> Entered:
    told = {
        "number": NUMBER,
        "query_code": "48219073",
        "registered_at": NOW,
        "name": "欧阳𬱖",
        "matter": "小区三号楼地下室长期漏水",
        "confidentiality": "general",
        "rule_set": "national-2022",
        "clock": "C2",
        "last_day": date(2026, 12, 8),
        "done_on": None,
    }
    return Entered(**{**told, **other})


EARLIER = Earlier(1, NUMBER, TODAY, "小区三号楼地下室长期漏水", "general", False, 1, 1, "欧阳𬱖", (Reason.SAME_ID,))
"""What a visit is to be linked to."""

TERM = count_term("C2", TODAY, Calendar({}, frozenset({2026})), rules=NATIONAL_2022)

DAYS_OFF = Calendar({}, frozenset({2026, 2027}))
UNIT = Body(1, "云河县人力资源和社会保障局青石镇劳动保障事务所")


def stood(place: int, text: str, *steps: StepKind, to: Body | None = None) -> Stood:
    """A request with these steps taken; ``to`` is the unit that they name."""
    matter = Matter(place, OfficeRole.TOWNSHIP, TODAY, "张玲", Purpose.CLAIM)
    taken = tuple(
        Taken(10 * place + number, kind, TODAY, {"to": to.name if to else "欧阳𬱖"}, to=to)
        for number, kind in enumerate(steps)
    )
    return Stood(text, NUMBER, matter, taken, stands(matter, taken, TODAY, DAYS_OFF, NATIONAL_2022))


ACCEPTED = CaseStands(
    (
        stood(1, "小区三号楼地下室长期漏水，要求物业公司修复。" * 5, StepKind.ACCEPT),
        stood(2, "Repair the lift", StepKind.ACCEPT),
        stood(3, "赔偿家具", StepKind.REFER, to=UNIT),
    ),
    DAYS_OFF,
    NATIONAL_2022,
)
"""A case of three requests: two are handled by this office, the third is with a unit."""

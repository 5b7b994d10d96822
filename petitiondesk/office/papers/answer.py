"""The answer on the spot (当场告知书): given in writing by an act (office.answers), never made from the record."""

from datetime import datetime

from petitiondesk.documents import answer, fonts
from petitiondesk.documents.answer import AnswerData
from petitiondesk.documents.letters import Template
from petitiondesk.documents.seals import Seal
from petitiondesk.documents.slip import Size
from petitiondesk.office.papers import on_record
from petitiondesk.office.papers.kinds import PaperKind
from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.rules.kinds import Confidentiality, Purpose
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.office_day import office_day
from petitiondesk.storage import registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import OfficeDetails, Registration
from petitiondesk.words import translate


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
        matter = on_record.category_alone(session, registration) or "已登记的事项"
    phone, window = staff.phone or office.phone, f"{office.address or '我单位'}来访接待窗口"
    return AnswerData(
        office=office.name,
        number=registration.number,
        received=registration.received_on.isoformat(),
        issued=office_day(now).isoformat(),
        matter=matter,
        answer=text,
        name="" if restricted else on_record.addressee(registration),
        basis=basis,
        remedy=remedy,
        contact=f"{staff.name} {phone}" if phone else f"{window}{staff.name}",
        signer=staff.name,
    )


def _render(data: AnswerData, *, seal: Seal, size: Size, large_print: bool, copy: int) -> bytes:
    return answer.render(data, seal=seal, copy=copy)


def _template(_data: AnswerData) -> Template:
    return answer.template()


def _stand_in() -> Message | None:
    """Answers are set in FangSong, of which none that is free can be shipped."""
    if fonts.fang_file():
        return None
    return Message(
        _(
            "This computer has no FangSong typeface, so the text is set in Song. Once the FangSong of Windows or of an "
            "office suite is installed, it is used."
        )
    )


PAPER = PaperKind(
    id="answer",
    title=_("answer"),
    data=AnswerData,
    template=_template,
    letterhead=frozenset({"office", "contact"}),
    sizes=("A4",),
    render=_render,
    stand_in=_stand_in,
)

"""The procedure between offices by keys: an objection, a second one that is decided; a report of wrongdoing."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from petitiondesk.office import checking, units
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.rules.procedure.kinds import Stage, StepKind
from petitiondesk.rules.units import UnitKind, UnitLevel
from petitiondesk.storage.models import OfficeDetails
from petitiondesk.windows.driving import in_dialog
from tests.journeys.conftest import Counter, visit
from tests.journeys.stepping import at_case, fill, other_step, page, rows, said_in, stages, step

HOUSING, WATER, STATION = "区住房和城乡建设局", "区水务局", "区水务局城东管理站"


@pytest.fixture
def township(counter: Counter) -> Counter:
    """A subdistrict, which handles and may also refer; three units in its catalogue."""
    with counter.desk.database.write() as session:
        session.get_one(OfficeDetails, 1).role = OfficeRole.TOWNSHIP
    ids: dict[str, int] = {}
    for name, superior in ((HOUSING, None), (WATER, None), (STATION, WATER)):
        about = units.About(name, UnitLevel.COUNTY, UnitKind.DEPARTMENT, superior_id=ids.get(superior or ""))
        ids[name] = units.add(counter.desk, about, now=counter.clock.now).id
    return counter


def test_a_second_objection_is_decided_and_binds(township: Counter) -> None:
    counter = township
    at_case(counter)
    other_step(counter, "转送有权", to=HOUSING, way="electronic")
    assert stages(counter) == [Stage.SENT]
    assert HOUSING in rows(counter)[0][4]
    step(counter, officer="王敏")
    assert "王敏" in rows(counter)[0][4]
    other_step(counter, "异议", number="异1号", signer="刘局长", way="electronic", reasons="属于水务")
    assert stages(counter) == [Stage.OBJECTED]
    step(counter, reasons="属实")
    assert stages(counter) == [Stage.REGISTERED]
    other_step(counter, "转送有权", to=WATER, way="electronic")
    assert _refused(counter, StepKind.OBJECT)
    other_step(counter, "管辖争议提请", to="区委区政府", decider="superior", way="electronic", reasons="两家都不认")
    assert stages(counter) == [Stage.DISPUTED]
    step(counter, to=WATER, decided_by="李区长", reasons="由水务办理")
    assert stages(counter) == [Stage.SIGNED]
    assert WATER in rows(counter)[0][4]
    assert _refused(counter, StepKind.OBJECT)
    assert _refused(counter, StepKind.PUT_DISPUTE)
    step(counter, number="水告1号", signer="陈局长", way="handed")
    assert stages(counter) == [Stage.ACCEPTED]
    assert checking.check(counter.desk) == []


def _refused(counter: Counter, kind: StepKind) -> bool:
    from petitiondesk.rules.procedure.lawful import refusal

    [stood] = [each.stood for each in page(counter).head.requests._requests if each.stood]
    return refusal(kind, stood.standing, stood.matter) is not None


def test_a_report_of_wrongdoing_goes_round_the_accused(township: Counter) -> None:
    counter = township
    visit(counter)
    counter.focus_on("registration.purpose")
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    steps_down = box.findData("report_of_wrongdoing") - box.currentIndex()
    counter.hands.press(*["Down" if steps_down > 0 else "Up"] * abs(steps_down))
    counter.register()
    _open_for(counter, "核对材料")
    assert stages(counter) == [Stage.REGISTERED]
    step(counter, among="among", accused=WATER, decided_by="张玲")
    tried: list[list[str]] = []

    def elsewhere(dialog: QWidget) -> None:
        tried.append(said_in(dialog))
        fill(counter, {"to": HOUSING}, dialog)

    def to_the_station(_list: QWidget) -> None:
        counter.hands.tell("转送有权")
        first = partial(_try, counter, {"to": STATION, "way": "electronic"}, elsewhere)
        in_dialog(counter.program.background, lambda: counter.hands.press("Return"), first)

    counter.dialog("Alt+S", to_the_station)
    counter.settle()
    assert STATION in tried[0][0]
    assert stages(counter) == [Stage.SENT]
    assert HOUSING in rows(counter)[0][4]
    counter.hands.press("F3")
    counter.settle()
    assert checking.check(counter.desk) == []


def _open_for(counter: Counter, purpose: str) -> None:
    def say(_dialog: QWidget) -> None:
        counter.hands.tell(purpose)
        counter.hands.press("Ctrl+Return")

    counter.hands.press("Shift+F3")
    counter.settle()
    counter.hands.tell("2026-访-000001")
    counter.settle()
    counter.dialog("Return", say)
    counter.settle()
    assert counter.in_sight() == "case"


def _try(counter: Counter, told: dict[str, str], then: Callable[[QWidget], None], dialog: QWidget) -> None:
    """Fill a step in that is refused, and go on in the dialog that asks again."""
    in_dialog(counter.program.background, lambda: fill(counter, told, dialog), then)

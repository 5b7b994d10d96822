"""The procedure by keys: a visit from its route to the archive, and a claim whose requests take three routes."""

from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from petitiondesk.office import checking
from petitiondesk.rules.procedure.kinds import End, Stage
from tests.journeys.conftest import Counter
from tests.journeys.stepping import (
    OWN,
    at_case,
    next_words,
    other_step,
    page,
    route,
    rows,
    said_in,
    stages,
    step,
)


def test_a_visit_from_its_route_to_the_archive(counter: Counter) -> None:
    at_case(counter)
    assert "2026-12-08" in next_words(counter)
    route(counter, OWN)
    assert rows(counter)[0][3]
    step(counter, way="handed")
    assert stages(counter) == [Stage.ACCEPTED]
    assert "2027-01-22" in rows(counter)[0][5]
    step(counter, how="phone", place="13800000000", officers="张玲、王敏", summary="漏水两年", signed="yes")
    step(counter, place="现场", officers="张玲、王敏", summary="屋面破损")
    step(counter, number="1号", result="supported", facts="屋面破损", basis="物业条例")
    assert stages(counter) == [Stage.DECIDED]
    step(counter, service="handed", to="李𬭚")
    assert stages(counter) == [Stage.SERVED]
    assert "2026-12-23" in next_words(counter)
    counter.clock.now += timedelta(days=2)
    other_step(counter, "复查", organ="杭州市上城区人民政府", reasons="不服")
    assert stages(counter) == [Stage.REVIEWING]
    step(counter, number="复查1号", signer="王区长", conclusion="upheld", ground="none", reasons="事实清楚")
    step(counter, service="handed", to="李𬭚")
    assert stages(counter) == [Stage.REVIEW_SERVED]
    other_step(counter, "复核", organ="杭州市人民政府", reasons="不服")
    step(counter, number="复核1号", signer="李市长", conclusion="upheld", ground="none", reasons="事实清楚")
    step(counter, service="handed", to="李𬭚")
    assert stages(counter) == [End.FINAL]
    step(counter, place="档案室3柜")
    assert "归档" in next_words(counter)
    assert page(counter).head.way.steps[0].startswith("11-23")
    counter.hands.press("Alt+Q")
    assert "杭州市人民政府" in page(counter).details.toPlainText(), "the hands it went through"
    assert checking.check(counter.desk) == []


def test_three_requests_take_three_routes(counter: Counter) -> None:
    at_case(counter, "修好屋顶", "支付拖欠的工资", "查处违法搭建")
    assert len(rows(counter)) == 3
    counter.hands.press("Alt+Q")
    ticked: list[bool] = []

    def decide(answers: str, dialog: QWidget) -> None:
        boxes = [box for box in dialog.findChildren(QCheckBox) if box.objectName().startswith("route.request.")]
        ticked.extend(box.isChecked() for box in boxes)
        counter.hands.press(*answers, "Ctrl+Return")
        assert not dialog.isVisible(), said_in(dialog)

    for place, answers in enumerate((OWN, "41", "44351")):
        counter.hands.press("Home", *["Down"] * place)
        counter.dialog("Ctrl+Return", partial(decide, answers))
        counter.settle()
    assert ticked == [True, False, False, True, False], "the one that it was opened for; a single one has no box"
    routes = [row[3] for row in rows(counter)]
    assert len(set(routes)) == 3
    assert all(routes)
    counter.hands.press("Home")
    step(counter, way="handed")
    counter.hands.press("Home", "Down")
    step(counter, way="handed", reasons="依法导入仲裁")
    counter.hands.press("Home", "Down", "Down")
    step(counter, way="handed", reasons="本机关履行职责", performs="yes")
    assert stages(counter) == [Stage.ACCEPTED, End.LED_INTO, Stage.PERFORMING]
    assert checking.check(counter.desk) == []


def test_one_route_is_chosen_for_two_requests_by_keys(counter: Counter) -> None:
    at_case(counter, "修好屋顶", "赔偿家具", "查处违法搭建")
    counter.hands.press("Alt+Q", "Down")

    def decide(dialog: QWidget) -> None:
        for _times in range(20):
            if counter.focus() == "route.request.3":
                break
            counter.hands.press("Tab")
        counter.hands.press("Space", *OWN, "Ctrl+Return")
        assert not dialog.isVisible(), said_in(dialog)

    counter.dialog("Ctrl+Return", decide)
    counter.settle()
    assert [bool(row[3]) for row in rows(counter)] == [False, True, True]
    assert counter.focus() == "case_requests"

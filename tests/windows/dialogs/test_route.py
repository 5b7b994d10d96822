"""The route of a request, decided by keys alone; nothing typed is lost on the way back."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPlainTextEdit, QScrollArea, QWidget

from petitiondesk.rules.messages import Message
from petitiondesk.rules.routes import Route
from petitiondesk.windows import messages, theme
from petitiondesk.windows.dialogs.route import RouteChosen, ask_route
from tests.windows.dialogs.person import Step, at_the_dialog, buttons, composing, dialog, focus_is, focused, key, typed
from tests.windows.dialogs.samples import NUMBER
from tests.windows.dialogs.test_every_dialog import named, whole

ONE = [(7, "补发2025年3月至6月工资")]
THREE = [*ONE, (8, "查处夜间违法施工" * 12), (9, "办理不动产登记")]

NO_COURT = "There is no judgment about it, and no procedure of a court, the procuratorate or the police."
NO_ARBITRATION = "Arbitration is not laid down for it."
NO_APPEAL = "It is neither a Party member's appeal nor a request to re-examine."
CONTESTED = "A decision of an administrative body is contested, which reconsideration can settle (Art. 31(4))."
LABOUR = "It is a labour or personnel dispute, which is arbitrated (Art. 31(2))."
R4 = RouteChosen(
    Route.ADMINISTRATIVE_PROCEDURE,
    "\n".join((NO_COURT, NO_ARBITRATION, NO_APPEAL, CONTESTED)),
    "the reconsideration organ for the body that decided",
    (7,),
    ("no", "no", "no", "reconsideration"),
)
TO_R4 = (key("4"), key("4"), key("3"), key("1"))
TO_R6 = (key("4"), key("4"), key("3"), key("5"), key("3"))


def sees(*parts: str) -> Step:
    """These stand in sight."""

    def step() -> None:
        seen = "\n".join(label.text() for label in dialog().findChildren(QLabel) if label.isVisible())
        assert [part for part in parts if part not in seen] == []

    return step


def hides(*parts: str) -> Step:
    """These don't."""

    def step() -> None:
        seen = "\n".join(label.text() for label in dialog().findChildren(QLabel) if label.isVisible())
        assert [part for part in parts if part in seen] == []

    return step


def beside(name: str, words: str) -> Step:
    """What is said below a field."""

    def step() -> None:
        assert dialog().findChild(QLabel, f"{name}.problem").text().strip() == words

    return step


def reasons_are(*lines: str) -> Step:
    def step() -> None:
        assert dialog().findChild(QPlainTextEdit).toPlainText() == "\n".join(lines)

    return step


def main_is_there(there: bool) -> Step:
    def step() -> None:
        assert ("done" in [button.objectName() for button in buttons()]) is there

    return step


def test_the_fourth_route_is_found_by_figures(page: QWidget) -> None:
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, ONE),
        focus_is("route.court.court"),
        sees(NUMBER, ONE[0][1], "Is there a judgment", "Art. 31(1)"),
        main_is_there(False),
        key("Ctrl+Return"),
        focus_is("route.court.court"),
        key("4"),
        focus_is("route.arbitration.labour"),
        sees(f"1. {NO_COURT}", "Is it a labour"),
        hides("Is there a judgment"),
        key("4"),
        key("4"),
        key("9"),
        focus_is("route.party.member"),
        key("3"),
        sees(f"3. {NO_APPEAL}"),
        key("1"),
        focus_is("route.reasons"),
        sees("Led into an administrative procedure (Art. 31(4))", "told in writing within 15 days"),
        hides("1. "),
        main_is_there(True),
        reasons_are(NO_COURT, NO_ARBITRATION, NO_APPEAL, CONTESTED),
        key("Ctrl+Return"),
    )
    assert chosen == R4
    assert chosen.answers == R4.answers


def test_an_answer_is_taken_by_arrows_and_enter(page: QWidget) -> None:
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, ONE),
        *(key("Down") for _ in range(3)),
        focus_is("route.court.no"),
        key("Return"),
        key("Down"),
        key("Up"),
        key("Return"),
        focus_is("route.reasons"),
        key("Tab"),
        focus_is("route.to"),
        key("Ctrl+A"),
        typed("云河县劳动人事争议仲裁委员会"),
        key("Return"),
        focus_is("done"),
        key("Return"),
    )
    assert chosen == RouteChosen(
        Route.ARBITRATION, f"{NO_COURT}\n{LABOUR}", "云河县劳动人事争议仲裁委员会", (7,), ("no", "labour")
    )


def test_backspace_leads_back_to_the_answer_given_and_another_is_taken(page: QWidget) -> None:
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, ONE),
        key("Backspace"),
        focus_is("route.court.court"),
        key("4"),
        key("4"),
        key("Backspace"),
        focus_is("route.arbitration.no"),
        sees(f"1. {NO_COURT}"),
        hides("2. "),
        key("1"),
        sees("Led into arbitration (Art. 31(2))"),
        reasons_are(NO_COURT, LABOUR),
        key("Ctrl+Return"),
    )
    assert (chosen.route, chosen.answers) == (Route.ARBITRATION, ("no", "labour"))


def test_reasons_that_nobody_touched_follow_another_answer(page: QWidget) -> None:
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, ONE),
        *TO_R6,
        key("Alt+Left"),
        focus_is("route.duty.no"),
        key("1"),
        hides("What stands here was written for other answers"),
        key("Ctrl+Return"),
    )
    assert chosen.route is Route.DUTY
    assert chosen.reasons.endswith("A body is asked to investigate an unlawful act (Art. 31(5)).")
    assert chosen.to == "the body whose duty it is to act against the unlawful act"


def test_what_was_typed_stays_on_going_back_and_is_written_anew_on_demand(page: QWidget) -> None:
    own = f"{NO_COURT}\n{LABOUR}劳动合同载明仲裁条款。"
    to_labour = (key("4"), key("1"), typed("劳动合同载明仲裁条款。"))
    another = (key("Alt+Left"), focus_is("route.arbitration.labour"), key("2"))
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, ONE),
        *to_labour,
        *another,
        reasons_are(*own.split("\n")),
        sees("What stands here was written for other answers", "2. It is a dispute about contracted farm land"),
        key("Alt+Left"),
        key("1"),
        hides("What stands here was written for other answers"),
        *another,
        key("Shift+Tab"),
        focus_is("route.anew"),
        key("Return"),
        focus_is("route.reasons"),
        hides("What stands here was written for other answers"),
        reasons_are(NO_COURT, "It is a dispute about contracted farm land, which is arbitrated (Art. 31(2))."),
        key("Ctrl+Z"),
        reasons_are(*own.split("\n")),
        key("Ctrl+Return"),
    )
    assert chosen == RouteChosen(
        Route.ARBITRATION, own, "the arbitration commission for contracted farm land", (7,), ("no", "land")
    )


def test_a_body_that_was_typed_stays_too_and_is_said_to_be_for_other_answers(page: QWidget) -> None:
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, ONE),
        *(key("4"), key("1"), key("Tab"), key("Ctrl+A"), typed("云河县仲裁委员会")),
        *(key("Alt+Left"), key("Backspace"), key("1")),
        sees("What stands here was written for other answers"),
        reasons_are("A court has decided the matter, has it or must decide it (Art. 31(1))."),
        key("Ctrl+Return"),
    )
    assert (chosen.route, chosen.to) == (Route.LEGAL_PROCEDURE, "云河县仲裁委员会")


def test_whoever_goes_on_writing_has_seen_for_which_answers_it_is(page: QWidget) -> None:
    said = "What stands here was written for other answers"
    at_the_dialog(
        partial(ask_route, page, NUMBER, ONE),
        *(key("4"), key("1"), typed("甲"), key("Alt+Left"), key("2"), sees(said), typed("乙")),
        *(key("Alt+Left"), key("2"), hides(said), key("Alt+Left"), key("1"), sees(said), key("Esc")),
    )


def test_what_is_still_composed_is_part_of_the_reasons(page: QWidget) -> None:
    back = (key("Alt+Left"), focus_is("route.court.court"), key("1"))
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, ONE),
        *(key("1"), key("Ctrl+A"), typed("已"), composing("判决"), *back),
        *(reasons_are("已判决"), key("Ctrl+End"), typed("，"), composing("未终结"), key("Ctrl+Return")),
    )
    assert chosen.reasons == "已判决，未终结"


def test_backspace_and_figures_in_the_reasons_are_text(page: QWidget) -> None:
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, ONE), *TO_R4, key("Ctrl+A"), key("1"), key("2"), key("Backspace"), key("F7"),
        *(key(each) for each in ("3", "Ctrl+Return")),
    )  # fmt: skip
    assert chosen.reasons == "13"


def test_of_three_requests_one_is_unticked(page: QWidget) -> None:
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, THREE),
        focus_is("route.court.court"),
        key("Up"),
        focus_is("route.request.3"),
        key("Up"),
        key("Space"),
        *TO_R4,
        key("Ctrl+Return"),
    )
    assert (chosen.route, chosen.requests) == (Route.ADMINISTRATIVE_PROCEDURE, (7, 9))


def test_at_least_one_request_is_ticked(page: QWidget) -> None:
    def click_the_words_of_the_second() -> None:
        [label] = [each for each in dialog().findChildren(QLabel) if each.text() == THREE[1][1]]
        QTest.mouseClick(label, Qt.MouseButton.LeftButton)

    untick = [step for _ in THREE for step in (key("Shift+Tab"), key("Space"))]
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, THREE),
        *untick,
        focus_is("route.request.1"),
        *TO_R4,
        key("Ctrl+Return"),
        focus_is("route.request.1"),
        beside("route.requests", "Tick at least one request."),
        click_the_words_of_the_second,
        beside("route.requests", ""),
        key("Ctrl+Return"),
    )
    assert chosen.requests == (8,)


def test_empty_reasons_and_an_empty_body_are_refused_beside_their_fields(page: QWidget) -> None:
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, ONE),
        *TO_R4,
        key("Ctrl+A"),
        typed("  "),
        key("Ctrl+Return"),
        focus_is("route.reasons"),
        beside("route.reasons", "Say why, in a few words."),
        typed("对处罚决定不服"),
        beside("route.reasons", ""),
        key("Tab"),
        key("Ctrl+A"),
        key("Delete"),
        key("Ctrl+Return"),
        focus_is("route.to"),
        beside("route.to", "Say which body receives it."),
        typed("云河县人民政府"),
        key("Ctrl+Return"),
    )
    assert (chosen.reasons, chosen.to) == ("对处罚决定不服", "云河县人民政府")


def test_what_could_not_be_recorded_comes_back_with_the_reason(page: QWidget) -> None:
    before = RouteChosen(R4.route, "自己写的理由", "云河县人民政府", (8,), R4.answers)
    refused = {"reasons": Message("Too short.")}
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, THREE, typed=before, problems=refused),
        focus_is("route.reasons"),
        beside("route.reasons", "Too short."),
        hides("What stands here was written for other answers"),
        reasons_are("自己写的理由"),
        key("Alt+Left"),
        focus_is("route.procedure.reconsideration"),
        sees(f"3. {NO_APPEAL}"),
        key("1"),
        key("Ctrl+Return"),
    )
    assert chosen == before


@pytest.mark.parametrize("answers", [(), ("no", "no"), ("court",), ("of an older edition",)])
def test_without_answers_that_lead_there_the_way_begins_anew(page: QWidget, answers: tuple[str, ...]) -> None:
    before = RouteChosen(R4.route, "自己写的理由", "云河县人民政府", (8, 9), answers)
    problems = {"requests": Message("One has a route by now.")}
    chosen = at_the_dialog(
        partial(ask_route, page, NUMBER, THREE, typed=before, problems=problems),
        focus_is("route.request.1"),
        beside("route.requests", "One has a route by now."),
        sees("Led into an administrative procedure (Art. 31(4))"),
        key("Alt+Left"),
        focus_is("route.court.court"),
        key("1"),
        reasons_are("自己写的理由"),
        sees("What stands here was written for other answers"),
        key("Ctrl+Return"),
    )
    assert chosen == RouteChosen(Route.LEGAL_PROCEDURE, "自己写的理由", "云河县人民政府", (8, 9))


def test_the_end_is_seen_whole_where_there_is_room(page: QWidget) -> None:
    def nothing_to_scroll() -> None:
        QTest.qWait(50)
        assert dialog().findChild(QScrollArea).verticalScrollBar().maximum() == 0

    at_the_dialog(partial(ask_route, page, NUMBER, ONE), *TO_R6, nothing_to_scroll, key("Esc"))


def test_esc_decides_nothing_and_everything_is_freed(page: QWidget) -> None:
    assert at_the_dialog(partial(ask_route, page, NUMBER, THREE), *TO_R4, typed("。"), key("Esc")) is None
    assert at_the_dialog(partial(ask_route, page, NUMBER, []), *TO_R4, key("Ctrl+Return")).requests == ()


def test_every_thing_in_sight_is_reached_by_tab(page: QWidget) -> None:
    def walk() -> None:
        reached = set()
        for _ in range(30):
            reached.add(focused().objectName())
            QTest.keyClick(focused(), Qt.Key.Key_Tab)
        fields = [each for kind in (QCheckBox, QPlainTextEdit) for each in dialog().findChildren(kind)]
        assert {each.objectName() for each in [*buttons(), *fields] if each.isVisible()} <= reached

    at_the_dialog(partial(ask_route, page, NUMBER, THREE), walk, key("Esc"))
    at_the_dialog(partial(ask_route, page, NUMBER, THREE), *TO_R4, walk, key("Esc"))


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off_or_nameless(
    qapp: QApplication, page: QWidget, language: messages.Language, percent: int
) -> None:
    messages.speak(language)
    theme.apply(qapp, "light", percent)
    sizes = []
    looked = (whole, named, lambda: sizes.append(dialog().size()))
    at_the_dialog(
        partial(ask_route, page, NUMBER, THREE),
        *[step for press in TO_R6 for step in (*looked, press)],
        *looked,
        key("Esc"),
    )
    assert len(set(map(str, sizes))) == 1, "nothing jumps"

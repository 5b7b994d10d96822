"""What became of a paper is said until it is out: over every visitor, for every number."""

import pytest

from petitiondesk.office import papers
from petitiondesk.storage.errors import Locked
from petitiondesk.windows import printing
from petitiondesk.windows.printing import PrintTrouble
from tests.journeys import conftest as journeys
from tests.journeys.conftest import SLIP_LARGE, Counter

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter

FIRST, SECOND = "2026-访-000001", "2026-访-000002"


def register(counter: Counter, name: str) -> None:
    counter.hands.press("Return")
    counter.hands.tell(name)
    counter.register()


def test_the_message_line_says_the_number_and_the_day(counter: Counter) -> None:
    register(counter, "李𬭚")
    for part in (FIRST, "2026-12-08", "Ctrl+P", "Alt+E"):
        assert part in counter.message()


def test_every_slip_that_is_not_printed_is_named_until_it_is(counter: Counter) -> None:
    counter.fail_printing = PrintTrouble("no printer")
    register(counter, "李𬭚")
    for key in ("Ctrl+P", "Alt+P"):
        assert key in counter.bar()
    register(counter, "王芳")
    assert FIRST in counter.bar()
    assert SECOND in counter.bar()
    counter.fail_printing = None
    counter.hands.press("Ctrl+P")
    counter.settle()
    assert FIRST in counter.bar()
    assert SECOND not in counter.bar()
    counter.hands.press("Ctrl+L", "Down", "Ctrl+P")
    counter.settle()
    assert counter.bar() == ""


def test_who_sees_badly_takes_a_slip_in_large_print_home(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a sheet printer, whatever prints the strips, and with the whole name."""
    monkeypatch.setattr(printing, "printers", lambda: ["小票打印机", "办公室打印机"])
    monkeypatch.setattr(printing, "default_printer", lambda: "办公室打印机")
    settings = counter.reception._station.settings
    settings.slip_printer, settings.slip_size = "小票打印机", "80mm"
    register(counter, "李𬭚")
    counter.paper(SLIP_LARGE, lambda _dialog: counter.hands.press("Ctrl+P"))
    counter.settle()
    assert counter.printers == ["小票打印机", "办公室打印机"]
    [_strip, large] = counter.slips()
    assert "李𬭚" in large
    assert "副本·第1次补打" in large
    assert any("A4" in path.name for path in counter.printed.iterdir())


def test_a_notice_that_was_seen_goes_and_its_number_with_it(counter: Counter) -> None:
    counter.fail_printing = PrintTrouble("no printer")
    register(counter, "李𬭚")
    counter.hands.press("Alt+O")
    assert counter.bar() == ""
    register(counter, "王芳")
    assert FIRST not in counter.bar()
    assert SECOND in counter.bar()


def test_a_character_without_a_font_stays_announced_over_the_next_visitor(counter: Counter) -> None:
    register(counter, "李\U00030edd")
    register(counter, "王芳")
    assert "没有 U+30EDD" in counter.bar().replace("：", " ")
    assert "\U00030edd" not in counter.bar(), "the screen has no letter for it either"
    register(counter, "ئ李")
    assert "ئ (U+0626)" in counter.bar()


def test_a_printed_slip_that_the_history_could_not_keep_is_not_called_unprinted(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_arguments: object, **_named: object) -> None:
        raise Locked(place="office.db")

    with monkeypatch.context() as patch:
        patch.setattr(papers, "printed", locked)
        register(counter, "李𬭚")
    assert len(counter.slips()) == 1
    assert FIRST in counter.bar()
    assert "不必再打印" in counter.bar()
    assert "Ctrl+P" not in counter.bar()

"""A big table holds ids; what stands in a line is read with the 200 around it, once it comes into sight."""

import pytest
from PySide6.QtCore import Qt

from petitiondesk.windows.rows import PAGE, Column, Rows

pytestmark = pytest.mark.usefixtures("qapp")

IDS = list(range(1000, 0, -1))


def table() -> tuple[Rows[str], list[list[int]]]:
    made: Rows[str] = Rows([Column("Name", lambda row: row)])
    wanted: list[list[int]] = []
    made.wanted.connect(wanted.append)
    made.show(IDS)
    return made, wanted


def test_only_what_is_looked_at_is_read_and_only_once() -> None:
    rows, wanted = table()
    assert (rows.rowCount(), wanted) == (1000, [])
    for place in (450, 451, 599, 450):
        assert rows.index(place, 0).data() is None
    assert wanted == [IDS[2 * PAGE : 3 * PAGE]]
    rows.arrived({IDS[450]: "李*", 10**6: "nobody"})
    assert rows.index(450, 0).data() == "李*"
    assert rows.index(451, 0).data() is None, "one that is there no more stays blank"
    assert len(wanted) == 1


def test_read_anew_a_line_stands_as_it_was_until_it_is_there() -> None:
    rows, wanted = table()
    rows.arrived({1000: "李*", 999: "王*"})
    rows.show([1001, 1000])
    assert (rows.place_of(1000), rows.place_of(999), rows.id_at(0), rows.id_at(2)) == (1, None, 1001, None)
    assert rows.index(1, 0).data() == "李*"
    assert wanted == [[1001, 1000]]
    rows.arrived({1000: "赵*"})
    assert rows.index(1, 0).data(Qt.ItemDataRole.DisplayRole) == "赵*"


def test_more_lines_behind_those_shown_move_nothing() -> None:
    rows, wanted = table()
    resets: list[str] = []
    rows.modelReset.connect(lambda: resets.append("reset"))
    rows.show(IDS[:250])
    rows.index(249, 0).data()
    assert not rows.go_on(IDS[1:])
    assert not rows.go_on(IDS[:100])
    assert rows.go_on(IDS)
    assert (rows.rowCount(), rows.place_of(1), resets) == (1000, 999, ["reset"])
    rows.index(260, 0).data()
    assert wanted == [IDS[PAGE:250], IDS[PAGE : 2 * PAGE]], "a page that was cut off is read whole"


def test_a_page_that_is_given_up_is_asked_for_again() -> None:
    rows, wanted = table()
    rows.index(450, 0).data()
    rows.give_up(wanted[0])
    rows.index(451, 0).data()
    assert wanted == 2 * [IDS[2 * PAGE : 3 * PAGE]]
    rows.ask_first()
    rows.read_anew()
    rows.index(451, 0).data()
    assert wanted[2:] == [IDS[:PAGE], IDS[2 * PAGE : 3 * PAGE]]

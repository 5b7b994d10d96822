"""Fields side by side: as many in a line as fit, whole lines, nothing over another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from petitiondesk.windows.widgets.flow import Flow

CELLS = st.lists(st.tuples(st.integers(10, 300), st.integers(0, 8)), min_size=1, max_size=12)


def laid_out(cells: list[tuple[int, int]], width: int) -> tuple[QWidget, list[QRect]]:
    area = QWidget()
    flow = Flow()
    for needed, share in cells:
        cell = QWidget()
        cell.setMinimumSize(needed, 30)
        flow.add(cell, share)
    area.setLayout(flow)
    flow.setGeometry(QRect(0, 0, width, flow.heightForWidth(width)))
    return area, [flow.itemAt(place).geometry() for place in range(flow.count())]


@pytest.mark.usefixtures("qapp")
@given(cells=CELLS, width=st.integers(320, 2000))
def test_nothing_overlaps_and_nothing_is_cut(cells: list[tuple[int, int]], width: int) -> None:
    area, places = laid_out(cells, width)
    for (needed, _share), place in zip(cells, places, strict=True):
        assert place.width() >= needed
        assert place.right() < width
    for place, other in pairwise(places):
        assert not place.intersects(other)
        assert (place.top(), place.left()) < (other.top(), other.left())
    assert max(place.bottom() for place in places) < area.layout().heightForWidth(width)


@pytest.mark.usefixtures("qapp")
@given(cells=CELLS, width=st.integers(320, 2000))
def test_lines_end_at_the_same_edge(cells: list[tuple[int, int]], width: int) -> None:
    _area, places = laid_out(cells, width)
    lines: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        lines.setdefault(place.top(), []).append(number)
    for line in lines.values():
        if any(cells[number][1] for number in line):
            assert places[line[-1]].right() == width - 1


def test_a_hidden_cell_takes_no_room(qapp: QApplication) -> None:
    area, _places = laid_out([(100, 1), (100, 1)], 400)
    flow = area.layout()
    flow.itemAt(0).widget().hide()
    flow.setGeometry(QRect(0, 0, 400, 30))
    assert flow.itemAt(1).geometry().width() == 400


def test_height_to_spare_goes_to_what_can_use_it(qapp: QApplication) -> None:
    area, _places = laid_out([(100, 1), (100, 1)], 150)
    flow = area.layout()
    flow.itemAt(1).widget().setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    flow.setGeometry(QRect(0, 0, 150, 200))
    first, second = (flow.itemAt(place).geometry() for place in range(2))
    assert first.height() < 50
    assert second.bottom() == 199

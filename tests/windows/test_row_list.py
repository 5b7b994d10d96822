"""Lines of which there may be several: as many as the draft speaks of, each under its own path."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.storage.models import Material, Request
from petitiondesk.windows.binding import Form
from petitiondesk.windows.widgets.fields import line
from petitiondesk.windows.widgets.row_list import Column, RowList


@pytest.fixture
def rows(qtbot: QtBot) -> Callable[..., RowList]:
    pages = []

    def new(*, first_line: bool = True) -> RowList:
        page = QWidget()
        pages.append(page)
        form = Form(page)
        before = line()
        made = RowList(
            form,
            "materials",
            [Column(Material.name, line, 3), Column(Material.copies, line)],
            after=lambda: before,
            first_line=first_line,
        )
        column = QVBoxLayout(page)
        column.addWidget(before)
        column.addWidget(made)
        column.addWidget(form.bind(line(), Request.text))
        qtbot.addWidget(page)
        page.show()
        return made

    return new


def in_tab_order(rows: RowList) -> list[str]:
    names = []
    widget = rows._after()
    assert widget is not None
    for _ in range(40):
        widget = widget.nextInFocusChain()
        if widget.objectName() and not widget.objectName().endswith(".problem"):
            names.append(widget.objectName())
    return names


def test_there_are_as_many_lines_as_the_draft_speaks_of(rows: Callable[..., RowList]) -> None:
    materials = rows()
    assert materials.lines() == 1
    materials.make_room({"materials.0.name": "合同", "materials.2.copies": "3", "requests.7.text": "x"})
    assert materials.lines() == 3
    materials._form.fill({"materials.2.copies": "3"})
    assert materials._form.texts() == {"materials.2.copies": "3"}
    materials.make_room({})
    assert materials.lines() == 1
    assert materials._form.texts() == {}
    without = rows(first_line=False)
    without.make_room({})
    assert without.lines() == 0


def test_a_new_line_comes_below_the_last_in_the_order_of_tab(rows: Callable[..., RowList]) -> None:
    materials = rows()
    materials.add_line()
    materials.add_line()
    wanted = [f"materials.{number}.{name}" for number in range(3) for name in ("name", "copies")]
    assert in_tab_order(materials)[: len(wanted)] == wanted


def test_a_blank_line_is_not_filled(rows: Callable[..., RowList]) -> None:
    materials = rows()
    materials._form.write("materials.0.name", "  ")
    assert not materials.is_filled(0)
    materials._form.write("materials.0.name", "合同")
    assert materials.is_filled(0)


@pytest.mark.parametrize(
    ("path", "position"),
    [("materials.4.name", 4), ("requests.4.text", None), ("materials", None), ("materials.x", None)],
)
def test_which_line_a_path_belongs_to(rows: Callable[..., RowList], path: str, position: int | None) -> None:
    assert rows().position_of(path) == position


def test_a_number_stands_at_the_height_of_its_fields(rows: Callable[..., RowList]) -> None:
    materials = rows()
    field = materials._form.field("materials.0.name").widget
    number = next(cell for cell in materials._lines[0].findChildren(QWidget) if getattr(cell, "text", str)() == "1.")
    middles = [widget.mapTo(materials, widget.rect().center()).y() for widget in (field, number)]
    assert abs(middles[0] - middles[1]) <= 2

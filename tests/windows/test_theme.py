"""The look: legible in both palettes, the same place with and without focus, rare names drawn."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QImage, QTextLayout
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from petitiondesk import resources
from petitiondesk.windows import theme

RARE_NAMES = "𬱖䶮㛃𠅤𤆵𬭚"


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.load_fonts()
    theme.load_rare_fonts()
    theme.apply(qapp)
    yield
    theme.apply(qapp)


def luminance(hexadecimal: str) -> float:
    """Relative luminance of WCAG 2.1."""
    channels = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_words_can_be_read_on_every_ground() -> None:
    assert [
        (ink, ground, scheme)
        for ink, ground in theme.READ_ON
        for scheme in ("light", "dark")
        if contrast(theme.COLOURS[ink][scheme], theme.COLOURS[ground][scheme]) < 4.5
    ] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("field", [QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QPushButton])
def test_the_edge_of_what_is_filled_in_stands_out(
    qapp: QApplication, qtbot: QtBot, field: type[QWidget], scheme: theme.Scheme
) -> None:
    """WCAG 2.1, 1.4.11: 3 to 1, against what is around it and what is in it."""
    theme.apply(qapp, scheme)
    made = field()
    qtbot.addWidget(made)
    made.show()
    image = made.grab().toImage()
    edge = image.pixelColor(0, image.height() // 2).name()
    assert all(contrast(edge, theme.COLOURS[ground][scheme]) >= 3 for ground in ("window", "surface")), edge


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("arrow", ["chevron_up", "chevron_down"])
def test_arrows_stand_out_on_fields(arrow: str, scheme: theme.Scheme) -> None:
    ink = re.search('stroke="(#[0-9A-F]{6})"', resources.path("styles", f"{arrow}.svg").read_text())
    assert ink is not None
    assert contrast(ink[1], theme.COLOURS["surface"][scheme]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ticks_have_the_colour_of_the_surface(scheme: theme.Scheme) -> None:
    svg = resources.path("styles", f"tick_{scheme}.svg").read_text()
    assert f'stroke="{theme.COLOURS["surface"][scheme]}"' in svg


def targets() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    combo = QComboBox()
    combo.addItem("城乡建设")
    for widget in (QLineEdit("李𬭚"), combo, QSpinBox(), QPushButton("登记"), QCheckBox("老"), QPlainTextEdit()):
        column.addWidget(widget)
    return page


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_targets_are_large_enough_and_grow_with_the_type(qapp: QApplication, qtbot: QtBot, percent: int) -> None:
    theme.apply(qapp, percent=percent)
    page = targets()
    qtbot.addWidget(page)
    page.show()
    heights = {type(child).__name__: child.height() for child in page.findChildren(QWidget) if child.parent() is page}
    assert all(height >= 32 * percent / 100 for height in heights.values()), heights


@pytest.mark.parametrize("percent", [100, 125, 200])
def test_nothing_moves_when_the_focus_does(qapp: QApplication, qtbot: QtBot, percent: int) -> None:
    theme.apply(qapp, percent=percent)
    page = targets()
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    fields = [child for child in page.children() if isinstance(child, QWidget)]
    places = [field.geometry() for field in fields]
    for field in fields:
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        assert [each.geometry() for each in fields] == places


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("percent", "width"), [(100, 2), (150, 3), (200, 4)])
def test_the_focus_is_a_ring_in_the_accent_that_grows_with_the_type(
    qapp: QApplication, qtbot: QtBot, percent: int, width: int, scheme: theme.Scheme
) -> None:
    theme.apply(qapp, scheme, percent)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    image = field.grab().toImage()
    middle = image.width() // 2
    accent = QColor(theme.COLOURS["accent"][scheme])
    assert [image.pixelColor(middle, y) == accent for y in range(width + 1)] == [True] * width + [False]


def typefaces(text: str) -> set[str]:
    """The families that the glyphs of ``text`` come from; "none" for a character that has no glyph."""
    layout = QTextLayout(text, theme.font("body"))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {run.rawFont().familyName() if all(run.glyphIndexes()) else "none" for run in layout.glyphRuns()}


def test_words_and_rare_names_are_set_in_the_programs_own_typefaces() -> None:
    for text in ("来访人 2026-访-000147", "Petitioner", *RARE_NAMES):
        assert typefaces(text) <= set(theme.FAMILIES), text


def test_everyday_words_come_from_the_first_of_them() -> None:
    assert typefaces("来访人") == {theme.FAMILIES[0]}


def test_type_grows_and_has_a_bold() -> None:
    assert theme.font("body", 200).pointSizeF() == pytest.approx(21)
    assert theme.font("title", bold=True).weight() == QFont.Weight.Bold


def ink(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_icons_are_painted_in_the_palettes_colour(qapp: QApplication) -> None:
    names = sorted(path.stem for path in resources.path("icons").glob("*.svg"))
    assert names
    for scheme in ("light", "dark"):
        theme.apply(qapp, scheme)
        images = {name: theme.icon(name, "accent").pixmap(QSize(24, 24)).toImage() for name in names}
        assert [name for name in names if theme.COLOURS["accent"][scheme] not in ink(images[name])] == []


def test_an_icon_follows_a_change_of_palette(qapp: QApplication, qtbot: QtBot) -> None:
    label, button = QLabel(), QPushButton()
    for widget in (label, button):
        qtbot.addWidget(widget)
        theme.set_icon(widget, "warning", "late")
    theme.apply(qapp, "dark")
    for image in (label.pixmap().toImage(), button.icon().pixmap(button.iconSize()).toImage()):
        inked = max(
            (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())), key=QColor.alpha
        )
        wanted = theme.colour("late")
        assert inked.red() == pytest.approx(wanted.red(), abs=8)
        assert inked.blue() == pytest.approx(wanted.blue(), abs=8)


def test_an_icon_that_is_not_there_is_said(qapp: QApplication) -> None:
    with pytest.raises(KeyError, match="no_such_icon"):
        theme.icon("no_such_icon")


def test_a_state_changes_the_look_at_once(qtbot: QtBot) -> None:
    label = QLabel("超期 3 日")
    qtbot.addWidget(label)
    label.show()
    plain = label.grab().toImage()
    theme.set_state(label, "late")
    assert theme.COLOURS["late_tint"]["light"] in ink(label.grab().toImage())
    theme.set_state(label, "")
    assert label.grab().toImage().size() == plain.size()
    assert theme.COLOURS["late_tint"]["light"] not in ink(label.grab().toImage())

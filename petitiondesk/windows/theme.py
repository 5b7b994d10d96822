"""How the windows look: one table of tokens, from which palette, fonts, style sheet and icons are made."""

import string
from collections.abc import Sequence
from functools import cache
from typing import Literal
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from petitiondesk import resources

Scheme = Literal["light", "dark"]
Token = Literal[
    "window", "surface", "rule", "edge", "text", "quiet", "accent",
    "done", "done_tint", "attention", "attention_tint", "late", "late_tint",
]  # fmt: skip

COLOURS: dict[Token, dict[Scheme, str]] = {
    "window": {"light": "#F5F6F8", "dark": "#15181C"},
    "surface": {"light": "#FFFFFF", "dark": "#1E2227"},
    "rule": {"light": "#D9DEE5", "dark": "#363D46"},
    "edge": {"light": "#838B95", "dark": "#707A86"},
    "text": {"light": "#1A1E23", "dark": "#E8EBEF"},
    "quiet": {"light": "#59626D", "dark": "#A3ACB7"},
    "accent": {"light": "#1B5AA6", "dark": "#82B4F1"},
    "done": {"light": "#22703F", "dark": "#7CCB98"},
    "done_tint": {"light": "#E6F4EB", "dark": "#1D3327"},
    "attention": {"light": "#8A5A00", "dark": "#E9BC62"},
    "attention_tint": {"light": "#FFF3D9", "dark": "#382D16"},
    "late": {"light": "#AE231B", "dark": "#F2958D"},
    "late_tint": {"light": "#FCE9E7", "dark": "#3B2120"},
}
"""The two palettes. Surface is also what stands on accent; edge is the frame of what is filled in or chosen from."""

READ_ON: tuple[tuple[Token, Token], ...] = (
    ("text", "window"), ("text", "surface"), ("quiet", "window"), ("quiet", "surface"),
    ("accent", "window"), ("accent", "surface"), ("surface", "accent"),
    ("done", "done_tint"), ("attention", "attention_tint"), ("late", "late_tint"),
    ("done", "surface"), ("attention", "surface"), ("late", "surface"),
    ("done", "window"), ("attention", "window"), ("late", "window"),
)  # fmt: skip
"""Each colour of words with each ground it may stand on."""

POINTS = {"body": 10.5, "label": 9.5, "title": 13.0, "number": 18.0}
"""Sizes of type in points at 100 %."""

ROW_PX = 32
"""Height of a row and of the smallest target at 100 %."""

RING_PX = 2
"""Width of the focus ring at 100 %."""

SIDES_PX = {"field": 6, "tool": 8, "button": 14}
"""Free room beside words at 100 %."""

FAMILIES = ("PetitionDesk Hei", "PetitionDesk Song", "PetitionDesk Rare")

_SCREEN_FONTS = ("PetitionDeskHei-Regular.ttf", "PetitionDeskHei-Bold.ttf")
_RARE_FONTS = ("PetitionDeskSong.ttf", "PetitionDeskRare.ttf")
_AFTER_FIRST_PAINT_MS = 400

_scheme: Scheme = "light"
_with_icon = WeakSet[QLabel | QAbstractButton]()  # asking Qt for all widgets crashes where one is just being deleted


def apply(app: QApplication, scheme: Scheme = "light", percent: int = 100) -> None:
    """Dress the whole program, windows already shown included.

    ``percent`` is the size of type, 100 to 200; everything measured in em grows with it.
    """
    global _scheme
    _scheme = scheme
    if not app.styleSheet():  # else it stands behind the sheet already; set again, it dresses every widget once more
        app.setStyle("Fusion")
    app.styleHints().setColorScheme(Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light)
    app.setPalette(_palette())
    app.setFont(font("body", percent))
    app.setStyleSheet(_style_sheet(percent))
    for widget in [each for each in _with_icon if shiboken6.isValid(each)]:
        set_icon(widget, widget.property("icon_name"), widget.property("icon_colour"))


def load_fonts() -> None:
    """Make the program's own typefaces known; those for rare names a moment later, after the first paint.

    A font file that is missing is passed over: the system's own typeface then stands in.
    """
    _load(_SCREEN_FONTS)
    QTimer.singleShot(_AFTER_FIRST_PAINT_MS, load_rare_fonts)


def load_rare_fonts() -> None:
    """Make the large typefaces known that hold the rare characters of names; words already shown are drawn anew."""
    _load(_RARE_FONTS)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setFont(app.font())
        for window in app.topLevelWidgets():
            window.update()


@cache
def _load(files: tuple[str, ...]) -> None:
    for file in files:
        path = resources.path("fonts", file)
        if path.is_file():
            QFontDatabase.addApplicationFont(str(path))


def font(role: str, percent: int = 100, *, bold: bool = False) -> QFont:
    """A typeface for one of the sizes of :data:`POINTS`, with what stands in for characters it lacks."""
    made = QFont(list(FAMILIES))
    made.setPointSizeF(POINTS[role] * percent / 100)
    made.setBold(bold)
    return made


def row_height(percent: int = 100) -> int:
    """Height of a row of a table or list, and of every target, in px at 96 dpi."""
    return round(ROW_PX * percent / 100)


def ring_width(percent: int = 100) -> int:
    """Width of the focus ring in px at 96 dpi."""
    return round(RING_PX * percent / 100)


def colour(token: Token) -> QColor:
    """A token's colour in the palette now worn."""
    return QColor(COLOURS[token][_scheme])


def icon(name: str, token: Token = "text", sizes: Sequence[int] = (16, 20, 24, 32, 48, 64)) -> QIcon:
    """An icon of resources/icons in the palette's colour; KeyError where there is no such icon.

    It keeps its colour when the palette changes: give it to a widget by :func:`set_icon` to have it follow.
    """
    made = QIcon()
    for size in sizes:
        made.addPixmap(_drawn(name, colour(token), size), QIcon.Mode.Normal)
        made.addPixmap(_drawn(name, colour("quiet"), size), QIcon.Mode.Disabled)
        made.addPixmap(_drawn(name, colour("surface"), size), QIcon.Mode.Selected)
    return made


def set_icon(widget: QLabel | QAbstractButton, name: str, token: Token = "text") -> None:
    """Put an icon on a label or button, as high as its words; it follows a change of palette or of size."""
    _with_icon.add(widget)
    widget.setProperty("icon_name", name)
    widget.setProperty("icon_colour", token)
    side = max(16, round(widget.fontMetrics().height() * 0.9))
    ratio = widget.devicePixelRatio()
    made = icon(name, token, (side, round(side * ratio)))
    if isinstance(widget, QLabel):
        widget.setPixmap(made.pixmap(QSize(side, side), ratio))
    else:
        widget.setIcon(made)
        widget.setIconSize(QSize(side, side))


def set_state(widget: QWidget, state: str) -> None:
    """Give a widget the look of ``law``, ``owed``, ``hint``, ``ok``, ``late``, ``done`` or none (empty)."""
    if widget.property("state") != state:
        widget.setProperty("state", state)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _drawn(name: str, ink: QColor, size: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", ink.name()).encode()))
    drawing = QPixmap(size, size)
    drawing.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawing)
    renderer.render(painter)
    painter.end()
    return drawing


@cache
def _svg(name: str) -> str:
    path = resources.path("icons", f"{name}.svg")
    if not path.is_file():
        raise KeyError(name)
    return path.read_text(encoding="utf-8")


def _palette() -> QPalette:
    grounds: dict[QPalette.ColorRole, Token] = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "window",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.PlaceholderText: "quiet",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "late",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "surface",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.Light: "surface",
        QPalette.ColorRole.Midlight: "window",
        QPalette.ColorRole.Mid: "rule",
        QPalette.ColorRole.Dark: "quiet",
        QPalette.ColorRole.Shadow: "rule",
    }
    palette = QPalette()
    for role, token in grounds.items():
        palette.setColor(role, colour(token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("quiet"))
    return palette


def _style_sheet(percent: int) -> str:
    template = string.Template(resources.path("styles", "app.qss").read_text(encoding="utf-8"))
    values: dict[str, str] = {token: shades[_scheme] for token, shades in COLOURS.items()}
    values |= {f"{role}_pt": f"{points * percent / 100:.2f}pt" for role, points in POINTS.items()}
    ring = ring_width(percent)
    for name, side in SIDES_PX.items():
        values[f"{name}_side"] = f"{round(side * percent / 100)}px"
        values[f"{name}_side_in_ring"] = f"{round(side * percent / 100) - ring + 1}px"
    values |= {
        "field": f"{row_height(percent) - 2 * ring}px",  # the rest is border and padding
        "ring": f"{ring}px",
        "inset": f"{ring - 1}px",
        "styles": resources.path("styles").as_posix(),
        "scheme": _scheme,
    }
    return template.substitute(values)

"""Drives the real windows by keys, for ``demo`` without a screen: one visit from the first key to the slip."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from petitiondesk.rules.identity_numbers import check_digit
from petitiondesk.rules.registration_numbers import scanned_digits
from petitiondesk.windows import theme
from petitiondesk.windows.background import Background
from petitiondesk.windows.main_window import MainWindow
from petitiondesk.windows.program import Program
from petitiondesk.windows.typist import PacedClock, Typist

LONGEST_WAIT = 30.0
"""Seconds after which something that should have happened is given up."""

QUIET = 0.15
"""Seconds without work after which a window has said all it had to say."""

_WAITING = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents

_FIRST_SEVENTEEN = "33010219720305122"
"""An invented number: its holder lives in the sample office's own county."""


def drive(program: Program, folder: Path) -> list[Path]:
    """Enter and register a visit, leaving its papers and a picture of every page in ``folder``; what was left there."""
    if not isinstance(program.window, MainWindow) or not isinstance(program.pace, PacedClock):
        raise TypeError("the demo drives the program's own window at its own pace")
    theme.load_rare_fonts()
    typist = Typist(program.pace)
    window = program.window
    wait = partial(settle, program.background)
    picture = partial(_picture, folder)
    wait()
    picture(window, "1-reception-blank")
    _enter_visit(typist, wait)
    picture(window, "2-reception-filled")
    typist.press("Ctrl+Return")
    wait()
    picture(window, "3-reception-registered")
    for number, (name, key) in enumerate(_DIALOGS, 4):
        in_dialog(
            program.background, partial(typist.press, key), partial(_picture_and_leave, picture, f"{number}-{name}")
        )
    slip = window.reception.side.number()
    if slip:
        _find_again(typist, program.background, picture, slip)
    return sorted(folder.iterdir())


def settle(background: Background, seconds: float = QUIET) -> None:
    """Let the windows work until nothing has happened for a moment. Raises TimeoutError after LONGEST_WAIT.

    The moment is a timer among the windows' own, which come in the order in which they are due: a machine that stood
    still for a while has not skipped any.
    """
    began = time.monotonic()
    quiet = QTimer(singleShot=True, interval=round(seconds * 1000), timerType=Qt.TimerType.PreciseTimer)
    quiet.start()
    while quiet.isActive() or not background.is_idle():
        if not background.is_idle():
            quiet.start()
        QCoreApplication.processEvents(_WAITING)
        if time.monotonic() - began > LONGEST_WAIT:
            raise TimeoutError("the windows did not come to rest")


def in_dialog(background: Background, opens: Callable[[], object], then: Callable[[QWidget], object]) -> None:
    """Do what opens a dialog, and ``then`` with the dialog once it stands there; returns when it is closed."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or QApplication.activeWindow() is not dialog or not background.is_idle():
            QTimer.singleShot(50, look)
            return
        then(dialog)

    window = QApplication.activeWindow()
    QTimer.singleShot(50, look)
    opens()
    settle(background)
    if window is not None:
        window.activateWindow()
        settle(background)


_DIALOGS = (
    ("preview-slip", "Alt+P"),
    ("preview-visit-form", "Alt+V"),
    ("why-this-day", "Alt+Y"),
    ("answer-on-the-spot", "Alt+A"),
    ("keys", "Shift+F1"),
)


def _enter_visit(typist: Typist, wait: Callable[[], None]) -> None:
    typist.scan(_FIRST_SEVENTEEN + check_digit(_FIRST_SEVENTEEN))
    typist.tell("李𬭚")
    typist.press("Return")
    typist.tell("13800000042")
    typist.press("Return")
    wait()
    typist.press("Right")
    typist.tell("笕桥街道花园新村2栋1201室")
    typist.press("Return")
    typist.tell("花园新村2栋")
    typist.press("Return")
    typist.tell("花园新村物业服务中心")
    typist.press("Return")
    typist.choose("wyfw")
    wait()
    typist.press("Return")
    typist.tell("今年八月起顶楼屋面漏水，卧室墙面发霉。向物业报修三次，每次都说等通知，至今没有人来修。")
    typist.press("Tab")
    typist.tell("物业服务合同写明屋面由物业维修，业主每年都按时缴费。")
    typist.press("Tab")
    typist.tell("要求尽快修好屋面，并答复维修日期")
    typist.press("Return")
    typist.tell("赔偿墙面损失")
    wait()


def _find_again(typist: Typist, background: Background, picture: Callable[[QWidget, str], None], number: str) -> None:
    typist.press("Ctrl+K")
    typist.tell(scanned_digits(number, "0" * 12))
    in_dialog(background, partial(typist.press, "Return"), partial(_picture_and_leave, picture, "9-found-again"))


def _picture_and_leave(picture: Callable[[QWidget, str], None], name: str, dialog: QWidget) -> None:
    picture(dialog, name)
    dialog.close()


def _picture(folder: Path, widget: QWidget, name: str) -> None:
    widget.grab().save(str(folder / f"{name}.png"))

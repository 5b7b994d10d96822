"""Settings by keys alone: what was typed and chosen comes back, and Esc changes nothing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.office.details import OfficeContact
from petitiondesk.windows import printing, theme
from petitiondesk.windows.background import Background
from petitiondesk.windows.dialogs.settings import Settings, ask_settings
from petitiondesk.windows.settings import MachineSettings
from tests.windows.dialogs.person import at_the_dialog, dialog, focus_is, focused, key, typed

CONTACT = OfficeContact("0571-88001234", "富春路1号", "法律援助中心", "12348", "8021", "5")
FIELDS = ("phone", "own_phone", "address", "legal_aid_name", "legal_aid_phone", "attention_days")
CHOICES = ("slip_printer", "slip_size", "screen_language", "text_size", "look")

Ask = Callable[..., Settings | None]


@pytest.fixture
def machine(tmp_path: Path) -> MachineSettings:
    return MachineSettings(tmp_path / "machine.ini")


@pytest.fixture
def ask(page: QWidget, machine: MachineSettings, background: Background) -> Ask:
    return lambda *steps, contact=CONTACT: at_the_dialog(
        partial(ask_settings, page, contact, machine, background), *steps
    )


def choices(name: str) -> list[str]:
    box = dialog().findChild(QComboBox, name)
    return [box.itemData(place) for place in range(box.count())]


def test_enter_goes_through_everything_and_saves_what_stands_there(ask: Ask, machine: MachineSettings) -> None:
    machine.dark = True
    walk = [step for name in (*FIELDS, *CHOICES) for step in (focus_is(name), key("Return"))]
    assert ask(*walk, focus_is("done"), key("Return")) == Settings(CONTACT, "", "A5", "zh", 100, dark=True)


def test_what_is_typed_and_chosen_comes_back(ask: Ask) -> None:
    said = {name: f"{name}七" for name in FIELDS} | {"attention_days": "7"}
    steps = [step for text in said.values() for step in (typed(text), key("Return"))]
    steps += [key("Return"), *(step for _ in CHOICES[1:] for step in (key("Down"), key("Return")))]
    chosen = ask(*steps, key("Ctrl+Return"), contact=OfficeContact())
    assert chosen == Settings(OfficeContact(**said), "", "80mm", "en", 125, dark=True)


def test_esc_changes_nothing(ask: Ask) -> None:
    assert ask(typed("1"), key("Esc")) is None


def test_the_system_s_own_printer_comes_first_and_one_that_is_gone_stays_chosen(
    ask: Ask, machine: MachineSettings, background: Background, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(printing, "printers", lambda: ["办公室", "窗口一"])
    machine.slip_printer = "拿走的"
    offered: list[str] = []

    def look() -> None:
        qtbot.waitUntil(background.is_idle)
        offered.extend(choices("slip_printer"))

    chosen = ask(look, *[key("Return")] * 6, focus_is("slip_printer"), key("Ctrl+Return"))
    assert offered == ["", "拿走的", "办公室", "窗口一"]
    assert chosen is not None
    assert chosen.slip_printer == "拿走的"


def test_a_size_between_the_steps_is_kept(ask: Ask, machine: MachineSettings) -> None:
    machine.percent = 110
    chosen = ask(key("Ctrl+Return"))
    assert chosen is not None
    assert chosen.percent == 110


def test_too_long_is_said_while_typing_and_refuses_nothing(ask: Ask) -> None:
    def said() -> None:
        assert "50" in focused().accessibleDescription()

    chosen = ask(typed("1" * 60), said, key("Ctrl+Return"), contact=OfficeContact())
    assert chosen is not None
    assert chosen.contact.phone == "1" * 60, "the office cuts it, and says so"


def test_at_large_type_enter_brings_each_field_into_view(ask: Ask, qapp: QApplication) -> None:
    theme.apply(qapp, percent=200)

    def seen() -> None:
        area = dialog().findChild(QScrollArea)
        assert not focused().visibleRegion().isEmpty()
        assert focused().visibleRegion().boundingRect() == focused().rect()
        assert area.isAncestorOf(focused())

    ask(*[step for _ in (*FIELDS, *CHOICES) for step in (seen, key("Return"))], key("Esc"))

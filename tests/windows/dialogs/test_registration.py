"""What a code or a slip led to: genuine or not, what is owed, what can follow."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from petitiondesk.office import corrections, finding, opening, papers, reception
from petitiondesk.office.desk import Desk
from petitiondesk.office.finding import Found
from petitiondesk.office.opening import Answers
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.messages import Message
from petitiondesk.windows import actions
from petitiondesk.windows.dialogs import registration
from petitiondesk.windows.widgets.bar import Bar
from tests.windows.dialogs.person import Step, at_the_dialog, dialog, key, never_reads, only_buttons, reads
from tests.windows.dialogs.samples import NOW, NUMBER, TODAY, draft, entered


def no_bar() -> None:
    assert dialog().findChild(Bar) is None


@pytest.mark.parametrize("action_id", registration.OFFERED)
def test_what_follows_is_chosen_by_its_own_key(page: QWidget, action_id: str) -> None:
    chosen = at_the_dialog(
        partial(registration.show_registration, page, Found(entered()), TODAY), key(actions.action(action_id).keys[0])
    )
    assert chosen == action_id


def test_what_follows_is_chosen_by_arrows_and_enter(page: QWidget) -> None:
    shows = partial(registration.show_registration, page, Found(entered()), TODAY)
    assert at_the_dialog(shows, key("Down"), key("Return")) == "papers"


def test_a_registration_found_says_what_is_owed(page: QWidget) -> None:
    at_the_dialog(
        partial(registration.show_registration, page, Found(entered()), TODAY),
        reads(NUMBER, "4821-9073", "欧阳𬱖", "地下室长期漏水", "2026-11-23 09:30", "by 2026-12-08, 15 days left"),
        key("Esc"),
    )


@pytest.mark.parametrize(
    ("other", "said", "state"),
    [
        ({"last_day": date(2026, 11, 20)}, "3 days late", "late"),
        ({"last_day": date(2026, 11, 24)}, "due tomorrow", "owed"),
        ({"done_on": date(2026, 11, 22)}, "done on 2026-11-22", "done"),
    ],
)
def test_colour_and_words_say_the_same(page: QWidget, other: dict[str, Any], said: str, state: str) -> None:
    def looks() -> None:
        (label,) = [label for label in dialog().findChildren(QLabel) if said in label.text()]
        assert label.property("state") == state

    at_the_dialog(partial(registration.show_registration, page, Found(entered(**other)), TODAY), looks, key("Esc"))


def test_a_code_that_leads_nowhere_is_said(page: QWidget) -> None:
    nothing = Found(None, Message("Nothing is registered under {code}.", {"code": "{1}"}))
    chosen = at_the_dialog(
        partial(registration.show_registration, page, nothing, TODAY),
        reads("Nothing is registered under {1}."),
        only_buttons("leave"),
        key("Return"),
    )
    assert chosen is None


@pytest.fixture(scope="module")
def founded(prepared_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that tests copy."""
    folder = tmp_path_factory.mktemp("founded")
    shutil.copy(prepared_template, folder / "office.db")
    answers = Answers("云河县住建局", OfficeRole.COMPETENT_ORGAN, None, "张玲")
    desk = opening.found(folder / "office.db", folder / "drafts.db", answers, NOW)
    desk.database.close()
    desk.drafts.close()
    return folder


@pytest.fixture
def desk(founded: Path, tmp_path: Path) -> Iterator[Desk]:
    folder = Path(shutil.copytree(founded, tmp_path / "office"))
    desk = opening.open_office(folder / "office.db", folder / "drafts.db", NOW).desk
    yield desk
    desk.database.close()
    desk.drafts.close()


def slip_of(desk: Desk, number: str) -> str:
    """The digits of the QR code on the newest slip."""
    return papers.prepare(desk, number, papers.SLIP, now=NOW).seal.qr_digits


def show(page: QWidget, desk: Desk, code: str, *steps: Step) -> None:
    at_the_dialog(
        lambda: registration.show_registration(page, finding.find(desk, code, now=NOW), TODAY), *steps, key("Esc")
    )


def bar_looks(state: str) -> Step:
    def step() -> None:
        bar = dialog().findChild(Bar)
        assert (bar.property("state"), bool(bar.words()), bar.accessibleName()) == (state, True, bar.words())

    return step


def test_a_slip_is_told_to_be_genuine_corrected_since_or_not_ours(page: QWidget, desk: Desk) -> None:
    fields = {"petitioner__name": "王芳", "registration__matter": "路灯不亮"}
    done = reception.register(desk, draft("a", hours=0, **fields), now=NOW)
    slip = slip_of(desk, done.number)
    show(page, desk, slip, reads(done.number, "王芳", "路灯不亮"), bar_looks("ok"))
    show(page, desk, done.number, reads(done.number), no_bar)
    last = "0" if slip[-1] != "0" else "1"
    show(page, desk, slip[:-1] + last, reads(done.number), bar_looks("late"))
    begun = corrections.begin(desk, done.number, now=NOW)
    corrected = replace(begun, fields={**begun.fields, "petitioner.name": "王方"})
    corrections.correct(desk, corrected, reason="名字录错", now=NOW)
    show(page, desk, slip, reads("王方"), bar_looks("owed"))
    show(page, desk, slip_of(desk, done.number), reads("王方"), bar_looks("ok"))


def test_a_report_of_wrongdoing_is_found_without_a_word_of_it(page: QWidget, desk: Desk) -> None:
    secret = draft(
        "a",
        hours=0,
        petitioner__name="赵不可见",
        registration__matter="钱不可见",
        registration__accused_person="孙不可见",
        registration__purpose=Purpose.REPORT_OF_WRONGDOING,
    )
    done = reception.register(desk, secret, now=NOW)
    show(
        page,
        desk,
        slip_of(desk, done.number),
        reads(done.number, "report of wrongdoing"),
        never_reads("赵不可见", "钱不可见", "孙不可见"),
    )

"""Settings by keys, seen where they matter: on the next slip, and on a screen that keeps what is being typed."""

import io
import time
from collections import Counter as Counted
from collections.abc import Callable
from datetime import timedelta, timezone
from functools import partial
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QLabel, QWidget

from petitiondesk import app
from petitiondesk.documents import fonts
from petitiondesk.office import details
from petitiondesk.rules.office_day import wrong_zone
from petitiondesk.storage import history
from petitiondesk.storage.errors import DiskFull
from petitiondesk.windows.driving import in_dialog
from tests.conftest import NOW
from tests.journeys.conftest import VISIT_FORM, VISIT_FORM_LARGE, Counter, visit

PHONE = "0571-88001234"
MILLIMETRES = 25.4 / 72
STEPS_TO_SIZE = 7
STEPS_TO_LANGUAGE = 8

pytestmark = pytest.mark.usefixtures("look_as_before")


def keys_in(counter: Counter, *keys: str) -> Callable[[QWidget], None]:
    return lambda _dialog: counter.hands.press(*keys)


def set_phone(counter: Counter) -> None:
    def fill(_dialog: QWidget) -> None:
        assert counter.focus() == "phone"
        counter.hands.tell(PHONE)
        counter.hands.press("Ctrl+Return")

    counter.dialog("Shift+F2", fill)


def last_paper(counter: Counter) -> Path:
    return max(counter.printed.iterdir(), key=lambda path: path.stat().st_mtime_ns)


def test_the_next_slip_says_which_number_to_call(counter: Counter) -> None:
    set_phone(counter)
    assert counter.message()
    visit(counter)
    counter.register()
    assert PHONE in counter.slips()[-1]


def test_an_office_without_phone_is_reminded_until_it_has_one(new_counter: Callable[[], Counter]) -> None:
    before = new_counter()
    assert "Shift+F2" not in before.bar()
    details.change(before.desk, details.OfficeContact(), now=NOW)
    counter = new_counter()
    assert "Shift+F2" in counter.bar()
    counter.hands.press("Alt+O")
    assert "Shift+F2" not in counter.bar(), "who has seen it goes on"
    visit(counter)
    counter.register()
    assert "来访接待窗口" in counter.slips()[-1]
    again = new_counter()
    assert "Shift+F2" in again.bar()
    set_phone(again)
    assert "Shift+F2" not in again.bar()
    assert "Shift+F2" not in new_counter().bar()


def test_the_next_slip_is_a_strip_with_a_masked_name(counter: Counter) -> None:
    visit(counter)
    counter.register()
    assert "李𬭚" in counter.slips()[-1]
    counter.dialog("Shift+F2", keys_in(counter, *["Return"] * STEPS_TO_SIZE, "Down", "Ctrl+Return"))
    visit(counter)
    counter.register()
    sheet = pypdf.PdfReader(last_paper(counter)).pages[0].mediabox
    assert float(sheet.width) * MILLIMETRES == pytest.approx(80, abs=0.5)
    slip = counter.slips()[-1]
    assert "2026-访-000002" in slip
    assert "李" in slip
    assert "𬭚" not in slip


def test_a_new_language_and_size_keep_the_visit_on_the_screen(counter: Counter) -> None:
    visit(counter)
    keys = [*["Return"] * STEPS_TO_LANGUAGE, "Down", "Return", "Down", "Return", "Down", "Ctrl+Return"]
    counter.dialog("Shift+F2", keys_in(counter, *keys))
    settings = counter.settings
    assert (settings.language, settings.percent, settings.dark) == ("en", 125, True)
    assert counter.message() == "The settings are saved."
    assert counter.field("petitioner.name") == "李𬭚"
    assert counter.field("registration.facts") == "屋顶漏水。"
    counter.register()
    assert "2026-访-000001" in counter.message()


@pytest.mark.parametrize("path", ["petitioner.name", "registration.facts", "petitioner.division_id"])
@pytest.mark.parametrize("key", ["Alt+L", "Ctrl+="])
def test_what_an_input_method_still_composes_outlives_a_new_language_or_size(
    counter: Counter, path: str, key: str
) -> None:
    counter.focus_on(path)
    counter.hands.tell("李")
    counter.hands.compose("chun")
    counter.hands.press(key)
    counter.settle()
    form = counter.fields
    assert (form.texts().get(f"{path}.typed") or form.text(path)) == "李chun"
    assert counter.focus() == path


def test_a_phone_that_could_not_be_saved_stands_in_the_dialog_again(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> int:
        raise DiskFull(place="office.db")

    with monkeypatch.context() as patch:
        patch.setattr(history, "record", full)
        set_phone(counter)
        assert "磁盘" in counter.bar()
    assert details.read(counter.desk).phone != PHONE
    counter.dialog("Shift+F2", keys_in(counter, "Ctrl+Return"))
    assert details.read(counter.desk).phone == PHONE


def test_the_visit_form_can_be_had_in_large_print(counter: Counter) -> None:
    visit(counter)
    counter.register()
    sizes: dict[str, float] = {}

    def look(figure: str, dialog: QWidget) -> None:
        sizes[figure] = usual_size(dialog._pdf)
        dialog.close()

    for figure in (VISIT_FORM, VISIT_FORM_LARGE):
        counter.paper(figure, partial(look, figure))
    assert sizes[VISIT_FORM_LARGE] >= 1.4 * sizes[VISIT_FORM]


def usual_size(pdf: bytes) -> float:
    """The size in which most letters of a paper are printed, in points."""
    letters: Counted[float] = Counted()

    def count(text: str, _user: list[float], matrix: list[float], _font: object, size: float) -> None:
        letters[round(size * matrix[3], 1)] += len(text.strip())

    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=count)
    return letters.most_common(1)[0][0]


def test_song_in_place_of_fangsong_is_said_once(counter: Counter) -> None:
    noted = [note_in_answer(counter, name) for name in ("李𬭚", "王芳")]
    assert noted == ([True, False] if fonts.fang_file() is None else [False, False])


def note_in_answer(counter: Counter, name: str) -> bool:
    """Whether the preview of an answer on the spot says anything of its typeface."""
    visit(counter, name)
    counter.register()
    noted = []

    def look(preview: QWidget) -> None:
        noted.append("仿宋" in " ".join(label.text() for label in preview.findChildren(QLabel)))
        preview.close()

    def answer(_dialog: QWidget) -> None:
        counter.hands.tell("已当场告知。")
        in_dialog(counter.program.background, partial(counter.hands.press, "Ctrl+Return"), look)

    counter.dialog("Alt+A", answer)
    counter.settle()
    return noted == [True]


def test_a_wrong_zone_and_waiting_drafts_are_both_said(new_counter: Callable[..., Counter]) -> None:
    first = new_counter()
    visit(first)
    first.leave()
    zone = wrong_zone(NOW.astimezone(timezone(timedelta(hours=9))))
    assert zone is not None
    second = new_counter(warnings=[zone])
    for part in ("2026-11-23 10:30", "F9"):
        assert part in second.bar()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a running program can't be changed here")
def test_the_zone_is_the_computer_s(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {}
    with monkeypatch.context() as patch:
        for zone in ("Asia/Shanghai", "Asia/Tokyo"):
            patch.setenv("TZ", zone)
            time.tzset()
            said[zone] = [message.values["shown"] for message in app._about_zone(NOW)]
    time.tzset()
    assert said == {"Asia/Shanghai": [], "Asia/Tokyo": ["2026-11-23 10:30"]}

"""The one registry of actions: menu, rail, key sheet and manual are made from it.

No key uses Ctrl+Alt (that is AltGr), no letter stands alone, and none is taken from text editing or from the input
methods; a test holds the table, so that a key changes on purpose only.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from petitiondesk.rules.messages import _
from petitiondesk.windows.messages import tr

Where = Literal["everywhere", "fields", "reception", "today", "register", "case", "units", "calendar", "preview"]


@dataclass(frozen=True)
class Action:
    """Something a person can do: ``text`` is a msgid, ``keys`` are key sequences, the first the one that is shown.

    Those of ``fields`` are part of the fields themselves and hold on every page.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    where: Where


ACTIONS: tuple[Action, ...] = (
    Action("register", _("Register"), ("Ctrl+Enter", "Ctrl+Return"), "reception"),
    Action("channel_visit", _("It is a visit"), ("Ctrl+1",), "reception"),
    Action("channel_letter", _("It is a letter"), ("Ctrl+2",), "reception"),
    Action("channel_call", _("It is a call"), ("Ctrl+3",), "reception"),
    Action("channel_online", _("It came online"), ("Ctrl+4",), "reception"),
    Action("channel_fax", _("It is a fax"), ("Ctrl+6",), "reception"),  # Ctrl+5 is an input method's
    Action("source", _("Referred, assigned, instructed …; again: back"), ("Ctrl+7",), "reception"),
    Action("enclosure", _("A thing that lay inside"), ("Ctrl+8",), "reception"),
    Action("another_copy", _("A further copy of the highlighted one"), ("Ctrl+9",), "reception"),
    Action("pin", _("Keep this field for the next form; again: no longer"), ("Ctrl+T",), "reception"),
    Action("park", _("Put aside what is on screen"), ("F8",), "reception"),
    Action("resume", _("Take up what was put aside"), ("F9",), "reception"),
    Action("end_draft", _("End without registering"), ("Alt+X",), "reception"),
    Action("proxy", _("Somebody acts for the petitioner"), ("F6",), "reception"),
    Action("group", _("Group visit"), ("F7",), "reception"),
    Action("helper", _("Somebody came along to help; again: as what"), ("Alt+H",), "reception"),
    Action("procedure", _("A paper from an earlier procedure"), ("Alt+J",), "reception"),
    Action("to_matter", _("Go to the matter"), ("Alt+G",), "reception"),
    Action("to_facts", _("Go to the facts"), ("Alt+F",), "reception"),
    Action("to_requests", _("Go to the requests"), ("Alt+Q",), "reception"),
    Action("to_materials", _("Go to the materials"), ("Alt+M",), "reception"),
    Action("to_needs", _("Go to the needs"), ("Alt+S",), "reception"),
    Action("anonymous", _("Wants to stay anonymous"), ("Alt+N",), "reception"),
    Action("confidential", _("To be kept confidential"), ("Alt+B",), "reception"),
    Action("emergency", _("Somebody is in danger"), ("Ctrl+F11",), "reception"),
    Action("under_age", _("Under 18 by statement"), ("Alt+U",), "reception"),
    Action("restricted", _("Report of wrongdoing"), ("Alt+R",), "reception"),
    Action("link", _("Link as raised again"), ("Alt+1",), "reception"),
    Action("take_over", _("Take over the person's details only"), ("Alt+2",), "reception"),
    Action("not_the_same", _("Leave it: somebody else"), ("Alt+3",), "reception"),
    Action("next_earlier", _("Next of the earlier registrations"), ("Alt+Down",), "reception"),
    Action("previous_earlier", _("Previous of the earlier registrations"), ("Alt+Up",), "reception"),
    Action("recent", _("Go to what was registered last"), ("Ctrl+L",), "reception"),
    Action("answer_now", _("Answer in writing on the spot"), ("Alt+A",), "reception"),
    Action("why_this_day", _("Why this day"), ("Alt+Y",), "reception"),
    Action("papers", _("Papers that can be printed …"), ("Alt+P",), "reception"),
    Action("reprint", _("Print the slip again"), ("Ctrl+P",), "reception"),
    Action("correct", _("Correct what was registered"), ("Alt+E",), "reception"),
    Action("mine", _("Only mine or the whole office"), ("Alt+M",), "today"),
    Action("open_case", _("Open its case"), ("Ctrl+O",), "reception"),
    Action("to_filters", _("Go to the filters"), ("Alt+G",), "register"),
    Action("clear_filters", _("Clear all filters"), ("Alt+C",), "register"),
    Action("show_beside", _("Show the highlighted one beside the list, or no more"), ("Space", "Alt+V"), "register"),
    Action("record_step", _("Record what was done on paper"), ("Ctrl+Enter", "Ctrl+Return"), "case"),
    Action("lawful_steps", _("All steps that may be recorded now, and why not the others"), ("Alt+S",), "case"),
    Action("other_duty", _("Record it for the highlighted term"), ("Alt+D",), "case"),
    Action("take_back", _("Take the highlighted step back"), ("Alt+Z",), "case"),
    Action("link_case", _("Link the highlighted registration to another case"), ("Alt+1",), "case"),
    Action("unlink_case", _("Take the highlighted registration out of the case"), ("Alt+4",), "case"),
    Action("to_case_requests", _("Go to the requests"), ("Alt+Q",), "case"),
    Action("to_lines", _("Go to the lines of the case"), ("Ctrl+L",), "case"),
    Action("to_papers", _("Go to the papers"), ("Alt+M",), "case"),
    Action("to_files", _("Go to the files"), ("Alt+F",), "case"),
    Action("to_history", _("Go to the filter of the time line"), ("Alt+G",), "case"),
    Action("attach", _("Attach scans, photos and other files"), ("Ctrl+O",), "case"),
    Action("put_file_aside", _("Put the highlighted file aside"), ("Alt+W",), "case"),
    Action("add_unit", _("Add a unit"), ("Alt+A",), "units"),
    Action("change_unit", _("Change the highlighted unit"), ("Alt+E",), "units"),
    Action("end_unit", _("End the highlighted unit"), ("Alt+X",), "units"),
    Action("show_ended", _("Show ended ones too, or no more"), ("Alt+V",), "units"),
    Action("import_units", _("Import units from a file"), ("Ctrl+O",), "units"),
    Action("export_units", _("Save the units as a file"), ("Ctrl+S",), "units"),
    Action("keep_notice", _("Keep the notice of days off"), ("Ctrl+Enter", "Ctrl+Return"), "calendar"),
    Action("to_years", _("Go to the years"), ("Alt+G",), "calendar"),
    Action("to_notice", _("Go to the lines of the notice"), ("Ctrl+L",), "calendar"),
    Action("import_notice", _("Read a notice from CSV, to be looked at"), ("Ctrl+O",), "calendar"),
    Action("export_notice", _("Write the notice as CSV"), ("Ctrl+S",), "calendar"),
    Action("print", _("Print"), ("Ctrl+P",), "preview"),
    Action("save_pdf", _("Save as PDF"), ("Ctrl+S",), "preview"),
    Action("zoom_in", _("Larger"), ("+", "="), "preview"),
    Action("zoom_out", _("Smaller"), ("-",), "preview"),
    Action("next_sheet", _("Further down, next sheet"), ("PgDown",), "preview"),
    Action("previous_sheet", _("Further up, previous sheet"), ("PgUp",), "preview"),
    Action("next_field", _("Next field"), ("Enter", "Return"), "fields"),
    Action("previous_field", _("Previous field"), ("Shift+Enter", "Shift+Return"), "fields"),
    Action("take_ghost", _("Take the grey words"), ("Right",), "fields"),
    Action("leave_text", _("On to any field; out of the facts, where Enter makes a new line"), ("Tab",), "fields"),
    Action("choose", _("Open the list; in it the next line, which Enter takes"), ("Down",), "fields"),
    Action("open_list", _("Open a box with an arrow; a letter goes to its entry"), ("F4", "Space"), "fields"),
    Action("go_reception", _("Reception"), ("F2",), "everywhere"),
    Action("go_today", _("Today"), ("F3",), "everywhere"),
    Action("go_register", _("The register"), ("Shift+F3",), "everywhere"),
    Action("go_case", _("The case"), ("Shift+F4",), "everywhere"),
    Action("go_units", _("Units"), ("Shift+F7",), "everywhere"),
    Action("go_calendar", _("Days off"), ("Shift+F8",), "everywhere"),
    Action("refresh", _("Read the page anew"), ("F5",), "everywhere"),
    Action("find", _("Find"), ("Ctrl+K",), "everywhere"),
    Action("larger", _("Larger type"), ("Ctrl+=", "Ctrl++"), "everywhere"),
    Action("smaller", _("Smaller type"), ("Ctrl+-",), "everywhere"),
    Action("look", _("Light or dark"), ("Alt+T",), "everywhere"),
    Action("language", _("中文 / English"), ("Alt+L",), "everywhere"),
    Action("settings", _("Settings"), ("Shift+F2",), "everywhere"),
    Action("who_sits", _("Who sits here; people of the office"), ("Shift+F12",), "everywhere"),
    Action("check_office", _("Check the office whole; again: stop"), ("Shift+F11",), "everywhere"),
    Action("key_sheet", _("Keys of this page"), ("Shift+F1", "?"), "everywhere"),
    Action("seen", _("Seen: put the notice away"), ("Alt+O",), "everywhere"),
    Action("more_notices", _("Show the other notices at the top"), ("Alt+I",), "everywhere"),
    Action("quit", _("Quit"), ("Ctrl+Q",), "everywhere"),
)

_KEY_CAPS = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓", "PgDown": "PgDn"}
"""What is printed on keys that Qt calls otherwise; the same on Chinese and English keyboards."""

_BY_ID = {action.id: action for action in ACTIONS}


def action(action_id: str) -> Action:
    """The action of that id; KeyError where there is none."""
    return _BY_ID[action_id]


def of_page(where: Where) -> Iterator[Action]:
    """The actions of a page, in the order of the table."""
    return (action for action in ACTIONS if action.where == where)


def key_text(action_id: str) -> str:
    """The key as it is printed on the keyboard, for buttons, sentences and the key sheet."""
    keys = QKeySequence(_BY_ID[action_id].keys[0]).toString(QKeySequence.SequenceFormat.PortableText)
    return "+".join(_KEY_CAPS.get(key, key) for key in keys.split("+"))


def install(widget: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Give a page or window its actions with their keys; they answer while the widget is shown in the active window.

    Only what has a handler exists: the key sheet shows nothing else. A handler takes no argument.
    """
    installed = {}
    for action_id, handler in handlers.items():
        entry = _BY_ID[action_id]
        made = QAction(tr(entry.text), widget)
        made.setObjectName(entry.id)
        made.setShortcuts([QKeySequence(key) for key in entry.keys])
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.setAutoRepeat(False)
        made.triggered.connect(handler)
        widget.addAction(made)
        installed[entry.id] = made
    return installed

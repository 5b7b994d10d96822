"""Whoever reads Chinese reads it everywhere: every msgid has its words, and nothing is shown past the catalogue."""

import ast
import re
import runpy
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from petitiondesk import resources
from petitiondesk.rules import channels, parties, prior_procedures, received_days  # noqa: F401  their lists are read below
from petitiondesk.rules.clocks import NATIONAL_2022
from petitiondesk.rules.kinds import Kind
from petitiondesk.storage.models import Base
from petitiondesk.windows.actions import ACTIONS

BUILD = runpy.run_path(str(resources.path("translations", "build.py")))
CODE: Path = BUILD["PROJECT"] / "petitiondesk"
MODULES = {path.relative_to(CODE).as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(CODE.rglob("*.py"))}
WINDOWS = {name: module for name, module in MODULES.items() if name.startswith("windows/")}
TYPES_CHINESE = "windows/demo.py"
"""The demonstration plays the receptionist: what it types is no word of the program's own."""

REMEDY = "run `python resources/translations/build.py` and write the Chinese into the .po"

HAN = re.compile(r"[\u3400-\u9fff]")
LETTER = re.compile(r"[^\W\d_]")
SHOWN_BY = frozenset(
    {
        *("QAction", "QCheckBox", "QGroupBox", "QLabel", "QListWidgetItem", "QPushButton", "QRadioButton"),
        *("addItem", "addRow", "addTab", "button", "critical", "emit", "information", "insertItem", "question", "say"),
        *("setAccessibleDescription", "setAccessibleName", "setInformativeText", "setPlaceholderText", "setStatusTip"),
        *("setText", "setTitle", "setToolTip", "setWhatsThis", "setWindowTitle", "showMessage", "warning", "wrapped"),
    }
)
"""What puts the words of its arguments before somebody's eyes, or ears: Qt's names and our own."""


@pytest.fixture(scope="module")
def marked() -> Catalog:
    return BUILD["marked"]()


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    return BUILD["written"]()


def words(catalog: Catalog) -> dict[str, str]:
    return {message.id: message.string for message in catalog if message.id}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def said(node: ast.expr) -> Iterator[str]:
    """The literal words in an expression, without those inside a call: what ``tr`` returns is in words already."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from said(part)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from said(one)
            yield from said(other)
        case ast.FormattedValue(value=value) | ast.NamedExpr(value=value) | ast.Starred(value=value):
            yield from said(value)


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def calls(modules: dict[str, ast.Module]) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the file and line it stands in."""
    for name, module in modules.items():
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                yield f"{name}:{node.lineno}", node


def kinds(kind: type[Kind] = Kind) -> Iterator[type[Kind]]:
    for child in kind.__subclasses__():
        yield child
        yield from kinds(child)


def described() -> Iterator[str]:
    """Msgids that reach a screen as a value, wherever they were written."""
    for table in Base.metadata.tables.values():
        for column in table.columns:
            yield from (column.info[name] for name in ("label", "hint") if column.info.get(name))
    yield from (member.label for kind in kinds() for member in kind)
    yield from (clock.name for clock in NATIONAL_2022.clocks.values())
    yield from (remedy.name for remedies in prior_procedures.REMEDIES.values() for remedy in remedies)
    yield from (action.text for action in ACTIONS)


def lines(found: Iterable[object]) -> str:
    return "\n".join(map(str, found))


def test_every_msgid_has_chinese(marked: Catalog, chinese: Catalog) -> None:
    known = words(chinese)
    lacking = [
        f"{message.locations[0][0]}:{message.locations[0][1]}: {message.id}"
        for message in marked
        if message.id and not known.get(message.id)
    ]
    assert not lacking, f"These msgids lack Chinese; {REMEDY}:\n{lines(lacking)}"


def test_no_chinese_outlives_its_msgid(marked: Catalog, chinese: Catalog) -> None:
    gone = words(chinese).keys() - words(marked).keys()
    assert not gone, f"No code says these any more; {REMEDY}:\n{lines(gone)}"


def test_chinese_is_sure_and_is_chinese(chinese: Catalog) -> None:
    fuzzy = [message.id for message in chinese if message.id and message.fuzzy]
    assert not fuzzy, f"Nobody has decided on the Chinese of:\n{lines(fuzzy)}"
    foreign = [
        msgid
        for msgid, text in words(chinese).items()
        if text and LETTER.search("".join(literal for literal, *_ in Formatter().parse(msgid))) and not HAN.search(text)
    ]
    assert not foreign, f"Their words are not Chinese:\n{lines(foreign)}"


def test_chinese_fills_the_places_that_the_msgid_has(chinese: Catalog) -> None:
    wrong = [f"{msgid} -> {text}" for msgid, text in words(chinese).items() if text and places(text) != places(msgid)]
    assert not wrong, f"The {{places}} differ:\n{lines(wrong)}"


def test_the_program_reads_what_the_translator_wrote(chinese: Catalog) -> None:
    with BUILD["MO"].open("rb") as file:
        compiled = read_mo(file)
    written = {msgid: text for msgid, text in words(chinese).items() if text}
    assert words(compiled) == written, f"petitiondesk.mo is not compiled from petitiondesk.po; {REMEDY}"


def test_labels_of_columns_lists_clocks_and_actions_have_chinese(chinese: Catalog) -> None:
    known = words(chinese)
    unknown = {msgid for msgid in described() if not known.get(msgid)}
    assert not unknown, f"Shown, but not in the catalogue (is `_` missing around them?):\n{lines(unknown)}"


def test_every_sentence_of_a_message_is_marked() -> None:
    unmarked = [
        f"{where}: {text}"
        for where, call in calls(MODULES)
        if name_of(call) == "Message" and call.args
        for text in said(call.args[0])
        if LETTER.search("".join(literal for literal, *_ in Formatter().parse(text)))
    ]
    assert not unmarked, f'Write Message(_("…")):\n{lines(unmarked)}'


def test_what_is_marked_is_one_literal() -> None:
    """A msgid put together at run time is in no catalogue."""
    composed = [
        where
        for where, call in calls(MODULES)
        if isinstance(call.func, ast.Name) and call.func.id in ("_", "tr") and call.args
        if not isinstance(call.args[0], ast.Constant) and any(LETTER.search(text) for text in said(call.args[0]))
    ]
    assert not composed, f"Give each sentence its own _() or tr():\n{lines(composed)}"


def test_windows_show_no_words_past_the_catalogue() -> None:
    bare = [
        f"{where}: {text}"
        for where, call in calls(WINDOWS)
        if name_of(call) in SHOWN_BY and call.args
        for text in said(call.args[0])
        if LETTER.search(text)
    ]
    assert not bare, f"Words on the screen go through tr():\n{lines(bare)}"


def test_windows_hold_no_chinese() -> None:
    """Only a msgid may: the name of a language is the same in every language."""
    allowed = {id(call.args[0]) for _, call in calls(WINDOWS) if name_of(call) in ("_", "tr") and call.args}
    docstrings = {
        id(node.value) for module in WINDOWS.values() for node in ast.walk(module) if isinstance(node, ast.Expr)
    }
    chinese_in_code = [
        f"{name}:{node.lineno}: {node.value}"
        for name, module in WINDOWS.items()
        if name != TYPES_CHINESE
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value)
        if id(node) not in allowed | docstrings
    ]
    assert not chinese_in_code, f"Chinese stands in the catalogue:\n{lines(chinese_in_code)}"

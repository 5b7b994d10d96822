"""Whoever reads Chinese reads it everywhere: every msgid has its words, and nothing is shown past the catalogue."""

import ast
import importlib
import pkgutil
import re
import runpy
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from petitiondesk import resources, rules, storage
from petitiondesk.rules.clocks import NATIONAL_2022
from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.prior_procedures import REMEDIES
from petitiondesk.storage.models import Base
from petitiondesk.windows.actions import ACTIONS

BUILD = runpy.run_path(str(resources.path("translations", "build.py")))
CODE: Path = BUILD["PROJECT"] / "petitiondesk"
REMEDY = "run `python resources/translations/build.py`, write the Chinese into the .po and run it once more"

HAN = re.compile(r"[\u3400-\u9fff]")
LETTER = re.compile(r"[^\W\d_]")
MARKS = ("_", "tr")
SHOWN_BY = frozenset(
    {
        *("QAction", "QCheckBox", "QGroupBox", "QLabel", "QListWidgetItem", "QPushButton", "QRadioButton"),
        *("addItem", "addRow", "addTab", "button", "critical", "emit", "information", "insertItem", "question", "say"),
        *("setAccessibleDescription", "setAccessibleName", "setInformativeText", "setPlaceholderText", "setStatusTip"),
        *("setText", "setTitle", "setToolTip", "setWhatsThis", "setWindowTitle", "showMessage", "warning", "wrapped"),
    }
)
"""What puts its first argument before somebody's eyes or ears: Qt's names and our own."""

DEMONSTRATION = "windows/demo.py"
"""It plays the receptionist: what it types is no word of the program's own."""


@cache
def chinese() -> dict[str, str]:
    """The words of the .po by msgid; empty where there are none yet."""
    return words(BUILD["written"]())


@cache
def modules() -> Mapping[str, ast.Module]:
    """All code by file name."""
    files = {path.relative_to(CODE).as_posix(): path for path in sorted(CODE.rglob("*.py"))}
    return {name: ast.parse(path.read_text("utf-8")) for name, path in files.items()}


def nodes(folder: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Every node of the code under ``folder`` with the file it stands in."""
    for name, module in modules().items():
        if name.startswith(folder):
            yield from ((name, node) for node in ast.walk(module))


def words(catalog: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string or "") for message in catalog if message.id}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def has_words(text: str) -> bool:
    """Whether anything but ``{places}`` and signs stands in it."""
    return any(LETTER.search(literal) for literal, *_ in Formatter().parse(text))


def calls(folder: str = "") -> Iterator[tuple[str, str, ast.expr]]:
    """Every call that has an argument: where it stands, what it calls, its first argument."""
    for name, node in nodes(folder):
        match node:
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called), args=[first, *_]):
                yield f"{name}:{node.lineno}", called, first


def literals(node: ast.expr) -> Iterator[str]:
    """The words written into an expression, but not into a call in it: what ``tr`` returns is translated already."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts):
            for part in parts:
                yield from literals(part)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from literals(one)
            yield from literals(other)


def shown_as_values() -> Iterator[str]:
    """Msgids that reach a screen by way of a list, a column or a table, wherever they were written."""
    for room in (rules, storage):
        for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            importlib.import_module(module.name)
    for table in Base.metadata.tables.values():
        for column in table.columns:
            yield from (column.info[name] for name in ("label", "hint") if column.info.get(name))
    for kind in Kind.__subclasses__():
        yield from (member.label for member in kind)
    yield from (clock.name for clock in NATIONAL_2022.clocks.values())
    yield from (remedy.name for remedies in REMEDIES.values() for remedy in remedies)
    yield from (action.text for action in ACTIONS)


def none_of(faults: Iterable[str], advice: str) -> None:
    """Fail with every fault on a line of its own."""
    found = sorted(set(faults))
    if found:
        pytest.fail("\n".join((f"{advice}:", *found)), pytrace=False)


def test_every_msgid_has_chinese() -> None:
    none_of(
        (
            f"{message.locations[0][0]}:{message.locations[0][1]}: {message.id}"
            for message in BUILD["marked"]()
            if message.id and not chinese().get(message.id)
        ),
        f"These msgids lack Chinese; {REMEDY}",
    )


def test_no_chinese_outlives_its_msgid() -> None:
    none_of(chinese().keys() - words(BUILD["marked"]()).keys(), f"The code says these no more; {REMEDY}")


def test_nobody_left_a_guess_or_english_in_the_catalogue() -> None:
    none_of((str(message.id) for message in BUILD["written"]() if message.id and message.fuzzy), "Marked as fuzzy")
    english = (msgid for msgid, text in chinese().items() if text and has_words(msgid) and not HAN.search(text))
    none_of(english, "Their words are not Chinese")


def test_chinese_fills_the_places_of_its_msgid() -> None:
    differing = (f"{msgid} -> {text}" for msgid, text in chinese().items() if text and places(text) != places(msgid))
    none_of(differing, "The {places} differ")


def test_the_program_reads_what_the_translator_wrote() -> None:
    with BUILD["MO"].open("rb") as file:
        compiled = words(read_mo(file))
    written = {msgid: text for msgid, text in chinese().items() if text}
    differing = (msgid for msgid, _ in compiled.items() ^ written.items())
    none_of(differing, f"The .mo is not compiled from the .po; {REMEDY}")


def test_labels_of_columns_lists_clocks_and_actions_have_chinese() -> None:
    unknown = (msgid for msgid in shown_as_values() if not chinese().get(msgid))
    none_of(unknown, f"Shown, but without Chinese: put `_()` around them where it is missing; {REMEDY}")


def test_a_msgid_is_one_literal() -> None:
    """One that is put together at run time is in no catalogue."""
    composed = (
        f"{where}: {text}"
        for where, called, said in calls()
        if called in MARKS and not isinstance(said, ast.Constant)
        for text in literals(said)
        if LETTER.search(text)
    )
    none_of(composed, "Give each sentence a _() or tr() of its own")


def test_every_sentence_of_a_message_is_marked() -> None:
    unmarked = (
        f"{where}: {text}"
        for where, called, said in calls()
        if called == "Message"
        for text in literals(said)
        if has_words(text)
    )
    none_of(unmarked, 'Write Message(_("…"))')


def test_windows_show_no_words_past_the_catalogue() -> None:
    bare = (
        f"{where}: {text}"
        for where, called, said in calls("windows/")
        if called in SHOWN_BY
        for text in literals(said)
        if LETTER.search(text)
    )
    none_of(bare, "Words on the screen go through tr()")


def test_windows_hold_no_chinese() -> None:
    """A msgid may: a language is called by its own name in every language."""
    msgids = {id(said) for _, called, said in calls("windows/") if called in MARKS}
    docstrings = {id(node.value) for _, node in nodes("windows/") if isinstance(node, ast.Expr)}
    chinese_in_code = (
        f"{name}:{node.lineno}: {node.value}"
        for name, node in nodes("windows/")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value)
        if name != DEMONSTRATION and id(node) not in msgids | docstrings
    )
    none_of(chinese_in_code, "Chinese belongs into the catalogue")

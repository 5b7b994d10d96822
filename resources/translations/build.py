"""Brings the Chinese of the screen up to date with the code; run by a developer, never at run time.

    python resources/translations/build.py

Collects every msgid, marked by ``_("…")`` in any room or ``tr("…")`` in the windows, into petitiondesk.po: new ones
without words, the others with the words they had, those that are gone no more. Compiles petitiondesk.mo from it and
names the msgids that still lack Chinese, which the translator then writes into the .po before building again.
The .mo is in no repository: installing the program and building its wheel compile it too (pyproject.toml).
"""

import ast
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path(__file__).parent / "zh_CN" / "LC_MESSAGES"
PO = FOLDER / "petitiondesk.po"
MO = FOLDER / "petitiondesk.mo"
PROJECT = Path(__file__).parents[2]


def main() -> None:
    """Write both files anew."""
    chinese = written()
    chinese.update(marked(), no_fuzzy_matching=True, update_creation_date=False)
    with PO.open("wb") as file:
        write_po(file, chinese, width=0, include_lineno=False, ignore_obsolete=True)
    compile_mo()
    print(f"{len(chinese)} msgids")
    for message in chinese:
        if message.id and not message.string:
            print(f"lacks Chinese: {message.locations[0][0]}: {message.id}")


def compile_mo() -> None:
    """Write petitiondesk.mo, which the program reads, from the .po."""
    with MO.open("wb") as file:
        write_mo(file, written())


class CompileTranslations(BuildHookInterface):
    """Compiles the .mo whenever the program is installed or built into a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files."""
        compile_mo()


def marked() -> Catalog:
    """Every msgid in the code with the places where it stands.

    Read from the syntax tree: babel's own reader takes the key of ``tr(info["hint"])`` for a msgid.
    """
    found = Catalog()
    for path in sorted((PROJECT / "petitiondesk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="_" | "tr") | ast.Attribute(attr="_" | "tr"),
                    args=[ast.Constant(value=str(msgid)), *_],
                ):
                    found.add(msgid, locations=[(path.relative_to(PROJECT).as_posix(), node.lineno)])
    return found


def written() -> Catalog:
    """The Chinese as it stands in the .po."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN")


if __name__ == "__main__":
    main()

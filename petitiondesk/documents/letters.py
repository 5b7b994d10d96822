"""Templates of papers: text files in resources/letters that an office may word anew, without logic or code.

::

    版本：2026.1
    # a remark, never printed
    题：来访登记回执
    文：您于【来访时间】反映的事项已登记。
    有【法律援助中心】时 注：法律援助：【法律援助中心】。

One line is one paragraph. It begins with its level (题 title, 标 heading, 文 body, 签 signature, 注 note); 【】 holds a
field's name out of the paper's own table; ``有【】时`` before the level keeps a paragraph away while that field is
empty. □ stands for a check box to be ticked by hand. Anything else is an error, named by line and field.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from petitiondesk import resources
from petitiondesk.documents.lines import BOX
from petitiondesk.rules.messages import Message, _

BLANK = "＿" * 6
"""Stands where a field is empty, to be filled in by hand."""

_VERSION = re.compile(r"版本[：:]\s*(\S+)")
_PARAGRAPH = re.compile(r"(?:有【(?P<shown_with>[^【】]*)】时\s*)?(?P<level>[题标文签注])[：:]\s*(?P<text>.*)")
_FIELD = re.compile(r"【([^【】]*)】")


class Level(StrEnum):
    """What a paragraph is; the paper decides how that looks."""

    TITLE = "题"
    HEADING = "标"
    BODY = "文"
    SIGNATURE = "签"
    NOTE = "注"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a template; ``shown_with`` names the field without which it does not appear."""

    level: Level
    text: str
    shown_with: str | None = None


@dataclass(frozen=True)
class Template:
    """A paper's wording and the version that is kept with each paper printed from it."""

    version: str
    paragraphs: tuple[Paragraph, ...]


class TemplateError(Exception):
    """A template that can't be used; ``message`` says which line and why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


def parse(text: str, fields: Collection[str]) -> Template:
    """Read a template whose fields may be ``fields``. Raises TemplateError with the line number."""
    numbered = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    lines = [(number, line) for number, line in numbered if line and not line.startswith("#")]
    version = _VERSION.fullmatch(lines[0][1]) if lines else None
    if version is None:
        raise TemplateError(Message(_("The first line of the template must name its version, e.g. 版本：2026.1.")))
    return Template(version[1], tuple(_paragraph(number, line, fields) for number, line in lines[1:]))


def _paragraph(number: int, line: str, fields: Collection[str]) -> Paragraph:
    match = _PARAGRAPH.fullmatch(line)
    if match is None:
        raise TemplateError(
            Message(_("Line {line} of the template must begin with 题：, 标：, 文：, 签： or 注：."), {"line": number})
        )
    for field in _FIELD.findall(line):
        if field not in fields:
            raise TemplateError(
                Message(
                    _("Line {line} of the template names the field 【{field}】, which this paper does not have."),
                    {"line": number, "field": field},
                )
            )
    return Paragraph(Level(match["level"]), match["text"].replace("□", BOX), match["shown_with"])


@cache
def load(name: str, fields: frozenset[str]) -> Template:
    """The template ``resources/letters/NAME.txt``, read once; a byte order mark, as Notepad leaves it, is no fault."""
    return parse(resources.path("letters", f"{name}.txt").read_text("utf-8-sig"), fields)


def fill(template: Template, values: Mapping[str, str]) -> list[Paragraph]:
    """The template's paragraphs with their fields filled; what a value itself writes in 【】 stays as it is."""
    return [
        Paragraph(paragraph.level, _FIELD.sub(lambda match: values.get(match[1]) or BLANK, paragraph.text))
        for paragraph in template.paragraphs
        if paragraph.shown_with is None or values.get(paragraph.shown_with)
    ]


def texts_of(paragraphs: Iterable[Paragraph], level: Level) -> list[str]:
    """The texts of one level, in order."""
    return [paragraph.text for paragraph in paragraphs if paragraph.level == level]

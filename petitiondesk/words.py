"""Sentences in the reader's language: gettext catalogues of resources/translations.

Chinese is what the office speaks and the default; the msgids are English, so English needs no catalogue.
"""

import gettext
import string
from collections.abc import Mapping
from functools import cache
from typing import Literal

from petitiondesk import resources
from petitiondesk.rules.messages import Message

Language = Literal["zh", "en"]


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("petitiondesk", str(resources.path("translations")), languages=["zh_CN"])


def translate(msgid: str, language: Language) -> str:
    """The words of a msgid; the msgid itself where the language has none."""
    return _catalogue(language).gettext(msgid) if msgid else ""


def sentence(message: Message, language: Language) -> str:
    """A message put into words; messages among its values are put into words first."""
    return fill(translate(message.msgid, language), _worded(message.values, language))


def fill(text: str, values: Mapping[str, object]) -> str:
    """``text`` with its ``{named}`` places filled; braces that people typed into a value stay as they are."""
    return string.Formatter().vformat(text, (), values) if values else text


def _worded(values: Mapping[str, object], language: Language) -> dict[str, object]:
    return {name: sentence(value, language) if isinstance(value, Message) else value for name, value in values.items()}

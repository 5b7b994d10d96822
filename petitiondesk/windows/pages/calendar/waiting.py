"""Notices that were typed at this machine and not kept yet: as text for the machine's settings, and back."""

import json
from collections.abc import Mapping
from dataclasses import astuple

from petitiondesk.rules.typed_notices import ToldNotice

BLANK = ToldNotice("", "", "", "")


def as_text(typed: Mapping[str, ToldNotice], in_sight: str) -> str:
    """Empty where nothing waits."""
    if not typed:
        return ""
    waiting = {year: astuple(told) for year, told in sorted(typed.items())}
    return json.dumps({"in_sight": in_sight, "typed": waiting}, ensure_ascii=False)


def from_text(text: str) -> tuple[dict[str, ToldNotice], str]:
    """What waits by its year, and the year that was in sight; nothing where it can't be read."""
    try:
        read = json.loads(text) if text else {}
        typed = {str(year): ToldNotice(*map(str, fields)) for year, fields in read.get("typed", {}).items()}
        return typed, str(read.get("in_sight", ""))
    except (ValueError, TypeError, AttributeError):
        return {}, ""


def says_more(told: ToldNotice, kept: ToldNotice | None) -> bool:
    """Whether somebody typed something that is not kept."""
    if kept is None:
        return bool((told.title + told.published + told.lines).strip())
    return [text.strip() for text in astuple(told)] != [text.strip() for text in astuple(kept)]

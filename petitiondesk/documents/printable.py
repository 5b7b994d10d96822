"""Data made fit for paper at the door of each paper, so that nothing below has to look at it again."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from petitiondesk.documents import fonts

Data = TypeVar("Data")


def printable(data: Data) -> tuple[Data, list[str]]:
    """The same data with every string as a paper can show it, and the line that says so where characters lack.

    What becomes of which character stands in :mod:`petitiondesk.documents.fonts`.
    """
    note = f"虚线框（{fonts.MISSING}）处为字库暂缺的字，请当面核对后手写补正。"
    return _mapped(data), [note] * bool(missing_in(data))


def missing_in(data: object) -> tuple[str, ...]:
    """The characters in any of the data's strings that no font prints: to be announced before printing."""
    return fonts.missing_characters(*_strings(data))


def _mapped(data: Any) -> Any:
    if isinstance(data, str):
        return fonts.printable(data)
    if isinstance(data, tuple):
        return tuple(_mapped(item) for item in data)
    if hasattr(data, "__dataclass_fields__"):
        return replace(data, **{field.name: _mapped(getattr(data, field.name)) for field in fields(data)})
    return data


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, tuple):
        for item in data:
            yield from _strings(item)
    elif hasattr(data, "__dataclass_fields__"):
        for field in fields(data):
            yield from _strings(getattr(data, field.name))

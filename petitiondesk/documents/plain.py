"""A paper's data as plain JSON values and back, so that it can be kept and printed again to the letter."""

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from typing import Any, TypeVar, get_args, get_type_hints

Data = TypeVar("Data")


def to_plain(data: Any) -> dict[str, Any]:
    """The data of a paper as JSON values."""
    plain: dict[str, Any] = asdict(data)
    return plain


def from_plain(kind: type[Data], plain: Mapping[str, Any]) -> Data:
    """The data of a paper of ``kind`` from what was kept; a field that was not kept yet has its default."""
    hints = get_type_hints(kind)
    kept = [field.name for field in fields(kind) if field.name in plain]  # type: ignore[arg-type]
    return kind(**{name: _value(hints[name], plain[name]) for name in kept})


def _value(hint: Any, value: Any) -> Any:
    if isinstance(value, list | tuple):  # a tuple where nothing has kept it yet
        return tuple(_value(get_args(hint)[0], item) for item in value)
    if is_dataclass(hint) and isinstance(value, Mapping):
        return from_plain(hint, value)  # type: ignore[arg-type]
    return value

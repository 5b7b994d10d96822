"""What finds a registration by its beginning: initials and pinyin of names, phones from their end.

张玲 is found by ``zl`` and by ``zhangling``, 13800005678 by ``5678`` and by any longer tail, the whole included. The
first letter of a key says of what kind it is; what is typed becomes the beginnings of such keys.
"""

from collections.abc import Iterable


def keys_of(names: Iterable[str], phones: Iterable[str]) -> frozenset[str]:
    """The keys of these names, as they were told, and of these phones (digits of rules.phones.normalise)."""
    raise NotImplementedError


def prefixes_of(term: str) -> tuple[str, ...]:
    """The beginnings of keys that ``term`` asks for; none where it is neither letters nor the tail of a phone."""
    raise NotImplementedError

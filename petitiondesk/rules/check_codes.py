"""Check codes: twelve digits on a paper that only this office can make, and that nobody can move to another paper."""

import hashlib
import hmac

from petitiondesk.rules.registration_numbers import CHECK_DIGITS

_LENGTH_BYTES = 8


def check_code(key: bytes, *, kind: str, number: str, version: int, content_digest: bytes) -> str:
    """Twelve decimal digits from HMAC-SHA-256 (RFC 2104, FIPS 180-4) over what the paper is.

    ``kind`` names the sort of paper, ``number`` its registration, ``version`` its edition (a reprint after a
    correction is a new one), ``content_digest`` a digest of what it says. Each field goes in with its length before
    it, so that no two different papers give the same bytes. Raises ValueError for an empty key.
    """
    if not key:
        raise ValueError("a check code needs the office's key")
    fields = (_bytes(kind), _bytes(number), str(version).encode("ascii"), content_digest)
    message = b"".join(len(part).to_bytes(_LENGTH_BYTES, "big") + part for part in fields)
    digest = hmac.new(key, message, hashlib.sha256).digest()
    return f"{int.from_bytes(digest, 'big') % 10**CHECK_DIGITS:0{CHECK_DIGITS}d}"


def same_code(one: str, other: str) -> bool:
    """Whether two check codes are the same, in a time that does not tell how much of them agrees."""
    return hmac.compare_digest(_bytes(one), _bytes(other))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

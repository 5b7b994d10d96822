"""Where an office is, as somebody writes it: a file's path, or the address of a PostgreSQL database."""

import hashlib
import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from petitiondesk.storage.errors import NotAnOffice, UnknownAddress

_SCHEME = re.compile("([A-Za-z][A-Za-z0-9+.-]*)://")
_POSTGRESQL = re.compile(r"postgres(ql)?(\+psycopg)?", re.IGNORECASE)
_DIGEST = 8


def location_of(written: str) -> Path | str:
    """A path, or an address that begins with ``postgresql://`` (``postgres://``, as other programs write it, too).

    Raises UnknownAddress for an address of any other kind, which would be a strange name for a file.
    """
    scheme = _SCHEME.match(written)
    if scheme is None:
        return Path(written)
    if not _POSTGRESQL.fullmatch(scheme[1]):
        raise UnknownAddress(scheme=scheme[0])
    return f"postgresql://{written[scheme.end() :]}"


def url_of(address: str) -> URL:
    """The parts of a PostgreSQL address. Raises NotAnOffice where it can't be read."""
    try:
        return make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise NotAnOffice(place="postgresql://…") from error  # what can't be read may hold a password anywhere


def shown(url: URL) -> str:
    """An address as people write it, and may see it: without its password, wherever that stands."""
    return url.set(drivername="postgresql").difference_update_query(["password"]).render_as_string(hide_password=True)


def file_name_of(address: str) -> str:
    """What a PostgreSQL database is called in this machine's file names: no two alike, nothing secret in it.

    Whose name and password lead to it makes no difference.
    """
    url = url_of(address)
    where = [url.host, url.port, url.database, *(url.query.get(each) for each in ("host", "port", "dbname", "service"))]
    digest = hashlib.sha256(repr(where).encode()).hexdigest()[:_DIGEST]
    readable = re.sub(r"[^\w.-]+", "_", f"{url.host or 'server'}-{url.database or ''}".strip("-"))
    return f"{readable[:60]}-{digest}"

"""Drafts: what has been typed and not yet registered, in a file of its own beside the office.

A long form never holds the office's write lock and uses no number, and what was typed survives a power cut. A drafts
file that can't be read is set aside under a name of its own: never thrown away, and never in the way of starting.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from sqlalchemy import Column, LargeBinary, MetaData, Row, Table, Text, bindparam, cast, delete, select, text
from sqlalchemy.dialects.sqlite import insert

from petitiondesk.rules.messages import Message, _
from petitiondesk.storage.database import Database, Session, closed_on_failure, connect
from petitiondesk.storage.errors import Damaged, IoTrouble
from petitiondesk.storage.models import Draft

Result = TypeVar("Result")

VERSION = 1
"""Of the file's one table; kept in its user_version."""

_NOT_ALWAYS = ("opened", "handed_back", "taken_over")
"""Texts that a draft written by an older program does not have."""

_TABLE = Table("draft", MetaData(), Column("id", Text, primary_key=True), Column("content", Text, nullable=False))

# Put together once: a draft is kept at every other key, and putting them together takes longer than the database does.
_NEW = insert(_TABLE)
_KEPT = _NEW.on_conflict_do_update(index_elements=["id"], set_={"content": _NEW.excluded.content})
_DROPPED = delete(_TABLE).where(_TABLE.c.id == bindparam("draft_id"))
_ALL = select(_TABLE.c.id, cast(_TABLE.c.content, LargeBinary).label("content"))


class DraftsFile:
    """The drafts of one office, open. Every method raises StorageTrouble when the disk is full, locked or fails.

    What could not be read is told once, by :meth:`take_messages`.
    """

    def __init__(self, path: Path, *, module: ModuleType | None = None) -> None:
        self._messages: list[Message] = []
        self._told: set[str] = set()
        self._path = path
        self._module = module
        try:
            self._database = self._open()
        except Damaged:
            self._set_aside()
            self._database = self._open()

    def keep(self, draft: Draft) -> None:
        """Keep the draft as it is now; it is on the disk when this returns."""
        row = {"id": draft.id, "content": _as_json(draft)}
        self._do(lambda session: session.connection().execute(_KEPT, row))

    def drop(self, draft_id: str) -> None:
        """Forget a draft: it was registered, or ended in another way."""
        self._do(lambda session: session.connection().execute(_DROPPED, {"draft_id": draft_id}))

    def all(self) -> list[Draft]:
        """Every draft kept, oldest first. One that can't be understood stays in the file and is told."""
        drafts = []
        for row in self._do(_rows):
            try:
                drafts.append(_from_json(row.id, row.content))
            except (ValueError, TypeError, KeyError, RecursionError):
                if row.id not in self._told:
                    self._told.add(row.id)
                    words = _("A draft in {place} can't be read. It stays in the file.")
                    self._messages.append(Message(words, {"place": str(self._path)}))
        return sorted(drafts, key=lambda draft: (draft.started_at, draft.id))

    def take_messages(self) -> list[Message]:
        """One sentence for each thing that could not be read since this was asked last."""
        messages, self._messages = self._messages, []
        return messages

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _do(self, work: Callable[[Session], Result]) -> Result:
        try:
            with self._database.write() as session:
                return work(session)
        except Damaged:
            self._database.close()
            self._set_aside()
            self._database = self._open()
        with self._database.write() as session:
            return work(session)

    def _open(self) -> Database:
        database = connect(self._path, module=self._module)
        with closed_on_failure(database), database.write() as session:
            _prepare(session, self._path)
        return database

    def _set_aside(self) -> None:
        aside = _free_name(self._path)
        try:
            # The log first: cut off in between, the file stays unreadable and is set aside at the next start.
            for ending in ("-wal", ""):
                part = self._path.with_name(self._path.name + ending)
                if part.exists():
                    part.rename(aside.with_name(aside.name + ending))
            self._path.with_name(self._path.name + "-shm").unlink(missing_ok=True)
        except OSError as error:
            raise IoTrouble(place=str(self._path)) from error
        self._messages.append(
            Message(
                _("The drafts in {place} can't be read. The file was set aside as {aside}; a new one was begun."),
                {"place": str(self._path), "aside": str(aside)},
            )
        )


def _prepare(session: Session, path: Path) -> None:
    if session.scalar(text("PRAGMA integrity_check(1)")) != "ok":
        raise Damaged(place=str(path))
    version = session.scalar(text("PRAGMA user_version"))
    if version == 0 and session.scalar(text("SELECT count(*) FROM sqlite_schema")) == 0:
        _TABLE.create(session.connection())
        session.execute(text(f"PRAGMA user_version = {VERSION}"))
    elif version != VERSION:
        raise Damaged(place=str(path))


def _rows(session: Session) -> Sequence[Row[tuple[str, bytes]]]:
    return session.execute(_ALL).all()


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.unreadable-{number}")).exists():
        number += 1
    return aside


def _as_json(draft: Draft) -> str:
    """A lone surrogate, which no database can keep, stays as its JSON escape; so does NUL."""
    plain = {
        "form": draft.form,
        "started_at": draft.started_at.isoformat(),
        "changed_at": draft.changed_at.isoformat(),
        "fields": dict(draft.fields),
        "parked": draft.parked,
        "format": draft.format,
        **{name: dict(getattr(draft, name)) for name in _NOT_ALWAYS},
    }
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def _from_json(draft_id: str, content: bytes) -> Draft:
    plain = json.loads(content.decode("utf-8", "replace"))
    draft = Draft(
        id=draft_id,
        form=plain["form"],
        started_at=datetime.fromisoformat(plain["started_at"]),
        changed_at=datetime.fromisoformat(plain["changed_at"]),
        fields=plain["fields"],
        parked=plain["parked"],
        format=plain["format"],
        **{name: plain.get(name, {}) for name in _NOT_ALWAYS},
    )
    texts = (draft.fields, *(getattr(draft, name) for name in _NOT_ALWAYS))
    if not isinstance(draft.form, str) or not all(map(_holds_texts, texts)):
        raise TypeError("a draft holds texts")
    if draft.started_at.tzinfo is None or draft.changed_at.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return draft


def _holds_texts(kept: object) -> bool:
    return isinstance(kept, dict) and all(isinstance(text, str) for text in kept.values())

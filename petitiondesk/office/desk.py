"""The desk at which an act is done: which office, whose hands, and the one door through which anything is written."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from petitiondesk.rules.acts import Act, Right, Thing
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.second_person import SignedSheet, refuse_sheet
from petitiondesk.storage import history, state, watching
from petitiondesk.storage.database import Database, Session
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.head import Head, keep_head
from petitiondesk.storage.history import Actor

Tell = Callable[[frozenset[Thing]], object]
"""Told after an act which kinds of things it touched; called on the thread of the act."""


class NoRight(Exception):
    """Whoever sits at the desk may not do this; ``message`` says so and who may."""

    def __init__(self, act: Act) -> None:
        self.message = Message(
            _("You have no right to do this: {right}. Somebody who has it can do it, or give it to you."),
            {"right": Message(act.right.label)},
        )
        super().__init__(self.message)


class Doing:
    """One act while it is done; its ``session`` is committed at the end, or undone as a whole by any exception."""

    def __init__(self, session: Session, actor: Actor, act: Act, now: datetime) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self._act = act
        self._sheets: list[SignedSheet] = []
        self.touched: set[Thing] = set()
        self.sequences: set[int] = set()
        self.head: Head | None = None

    def on(
        self,
        thing: Thing,
        key: object,
        payload: Mapping[str, Any],
        *,
        act: Act | None = None,
        of: str | None = None,
    ) -> datetime | None:
        """Say that the thing with this key was touched, and what the history keeps of it (JSON values and dates).

        ``act`` is another act that this one brings along; ``of`` the number of the registration that a paper or a file
        belongs to. What stands on record of the registration and its case is kept with it (storage.state), so this
        comes last in an act, also because it locks the history until the act ends. Gives when the event before it was
        made, None for the first.
        """
        if (act or self._act) not in _CHANGING_NOTHING:
            payload = {**payload, **self._state(thing, str(key), of)}
        if self._sheets:
            payload = {**payload, "signed": [sheet.as_kept() for sheet in self._sheets]}
        recorded = history.record(
            self.session,
            actor=self.actor,
            act=act or self._act,
            object_kind=thing,
            object_id=str(key),
            now=self.now,
            payload=payload,
        )
        self.touched.add(thing)
        self.sequences.add(recorded.sequence)
        self.head = Head(recorded.sequence, recorded.hash)
        return recorded.previous_at

    def _state(self, thing: Thing, key: str, of: str | None) -> dict[str, Any]:
        number = of or (key if thing is Thing.REGISTRATION else None)
        if number is None and thing is not Thing.CASE:
            return {}
        self.session.flush()
        kept = state.of_registration(self.session, number) if number else state.of_case(self.session, key)
        return {"state": kept, **({"registration": of} if of else {})}

    def signed_by(self, sheet: SignedSheet) -> None:
        """Another person approved this on paper (纸面审批): every event said from here on keeps the sheet.

        Raises rules.second_person.SheetRefused where it is the asker, or somebody who has signed already.
        """
        refuse_sheet(sheet, asker=self.actor.name, former=self._sheets, today=self.now)
        self._sheets.append(sheet)


_CHANGING_NOTHING = frozenset(
    {Act.OPEN, Act.OPEN_ATTACHMENT, Act.PRINT_PAPER, Act.NOTE_WRONG_TIME, Act.NOTE_COUNTER_BEHIND}
)
"""What is noted without a change of what stands on record."""


@dataclass(frozen=True)
class Desk:
    """Every act takes one: the office's database, the drafts of this machine, who sits there and what he or she may do.

    ``tell`` hears after each act what it touched. ``written`` are the numbers of the events that this program wrote,
    by which :mod:`petitiondesk.office.elsewhere` knows those of others. ``outside`` is the file that holds the newest
    event (storage.head).
    """

    database: Database
    drafts: DraftsFile
    actor: Actor
    rights: frozenset[Right] = frozenset(Right)
    tell: Tell = field(default=lambda _things: None, compare=False)
    written: set[int] = field(default_factory=set, compare=False, repr=False)
    outside: Path | None = None

    @contextmanager
    def act(self, act: Act, now: datetime) -> Iterator[Doing]:
        """The unit of work of an act: its right is checked, what it says is recorded, all of it is committed.

        Nothing said, nothing recorded. Raises NoRight, StorageTrouble.
        """
        if act.right not in self.rights:
            raise NoRight(act)
        with self.database.write() as session:
            doing = Doing(session, self.actor, act, now)
            try:
                yield doing
                watching.announce(session, doing.touched)
                self.written.update(doing.sequences)  # before the commit, which others see at once
            except BaseException:
                self.written.difference_update(doing.sequences)
                raise
        if doing.head and self.outside:
            keep_head(self.outside, doing.head)
        if doing.touched:
            self.tell(frozenset(doing.touched))

    def with_hands_of(self, actor: Actor) -> "Desk":
        """The same desk with somebody else sitting at it."""
        return replace(self, actor=actor)

    def close(self) -> None:
        """Leave the desk: close the database and the drafts."""
        self.database.close()
        self.drafts.close()

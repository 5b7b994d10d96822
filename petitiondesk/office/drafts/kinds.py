"""What a draft is: a new registration of a channel, a correction, an addition, an answer. Read from its form here only.

The form is the text that the drafts' file keeps: ``visit``, ``correction:NUMBER``, ``addition:NUMBER``,
``answer:NUMBER``.
"""

from dataclasses import dataclass

from petitiondesk.rules.channels import Channel
from petitiondesk.rules.registration_numbers import parse
from petitiondesk.storage.models import Draft


@dataclass(frozen=True)
class NewRegistration:
    """Something new, not yet registered; the code of its channel is the form."""

    channel: Channel


@dataclass(frozen=True)
class Correction:
    """Puts the registration ``number`` right."""

    number: str


@dataclass(frozen=True)
class Addition:
    """What was told of ``number`` after it was registered, and stands nowhere else."""

    number: str


@dataclass(frozen=True)
class Answer:
    """An answer on the spot to ``number`` that is being written (office.answers)."""

    number: str


DraftKind = NewRegistration | Correction | Addition | Answer

_OF_A_REGISTRATION: dict[str, type[Correction | Addition | Answer]] = {
    "correction": Correction,
    "addition": Addition,
    "answer": Answer,
}

VISIT = Channel.VISIT.value
"""The form of a draft of a visit."""


def kind_of(draft: Draft) -> DraftKind:
    """What a draft is. One whose form nobody knows is a visit: its words are not lost."""
    form, _colon, number = draft.form.partition(":")
    if form in _OF_A_REGISTRATION:
        return _OF_A_REGISTRATION[form](number)
    return NewRegistration(Channel.of(form) or Channel.VISIT)


def form_of(kind: DraftKind) -> str:
    """The form by which a draft of that kind is kept."""
    if isinstance(kind, NewRegistration):
        return kind.channel.value
    return f"{form_code(type(kind))}:{kind.number}"


def form_code(kind: type[Correction | Addition | Answer]) -> str:
    """What stands before the number in the form."""
    return next(code for code, each in _OF_A_REGISTRATION.items() if each is kind)


def channel_of(draft: Draft) -> Channel:
    """The channel of what is registered, or was: the number of a registration says its own."""
    kind = kind_of(draft)
    if isinstance(kind, NewRegistration):
        return kind.channel
    parts = parse(kind.number)
    return parts.channel if parts else Channel.VISIT


def corrected_number(draft: Draft) -> str | None:
    """The registration that a draft corrects or adds to; None for a draft of something else."""
    kind = kind_of(draft)
    return kind.number if isinstance(kind, Correction | Addition) else None


def answered_number(draft: Draft) -> str | None:
    """The registration that a draft answers; None for any other draft."""
    kind = kind_of(draft)
    return kind.number if isinstance(kind, Answer) else None

"""The one door for every sentence shown in a window: msgids into words, errors into sentences."""

from petitiondesk import words
from petitiondesk.rules.messages import Message
from petitiondesk.words import Language

_spoken: Language = "zh"


def speak(language: Language) -> None:
    """From now on everything is said in ``language``. Windows already shown are rebuilt by the main window."""
    global _spoken
    _spoken = language


def language() -> Language:
    """The language now spoken."""
    return _spoken


def tr(msgid: str, **values: object) -> str:
    """The words of ``msgid``, its ``{named}`` places filled."""
    return say(Message(msgid, values))


def say(message: Message) -> str:
    """A message in words."""
    return words.sentence(message, _spoken)


def trouble(error: Exception) -> str:
    """A foreseen error in words: what went wrong, what is safe, what to do. Raises any other error again."""
    message = getattr(error, "message", None)
    if not isinstance(message, Message):
        raise error
    return say(message)

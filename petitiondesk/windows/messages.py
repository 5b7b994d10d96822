"""The one door for every sentence shown in a window: msgids into words, errors into sentences."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from petitiondesk import words
from petitiondesk.rules.messages import Message
from petitiondesk.words import Language

_spoken: Language = "zh"


def speak(language: Language) -> None:
    """From now on everything is said in ``language``, Qt's own words too.

    Windows already shown are rebuilt by the main window.
    """
    global _spoken
    _spoken = language
    app = QCoreApplication.instance()
    if app is not None:
        _translate_qt(app, language)


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


def _translate_qt(app: QCoreApplication, language: Language) -> None:
    for former in app.findChildren(QTranslator):
        app.removeTranslator(former)
        former.setParent(None)
    if language == "en":
        return
    chinese = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if chinese.load(QLocale(QLocale.Language.Chinese, QLocale.Country.China), "qtbase", "_", folder):
        app.installTranslator(chinese)

"""Alt with a letter that means nothing here types nothing: Qt's fields would write the letter into what was told."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ALT = (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
"""AltGr is Ctrl+Alt or a modifier of its own, and codes typed on the keypad bear the keypad's: both go their way."""


def types_nothing(pressed: QKeyEvent) -> bool:
    """Whether a key that no action took is to be kept from the field.

    On macOS the key is Option, with which people type characters.
    """
    text = pressed.text()
    return sys.platform != "darwin" and pressed.modifiers() in _ALT and bool(text) and text.isprintable()

"""The thin strip over the form: by what channel the matter comes, and the key of each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from petitiondesk.rules.channels import Channel
from petitiondesk.rules.messages import _
from petitiondesk.windows import actions
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.flow import Flow

KEYS = {channel: f"channel_{channel}" for channel in Channel}
"""The ids of the actions that choose a channel, in the order of their keys."""


class ChannelStrip(QWidget):
    """One entry for each channel, the present one marked, and one for where the matter comes from; takes no focus."""

    chosen = Signal(object)
    """The channel that was clicked."""

    source_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = Flow(spacing=4, line_spacing=2)
        self._entries: dict[Channel, QPushButton] = {}
        for channel, action_id in KEYS.items():
            entry = self._entries[channel] = _entry(channel.label, action_id)
            entry.setCheckable(True)
            entry.clicked.connect(lambda _checked, channel=channel: self._clicked(channel))
            layout.add(entry)
        source = _entry(_("Referred, assigned, instructed …"), "source")
        source.clicked.connect(self.source_wanted)
        layout.add(QWidget(), 1)
        layout.add(source)
        self.setLayout(layout)
        self.show_channel(Channel.VISIT)

    def show_channel(self, channel: Channel) -> None:
        """Mark the channel."""
        self._channel = channel
        for each, entry in self._entries.items():
            entry.setChecked(each is channel)

    def _clicked(self, channel: Channel) -> None:
        """The mark follows the form, not the mouse: a channel may be settled already."""
        self.show_channel(self._channel)
        self.chosen.emit(channel)


def _entry(words: str, action_id: str) -> QPushButton:
    entry = QPushButton(f"{tr(words)} {actions.key_text(action_id)}")
    entry.setObjectName(f"{action_id}_button")
    entry.setProperty("role", "channel")
    entry.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    entry.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return entry

"""Words for values: days and how far they are. Colour never speaks alone."""

from datetime import date

from petitiondesk.windows.messages import tr


def days_left(last_day: date, today: date) -> str:
    """How far a last day is: "12 days left", "due tomorrow", "3 days late"."""
    left = (last_day - today).days
    if left < 0:
        return tr("{days} days late", days=-left)
    if left == 0:
        return tr("due today")
    if left == 1:
        return tr("due tomorrow")
    return tr("{days} days left", days=left)

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


def days_since(day: date, today: date) -> str:
    """How long something waits: "for 12 days", "since today"."""
    days = (today - day).days
    if days <= 0:
        return tr("since today")
    return tr("for 1 day") if days == 1 else tr("for {days} days", days=days)


def done_late(last_day: date, done_on: date) -> str:
    """By how much something was done after its last day: "done 3 days late"."""
    return tr("done {days} days late", days=(done_on - last_day).days)

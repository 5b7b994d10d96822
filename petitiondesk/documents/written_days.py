"""Days and times as Chinese papers write them (GB/T 9704-2012, 7.3.5.3: Arabic figures, full year, no leading zero)."""

from datetime import date, datetime


def day(iso: str) -> str:
    """``2026-11-03`` as ``2026年11月3日``; what is no date stays as it was written."""
    try:
        read = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{read.year}年{read.month}月{read.day}日"


def moment(iso: str) -> str:
    """``2026-11-03T09:05`` as ``2026年11月3日 9时05分``; a bare date as :func:`day`."""
    try:
        read = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day(iso)} {read.hour}时{read.minute:02d}分" if len(iso) > 10 else day(iso)

"""Dated catalogues: divisions, content categories, the calendar of days off.

An edition is never deleted, since old cases hold its entries by id; an entry no longer in force has ``valid_to``.
"""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from petitiondesk.storage.models.base import Base


class Division(Base):
    """A province, city, county or township (GB/T 2260, GB/T 10114 statistical codes)."""

    __tablename__ = "division"
    __table_args__ = (Index(None, "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(100))
    full_name: Mapped[str] = mapped_column(String(200))
    reading: Mapped[str] = mapped_column(String(300))
    level: Mapped[int]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("division.id"), index=True)
    edition: Mapped[date]
    valid_to: Mapped[date | None]


class ContentCategory(Base):
    """What a petition is about: a leaf or a branch of the office's dated classification of contents."""

    __tablename__ = "content_category"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    full_name: Mapped[str] = mapped_column(String(300))
    reading: Mapped[str] = mapped_column(String(300))
    level: Mapped[int]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("content_category.id"), index=True)
    edition: Mapped[date]
    valid_to: Mapped[date | None]


class CategoryWord(Base):
    """A word of citizens that leads to a content category; one word may lead to several."""

    __tablename__ = "category_word"
    __table_args__ = (UniqueConstraint("word", "category_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(50))
    reading: Mapped[str] = mapped_column(String(200))
    category_id: Mapped[int] = mapped_column(ForeignKey("content_category.id"), index=True)
    edition: Mapped[date]


class CalendarYear(Base):
    """A year whose days off have been announced, with the notice that did."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    notice: Mapped[str] = mapped_column(Text)


class CalendarDay(Base):
    """A day on which the year's notice departs from the rule of Saturdays and Sundays."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    name: Mapped[str] = mapped_column(String(50))

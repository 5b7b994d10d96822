"""Numbers without gaps."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from petitiondesk.storage.models.base import Base


class Counter(Base):
    """The last number given out under a name, e.g. ``registration/visit/2026``; raised in the act's own transaction.

    A sequence of the database would lose numbers with each act rolled back.
    """

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    value: Mapped[int]

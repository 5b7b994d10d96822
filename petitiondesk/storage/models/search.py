"""The words of registrations as they are searched."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from petitiondesk.storage.models.base import Base


class SearchText(Base):
    """What of a registration can be found by words, folded (rules.searched_text); of a report of wrongdoing nothing.

    The id is that of the registration, so that a search gives the newest first without sorting. The index beside it
    is made of the grams of this text: ``search_index``, an FTS5 table without content on SQLite, arrays with GIN on
    PostgreSQL (storage.search).
    """

    __tablename__ = "search_text"

    id: Mapped[int] = mapped_column(ForeignKey("registration.id"), primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)

"""The words of registrations as they are searched."""

from sqlalchemy import ForeignKey, String, Text
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


class SearchKey(Base):
    """Initials and pinyin of a name, a phone from its end: what finds a registration by its beginning.

    Its first letter says of what kind a key is (rules.search_keys). Nothing of a report of wrongdoing, nothing of
    somebody anonymous. PostgreSQL compares the keys byte by byte, as SQLite does.
    """

    __tablename__ = "search_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(
        String(120).with_variant(String(120, collation="C"), "postgresql"), primary_key=True
    )
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id"), primary_key=True, autoincrement=False, index=True
    )

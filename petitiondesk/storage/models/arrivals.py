"""How a matter arrived and from where: what an envelope, a fax, a call or a covering letter says of itself."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from petitiondesk.rules.messages import _
from petitiondesk.storage.models.base import Base, described


class Arrival(Base):
    """One row for a registration of which anything was told besides the matter itself; none for most visits."""

    __tablename__ = "arrival"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), primary_key=True, autoincrement=False)
    posted_on: Mapped[date | None] = mapped_column(info=described(_("Postmark")))
    stamped_on: Mapped[date | None] = mapped_column(info=described(_("Arrival stamp")))
    pages: Mapped[int | None] = mapped_column(info=described(_("Pages")))
    opened: Mapped[str | None] = mapped_column(String(20), info=described(_("How it was opened")))
    opened_with: Mapped[str | None] = mapped_column(String(100), info=described(_("Opened together with")))
    from_number: Mapped[str | None] = mapped_column(String(50), info=described(_("Their phone or fax number")))
    read_back: Mapped[bool] = mapped_column(default=False, info=described(_("Read back to the caller")))
    sent_on: Mapped[date | None] = mapped_column(info=described(_("Day it was sent")))
    sent_time: Mapped[str | None] = mapped_column(String(20), info=described(_("At what time")))
    site: Mapped[str | None] = mapped_column(String(200), info=described(_("Website or e-mail address")))
    their_number: Mapped[str | None] = mapped_column(String(100), info=described(_("Their own number")))

    source: Mapped[str | None] = mapped_column(String(20), info=described(_("Comes from")))
    sender: Mapped[str | None] = mapped_column(String(200), info=described(_("Sent by (body or official)")))
    sender_number: Mapped[str | None] = mapped_column(String(100), info=described(_("Number of their letter")))
    sender_day: Mapped[date | None] = mapped_column(info=described(_("Day of their letter")))
    reached_on: Mapped[date | None] = mapped_column(info=described(_("Day it reached us")))
    term_set: Mapped[str | None] = mapped_column(String(60), info=described(_("Term set in it")))
    instruction: Mapped[str | None] = mapped_column(Text, info=described(_("Words of the instruction")))


class Enclosure(Base):
    """A thing that lay in an envelope, and what became of it."""

    __tablename__ = "enclosure"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str | None] = mapped_column(String(20), info=described(_("What lay inside")))
    what: Mapped[str | None] = mapped_column(String(200), info=described(_("In detail")))
    amount: Mapped[str | None] = mapped_column(String(60), info=described(_("Count or amount")))
    became: Mapped[str | None] = mapped_column(String(20), info=described(_("What became of it")))
    proof: Mapped[str | None] = mapped_column(String(200), info=described(_("To whom, receipt number")))

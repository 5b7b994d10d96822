"""How a matter arrived, what lay inside, what is owed besides the first duty; names and phones as they are typed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables; what is on record came by hand, and names and phones are filled in when it is opened."""
    op.create_table(
        "arrival",
        sa.Column("registration_id", sa.Integer, nullable=False),
        sa.Column("posted_on", sa.Date),
        sa.Column("stamped_on", sa.Date),
        sa.Column("pages", sa.Integer),
        sa.Column("opened", sa.String(20)),
        sa.Column("opened_with", sa.String(100)),
        sa.Column("from_number", sa.String(50)),
        sa.Column("read_back", sa.Boolean, nullable=False),
        sa.Column("sent_on", sa.Date),
        sa.Column("sent_time", sa.String(20)),
        sa.Column("site", sa.String(200)),
        sa.Column("their_number", sa.String(100)),
        sa.Column("source", sa.String(20)),
        sa.Column("sender", sa.String(200)),
        sa.Column("sender_number", sa.String(100)),
        sa.Column("sender_day", sa.Date),
        sa.Column("reached_on", sa.Date),
        sa.Column("term_set", sa.String(60)),
        sa.Column("instruction", sa.Text),
        sa.PrimaryKeyConstraint("registration_id", name="pk_arrival"),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_arrival_registration_id"),
    )
    op.create_table(
        "enclosure",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("registration_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20)),
        sa.Column("what", sa.String(200)),
        sa.Column("amount", sa.String(60)),
        sa.Column("became", sa.String(20)),
        sa.Column("proof", sa.String(200)),
        sa.PrimaryKeyConstraint("id", name="pk_enclosure"),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_enclosure_registration_id"),
    )
    op.create_index("ix_enclosure_registration_id", "enclosure", ["registration_id"])
    op.create_table(
        "further_duty",
        sa.Column("registration_id", sa.Integer, nullable=False),
        sa.Column("duty_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("registration_id", "duty_id", name="pk_further_duty"),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_further_duty_registration_id"),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name="fk_further_duty_duty_id"),
    )
    op.create_index("ix_further_duty_duty_id", "further_duty", ["duty_id"])
    # Compared byte by byte on both databases, so that the beginning of a key is found by a range of the index.
    key = sa.String(120, collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String(120)
    op.create_table(
        "search_key",
        sa.Column("key", key, nullable=False),
        sa.Column("registration_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", "registration_id", name="pk_search_key"),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_search_key_registration_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_key_registration_id", "search_key", ["registration_id"])
    if op.get_bind().dialect.name == "postgresql":
        # What waits outside the index is read whole by every search.
        op.execute("ALTER INDEX ix_search_index_grams SET (fastupdate = off)")
        op.execute("SELECT gin_clean_pending_list('ix_search_index_grams')")


def downgrade() -> None:
    """Take them away; the terms that were owed besides the first go with them."""
    op.drop_table("search_key")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX ix_search_index_grams RESET (fastupdate)")
    op.execute("CREATE TABLE going AS SELECT duty_id AS id FROM further_duty")
    op.drop_table("further_duty")
    op.execute("DELETE FROM duty WHERE id IN (SELECT id FROM going)")
    op.drop_table("going")
    op.drop_table("enclosure")
    op.drop_table("arrival")

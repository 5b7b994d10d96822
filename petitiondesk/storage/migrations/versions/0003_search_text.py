"""The words of registrations, and the index by which they are found; filled when the office is opened."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make both, empty."""
    op.create_table(
        "search_text",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_text"),
        sa.ForeignKeyConstraint(["id"], ["registration.id"], name="fk_search_text_id"),
    )
    if op.get_bind().dialect.name == "sqlite":
        # Neither positions nor sizes nor a second copy of the text: only which rows hold a gram.
        op.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5"
            "(grams, content='', detail=none, columnsize=0, tokenize='ascii')"
        )
        return
    op.create_table(
        "search_index",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("grams", ARRAY(sa.Text), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_index"),
    )
    op.create_index("ix_search_index_grams", "search_index", ["grams"], postgresql_using="gin")


def downgrade() -> None:
    """Take both away."""
    op.drop_table("search_index")
    op.drop_table("search_text")

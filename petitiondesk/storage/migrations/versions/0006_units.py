"""The catalogue of units."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_LINKS = ("superior_id", "successor_id", "review_organ_id")


def upgrade() -> None:
    """Make the table, empty: what was typed of units before stays as it was typed."""
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("short_name", sa.String(60)),
        sa.Column("level", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        *(sa.Column(link, sa.Integer) for link in _LINKS),
        sa.Column("uses_program", sa.Boolean, nullable=False),
        sa.Column("phone", sa.String(50)),
        sa.Column("address", sa.String(500)),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
        *(sa.ForeignKeyConstraint([link], ["unit.id"], name=f"fk_unit_{link}") for link in _LINKS),
    )
    for link in _LINKS:
        op.create_index(f"ix_unit_{link}", "unit", [link])
    in_force = sa.text("valid_to IS NULL")
    op.create_index(
        "uq_unit_name_in_force", "unit", ["name"], unique=True, sqlite_where=in_force, postgresql_where=in_force
    )


def downgrade() -> None:
    """Take it away; the history keeps what was said of units."""
    op.drop_table("unit")

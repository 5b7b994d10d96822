"""Steps of the procedure, and the files of registrations."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables, empty: what was done before stands by the days of the duties, and invents no step."""
    with op.batch_alter_table("petition_case") as case:
        case.add_column(sa.Column("merged_into_id", sa.Integer))
        case.create_foreign_key("fk_petition_case_merged_into_id", "petition_case", ["merged_into_id"], ["id"])
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "step",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("taken_on", sa.Date, nullable=False),
        sa.Column("told", sa.JSON, nullable=False),
        sa.Column("recorded_at", moment, nullable=False),
        sa.Column("recorded_by_id", sa.Integer),
        sa.Column("takes_back_id", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_step"),
        sa.ForeignKeyConstraint(["case_id"], ["petition_case.id"], name="fk_step_case_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["staff.id"], name="fk_step_recorded_by_id"),
        sa.ForeignKeyConstraint(["takes_back_id"], ["step.id"], name="fk_step_takes_back_id"),
        sa.UniqueConstraint("takes_back_id", name="uq_step_takes_back_id"),
    )
    op.create_index("ix_step_case_id", "step", ["case_id"])
    for other, table in (("duty", "duty"), ("request", "request")):
        op.create_table(
            f"step_{other}",
            sa.Column("step_id", sa.Integer, nullable=False),
            sa.Column(f"{other}_id", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint("step_id", f"{other}_id", name=f"pk_step_{other}"),
            sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=f"fk_step_{other}_step_id"),
            sa.ForeignKeyConstraint([f"{other}_id"], [f"{table}.id"], name=f"fk_step_{other}_{other}_id"),
        )
        op.create_index(f"ix_step_{other}_{other}_id", f"step_{other}", [f"{other}_id"])
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("registration_id", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("media_type", sa.String(60), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("pages", sa.Integer),
        sa.Column("added_at", moment, nullable=False),
        sa.Column("added_by_id", sa.Integer),
        sa.Column("put_aside_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_attachment_registration_id"),
        sa.ForeignKeyConstraint(["added_by_id"], ["staff.id"], name="fk_attachment_added_by_id"),
    )
    op.create_index("ix_attachment_registration_id", "attachment", ["registration_id"])
    op.create_index("ix_attachment_sha256", "attachment", ["sha256"])
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_stored_file"),
    )


def downgrade() -> None:
    """Take the tables away; what was done on paper stays done."""
    for table in ("stored_file", "attachment", "step_request", "step_duty", "step"):
        op.drop_table(table)
    with op.batch_alter_table("petition_case") as case:
        case.drop_constraint("fk_petition_case_merged_into_id", type_="foreignkey")
        case.drop_column("merged_into_id")

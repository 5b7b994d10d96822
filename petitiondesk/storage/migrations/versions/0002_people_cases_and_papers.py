"""People of the office begin and end; a case has a number; a paper belongs to a registration or a case."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_FIRST_NUMBER = (
    "UPDATE petition_case SET number = (SELECT registration.number FROM registration "
    "WHERE registration.case_id = petition_case.id ORDER BY registration.id LIMIT 1)"
)


def upgrade() -> None:
    """Add what is new; a case that is on record is named by the first registration that it holds."""
    op.add_column("staff", sa.Column("unit_head", sa.Boolean))
    op.add_column("staff", sa.Column("works_from", sa.Date))
    op.add_column("staff", sa.Column("works_until", sa.Date))
    op.execute(sa.text("UPDATE staff SET unit_head = :no").bindparams(no=False))
    with op.batch_alter_table("staff") as staff:
        staff.alter_column("unit_head", existing_type=sa.Boolean, nullable=False)
    op.add_column("petition_case", sa.Column("number", sa.String(40)))
    op.execute(_FIRST_NUMBER)
    with op.batch_alter_table("petition_case") as case:
        case.alter_column("number", existing_type=sa.String(40), nullable=False)
        case.create_unique_constraint("uq_petition_case_number", ["number"])
    op.add_column("paper", sa.Column("case_id", sa.Integer))
    op.add_column("paper", sa.Column("occasion", sa.String(40)))
    op.execute("UPDATE paper SET occasion = ''")
    with op.batch_alter_table("paper") as paper:
        paper.alter_column("registration_id", existing_type=sa.Integer, nullable=True)
        paper.alter_column("kind", existing_type=sa.String(20), type_=sa.String(40))
        paper.alter_column("occasion", existing_type=sa.String(40), nullable=False)
        paper.drop_constraint("uq_paper_registration_id_kind_version", type_="unique")
        paper.create_unique_constraint(
            "uq_paper_registration_id_kind_occasion_version", ["registration_id", "kind", "occasion", "version"]
        )
        paper.create_unique_constraint(
            "uq_paper_case_id_kind_occasion_version", ["case_id", "kind", "occasion", "version"]
        )
        paper.create_foreign_key("fk_paper_case_id", "petition_case", ["case_id"], ["id"])
        paper.create_check_constraint("ck_paper_one_subject", "(registration_id IS NULL) <> (case_id IS NULL)")


def downgrade() -> None:
    """Take it away again; papers of cases and of occasions go with it, which the former tables can't hold."""
    op.execute("DELETE FROM paper WHERE registration_id IS NULL OR occasion <> ''")
    with op.batch_alter_table("paper") as paper:
        paper.drop_constraint("ck_paper_one_subject", type_="check")
        paper.drop_constraint("fk_paper_case_id", type_="foreignkey")
        paper.drop_constraint("uq_paper_case_id_kind_occasion_version", type_="unique")
        paper.drop_constraint("uq_paper_registration_id_kind_occasion_version", type_="unique")
        paper.create_unique_constraint("uq_paper_registration_id_kind_version", ["registration_id", "kind", "version"])
        paper.alter_column("kind", existing_type=sa.String(40), type_=sa.String(20))
        paper.alter_column("registration_id", existing_type=sa.Integer, nullable=False)
        paper.drop_column("occasion")
        paper.drop_column("case_id")
    with op.batch_alter_table("petition_case") as case:
        case.drop_constraint("uq_petition_case_number", type_="unique")
        case.drop_column("number")
    with op.batch_alter_table("staff") as staff:
        staff.drop_column("works_until")
        staff.drop_column("works_from")
        staff.drop_column("unit_head")

"""The procedure: whose step, which unit it names, what it is about; what steps started; the matter that came before."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns, and give each duty that was done without a step the step that its paper proves: an answer on
    the spot. Where no paper proves how it was done, the day stands and no step is invented. A step that ended what
    registrations brought is about their requests.
    """
    with op.batch_alter_table("petition_case") as case:
        case.add_column(sa.Column("follows_id", sa.Integer))
        case.create_foreign_key("fk_petition_case_follows_id", "petition_case", ["follows_id"], ["id"])
    with op.batch_alter_table("step") as step:
        step.add_column(sa.Column("by_id", sa.Integer))
        step.add_column(sa.Column("to_id", sa.Integer))
        step.create_foreign_key("fk_step_by_id", "unit", ["by_id"], ["id"])
        step.create_foreign_key("fk_step_to_id", "unit", ["to_id"], ["id"])
    op.create_index("ix_step_to_id", "step", ["to_id"])
    with op.batch_alter_table("duty") as duty:
        for name, kind in (("request_id", sa.Integer), ("started_by_id", sa.Integer), ("of_unit_id", sa.Integer)):
            duty.add_column(sa.Column(name, kind))
        duty.add_column(sa.Column("of_unit", sa.String(200)))
        for name in ("extended", "paused"):
            duty.add_column(sa.Column(name, sa.Integer, nullable=False, server_default="0"))
        duty.add_column(sa.Column("projected", sa.Boolean, nullable=False, server_default=sa.false()))
        duty.create_foreign_key("fk_duty_request_id", "request", ["request_id"], ["id"])
        duty.create_foreign_key("fk_duty_started_by_id", "step", ["started_by_id"], ["id"])
        duty.create_foreign_key("fk_duty_of_unit_id", "unit", ["of_unit_id"], ["id"])
    op.create_index("ix_duty_request_id", "duty", ["request_id"])
    op.create_index("ix_duty_started_by_id", "duty", ["started_by_id"])
    with op.batch_alter_table("office_details") as office:
        office.add_column(sa.Column("attention_days", sa.Integer, nullable=False, server_default="3"))
    _steps_that_papers_prove()
    _what_steps_were_about()


def _connection() -> sa.Connection:
    connection = op.get_context().connection
    if connection is None:
        raise RuntimeError("the steps are written into an office that is open")
    return connection


def _steps_that_papers_prove() -> None:
    connection = _connection()
    rows = connection.execute(
        sa.text(
            "SELECT duty.id, duty.case_id, duty.done_on, min(paper.made_at) AS made_at FROM duty "
            "JOIN registration ON registration.duty_id = duty.id JOIN paper ON paper.registration_id = registration.id "
            "WHERE duty.done_on IS NOT NULL AND paper.kind = 'answer' "
            "AND NOT EXISTS (SELECT 1 FROM step_duty WHERE step_duty.duty_id = duty.id) "
            "GROUP BY duty.id, duty.case_id, duty.done_on ORDER BY duty.id"
        ).columns(
            sa.column("id", sa.Integer),
            sa.column("case_id", sa.Integer),
            sa.column("done_on", sa.Date),
            sa.column("made_at", sa.DateTime(timezone=True)),
        )
    ).all()
    step = sa.table(
        "step",
        sa.column("id", sa.Integer),
        sa.column("case_id", sa.Integer),
        sa.column("kind", sa.String),
        sa.column("taken_on", sa.Date),
        sa.column("told", sa.JSON),
        sa.column("recorded_at", sa.DateTime(timezone=True)),
    )
    ended = sa.table("step_duty", sa.column("step_id", sa.Integer), sa.column("duty_id", sa.Integer))
    for row in rows:
        told = {"sent_on": row.done_on.isoformat(), "signed_on": row.done_on.isoformat(), "way": "handed"}
        made = connection.execute(
            step.insert()
            .values(
                case_id=row.case_id,
                kind="answer",
                taken_on=row.done_on,
                told=told,
                recorded_at=row.made_at,
            )
            .returning(step.c.id)
        )
        connection.execute(ended.insert().values(step_id=made.scalar_one(), duty_id=row.id))


def _what_steps_were_about() -> None:
    """Until now a step told which terms it ended, and nothing of requests: it is about those that the registrations
    under these terms told. A step that ended nothing stays one about all of its case.
    """
    op.execute(
        "INSERT INTO step_request (step_id, request_id) "
        "SELECT DISTINCT step_duty.step_id, request.id FROM step_duty "
        "JOIN registration ON registration.duty_id = step_duty.duty_id OR EXISTS (SELECT 1 FROM further_duty "
        "WHERE further_duty.registration_id = registration.id AND further_duty.duty_id = step_duty.duty_id) "
        "JOIN request ON request.registration_id = registration.id "
        "WHERE NOT EXISTS (SELECT 1 FROM step_request WHERE step_request.step_id = step_duty.step_id) "
        "AND NOT EXISTS (SELECT 1 FROM step_request WHERE step_request.request_id = request.id "
        "AND step_request.step_id = step_duty.step_id)"
    )


def downgrade() -> None:
    """Take the columns and what steps started away; steps and their days stay."""
    op.execute("DELETE FROM step_duty WHERE duty_id IN (SELECT id FROM duty WHERE projected)")
    op.execute("DELETE FROM duty WHERE projected")
    with op.batch_alter_table("office_details") as office:
        office.drop_column("attention_days")
    op.drop_index("ix_duty_started_by_id", "duty")
    op.drop_index("ix_duty_request_id", "duty")
    with op.batch_alter_table("duty") as duty:
        for name in ("of_unit_id", "started_by_id", "request_id"):
            duty.drop_constraint(f"fk_duty_{name}", type_="foreignkey")
        for name in ("projected", "paused", "extended", "of_unit", "of_unit_id", "started_by_id", "request_id"):
            duty.drop_column(name)
    op.drop_index("ix_step_to_id", "step")
    with op.batch_alter_table("step") as step:
        for name in ("to_id", "by_id"):
            step.drop_constraint(f"fk_step_{name}", type_="foreignkey")
            step.drop_column(name)
    with op.batch_alter_table("petition_case") as case:
        case.drop_constraint("fk_petition_case_follows_id", type_="foreignkey")
        case.drop_column("follows_id")

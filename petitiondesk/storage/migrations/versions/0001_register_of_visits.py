"""The first office: catalogues, people, the register, cases and their clocks, papers, counters and the history."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)

HISTORY = ("event", "event_payload")


def upgrade() -> None:
    """Make every table of the first office."""
    _catalogues()
    _office()
    _people()
    _register()
    _what_came_with_it()
    _papers()
    _history()
    if op.get_bind().dialect.name == "sqlite":
        _protect_history_on_sqlite()
    else:
        _protect_history_on_postgresql()


def downgrade() -> None:
    """Take every table away; the triggers go with theirs."""
    for table in (
        *("event_payload", "event", "counter", "paper"),
        *("prior_procedure", "material", "registration_need", "party", "request", "registration"),
        *("duty", "petition_case", "name_key", "petitioner", "staff", "office_details"),
        *("calendar_day", "calendar_year", "category_word", "content_category", "division"),
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION refuse_change_of_history()")


def _catalogues() -> None:
    op.create_table(
        "division",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("full_name", sa.String(200), nullable=False),
        sa.Column("reading", sa.String(300), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("parent_id", sa.Integer),
        sa.Column("edition", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_division"),
        sa.ForeignKeyConstraint(["parent_id"], ["division.id"], name="fk_division_parent_id"),
    )
    op.create_index("ix_division_code", "division", ["code"])
    op.create_index("ix_division_parent_id", "division", ["parent_id"])
    op.create_table(
        "content_category",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("full_name", sa.String(300), nullable=False),
        sa.Column("reading", sa.String(300), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("parent_id", sa.Integer),
        sa.Column("edition", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_content_category"),
        sa.ForeignKeyConstraint(["parent_id"], ["content_category.id"], name="fk_content_category_parent_id"),
    )
    op.create_index("ix_content_category_parent_id", "content_category", ["parent_id"])
    op.create_table(
        "category_word",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("word", sa.String(50), nullable=False),
        sa.Column("reading", sa.String(200), nullable=False),
        sa.Column("category_id", sa.Integer, nullable=False),
        sa.Column("edition", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_category_word"),
        sa.UniqueConstraint("word", "category_id", name="uq_category_word_word_category_id"),
        sa.ForeignKeyConstraint(["category_id"], ["content_category.id"], name="fk_category_word_category_id"),
    )
    op.create_index("ix_category_word_category_id", "category_word", ["category_id"])
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("notice", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_calendar_year"),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("working", sa.Boolean, nullable=False),
        sa.Column("name", sa.String(50), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_calendar_day"),
    )


def _office() -> None:
    op.create_table(
        "office_details",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("division_id", sa.Integer),
        sa.Column("address", sa.String(500)),
        sa.Column("phone", sa.String(50)),
        sa.Column("legal_aid_name", sa.String(200)),
        sa.Column("legal_aid_phone", sa.String(50)),
        sa.Column("paper_key", sa.LargeBinary(32), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_office_details"),
        sa.CheckConstraint("id = 1", name="ck_office_details_one_office"),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("phone", sa.String(50)),
        sa.Column("joined_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
    )


def _people() -> None:
    op.create_table(
        "petitioner",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200)),
        sa.Column("name_folded", sa.String(200)),
        sa.Column("id_type", sa.String(20)),
        sa.Column("id_number", sa.String(50)),
        sa.Column("sex", sa.String(1)),
        sa.Column("birth_date", sa.Date),
        sa.Column("nationality", sa.String(100)),
        sa.Column("phone", sa.String(50)),
        sa.Column("phone_digits", sa.String(50)),
        sa.Column("division_id", sa.Integer),
        sa.Column("address", sa.String(500)),
        sa.Column("postcode", sa.String(20)),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_petitioner"),
        sa.ForeignKeyConstraint(["division_id"], ["division.id"], name="fk_petitioner_division_id"),
    )
    op.create_index("ix_petitioner_id_number", "petitioner", ["id_number"])
    op.create_index("ix_petitioner_phone_digits", "petitioner", ["phone_digits"])
    op.create_index("ix_petitioner_name_folded", "petitioner", ["name_folded"])
    op.create_table(
        "name_key",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("petitioner_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", "petitioner_id", name="pk_name_key"),
        sa.ForeignKeyConstraint(["petitioner_id"], ["petitioner.id"], name="fk_name_key_petitioner_id"),
        sqlite_with_rowid=False,
    )


def _register() -> None:
    op.create_table(
        "petition_case",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("confidentiality", sa.String(20), nullable=False),
        sa.Column("rule_set", sa.String(50), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_petition_case"),
    )
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("clock", sa.String(5), nullable=False),
        sa.Column("article", sa.String(50), nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("provisional", sa.Boolean, nullable=False),
        sa.Column("done_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_duty"),
        sa.ForeignKeyConstraint(["case_id"], ["petition_case.id"], name="fk_duty_case_id"),
    )
    op.create_index("ix_duty_case_id", "duty", ["case_id"])
    op.create_index("ix_duty_done_on_last_day", "duty", ["done_on", "last_day"])
    op.create_table(
        "registration",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("number", sa.String(30), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("query_code", sa.String(20), nullable=False),
        sa.Column("draft_id", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("duty_id", sa.Integer, nullable=False),
        sa.Column("receptionist_id", sa.Integer, nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("registered_at", INSTANT, nullable=False),
        sa.Column("repeat", sa.Boolean, nullable=False),
        sa.Column("new_facts", sa.String(10)),
        sa.Column("anonymous", sa.Boolean, nullable=False),
        sa.Column("keep_confidential", sa.Boolean, nullable=False),
        sa.Column("matter", sa.String(200)),
        sa.Column("facts", sa.Text),
        sa.Column("grounds", sa.Text),
        sa.Column("purpose", sa.String(30)),
        sa.Column("category_id", sa.Integer),
        sa.Column("problem_division_id", sa.Integer),
        sa.Column("problem_place", sa.String(500)),
        sa.Column("accused_body", sa.String(200)),
        sa.Column("accused_person", sa.String(200)),
        sa.Column("visitor_count", sa.Integer, nullable=False),
        sa.Column("involved_count", sa.Integer),
        sa.Column("household_count", sa.Integer),
        sa.Column("language", sa.String(100)),
        sa.Column("under_age_stated", sa.Boolean, nullable=False),
        sa.Column("as_typed", sa.JSON, nullable=False),
        sa.Column("service_address", sa.String(500)),
        sa.PrimaryKeyConstraint("id", name="pk_registration"),
        sa.UniqueConstraint("number", name="uq_registration_number"),
        sa.UniqueConstraint("channel", "year", "sequence", name="uq_registration_channel_year_sequence"),
        sa.UniqueConstraint("query_code", name="uq_registration_query_code"),
        sa.UniqueConstraint("draft_id", name="uq_registration_draft_id"),
        sa.ForeignKeyConstraint(["case_id"], ["petition_case.id"], name="fk_registration_case_id"),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name="fk_registration_duty_id"),
        sa.ForeignKeyConstraint(["receptionist_id"], ["staff.id"], name="fk_registration_receptionist_id"),
        sa.ForeignKeyConstraint(["category_id"], ["content_category.id"], name="fk_registration_category_id"),
        sa.ForeignKeyConstraint(["problem_division_id"], ["division.id"], name="fk_registration_problem_division_id"),
    )
    op.create_index("ix_registration_case_id", "registration", ["case_id"])
    op.create_index("ix_registration_duty_id", "registration", ["duty_id"])
    op.create_index("ix_registration_registered_at", "registration", ["registered_at"])
    op.create_table(
        "request",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("registration_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("said_again", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_request"),
        sa.ForeignKeyConstraint(["case_id"], ["petition_case.id"], name="fk_request_case_id"),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_request_registration_id"),
    )
    op.create_index("ix_request_case_id", "request", ["case_id"])
    op.create_index("ix_request_registration_id", "request", ["registration_id"])


def _what_came_with_it() -> None:
    op.create_table(
        "party",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("registration_id", sa.Integer, nullable=False),
        sa.Column("petitioner_id", sa.Integer, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("authority", sa.String(200)),
        sa.Column("relation", sa.String(100)),
        sa.PrimaryKeyConstraint("id", name="pk_party"),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_party_registration_id"),
        sa.ForeignKeyConstraint(["petitioner_id"], ["petitioner.id"], name="fk_party_petitioner_id"),
    )
    op.create_index("ix_party_registration_id", "party", ["registration_id"])
    op.create_index("ix_party_petitioner_id", "party", ["petitioner_id"])
    op.create_table(
        "registration_need",
        sa.Column("registration_id", sa.Integer, nullable=False),
        sa.Column("need", sa.String(30), nullable=False),
        sa.PrimaryKeyConstraint("registration_id", "need", name="pk_registration_need"),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_registration_need_registration_id"),
    )
    op.create_table(
        "material",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("registration_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("form", sa.String(10)),
        sa.Column("copies", sa.Integer, nullable=False),
        sa.Column("kept", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_material"),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_material_registration_id"),
    )
    op.create_index("ix_material_registration_id", "material", ["registration_id"])
    op.create_table(
        "prior_procedure",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("registration_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(30)),
        sa.Column("paper", sa.String(200)),
        sa.Column("body", sa.String(200)),
        sa.Column("received_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_prior_procedure"),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_prior_procedure_registration_id"),
    )
    op.create_index("ix_prior_procedure_registration_id", "prior_procedure", ["registration_id"])


def _papers() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("registration_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("check_code", sa.String(20), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_paper"),
        sa.UniqueConstraint("registration_id", "kind", "version", name="uq_paper_registration_id_kind_version"),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_paper_registration_id"),
    )
    op.create_index("ix_paper_check_code", "paper", ["check_code"])


def _history() -> None:
    op.create_table(
        "counter",
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.create_table(
        "event",
        sa.Column("sequence", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor_id", sa.Integer),
        sa.Column("actor_name", sa.String(100), nullable=False),
        sa.Column("act", sa.String(50), nullable=False),
        sa.Column("object_kind", sa.String(30), nullable=False),
        sa.Column("object_id", sa.String(50), nullable=False),
        sa.Column("payload_digest", sa.String(64), nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_event"),
        sa.UniqueConstraint("hash", name="uq_event_hash"),
        sa.ForeignKeyConstraint(["actor_id"], ["staff.id"], name="fk_event_actor_id"),
    )
    op.create_index("ix_event_object_kind_object_id", "event", ["object_kind", "object_id"])
    op.create_table(
        "event_payload",
        sa.Column("sequence", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_event_payload"),
        sa.ForeignKeyConstraint(["sequence"], ["event.sequence"], name="fk_event_payload_sequence"),
    )


def _protect_history_on_sqlite() -> None:
    for table in HISTORY:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END"
            )
    # INSERT OR REPLACE deletes the rows in its way without asking the triggers of DELETE.
    for table, in_the_way in (
        ("event", "sequence = NEW.sequence OR hash = NEW.hash"),
        ("event_payload", "sequence = NEW.sequence"),
    ):
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {in_the_way}) "
            "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END"
        )


def _protect_history_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the history is never changed'; END $$"
    )
    for table in HISTORY:
        for change in ("UPDATE", "DELETE", "TRUNCATE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()"
            )

"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes them."""
    op.create_table(
        "profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("app_version", sa.String(length=20), nullable=False),
        sa.Column("ended", sa.String(length=12), nullable=True),
        sa.Column("discomfort_before", sa.Integer(), nullable=True),
        sa.Column("discomfort_after", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index("session_of_profile", ["profile_id", "started_at"], unique=False)

    op.create_table(
        "stretch_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stretch", sa.String(length=64), nullable=False),
        sa.Column("side", sa.String(length=5), nullable=True),
        sa.Column("target_s", sa.Double(), nullable=False),
        sa.Column("valid_s", sa.Double(), nullable=False),
        sa.Column("ended", sa.String(length=12), nullable=False),
        sa.Column("spec_version", sa.String(length=12), nullable=False),
        sa.Column("paused_s", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("best", sa.JSON(), nullable=False),
        sa.Column("typical", sa.JSON(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("stretch_set", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stretch_set_session_id"), ["session_id"], unique=False)


def downgrade() -> None:
    """Drops them."""
    with op.batch_alter_table("stretch_set", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stretch_set_session_id"))

    op.drop_table("stretch_set")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index("session_of_profile")

    op.drop_table("session")
    op.drop_table("profile")

"""The repetitions of a set, and whether its time was counted without judging the form."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds them; every set so far was a hold, and judged."""
    op.add_column("stretch_set", sa.Column("repetitions_target", sa.Integer(), nullable=True))
    op.add_column("stretch_set", sa.Column("repetitions_counted", sa.Integer(), nullable=True))
    op.add_column("stretch_set", sa.Column("repetitions", sa.JSON(), nullable=True))
    op.add_column(
        "stretch_set", sa.Column("timed_only", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    """Drops them."""
    for column in ("timed_only", "repetitions", "repetitions_counted", "repetitions_target"):
        op.drop_column("stretch_set", column)

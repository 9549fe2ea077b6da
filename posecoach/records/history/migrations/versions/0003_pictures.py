"""The angles of a set over time, pictures of its best and worst moment, and consent to save them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds them; no profile has agreed to pictures yet."""
    op.add_column(
        "profile", sa.Column("keeps_pictures", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("stretch_set", sa.Column("readings", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("which", sa.String(length=8), nullable=False),
        sa.Column("t_s", sa.Float(), nullable=False),
        sa.Column("told", sa.String(length=200), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["set_id"], ["stretch_set.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_picture_set_id", "picture", ["set_id"])


def downgrade() -> None:
    """Drops them, with all pictures."""
    op.drop_table("picture")
    op.drop_column("stretch_set", "readings")
    op.drop_column("profile", "keeps_pictures")

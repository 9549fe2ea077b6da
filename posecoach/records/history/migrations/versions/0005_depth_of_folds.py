"""The depth of standing folds without the average error that deep ones are read with.

Earlier versions saved it as read; beside what is saved now, a person would seem to fold less far.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# As `posecoach.coaching.kinematics.shown_depth` had them then.
_READ = (0.0, 100.0, 120.0, 150.0, 180.0)
_TRUE = (0.0, 100.0, 115.0, 132.0, 150.0)

_HIP = "hip_flexion"
_SETS = sa.table(
    "stretch_set",
    sa.column("id", sa.Integer()),
    sa.column("stretch", sa.String()),
    *(sa.column(name, sa.JSON()) for name in ("best", "typical", "readings")),
)


def upgrade() -> None:
    """Takes the error out of every standing fold."""
    _map_hips(lambda deg: float(np.interp(deg, _READ, _TRUE)))


def downgrade() -> None:
    """Puts it back in."""
    _map_hips(lambda deg: float(np.interp(deg, _TRUE, _READ)))


def _map_hips(change: Callable[[float], float]) -> None:
    connection = op.get_bind()
    folds = sa.select(_SETS.c.id).where(_SETS.c.stretch == "standing_hamstring")
    for id_ in connection.execute(folds).scalars().all():
        # A damaged value stays as it is: it is reported when it is read.
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            row = connection.execute(sa.select(_SETS).where(_SETS.c.id == id_)).one()
            changed = {
                "best": _angle_changed(row.best, change),
                "typical": _angle_changed(row.typical, change),
                "readings": _curve_changed(row.readings, change),
            }
            connection.execute(_SETS.update().where(_SETS.c.id == id_).values(changed))


def _angle_changed(angles: dict[str, Any], change: Callable[[float], float]) -> dict[str, Any]:
    if _HIP not in angles:
        return angles
    return {**angles, _HIP: {**angles[_HIP], "value": round(change(angles[_HIP]["value"]), 1)}}


def _curve_changed(readings: dict[str, Any], change: Callable[[float], float]) -> dict[str, Any]:
    if _HIP not in readings:
        return readings
    curve = [
        [t_s, None if value is None else round(change(value), 1), sigma]
        for t_s, value, sigma in readings[_HIP]
    ]
    return {**readings, _HIP: curve}

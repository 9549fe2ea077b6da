"""What happens in a short clip: each plan makes the script of a row."""

from tools.render_samples.clips.table import Row
from tools.render_samples.repertoire.positions import upright
from tools.render_samples.scenes.script import Script

AT_REST_S = 1.0
"""At the start of a clip."""
WAY_S = 2.0
"""Into the stretch, and out of it."""
HOLD_S = 6.0
LAST_S = 0.6
"""At rest at the end of a clip."""
ONLY_S = 8.0
"""Length of a clip of one posture."""
GOOD_HOLD_S, FAULT_S = 2.4, 3.0
"""A hold before and after a fault, without the way into the fault and out of it, and the fault itself."""
BEFORE_BOUNCING_S, BOUNCING_S, AFTER_BOUNCING_S = 3.0, 3.3, 2.7


def hold(row: Row) -> Script:
    """From rest into a posture, held for 6 s from 3 s on, and back."""
    rest = row.stretch.rest
    return Script(rest).stay(AT_REST_S).to(row.held, WAY_S).stay(HOLD_S).to(rest, WAY_S).stay(LAST_S)


def slip(row: Row) -> Script:
    """A good hold from 3 s on that goes wrong from 6 to 9 s and is good again until 12 s."""
    rest, wrong = row.stretch.rest, row.wrong
    script = Script(rest).stay(AT_REST_S).to(row.held, WAY_S).stay(GOOD_HOLD_S)
    return script.wrongly(wrong.id, wrong.posture, FAULT_S).stay(GOOD_HOLD_S).to(rest, WAY_S)


def bounce(row: Row) -> Script:
    """A good hold from 3 s on with bouncing from 6 to 9.3 s."""
    rest = row.stretch.rest
    script = Script(rest).stay(AT_REST_S).to(row.held, WAY_S).stay(BEFORE_BOUNCING_S)
    return script.bounce(BOUNCING_S).stay(AFTER_BOUNCING_S).to(rest, WAY_S)


def wrong_throughout(row: Row) -> Script:
    """From rest into a wrong posture, held for 6 s, and back."""
    rest, wrong = row.stretch.rest, row.wrong
    script = Script(rest).stay(AT_REST_S).hold_wrongly(wrong.id, wrong.posture, HOLD_S, way_s=WAY_S)
    return script.to(rest, WAY_S).stay(LAST_S)


def from_standing(row: Row) -> Script:
    """From standing at ease into a posture, held for 6 s, and back up."""
    script = Script(upright()).stay(AT_REST_S).to(row.held, WAY_S).stay(HOLD_S)
    return script.to(upright(), WAY_S).stay(LAST_S)


def only(row: Row) -> Script:
    """One posture for 8 s."""
    return Script(row.held).stay(ONLY_S)

"""What happens in the clip of a whole set: in, down, the hold, up, out. Each plan makes a row's script."""

from dataclasses import replace

from tools.render_samples.clips.table import Row
from tools.render_samples.repertoire.positions import crouch, lie, sit, strap_raise, upright
from tools.render_samples.repertoire.stretches import LYING, SEATED, STANDING, Stretch
from tools.render_samples.scenes.script import Script

OUT_OF_FRAME_M = 2.1
STRAP_ON = strap_raise(12)
SITTING_DOWN_AT_M = {SEATED: -0.35, LYING: 0.0}
FEET_BEFORE_SEAT_M = 0.25
DOWN_S = 2.4
"""Into the stretch."""
HOLD_S = 30.0
BEFORE_FAULT_S, FAULT_S, AFTER_FAULT_S = 9.0, 4.0, 10.0
FIRST_HOLD_S, REST_S, SECOND_HOLD_S = 10.0, 4.0, 12.0
BREAK_WAY_S = 2.0
"""Out of the first hold, and into the second."""
BREAKS_AT = {STANDING: upright(), SEATED: sit(), LYING: STRAP_ON}
"""The posture between two holds of one set."""


def whole_set(row: Row) -> Script:
    """In, 30 s of holding still, out."""
    return _walks_out(_walks_in(row.stretch).to(row.held, DOWN_S).stay(HOLD_S), row.stretch)


def set_with_fault(row: Row) -> Script:
    """A set with one fault of 4 s after 9 s of holding."""
    script = _walks_in(row.stretch).to(row.held, DOWN_S).stay(BEFORE_FAULT_S)
    script.wrongly(row.wrong.id, row.wrong.posture, FAULT_S).stay(AFTER_FAULT_S)
    return _walks_out(script, row.stretch)


def set_broken_off(row: Row) -> Script:
    """A hold of 10 s, up for 4 s, and a second hold of 12 s."""
    script = _walks_in(row.stretch).to(row.held, DOWN_S).stay(FIRST_HOLD_S)
    script.to(BREAKS_AT[row.stretch], BREAK_WAY_S).stay(REST_S)
    script.to(row.held, BREAK_WAY_S).stay(SECOND_HOLD_S)
    return _walks_out(script, row.stretch)


def _walks_in(stretch: Stretch) -> Script:
    """Comes in and gets ready: stands, sits or lies on the mat."""
    script = Script(upright(-OUT_OF_FRAME_M))
    if stretch == STANDING:
        return script.walk_to(upright()).stay(0.8)
    seat = SITTING_DOWN_AT_M[stretch]
    script.walk_to(upright(seat + FEET_BEFORE_SEAT_M)).stay(0.3)
    script.to(crouch(seat + FEET_BEFORE_SEAT_M), 1.4).to(replace(sit(), along=seat), 1.6).stay(0.5)
    return script if stretch == SEATED else script.to(lie(), 2.2).stay(0.6).to(STRAP_ON, 1.2).stay(0.8)


def _walks_out(script: Script, stretch: Stretch) -> Script:
    """Gets up and leaves."""
    if stretch == STANDING:
        return script.to(upright(), 2.4).stay(0.6).walk_to(upright(OUT_OF_FRAME_M)).stay(0.4)
    seat = SITTING_DOWN_AT_M[stretch]
    if stretch == LYING:
        script.to(STRAP_ON, 2.4).to(lie(), 1.0).stay(0.4)
    script.to(replace(sit(), along=seat), 2.2).stay(0.4).to(crouch(seat + FEET_BEFORE_SEAT_M), 1.6)
    script.to(upright(seat + FEET_BEFORE_SEAT_M), 1.6).stay(0.3)
    return script.walk_to(upright(OUT_OF_FRAME_M)).stay(0.4)

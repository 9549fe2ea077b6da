"""What happens in a clip of repetitions: each plan makes the script of a row."""

from tools.render_samples.clips.table import Row
from tools.render_samples.posing.posture import Posture, blend
from tools.render_samples.repertoire.exercise_positions import cow
from tools.render_samples.repertoire.stretches import Tempo
from tools.render_samples.scenes.script import Script

AT_REST_S = 1.2
"""At the start of a clip, so that the start position is seen."""
GOOD_ONES = 2
TOO_SHORT_S = 0.9
"""In the working position in a repetition that is not held."""
LONGEST_SHORT_S = 3.8
"""How long a position that is not far enough is held."""
HURRIED_WAY_S, HURRIED_TOP_S, HURRIED_REST_S, HURRIED_ONES = 0.6, 0.2, 0.5, 3
HALF_BACK = 0.45
"""Share of the way back at which a repetition is turned round too early."""
FAR_BACK_WAY_S = 1.0


def repeat(row: Row) -> Script:
    """Two repetitions in good form."""
    script = _at_rest(row)
    for _ in range(GOOD_ONES):
        _repetition(script, row, row.held, _tempo(row).hold_s)
    return script


def swing(row: Row) -> Script:
    """Round and hollow in turns, without a stop at flat."""
    script, tempo = _at_rest(row), _tempo(row)
    for _ in range(GOOD_ONES):
        script.to(row.held, tempo.way_s).stay(tempo.hold_s).to(cow(), tempo.way_s).stay(tempo.hold_s)
    return script.to(row.stretch.rest, tempo.way_s).stay(tempo.rest_s)


def fall_short(row: Row) -> Script:
    """One that does not reach the working position, one that leaves it too soon, and a good one."""
    script, tempo = _at_rest(row), _tempo(row)
    _repetition(script, row, row.stretch.short, min(tempo.hold_s, LONGEST_SHORT_S))
    _repetition(script, row, row.held, TOO_SHORT_S)
    return _repetition(script, row, row.held, tempo.hold_s)


def hurry(row: Row) -> Script:
    """Three quick ones without a stop at the top."""
    script, rest = _at_rest(row), row.stretch.rest
    for _ in range(HURRIED_ONES):
        script.to(row.held, HURRIED_WAY_S).stay(HURRIED_TOP_S).to(rest, HURRIED_WAY_S).stay(HURRIED_REST_S)
    return script


def come_half_back(row: Row) -> Script:
    """A good one, but half way back the person goes again: both together are one repetition."""
    tempo, half = _tempo(row), half_way(row.held, row.stretch.rest)
    script = _at_rest(row).to(row.held, tempo.way_s).stay(tempo.hold_s)
    script.to(half, FAR_BACK_WAY_S).stay(0.4)
    return _repetition(script, row, row.held, tempo.hold_s)


def go_wrong(row: Row) -> Script:
    """A good one, and one with a fault throughout."""
    script, tempo, wrong = _at_rest(row), _tempo(row), row.wrong
    _repetition(script, row, row.held, tempo.hold_s)
    script.hold_wrongly(wrong.id, wrong.posture, tempo.hold_s, tempo.way_s)
    return script.to(row.stretch.rest, tempo.way_s).stay(tempo.rest_s)


def half_way(start: Posture, end: Posture) -> Posture:
    """A posture on the way from one to another, with the hands of the first."""
    return blend(start, end, HALF_BACK)


def _tempo(row: Row) -> Tempo:
    if row.stretch.tempo is None:
        raise ValueError(f"{row.stretch.name}, {row.person}: this plan needs repetitions; give it a tempo")
    return row.stretch.tempo


def _at_rest(row: Row) -> Script:
    return Script(row.stretch.rest).stay(AT_REST_S)


def _repetition(script: Script, row: Row, posture: Posture, hold_s: float) -> Script:
    tempo, rest = _tempo(row), row.stretch.rest
    return script.to(posture, tempo.way_s).stay(hold_s).to(rest, tempo.way_s).stay(tempo.rest_s)

"""The exercises of repetitions that are filmed: their cameras, postures, tempo and faults."""

from tools.render_samples.repertoire.exercise_positions import bridge, hook_lie
from tools.render_samples.repertoire.stretches import Fault, Stretch, Tempo
from tools.render_samples.stage.camera import Camera

_MAT_CAMERA = Camera(distance_m=2.7, height_m=0.8, aim_m=0.35)

BRIDGE = Stretch(
    id="bridge",
    name="bridge",
    side_word="side",
    camera=_MAT_CAMERA,
    rest=hook_lie(),
    good=bridge(),
    tight=bridge(24),
    shallow=bridge(23),
    short=bridge(13),
    tempo=Tempo(way_s=1.5, hold_s=3.8, rest_s=1.2),
)
ARCHED = Fault("arched", bridge(38))
FEET_FAR = Fault("feet_far", bridge(19, knee=58))

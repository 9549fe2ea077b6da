"""The clips, as tables, and the people and postures in them."""

from tools.render_samples.clips.backs import BACKS
from tools.render_samples.clips.depths import DEPTHS
from tools.render_samples.clips.difficult_pictures import DIFFICULT_PICTURES
from tools.render_samples.clips.exercises import EXERCISES
from tools.render_samples.clips.formats import FORMATS
from tools.render_samples.clips.not_stretching import NOT_STRETCHING
from tools.render_samples.clips.sets import SETS
from tools.render_samples.clips.short_holds import SHORT_HOLDS
from tools.render_samples.scenes.scene import Scene


def all_scenes() -> tuple[Scene, ...]:
    """The scene of every clip."""
    return (*SETS, *SHORT_HOLDS, *BACKS, *DEPTHS, *NOT_STRETCHING, *DIFFICULT_PICTURES, *FORMATS, *EXERCISES)

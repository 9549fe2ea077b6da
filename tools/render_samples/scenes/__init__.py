"""The scene scripts, by what they are for."""

from tools.render_samples.scene import Scene
from tools.render_samples.scenes.backs import BACK_CLIPS
from tools.render_samples.scenes.formats import FORMATS
from tools.render_samples.scenes.lying import LYING_CLIPS
from tools.render_samples.scenes.not_stretching import NOT_STRETCHING
from tools.render_samples.scenes.seated import SEATED_CLIPS
from tools.render_samples.scenes.sets import SETS
from tools.render_samples.scenes.standing import STANDING_CLIPS
from tools.render_samples.scenes.tight import TIGHT_CLIPS
from tools.render_samples.scenes.troubles import TROUBLES


def all_scenes() -> tuple[Scene, ...]:
    """Every scene script."""
    return (
        *SETS,
        *STANDING_CLIPS,
        *SEATED_CLIPS,
        *LYING_CLIPS,
        *BACK_CLIPS,
        *TIGHT_CLIPS,
        *NOT_STRETCHING,
        *TROUBLES,
        *FORMATS,
    )

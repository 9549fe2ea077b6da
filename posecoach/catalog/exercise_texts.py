"""The texts of an exercise in the current language, of which the exercise itself knows nothing."""

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.exercise.texts import ExerciseTexts
from posecoach.translation import language


def texts_of(spec: StretchSpec) -> ExerciseTexts:
    """Its texts in the language that texts are in, all of them in English where it has none in that one."""
    return spec.texts_in(language())

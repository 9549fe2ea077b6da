"""What the sets of one session share: the language, the voice, and what is known of the person."""

from dataclasses import dataclass, field

from posecoach.coaching.exercise.phrases import Phrases
from posecoach.coaching.judging.camera_upright import CameraUprightCheck
from posecoach.coaching.judging.single_person import SinglePersonCheck
from posecoach.coaching.kinematics.spine import SpineCalibration
from posecoach.coaching.speech.scheduler import SpeechScheduler


@dataclass(frozen=True, slots=True)
class SessionContext:
    """Created once for a session, or for a single set: ``SessionContext(phrases)``.

    Attributes:
        phrases: The language of everything that is said and shown.
        scheduler: When cues may be spoken.
        spine: The calibration of the person's back.
        single_person: The check for a second person.
        camera_upright: The check of which way is up in the picture.
    """

    phrases: Phrases
    scheduler: SpeechScheduler = field(default_factory=SpeechScheduler)
    spine: SpineCalibration = field(default_factory=SpineCalibration)
    single_person: SinglePersonCheck = field(default_factory=SinglePersonCheck)
    camera_upright: CameraUprightCheck = field(default_factory=CameraUprightCheck)

"""What one frame shows: the person, the light, and who else is there."""

from dataclasses import dataclass

from posecoach.pose.landmarks import Pose


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """What one picture shows, whether or not a person was found in it.

    Attributes:
        pose: The person, in pixels of the picture; None if nobody was found.
        light: Brightness that a tenth of the picture exceeds, 0 black to 1 white; None if not measured.
        second_person: Apparent size of another person in the picture as a share of this person's: 1 means
            equally large, 0 that nobody else was seen. None if nobody looked. In a video it is as of the
            last look, which may be a second ago.
        confirmed: False while ``pose`` may be of another person than the one tracked so far.
    """

    pose: Pose | None = None
    light: float | None = None
    second_person: float | None = None
    confirmed: bool = True

    @property
    def person(self) -> Pose:
        """The pose, where there must be one.

        Raises:
            ValueError: if nobody was found.
        """
        if self.pose is None:
            raise ValueError("this observation shows nobody")
        return self.pose

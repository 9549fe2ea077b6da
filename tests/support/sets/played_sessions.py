"""Sessions that stick figures play, ten frames a second."""

from itertools import pairwise

from support.observations import Observer
from support.sets.good_sets import GOOD_SETS
from support.stick_figures import Person, over_time

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.session import Ended, Phase, Session, SessionFeedback
from posecoach.pose.landmarks import Side
from posecoach.pose.observation import Observation

SPECS = load_specs()


def routine(*sets: tuple[str, Side | None], target_s: float = 5.0, rest_s: float = 10.0) -> Routine:
    seconds = {"rest_s": rest_s, "change_s": 8.0, "move_on_after_s": 12.0, "give_up_after_s": 40.0}
    return Routine.model_validate(
        {
            "id": "tried",
            "title": "Tried",
            "sets": [{"stretch": stretch, "side": side, "target_s": target_s} for stretch, side in sets],
            "pace": {name: {"value": value, "source": "test"} for name, value in seconds.items()},
        }
    )


STANDING_TWICE = routine(("standing_hamstring", None), ("standing_hamstring", None))


class Played:
    """A session that sees a script, 10 frames a second."""

    def __init__(self, of: Routine, language: str = "en") -> None:
        self.session = Session(of, SPECS, load_phrases(language))
        self.answers: list[SessionFeedback] = []
        self.observer = Observer()
        self.now_s = 0.0

    def see(self, *script: tuple[float, Person]) -> "Played":
        for pose, t_s in over_time(script, fps=10, start_s=self.now_s):
            self.answers.append(self.session.update(self.observer.observe(pose, t_s), t_s))
        self.now_s += sum(lasts_s for lasts_s, _ in script)
        return self

    def see_nobody(self, lasts_s: float) -> "Played":
        for frame in range(round(lasts_s * 10)):
            self.answers.append(self.session.update(Observation(), self.now_s + frame / 10))
        self.now_s += lasts_s
        return self

    @property
    def said(self) -> list[str]:
        return [answer.say.id for answer in self.answers if answer.say]

    @property
    def texts(self) -> list[str]:
        return [answer.say.text for answer in self.answers if answer.say]

    @property
    def phases(self) -> list[tuple[Phase, int]]:
        told = [(answer.phase, answer.number) for answer in self.answers]
        return told[:1] + [after for before, after in pairwise(told) if after != before]

    @property
    def ended(self) -> list[Ended]:
        return [outcome.ended for outcome in self.session.outcomes]


def one_hold(stretch: str, holds_s: float = 6.0) -> list[tuple[float, Person]]:
    up, down = GOOD_SETS[stretch]
    return [(9.0, up), (2.0, down), (holds_s, down), (2.0, up)]

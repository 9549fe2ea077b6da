"""The limits of a stretch, read from its `spec.yaml`: all that the truth shares with the judging code."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SPECS = Path(__file__).resolve().parents[3] / "stretch_specs"


@dataclass(frozen=True)
class Gate:
    """One measure against an enter and an exit limit.

    Attributes:
        id: Its name; for a fault gate the fault's.
        measure: Name of the measure.
        at_least: Passes above the limit; else below.
        enter: Limit for passing after failing.
        exit: Limit for failing after passing.
        is_fault: A fault gate; else it tells whether the person is in position.
        blocking: A fault that pauses the clock.
        blocks_beyond: Where a fault that does not pause the clock does so after all.
        lasts_s: How long it must fail to be a fault; None for the stretch's own time.
        unless: What makes it needless: a measure, whether it must be above its limit, and the limit.
        phase: 'start' or 'work', the position of a repetition that it belongs to; None for both.
    """

    id: str
    measure: str
    at_least: bool
    enter: float
    exit: float
    is_fault: bool = False
    blocking: bool = False
    blocks_beyond: float | None = None
    lasts_s: float | None = None
    unless: tuple[str, bool, float] | None = None
    phase: str | None = None


@dataclass(frozen=True)
class RepetitionLimits:
    """What counts as a repetition.

    Attributes:
        dwell_s: How long the working position is held; None where it is only passed through.
        cycle_s: The fastest from leaving the start position to being back; None for any.
        slack_s: By how much these times may be missed.
    """

    dwell_s: float | None
    cycle_s: float | None
    slack_s: float


@dataclass(frozen=True)
class Limits:
    """What counts as a hold of one stretch, or as a repetition."""

    stretch: str
    gates: tuple[Gate, ...]
    arm_s: float
    fault_after_s: float
    still_deg_per_s: float
    repetitions: RepetitionLimits | None = None

    @property
    def position(self) -> tuple[Gate, ...]:
        """The gates that must pass to be in position."""
        return tuple(gate for gate in self.gates if not gate.is_fault)

    @property
    def faults(self) -> tuple[Gate, ...]:
        """The gates whose failing is a fault."""
        return tuple(gate for gate in self.gates if gate.is_fault)


def limits_of(spec: dict[str, Any]) -> Limits:
    """Limits from the parsed YAML of a spec.

    Raises:
        KeyError: a field that the truth needs is missing.
    """
    hold = spec["hold"]
    gates = tuple(
        Gate(
            id=gate["id"],
            measure=gate["measure"],
            at_least=gate["pass_when"] == "at_least",
            enter=float(gate["enter"]),
            exit=float(gate["exit"]),
            is_fault=gate["kind"] == "fault",
            blocking=gate.get("severity") == "blocking",
            blocks_beyond=float(gate["blocks"]["beyond"]) if "blocks" in gate else None,
            lasts_s=gate.get("lasts_s"),
            unless=_waiver(gate["unless"]) if "unless" in gate else None,
            phase=gate.get("phase"),
        )
        for gate in spec["gates"]
    )
    seconds = {name: float(hold[name]["value"]) for name in ("arm_s", "fault_after_s", "still_deg_per_s")}
    return Limits(stretch=spec["id"], gates=gates, repetitions=_repetitions(spec), **seconds)


def _waiver(waiver: dict[str, Any]) -> tuple[str, bool, float]:
    at_least = "at_least" in waiver
    return waiver["measure"], at_least, float(waiver["at_least" if at_least else "at_most"])


def _repetitions(spec: dict[str, Any]) -> RepetitionLimits | None:
    if "repetitions" not in spec:
        return None
    rules = spec["repetitions"]
    dwell_s, cycle_s = (
        float(rules[name]["value"]) if name in rules else None for name in ("dwell_s", "cycle_s")
    )
    return RepetitionLimits(dwell_s, cycle_s, float(rules["slack_s"]["value"]))


def load_limits(stretch: str, folder: Path = SPECS) -> Limits:
    """Limits of a stretch by its id.

    Raises:
        FileNotFoundError: there is no such spec.
    """
    return limits_of(yaml.safe_load((folder / stretch / "spec.yaml").read_text(encoding="utf-8")))

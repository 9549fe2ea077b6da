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
    """

    id: str
    measure: str
    at_least: bool
    enter: float
    exit: float
    is_fault: bool = False
    blocking: bool = False
    blocks_beyond: float | None = None


@dataclass(frozen=True)
class Limits:
    """What counts as a hold of one stretch."""

    stretch: str
    gates: tuple[Gate, ...]
    arm_s: float
    fault_after_s: float
    still_deg_per_s: float

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
        )
        for gate in spec["gates"]
    )
    seconds = {name: float(hold[name]["value"]) for name in ("arm_s", "fault_after_s", "still_deg_per_s")}
    return Limits(stretch=spec["id"], gates=gates, **seconds)


def load_limits(stretch: str, folder: Path = SPECS) -> Limits:
    """Limits of a stretch by its id.

    Raises:
        FileNotFoundError: there is no such spec.
    """
    return limits_of(yaml.safe_load((folder / stretch / "spec.yaml").read_text(encoding="utf-8")))

"""One frame's measures against the spec's gates: pass, fail or unknown, with hysteresis."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from posecoach.coaching.exercise.gate import Gate, GateKind, PassWhen, Phase, Waiver
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Answer, Fault, GateResult, Measurement, Severity
from posecoach.coaching.kinematics.since_start import SINCE_START
from posecoach.coaching.reasons import Reason

# Of its error. Advice that already pauses the clock goes on doing so while the value is probably beyond the
# limit; to begin, it must be beyond by all of its error.
_STILL_BLOCKS_BEYOND = 0.5
_NOT_MEASURED = Measurement(math.nan, math.nan, known=False, why_not=Reason.NOT_MEASURED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answers of all gates to one frame.

    Attributes:
        gates: In the spec's order.
        posture: Whether the person is where the exercise is done: the position gates of no phase. Those of a
            hold have none, so that posture, position and start are the same there.
        position: Whether the person is in the position that counts; of repetitions, the working position.
        position_reason: The gate that fails, or why it is unknown; None where all pass.
        start: Whether the person is in the start position of a repetition.
        likely_position: Whether the readings, their errors aside, are those of the position that counts.
        likely_start: The same of the start position.
        may_start: Whether the person is in the start position as far as the measures tell that need not have
            seen it before.
        faults: Failed fault gates that have lasted, blocking ones first.
        doubt: Why the form can't be called good although no fault has lasted; None where it can.
    """

    gates: tuple[GateResult, ...]
    posture: Answer
    position: Answer
    position_reason: str | None
    start: Answer
    likely_position: bool
    likely_start: bool
    may_start: bool
    faults: tuple[Fault, ...]
    doubt: str | None


class Checker:
    """Judges frame by frame, and remembers each gate's hysteresis and how long it has been failing."""

    def __init__(self, spec: StretchSpec) -> None:
        self._spec = spec
        self._fault_after_s = spec.hold.fault_after_s.value
        self._passed: dict[str, bool] = {}
        self._failing: dict[str, Fault] = {}

    def check(self, measures: Mapping[str, Measurement], t_s: float) -> Verdict:
        """Judge one frame.

        Args:
            measures: By name; a gate whose measure is missing or not known answers unknown.
            t_s: The frame's timestamp, seconds.
        """
        gates = tuple(self._answer(gate, measures) for gate in self._spec.gates)
        answered = list(zip(self._spec.gates, gates, strict=True))
        places = [(gate.phase, result) for gate, result in answered if gate.kind is GateKind.POSITION]
        in_posture = [result for phase, result in places if phase is None]
        at_start = [result for phase, result in places if phase is not Phase.WORK]
        at_work = [result for phase, result in places if phase is not Phase.START]
        likely = _likely(at_work), _likely(at_start)
        posture, why = _position(in_posture)
        if posture is Answer.FAIL:
            self._failing.clear()  # out of the exercise there is no form to judge
        if posture is not Answer.PASS:
            return Verdict(gates, posture, posture, why, posture, *likely, False, (), None)
        start, _ = _position(at_start)
        may_start, _ = _position([result for result in at_start if result.measure not in SINCE_START])
        work, position_reason = _position(at_work)
        asked = [
            (gate, result)
            for gate, result in answered
            if gate.kind is GateKind.FAULT and self._is_asked(gate, start=start, work=work)
        ]
        faults = self._lasting(asked, t_s)
        doubt = self._doubt(asked)
        at_rest = may_start is Answer.PASS
        return Verdict(gates, posture, work, position_reason, start, *likely, at_rest, faults, doubt)

    def _is_asked(self, gate: Gate, *, start: Answer, work: Answer) -> bool:
        """Whether a fault is asked for now; one of a phase only in that phase."""
        if gate.phase is None or (start if gate.phase is Phase.START else work) is Answer.PASS:
            return True
        self._failing.pop(gate.id, None)
        return False

    def judge_once(self, measures: Mapping[str, Measurement]) -> Verdict:
        """Judge a still: a failed gate is a fault at once, since nothing can last."""
        verdict = self.check(measures, 0.0)
        faults = tuple(sorted(self._failing.values(), key=_blocking_first))
        return replace(verdict, faults=faults)

    def _answer(self, gate: Gate, measures: Mapping[str, Measurement]) -> GateResult:
        limit = gate.exit if self._passed.get(gate.id) else gate.enter
        if gate.stricter is not None:
            by = gate.stricter.amount(measures)
            limit += by if gate.pass_when is PassWhen.AT_LEAST else -by
        measured = measures.get(gate.measure, _NOT_MEASURED)
        answer, why_not, likely = self._decide(gate, measured, limit, measures)
        value, sigma = measured.value, measured.sigma
        return GateResult(gate.id, gate.measure, answer, value, sigma, limit, why_not, likely)

    def _decide(
        self, gate: Gate, measured: Measurement, limit: float, measures: Mapping[str, Measurement]
    ) -> tuple[Answer, str | None, bool]:
        """The answer, why it is unknown, and whether it is likely good."""
        if gate.unless is not None and is_clear(gate.unless, measures):
            return Answer.PASS, None, True
        if not measured.known and gate.passes_in_doubt:
            return Answer.PASS, None, True
        if not measured.known:
            return Answer.UNKNOWN, measured.why_not, False
        beyond = measured.value - limit
        margin = beyond if gate.pass_when is PassWhen.AT_LEAST else -beyond
        sure_beyond = gate.sure_beyond * measured.sigma
        if margin >= sure_beyond:
            answer = Answer.PASS
        elif margin < -sure_beyond:
            answer = Answer.FAIL
        elif gate.passes_in_doubt:
            still_fails = self._passed.get(gate.id) is False and margin < 0
            answer = Answer.FAIL if still_fails else Answer.PASS
        else:
            answer = Answer.UNKNOWN
        if answer is not Answer.UNKNOWN:
            self._passed[gate.id] = answer is Answer.PASS
        elif gate.settled_by is not None and is_clear(gate.settled_by, measures):
            answer = Answer.PASS
        why_not = Reason.NEAR_LIMIT if answer is Answer.UNKNOWN else None
        return answer, why_not, answer is Answer.PASS or margin >= 0

    def _lasting(self, fault_gates: list[tuple[Gate, GateResult]], t_s: float) -> tuple[Fault, ...]:
        lasting = []
        for gate, result in fault_gates:
            if result.likely:
                self._failing.pop(gate.id, None)
                continue
            assert gate.severity is not None  # the spec's own rule for fault gates
            began = self._failing.get(gate.id)
            if result.answer is Answer.FAIL:
                worst = result.value
                if began is not None:
                    farther = min if gate.pass_when is PassWhen.AT_LEAST else max
                    worst = farther(began.worst, result.value)
                start_s = began.start_s if began else t_s
                severity = Severity.BLOCKING if self._blocks(gate, result) else gate.severity
                began = self._failing[gate.id] = Fault(gate.id, severity, start_s, worst, result.limit)
            elif began is not None and result.why_not == Reason.NEAR_LIMIT:
                began = self._failing[gate.id] = replace(began, severity=gate.severity)
            sure = result.answer is Answer.FAIL or result.why_not == Reason.NEAR_LIMIT
            lasts_s = self._fault_after_s if gate.lasts_s is None else gate.lasts_s
            if began is not None and sure and t_s - began.start_s >= lasts_s:
                lasting.append(began)
        return tuple(sorted(lasting, key=_blocking_first))

    def _blocks(self, gate: Gate, result: GateResult) -> bool:
        """Whether a failed gate pauses the clock.

        One that does already goes on more easily, and although its measure is read less well by now: the same
        reading must not start and stop the clock.
        """
        if gate.blocks is None:
            return gate.severity is Severity.BLOCKING
        beyond = result.value - gate.blocks.beyond
        farther = -beyond if gate.pass_when is PassWhen.AT_LEAST else beyond
        if self._pauses(gate):
            return farther >= _STILL_BLOCKS_BEYOND * min(result.sigma, gate.blocks.within)
        return result.sigma <= gate.blocks.within and farther >= result.sigma

    def _pauses(self, gate: Gate) -> bool:
        began = self._failing.get(gate.id)
        return began is not None and began.severity is Severity.BLOCKING

    def _doubt(self, fault_gates: list[tuple[Gate, GateResult]]) -> str | None:
        for gate, result in fault_gates:
            if result.answer is Answer.PASS:
                continue
            unseen = result.why_not not in (None, Reason.NEAR_LIMIT)
            if self._blocks(gate, result) or (unseen and self._pauses(gate)):
                return result.id if result.answer is Answer.FAIL else _why(result)
        return None


def is_clear(waiver: Waiver, measures: Mapping[str, Measurement]) -> bool:
    """Whether a waiver's measure is known, and beyond its limit by all of its error."""
    measured = measures.get(waiver.measure, _NOT_MEASURED)
    if waiver.at_least is not None:
        beyond = measured.value - waiver.at_least
    else:
        assert waiver.at_most is not None  # the spec's own rule for waivers
        beyond = waiver.at_most - measured.value
    return measured.known and beyond >= measured.sigma


def _blocking_first(fault: Fault) -> bool:
    return fault.severity is not Severity.BLOCKING


def _position(results: list[GateResult]) -> tuple[Answer, str | None]:
    for result in results:
        if result.answer is Answer.FAIL:
            return Answer.FAIL, result.id
    for result in results:
        if result.answer is Answer.UNKNOWN:
            return Answer.UNKNOWN, _why(result)
    return Answer.PASS, None


def _likely(results: list[GateResult]) -> bool:
    return all(result.likely for result in results)


def _why(result: GateResult) -> str:
    """Near its limit the gate's own id says more than ``near_limit`` does."""
    return result.id if result.why_not in (None, Reason.NEAR_LIMIT) else result.why_not

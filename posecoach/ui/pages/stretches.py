"""The Stretches page: how to do each stretch, and the limits it is judged by."""

import streamlit as st

from posecoach.catalog.exercise_texts import texts_of
from posecoach.catalog.exercises import load_specs
from posecoach.catalog.safety import load_safety_screen
from posecoach.coaching.exercise.gate import Gate
from posecoach.coaching.exercise.safety import SafetyScreen
from posecoach.coaching.exercise.spec import Source, StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.records import words
from posecoach.translation import ENGLISH, N_, Texts, format_exact, language
from posecoach.translation import translate as _
from posecoach.ui.amounts import choices, only_timed
from posecoach.ui.exercise_language import texts_to_show
from posecoach.ui.postures import by_group, camera_drawing
from posecoach.ui.stretch_pictures import demonstration, fault_pairs

_HOLD_RULES = Texts(
    {
        "arm_s": N_("A hold counts once it has lasted this long; the time is then credited"),
        "grace_s": N_("A shorter moment in which the coach can't tell is bridged"),
        "max_gap_s": N_("A longer gap between two camera pictures never counts"),
        "fault_after_s": N_("A fault pauses the clock once it has lasted this long"),
        "steady_s": N_(
            "After a pause a hold goes on once it has been good for this long; the time is credited"
        ),
        "still_deg_per_s": N_("Angles that change faster than this are moving, not holding"),
    }
)
_REPETITION_RULES = Texts(
    {
        "dwell_s": N_("A repetition counts if the working position was held for this long"),
        "cycle_s": N_(
            "A repetition counts if it took at least this long, from leaving the start to being back"
        ),
        "slack_s": N_(
            "It may fall short of these times by this much, because the camera can't see more exactly"
        ),
    }
)
_DRAWING_PX = 480
_NO_FILM = N_("There is no film of this exercise. The steps below say how to do it.")
# The source's explanation, as what it says, with what trials found beside it.
_WHY = (
    N_(
        "**What is often said.** The hamstrings run from the sitting bones to below the knee. According "
        "to the spine clinic that these stretches come from, tight hamstrings tilt the pelvis backward. "
        "The lower back then loses its natural curve, and its discs come under more pressure. Stretching "
        "gently and often is meant to let the pelvis move freely again."
    ),
    N_(
        "**What is known.** Stretching three to four times a week makes most people more flexible within "
        "weeks. That tight hamstrings cause back trouble is a common explanation, but not a settled one: "
        "in a trial with 45 people with back pain, neither the tilt of the pelvis nor the reach of the "
        "leg had changed after twelve sessions (Shamsi and others, 2020)."
    ),
    N_(
        "**What follows.** Stretch gently, for flexibility, and don't expect more of it than that. If a "
        "pain stays or goes down a leg, have it examined."
    ),
)


def stretches_page() -> None:
    """Shows the page."""
    st.title(_("Stretches"), anchor=False)
    st.write(
        _(
            "How to do each exercise, and the limits it is judged by. *Engineering-set* marks a limit that "
            "we chose by measurement, because there is no agreed figure."
        )
    )
    try:
        specs = load_specs()
        screen = load_safety_screen()
        groups = by_group(specs)
        posture = st.pills(_("Posture"), list(groups), default=next(iter(groups)), required=True)
        shown = {spec.id: spec for spec in groups[posture]}
        id_ = st.pills(
            _("Exercise"),
            list(shown),
            format_func=lambda id_: texts_of(shown[id_]).title,
            default=next(iter(shown)),
            required=True,
            key=f"exercise of {posture}",
        )
        _stretch(shown[id_], screen)
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        return
    with st.expander(_("Tight hamstrings and the lower back"), icon=":material/help:"):
        st.markdown("\n\n".join(_(paragraph) for paragraph in _WHY))


def _stretch(spec: StretchSpec, screen: SafetyScreen) -> None:
    st.header(texts_of(spec).title, anchor=False)
    texts = texts_to_show(spec)
    if texts is None:
        return
    st.write(texts.summary)
    if spec.timed_only:
        st.info(only_timed(), icon=":material/timer:")
    demo = demonstration(spec.id)
    if demo is None:
        st.caption(_(_NO_FILM))
        camera = st.container()
    else:
        film, camera = st.columns([3, 2], gap="medium")
        film.video(str(demo), loop=True, autoplay=True, muted=True)
    with camera:
        st.subheader(_("Where to put the camera"), anchor=False)
        st.image(
            camera_drawing(spec.posture),
            width="stretch" if demo else _DRAWING_PX,
            alt=_("A drawing: the laptop stands two metres away, to your side."),
        )
        st.write(texts.camera)
    how, around = st.columns(2, gap="medium")
    with how:
        st.subheader(_("How"), anchor=False)
        st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(texts.steps, 1)))
        pairs = fault_pairs(spec)
        if pairs:
            st.subheader(_("Common mistakes"), anchor=False)
        for pair in pairs:
            good, wrong = st.columns(2)
            fault = words.named(pair.fault, spec)
            good.image(
                pair.good, _("Good"), alt=_("{exercise}, done well").format(exercise=texts_of(spec).title)
            )
            wrong.image(
                pair.wrong,
                fault,
                alt=_("{exercise}, with a fault: {fault}").format(exercise=texts_of(spec).title, fault=fault),
            )
    with around:
        st.subheader(_("How long") if spec.repetitions is None else _("How much"), anchor=False)
        st.write(_how_much(spec))
        st.caption(_("Source: {source}").format(source=spec.amount_source))
        if texts.norm:
            st.subheader(_("How far people get"), anchor=False)
            context = _("This is context, not a goal: the coach asks for none of it.")
            st.write(f"{texts.norm} {context}")
        st.subheader(_("For your safety"), anchor=False)
        st.warning("\n".join(f"- {note}" for note in texts.safety), icon=":material/health_and_safety:")
        st.subheader(_("Who should not do it"), anchor=False)
        st.markdown("\n".join(f"- {question.text}" for question in screen.not_for(spec)))
        st.caption(
            _("With any of these, ask a doctor or physiotherapist first. Source: {source}").format(
                source=screen.source
            )
        )
    st.subheader(_("What is measured"), anchor=False)
    with st.container(key="limits"):
        st.table(_gate_rows(spec), hide_index=True)
    st.caption(
        _(
            "Where a reading is closer to a limit than its own error, the coach doesn't decide, and "
            "undecided never counts. The second limit is where a measure that has passed fails again."
        )
    )
    with st.expander(
        _("How time is counted") if spec.repetitions is None else _("How repetitions are counted"),
        key="rules",
    ):
        st.table(_repetition_rows(spec) + _hold_rows(spec), hide_index=True)
    st.subheader(_("Sources"), anchor=False)
    st.markdown("\n".join(f"- {_source(source)}" for source in spec.sources))
    if language() != ENGLISH:
        st.caption(_("Sources, and what we measured ourselves, are quoted in English."))


def _how_much(spec: StretchSpec) -> str:
    """What completes a set, in a sentence or two."""
    if spec.repetitions is not None:
        text = _("{amounts}. One that doesn't count takes nothing away from the others.")
    elif spec.timed_only:
        text = _("{amounts}, only timed.")
    else:
        text = _("{amounts} per leg in total. A pause never costs you seconds.")
    return text.format(amounts=choices(spec))


def _gate_rows(spec: StretchSpec) -> list[dict[str, str]]:
    phases = spec.repetitions is not None
    return [
        {
            _("What"): words.measure_label(gate.measure),
            **({_("When"): _asked_when(gate, spec)} if phases else {}),
            _("Limit"): words.limits(gate),
            _("Otherwise"): f"{words.reason(gate.id, spec)}: {words.effect(gate)}",
            _("Source"): gate.source,
        }
        for gate in spec.gates
    ]


def _asked_when(gate: Gate, spec: StretchSpec) -> str:
    movement = texts_of(spec).movement
    if gate.phase is None or movement is None:
        return _("throughout")
    return movement.position(gate.phase)


def _repetition_rows(spec: StretchSpec) -> list[dict[str, str]]:
    rules = spec.repetitions
    numbers = {} if rules is None else {name: getattr(rules, name) for name in _REPETITION_RULES}
    return [
        {
            _("Rule"): _REPETITION_RULES[name],
            _("Value"): f"{format_exact(number.value)} s",
            _("Source"): number.source,
        }
        for name, number in numbers.items()
        if number is not None
    ]


def _hold_rows(spec: StretchSpec) -> list[dict[str, str]]:
    rows = []
    for name, rule in _HOLD_RULES.items():
        number = getattr(spec.hold, name)
        if number is None or (name == "still_deg_per_s" and spec.still_deg_per_s is None):
            continue
        unit = " s" if name.endswith("_s") and not name.endswith("per_s") else "°/s"
        rows.append(
            {_("Rule"): rule, _("Value"): f"{format_exact(number.value)}{unit}", _("Source"): number.source}
        )
    return rows


def _source(source: Source) -> str:
    return f"[{source.title}]({source.url})" if source.url else source.title

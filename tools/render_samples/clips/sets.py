"""Whole sets as a person does them, and what can go wrong in one."""

from tools.render_samples.clips.set_plans import set_broken_off, set_with_fault, whole_set
from tools.render_samples.clips.table import BEDROOM, LEFT, LIVING_ROOM, RIGHT, STUDY, Row, Topic, scenes
from tools.render_samples.repertoire.positions import bent_floor_leg_raise, fold, lean, strap_raise
from tools.render_samples.repertoire.stretches import (
    BENT_KNEES,
    BENT_RAISED,
    BENT_SEATED,
    LYING,
    SEATED,
    STANDING,
)

SETS = scenes(
    "set_{stretch}_{topic}_{person}",
    Topic("{near}", "{side}, a whole set", whole_set).by(
        Row(STANDING, "amara", STUDY, RIGHT, fold(pitch=74)),
        Row(STANDING, "ben", LIVING_ROOM, LEFT),
        Row(SEATED, "mei", LIVING_ROOM, RIGHT),
        Row(SEATED, "jonas", BEDROOM, LEFT, lean(pitch=22)),
        Row(LYING, "tariq", BEDROOM, RIGHT, strap_raise(78)),
        Row(LYING, "amara", STUDY, LEFT, strap_raise(84)),
    ),
    Topic("{near}", "{side}, a whole set, tight older man", whole_set).by(
        Row(STANDING, "karl", BEDROOM, LEFT, STANDING.tight),
    ),
    Topic("{near}", "{side}, a whole set, tight older woman", whole_set).by(
        Row(STANDING, "ingrid", LIVING_ROOM, RIGHT, STANDING.tight),
    ),
    Topic("{near}", "{side}, a whole set, tight, hands on the knee", whole_set).by(
        Row(SEATED, "rosa", STUDY, LEFT, SEATED.tight),
        Row(SEATED, "karl", BEDROOM, RIGHT, SEATED.tight),
    ),
    Topic("{near}", "{side}, a whole set, tight, raised to 45 degrees", whole_set).by(
        Row(LYING, "ingrid", LIVING_ROOM, LEFT, LYING.tight),
        Row(LYING, "karl", BEDROOM, RIGHT, LYING.tight),
    ),
    Topic("{near}", "{side}, a whole set, other foot flat on the floor", whole_set).by(
        Row(LYING, "rosa", STUDY, RIGHT, bent_floor_leg_raise(64)),
    ),
    Topic("knees", "{side}, knees bend after 9 s of holding", set_with_fault).by(
        Row(STANDING, "jonas", BEDROOM, RIGHT, fault=BENT_KNEES),
    ),
    Topic("knee", "{side}, knee bends after 9 s of holding", set_with_fault).by(
        Row(SEATED, "amara", LIVING_ROOM, LEFT, fault=BENT_SEATED),
        Row(LYING, "ben", STUDY, LEFT, fault=BENT_RAISED),
    ),
    Topic("breaks_off", "{side}, comes up early, folds again", set_broken_off).by(
        Row(STANDING, "ingrid", STUDY, LEFT),
        Row(STANDING, "ben", BEDROOM, RIGHT),
    ),
    Topic("breaks_off", "{side}, sits up early, leans again", set_broken_off).by(
        Row(SEATED, "tariq", LIVING_ROOM, RIGHT),
        Row(SEATED, "ingrid", STUDY, LEFT),
    ),
    Topic("breaks_off", "{side}, lets the leg down early, raises it again", set_broken_off).by(
        Row(LYING, "mei", BEDROOM, RIGHT),
        Row(LYING, "jonas", STUDY, LEFT),
    ),
)

"""Damage is random, but the same for the same seed, and never the sound content again and again."""

from random import Random

import pytest

from tools.faults.damage import damage_bytes, damage_text, damage_tree

SOUND = bytes(range(256)) * 20
TREE = {"id": "a", "gates": [{"enter": 1.0, "exit": 2}, {"enter": 3.0}], "hold": {"target_s": {"value": 20}}}
TEXT = "id: a\ngates:\n  - enter: 1.0\n"


@pytest.mark.parametrize(
    ("damage", "sound"), [(damage_bytes, SOUND), (damage_text, TEXT), (damage_tree, TREE)]
)
def test_damage_is_random_and_can_be_repeated(damage, sound):
    made = [damage(Random(seed), sound) for seed in range(200)]
    assert repr(made) == repr([damage(Random(seed), sound) for seed in range(200)])
    changed = [content for content, _ in made if content != sound]
    assert len(changed) > 150
    assert len({repr(content) for content in changed}) > 100
    assert all(how for _, how in made)


def test_what_is_damaged_stays_as_it_was_for_the_next_input():
    before = repr(TREE)
    for seed in range(200):
        damage_tree(Random(seed), TREE)
    assert repr(TREE) == before

"""What is known of a person: the shape of the body, skin, hair and clothes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Phenotype:
    """The shape of a body; every number 0..1, 0.5 is average.

    Attributes:
        male: 0 a woman, 1 a man.
        age: 0 young adult, 1 old.
        muscle: Little to much.
        weight: Thin to heavy.
        height: Short to tall.
        proportions: 0.5 plain, 1 ideal.
        ancestry: Shares of 'african', 'asian', 'caucasian' facial and body shape.
        details: Further shape targets and their weights, e.g. ``(("stomach/stomach-tone-decr", 1.0),)``.
    """

    male: float
    age: float = 0.0
    muscle: float = 0.5
    weight: float = 0.5
    height: float = 0.5
    proportions: float = 0.5
    ancestry: tuple[tuple[str, float], ...] = (("caucasian", 1.0),)
    details: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Look:
    """Skin, hair and clothes. Colours are sRGB hex.

    Attributes:
        skin: Skin colour.
        hair: Hair colour.
        hair_style: 'short', 'long', 'bald', or hair that hangs by its weight: 'pony_tail' or 'loose'.
        shirt: Shirt colour.
        sleeve: Where sleeves end: 0 shoulder, 1 elbow, 2 wrist.
        shirt_slack_m: How far the shirt hangs off the skin.
        legwear: Colour of tights, trousers or shorts.
        leg_end: Where they end: 0 hip, 1 knee, 2 ankle.
        leg_slack_m: How far their lower end hangs off the skin: 0.002 tights, 0.03 wide.
        socks: Colour, None for bare feet.
    """

    skin: str = "c58c6a"
    hair: str = "2b1d14"
    hair_style: str = "short"
    shirt: str = "2f6f9f"
    sleeve: float = 0.62
    shirt_slack_m: float = 0.008
    legwear: str = "30323a"
    leg_end: float = 1.9
    leg_slack_m: float = 0.002
    socks: str | None = "e8e8e4"


@dataclass(frozen=True)
class Person:
    """A body and what it wears."""

    shows: str
    phenotype: Phenotype
    look: Look

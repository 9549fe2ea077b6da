"""Random damage to bytes, to text, and to what a text file says."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

_EXTREMES = (b"\x00" * 4, b"\xff" * 4, b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x80\x00\x00\x00")
_ODD_CHARACTERS = "\0\t\r\n\x85\u2028\ufeff\u202e\"'`{}[]:,&*!%@#|>?-~=+朝\U0001f9d8"
_DEEP = (60, 3_000, 30_000)

ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, "", " ", [], {}, 0, -1, 1, 3, 0.5, -0.0, 1e-320, 1e308, -1e308),
    *(float("nan"), float("inf"), -float("inf"), 10**20, 10**400, "1", "nan", "null", "left", "朝", "é\0"),
    *("{leg}", "{", "}}{", "{0}", "{leg!r:>999999999}", "%s", "=1+1", "<b>", "../../x", "x" * 100_000),
    *([[]], [None], {"": None}, {"a": {"b": 1}}, date(2026, 1, 2), b"\xff\x00", "a\nb", "\u202e", "\x1b[2J"),
)


def damage_bytes(random: Random, data: bytes) -> tuple[bytes, str]:
    """Damages a file's content, once or a few times; also says how."""
    told = []
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        data, what = random.choice(_BYTE_DAMAGES)(random, data)
        told.append(what)
    return data, ", ".join(told)


def damage_tree(random: Random, tree: Any, values: tuple[Any, ...] = ODD_VALUES) -> tuple[Any, str]:
    """Damages what a YAML or JSON file says, once or a few times; also says how."""
    tree, told = deepcopy(tree), []
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        places = list(_places(tree))
        if not places:
            return deepcopy(random.choice(values)), "another value for everything"
        inside, key, path = random.choice(places)
        told.append(f"{_damage_entry(random, inside, key, values)} {path}")
    return tree, ", ".join(told)


def damage_text(random: Random, text: str) -> tuple[str, str]:
    """Damages a text where its syntax can break; also says how."""
    at = random.randrange(len(text) + 1)
    what = random.choice(("character", "line", "half", "nesting", "number"))
    if what == "character":
        return text[:at] + random.choice(_ODD_CHARACTERS) + text[at:], f"an odd character at {at}"
    if what == "line":
        lines = text.splitlines(keepends=True) or [""]
        one = random.randrange(len(lines))
        lines[one] = random.choice(("", " " + lines[one], lines[one] * 2, "\t" + lines[one], lines[one] * 99))
        return "".join(lines), f"line {one + 1} changed"
    if what == "half":
        return text[:at], f"cut at character {at}"
    if what == "nesting":
        opened = random.choice(("[", "{a: ", '{"a":', "- ", "{"))
        times = random.choice(_DEEP)
        return text[:at] + opened * times + text[at:], f"{times} times {opened!r} at {at}"
    return text[:at] + "9" * random.choice((30, 400, 5000)) + text[at:], f"a very long number at {at}"


def _cut(random: Random, data: bytes) -> tuple[bytes, str]:
    at = random.randrange(len(data) + 1)
    return data[:at], f"cut at byte {at}"


def _flip(random: Random, data: bytes) -> tuple[bytes, str]:
    changed, many = bytearray(data), random.choice((1, 1, 3, 10, 100))
    for _ in range(many if data else 0):
        changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(changed), f"{many} bits flipped"


def _header(random: Random, data: bytes) -> tuple[bytes, str]:
    at = random.randrange(min(len(data), 200) + 1)
    return data[:at] + random.randbytes(1) + data[at + 1 :], f"byte {at} changed"


def _extreme(random: Random, data: bytes) -> tuple[bytes, str]:
    at = random.randrange(min(len(data), random.choice((200, 2000, 1_000_000))) + 1)
    field = random.choice(_EXTREMES)
    return data[:at] + field + data[at + len(field) :], f"{field.hex()} at byte {at}"


def _overwrite(random: Random, data: bytes) -> tuple[bytes, str]:
    start, end = _range(random, data)
    fill = random.choice((b"\0", b"\xff", None))
    new = random.randbytes(end - start) if fill is None else fill * (end - start)
    return data[:start] + new + data[end:], f"bytes {start} to {end} overwritten"


def _delete(random: Random, data: bytes) -> tuple[bytes, str]:
    start, end = _range(random, data)
    return data[:start] + data[end:], f"bytes {start} to {end} deleted"


def _repeat(random: Random, data: bytes) -> tuple[bytes, str]:
    start, end = _range(random, data)
    return data[:end] + data[start:], f"bytes {start} to {end} repeated"


def _insert(random: Random, data: bytes) -> tuple[bytes, str]:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.randbytes(random.choice((1, 4, 300))) + data[at:], f"bytes inserted at {at}"


_BYTE_DAMAGES: tuple[Callable[[Random, bytes], tuple[bytes, str]], ...] = (
    *(_cut, _flip, _flip, _header, _header),
    *(_extreme, _extreme, _overwrite, _delete, _repeat, _insert),
)


def _range(random: Random, data: bytes) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 4, 64, 2000)))


def _places(tree: Any, path: str = "") -> Any:
    """Every entry in a tree: what holds it, its key, and the path to it."""
    if isinstance(tree, Mapping):
        entries = list(tree.items())
    elif isinstance(tree, list):
        entries = list(enumerate(tree))
    else:
        return
    for key, value in entries:
        yield tree, key, f"{path}/{str(key)[:20]}"
        yield from _places(value, f"{path}/{str(key)[:20]}")


def _damage_entry(random: Random, inside: Any, key: Any, values: tuple[Any, ...]) -> str:
    what = random.choice(("value", "value", "value", "number", "delete", "repeat", "rename"))
    old = inside[key]
    if what == "number" and isinstance(old, int | float):
        inside[key] = random.choice((-old, old * 1e9, old / 1e9, old + 0.5, str(old), 0))
    elif what == "delete":
        del inside[key]
    elif what == "repeat" and isinstance(inside, list):
        inside[key:key] = [old] * random.choice((1, 3, 300))
    elif what == "rename" and isinstance(inside, dict):
        inside[random.choice((f"{key}_", "", "朝", str(key).upper()))] = inside.pop(key)
    else:
        what, inside[key] = "value", deepcopy(random.choice(values))
    return f"{what} of"

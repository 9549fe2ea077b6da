"""What the installed Streamlit can say."""

import re
from functools import cache
from pathlib import Path

import streamlit

_LITERAL = re.compile(r"`([^`$\\]*)`")
_FOLDER = Path(streamlit.__file__).parent


@cache
def bundle() -> str:
    """The code of its pages, and the module with its message about an error in an app."""
    scripts = sorted((_FOLDER / "static" / "static" / "js").glob("*.js"))
    code = "\n".join(path.read_text("utf-8") for path in scripts)
    error = (_FOLDER / "elements" / "exception.py").read_text("utf-8")
    return code + re.sub(r'"\s*\n\s*"', "", error)


@cache
def literals() -> frozenset[str]:
    """The texts in that code that have nothing filled in."""
    return frozenset(_LITERAL.findall(bundle()))

"""The base of the HTML reports."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from posecoach.records.html_page import render_page

TEMPLATE = """{% extends "base.html" %}
{% block title %}{{ name }}{% endblock %}
{% block style %}.mine { color: red; }{% endblock %}
{% block body %}<p>{{ name }}</p>{% endblock %}
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package with a template of its own."""
    folder = tmp_path / "package_of_a_report"
    (folder / "templates").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return folder.name


def test_a_page_fills_in_the_base_and_escapes_what_it_shows(package: str):
    page = render_page(package, "page.html", name="<b>")
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>&lt;b&gt;</title>" in page
    assert "<p>&lt;b&gt;</p>" in page
    assert page.index(".mine") < page.index("</style>")
    assert "default-src 'none'" in page
    assert page.rstrip().endswith("</html>")


def test_a_value_that_is_missing_is_an_error_and_no_empty_space(package: str):
    with pytest.raises(UndefinedError, match="'name' is undefined"):
        render_page(package, "page.html")

"""Renders reports as HTML pages that load nothing and run no script: one look, one base template."""

from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from posecoach.translation import format_exact, format_number, language, translate, translate_plural


def render_page(package: str, template: str, **values: Any) -> str:
    """Renders a template that extends ``base.html`` as a whole HTML document.

    Args:
        package: The package whose ``templates`` folder has the template.
        template: Its file name.
        **values: What the template shows; strings are escaped.

    Raises:
        jinja2.UndefinedError: if the template uses a value that is not given.
    """
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader("posecoach.records")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        _=translate,
        plural=translate_plural,
        number=format_number,
        exact=format_exact,
        language=language(),
    )
    return environment.get_template(template).render(**values)

"""What templates print is what Jinja prints, though less is wrapped on the way."""

from __future__ import annotations

import jinja2
import pytest
from markupsafe import Markup, escape

from commentariat.engine.templates import TemplateSource, make_environment


class Html:
    """A value that says itself what it is as HTML."""

    def __html__(self) -> str:
        return "<i>html</i>"


class Text(str):
    """A text of a kind of its own, which says more than its letters."""

    def __html__(self) -> str:
        return "<i>text</i>"


VALUES = {
    "plain": "Mara Lindqvist",
    "signs": '<a href="x">R&D\'s</a>',
    "safe": Markup("<b>bold</b>"),
    "html": Html(),
    "text": Text("text"),
    "number": 7,
    "real": 1.5,
    "truth": True,
    "none": None,
    "names": ["<a>", "b"],
    "empty": "",
}
TEMPLATES = {
    "base.html": "<{{ signs }}{% block main %}{{ plain }}{% endblock %}>",
    "page.html": """{% extends "base.html" %}{% block main %}{{ super() }}{% include "_part.html" %}
{% macro show(value) %}({{ value }}{{ caller() if caller is defined }}){% endmacro %}
{% for name in names %}{{ loop.index }}{{ name }}{{ name|upper }}{{ name|safe }}{% endfor %}
{% set kept %}{{ signs }}{{ safe }}{% endset %}{{ kept }}{{ kept|e }}{{ kept ~ signs }}{{ signs ~ plain }}
{{ show(signs) }}{{ show(safe) }}{{ show(kept) }}{% call show(signs) %}{{ signs }}{% endcall %}
{% filter upper %}{{ signs }}{{ plain }}{% endfilter %}{{ names|join(", ") }}{{ [safe, signs]|join(signs) }}
{% autoescape false %}{{ signs }}{{ safe }}{% endautoescape %}{{ "%s %s"|format(plain, signs) }}
{{ plain if truth else signs }}{{ signs[:3] }}{{ "<const>" }}{{ '"' ~ 1 }}{{ (signs|e)|e }}{% endblock %}""",
    "_part.html": "".join(f"{name}={{{{ {name} }}}}\n" for name in VALUES),
}  # fmt: skip


def test_a_template_prints_what_it_prints_in_jinja_as_it_is() -> None:
    ours = make_environment(
        {name: TemplateSource(name, name, text) for name, text in TEMPLATES.items()}
    )
    theirs = jinja2.Environment(
        loader=jinja2.DictLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    expected = theirs.get_template("page.html").render(VALUES)
    assert ours.get_template("page.html").render(VALUES) == expected
    assert "&lt;a href=&#34;x&#34;&gt;R&amp;D&#39;s&lt;/a&gt;" in expected


@pytest.mark.parametrize("sign", "&<>\"'")
def test_every_sign_is_escaped_wherever_it_stands(sign: str) -> None:
    ours = make_environment({"a.html": TemplateSource("a", "a", "{{ value }}")})
    for value in (sign, f"a{sign}", f"{sign}é\n", f"\n😀{sign}b"):
        assert ours.get_template("a.html").render(value=value) == escape(value)

"""What templates print is what Jinja prints, though less is wrapped on the way."""

from __future__ import annotations

from types import CodeType
from typing import Any, cast

import jinja2
import pytest
from markupsafe import Markup, escape
from walking import filled

from commentariat.check.origin import Origin, Tracer
from commentariat.engine.closures import Closures
from commentariat.engine.template_faults import run_problem
from commentariat.engine.template_files import TemplateSource
from commentariat.engine.templates import make_environment
from commentariat.interface.catalog import Catalog, Table, load_catalog
from commentariat.site.views import SiteView


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
    "person": {"name": "<Ada>", "inner": {"name": "R&D", "none": None}, "keys": "k"},
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
{{ plain if truth else signs }}{{ signs[:3] }}{{ "<const>" }}{{ '"' ~ 1 }}{{ (signs|e)|e }}
{{ person.name }}{{ person.inner.name }}{{ person["inner"].name }}{{ person.inner.none }}
{{ person.keys()|list }}{{ person.gone is defined }}{{ html.__html__() }}
{{ person.inner.gone|default(person.name ~ person.inner.name) }}{{ person.name.upper().lower() }}
{% for one in [person] if one.inner.name %}{{ one.inner.name }}{{ loop.last }}{% endfor %}
{% macro deep(one, other=one.inner.name) %}{{ other }}{{ one.name }}{{ varargs }}{{ kwargs }}
{% endmacro %}{{ deep(person) }}{{ deep(person, 1, 2, x=person) }}
{{ person.name if person.inner.none else person.inner.name }}
{% for name in names %}{% set shown = name ~ "!" %}{% include "_shown.html" %}
{% block each scoped %}{{ name }}{% endblock %}{% endfor %}{{ self.each|string is string }}
{% include "_apart.html" without context %}{% include "none.html" ignore missing %}
{% include "_apart.html" ignore missing without context %}{% include ["none.html", "_apart.html"] %}
{% set within %}{% include "_part.html" %}{% endset %}{{ within }}{% from "_apart.html" import two %}
{{ two(signs) }}{{ two(signs, safe) }}{{ two(other=signs, value=1) }}
{% autoescape false %}{{ two(signs) }}{{ two(signs, text)|e }}{% endautoescape %}{% endblock %}""",
    "other.html": """a{% if truth %}{% extends "base.html" %}{% endif %}b
{% block main %}{{ self.more() }}{{ super() }}{% endblock %}{% block more %}{{ safe }}{% endblock %}""",
    "_shown.html": "{{ shown }}{{ plain }}{{ loop is defined }}",
    "_apart.html": """{{ 1 }}{% macro two(value, other="<&>") %}{{ value }}{{ other }}{% endmacro %}""",
    "_part.html": "".join(f"{name}={{{{ {name} }}}}\n" for name in VALUES),
}  # fmt: skip


@pytest.mark.parametrize("name", ["page.html", "other.html"])
def test_a_template_prints_what_it_prints_in_jinja_as_it_is(name: str) -> None:
    ours = make_environment(
        {key: TemplateSource(key, key, text) for key, text in TEMPLATES.items()}
    )
    theirs = jinja2.Environment(
        loader=jinja2.DictLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    expected = theirs.get_template(name).render(VALUES)
    assert ours.get_template(name).render(VALUES) == expected
    assert "&lt;a href=&#34;x&#34;&gt;R&amp;D&#39;s&lt;/a&gt;" in expected


@pytest.mark.parametrize("sign", "&<>\"'")
def test_every_sign_is_escaped_wherever_it_stands(sign: str) -> None:
    ours = make_environment({"a.html": TemplateSource("a", "a", "{{ value }}")})
    for value in (sign, f"a{sign}", f"{sign}é\n", f"\n😀{sign}b"):
        assert ours.get_template("a.html").render(value=value) == escape(value)


@pytest.mark.parametrize("line", [2, 4, 5])
def test_a_fault_is_told_with_its_line_among_others_that_stand_with_it(
    line: int,
) -> None:
    lines = [
        "{% block main %}a {{ 1 }}",
        "b {{ plain }} c",
        "{{ plain }}",
        "d",
        "{{ plain }}",
    ]
    lines[line - 1] += " {{ none.such }} e {{ plain }}"
    text = "\n".join([*lines, "{% endblock %}"])
    sources = {
        "page.html": TemplateSource(
            "page.html", "page.html", '{% extends "base.html" %}'
        ),
        "base.html": TemplateSource("base.html", "base.html", text),
    }
    with pytest.raises(jinja2.UndefinedError) as fault:
        make_environment(sources).get_template("page.html").render(plain="x", none={})
    problem = run_problem(fault.value, sources, "page.html")
    assert (problem.source, problem.line) == ("base.html", line)


def code(text: str = "{{ _('Home') }}", label: str = "a", **more: Any) -> CodeType:
    """Compile a template in an environment of its own."""
    made = make_environment({"a.html": TemplateSource(label, label, text)}, **more)
    root: Any = made.get_template("a.html").root_render_func
    return cast(CodeType, root.__code__)


def test_a_template_is_compiled_once_in_a_process() -> None:
    assert code() is code()


def test_a_template_is_compiled_anew_where_it_says_something_else() -> None:
    shown = []
    for text in ("{{ 1 }}", "{{ 2 }}", "{{ 1 }}"):
        made = make_environment({"a.html": TemplateSource("a", "a", text)})
        shown.append(made.get_template("a.html").render())
    assert shown == ["1", "2", "1"]
    assert code(label="a").co_filename == "a"
    assert code(label="b").co_filename == "b", "faults name it"


def test_a_template_is_compiled_anew_where_its_words_are_others() -> None:
    english = load_catalog("en")
    words = Catalog(Table("xx", "n != 1", {"Home": ("Heim",)}))
    for said, catalog in (("Home", english), ("Heim", words), ("Home", english)):
        source = TemplateSource("a", "a", "{{ _('Home') }}")
        made = make_environment({"a.html": source}, catalog)
        assert made.get_template("a.html").render() == said


def test_a_template_is_compiled_anew_where_it_is_traced() -> None:
    sources = {"a.html": TemplateSource("a", "a", "<p>{{ 1 }}</p>")}
    view = filled(SiteView, language="en", menu=(), footer=())
    for _ in range(2):
        made = make_environment(sources).get_template("a.html").render()
        assert made == "<p>1</p>"
        traced = Tracer(sources, view).trace("a.html", {}, made)
        assert traced is not None
        assert traced.at(3) == Origin("a", 1, "1")


def test_a_template_is_parsed_once_to_be_read_and_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "{% macro twice(a) %}{{ a }}{{ a }}{% endmacro %}{{ twice(_('Home')) }}"
    parsed: list[str] = []
    parse = jinja2.Environment._parse

    def counted(self: jinja2.Environment, source: str, *rest: Any) -> Any:
        parsed.append(source)
        return parse(self, source, *rest)

    monkeypatch.setattr(jinja2.Environment, "_parse", counted)
    monkeypatch.setattr("commentariat.engine.templates._TREES", {})  # others fill it
    alone = code(text, "parsed alone")
    assert parsed == [text]
    sources = {"a.html": TemplateSource("read first", "read first", text)}
    assert Closures(sources).parts("a.html").given == {"twice"}
    made = code(text, "read first")
    assert parsed == [text] * 2
    assert made.co_code == alone.co_code
    assert make_environment(sources).get_template("a.html").render() == "HomeHome"
    code(text, "again")
    assert parsed == [text] * 3, "a tree is used once"

"""Whatever a body holds, nothing of it runs, and it leads where the settings say."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from turbohtml import Element, Namespace, parse

from commentariat.config.origins import SELF, origin_of
from commentariat.engine import embeds
from commentariat.engine.markup import SCHEMES, is_let_through, to_html
from commentariat.engine.markup_rules import MarkupRules

GOOD, EVIL = "https://good.test", "https://evil.test"
NAMED = MarkupRules((GOOD,), (GOOD,), (GOOD,), (GOOD,))
RULES = (
    MarkupRules(),
    NAMED,
    MarkupRules(frames=(GOOD, SELF), forms=(SELF,)),
    MarkupRules(forms=(GOOD,)),
)
ADDRESSES = (
    f"{GOOD}/a", "/a", "files/a", f"{EVIL}/a", "//good.test/a", "//evil.test/a", f"{GOOD}@evil.test",
    f"{GOOD}.evil.test", f"{GOOD}:8/", "http://good.test/", "javascript:x", "java&#10;script:x",
    " javascript:x", "data:text/html,<script>x</script>", "https:evil.test", "https:/evil.test",
    "/\\evil.test", "\\\\evil.test", "/&#9;/evil.test", f"{GOOD}\\@evil.test", "&#1;//evil.test",
    "https&colon;//evil.test", "https://good&period;test/", "https://good.test&num;@evil.test",
    "blob:https://good.test/a", "about:srcdoc", "", " ", "https://good。test",
)  # fmt: skip
NAMES = (
    *sorted(embeds.TAGS), "script", "style", "svg", "math", "noscript", "template", "title", "textarea",
    "xmp", "plaintext", "noembed", "noframes", "object", "embed", "base", "meta", "link", "a", "p", "div",
    "table", "td", "mtext", "annotation-xml", "foreignObject", "desc", "mglyph", "malignmark", "pre",
    "code", "img", "details", "b", "li", "frameset", "frame", "body", "html", "picture",
)  # fmt: skip
KEYS = (
    "src", "srcdoc", "href", "action", "formaction", "poster", "data", "srcset", "onload", "onerror",
    "onclick", "style", "name", "id", "type", "form", "target", "allow", "sandbox", "title", "xlink:href",
    "value", "method", "enctype", "autofocus", "onfocus", "kind", "background", "ping", "encoding",
)  # fmt: skip
VALUES = (
    *ADDRESSES, "x", "image", "password", "file", "submit", "post", "dialog", "text/html", "camera *",
    "</iframe><img src=x onerror=x>", "</textarea><script>x</script>", "<!--", "-->", "]]>", "`", "{{ x }}",
)  # fmt: skip
WORDS = (
    "words", "\n\n", "\n", " ", "<!--", "-->", "<![CDATA[", "]]>", "<?", "&lt;script&gt;", "<", ">", "</",
    "`", "```\n", "    ", "> ", "- ", "[a](", ")", "![b](", '"', "'", "\\", "&#60;script&#62;", "<p",
    "<iframe ",
    "</iframe", "</form ", "<video/src=x onerror=x>", "<svg><style><img src=x onerror=x>",
    "<math><mtext><table><mglyph><style><img src=x onerror=x>", "\x00", "\x0b",
    "<select><iframe src=https://good.test/a></select>", "<a title='</iframe><img src=x onerror=x>'>",
)  # fmt: skip

quoted = st.sampled_from(('"', "'", ""))
attribute = st.builds(
    lambda key, value, sign, case: (
        f" {key.upper() if case else key}={sign}{value}{sign}"
    ),
    st.sampled_from(KEYS), st.sampled_from(VALUES), quoted, st.booleans(),
)  # fmt: skip
opening = st.builds(
    lambda name, attributes, end: f"<{name}{''.join(attributes)}{end}",
    st.sampled_from(NAMES), st.lists(attribute, max_size=4), st.sampled_from((">", "/>", "")),
)  # fmt: skip
closing = st.sampled_from(NAMES).map(lambda name: f"</{name}>")
bodies = st.lists(
    opening | closing | st.sampled_from(WORDS) | st.text(max_size=6), max_size=14
).map("".join)


@settings(max_examples=400, deadline=None)
@given(bodies, st.sampled_from(RULES))
@example(
    '<iframe src="https://good.test/a"><a title="</iframe><img src=x onerror=x>">',
    NAMED,
)
@example(
    "<svg><iframe src=https://good.test/a><a title='</iframe><img src=x onerror=x>'>",
    NAMED,
)
@example(
    "<math><iframe src='https://good.test/a'><style></iframe><img onerror=x></style>",
    NAMED,
)
@example("<form action=https://good.test/a><math><mtext></form><form action=https://evil.test>"
         "<mglyph><svg><mtext><style><path id='</style><img onerror=x src>'>", NAMED)  # fmt: skip
@example("<select><template><iframe src=https://good.test/></template></select>", NAMED)
@example("<textarea></iframe><iframe src=https://evil.test/></textarea>", NAMED)
@example(
    "<form action='https://good.test/'><textarea><form action=https://evil.test>", NAMED
)
@example(
    "<video><video src=https://evil.test/a></video><source src=https://evil.test/b>",
    NAMED,
)
def test_nothing_of_a_body_runs_or_leads_where_it_may_not(
    body: str, rules: MarkupRules
) -> None:
    html = to_html(body, rules)
    document = parse(f"<!DOCTYPE html><html><body><div>{html}</div></body></html>")
    for element in document.select("*"):
        if element.tag not in ("html", "head", "body"):
            judge(element, rules)


def judge(element: Element, rules: MarkupRules) -> None:
    tag = element.tag
    assert element.namespace is Namespace.HTML, tag
    assert is_let_through(tag, rules=rules) or tag == "colgroup", tag
    for key, value in element.attrs.items():
        text = " ".join(value) if isinstance(value, list) else str(value or "")
        if not is_let_through(tag, key, rules):
            # What the program adds itself.
            assert (tag, key) in {("div", "tabindex"), ("div", "aria-label")}, (
                tag,
                key,
            )
        values = embeds.VALUES.get(tag, {}).get(key)
        assert values is None or text.lower() in values
        if key in ("href", "src", "cite", "poster", "action"):
            assert is_harmless(text), (tag, key, text)
    if tag in embeds.LISTS:
        key, name = embeds.LISTS[tag]
        origins = {*getattr(rules, name), *([SELF] if name == "media" else ())}
        if key in element.attrs or tag in ("iframe", "form", "source", "track"):
            assert origin_of(str(element.attrs[key] or "")) in origins, (
                tag,
                element.attrs,
            )
    poster = element.attrs.get("poster")
    assert poster is None or origin_of(str(poster)) in {SELF, *rules.pictures}
    if tag == "iframe":
        assert not element.text
    if tag in embeds.FORM_TAGS - {"form"}:
        assert any(one.tag == "form" for one in outside(element)), tag


def outside(element: Element) -> list[Element]:
    found = []
    parent = element.parent
    while isinstance(parent, Element):
        found.append(parent)
        parent = parent.parent
    return found


def is_harmless(address: str) -> bool:
    """Tell whether *address* has a scheme that is let through, or none."""
    plain = "".join(one for one in address if one > " ")
    scheme, colon, _ = plain.partition(":")
    is_scheme = (
        colon and scheme.replace("+", "").replace("-", "").replace(".", "").isalnum()
    )
    return not is_scheme or scheme.lower() in SCHEMES

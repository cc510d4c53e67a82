"""HTML that is spared the sanitizer: what it would leave as it is, and nothing else."""

from __future__ import annotations

from itertools import product

import pytest

from commentariat.engine import markup
from commentariat.engine.markup_safe import write_if_safe

UNSAFE = (
    "<script>x</script>",
    "<p>a<script>x</script></p>",
    "<SCRIPT>x</SCRIPT>",
    '<p onclick="x">a</p>',
    '<p style="x">a</p>',
    "<p/onclick=x>a</p>",
    '<em class="x">a</em>',
    "<img src=x onerror=x>",
    "<svg><p>a</p></svg>",
    "<style><p>a</p></style>",
    "<iframe></iframe>",
    "<math>a</math>",
    "<!-- a -->",
    "<![CDATA[a]]>",
    "<?php a ?>",
    "<p>a < b</p>",
    "<p>a<</p>",
    "<p",
    "<",
    '<h1 id="a">a</h1>',
    '<h2 id="a" onclick="x">a</h2>',
    '<h2 id="a"><h3 id="b"onclick="x">a</h3>',
    "<h2 id='a'>a</h2>",
    '<ol start="1e9">a</ol>',
    '<ol start="1" reversed>a</ol>',
    '<a href="/a" onclick="x">a</a>',
    '<a href="/a"onclick="x">a</a>',
    '<a  href="javascript:x">a</a>',
    '<a href="javascript:x">a</a>',
    '<a href="JavaScript:x">a</a>',
    '<a href=" javascript:x">a</a>',
    '<a href="java\nscript:x">a</a>',
    '<a href="javascript&colon;x">a</a>',
    '<a href="javascript&#58;x">a</a>',
    '<a href="&#x6a;avascript:x">a</a>',
    '<a href="vbscript:x">a</a>',
    '<a href="data:text/html,x">a</a>',
    '<a href="https:javascript:x">a</a>',
    "<a href=/a>a</a>",
    "<p>a&#60;script&#62;</p>",
    "<p>a&copy;</p>",
    "<p>a & b</p>",
)


@pytest.mark.parametrize("html", UNSAFE)
def test_anything_but_the_tags_of_plain_prose_goes_to_the_sanitizer(html: str) -> None:
    assert write_if_safe(html) is None


def test_plain_prose_is_written_as_the_sanitizer_writes_it() -> None:
    html = (
        '<h2 id="a-b">A &amp; “b”</h2>\n<p>It &quot;is&quot; 1 &lt; 2\xa0km, <em>so</em>\n'
        '<strong>b <a href="/a/?b=1&amp;c#d">e</a></strong>.</p>\n<hr />\n<blockquote>\n'
        '<p>q &gt; r</p>\n</blockquote>\n<ol start="3">\n<li>a</li>\n</ol>\n'
        "<ul>\n<li>\n<p>b</p>\n</li>\n</ul>\n<h6>f</h6>"
    )
    written = write_if_safe(html)
    assert written == markup._CLEANER.clean(html)
    assert "<hr>" in written
    assert '"is" 1 &lt; 2&nbsp;km' in written


HOSTS = (
    "a.b", "example.org", "EXAMPLE.Org", "1.2.3.4", "1.2.3.999", "a.1", "a.0x1f", "a.0xg", "-a.org",
    "a-.org", "a--b.org", "ab--c.org", "xn--a.org", "XN--a.org", "a.xn--b", "localhost", "", ".org",
    "a..org", "a.org.", "a_b.org", "a%41.org", "a@b.org", "a:b@c.org", "a.org:80", "a.org:99999",
    "a.org:x", f"{'a' * 64}.org", f"{'a.' * 200}org", "~.org", "a+b.org", "a,b.org", "a=b.org",
)  # fmt: skip
TAILS = (
    "",
    "/",
    "/a",
    "?a=1&amp;b",
    "#a",
    "/%",
    "/%zz",
    "/a:b@c",
    "//",
    "/../..",
    "/a,b;c",
)
BEFORE = (
    "https://", "http://", "HTTPS://", "https:/", "https:", "https:///", "//", "/", "", "ftp://",
    "mailto:", "tel:", "javascript:", "a:", "#", "?", ".", "..", "../", "%", "+", "-", "1:",
)  # fmt: skip


def test_every_address_is_left_as_the_sanitizer_leaves_it_or_handed_to_it() -> None:
    taken = 0
    for before, host, tail in product(BEFORE, HOSTS, TAILS):
        html = f'<p><a href="{before}{host}{tail}">x</a></p>'
        written = write_if_safe(html)
        assert written is None or written == markup._CLEANER.clean(html), html
        taken += written is not None
    assert taken > 1000

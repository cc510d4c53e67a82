"""Drawings that would run or load are refused; harmless ones are published as they are."""

from __future__ import annotations

import gzip

import pytest
from harness import SiteFolder, article

from commentariat.engine.svg import read_drawing, read_size
from commentariat.kinds import Kind
from commentariat.pipeline import check_site

ROOT = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:h="http://www.w3.org/1999/xhtml" xmlns:ev="http://www.w3.org/2001/xml-events" '
    'xmlns:xi="http://www.w3.org/2001/XInclude" '
    'xmlns:m="http://www.w3.org/1998/Math/MathML" xmlns:y="http://example.org/y#" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 9 9"'
)


def svg(inner: str, attributes: str = "", before: str = "") -> bytes:
    return f"{before}<svg {ROOT} {attributes}>{inner}</svg>".encode()


FAR = "http://tracker.invalid/x"
RUNS = [
    svg("<script>alert(1)</script>"),
    svg('<script href="data:text/javascript,alert(1)"/>'),
    svg("<script><![CDATA[alert(1)]]></script>"),
    svg("<g><g><script/></g></g>"),
    svg("<h:script>alert(1)</h:script>"),
    svg('<h:img src="x" onerror="alert(1)"/>'),
    svg('<h:iframe src="javascript:alert(1)"/>'),
    svg(f'<h:link rel="stylesheet" href="{FAR}"/>'),
    svg('<h:meta http-equiv="refresh" content="0;url=javascript:alert(1)"/>'),
    svg('<x xmlns="http://www.w3.org/1999/xhtml"/>'),
    svg('<foreignObject><body onload="alert(1)"/></foreignObject>'),
    svg("<metadata><script/></metadata>"),
    svg("<handler/>"),
    svg("<listener/>"),
    svg(f'<iframe href="{FAR}"/>'),
    svg(f'<video href="{FAR}"/>'),
    svg(f'<audio src="{FAR}"/>'),
    svg(f'<animation href="{FAR}"/>'),
    svg(f'<embed src="{FAR}"/>'),
    svg("", 'onload="alert(1)"'),
    svg('<rect onclick="alert(1)"/>'),
    svg('<rect ONCLICK="alert(1)"/>'),
    svg('<animate attributeName="r" onbegin="alert(1)"/>'),
    svg('<style onload="alert(1)">a{}</style>'),
    svg('<a href="javascript:alert(1)"><text>x</text></a>'),
    svg('<a href="  JAVA&#9;script:alert(1)"/>'),
    svg('<a href="java&#10;script&#x3A;alert(1)"/>'),
    svg('<a xlink:href="vbscript:x"/>'),
    svg('<a href="data:text/html,&lt;script>alert(1)&lt;/script>"/>'),
    svg('<a href="file:///etc/passwd"/>'),
    svg('<q:a xmlns:q="http://www.w3.org/2000/svg" href="javascript:alert(1)"/>'),
    svg('<a z:href="javascript:x" xmlns:z="http://www.w3.org/1999/xlink"/>'),
    svg('<image href="javascript:alert(1)"/>'),
    svg('<image href="data:image/svg+xml,&lt;svg/>"/>'),
    svg('<use href="data:image/svg+xml;base64,PHN2Zy8+#x"/>'),
    svg('<a><set attributeName="href" to="javascript:alert(1)"/></a>'),
    svg('<a><animate attributeName="xlink:href" values="javascript:x"/></a>'),
    svg('<a><animate attributeName=" href " from="javascript:x"/></a>'),
    svg('<set attributeName="onclick" to="alert(1)"/>'),
    svg('<set attributeName="style" to="fill:red"/>'),
    svg('<set attributeName="nothing-known" to="1"/>'),
    svg('<use href="javascript:alert(1)"/>'),
]
LOADS = [
    svg("", before='<?xml-stylesheet type="text/xsl" href="data:text/xsl,x"?>'),
    svg("", before='<?xml-stylesheet type="text/xsl" href="st.xsl"?>'),
    svg("", before=f'<?xml-stylesheet href="{FAR}"?>'),
    svg("", before='<?XML-StyleSheet href="#x"?>'),
    svg('<?xml-stylesheet href="x"?>'),
    svg(f"<style>@import url({FAR});</style>"),
    svg(f"<style>@import '{FAR}';</style>"),
    svg(f"<style>@IM\\70 ort '{FAR}';</style>"),
    svg(f"<style><![CDATA[@import '{FAR}';]]></style>"),
    svg(f"<style>@im<!-- x -->port '{FAR}';</style>"),
    svg(f"<style>a{{fill:url({FAR})}}</style>"),
    svg(f"<style>a{{fill:url( '{FAR}#a' )}}</style>"),
    svg(f"<style>a{{fill:u\\72l({FAR})}}</style>"),
    svg(f"<style>a{{fill:URL({FAR})}}</style>"),
    svg(f"<style>a{{background:image-set('{FAR}' 1x)}}</style>"),
    svg(f"<style>a{{background:-webkit-image-set('{FAR}' 1x)}}</style>"),
    svg(f"<style>a{{content:src('{FAR}')}}</style>"),
    svg(f"<style>@font-face{{src:url({FAR})}}</style>"),
    svg(f"<style>a{{-moz-binding:url({FAR})}}</style>"),
    svg("<style>a{width:expression(alert(1))}</style>"),
    svg("<style>a{fill:url(data:image/svg+xml,x)}</style>"),
    svg("<style>a{fill:url(javascript:alert(1))}</style>"),
    svg(f"<style>a{{fill:url('#a' x,url({FAR}))}}</style>"),
    svg(f'<rect style="fill:url({FAR})"/>'),
    svg(f'<rect style="fill:\\75rl({FAR})"/>'),
    svg(f'<rect fill="url({FAR}#p)"/>'),
    svg(f'<rect filter="url({FAR}#f)"/>'),
    svg(f'<rect mask="url(&quot;{FAR}#f&quot;)"/>'),
    svg(f'<text cursor="url({FAR}), auto">x</text>'),
    svg(f'<animate attributeName="fill" values="red;url({FAR})"/>'),
    svg(f'<set attributeName="mask" to="url({FAR}#m)"/>'),
    svg(f'<image href="{FAR}.png"/>'),
    svg(f'<image xlink:href="{FAR}.png"/>'),
    svg('<image href="//tracker.invalid/x.png"/>'),
    svg('<image href="/\\tracker.invalid/x.png"/>'),
    svg('<image href="\\\\tracker.invalid/x.png"/>'),
    svg('<image href="/&#9;/tracker.invalid/x.png"/>'),
    svg(f'<use href="{FAR}#a"/>'),
    svg(f'<feImage href="{FAR}"/>'),
    svg(f'<linearGradient href="{FAR}#g"/>'),
    svg(f'<font-face-uri xlink:href="{FAR}"/>'),
    svg(f'<textPath href="{FAR}#p">x</textPath>'),
    svg("", before=f'<!DOCTYPE svg SYSTEM "{FAR}.dtd">'),
]
DECLARES = [
    svg("&a;", before='<!DOCTYPE svg [<!ENTITY a "b">]>'),
    svg("&a;", before=f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{FAR}">]>'),
    svg("", before=f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "{FAR}"> %a;]>'),
    svg("", before='<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>'),
]
NO_SVG = [
    b"",
    b"<html/>",
    b"<svg",
    b"GIF89a",
    svg("&nosuch;"),
    svg('<a href="&#1;javascript:alert(1)"/>'),
    svg("<g></a>"),
    svg("", 'a="1" a="2"'),
    b'<h:svg xmlns:h="http://www.w3.org/1999/xhtml2"/>',
    b'<?xml version="1.0" encoding="utf-7"?><svg/>',
    b'<?xml version="1.0" encoding="shift_jis"?><svg/>',
    b'<?xml version="1.0" encoding="nonsense"?><svg/>',
    svg("") + svg(""),
    gzip.compress(svg(""))[:-9],
    gzip.compress(svg("")) + gzip.compress(svg("<script/>")),
]


@pytest.mark.parametrize("data", RUNS)
def test_what_would_run_is_refused(data: bytes) -> None:
    for packed in (data, gzip.compress(data)):
        fault = read_drawing(packed).fault
        assert fault is not None
        assert "which a browser would run" in str(fault)


@pytest.mark.parametrize("data", LOADS)
def test_what_would_load_is_refused(data: bytes) -> None:
    fault = read_drawing(data).fault
    assert fault is not None
    assert "asks for what is not in it" in str(fault)


@pytest.mark.parametrize("data", DECLARES)
def test_what_declares_entities_is_refused(data: bytes) -> None:
    assert (
        str(read_drawing(data).fault) == "the SVG declares entities, which are refused"
    )


@pytest.mark.parametrize("data", NO_SVG)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    fault = read_drawing(data).fault
    assert fault is not None
    assert str(fault).startswith("expected an SVG picture: ") or "would run" in str(
        fault
    )


PNG = "data:image/png;base64,iVBORw0KGgo="
HARMLESS = [
    svg(""),
    b"<svg/>",
    svg("", before='<?xml version="1.0" encoding="UTF-8"?>'),
    svg("", before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'),
    svg('<linearGradient id="g"><stop offset="0" stop-color="#246"/></linearGradient>'
        '<rect fill="url(#g)" transform="rotate(3) translate(1, 2)"/>'),
    svg('<style>.a{fill:url(#g)} @media (min-width:3px) and (color){a{fill:rgb(1,2,3)}}'
        "@keyframes x{from{transform:rotate(0)}} g:not(.b){filter:blur(2px)}</style>"),
    svg(f"<style>a{{background:url('{PNG}')}} @font-face{{font-family:x;src:"
        "url(data:font/woff2;base64,d09GMg) format('woff2')}</style>"),
    svg('<a href="https://www.example.org/"><text>Quay</text></a><a href="/articles/x/"/>'
        '<a xlink:href="#p" target="_top"/><a href="mailto:a@example.org"/>'),
    svg('<circle r="3"><animate attributeName="r" values="3;9;3" dur="4s" begin="0s;a.click"'
        ' repeatCount="indefinite"/></circle><animateMotion path="M0 0"><mpath href="#p"/>'
        '</animateMotion><set attributeName="fill" to="url(#g)" begin="accessKey(s)"/>'),
    svg(f'<image href="{PNG}" width="1" height="1"/><image xlink:href="photo.jpg"/>'),
    svg('<use href="#p"/><use xlink:href="#p" x="9"/><use href="signs.svg#a"/>'),
    svg('<filter id="f"><feImage href="#p"/><feGaussianBlur stdDeviation="2"/></filter>'),
    svg('<g inkscape:label="Layer (1)" id="f(x)" class="a" data-name="b" aria-label="c"'
        ' role="img" xml:space="preserve" xml:lang="en"/><title>f(x) @ home \\ away</title>'),
    svg('<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<cc:Work xmlns:cc="http://creativecommons.org/ns#" rdf:about="" href="http://a.b/">'
        "</cc:Work></rdf:RDF></metadata><?xpacket begin='' id='W5M0'?><!-- a -->"),
    "<?xml version='1.0' encoding='iso-8859-1'?><svg><title>é</title></svg>".encode(
        "iso-8859-1"
    ),
    "<?xml version='1.0' encoding='utf-16'?><svg><title>é</title></svg>".encode("utf-16"),
    "\ufeff<svg><title>é</title></svg>".encode(),
]  # fmt: skip


@pytest.mark.parametrize("data", HARMLESS)
def test_a_harmless_drawing_is_published_as_it_is(data: bytes) -> None:
    for packed in (data, gzip.compress(data)):
        found = read_drawing(packed)
        assert (found.fault, found.left_out) == (None, ())
        assert found.data == packed


@pytest.mark.parametrize(
    ("inner", "left", "names"),
    [
        ("<unknown/><rect/>", "<rect/>", ("<unknown>",)),
        ("<g><unknown><b a='>'/>t</unknown></g>", "<g></g>", ("<unknown>",)),
        ("<y:a xlink:href='javascript:x'><rect/></y:a >", "", ("<a>",)),
        ("<xi:include href='/etc/passwd' parse='text'/>", "", ("<include>",)),
        ("<m:math><m:maction xlink:href='javascript:x'/></m:math>", "", ("<math>",)),
        ("<ev:listener event='click'/>", "", ("<listener>",)),
        ("<cursor href='http://tracker.invalid/'/>", "", ("<cursor>",)),
        ("<rect  ping = 'http://tracker.invalid/' x='1'/>", "<rect x='1'/>", ("ping",)),
        ('<rect ev:event="click" y="1"/>', '<rect y="1"/>', ("ev:event",)),
        ("<g xml:base='//tracker.invalid/' id='a'/>", "<g id='a'/>", ("xml:base",)),
        ("<?php echo 1 ?><g/>", "<g/>", ("<?php?>",)),
        ("<é ö='ü'/>ß<g y:z='' à='>'/>", "ß<g/>", ("<é>", "y:z", "à")),
    ],
)
def test_what_no_browser_knows_is_left_out_and_told(
    inner: str, left: str, names: tuple[str, ...]
) -> None:
    found = read_drawing(svg(inner))
    assert (found.fault, found.left_out) == (None, names)
    assert found.data == svg(left)
    assert read_drawing(gzip.compress(svg(inner))).data != gzip.compress(svg(inner))


def test_a_drawing_unfolds_into_a_bounded_number_of_parts() -> None:
    uses = "".join(
        f'<g id="a{n}">{f"""<use href="#a{n + 1}"/>""" * 2}</g>' for n in range(17)
    )
    assert "unfolded" in str(read_drawing(svg(f'{uses}<g id="a17"/>')).fault)
    few = "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(300))
    assert read_drawing(svg(few)).fault is None
    circle = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'
    assert read_drawing(svg(circle)).fault is None


def test_a_drawing_is_deep_within_bounds() -> None:
    assert read_drawing(svg("<g>" * 300 + "</g>" * 300)).fault is None
    assert "400" in str(read_drawing(svg("<g>" * 100_000 + "</g>" * 100_000)).fault)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 40 30"', (40, 30)),
        ('viewBox="-5,-5 40.4,29.6"', (40, 30)),
        ('width="10cm" height="5.5cm"', (10, 6)),
        ('width="40" height="30px"', (40, 30)),
        ('viewBox="0 0 %s 30"' % ("9" * 400), (0, 0)),
        ('viewBox="0 0 40 1e999"', (0, 0)),
        ('viewBox="0 0 inf nan"', (0, 0)),
        ('viewBox="0 0 -40 30"', (0, 0)),
        ('viewBox="0 0 0 0"', (0, 0)),
        ('viewBox="0 0 40"', (0, 0)),
        ('width="100%" height="100%"', (0, 0)),
        ('width="200000" height="1"', (0, 0)),
        ("", (0, 0)),
    ],
)  # fmt: skip
def test_a_size_that_no_page_can_use_is_none(
    attributes: str, size: tuple[int, int]
) -> None:
    data = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()
    assert read_size(data) == read_size(gzip.compress(data)) == size


@pytest.mark.parametrize(
    "data", [b"", b"<svg", b"<html viewBox='0 0 1 1'/>", b"\x1f\x8b", b"\0" * 2**20]
)
def test_what_is_no_drawing_has_no_size(data: bytes) -> None:
    assert read_size(data) == (0, 0)


def test_a_drawing_with_an_absurd_size_is_shown_without_one(site: SiteFolder) -> None:
    big = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {"9" * 400} 3"/>'
    site.write("content/files/big.svg", big)
    text = article("A", image="files/big.svg", image_alt="A line")
    site.write("content/articles/a.md", text)
    assert site.build().problems == ()
    assert (
        "width="
        not in site.page("articles/a/").partition("big.svg")[2].partition(">")[0]
    )


@pytest.mark.parametrize("name", ["h.svg", "h.SVG", "h.svgz", "deep/er/h.Svg"])
def test_a_drawing_that_runs_is_named_with_its_line(
    site: SiteFolder, name: str
) -> None:
    data = svg("\n\n<script/>")
    data = gzip.compress(data) if name.endswith("z") else data
    site.write("content/articles/a.md", article("A")).write(
        f"content/files/{name}", data
    )
    said = (
        f"content/files/{name}:3: the SVG holds a <script>, which a browser would run"
    )
    assert site.build().problems == (said,)
    found = [str(one) for one in check_site(site.options()).problems]
    assert said in found


def test_what_is_left_out_of_a_drawing_is_asked_about(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A"))
    site.write("content/files/d.svg", svg("<y:thing/><rect/>")).build()
    assert site.output()["files/d.svg"] == svg("<rect/>")
    for _ in range(2):
        points = check_site(site.options()).open_points
        told = [str(one) for one in points if one.message.kind is Kind.SVG_LEFT_OUT]
        assert told == [
            "content/files/d.svg:1: the SVG is published without what no browser knows: <thing>"
        ]
        site.build()

"""What a drawing may be made of: the names of SVG 1.1 and 2 that neither run nor load."""

from __future__ import annotations

from typing import Final

SVG: Final = "http://www.w3.org/2000/svg"
XHTML: Final = "http://www.w3.org/1999/xhtml"
XLINK: Final = "http://www.w3.org/1999/xlink"
XML: Final = "http://www.w3.org/XML/1998/namespace"

ELEMENTS: Final = frozenset(
    """
    a altGlyph altGlyphDef altGlyphItem animate animateColor animateMotion
    animateTransform circle clipPath color-profile defs desc ellipse feBlend
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence filter flowDiv flowPara flowRegion
    flowRoot flowSpan font font-face font-face-format font-face-name font-face-src
    font-face-uri g glyph glyphRef hatch hatchpath hkern image line linearGradient marker
    mask mesh meshgradient meshpatch meshrow metadata missing-glyph mpath path pattern
    polygon polyline radialGradient rect set solidcolor stop style svg switch symbol text
    textPath title tref tspan use view vkern
    """.split()
)
ACTIVE: Final = frozenset(
    """
    animation audio canvas embed foreignObject handler iframe link listener object param
    prefetch script source track video
    """.split()
)
"""Of the same namespace: what runs, or is there to load something."""
ANIMATING: Final = frozenset(
    ("animate", "animateColor", "animateMotion", "animateTransform", "set")
)

_CORE: Final = """
    class content id lang name role tabindex title baseProfile version contentScriptType
    contentStyleType zoomAndPan
"""
TEXT_ATTRIBUTES: Final = frozenset(_CORE.split())
"""Whose values are words, which no browser reads as a style or an address."""
PRESENTATION: Final = """
    alignment-baseline background-color baseline-shift clip clip-path clip-rule color
    color-interpolation color-interpolation-filters color-profile color-rendering cursor
    direction display dominant-baseline enable-background fill fill-opacity fill-rule
    filter flood-color flood-opacity font font-family font-feature-settings font-kerning
    font-size font-size-adjust font-stretch font-style font-variant
    font-variant-alternates font-variant-caps font-variant-east-asian
    font-variant-ligatures font-variant-numeric font-variant-position
    font-variation-settings font-weight glyph-orientation-horizontal
    glyph-orientation-vertical image-rendering inline-size isolation kerning
    letter-spacing lighting-color line-height marker marker-end marker-mid marker-start
    mask mask-border mask-clip mask-composite mask-image mask-mode mask-origin
    mask-position mask-repeat mask-size mask-type mix-blend-mode opacity overflow
    paint-order pointer-events rotation shape-inside shape-margin shape-padding
    shape-rendering shape-subtract solid-color solid-opacity stop-color stop-opacity
    stroke stroke-alignment stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor
    text-decoration text-decoration-color text-decoration-line text-decoration-style
    text-indent text-orientation text-overflow text-rendering text-transform transform-box
    transform-origin unicode-bidi unicode-range vector-effect vertical-align visibility
    white-space word-spacing writing-mode
"""
_GEOMETRY: Final = """
    accent-height alphabetic amplitude arabic-form ascent attributeName attributeType
    autoReverse azimuth baseFrequency bbox begin bias by calcMode cap-height clipPathUnits
    cx cy d dec descent diffuseConstant divisor download dur dx dy edgeMode elevation end
    exponent externalResourcesRequired filterRes filterUnits focusHighlight focusable
    format fr from fx fy g1 g2 glyph-name glyphRef gradientTransform gradientUnits
    hanging hatchContentUnits hatchUnits height horiz-adv-x horiz-origin-x horiz-origin-y
    hreflang ideographic in in2 intercept k k1 k2 k3 k4 kernelMatrix kernelUnitLength
    keyPoints keySplines keyTimes lengthAdjust limitingConeAngle local markerHeight
    markerUnits markerWidth maskContentUnits maskUnits mathematical max media method min
    mode numOctaves offset operator order orient orientation origin overline-position
    overline-thickness panose-1 path pathLength patternContentUnits patternTransform
    patternUnits pitch points pointsAtX pointsAtY pointsAtZ preserveAlpha
    preserveAspectRatio primitiveUnits r radius refX refY rel rendering-intent repeatCount
    repeatDur requiredFeatures requiredExtensions requiredFonts requiredFormats restart
    result rotate rx ry scale seed side slope spacing specularConstant specularExponent
    spread spreadMethod startOffset stdDeviation stemh stemv stitchTiles
    strikethrough-position strikethrough-thickness string surfaceScale systemLanguage
    tableValues target targetX targetY textLength to transform type u1 u2
    underline-position underline-thickness unicode units-per-em v-alphabetic v-hanging
    v-ideographic v-mathematical values vert-adv-y vert-origin-x vert-origin-y viewBox
    viewTarget width widths x x-height x1 x2 xChannelSelector y y1 y2 yChannelSelector z
"""
ATTRIBUTES: Final = frozenset((PRESENTATION + _GEOMETRY).split())
"""Whose values are judged as styles are; an address is judged as one, `style` too."""

EDITORS: Final = (
    "adobe:ns:meta/",
    "http://creativecommons.org/ns#",
    "http://inkscape.sourceforge.net/",
    "http://krita.org/",
    "http://ns.adobe.com/",
    "http://purl.org/dc/",
    "http://schema.org/",
    "http://schemas.microsoft.com/visio/",
    "http://sodipodi.sourceforge.net/",
    "http://vectornator.io",
    "http://web.resource.org/cc/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.corel.com/coreldraw/",
    "http://www.figma.com/figma/",
    "http://www.inkscape.org/namespaces/",
    "http://www.serif.com/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://xml.openoffice.org/",
    "http://xmlns.com/foaf/",
    "https://boxy-svg.com",
    "urn:oasis:names:tc:opendocument:",
)
"""How the namespaces begin in which drawing programs and libraries note something."""

PICTURES: Final = ("png", "jpeg", "jpg", "gif", "webp", "avif", "bmp")
INSTRUCTIONS: Final = frozenset(("xpacket", "adobe-xap-filters"))
"""Processing instructions that only programs other than browsers know."""

CSS_RULES: Final = frozenset(
    """
    charset container counter-style font-face font-feature-values keyframes layer media
    page property supports -moz-keyframes -o-keyframes -webkit-keyframes
    """.split()
)
CSS_FUNCTIONS: Final = frozenset(
    """
    abs acos asin atan atan2 blur brightness calc circle clamp color color-mix
    conic-gradient contrast cos cubic-bezier dir drop-shadow ellipse env exp format
    grayscale has host hsl hsla hue-rotate hwb hypot inset invert is lab lang lch
    linear linear-gradient local log matrix matrix3d max min minmax mod not nth-child
    nth-last-child nth-last-of-type nth-of-type oklab oklch opacity path perspective
    polygon pow radial-gradient ray rect rem repeat repeating-conic-gradient
    repeating-linear-gradient repeating-radial-gradient rgb rgba rotate rotate3d rotatex
    rotatey rotatez round saturate scale scale3d scalex scaley scalez selector sepia sign
    sin skew skewx skewy slotted sqrt steps supports symbols tan tech translate
    translate3d translatex translatey translatez var where xywh icc-color accesskey
    device-cmyk child wallclock
    """.split()
)
"""Functions of styles, transformations and times, all of which only compute."""

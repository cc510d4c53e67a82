"""
HTML that is safe as it stands: the sanitizer would only write it in its own way.

A body that was converted natively holds a handful of tags, its own text escaped, and
addresses. One look finds whether there is anything else in it: another tag or
attribute, an address that could be a script's, a reference to a character. Then it is
for the sanitizer, as all that Python-Markdown made is. What is left is written as the
sanitizer would write it: the same bytes, without building a document of them.
"""

from __future__ import annotations

import re
from typing import Final

# An address that the sanitizer's reader of URLs cannot take for another, or for none:
# of the web with a plain name of a host, or of this site, without a colon in it.
_LABEL: Final = r"[A-Za-z0-9]++(?:-[A-Za-z0-9]++)*+"
_HOST: Final = rf"(?:{_LABEL}\.)+[A-Za-z]{{2,}}"
_LETTERS: Final = r"A-Za-z0-9/?=.,_~%+@\#-"
_ADDRESS: Final = (
    rf"(?:https?://{_HOST}(?:[/?\#](?:[:{_LETTERS}]++|&amp;)*+)?"
    rf"|(?:[{_LETTERS}]++|&amp;)++)"
)
# A heading of the first level is to be made one of the second.
_TAGS: Final = (
    rf"/?+(?:p|em|a href=\"{_ADDRESS}\"|strong|li|ul|ol|blockquote|h[2-6]|a"
    r"|h[2-6] id=\"[^\"<>&\xa0]*\")>"
    r"|hr />"
    r"|ol start=\"[0-9]{1,9}\">"
)
_OTHER_TAG: Final = re.compile(rf"<(?!{_TAGS})")
_OTHER_REFERENCE: Final = re.compile("&(?!(?:amp|lt|gt|quot);)")


def write_if_safe(html: str) -> str | None:
    """
    Write well-formed *html* as the sanitizer would; None where that is for it to do.

    Elements are taken to be closed in their order, as a converter closes them.
    """
    if _OTHER_TAG.search(html):
        return None
    if "&" in html:
        if _OTHER_REFERENCE.search(html):
            return None
        html = html.replace("&quot;", '"')
    if "\xa0" in html:
        html = html.replace("\xa0", "&nbsp;")
    return html.replace("<hr />", "<hr>")

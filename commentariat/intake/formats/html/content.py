"""What of a page is the piece: its title, what stands above it, its text, what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commentariat.archive.text import fold, fold_key
from commentariat.intake.formats.html.addresses import fragment_of
from commentariat.intake.formats.html.bylines import is_name_like, said_by
from commentariat.intake.formats.html.datelines import (
    find_date,
    looks_like_date,
    rest_of_day,
)
from commentariat.intake.formats.html.flows import Flow, flows_of
from commentariat.intake.formats.html.formulas import is_shown_again
from commentariat.intake.formats.html.notes import Notes, find_notes
from commentariat.intake.formats.html.tree import (
    BLOCKS,
    GOOD,
    HEADINGS,
    UNREAD,
    Element,
    Page,
    Text,
    words_of,
)
from commentariat.intake.formats.html.words import (
    begins_related,
    begins_related_surely,
    is_furniture,
    is_rights,
    is_tags,
    outlet_in,
    tells_event,
)
from commentariat.intake.formats.html.zones import (
    find_zone,
    head_zone_of_names,
    is_aside_in_line,
    is_hidden,
    zone_of_names,
)
from commentariat.intake.pages.model import Label
from commentariat.intake.phrases.fixed_lines import ABOUT_AUTHOR, says
from commentariat.intake.phrases.labels import read_byline, read_published

_COMMENTS: Final = re.compile(r"comment|respond|disqus|replies|thread")
_ASIDE: Final = re.compile(
    r"related|sidebar|recommend|popular|latest|trending|footer|widget"
)
_OF_BODY: Final = re.compile(
    r"(?:^|[\s_-])(?:entry-content|post-content|article-body|article__body|articlebody|"
    r"story-body|post-body|article-content|article__content|body-copy|bodycopy|rich-text|"
    r"field-name-body|field--name-body|e-content|wysiwyg|prose|post-entry|blog-post-content)"
    r"(?:[\s_-]|$)"
)
_OF_META: Final = re.compile(
    r"(?:entry|post|article|story|node|page|blog)[-_]*(?:meta|info|details|data)|"
    r"(?:^|\s)(?:meta|submitted|postmetadata|dateline)(?:\s|$)"
)
_MUCH: Final = 400
"""Signs of good paragraphs beside which others are no whole text."""
_TO_PERSON: Final = re.compile(
    r"/(?:authors?|autor(?:en|es)?|people|person|experts?|staff|contributors?|profile|team|"
    r"scholars?|fellows?|writers?|by|users?|mitarbeiter|redaktion|editors?|reporters?|journalists?|"
    r"bloggers?|columnists?|newsteam|members?|profil|verfasser|auteurs?|autori?|interviewer|"
    r"userprofile|(?:our|meet-the)[-_](?:team|people|professionals)|crew|autores|redacteurs?|"
    r"journalistes|skribent(?:er)?|kolumnen|columnistas)/[^/]|/@\w|[?&](?:amp;)?author=\w"
)
_LONGEST_HEAD: Final = {
    Label.BYLINE: 300,
    Label.PUBLISHED: 90,
    Label.DEK: 600,
    Label.TYPE_LABEL: 60,
    Label.IMAGE_CREDIT: 160,
}
_LONGEST_ANCHOR: Final = 3
_OF_SENTENCE: Final = 30
"""Signs around what is within a sentence."""
_SHORT: Final = 60
_MOST_BELOW: Final = 60
"""Blocks behind a heading in which text would say that it is one of the text."""
_MOST_OF_HEAD: Final = 8
"""Blocks behind the first good one in which a byline makes that a part of the head."""
_SIGNED: Final = (Label.BYLINE, Label.PUBLISHED)
_LONGEST_SIGNED: Final = 120
_LONGEST_LABEL: Final = 40
_LONGEST_DEK: Final = 450
_LONGEST_TITLE: Final = 400
_PARTS_OF_TITLE: Final = re.compile(r"\s+[|•·»–—:-]+\s+|\s*\|\s*|::")
_ENDS_SENTENCE: Final = re.compile(r"[.!?…。؟۔][\"”’»)\]]*$")


class Content:
    """A page, parted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.title: Flow | None = None
        self.flows: list[Flow] = []
        """All blocks from the title on to the end of the text, each with its label."""
        self.text_labels: dict[int, Label] = {}
        """Labels of texts that stand in no element of their own, by where they begin."""
        self.root = page.root
        """The element in which the text stands."""
        self.notes = Notes()
        self.titles: tuple[str, ...] = ()
        """What the head says is its title, and the parts of that, folded."""
        self.guessed: tuple[tuple[str, ...], int] | None = None
        """Names that nothing but a day beside them proves, and where they begin."""

    @property
    def body(self) -> Iterator[Flow]:
        """The blocks of the text."""
        return (flow for flow in self.flows if flow.label is None)

    def of(self, *labels: Label) -> list[Flow]:
        """List the blocks of these *labels*."""
        return [flow for flow in self.flows if flow.label in labels]


def find_content(
    page: Page, *, description: str = "", shared: frozenset[str] = frozenset()
) -> Content:
    """
    Find on *page* what is the piece.

    *description* is what its head says it is about; lines whose digests are *shared*
    are the site's.
    """
    found = Content(page)
    body = next((one for one in page.root.children if _is(one, "body")), page.root)
    assert isinstance(body, Element)
    total = body.good
    _mark_zones(body, total)
    _mark_anchors(page)
    found.root = _choose(body)
    found.notes = find_notes(page, found.root)
    titles = head_titles(page)
    found.titles = (*titles, *_parts_of(page))
    title = _find_title(page, body, found.root, titles)
    flows = _arrange(body, found, title)
    _label_head(found, flows, fold(description), titles)
    _label_rest(flows, shared)
    found.flows = flows
    _note_labels(found)
    return found


def _is(node: Element | Text, name: str) -> bool:
    return isinstance(node, Element) and node.name == name


# -- Zones ----------------------------------------------------------------------


def _mark_zones(element: Element, total: int) -> None:
    """Mark what is none of the text by what is said of it; count what is good anew."""
    good = own_good = element.good
    within = 0
    for child in element.children:
        if not isinstance(child, Element) or child.name in UNREAD:
            continue
        own_good -= child.good
        zone = find_zone(child)
        if zone is None and is_shown_again(child, element):
            zone = Label.NAVIGATION
        if zone is not None and (
            _is_in_line(child, element) or _is_of_quotation(child)
        ):
            zone = None
        if zone is None and child.name in ("header", "form"):
            zone = _judge_box(child, total)
        if zone is not None and not _is_text_after_all(child, total):
            child.zone = zone
            continue
        _mark_zones(child, total)
        within += child.good
    element.good = min(own_good + within, good)


def _mark_anchors(page: Page) -> None:
    """Mark signs and numbers beside headings and paragraphs that lead to these."""
    for link in page.links:
        href = link.get("href")
        if not href.startswith("#") or link.length > _LONGEST_ANCHOR or len(href) < 2:
            continue
        target = page.ids.get(fragment_of(href))
        if target is not None and link.is_within(target):
            link.zone = Label.NAVIGATION


def _is_in_line(element: Element, parent: Element) -> bool:
    """Tell whether *element* is a few words of a sentence, whatever it is called."""
    if element.name in BLOCKS or element.has_blocks or not element.names:
        return False
    if element.name in ("button", "select", "textarea") or is_aside_in_line(
        element.names
    ):
        return False
    return parent.own - element.length >= _OF_SENTENCE and not is_hidden(element)


def _is_of_quotation(element: Element) -> bool:
    """Tell the footer of a quotation, which says whose words these are."""
    if element.name != "footer" or (
        element.names and zone_of_names(element.names) is not None
    ):
        return False
    return any(up.name == "blockquote" for up in element.ancestors)


def _judge_box(element: Element, total: int) -> Label | None:
    """Tell whether a header or a form is one of the page, and not of the piece."""
    if element.name == "form":
        return (
            Label.NAVIGATION if element.good * 3 < total or not element.good else None
        )
    if any(up.name in ("article", "main") for up in element.ancestors):
        return None
    has_title = any(one.name in HEADINGS for one in element.inner)
    return None if has_title or element.good else Label.NAVIGATION


def _is_text_after_all(element: Element, total: int) -> bool:
    """Tell whether so much of the page's text is in *element* that it must be the text."""
    if element.good < 200:
        return False
    outside = total - element.good
    if element.name in ("footer", "nav"):
        return any(one.name == "h1" for one in element.inner)
    if _COMMENTS.search(element.names):
        return outside < GOOD
    if outside * 4 < element.good and (
        outside < 4 * _MUCH or element.good > 8 * outside
    ):
        return True
    is_dense = 4 * element.linked > element.length
    is_aside = element.name == "aside" or _ASIDE.search(element.names)
    if 3 * element.good > total and not is_dense and not is_aside:
        return True
    has_title = any(one.name == "h1" for one in element.inner)
    return has_title and (outside < element.good or element.good > 2 * _MUCH)


# -- The element of the text -------------------------------------------------------


def _choose(body: Element) -> Element:
    bodies: list[Element] = []
    articles: list[Element] = []
    mains: list[Element] = []
    named: list[Element] = []
    for one in _unzoned(body):
        if one.get("itemprop") == "articleBody":
            bodies.append(one)
        elif one.name == "article" or one.get("itemtype").endswith("Article"):
            articles.append(one)
        elif one.name == "main" or one.get("role") == "main":
            mains.append(one)
        elif one.names and one.name in BLOCKS and _OF_BODY.search(one.names):
            named.append(one)
    total = body.good
    for found, share in ((bodies, 0.35), (articles, 0.4), (named, 0.5)):
        if not found:
            continue
        best = max(found, key=lambda one: one.good)
        if found is bodies and len(found) > 1:
            best = _common(found)
        if best.good < share * total or (not best.good and found is not articles):
            continue
        return _widened(best)
    main = max(mains, key=lambda one: one.good, default=body)
    if main.good < 0.5 * total:
        main = body
    return main if total < _MUCH else _narrowed(main)


def _unzoned(element: Element) -> Iterator[Element]:
    for child in element.children:
        if (
            isinstance(child, Element)
            and child.zone is None
            and child.name not in UNREAD
        ):
            yield child
            yield from _unzoned(child)


def _common(elements: list[Element]) -> Element:
    """Find the nearest element that holds all of *elements*."""
    first = [elements[0], *elements[0].ancestors]
    for one in elements[1:]:
        around = {id(up) for up in (one, *one.ancestors)}
        first = [up for up in first if id(up) in around]
    return first[0]


def _widened(element: Element) -> Element:
    """Give the article around *element*, where that holds little else."""
    for up in element.ancestors:
        if up.name == "body":
            break
        if up.name == "article" or up.get("itemtype").endswith("Article"):
            if up.good <= 1.6 * element.good:
                return up
            break
    return element


def _narrowed(element: Element) -> Element:
    """Go down from *element* as long as nearly all that is good stands in one box."""
    while element.good:
        inner = [
            one
            for one in element.children
            if isinstance(one, Element) and one.zone is None and one.name not in UNREAD
        ]
        best = max(inner, key=lambda one: one.good, default=None)
        if best is None or best.good < 0.85 * element.good:
            return element
        if best.name in ("p", "li", "blockquote", "ul", "ol", "dl", "pre", *HEADINGS):
            return element
        element = best
    return element


# -- The title ----------------------------------------------------------------------


def head_titles(page: Page) -> tuple[str, ...]:
    """List what the head of *page* says is its title, folded: the surest first."""
    folded = (fold(one) for one in _said_titles(page))
    return tuple(dict.fromkeys(one for one in folded if one))


def _said_titles(page: Page) -> list[str]:
    found: list[str] = []
    head = next((one for one in page.root.children if _is(one, "head")), None)
    inner = head.inner if isinstance(head, Element) else []
    for one in inner:
        key = one.get("property") or one.get("name")
        if one.name == "meta" and key.lower() in _TITLES:
            found.append(one.get("content"))
    for one in inner:
        if one.name == "title":
            found.append(" ".join(text.data for text in one.texts))
    return found


_TITLES: Final = ("og:title", "twitter:title", "citation_title")


def _parts_of(page: Page) -> tuple[str, ...]:
    """List the parts of what the head says is the title: its site, its section, itself."""
    return tuple(
        dict.fromkeys(
            folded
            for title in _said_titles(page)
            for part in _PARTS_OF_TITLE.split(title)
            if " " in (folded := fold(part))
        )
    )


def _leads_home(heading: Element) -> bool:
    """Tell a heading that is a link to the front page: the name of the site."""
    return any(
        one.name == "a"
        and one.length * 10 >= heading.length * 9
        and _HOME.fullmatch(one.get("href").strip()) is not None
        for one in heading.inner
    )


_HOME: Final = re.compile(
    r"(?:(?:https?://web\.archive\.org)?/web/\d+[a-z_]*/)?(?:(?:https?:)?//[^/?#]+)?/?"
    r"(?:(?:index|home|default)\.\w{3,5})?(?:#.*)?",
    re.IGNORECASE,
)


def _find_title(
    page: Page, body: Element, root: Element, titles: tuple[str, ...]
) -> Element | None:
    """Find the heading that is the title, within *root* or before it."""
    best: Element | None = None
    rank: tuple[int, ...] = ()
    begin = root.start
    for number, one in enumerate(_headings(body, root)):
        words = fold(words_of(one))
        if not words or len(words) > _LONGEST_TITLE or _leads_home(one):
            continue
        is_first = one.name == "h1"
        is_within = one.is_within(root)
        if not is_within and begin >= 0 and one.start > begin:
            continue
        equal = words in titles
        alike = equal or any(
            title.startswith(words) or title.endswith(words) or words.startswith(title)
            for title in titles
            if len(words) * 5 >= len(title)
        )
        if not (is_first or (alike and number < 12)):
            continue
        found = (
            equal,
            alike and is_within,
            is_first and is_within,
            alike,
            is_first,
            len(words) if alike else 0,
            -number,
        )
        if best is None or found > rank:
            best, rank = one, found
    if best is None or not rank[3]:
        said = (*titles, *_parts_of(page))
        return _find_zoned_title(body, root, said) or best
    return best


def _find_zoned_title(
    body: Element, root: Element, titles: tuple[str, ...]
) -> Element | None:
    """Find the heading above the text that says the whole title, in whatever box it is."""
    begin = root.start
    for one in body.inner:
        if one.name not in HEADINGS:
            continue
        is_above = begin < 0 or one.start < begin or one.is_within(root)
        words = fold(words_of(one)) if is_above else ""
        if " " in words and words in titles:
            return one
    return None


def _headings(body: Element, root: Element) -> Iterator[Element]:
    """Give the headings of *body*, and of parts of it that stand above the text."""
    for one in body.inner:
        if one.name in HEADINGS and one.length:
            zoned = [up for up in (one, *one.ancestors) if up.zone is not None]
            if not zoned or (
                one.name == "h1" and zoned[0].name in ("header", "hgroup")
            ):
                yield one


# -- Flows ---------------------------------------------------------------------------


def _arrange(body: Element, found: Content, title: Element | None) -> list[Flow]:
    """List the blocks from the title, or the beginning of the text, to its end."""
    root = found.root
    inside = list(flows_of(root))
    if title is None:
        return inside
    if title.is_within(root):
        found.title = next((one for one in inside if one.element is title), None)
        return inside
    for up in (title, *title.ancestors):
        up.zone = None
    around = _common([title, root])
    kept, root.zone = root.zone, Label.BODY
    outer = list(flows_of(around))
    root.zone = kept
    places = {id(one.element): at for at, one in enumerate(outer) if one.element}
    first = places.get(id(title), -1)
    if first < 0:
        return inside
    found.title = outer[first]
    last = places.get(id(root), 0)  # it has none within what is one block: a table
    return [*outer[first : max(last, first + 1)], *inside]


def _is_good(flow: Flow) -> bool:
    length = flow.length
    if flow.is_heading or flow.label is not None:
        return False
    return length >= GOOD and 2 * flow.linked < length


def _label_head(
    content: Content, flows: list[Flow], description: str, titles: tuple[str, ...]
) -> None:
    """Label what stands above the text: title, dek, byline, date, and furniture."""
    title = content.title
    at = flows.index(title) if title is not None else -1
    if title is not None:
        title.label = Label.TITLE
    box = _header_of(title)
    begin = _end_of_head(content, flows, at, box)
    is_told = has_dek = False
    for number in range(begin - 1, -1, -1):
        flow = flows[number]
        if flow.label is not None or (not flow.length and flow.name != "figure"):
            continue
        label = _label_by_place(flow, content)
        if _is_figure(flow):
            label = None if _shows_picture(flow) else Label.NAVIGATION
        elif label is None and not _is_good(flow):
            label = _label_by_words(flow, description)
        if label is None and number < at and not (_is_good(flow) or _is_figure(flow)):
            label = _label_above(flow)
        is_below = at >= 0 and at < number <= at + 3
        if label is None and is_below and _may_be_dek(flow):
            if box is not None and has_dek and _is_within(flow, box):
                label = Label.NAVIGATION
            elif is_told and not has_dek:
                label = Label.DEK
        if label is None and title is None and fold(flow.words) in titles:
            label = Label.TITLE
            content.title = flow
        flow.label = label
        is_told = is_told or label in (Label.BYLINE, Label.PUBLISHED)
        has_dek = has_dek or label is Label.DEK


def _header_of(title: Flow | None) -> Element | None:
    """Find the element that holds the title and what is said of the piece."""
    if title is None or title.element is None:
        return None
    for up in title.element.ancestors:
        if up.name in ("header", "hgroup"):
            return up
    return None


def _is_within(flow: Flow, element: Element) -> bool:
    first = flow.element or (flow.nodes[0].parent if flow.nodes else None)
    return first is not None and first.is_within(element)


def _end_of_head(
    content: Content, flows: list[Flow], at: int, box: Element | None
) -> int:
    """Find the first block of the text: a good one, with no byline or day soon behind."""
    begin = at + 1
    while begin < len(flows):
        flow = flows[begin]
        is_text = _is_good(flow) and not _is_figure(flow)
        is_text = is_text and not (box is not None and _is_within(flow, box))
        if is_text and _label_by_place(flow, content) is None:
            break
        begin += 1
    seen = 0
    said = ""
    for number in range(begin, min(begin + _MOST_OF_HEAD, len(flows))):
        flow = flows[number]
        if _is_good(flow):
            seen += flow.words != said  # a dek may stand there for telephones, too
            said = flow.words
        if seen > 1:
            break
        if flow.label is None and _label_by_place(flow, content) in _SIGNED:
            return number + 1
    return begin


def _may_be_dek(flow: Flow) -> bool:
    if flow.name in ("ul", "ol", "table", "figure", "blockquote", "pre"):
        return False
    return GOOD // 4 < flow.length <= _LONGEST_DEK and 2 * flow.linked < flow.length


def _label_by_place(flow: Flow, content: Content) -> Label | None:
    """Label a block above the text by what is said of the elements around it."""
    length = flow.length
    holder = flow.element or (flow.nodes[0].parent if flow.nodes else None)
    near = [
        one
        for one in flow.nodes
        if isinstance(one, Element) and one.length * 10 >= length * 9
    ]
    around = [*near]
    if holder is not None:
        around += [holder, *list(holder.ancestors)[:2]]
    for one in around:
        if one is content.root or one.name in ("body", "main", "article"):
            break
        if one.length > length + 400:
            break
        prop, rel = one.get("itemprop"), one.get("rel")
        if prop in ("author", "creator") or rel == "author":
            label: Label | None = Label.BYLINE
        elif prop in ("datePublished", "dateModified") or one.name == "time":
            label = Label.PUBLISHED
        elif prop in ("description", "alternativeHeadline"):
            label = Label.DEK
        elif not one.names:
            continue
        elif _OF_META.search(one.names):
            label = Label.BYLINE
        else:
            label = head_zone_of_names(one.names)
        if label is not None and length <= _LONGEST_HEAD[label]:
            return label
    return None


def _label_by_words(flow: Flow, description: str) -> Label | None:
    """Label a block above the text by its words."""
    if flow.length > 700:
        return None
    words = flow.words
    if is_furniture(words):
        return Label.NAVIGATION
    if description and fold(words) == description:
        return Label.DEK
    if flow.is_heading:
        return None
    if tells_event(words):
        return Label.EVENT
    if outlet_in(words):
        return Label.PUBLICATION_SOURCE
    if read_byline(words) is not None or said_by(words):
        return Label.BYLINE
    if read_published(words) is not None or looks_like_date(words):
        return Label.PUBLISHED
    if len(words) <= _LONGEST_SIGNED and find_date(words):
        rest = rest_of_day(words)
        if not rest:
            return Label.PUBLISHED
        if is_name_like(rest):
            return Label.BYLINE
    if flow.name in ("ul", "ol") and 3 * flow.linked > 2 * flow.length:
        names = flow.element.inner if flow.element is not None else []
        links = [one for one in names if one.name == "a"]
        is_signed = bool(links) and all(leads_to_person(one) for one in links)
        return Label.BYLINE if is_signed else Label.NAVIGATION
    return None


def _is_figure(flow: Flow) -> bool:
    return flow.name == "figure"


def _shows_picture(flow: Flow) -> bool:
    element = flow.element
    return element is not None and any(
        one.name in ("img", "iframe", "video", "audio", "table", "pre", "blockquote")
        for one in element.inner
    )


def leads_to_person(link: Element) -> bool:
    """Tell whether *link* leads to the page of somebody who writes."""
    address = link.get("href").lower()
    is_author = "author" in link.get("rel").lower().split()
    return is_author or (
        _TO_PERSON.search(address) is not None and _TO_PICTURES.search(address) is None
    )


_TO_PICTURES: Final = re.compile(
    r"//(?:[\w-]{1,40}\.){0,3}(?:unsplash|pexels|flickr|pixabay|shutterstock|gettyimages|istockphoto|"
    r"freepik|alamy|500px|wikimedia)\."
)
"""Where people are who make pictures."""


def leads_to_term(link: Element) -> bool:
    """Tell whether *link* leads to a term, such as a topic, and to no person."""
    if leads_to_person(link):
        return False
    said = link.get("rel").lower().split()
    return "tag" in said or _TO_TERM.search(link.get("href").lower()) is not None


_TO_TERM: Final = re.compile(
    r"/(?:tags?|categor(?:y|ies)|topics?|sections?|themen?|rubri[kc]|subjects?|label)/"
)


def _label_above(flow: Flow) -> Label | None:
    """Label what stands above the title and is none of what is known."""
    if flow.linked * 2 > flow.length:
        return Label.NAVIGATION
    words = flow.words
    if len(words) <= _LONGEST_LABEL and not _ENDS_SENTENCE.search(words):
        return Label.TYPE_LABEL
    return None


def _label_rest(flows: list[Flow], shared: frozenset[str]) -> None:
    """Label what stands in the text and below it, and is none of it."""
    good = [number for number, flow in enumerate(flows) if _is_good(flow)]
    unlabelled = [number for number, flow in enumerate(flows) if flow.label is None]
    longest = max(unlabelled, key=lambda number: flows[number].length, default=0)
    last = good[-1] if good else longest
    half = good[len(good) // 2] if good else len(flows)
    zone: Label | None = None
    level = 0
    for number, flow in enumerate(flows):
        if flow.label is not None or not flow.length:
            continue
        if flow.is_heading and zone is not None and int(flow.name[1]) <= level:
            zone = None
        words = "" if zone is not None or flow.length > 400 else flow.words
        if words and shared and fold_key(words) in shared:
            flow.label = Label.NAVIGATION
        elif words and (
            (flow.is_heading and number > half and _begins_surely(words))
            or not any(map(_is_good, flows[number + 1 : number + _MOST_BELOW]))
        ):
            zone = _begins(flow, words)
            level = int(flow.name[1]) if zone is not None and flow.is_heading else 0
        if zone is not None:
            flow.label = zone
        elif flow.label is None and words:
            flow.label = _label_line(flow, words, is_after=number > last)
    _drop_idle_headings(flows)


def _begins_surely(words: str) -> bool:
    return says(words, ABOUT_AUTHOR) or begins_related_surely(words)


def _begins(flow: Flow, words: str) -> Label | None:
    """Tell what a heading begins that is none of the text."""
    if not flow.is_heading and flow.length >= _SHORT:
        return None
    if says(words, ABOUT_AUTHOR):
        return Label.BIO
    return Label.RELATED if begins_related(words) else None


def _label_line(flow: Flow, words: str, *, is_after: bool) -> Label | None:
    if is_furniture(words) or is_rights(words):
        return Label.NAVIGATION
    if is_tags(words) and (is_after or flow.linked * 2 > flow.length):
        return Label.TAGS
    if is_after and flow.name == "dl" and flow.linked * 2 >= flow.length:
        return Label.TAGS
    if is_after and flow.linked * 5 > flow.length * 4 and not flow.is_heading:
        return None if _is_of_text(flow) else Label.RELATED
    return None


def _is_of_text(flow: Flow) -> bool:
    """Tell links below a text that belong to it: to its files, and as a button of its own."""
    ones = [one for one in flow.nodes if isinstance(one, Element)]
    links = [each for one in ones for each in (one, *one.inner) if each.name == "a"]
    if any(_ASKS.search(one.get("href")) for one in links):
        return False
    around = (
        [flow.element] if flow.element is not None else [one.parent for one in ones]
    )
    if any(
        _BUTTON in up.names
        for one in around
        if one is not None
        for up in (one, *one.ancestors)
    ):
        return True
    return bool(links) and all(_TO_FILE.search(one.get("href")) for one in links)


_ASKS: Final = re.compile(
    r"dona|spende|member|membres|subscri|suscri|abonn|newsletter|sign-?up|login|/shop|/cart",
    re.IGNORECASE,
)
"""Addresses of what a site asks of its readers."""
_BUTTON: Final = "wp-block-button"
_TO_FILE: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|epub|csv|zip)(?:[?#].*)?$", re.IGNORECASE
)


def _drop_idle_headings(flows: list[Flow]) -> None:
    """Label headings with nothing below them as what they are: of something else."""
    is_idle = True
    for flow in reversed(flows):
        if flow.label is not None or (not flow.length and flow.name == "hr"):
            continue
        if not flow.is_heading:
            is_idle = False
        elif is_idle:
            flow.label = Label.NAVIGATION


def _note_labels(content: Content) -> None:
    """Keep the labels of blocks where the walk through the page will look for them."""
    for flow in content.flows:
        if flow.label is None:
            continue
        if flow.element is not None:
            flow.element.zone = flow.label
            if all(one is flow.element for one in flow.nodes):
                continue
        for one in flow.nodes:
            if isinstance(one, Element):
                if one.zone is None or flow.label is not Label.TITLE:
                    one.zone = flow.label
            elif one.start >= 0:
                content.text_labels[one.start] = flow.label

"""The blocks of a page as Markdown: lists, quotations, tables, figures, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from commentariat.archive.text import shorten
from commentariat.intake.formats.escape import end_heading, fold_spaces
from commentariat.intake.formats.figures import figure_markdown, picture_markdown
from commentariat.intake.formats.html import formulas
from commentariat.intake.formats.html.addresses import (
    fragment_of,
    joined,
    scheme_of,
    without_fragment,
)
from commentariat.intake.formats.html.embeds import is_of_text
from commentariat.intake.formats.html.flows import (
    EMBEDS,
    Flow,
    flows_of,
    is_captioned,
    style_of,
)
from commentariat.intake.formats.html.inline import (
    BREAK,
    Run,
    Style,
    is_set_whole,
    paragraphs_of,
    words_of_runs,
    write_runs,
)
from commentariat.intake.formats.html.notes import (
    HEADS,
    Notes,
    begins_note,
    part_literal,
    strip_number,
)
from commentariat.intake.formats.html.pictures import (
    address_of,
    file_of,
    is_sign,
    is_tracker,
)
from commentariat.intake.formats.html.tables import (
    LISTS,
    Cell,
    grid_of,
    html_of_runs,
    is_layout,
    write_table,
)
from commentariat.intake.formats.html.tree import (
    BLOCKS,
    HEADINGS,
    UNREAD,
    Element,
    Page,
    Text,
    words_of,
)
from commentariat.intake.formats.model import Block, BlockKind, Link, Picture
from commentariat.intake.pages.model import Label

_DEEPEST: Final = 6
"""Lists and quotations in each other; those below are read as paragraphs."""
_LONGEST_CREDIT: Final = 100
_LANGUAGE: Final = re.compile(
    r"(?:lang(?:uage)?|brush|highlight-source)[-:]\s*([\w+#-]{1,20})"
)
_CREDIT_NAMES: Final = re.compile(
    r"credit|copyright|attribution|source|byline|photographer"
)
_CREDIT: Final = re.compile(
    r"(?:\((?:photo|image|picture|credit|source)s?\b[^()]*\)"
    r"|(?:photo(?:graph)?s?|image|picture|credit|photo credit|image credit|source|"
    r"фото|источник|foto|quelle|fuente|crédits?|الصورة|المصدر|图片来源|来源)"
    r"\s?(?:by\s|[:：©]).{2,}|©.{2,})\s*$",
    re.IGNORECASE,
)
_ACTING: Final = frozenset(("javascript", "vbscript", "data", "livescript", "blob"))
_PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
_IS_ID: Final = re.compile(r"[\w.:-]{1,100}")
_IS_CAPTION: Final = re.compile(r"caption|gallery-caption|wp-caption-text")
_APART: Final = "<!-- -->"
"""Between two lists with numbers, which would be one without it."""
_OF_LINES: Final = (BlockKind.QUOTE, BlockKind.TABLE, BlockKind.FIGURE)
_NEAR: Final = 20
"""Elements within a target that are looked at for a heading that begins it."""
_OF_EMBED: Final = ("src", "data-src", "data-lazy-src", "data")
_EMPTY: Final = Notes()


class Piece(msgspec.Struct, gc=False):
    """A block on its way: what it is written as, and the words in it."""

    kind: BlockKind
    markdown: str
    text: str
    start: int
    element: Element | None = None
    """The heading that it is."""
    note: str = ""
    """The label of the note that it is."""
    link: str = ""
    """Where the picture leads that it is."""


class Writer:
    """Writes the blocks of one page; keeps what it meets on the way."""

    def __init__(
        self, page: Page, base: str, own: str = "", notes: Notes = _EMPTY
    ) -> None:
        """
        Write what stands on *page*, whose relative links belong to *base*.

        *own* is the address of the page itself, up to its `#`.
        """
        self.page = page
        self.base = base
        self.own = own
        self.notes = notes
        self.picture_base = ""
        self.keeps_relative = False
        """Relative links stay so: each may lead to a file beside that of the page."""
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.anchors: dict[int, str] = {}
        """Ids of headings to which links lead, by the identity of these."""
        self.acting: list[int] = []
        """Where what links run code, which are left out."""
        self.lost: list[int] = []
        """Where tables stand that are written otherwise than they were."""
        self.unplaced: list[int] = []
        """Where pictures stood that hold no address."""
        self._of_notes: list[Piece] = []
        self._literal: set[str] = set()
        """Labels of literal notes that were written."""
        self._depth = 0

    # -- Flows ------------------------------------------------------------------

    def write(self, flows: Iterable[Flow]) -> list[Piece]:
        """Write *flows*, but those that are none of the text."""
        found: list[Piece] = []
        for flow in flows:
            if flow.label is None:
                found += self._write_flow(flow)
        return found

    def _write_flow(self, flow: Flow) -> Iterator[Piece]:
        element, name = flow.element, flow.name
        if flow.is_heading:
            yield from self._heading(flow)
        elif name in ("ul", "ol", "menu", "dir"):
            yield from self._list(flow)
        elif name == "blockquote":
            yield from self._quote(flow)
        elif name in ("pre", "xmp", "listing", "plaintext"):
            yield from self._code(flow)
        elif name == "table":
            yield from self._table(flow)
        elif name == "hr":
            yield Piece(BlockKind.RULE, "***", "", self._start(flow))
        elif name in EMBEDS:
            yield from self._embed(flow)
        elif name == "figure" or (element is not None and is_captioned(element)):
            yield from self._figure(flow)
        elif name == "dl":
            yield from self._definitions(flow)
        else:
            style = flow.style | (Style.STRONG if name == "summary" else Style.PLAIN)
            runs = self._gather(flow.nodes, style, self._link(flow.link))
            yield from self._paragraphs(runs, self._start(flow))

    def _start(self, flow: Flow) -> int:
        start = flow.start
        if start < 0 and flow.element is not None:
            start = self.page.place(flow.element)
        elif start < 0:
            first = next((one for one in flow.nodes if isinstance(one, Element)), None)
            start = self.page.place(first) if first is not None else -1
        return max(start, 0)

    def _within(
        self, element: Element, style: int = Style.PLAIN, link: str = ""
    ) -> list[Piece]:
        return self.write(flows_of(element, style, link))

    # -- Text -------------------------------------------------------------------

    def _paragraphs(self, runs: list[Run], start: int) -> Iterator[Piece]:
        for part in paragraphs_of(runs):
            text = words_of_runs(part)
            pictures = [one for one in part if one.markdown.startswith("![")]
            note = begins_note(text, self.notes.literal)
            if note is not None and note[0] not in self._literal:
                self._literal.add(note[0])
                shown = write_runs(self._without_label(part))
                self._of_notes.append(
                    Piece(BlockKind.NOTE, shown, note[1], start, note=note[0])
                )
                continue
            shown = write_runs(part)
            if not shown:
                continue
            kind = BlockKind.FIGURE if pictures and not text else BlockKind.PARAGRAPH
            link = next((one.link for one in pictures if one.link), "")
            yield Piece(kind, shown, text, start, link=link)

    def _without_label(self, runs: list[Run]) -> list[Run]:
        kept = [run for run in runs if run.markdown or run.text.strip() or run.is_break]
        label = kept[0]
        found = begins_note(label.text, self.notes.literal)
        if found is not None:
            kept[0] = msgspec.structs.replace(label, text=found[1])
        elif label.markdown:  # the mark itself was taken for one: `[^1]` and `: text`
            kept = kept[1:]
            kept[:1] = [
                msgspec.structs.replace(one, text=one.text.lstrip(": "))
                for one in kept[:1]
            ]
        return kept

    def _gather(
        self,
        nodes: Iterable[Element | Text],
        style: int = Style.PLAIN,
        link: str = "",
    ) -> list[Run]:
        found: list[Run] = []
        self._collect(nodes, style, link, found)
        return found

    def _collect(
        self, nodes: Iterable[Element | Text], style: int, link: str, out: list[Run]
    ) -> None:
        for node in nodes:
            if isinstance(node, Text):
                if node.data:
                    self._collect_text(node, style, link, out)
                continue
            name = node.name
            label = self.notes.marks.get(id(node))
            if label is not None:
                out.append(Run("", markdown=f"[^{label}]"))
            elif (
                name in formulas.ELEMENTS
                and node.zone is None
                and (tex := formulas.tex_of(node))
            ):
                out.append(Run(tex, style | Style.CODE, link))
            elif node.zone is not None or name in UNREAD:
                continue
            elif name == "br":
                out.append(BREAK)
            elif name == "img":
                self._collect_picture(node, style, link, out)
            elif name == "math":
                out.append(Run(formulas.line_of(node), style, link))
            elif name in EMBEDS:
                if address := self._address_of_embed(node):
                    words = _title_of(node) or address
                    out += BREAK, Run(words, link=address), BREAK
            elif name == "noscript":
                if any(one.name == "img" for one in node.inner):
                    self._take_noscript(node, out)
                self._collect(node.children, style, link, out)
            else:
                inner = self._link_of(node) or link if name == "a" else link
                apart = name in BLOCKS
                if apart:
                    out.append(Run(" "))
                before, behind = _around(node)
                if before:
                    out.append(Run(before, style, link))
                self._collect(node.children, style | style_of(node), inner, out)
                if behind:
                    out.append(Run(behind, style, link))
                if apart:
                    out.append(Run(" "))

    def _collect_text(self, node: Text, style: int, link: str, out: list[Run]) -> None:
        labels = self.notes.literal
        if not labels or "[^" not in node.data or begins_note(node.data, labels):
            out.append(Run(node.data, style, link))
            return
        for number, part in enumerate(part_literal(node.data, labels)):
            is_mark = bool(number % 2)
            out.append(
                Run("", markdown=f"[^{part}]") if is_mark else Run(part, style, link)
            )

    def _collect_picture(
        self, node: Element, style: int, link: str, out: list[Run]
    ) -> None:
        if is_sign(node):
            out.append(Run(node.get("alt"), style, link))
            return
        picture = self._picture(node)
        if picture is None:
            return
        self.pictures.append(picture)
        shown = picture_markdown(picture)
        is_large = link and without_fragment(link).lower().endswith(_PICTURES)
        out.append(Run("", markdown=shown, link="" if is_large else link))

    def _picture(self, node: Element) -> Picture | None:
        if is_tracker(node):
            return None
        address = address_of(node, self.picture_base)
        if not address:
            if node.get("src") and scheme_of(node.get("src")) == "data":
                self.unplaced.append(self.page.place(node))
            return None
        return Picture(address, fold_spaces(node.get("alt")))

    def _take_noscript(self, node: Element, out: list[Run]) -> None:
        """Leave out what stands in for the picture that *node* has."""
        wanted = {
            address_of(one, self.picture_base)
            for one in node.inner
            if one.name == "img"
        }
        while out and (out[-1].markdown.startswith("![") or not out[-1].text.strip()):
            last = out[-1]
            known = self.pictures[-1].address if self.pictures else ""
            if last.markdown and not (known in wanted or _is_same(known, wanted)):
                break
            out.pop()
            if last.markdown:
                self.pictures.pop()
                break

    # -- Links ------------------------------------------------------------------

    def _link_of(self, node: Element) -> str:
        return self._link(node.get("href"), node)

    def _link(self, href: str, node: Element | None = None) -> str:
        """Write where *href* leads; empty where that is nowhere, or runs something."""
        href = href.strip()
        if not href:
            return ""
        if scheme_of(href) in _ACTING:
            self.acting.append(self.page.place(node) if node is not None else 0)
            return ""
        address = joined(self.base, href)
        bare, _, fragment = address.partition("#")
        if href.startswith("#") or (fragment and bare == self.own):
            return self._link_within(fragment_of(href))
        if address and node is not None:
            start = node.start
            self.links.append(Link(href, shorten(words_of(node), 200), max(start, 0)))
        is_relative = not scheme_of(href) and not href.startswith("//")
        return (
            joined("", href)
            if address and is_relative and self.keeps_relative
            else address
        )

    def _link_within(self, fragment: str) -> str:
        target = self.page.ids.get(fragment)
        if target is None:
            return ""
        around = [target, *list(target.ancestors)[:2]]
        heading = next((one for one in around if one.name in HEADINGS), None)
        if heading is None and target.length:
            heading = next(
                (
                    one
                    for one in target.first_inner(_NEAR)
                    if one.name in HEADINGS and one.start == target.start
                ),
                None,
            )
        if (
            heading is None
            or heading.zone is not None
            or not _IS_ID.fullmatch(fragment)
        ):
            return ""
        own = heading.get("id")
        key = own if _IS_ID.fullmatch(own) else fragment
        return f"#{self.anchors.setdefault(id(heading), key)}"

    # -- Headings, lists, quotations, code ---------------------------------------

    def _heading(self, flow: Flow) -> Iterator[Piece]:
        runs = self._gather(flow.nodes, flow.style, self._link(flow.link))
        if is_set_whole(runs, Style.STRONG):
            runs = [
                msgspec.structs.replace(run, style=run.style & ~Style.STRONG)
                for run in runs
            ]
        text = words_of_runs(runs)
        shown = write_runs(runs, is_one_line=True)
        start = self._start(flow)
        if not text:
            if shown:
                yield Piece(BlockKind.FIGURE, shown, "", start)
            return
        yield Piece(BlockKind.HEADING, shown, text, start, flow.element)

    def _list(self, flow: Flow) -> Iterator[Piece]:
        element = flow.element
        assert element is not None
        items = list(self._items(element, flow))
        if self._depth >= _DEEPEST:
            for pieces in items:
                yield from pieces
            return
        items = [pieces for pieces in items if pieces]
        if not items:
            return
        is_ordered = element.name == "ol"
        number = _first_number(element) if is_ordered else 0
        is_loose = any(
            sum(one.kind is not BlockKind.LIST for one in pieces) > 1
            for pieces in items
        )
        shown: list[str] = []
        for at, pieces in enumerate(items):
            mark = f"{number + at}. " if is_ordered else "- "
            shown.append(mark + _write_item(pieces, is_loose=is_loose))
        text = " ".join(one.text for pieces in items for one in pieces if one.text)
        between = "\n\n" if is_loose else "\n"
        yield Piece(BlockKind.LIST, between.join(shown), text, self._start(flow))

    def _items(self, element: Element, flow: Flow) -> Iterator[list[Piece]]:
        self._depth += 1
        link = flow.link
        last: list[Piece] | None = None
        for child in element.children:
            if isinstance(child, Text):
                if child.data.strip():
                    last = list(
                        self._paragraphs(
                            self._gather([child], flow.style), max(child.start, 0)
                        )
                    )
                    yield last
                continue
            if child.zone is not None or child.name in UNREAD:
                continue
            if child.name == "li":
                last = self._within(child, flow.style, link)
                yield last
            elif child.name in ("ul", "ol") and last:
                last += self._write_flow(Flow([child], child, flow.style, link))
            else:
                holder = Element("div", None)
                holder.children = [child]
                last = self._within(holder, flow.style, link)
                yield last
        self._depth -= 1

    def _quote(self, flow: Flow) -> Iterator[Piece]:
        element = flow.element
        assert element is not None
        self._depth += 1
        pieces = self._within(element, flow.style, flow.link)
        self._depth -= 1
        if self._depth >= _DEEPEST:
            yield from pieces
            return
        if not pieces:
            return
        inner = "\n\n".join(_nested(one) for one in pieces)
        shown = "\n".join(f"> {line}" if line else ">" for line in inner.split("\n"))
        text = " ".join(one.text for one in pieces if one.text)
        yield Piece(BlockKind.QUOTE, shown, text, self._start(flow))

    def _code(self, flow: Flow) -> Iterator[Piece]:
        element = flow.element
        assert element is not None
        code = "".join(_raw(element)).replace("\t", "    ").strip("\n").rstrip()
        if not code.strip():
            return
        found = _LANGUAGE.search(
            " ".join(one.names for one in (element, *element.inner) if one.names)
        )
        longest = max((len(one) for one in re.findall(r"`+", code)), default=0)
        fence = "`" * max(3, longest + 1)
        language = found[1] if found else ""
        shown = f"{fence}{language}\n{code}\n{fence}"
        yield Piece(BlockKind.CODE, shown, fold_spaces(code), self._start(flow))

    def _definitions(self, flow: Flow) -> Iterator[Piece]:
        element = flow.element
        assert element is not None
        for child in element.children:
            if isinstance(child, Text):
                if child.data.strip():
                    yield from self._paragraphs(
                        self._gather([child]), max(child.start, 0)
                    )
            elif child.zone is None and child.name not in UNREAD:
                style = flow.style | (
                    Style.STRONG if child.name == "dt" else Style.PLAIN
                )
                if child.name == "div":
                    yield from self._definitions(
                        Flow([child], child, flow.style, flow.link)
                    )
                else:
                    yield from self._within(child, style, flow.link)

    # -- Tables -----------------------------------------------------------------

    def _table(self, flow: Flow) -> Iterator[Piece]:
        element = flow.element
        assert element is not None
        if any(one.zone is not None for one in element.inner if one.name == "tr"):
            yield from self._rows_as_text(element)
            return
        if is_layout(element):
            yield from self._rows_as_text(element)
            return
        grid = grid_of(element)
        for caption in grid.captions:
            yield from self._within(caption)
        rows = [
            [
                Cell(
                    self._gather(cell.element.children),
                    cell,
                    self._cell_of_lists(cell.element),
                )
                for cell in row
            ]
            for row in grid.rows
        ]
        written = write_table(rows, grid, is_nested=self._depth > 0)
        if written is None:
            self.lost.append(self._start(flow))
            yield from self._rows_as_text(element)
            return
        text = " ".join(
            words for row in rows for cell in row if (words := words_of_runs(cell.runs))
        )
        yield Piece(BlockKind.TABLE, written, text, self._start(flow))

    def _cell_of_lists(self, element: Element) -> str:
        """Write a cell that holds lists as HTML; empty where it holds none."""
        if not element.has_blocks or not any(
            one.name in LISTS for one in element.inner
        ):
            return ""
        met: tuple[list[Any], ...] = (
            self.links,
            self.pictures,
            self.acting,
            self.unplaced,
        )
        counts = [len(one) for one in met]
        written = self._html_of(element.children)
        for one, count in zip(met, counts, strict=True):
            del one[count:]  # gathered before, with the words of the cell
        return written

    def _html_of(self, nodes: list[Element | Text]) -> str:
        """Write *nodes* as HTML: lists, and lines."""
        parts: list[str] = []
        run: list[Element | Text] = []
        is_line = False

        def add(inner: str, name: str = "") -> None:
            nonlocal is_line
            if inner and name:
                parts.append(f"<{name}>{inner}</{name}>")
            elif inner:
                parts.append(f"<br>{inner}" if is_line else inner)
            is_line = not name if inner else is_line

        for one in nodes:
            if isinstance(one, Text) or not (one.name in BLOCKS or one.has_blocks):
                run.append(one)
                continue
            add(html_of_runs(self._gather(run)))
            run.clear()
            if one.zone is None and one.name not in UNREAD:
                add(self._html_of(one.children), one.name if one.name in LISTS else "")
        add(html_of_runs(self._gather(run)))
        return "".join(parts)

    def _rows_as_text(self, element: Element) -> Iterator[Piece]:
        """Read the cells of a table one after the other, as blocks."""
        for child in element.children:
            if isinstance(child, Text):
                if child.data.strip():
                    yield from self._paragraphs(
                        self._gather([child]), max(child.start, 0)
                    )
            elif child.zone is not None or child.name in UNREAD:
                continue
            elif child.name in ("tbody", "thead", "tfoot", "tr", "colgroup"):
                yield from self._rows_as_text(child)
            else:
                yield from self._within(child)

    # -- Figures and embeds --------------------------------------------------------

    def _figure(self, flow: Flow) -> Iterator[Piece]:
        element = flow.element
        assert element is not None
        captions = _captions_of(element)
        pieces = self._besides(captions, flow)
        shown_pictures = [
            one for one in pieces if one.kind is BlockKind.FIGURE and not one.text
        ]
        if len(shown_pictures) != 1 or len(pieces) != 1 or not self.pictures:
            yield from pieces
            for caption in captions:
                yield from self._within(caption, flow.style)
            return
        picture = self.pictures.pop()
        words, credit, inner = self._caption(captions, picture)
        picture = Picture(picture.address, picture.alt, words, credit)
        self.pictures.append(picture)
        if not (words or credit):
            yield from pieces
            return
        text = fold_spaces(f"{words} {credit}")
        shown = figure_markdown(picture, inner, pieces[0].link)
        yield Piece(BlockKind.FIGURE, shown, text, pieces[0].start)

    def _besides(self, captions: list[Element], flow: Flow) -> list[Piece]:
        """Write what a figure holds besides its *captions*."""
        assert flow.element is not None
        for one in captions:
            one.zone = Label.BODY
        pieces = self._within(flow.element, flow.style, flow.link)
        for one in captions:
            one.zone = None
        return pieces

    def _caption(
        self, captions: list[Element], picture: Picture
    ) -> tuple[str, str, str]:
        """Give the caption, the credit, and the caption as Markdown where it has marks."""
        credits: list[str] = []
        runs: list[Run] = []
        for caption in captions:
            for one in caption.inner:
                is_credit = one.name in ("cite", "small") or _CREDIT_NAMES.search(
                    one.names
                )
                if is_credit and one.length and one.zone is None:
                    credits.append(words_of(one))
                    one.zone = Label.IMAGE_CREDIT
            if runs:
                runs.append(Run(" "))
            runs += self._gather(caption.children)
        words = words_of_runs(runs)
        if not credits and (found := _CREDIT.search(words)) is not None:
            is_plain = not any(run.link or run.style or run.markdown for run in runs)
            if is_plain:
                credits.append(found[0].strip())
                words = words[: found.start()].rstrip()
                runs = [Run(words)]
        is_credit_alone = len(captions) == 1 and "credit" in captions[0].names
        if not credits and is_credit_alone and len(words) < _LONGEST_CREDIT:
            return "", words, ""
        has_marks = any(run.link or run.style or run.markdown for run in runs)
        inner = write_runs(runs, is_one_line=True) if has_marks and words else ""
        return words, " ".join(credits), inner

    def _embed(self, flow: Flow) -> Iterator[Piece]:
        element = flow.element
        assert element is not None
        address = self._address_of_embed(element)
        if address:
            words = _title_of(element) or address
            shown = write_runs([Run(words, link=address)])
            yield Piece(BlockKind.OTHER, shown, words, self._start(flow))

    def _address_of_embed(self, element: Element) -> str:
        if element.name == "iframe" and not is_of_text(element):
            return ""
        for one in (
            element,
            *(each for each in element.inner if each.name in ("source", "embed")),
        ):
            for name in _OF_EMBED:
                if found := one.get(name).strip():
                    if found.startswith("about:"):
                        continue
                    address = joined(self.base, found)
                    if not address:
                        self.acting.append(self.page.place(element))
                    if ":" in address:
                        return address
                    return joined("", found) if self.keeps_relative else ""
        return ""

    # -- Notes ------------------------------------------------------------------

    def write_notes(self) -> list[Piece]:
        """Write the notes, as they are marked."""
        found: list[Piece] = []
        for label, body in self.notes.order:
            body.zone = None
            pieces = self._note_pieces(body)
            body.zone = Label.BODY
            self._strip_number(pieces, self.notes.said.get(label, ""))
            text = " ".join(one.text for one in pieces if one.text)
            start = pieces[0].start if pieces else max(body.start, 0)
            shown = "\n\n".join(_nested(one) for one in pieces)
            found.append(Piece(BlockKind.NOTE, shown, text, start, note=label))
        found += self._of_notes
        self._of_notes = []
        for one in found:
            lines = one.markdown.split("\n")
            rest = (f"    {line}" if line else "" for line in lines[1:])
            one.markdown = "\n".join([f"[^{one.note}]: {lines[0]}".rstrip(), *rest])
        return found

    def _note_pieces(self, body: Element) -> list[Piece]:
        if body.name == "tr":
            cells = [one for one in body.inner if one.name in ("td", "th")]
            return [piece for one in cells for piece in self._within(one)]
        return self._within(body)

    @staticmethod
    def _strip_number(pieces: list[Piece], said: str) -> None:
        """Take off the number that a note says, where that was no link."""
        if pieces and pieces[0].kind is BlockKind.PARAGRAPH and said:
            first = pieces[0]
            bare = strip_number(first.text, said)
            shown = strip_number(first.markdown.replace("\\", "", 1), said)
            if bare != first.text and shown != first.markdown.replace("\\", "", 1):
                first.text, first.markdown = bare, shown

    # -- At last ------------------------------------------------------------------

    def finish(self, pieces: list[Piece]) -> tuple[Block, ...]:
        """Give *pieces* and the notes as the blocks of a body."""
        pieces = [*pieces, *self.write_notes()]
        pieces = _without_idle(pieces, has_notes=bool(self.notes))
        headings = [one.element for one in pieces if one.element is not None]
        shift = 2 - min((int(one.name[1]) for one in headings), default=2)
        blocks: list[Block] = []
        taken: set[str] = {""}
        for one in pieces:
            markdown = one.markdown
            if one.element is not None:
                level = min(int(one.element.name[1]) + shift, 6)
                key = self.anchors.get(id(one.element), "")
                markdown = _write_heading(markdown, level, "" if key in taken else key)
                taken.add(key)
            elif blocks and _are_numbered(blocks[-1].markdown, markdown):
                markdown = f"{_APART}\n\n{markdown}"
            line = self.page.line(one.start)
            blocks.append(Block(one.kind, markdown, one.text, one.start, line))
        return tuple(blocks)


def _are_numbered(*lists: str) -> bool:
    return all(one[:1].isdecimal() or one.startswith(_APART) for one in lists)


def _write_heading(shown: str, level: int, key: str) -> str:
    """Write a heading, and its id where it has one."""
    return f"{'#' * level} {end_heading(shown)}" + (f" {{#{key}}}" if key else "")


def _write_item(pieces: list[Piece], *, is_loose: bool) -> str:
    """Write what stands in an item of a list, but its mark."""
    first = pieces[0]
    # What has lines of its own is not read in an item's first line.
    begins_otherwise = first.kind in _OF_LINES and "\n" in _nested(first)
    found = _APART if begins_otherwise or first.kind is BlockKind.CODE else ""
    for piece in pieces:
        shown = _nested(piece)
        indented = "\n".join(
            f"    {line}" if line else "" for line in shown.split("\n")
        )
        if not found:
            found = indented[4:]
            continue
        is_tight = piece.kind is BlockKind.LIST and not is_loose
        found += ("\n" if is_tight else "\n\n") + indented
    return found


def _nested(piece: Piece) -> str:
    """Write *piece* for where code has no fence: within lists, quotations and notes."""
    if piece.kind is BlockKind.CODE:
        lines = piece.markdown.split("\n")[1:-1]
        if "{{<" in piece.markdown:  # a shortcode acts in code without a fence or ticks
            spans = (write_runs([Run(line, Style.CODE)]) for line in lines)
            return "  \n".join(filter(None, spans))
        return "\n".join(f"    {line}" if line else "" for line in lines)
    if piece.element is not None:
        return _write_heading(piece.markdown, max(int(piece.element.name[1]), 3), "")
    return piece.markdown


def _raw(element: Element) -> Iterator[str]:
    """Give the text of code as it stands."""
    for child in element.children:
        if isinstance(child, Text):
            yield child.data
        elif child.name == "br":
            yield "\n"
        elif child.name not in UNREAD and child.zone is None:
            yield from _raw(child)
            if child.name in ("div", "p", "li"):
                yield "\n"


def _captions_of(element: Element) -> list[Element]:
    found = [
        one
        for one in element.inner
        if one.zone is None
        and (one.name == "figcaption" or (one.names and _IS_CAPTION.search(one.names)))
        and one.length
        and next(_figures_around(one), element) is element
        and not any(each.name == "img" for each in one.inner)
    ]
    return [
        one
        for one in found
        if not any(up is one2 for up in one.ancestors for one2 in found)
    ]


def _around(node: Element) -> tuple[str, str]:
    """Give the marks that browsers, or those that know no ruby, set around *node*."""
    if node.name == "q":
        return "“", "”"
    if node.name != "rt" or any(one.name == "rp" for one in _beside(node)):
        return "", ""
    return "(", ")"


def _beside(node: Element) -> list[Element]:
    return node.parent.inner if node.parent is not None else []


def _title_of(frame: Element) -> str:
    """Give what a frame is called; empty where that is what every such frame is."""
    title = fold_spaces(frame.get("title"))
    is_usual = len(title.split()) <= _USUAL_WORDS and _USUAL.search(title) is not None
    return "" if is_usual else title


_USUAL_WORDS: Final = 5
_USUAL: Final = re.compile(
    r"\b(?:players?|embed(?:ded)?|i?frame|plugin|widget|content)\b", re.IGNORECASE
)


def _figures_around(element: Element) -> Iterator[Element]:
    """Give the boxes of pictures around *element*, the nearest first."""
    return (up for up in element.ancestors if up.name == "figure" or is_captioned(up))


def _first_number(element: Element) -> int:
    start = element.get("start").strip()
    if not start:
        first = next(
            (one for one in element.children if isinstance(one, Element)), None
        )
        start = first.get("value").strip() if first is not None else ""
    is_number = start.isascii() and start.isdecimal() and len(start) < 9
    return int(start) if is_number else 1


def _is_same(address: str, wanted: Iterable[str]) -> bool:
    """Tell whether *address* is one of those *wanted*, in another size."""
    return file_of(address) in map(file_of, wanted)


def _without_idle(pieces: list[Piece], *, has_notes: bool) -> list[Piece]:
    """Leave out rules at the ends, and what stood above notes that stand elsewhere now."""
    kept: list[Piece] = []
    behind: Piece | None = None
    """What follows, but for rules."""
    for one in reversed(pieces):
        is_last = behind is None or behind.kind is BlockKind.NOTE
        if one.kind is BlockKind.RULE:
            if not is_last and not (kept and kept[-1].kind is BlockKind.RULE):
                kept.append(one)
            continue
        is_head = has_notes and one.text.strip(" :.").casefold() in HEADS
        is_head = is_head and one.kind is not BlockKind.NOTE
        if is_head and (is_last or (behind is not None and behind.element is not None)):
            continue
        kept.append(one)
        behind = one
    while kept and kept[-1].kind is BlockKind.RULE:
        kept.pop()
    return kept[::-1]

"""What each template is made of, and what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache

import jinja2
import msgspec
from jinja2 import nodes

from commentariat.engine.fragments import FUNCTION
from commentariat.engine.program import program_digest
from commentariat.engine.shipped_cache import place_of
from commentariat.engine.template_faults import syntax_problem
from commentariat.engine.template_files import SHIPPED, TemplateSource, is_shipped
from commentariat.engine.templates import keep_tree, make_environment
from commentariat.errors import OpenPoint, Problem, near_match
from commentariat.hooks.model import NO_HOOKS, HookFile
from commentariat.hooks.names import IN_PAGES, IN_TEMPLATES
from commentariat.interface.catalog import ENGLISH, Catalog, load_catalog
from commentariat.kinds import Kind, Message

_NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_PERHAPS = (
    nodes.If, nodes.For, nodes.Block, nodes.Macro, nodes.CallBlock, nodes.CondExpr,
    nodes.And, nodes.Or,
)  # fmt: skip
"""What is in these may be made or not, as the page or another template has it."""


class Reference(msgspec.Struct, frozen=True):
    """That one template names another."""

    name: str
    line: int
    is_parent: bool = False
    """It extends the other."""
    is_certain: bool = True
    """The other is made whenever this one is."""


class Imported(msgspec.Struct, frozen=True):
    """That a template takes something by its name from another."""

    template: str
    name: str
    line: int


class Parts(msgspec.Struct, frozen=True):
    """What the text of one template tells of it."""

    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    blocks: tuple[tuple[str, int], ...] = ()
    """The names of all its blocks, as they come, and their lines."""
    outer: tuple[tuple[str, int], ...] = ()
    """Those that stand in no other."""
    beside: tuple[int, ...] = ()
    """Lines that print something outside of blocks."""
    fields: frozenset[str] = frozenset()
    """Fields of the site's own that it shows: `page.fields.podcast`."""
    imports: tuple[Imported, ...] = ()
    given: frozenset[str] = frozenset()
    """What others may import from it."""

    @property
    def parents(self) -> tuple[str, ...]:
        """The templates that it extends: one, but where it has a choice."""
        return tuple(one.name for one in self.references if one.is_parent)


class Closures:
    """
    What each template is made of: itself and all that it extends or includes.

    A template is parsed when somebody asks for it: to parse all takes long.
    """

    def __init__(
        self, sources: Mapping[str, TemplateSource], hooks: HookFile = NO_HOOKS
    ) -> None:
        self.sources = sources
        self._made_with = hooks.stamp(program_digest(), *IN_PAGES)
        self._names = tuple(sources)
        self._shipped = tuple(
            name
            for name, one in sources.items()
            if not name.startswith(SHIPPED) and (one.over or not one.is_own)
        )
        self._environment = make_environment(sources, hooks=hooks)
        self._has_hooks = hooks.has(*IN_TEMPLATES)
        self._parts: Callable[[str], Parts] = cache(self._find)
        self._digests: dict[str, str] = {}

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with any of them."""
        names = (name for name in self.sources if not name.startswith(SHIPPED))
        found = [one for name in names for one in self._parts(name).problems]
        return [*found, *self._placeless(), *self._not_given(), *self._circles()]

    @property
    def open_points(self) -> Iterator[OpenPoint]:
        """Ask of what templates of the site say that no page shows."""
        for name, source in self.sources.items():
            parts = self._parts(name) if source.is_own else Parts()
            if not parts.parents:
                continue
            known = self._blocks_above(name)
            for block, line in parts.outer:
                if known is not None and block not in known:
                    message = Kind.UNREAD_BLOCK.of(block, near_match(block, known))
                    yield OpenPoint(source.label, line, message)
            for line in parts.beside[:1]:
                yield OpenPoint(source.label, line, Kind.OUTSIDE_BLOCKS.of())

    def parts(self, name: str) -> Parts:
        """Tell what the template *name* says of itself."""
        return self._parts(name)

    def _find(self, name: str) -> Parts:
        source = self.sources.get(name)
        if source is None:
            return Parts()
        if self._has_hooks:
            return _read(self._environment, self._names, name, source)
        if is_shipped(source):  # it names no other of a site: those are no matter
            return _read_shipped(self._shipped, name, source)
        return _read_without_hooks(self._names, name, source)

    def _blocks_above(self, name: str) -> frozenset[str] | None:
        """Name the blocks of all that *name* extends; None where that is not known."""
        found: set[str] = set()
        seen = {name}
        left = list(self._parts(name).parents)
        while left:
            other = left.pop()
            if other in seen or self._parts(other).problems:
                return None  # what is wrong there is told
            seen.add(other)
            found.update(block for block, _ in self._parts(other).blocks)
            left += self._parts(other).parents
        return frozenset(found)

    def _placeless(self) -> Iterator[Problem]:
        """Find templates that fill blocks of the one they lie over, and are no page."""
        for name, source in self.sources.items():
            if not (source.is_own and source.over) or "<html" in source.text.lower():
                continue
            parts = self._parts(name)
            above = {block for block, _ in self._parts(source.over).blocks}
            if parts.parents or parts.problems or not above:
                continue
            for block, line in parts.outer[:1]:
                if block in above:
                    tag = f'{{% extends "{source.over}" %}}'
                    yield Problem(source.label, line, Kind.TEMPLATE_PLACE.of(tag))

    def _not_given(self) -> Iterator[Problem]:
        """Find what templates of the site import from others that do not give it."""
        for name, source in self.sources.items():
            for one in self._parts(name).imports if source.is_own else ():
                other = self._parts(one.template)
                if other.problems or one.name in other.given:
                    continue
                near = near_match(one.name, other.given)
                message = Kind.NO_IMPORT.of(one.template, one.name, near)
                yield Problem(source.label, one.line, message)

    def _circles(self) -> Iterator[Problem]:
        """Find templates that are made of themselves, whatever the page: each circle once."""
        done: set[str] = set()
        for start in self.sources:
            if start.startswith(SHIPPED):
                continue
            way: dict[str, Reference] = {}
            left = [(start, self._certain(start))]
            while left:
                name, references = left[-1]
                for one in references:
                    if one.name == name or one.name in way:
                        names = [*way, name]
                        circle = names[names.index(one.name) :]
                        edges = [way[step] for step in circle[:-1]]
                        yield self._circle_problem(circle, [*edges, one])
                    elif one.name not in done:
                        way[name] = one
                        left.append((one.name, self._certain(one.name)))
                        break
                else:
                    left.pop()
                    done.add(name)
                    if left:
                        del way[left[-1][0]]

    def _certain(self, name: str) -> Iterator[Reference]:
        return (one for one in self._parts(name).references if one.is_certain)

    def _circle_problem(self, circle: list[str], edges: list[Reference]) -> Problem:
        """Tell of a *circle* where a person can mend it: in a template of the site."""
        steps = list(zip(circle, edges, strict=True))
        own = [step for step in steps if self.sources[step[0]].is_own]
        over = [step for step in own if self.sources[step[1].name].over]
        name, edge = next(iter((*over, *own, *steps)))
        place = circle.index(name)
        turned = [*circle[place:], *circle[:place], name]
        message = Kind.TEMPLATE_CIRCLE.of(" → ".join(turned))
        if over:
            shipped = self.sources[edge.name].over
            message = Kind.TEMPLATE_CIRCLE_OVER.of(" → ".join(turned), shipped)
        return Problem(self.sources[name].label, edge.line, message)

    def names(self, name: str) -> tuple[str, ...]:
        """All templates that *name* is made of, sorted, itself among them."""
        seen = {name}
        left = [name]
        while left:
            for other in self._parts(left.pop()).references:
                if other.name not in seen:
                    seen.add(other.name)
                    left.append(other.name)
        return tuple(sorted(seen))

    def fields(self, name: str) -> frozenset[str]:
        """Name the fields of the site's own that *name* shows one by one."""
        return frozenset().union(*(self._parts(one).fields for one in self.names(name)))

    def digest(self, name: str) -> str:
        """Digest all that *name* is made of, the program and hooks that fill it."""
        found = self._digests.get(name)
        if found is None:
            digest = hashlib.blake2b(self._made_with.encode(), digest_size=8)
            for other in self.names(name):
                text = self.sources[other].text if other in self.sources else ""
                digest.update(f"{other}\0{text}\0".encode())
            found = self._digests[name] = digest.hexdigest()
        return found


@lru_cache(maxsize=256)
def _read_without_hooks(
    names: tuple[str, ...], name: str, source: TemplateSource
) -> Parts:
    """Read *source* once in a process: a preview asks at each change of settings."""
    return _read(_environment_in(load_catalog(ENGLISH)), names, name, source)


@lru_cache(maxsize=256)
def _read_shipped(names: tuple[str, ...], name: str, source: TemplateSource) -> Parts:
    """Read likewise what is shipped as *name*, once for all processes."""
    place = place_of(name, ("parts",), names, source.label, source.text)
    data = place.load() if place else None
    if data is not None:
        return _parts_decoder().decode(data)
    parts = _read(_environment_in(load_catalog(ENGLISH)), names, name, source)
    if place:
        place.keep(msgspec.msgpack.encode(parts))
    return parts


@cache
def _parts_decoder() -> msgspec.msgpack.Decoder[Parts]:
    return msgspec.msgpack.Decoder(Parts)


@cache
def _environment_in(words: Catalog) -> jinja2.Environment:
    return make_environment({}, words)


def _read(
    environment: jinja2.Environment,
    names: tuple[str, ...],
    name: str,
    source: TemplateSource,
) -> Parts:
    try:
        tree = environment.parse(source.text, name)
    except jinja2.TemplateSyntaxError as fault:
        return Parts(problems=(syntax_problem(fault, source),))
    keep_tree(environment, name, source.text, tree)
    return _Reading(environment, names, source).read(tree)


class _Reading:
    """Reads the tree of one template once, for all that is asked of it."""

    def __init__(
        self,
        environment: jinja2.Environment,
        names: Collection[str],
        source: TemplateSource,
    ) -> None:
        self._environment = environment
        self._names = names
        self._source = source
        self._references: list[Reference] = []
        self._problems: list[Problem] = []
        self._blocks: list[tuple[str, int]] = []
        self._outer: list[tuple[str, int]] = []
        self._fields: set[str] = set()
        self._imports: list[Imported] = []
        self._given: set[str] = set()

    def read(self, tree: nodes.Template) -> Parts:
        left: list[tuple[nodes.Node, bool, bool]] = [(tree, True, False)]
        called: set[int] = set()
        while left:
            node, is_certain, is_inner = left.pop()
            if isinstance(node, _NAMING):
                self._named(node, is_certain=is_certain)
            elif isinstance(node, nodes.Block):
                self._blocks.append((node.name, node.lineno))
                if not is_inner:
                    self._outer.append((node.name, node.lineno))
                is_inner = True
            elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
                if node.node.name == FUNCTION:
                    called.add(id(node.node))
                    first = node.args[0] if node.args else None
                    self._name(first, node.lineno, is_certain=is_certain)
            elif isinstance(node, nodes.Name):
                if node.ctx == "store":
                    self._given.add(node.name)
                elif node.name == FUNCTION and id(node) not in called:
                    self._fault(node.lineno, Kind.NO_TEMPLATE_NAME.of())
            elif isinstance(node, nodes.Macro):
                self._given.add(node.name)
            elif isinstance(node, nodes.Filter):
                self._known(node, "filter", self._environment.filters)
            elif isinstance(node, nodes.Getattr | nodes.Getitem):
                self._fields.update(_field_in(node))
            elif isinstance(node, nodes.Test):
                self._known(node, "test", self._environment.tests)
            is_certain = is_certain and not isinstance(node, _PERHAPS)
            children = [(one, is_certain, is_inner) for one in node.iter_child_nodes()]
            left += reversed(children)
        return Parts(
            tuple(self._references),
            tuple(self._problems),
            tuple(self._blocks),
            tuple(self._outer),
            tuple(_beside(tree)),
            frozenset(self._fields),
            tuple(self._imports),
            frozenset(self._given),
        )

    def _named(self, node: nodes.Node, *, is_certain: bool) -> None:
        assert isinstance(node, _NAMING)
        if isinstance(node, nodes.Include):
            self._included(node, is_certain=is_certain)
        elif isinstance(node, nodes.Extends):
            self._name(node.template, node.lineno, is_parent=True)
        else:
            self._name(node.template, node.lineno, is_certain=is_certain)
            self._imported(node)

    def _imported(self, node: nodes.Import | nodes.FromImport) -> None:
        """Note what *node* takes from another template, and under which names."""
        if isinstance(node, nodes.Import):
            self._given.add(node.target)
            return
        template = _name_in(node.template)
        for one in node.names:
            name, own = one if isinstance(one, tuple) else (one, one)
            self._given.add(own)
            if template in self._names:
                assert template is not None
                self._imports.append(Imported(template, name, node.lineno))

    def _included(self, node: nodes.Include, *, is_certain: bool) -> None:
        """Note what *node* includes: the first that is there of those that it names."""
        named = [node.template]
        if isinstance(node.template, nodes.Tuple | nodes.List):
            named = list(node.template.items)
        there = [one for one in named if self._is_there(one)]
        for one in named:
            if one in there or _name_in(one) is None:
                first = is_certain and one is there[0] if there else False
                self._name(one, node.lineno, is_certain=first)
        if not (there or node.ignore_missing) and _name_in(named[0]) is not None:
            self._name(named[0], node.lineno)

    def _is_there(self, node: nodes.Expr) -> bool:
        return _name_in(node) in self._names

    def _name(
        self,
        node: nodes.Node | None,
        line: int,
        *,
        is_certain: bool = True,
        is_parent: bool = False,
    ) -> None:
        """Note that the template that *node* names is made, or made of, here."""
        name = _name_in(node)
        if name is None:
            self._fault(line, Kind.NO_TEMPLATE_NAME.of())
        elif name not in self._names:
            known = [one for one in self._names if _is_like(one, name)]
            near = near_match(name, known)
            folder, _, inner = name.rpartition("/")
            if inner in self._names and near_match(f"{folder}/", [SHIPPED]):
                near = f"{SHIPPED}{inner}"
            self._fault(line, Kind.NO_TEMPLATE.of(name, near))
        else:
            self._references.append(Reference(name, line, is_parent, is_certain))

    def _known(
        self, node: nodes.Filter | nodes.Test, what: str, known: Mapping[str, object]
    ) -> None:
        if node.name not in known:
            near = near_match(node.name, known)
            said = Kind.NO_TEMPLATE_WORD.of(what, node.name, near)
            if isinstance(node, nodes.Filter):
                said = Kind.NO_FILTER.of(node.name, near)
            self._fault(node.lineno, said)

    def _fault(self, line: int, message: Message) -> None:
        self._problems.append(Problem(self._source.label, line, message))


def _name_in(node: nodes.Node | None) -> str | None:
    """Give the name that *node* is, unless it is known as a page is made alone."""
    name = node.value if isinstance(node, nodes.Const) else None
    return name if isinstance(name, str) else None


def _field_in(node: nodes.Getattr | nodes.Getitem) -> Iterator[str]:
    """Give the name of the field that *node* is, if it is one of `page.fields`."""
    of = node.node
    page = of.node if isinstance(of, nodes.Getattr) and of.attr == "fields" else None
    if isinstance(page, nodes.Name) and page.name == "page":
        name = node.attr if isinstance(node, nodes.Getattr) else _name_in(node.arg)
        yield name or ""


def _is_like(known: str, name: str) -> bool:
    """Tell whether both are of those that are shipped, or both of the site's."""
    return known.startswith(SHIPPED) is name.startswith(SHIPPED)


def _beside(tree: nodes.Template) -> Iterator[int]:
    """Tell the lines of *tree* that print something beside its blocks, if it extends."""
    if not any(isinstance(one, nodes.Extends) for one in tree.body):
        return
    for output in tree.body:
        printed: Iterable[nodes.Node] = ()
        if isinstance(output, nodes.Output):
            printed = output.nodes
        for one in printed:
            text = one.data if isinstance(one, nodes.TemplateData) else "shown"
            if text.strip():
                before = text[: len(text) - len(text.lstrip())]
                yield one.lineno + before.count("\n")

"""The environment that templates are rendered in."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from functools import cache, partial
from types import BuiltinMethodType, CodeType, FunctionType
from typing import Any, Final, cast

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from commentariat.engine.fragments import FUNCTION, Fragments
from commentariat.engine.hooked import add_to_templates
from commentariat.engine.shipped_cache import Place, place_of
from commentariat.engine.template_files import (
    TemplateSource,
    is_of_frame,
    is_shipped,
)
from commentariat.engine.words import FUNCTIONS, WordsError, install, put_words
from commentariat.hooks.model import NO_HOOKS, HookFile
from commentariat.hooks.names import IN_TEMPLATES
from commentariat.interface.catalog import ENGLISH, Catalog, load_catalog
from commentariat.language_tags import direction_of
from commentariat.site.views import Spoken

try:
    from markupsafe._speedups import _escape_inner as _escape_text
except ImportError:  # another version, or one without its part in C
    _escape_text = escape


WORDING: Final = "wording"
"""What tells templates which language the words of a page are of."""
RENDERED: Final = ("site", "page", "body", "course", "reading", "bodies")
"""What a template is given when it is filled."""


def make_environment(
    sources: Mapping[str, TemplateSource],
    words: Catalog | None = None,
    hooks: HookFile = NO_HOOKS,
    frame: Catalog | None = None,
) -> jinja2.Environment:
    """
    Make the environment that *sources* are rendered in: all escaped, no gaps.

    They say their *words* as the catalog has them; as they are written without one.
    What is the same around all pages says those of the *frame*, if that has others.
    Filters and globals of *hooks* are there beside those that all sites have.

    Raises:
        SourceError: hooks fail, or set what is there already.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        source = sources.get(name)
        return (source.text, source.label, None) if source else None

    environment = _Environment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        optimized=False,  # little is constant: to look for it takes longer
    )
    environment.sources = sources
    environment.loaded = {}
    environment.filters["longest_word"] = _longest_word
    environment.words = words or load_catalog(ENGLISH)
    environment.frame = frame or environment.words
    install(environment, environment.words, environment.frame)
    language = environment.words.language
    environment.globals[WORDING] = Spoken(language, direction_of(language))
    if hooks.has(*IN_TEMPLATES):
        add_to_templates(environment, hooks, (*RENDERED, WORDING, FUNCTION, *FUNCTIONS))
    else:  # filters of hooks may be in what is compiled
        environment.bytecode_cache = _kept_code()
    return environment


class _Bucket(Bucket):
    """The code of one template in words, and where it is kept for the next process."""

    words: Catalog
    place: Place | None = None


class _KeptCode(jinja2.BytecodeCache):
    """
    Templates as they were last compiled with the same words, by name and label.

    To compile them takes longer than all else in a small site, and a preview makes an
    environment at each change of settings or of one template. Where pages are traced an
    extension is added, by which the same text is other code. Of those that are shipped
    the code is kept for other processes as well.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], tuple[str, CodeType]] = {}

    def get_bucket(
        self,
        environment: jinja2.Environment,
        name: str,
        filename: str | None,
        source: str,
    ) -> Bucket:
        key = self.get_cache_key(name, filename)
        bucket = _Bucket(environment, key, self.get_source_checksum(source))
        bucket.words = cast(_Environment, environment).words_of(name)
        self.load_bytecode(bucket)
        if bucket.code is None:
            bucket.place = _shipped_place(environment, name, filename, source)
            data = bucket.place.load() if bucket.place else None
            if data is not None:
                bucket.code = marshal.loads(data)
                self._remember(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._kept.get(_place(bucket), ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._remember(bucket)
        if isinstance(bucket, _Bucket) and bucket.place:
            bucket.place.keep(marshal.dumps(bucket.code))

    def _remember(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._kept[_place(bucket)] = bucket.checksum, bucket.code


def _shipped_place(
    environment: jinja2.Environment, name: str, label: str | None, text: str
) -> Place | None:
    """Name the place of the code of the template *name*, if it is a shipped one."""
    assert isinstance(environment, _Environment)
    source = environment.sources.get(name)
    if source is None or not is_shipped(source):
        return None
    words = environment.words_of(name)
    kind = ("code", words.language, *sorted(environment.extensions))
    return place_of(name, kind, label, text, words.digest)


def _place(bucket: Bucket) -> tuple[object, ...]:
    words = cast(_Bucket, bucket).words
    return bucket.key, words, *sorted(bucket.environment.extensions)


@cache
def _kept_code() -> _KeptCode:
    return _KeptCode()


_TREES: Final[dict[tuple[object, ...], nodes.Template]] = {}
"""What was read of templates, and is not compiled yet: to parse them takes half of both."""
_MOST_TREES: Final = 128


def keep_tree(
    environment: jinja2.Environment, name: str, text: str, tree: nodes.Template
) -> None:
    """Keep the *tree* of the *text* of the template *name* until that is compiled, once."""
    if len(_TREES) >= _MOST_TREES:
        _TREES.clear()  # as in a preview, of texts that are others by now
    _TREES[_tree_key(environment, name, text)] = tree


def _tree_key(
    environment: jinja2.Environment, name: str | None, text: str
) -> tuple[object, ...]:
    words = cast(_Environment, environment).words_of(name)
    is_framed = is_of_frame(name or "")
    return text, is_framed, words, *sorted(environment.extensions)


class LackingError(jinja2.UndefinedError):
    """A template asks for what is not there."""

    def __init__(self, of: object, name: str, message: str) -> None:
        super().__init__(message)
        self.of = of
        """What was asked for it."""
        self.name = name
        self.is_variable = of is missing


class _Undefined(jinja2.StrictUndefined):
    """What is not there, and says of what it is lacking when it is used."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: Any = jinja2.UndefinedError,
    ) -> None:
        if exc is jinja2.UndefinedError and isinstance(name, str) and hint is None:
            exc = partial(LackingError, obj, name)
        super().__init__(hint, obj, name, exc)


def _longest_word(text: str) -> int:
    """Count the characters of the longest word of *text*."""
    return max(map(len, text.split()), default=0)


class NotCalledError(jinja2.TemplateRuntimeError):
    """A template shows what is to be called, as `super` for `super()`."""


def _escaped(value: object) -> str:
    """
    Escape *value*, but leave a text that is escaped, or holds no sign, as it is.

    Raises:
        NotCalledError: it is a function: a page would show where that lies in memory.
    """
    if type(value) is str:
        return _escape_text(value)
    if type(value) is Markup:
        return value
    if callable(value) and not isinstance(value, jinja2.Undefined):
        raise NotCalledError
    return escape(value)


class _Template(jinja2.Template):
    """
    A template that does not wrap each text it prints.

    What it prints is joined at once; so a text need not say of itself that it is
    escaped, which takes longer than escaping it.
    """

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        template = super().from_code(environment, code, globals, uptodate)
        names = cast(FunctionType, template.root_render_func).__globals__
        names |= {
            "escape": _escaped,  # what its code calls for each value it prints
            "escape_text": _escape_text,
            "Macro": _Macro,
            "concat": environment.concat,
            "undefined": environment.undefined,
            "cond_expr_undefined": names["Undefined"],
        }
        return template

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # All have the same globals: there is no need to look for others in *ctx*.
        return self._module or super()._get_default_module(ctx)


class _CodeGenerator(CodeGenerator):
    """
    Lets a template take shorter ways to what it prints.

    A template gives what it prints as one text, and a block as one list: piece by piece
    each would pass through all the templates that are around it. And it asks a value
    for an attribute itself, before the environment, which tries what else may be meant.
    """

    def write_commons(self) -> None:
        # The rest stands among the names of the module, see `_Template`.
        self.writeline("resolve = context.resolve_or_missing")

    def enter_frame(self, frame: Frame) -> None:
        if frame.parent is None and frame.buffer is None:
            self.buffer(frame)
        super().enter_frame(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        if frame.parent is None and frame.toplevel and self.extends_so_far:
            self.writeline(f"yield concat({frame.buffer})")  # and then the parent's
        elif frame.parent is None and frame.toplevel:
            self.writeline(f"return [concat({frame.buffer})]")
        elif frame.parent is None and frame.block_frame:
            self.writeline(f"return {frame.buffer}")
        super().leave_frame(frame, with_python_scope)

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:
        if frame.toplevel and self.has_known_extends:
            return
        level = 0
        if frame.toplevel and self.extends_so_far:
            self.writeline("if parent_template is None:")
            self.indent()
            level = 1
        name = f"{node.name!r}"
        if node.required:
            self.writeline(f"if len(context.blocks[{name}]) <= 1:", node)
            self.indent()
            said = f"Required block {name} not found"
            self.writeline(f"raise TemplateRuntimeError({said!r})", node)
            self.outdent()
        seen = self.derive_context(frame) if node.scoped else self.get_context_ref()
        made = f"context.blocks[{name}][0]({seen})"
        self.writeline(f"{frame.buffer}.extend({made})", node)
        self.outdent(level)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        if node.with_context:
            made = (
                "template.root_render_func(template.new_context("
                f"context.get_all(), True, {self.dump_local_context(frame)}))"
            )
        else:
            made = "template._get_default_module()._body_stream"
        if node.ignore_missing:
            self.writeline("try:")
            self.indent()
        self.writeline("template = environment.get_or_select_template(", node)
        self.visit(node.template, frame)
        self.write(f", {self.name!r})")
        if node.ignore_missing:
            self.outdent()
            self.writeline("except TemplateNotFound:")
            self.indent()
            self.writeline("pass")
            self.outdent()
            self.writeline("else:")
            self.indent()
        self.writeline(f"{frame.buffer}.extend({made})")
        if node.ignore_missing:
            self.outdent()

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(escape_text(shown) if type(shown := ")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(") is str else escape(shown))")

    def visit_Call(
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        # What takes the context would see variables of a loop in it: nothing does.
        frame = frame.copy()
        frame.loop_frame = frame.block_frame = False
        super().visit_Call(node, frame, forward_caller=forward_caller)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("(got if (got := getattr((of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr(of, {node.attr!r}))")


class _Macro(Macro):
    """Knows whether it takes no more than what it names."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.is_plain = not (self.catch_kwargs or self.catch_varargs or self.caller)


class _Context(Context):
    """Calls macros and `fragments` at once: of others it asks how they are called."""

    def __init__(
        self,
        environment: jinja2.Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, Any] | None = None,
    ) -> None:
        # Which of its names are globals is asked where templates differ in them.
        super().__init__(environment, parent, name, blocks)

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        kind = type(__obj)
        if kind is _Macro:
            left = __obj._argument_count - len(args)
            if (
                kwargs
                or left < 0
                or not (__obj.is_plain and __self.eval_ctx.autoescape)
            ):
                return __obj(__self.eval_ctx, *args, **kwargs)
            return _as_markup(__obj._func(*args, *_MISSING[:left]))
        if kind is Fragments or (
            kind is BuiltinMethodType and type(__obj.__self__) is str
        ):
            return __obj(*args, **kwargs)
        return super().call(__obj, *args, **kwargs)


_as_markup = partial(str.__new__, Markup)
_MISSING = (missing,) * 255


class _Environment(jinja2.Environment):
    """Gives every template its words, and its globals as they are when it is loaded."""

    code_generator_class = _CodeGenerator
    context_class = _Context
    template_class = _Template
    sources: Mapping[str, TemplateSource]
    words: Catalog
    frame: Catalog
    loaded: dict[str | jinja2.Template, jinja2.Template]
    """By name: it is asked for what a template includes and imports a page at a time."""

    def words_of(self, name: str | None) -> Catalog:
        """Give the words that the template *name* says."""
        return self.frame if is_of_frame(name or "") else self.words

    def parse(
        self, source: str, name: str | None = None, filename: str | None = None
    ) -> nodes.Template:
        tree = super().parse(source, name, filename)
        try:
            words, is_framed = self.words_of(name), is_of_frame(name or "")
            return put_words(tree, words, is_of_frame=is_framed)
        except WordsError:
            self.handle_exception(source=source)

    def compile(
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        if isinstance(source, str):
            tree = _TREES.pop(_tree_key(self, name, source), None)
            if tree is None:
                source = self.parse(source, name, filename)
            else:
                tree.set_environment(self)
                source = tree
        return super().compile(source, name, filename, raw, defer_init)  # type: ignore[call-overload]

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        found = self.loaded.get(name) if globals is None else None
        if found is None:
            found = super().get_template(name, parent, globals)
            if isinstance(name, str):
                self.loaded[name] = found
        return found

    def make_globals(
        self, d: MutableMapping[str, Any] | None
    ) -> MutableMapping[str, Any]:
        # Every rendering copies them: a ChainMap, asked key by key, takes as long as
        # a small page does.
        return {**self.globals, **(d or {})}

"""Hooks of a site, run before anything is made by them."""

from __future__ import annotations

from commentariat.hooks.model import HookFile
from commentariat.hooks.names import IN_INTAKE


def try_hooks(hooks: HookFile) -> None:
    """
    Run *hooks*, and see whether all that they set can be used.

    Raises:
        SourceError: they fail, or it cannot.
    """
    if not hooks:
        return  # most sites have none, and all that they are tried in takes long to import
    from commentariat.engine.markup import try_extensions
    from commentariat.engine.templates import make_environment
    from commentariat.hooks.loading import open_hooks

    open_hooks(hooks)
    make_environment({}, hooks=hooks)
    try_extensions(hooks)
    if hooks.has(*IN_INTAKE):
        from commentariat.intake.hooked import layouts_of, repairs_of
        from commentariat.intake.sources.own import sources_of

        layouts_of(hooks)
        repairs_of(hooks)
        sources_of(hooks)

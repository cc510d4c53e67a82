"""The settings of a site: what `[tool.commentariat]` in pyproject.toml may say."""

from __future__ import annotations

from commentariat.config.loading import line_of_setting, load_settings, parse_settings
from commentariat.config.model import (
    FULL,
    HOSTS,
    LISTINGS,
    OWN,
    PICTURE_METADATA,
    QUOTES,
    SETTINGS_FILE,
    STRIP,
    MarkdownSettings,
    MenuItem,
    PolicySettings,
    PublishSettings,
    Settings,
    SourceSettings,
)
from commentariat.config.rows import (
    FACET_SETTINGS,
    FIELD_SETTINGS,
    OWN_FACET_SETTINGS,
    SECTION_SETTINGS,
    SETTINGS,
    Setting,
    SettingShape,
)
from commentariat.config.theme import FontSettings, Schemed, ThemeSettings

__all__ = [
    "FACET_SETTINGS",
    "FIELD_SETTINGS",
    "FULL",
    "HOSTS",
    "LISTINGS",
    "OWN",
    "OWN_FACET_SETTINGS",
    "PICTURE_METADATA",
    "QUOTES",
    "SECTION_SETTINGS",
    "SETTINGS",
    "SETTINGS_FILE",
    "STRIP",
    "FontSettings",
    "MarkdownSettings",
    "MenuItem",
    "PolicySettings",
    "PublishSettings",
    "Schemed",
    "Setting",
    "SettingShape",
    "Settings",
    "SourceSettings",
    "ThemeSettings",
    "line_of_setting",
    "load_settings",
    "parse_settings",
]

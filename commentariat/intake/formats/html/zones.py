"""What the parts of a page are for, told by their elements, roles, classes and ids."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from commentariat.intake.formats.html.tree import HEADINGS, Element
from commentariat.intake.pages.model import Label

_CHROME: Final = frozenset(
    "nav footer dialog menu button select textarea input option canvas map svg".split()
)
_ROLES: Final = frozenset(
    "navigation banner contentinfo search dialog alertdialog menu menubar toolbar tablist "
    "alert status tooltip complementary form".split()
)
_WHOLE: Final = frozenset(("html", "body", "main"))
_WORD: Final = re.compile(r"[a-z]+")
# What is said of a whole piece: its terms and kind, in words of the house.
_OF_PIECE: Final = re.compile(r"(?:^|\s)(?:hentry|post-\d+|node)(?:\s|$)")


# Each name is cut into its words, with a blank around each; `_` joins words that follow.
def _any(text: str) -> re.Pattern[str]:
    words = (one.replace("_", " ") for one in text.split())
    return re.compile(rf" (?:{'|'.join(words)})(?= )")


_NAMES: Final = (
    (
        Label.BIO,
        _any(
            "author_bio author_bios author_box author_info author_about about_author "
            "about_the_author about_authors author_profile author_card author_description "
            "authorbio authorbox aboutauthor bio biography author_bottom post_author_box "
            "author_details author_block author_footer written_by entry_author_info "
            "author_section contributor_bio expert_bio experts_bio vcard_author saboxplugin authors_bio"
        ),
    ),
    (
        Label.TAGS,
        _any(
            "tags taglist tag_list tagcloud tag_cloud post_tags tags_links tag_links "
            "cat_links entry_tags article_tags keywords topics_list topic_list "
            "post_categories filed_under tagged posted_in entry_categories"
        ),
    ),
    (
        Label.RELATED,
        _any(
            "related relatedposts relatedarticles relatedcontent related_posts recommended "
            "recommendations recommend recirc recirculation outbrain taboola zergnet "
            "more_from morefrom more_stories more_on more_news more_posts read_next "
            "readnext up_next upnext you_may you_might also_like see_also read_also "
            "read_more_list most_read most_popular mostread popular trending latest "
            "latest_news recent_posts recentposts other_stories teasers promo_list "
            "suggested suggestions further_reading_list next_article jp_relatedposts "
            "relatedarticle relateddls same_topic nextstory next_story next_stories "
            "rec_posts rec_post also_read read_too readmore_list linked_posts "
            "crp yarpp contextly revcontent nrelate"
        ),
    ),
    (
        Label.NAVIGATION,
        _any(
            "nav navbar navigation navigations menu submenu breadcrumb breadcrumbs "
            "pagination pager paging pagenav prevnext prev_next nextprev sidebar sidebars "
            "side_bar footer foot masthead toolbar skip skiplink skip_link "
            "share sharing shares sharebar sharedaddy sharethis addthis addtoany a2a "
            "shareaholic social socials socialmedia social_media socialshare followus "
            "follow_us follow cookie cookies cookiebar cookieconsent consent gdpr "
            "onetrust optanon newsletter newsletters subscribe subscription signup "
            "sign_up mailchimp mc4wp email_signup donate donation paywall regwall advert "
            "adverts advertisement advertising ad ads adsense dfp adslot ad_slot "
            "sponsored sponsor promo promos promotion promobox popup modal lightbox_text "
            "overlay comment comments commentlist comment_list comment_form commentform "
            "disqus respond discussion_thread livefyre replies widget_area widgetarea login "
            "signin sign_in searchform search_form search_box hidden_print noprint "
            "no_print printonly_hide screen_reader sr_only visually_hidden "
            "visuallyhidden clipboard copy_link backtotop back_to_top to_top utility "
            "site_header site_footer page_header_nav page_footer tools article_tools "
            "post_tools editsection mw_editsection catlinks jump_to_nav noexcerpt "
            "siteinfo printfooter toctoggle edit_link post_edit rating ratings votes "
            "reactions likes likebox tweet_button print_link printbutton print_button newsticker "
            "ticker affiliate buybox language_switcher lang_switcher "
            "languages_list wpml_ls page_views view_count read_time reading_time "
            "minutes_read audio_player_controls listen_bar player_controls"
        ),
    ),
)
_IN_LINE: Final = _any(
    "share sharing sr_only screen_reader visually_hidden visuallyhidden editsection "
    "mw_editsection hidden_print noprint no_print tooltip_text copy_link"
)
_HEAD_NAMES: Final = (
    (
        Label.IMAGE_CREDIT,
        _any("image_credit photo_credit photocredit imagecredit credit img_credit"),
    ),
    (
        Label.BYLINE,
        _any(
            "byline bylines author authors by_author contributors contributor "
            "author_name authorname posted_by post_author entry_author creator writer "
            "article_author written_by by_line"
        ),
    ),
    (
        Label.PUBLISHED,
        _any(
            "date published pubdate timestamp datetime entry_date post_date postdate "
            "publish_date published_date publication_date article_date posted_on "
            "dateline time pub_date article_time post_time updated"
        ),
    ),
    (
        Label.DEK,
        _any(
            "dek deck subtitle standfirst subheadline subhead sub_title sub_head "
            "sub_heading subheading tagline article_summary article_excerpt post_excerpt "
            "entry_summary article_description article_intro lead_in strapline "
            "post_subtitle entry_subtitle chapeau"
        ),
    ),
    (
        Label.TYPE_LABEL,
        _any(
            "kicker eyebrow rubric overline article_type post_type content_type "
            "entry_category category categories section_label topic topics"
        ),
    ),
)
_MOST_WORDS: Final = 4
_LONGEST: Final = 500
"""Classes and ids of more signs say all that a builder of pages could say."""


@lru_cache(maxsize=16_384)
def _words_of(names: str) -> str:
    """
    Cut classes and ids into their words, a blank around each, `|` between names.

    Names of many words are those of headings, made ids.
    """
    named = (_WORD.findall(one) for one in names.split())
    return " | ".join(
        f" {' '.join(words)} " for words in named if len(words) <= _MOST_WORDS
    )


@lru_cache(maxsize=16_384)
def zone_of_names(names: str) -> Label | None:
    """Tell by classes and ids what is none of the text wherever it stands."""
    if len(names) > _LONGEST:
        return None
    words = _words_of(names)
    return next((label for label, found in _NAMES if found.search(words)), None)


def is_aside_in_line(names: str) -> bool:
    """Tell by classes and ids what is none of the text even within a sentence."""
    return _IN_LINE.search(_words_of(names)) is not None


@lru_cache(maxsize=16_384)
def head_zone_of_names(names: str) -> Label | None:
    """Tell by classes and ids what a short line is that stands above the text."""
    if len(names) > _LONGEST:
        return None
    words = _words_of(names)
    return next((label for label, found in _HEAD_NAMES if found.search(words)), None)


def is_hidden(element: Element) -> bool:
    """Tell whether browsers do not show *element*, as its own attributes say."""
    if element.get("role") == "tabpanel" or element.get("hidden") == "until-found":
        return False  # what readers open
    if element.has("hidden"):
        return "accordion" not in element.names
    style = element.get("style")
    if not style:
        return False
    style = style.replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _is_heading(button: Element) -> bool:
    """Tell the *button* that opens a part of a text, and is the heading of it."""
    parent = button.parent
    is_within = parent is not None and parent.name in (*HEADINGS, "summary", "dt")
    return is_within or "accordion" in button.names


_OF_LINES: Final = re.compile(
    r"(?:^|[\s_-])(?:gutter|linenos?|line-numbers)(?:[\s_-]|$)"
)
"""What a column of numbers beside code is called."""


def find_zone(element: Element) -> Label | None:
    """Tell what *element* is, where it is none of the text by what is said of it."""
    name = element.name
    if name in _CHROME:
        return None if name == "button" and _is_heading(element) else Label.NAVIGATION
    if name == "td" and _OF_LINES.search(element.names):
        return Label.NAVIGATION
    if name in _WHOLE or element.node is None or not len(element.node.attrs):
        return Label.NAVIGATION if name == "aside" else None
    if element.get("role") in _ROLES or element.get("aria-modal") == "true":
        return Label.NAVIGATION
    if element.get("itemprop") in ("comment", "breadcrumb") or is_hidden(element):
        return Label.NAVIGATION
    names = element.names
    found = None
    if names and name not in HEADINGS and not _OF_PIECE.search(names):
        found = zone_of_names(names)
    return Label.NAVIGATION if name == "aside" and found is None else found

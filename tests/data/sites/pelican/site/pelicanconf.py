import os

AUTHOR = "Mara Lindqvist"
SITENAME = "Lock and Weir"
SITEURL = "https://weir.example"
PATH = "content"
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "en"
ARTICLE_URL = "posts/{date:%Y}/{date:%b}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
ARTICLE_LANG_URL = "{lang}/{slug}.html"
ARTICLE_LANG_SAVE_AS = "{lang}/{slug}.html"
STATIC_PATHS = ["images", "extra"]
EXTRA_PATH_METADATA = {"extra/robots.txt": {"path": "robots.txt"}}
FILENAME_METADATA = r"(?P<date>\d{4}-\d{2}-\d{2})_(?P<slug>.*)"
DEFAULT_PAGINATION = False
CACHE_PATH = os.environ.get("NOWHERE", "cache")
AUTHOR_FEED_RSS = None

"""The editor's desk: the review as a page on this machine."""

from commentariat.desk.routes import review_routes

__all__ = ["review_routes"]

"""Why a page, feed or fetch gave no article: one reason code each, for counting and for people."""

from __future__ import annotations

from enum import StrEnum

from service.domain.errors import InputError, QuoteError


class PageProblem(StrEnum):
    """Why a page is not stored as an article."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_HTML = "not_html"
    BAD_ENCODING = "bad_encoding"
    BROKEN = "broken"
    NO_ARTICLE = "no_article"
    PAYWALL = "paywall"
    CONSENT_WALL = "consent_wall"
    LISTING = "listing"


REMEDIES = {
    PageProblem.EMPTY: "Send the bytes of the page as they came from the server.",
    PageProblem.TOO_LARGE: "Send the article as text, or raise the limit for pages.",
    PageProblem.NOT_HTML: "Send HTML; for plain text use the text of the article.",
    PageProblem.BAD_ENCODING: "Send the page in the encoding that it declares, best UTF-8.",
    PageProblem.BROKEN: "Send the article as text.",
    PageProblem.NO_ARTICLE: "Send the page of one article, or the article as text.",
    PageProblem.PAYWALL: "Fetch the page with a subscription, or send the article as text.",
    PageProblem.CONSENT_WALL: "Fetch the page after consent, or send the article as text.",
    PageProblem.LISTING: "Send the pages of the articles that this page lists.",
}


class UnreadablePageError(InputError):
    """The page holds no article that could be stored.

    Attributes:
        reason: the code under which coverage counts it.
    """

    def __init__(self, reason: PageProblem, message: str) -> None:
        """Keep the reason; the way out follows from it."""
        super().__init__(message, field="html", remedy=REMEDIES[reason])
        self.reason = reason


class FeedProblem(StrEnum):
    """Why a feed, or an item of it, gave nothing."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_FEED = "not_a_feed"
    NO_ADDRESS = "no_address"
    BEYOND_LIMIT = "beyond_limit"
    BAD_DATE = "bad_date"


class UnreadableFeedError(InputError):
    """The bytes are no feed, or an item of it is none.

    Attributes:
        reason: the code under which coverage counts it.
    """

    def __init__(self, reason: FeedProblem, message: str) -> None:
        """Keep the reason."""
        super().__init__(
            message,
            field="feed",
            remedy="Give the address of an RSS, Atom or JSON feed or of a news sitemap.",
        )
        self.reason = reason


class FetchProblem(StrEnum):
    """Why nothing could be fetched."""

    BAD_URL = "bad_url"
    SCHEME = "scheme"
    CREDENTIALS_IN_URL = "credentials_in_url"
    PORT = "port"
    DNS = "dns"
    PRIVATE_ADDRESS = "private_address"
    CONNECT = "connect"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    CONTENT_TYPE = "content_type"
    CONTENT_ENCODING = "content_encoding"
    TRUNCATED = "truncated"
    PROTOCOL = "protocol"
    STATUS = "status"
    ROBOTS = "robots"


class FetchError(QuoteError):
    """Nothing could be fetched.

    Attributes:
        reason: the code under which coverage counts it.
        status: the status of the answer, when there was one.
        retry_after_seconds: how long the server asked to wait, when it said so.
    """

    def __init__(
        self,
        reason: FetchProblem,
        message: str,
        *,
        status: int | None = None,
        retry_after_seconds: float | None = None,
    ) -> None:
        """Keep the reason and what the server said."""
        super().__init__(message)
        self.reason = reason
        self.status = status
        self.retry_after_seconds = retry_after_seconds

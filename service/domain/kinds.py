"""The closed sets of words that values of the model are told apart by."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """How an article presents a quotation."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    SCARE = "scare"
    TITLE = "title"
    NICKNAME = "nickname"
    MOTTO = "motto"
    HYPOTHETICAL = "hypothetical"

    @property
    def is_quotation(self) -> bool:
        """Whether mentions of this form enter statements."""
        return self in {Form.DIRECT, Form.MIXED, Form.INDIRECT}

    @property
    def is_reported(self) -> bool:
        """Whether the words are the article's rendering, not said to be the speaker's own."""
        return self in {Form.MIXED, Form.INDIRECT}


class Place(StrEnum):
    """Where in the article a quotation stands; offsets of ``headline`` count in the title."""

    BODY = "body"
    HEADLINE = "headline"
    CAPTION = "caption"
    BLOCK_QUOTE = "block_quote"
    EMBEDDED_POST = "embedded_post"


class Stance(StrEnum):
    """What the cue says of the speaker's commitment.

    ``believes``, ``wants``, ``favours`` and ``opposes`` tell of a mind, not of words: an attitude
    or an intention that the article ascribes, which a reader would not call a quotation.
    """

    NEUTRAL = "neutral"
    CLAIMS = "claims"
    DENIES = "denies"
    ADMITS = "admits"
    WARNS = "warns"
    PROMISES = "promises"
    ORDERS = "orders"
    ASKS = "asks"
    JOKES = "jokes"
    BELIEVES = "believes"
    WANTS = "wants"
    FAVOURS = "favours"
    OPPOSES = "opposes"

    @property
    def is_attitude(self) -> bool:
        """Whether the cue ascribes a thought or an intention, not words."""
        return self in {Stance.BELIEVES, Stance.WANTS, Stance.FAVOURS, Stance.OPPOSES}


class MatchKind(StrEnum):
    """What two wordings are to each other; ``contained`` reads "a lies in b".

    ``continuation`` joins the stretches of one sentence that a cue splits ("A," X said, "b.").
    """

    IDENTICAL = "identical"
    NORMALISED = "normalised"
    CONTAINED = "contained"
    CONTAINS = "contains"
    REWORDED = "reworded"
    REPORTED = "reported"
    PARAPHRASE = "paraphrase"
    TRANSLATION = "translation"
    CONTINUATION = "continuation"
    DIFFERENT = "different"


class MatchStatus(StrEnum):
    """How far a match is to be trusted."""

    CONFIRMED = "confirmed"
    SUGGESTED = "suggested"
    REJECTED = "rejected"


class Bond(StrEnum):
    """What a match does to statements.

    ``union`` makes two renderings one statement; ``attach`` hangs the shorter one on the longer
    one and never carries further, so that a stock phrase cannot bridge two statements; ``none``
    is shown to readers and moves nothing.
    """

    UNION = "union"
    ATTACH = "attach"
    NONE = "none"


class DifferenceKind(StrEnum):
    """The sort of one edit between two wordings."""

    TYPOGRAPHY = "typography"
    SPELLING = "spelling"
    INFLECTION = "inflection"
    TENSE = "tense"
    MODALITY = "modality"
    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    QUALIFIER = "qualifier"
    WORD_CHOICE = "word_choice"
    OMISSION = "omission"
    INSERTION = "insertion"
    ORDER = "order"
    SPLICE = "splice"
    ELLIPSIS = "ellipsis"
    BRACKET = "bracket"

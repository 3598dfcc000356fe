"""Pages for browsers, beside the API."""

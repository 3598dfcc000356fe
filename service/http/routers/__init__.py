"""One module per area of the API: parse, one use case, answer."""

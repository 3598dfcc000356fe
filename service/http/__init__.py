"""Everything that knows HTTP: it translates requests to use cases and their answers back."""

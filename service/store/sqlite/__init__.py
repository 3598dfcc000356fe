"""The embedded store: SQLite is the record, tantivy the candidate index derived from it."""

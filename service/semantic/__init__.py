"""Nearness of meaning by an optional model: vectors, an index of them, suggested links."""

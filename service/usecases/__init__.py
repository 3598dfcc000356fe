"""One module for each thing that a user asks for: plain functions over a store."""

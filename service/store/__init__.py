"""The store: one port in the words of the domain, and what stands behind it."""

"""Who is who across articles: one person or body under several names."""

"""Finding what an article presents as someone's words, and whose words they are."""

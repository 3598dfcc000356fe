"""Judging whether two quotations render one utterance, and how their words differ."""

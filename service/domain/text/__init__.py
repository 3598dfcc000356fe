"""Reading text: normalisation with a way back, tokens, sentences, selectors, language, names."""

from service.domain.text.lexicon import word_set


def test_a_running_text_becomes_a_set():
    assert word_set("a b  a") == {"a", "b"}

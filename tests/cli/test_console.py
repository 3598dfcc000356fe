from __future__ import annotations

from service.cli.console import visible


def test_characters_that_steer_a_terminal_are_shown():
    assert visible("a\x1b[31mb\x07") == "a\\u001b[31mb\\u0007"
    assert visible("a\u202eb\u2066c") == "a\\u202eb\\u2066c"


def test_words_stay_as_they_are():
    text = "“¿Qué?” 你好 e\u0301 👩\u200d🚀 می\u200cخواهم"
    assert visible(text) == text


def test_lines_become_one():
    assert visible("a\r\n\tb") == "a   b"

"""The table of everyday words: sound in itself, and read as it is meant."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from citizen_portal.procedures.search import everyday_words
from citizen_portal.procedures.search.words import tokens_of, words_of

TABLE = tomllib.loads(
    (Path(everyday_words.__file__).parent / "data" / "everyday_words.toml").read_text("utf-8")
)


def meanings(query: str) -> list[str]:
    found = everyday_words.everyday_words().readings(words_of(query))
    return [" ".join(word.folded for word in words) for words in found]


def test_no_phrase_stands_twice() -> None:
    said = Counter(" ".join(tokens_of(one)) for each in TABLE["phrase"] for one in each["said"])
    assert [one for one, times in said.items() if times > 1] == []


def test_every_phrase_means_something_in_words() -> None:
    for each in TABLE["phrase"]:
        assert each["said"]
        assert each["means"]
        assert all(tokens_of(one) for one in [*each["said"], *each["means"]])
    assert all(tokens_of(one) for one in [*TABLE["weak"], *TABLE["whole"]])


def test_a_phrase_is_read_with_and_without_its_marks() -> None:
    assert meanings("sổ đỏ") == meanings("so do")
    assert meanings("sổ đỏ") != []


def test_a_phrase_is_not_read_with_other_marks() -> None:
    assert meanings("số đo") == []


def test_the_longest_phrase_counts_and_the_rest_stays() -> None:
    assert meanings("đổi bằng lái xe máy nhanh") == ["doi giay phep lai xe nhanh"]


def test_each_meaning_is_a_reading() -> None:
    assert len(meanings("xây nhà")) == 2


def test_words_that_mean_nothing_else_have_no_reading() -> None:
    assert meanings("thường trú") == []
    assert everyday_words.everyday_words().readings(()) == ()

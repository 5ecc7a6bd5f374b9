"""A word in katakana is told from the English one that it comes from."""

import pytest

from app.verification.loanwords import sounds_like


@pytest.mark.parametrize(
    ("katakana", "english"),
    [
        ("カタログ", "catalogue"),
        ("サンプル", "samples"),
        ("プリンター", "printer"),
        ("ｺﾝﾃﾅ", "container"),
        ("バージョン", "version"),
    ],
)
def test_a_loanword_sounds_like_its_english_word(katakana: str, english: str) -> None:
    assert sounds_like(katakana, english)


@pytest.mark.parametrize(
    ("katakana", "english"),
    [
        ("カタログ", "delivery"),
        ("オイル", "oil"),
        ("アプリエアゴール", "invoice"),
        ("ケーキ", "tea"),
        ("", ""),
        ("・ー", "a"),
    ],
)
def test_other_words_do_not(katakana: str, english: str) -> None:
    assert not sounds_like(katakana, english)

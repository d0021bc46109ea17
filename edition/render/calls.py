"""The marks of notes and of the apparatus: ①②③ and ⓐⓑⓒ in a Chinese book, 1 2 3 and a b c in any other.

number, language of the book → mark
"""

from __future__ import annotations

from edition.render.wording import is_chinese

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
LETTERS = "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏ"


def note_mark(number: int, language: str) -> str:
    """The mark of a note on a printed page; what no circle holds stands without one."""
    return CIRCLED[number - 1] if is_chinese(language) and number <= len(CIRCLED) else str(number)


def entry_mark(number: int, language: str) -> str:
    """The mark of an entry of the apparatus on a printed page."""
    return LETTERS[number - 1] if is_chinese(language) and number <= len(LETTERS) else letter_mark(number)


def screen_mark(number: int, total: int, language: str) -> str:
    """The mark of a note in a file of the EPUB: where a Chinese one has more than twenty, all are counted
    [1], [2] …, which every font has."""
    if not is_chinese(language):
        return str(number)
    return CIRCLED[number - 1] if total <= 20 else f"[{number}]"


def letter_mark(number: int) -> str:
    """1 → a, 26 → z, 27 → aa: the marks of the apparatus in the EPUB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters

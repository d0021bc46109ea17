"""Sort keys for Chinese headings: character by character by letters, tone and
strokes, as GB/T 13418 orders them.

The dictionaries of readings and strokes are large. What was looked up in them is remembered, and kept for the
next build, which loads them only where it has something new to look up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from edition.reuse import Store, key_of

LONGEST = 4
"""A Chinese or Korean name has at most this many characters; a longer one is transliterated."""

Key = tuple[tuple[str, int, int, int, str], ...]

# readings that characters have as surnames; compound surnames first
SURNAMES = {
    "尉迟": "yu4 chi2", "万俟": "mo4 qi2", "长孙": "zhang3 sun1", "澹台": "tan2 tai2", "令狐": "ling2 hu2",
    "单于": "chan2 yu2", "宰父": "zai3 fu3", "皇甫": "huang2 fu3", "夏侯": "xia4 hou2", "盖楼": "gai4 lou2",
    "朴": "piao2", "任": "ren2", "曾": "zeng1", "单": "shan4", "解": "xie4", "区": "ou1", "查": "zha1", "仇": "qiu2",
    "翟": "zhai2", "缪": "miao4", "盖": "ge3", "葛": "ge3", "华": "hua4", "纪": "ji3", "燕": "yan1", "洗": "xian3",
    "冼": "xian3", "员": "yun4", "尹": "yin3", "郇": "xun2", "宓": "fu2", "秘": "bi4", "折": "she2", "黑": "he4",
    "乐": "yue4", "乜": "nie4", "种": "chong2", "晁": "chao2", "谌": "chen2", "召": "shao4", "逄": "pang2",
    "句": "gou1", "隗": "wei3", "祭": "zhai4", "覃": "qin2", "贲": "ben1", "哈": "ha3", "那": "na1", "能": "nai4",
    "朝": "chao2", "过": "guo1", "应": "ying1", "宁": "ning4", "牟": "mou4", "殷": "yin1", "臧": "zang1", "卜": "bu3",
    "费": "fei4", "石": "shi2", "洪": "hong2", "幺": "yao1", "么": "yao1", "钭": "tou3", "盛": "sheng4", "相": "xiang4",
    "干": "gan1", "占": "zhan1", "柏": "bai3", "鲜": "xian1", "哀": "ai1", "佴": "nai4", "阚": "kan4", "妫": "gui1",
}  # fmt: skip

# readings that hold in names of persons and places whatever stands around them
READINGS = {
    "什": "shi2", "阿": "a1", "都": "du1", "柏林": "bo2 lin2", "长春": "chang2 chun1", "长沙": "chang2 sha1",
    "重庆": "chong2 qing4", "朝鲜": "chao2 xian3", "台湾": "tai2 wan1", "厦门": "xia4 men2",
}  # fmt: skip

# transliterated names that begin with the character of a surname, and are short enough to be taken for Chinese
FOREIGN = re.compile(
    r"朴茨|华(?:西|盛|莱|尔)|葛[罗洛]|哈(?:尔|里|萨|瓦|达|特)|盖(?:伊|尔)|查(?:尔|理)|那(?:波|不)|宁(?:波|夏)"
)
HAN_RUN = re.compile(r"[\u3400-\u9fff〇]+|.", re.DOTALL)
LIGATURES = {
    "Æ": "AE",
    "æ": "ae",
    "Œ": "OE",
    "œ": "oe",
    "Ø": "O",
    "ø": "o",
    "Ł": "L",
    "ł": "l",
    "Đ": "D",
    "đ": "d",
    "ß": "ss",
}
TONE = re.compile(r"^([a-zêü]+?)([0-5]?)$")


@dataclass(frozen=True, slots=True)
class Lookups:
    """What was looked up: the readings of runs of Chinese characters, the strokes of characters."""

    readings: dict[str, list[str]] = field(default_factory=dict)
    strokes: dict[str, int] = field(default_factory=dict)


USED = Lookups()
"""What this build has looked up so far."""
KEPT = Lookups()
"""What earlier ones did."""


def sort_key(name: str, override: str = "", *, person: bool = True) -> Key:
    """A heading → a key that sorts it as GB/T 13418 wants: for each character its letters (lü between lu and
    luan), its tone, its strokes, and the character itself so that no two headings share a key.

    `override` gives the reading, one syllable with a tone digit a character: `jin1 ri4 cheng2`. `person`: the
    heading begins with a surname. Latin letters and digits sort as they are, those with accents as without them
    and after what is otherwise the same; points and blanks do not count.
    """
    counted = [char for char in name if char.isalnum()]
    read = override.split() if override else syllables("".join(counted), person=person)
    bases = [_base(char) for char in counted]
    key = tuple(
        _unit(base, base if base != char or n >= len(read) else read[n])
        for n, (char, base) in enumerate(zip(counted, bases, strict=True))
    )
    return key if bases == counted else (*key, ("", 0, 0, 0, "".join(counted)))


def letter(key: Key) -> str:
    """A key → the letter under which it stands in an index, # for figures and the like."""
    first = key[0][0][:1].upper() if key else ""
    return first if first.isascii() and first.isalpha() else "#"


def spelling(name: str, override: str = "", *, person: bool = True) -> str:
    """A heading → its reading with tone digits (`jin1 ri4 cheng2`), as persName type="sort" has it."""
    return override or " ".join(syllables("".join(char for char in name if char.isalnum()), person=person))


def syllables(name: str, *, person: bool = True) -> list[str]:
    """A name → one reading with a tone digit for each character; Latin letters and digits stay as they are."""
    known: dict[int, str] = {}
    if person and len(name) <= LONGEST and not FOREIGN.match(name):
        surname = next((s for s in SURNAMES if name.startswith(s)), "")
        known = dict(enumerate(SURNAMES[surname].split())) if surname else {}
    for word, reading in READINGS.items():
        for match in re.finditer(word, name):
            for n, syllable in enumerate(reading.split(), match.start()):
                known.setdefault(n, syllable)
    return [known.get(n, syllable) for n, syllable in enumerate(_guess(name))]


@contextmanager
def remembering(store: Store | None) -> Iterator[None]:
    """Inside, what `store` has of the lookups of an earlier build is known, and afterwards it has those of this
    one; where it has none, the dictionaries are loaded at once, so that forks have them too."""
    key = key_of("pinyin") if store else ""
    kept: Lookups = (store.get(key) if store else None) or Lookups()
    for lookups in (KEPT, USED):
        lookups.readings.clear()
        lookups.strokes.clear()
    KEPT.readings.update(kept.readings)
    KEPT.strokes.update(kept.strokes)
    if not kept.readings:
        load()
    yield
    if store and kept != USED:
        store.put(key, USED)


def load() -> None:
    """Load the dictionaries."""
    import pypinyin  # noqa: F401
    import strokes  # noqa: F401


def _guess(name: str) -> Iterator[str]:
    for run in HAN_RUN.findall(name):
        if len(run) > 1 or run > "\u3400":
            yield from _read(run)
        else:
            yield run


def _read(run: str) -> list[str]:
    if run not in USED.readings:
        USED.readings[run] = KEPT.readings.get(run) or _look_up(run)
    return USED.readings[run]


def _look_up(run: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(run, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=True)


def _base(char: str) -> str:
    """A Latin letter without its accents; any other character as it is."""
    base = LIGATURES.get(char) or unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else char


def _unit(char: str, syllable: str) -> tuple[str, int, int, int, str]:
    match = TONE.match(syllable.lower().replace("v", "ü"))
    letters, tone = (match[1], int(match[2] or 5)) if match else (syllable.lower(), 0)
    return letters.replace("ü", "u"), int("ü" in letters), tone, _strokes(char), char


def _strokes(char: str) -> int:
    if not "\u4e00" <= char <= "\u9fff":
        return 0
    if char not in USED.strokes:
        USED.strokes[char] = KEPT.strokes.get(char) or _count(char)
    return USED.strokes[char]


def _count(char: str) -> int:
    from strokes import strokes

    return int(strokes(char))

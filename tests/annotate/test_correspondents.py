"""Where no authority file knows the correspondents, the titles of documents say who they are."""

from __future__ import annotations

import pytest

from edition.annotate import annotate
from edition.annotate.passage import passages
from edition.annotate.references.correspondents import names_in
from edition.model import Piece
from tests.annotate.by_hand import corpus, source
from tests.annotate.letters import references, telegram


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("林雁秋", ["林雁秋"]),
        ("驻河阳大使高同尘", ["高同尘"]),
        ("高同尘大使", ["高同尘"]),
        ("费多尔·贝格", ["费多尔·贝格"]),
        ("林雁秋和高同尘", ["林雁秋", "高同尘"]),
        ("河阳省外交部", ["河阳省外交部"]),
        ("大使", []),
        ("各位代表", []),
        ("有关部门", []),
        ("外交部长", []),
        ("母亲", []),
        ("贵部", []),
    ],
)
def test_who_is_named_as_a_correspondent(printed: str, names: list[str]) -> None:
    assert list(names_in(printed)) == names


def found(*documents: Piece) -> list[str]:
    return references(annotate([source(*documents)], corpus()))


def test_titles_say_who_writes_to_whom() -> None:
    asked = telegram("1951-09-20", "林雁秋", "高同尘", "请拨给水泵。", id="a-asked")
    answered = telegram(
        "1951-10-05", "高同尘", "林雁秋", "您9月20日的电报已悉，您9月2日的电报未到。", id="a-answered"
    )
    told = telegram("1951-10-09", "费仲", "高同尘", "林雁秋9月20日给您的电报我看过。")
    assert found(asked, answered, told) == [
        "[ref target=a-asked type=document|您9月20日的电报]已悉，[ref type=document|您9月2日的电报]未到。",
        "[ref cert=medium target=a-asked type=document|林雁秋9月20日给您的电报]我看过。",
    ]


def test_the_edition_itself_names_nobody_who_is_in_no_authority_file() -> None:
    texts = annotate([source(telegram("1951-09-20", "林雁秋", "高同尘", "林雁秋说：同意。"))], corpus()).texts
    assert not [mark for p in passages(texts[0]) for mark in p.block.marks if mark.kind == "name"]
    assert not [key for piece in texts[0].pieces for key in piece.attrs if key.endswith("-ref")]

"""What fuzzing starts from, and what is tried in every test: short inputs with the signs that
mean something to each target."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FOREIGN = Path(__file__).parent.parent / "foreign"

TEXTS = [
    b"",
    b"\xff\xfe",
    "\ufeff甲致乙电\r\n1950年5月6日\r\n来电收悉①。\r\n① 原文如此。\r\n——选自《某书》，第2卷，第15—16页。\r\n".encode(),
    "作者：某\n来源：http://a.b/\n正文：\n[1] 见上。\n\n网友评论\nICP备1号\n".encode(),
    "标题：甲致乙\n描述：乙：好。\n甲：——\n日期：【1951年5月6日】\n".encode(),
    "目录\n第一章 渡口......1\n第一章 渡口\n## 一、\n- 甲\n\t(3)\n同上，第9页。\n".encode(),
    "\0\u2028\u202e\ue000\U000e0001".encode() * 3,
    "（".encode() * 40 + "一".encode() * 40 + b"." * 40,
]
TABLES = [
    b"",
    b'[edition]\nid = "a"\ntitle = 1\n',
    b"[[source]]\n[[source]]\n",
    b'[[person]]\nid = "a"\nname = "a"\nsee = "b"\n[[person]]\nid = "b"\nname = "b"\nsee = "a"\n',
    b'inherit = "volume"\nsegment = ["heading", {use = "x", match = "("}]\n',
    b'[edition]\nid = "../x"\ntitle = "\xe8\xaf\x95"\n[[source]]\nfile = "../../etc/passwd"\nprofile = "/etc/passwd"\n',
    b"a = " + b"[" * 400 + b"]" * 400,
    b"date = 2020-01-01\n\xff",
]
BODIES = [
    b"",
    b"<p>a</p>",
    "<div><head>一</head><p>甲<note>乙<note>丙</note></note><app><lem>丁</lem><rdg/></app></p></div>".encode(),
    b'<p><g ref="#x"/><ref target="#y"/><ptr/><graphic url="../../x"/><choice/><choice><sic/></choice></p>',
    b'<list><label/><item/></list><table><row><cell cols="x"/></row></table><lg><l part="F"/></lg><sp><p/></sp>',
    b'<div xml:id="a"><div xml:id="a"/></div><div type="notes"><note xml:id="b"/></div><p xml:lang="no such">x</p>',
    b'<p>x<anchor xml:id="s"/>y<anchor xml:id="e"/></p><listApp><app from="#s" to="#e"><rdg>z</rdg></app><app loc="1"/></listApp>',
    b"<castList><castItem/></castList><listPerson><person/></listPerson><entry/><figure/><p/><p><p/></p>",
]
FILES = [
    b"",
    b"<TEI/>",
    b"<TEI.2><text><body><p>a</p></body></text></TEI.2>",
    b'<!DOCTYPE TEI [<!ENTITY a "b"><!ENTITY c SYSTEM "x">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><text>&a;&c;&eacute;</text></TEI>',
    b'<?xml version="1.0" encoding="gb18030"?><TEI/>',
    b'<?xml version="1.0" encoding="nonsense"?><TEI/>',
    b'<!DOCTYPE TEI><TEI xmlns="http://p://x" xmlns:a="b"><text><body><p>a</p></body></text></TEI>',
    b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>a\xff\xfeb</p></body></text></TEI>',
    *(path.read_bytes() for path in sorted(FOREIGN.glob("*.xml"))),
]

SEEDS: Mapping[str, list[bytes]] = {
    "reader": TEXTS,
    "recognisers": [bytes([family]) + text for family in range(8) for text in TEXTS],
    "toml": TABLES,
    "tei": FILES,
    "renderer": BODIES,
}

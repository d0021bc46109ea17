"""What surrounds a text in its capture and is no part of it: site navigation,
comment forms, rankings, footers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.frames.bylines import PUBLISHED, SOURCES, WRITERS, article_head
from edition.rules.page.markup import LINK
from edition.rules.text.cutting import told
from edition.rules.text.folding import simplified
from edition.rules.titles.opening import names_record
from edition.rules.titles.shape import LONGEST_TITLE
from edition.rules.titles.talks import titles_talk

# A whole line that matches opens what follows the article; everything below it is set aside.
TAILS: Mapping[str, str] = {
    "comments": r"(?:网友|读者|用户|文章|最新|最热|热门|精彩|全部|相关|发表|我要|查看)?(?:评论|留言|跟帖|回帖)(?:区|列表|板)?(?:[（(]\d+[）)])?|(?:已有|共有?)\d+(?:条|人|位网友)(?:评论|留言|跟帖|参与).{0,10}"
    r"|请?您?(?:文明|理性)(?:评论|发言|上网).{0,20}",
    "rankings": r"(?:最新|最热|热门|热点|推荐|相关|精彩|猜你|大家|编辑|图片|延伸|往期|更多|本周|本月|\d{1,2}小时|[一二三四五六七八九十]+日|周|月|日|评论|点击|阅读|人气)"
    r"(?:发布|文章|阅读|推荐|新闻|内容|链接|喜欢|排行|热点|资讯|热文|图文|图片|视频|回顾|精选|都?在看)榜?",
    "footer": r"[\u4e00-\u9fff]{0,12}版权所有.{0,40}|(?:主办|承办|协办|版权|网站|本站|技术支持|联系|投稿|客服|免责声明|举报(?:电话|邮箱)|关于我们|备案号|邮编|电话|传真|Copyright|©|Powered).*",
}
IMPRINT = re.compile(r"ICP[备证]|公网安备|版权所有|Copyright|©|All Rights Reserved", re.I)
TURNING = re.compile(
    r"[上前]一?[页章节篇]\s*[|｜ ].{0,40}[下后]一?[页章节篇]|(?:上一|下一|前一|后一)[篇页](?:文章)?[：:]?.{0,60}|返回(?:首页|顶部|列表)?|打印(?:本页)?|关闭(?:窗口)?|分享到?[：:]?.{0,20}"
    r"|(?:微信)?扫一扫.{0,12}|[\u4e00-\u9fff]{0,6}二维码(?:生成器)?|[（(]\d{1,5}[)）]|\d{1,3}%|(?:扫描|长按)(?:下方|上方|图中)?二维码.{0,16}|(?:我要)?(?:点赞|打赏|赞赏|收藏|举报|顶一下|踩一下)(?:本文)?(?:[（(]\d+[）)])?|加入收藏|设为首页|复制链接|[回返]到?顶部"
    r"|[【\[（(]?字[体号][：:].{0,20}|[（(【\[〔﹝［]?(?:责任编辑|责编)(?:[：:]| ).{1,20}"
    r"|(?:本文|原文|文章|本页)(?:网址|链接|地址)[：:].{0,120}|手机(?:版|访问|浏览|[\u4e00-\u9fff]{1,6}网)"
    r"|(?:点击|单击)(?:此处|图片)?(?:查看|放大|浏览|看)(?:大图|原图|图片|全文|全部|更多|视频|[\u4e00-\u9fff]{0,4}图片)?|查看(?:大图|原图)"
    r"|(?:本文)?文责(?:由?作者)?自负。?|(?:转载|引用)(?:本文)?(?:请|务必)(?:注明|保留|联系).{0,40}|未经(?:授权|许可|同意).{0,30}"
)
WAY = re.compile(
    r"(?:[您你]的?|本页|所在|当前|现在)(?:所在|当前|现在)?的?位置[：:].{0,60}|(?:您?(?:的|所在|当前|现在)*位置|当前位置|首页|主页|网站首页)[^。！？]{0,12}(?:[>＞»›→]|\s-+\s)[^。！？]*"
)
"""Where on the site the page is: 您的位置：首页 > 档案"""
SHELF = re.compile(r"(?:所属)?(?:分类|类别|栏目|标签)[：:][^。！？]{0,40}")
"""Under what the site keeps the page, above its title: 分类：1950年代"""
SEPARATORS = re.compile(r"[\s|>｜»›/·、:：]*")
LONGEST_TOP = 8
"""So many lines at most stand above the title of a record: the name of the site, links."""
MENU_WORD = re.compile(r"[^。，；！？]{0,8}")


def set_aside_page(blocks: Blocks, options: Options) -> Recognised:
    """Lines of a captured page → those outside the article become `excluded`: `navigation` before its title and
    wherever a line is nothing but links, then from the first tail on `comments`, `rankings`, `footer`.

    The title is the line before the byline, the first line with a field of `fields` (作者, 来源 …), an author
    or a day of publication; where text stands above that, nothing is set aside as navigation. Further tails can
    be given as `comments`, `rankings`, `footer` (whole lines, regular expressions).
    """
    title, byline = article_head(blocks, str(options["fields"]).split("|"))
    title = title if byline else record_head(blocks)
    tails = {name: re.compile(str(options[name])) for name in TAILS}
    tail = ""
    kept: list[Block] = []
    for n, block in enumerate(blocks):
        text = block.text.text
        if block.kind != "line":
            kept.append(block)
            continue
        if n > title:
            tail = tail_of(text, tails, tail)
        subtype = tail or (
            "navigation" if n < title or is_menu(text) or (n < LONGEST_TOP and SHELF.fullmatch(text)) else ""
        )
        kept.append(told(block, "excluded", "set-aside", subtype=subtype) if subtype else block)
    return Recognised(tuple(kept))


def record_head(blocks: Blocks) -> int:
    """The lines of a page without a byline → the index of the title of the record on it, told by its day in
    brackets or by the fields below it, where links and a few short lines stand above; else 0."""
    for n, block in enumerate(blocks[: LONGEST_TOP + 1]):
        if names_record(block, LONGEST_TITLE) or titles_talk(blocks, n):
            return n
        if block.kind == "line" and not (is_menu(block.text.text) or MENU_WORD.fullmatch(block.text.text)):
            break
    return 0


def tail_of(text: str, tails: Mapping[str, re.Pattern[str]], before: str) -> str:
    """The part of the page's tail that a line opens or stands in; "" while the article has not ended."""
    text = simplified(text)
    if before and IMPRINT.search(text):
        return "footer"
    for name, pattern in tails.items():
        if pattern.fullmatch(text) and (before or name != "footer" or IMPRINT.search(text)):
            return name
    return "footer" if before and is_menu(text) else before


def is_menu(text: str) -> bool:
    """Whether a line is nothing but links, separators and at most a short word such
    as 您的位置, or turns the page."""
    if TURNING.fullmatch(simplified(text)) or WAY.fullmatch(simplified(text)):
        return True
    links = list(LINK.finditer(text))
    rest = SEPARATORS.sub("", LINK.sub("", text))
    return bool(links) and bool(MENU_WORD.fullmatch(rest)) and not any(note_call(m[1]) for m in links)


def note_call(text: str) -> bool:
    """Whether the text of a link is the sign of a note."""
    return bool(re.fullmatch(r"\\?[\[(（]?\\?\[?\d{1,3}\\?\]?\\?[\])）]?", text))


def set_aside_after(blocks: Blocks, options: Options) -> Recognised:
    """Everything from the first line that matches `from` on → `excluded` of subtype `as`; nothing where
    `from` is empty or does not occur."""
    opening = re.compile(str(options["from"])) if options["from"] else None
    start = next((n for n, b in enumerate(blocks) if opening and opening.fullmatch(b.text.text)), len(blocks))
    tail = (told(b, "excluded", "set-aside", subtype=str(options["as"])) for b in blocks[start:])
    return Recognised((*blocks[:start], *tail))


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser(
        "exclude",
        "segment",
        set_aside_page,
        {"fields": "|".join((*WRITERS, *SOURCES, *PUBLISHED)), **TAILS},
    ),
    Recogniser("exclude-after", "segment", set_aside_after, {"from": "", "as": "colophon"}),
)

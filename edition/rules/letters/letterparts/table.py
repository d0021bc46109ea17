"""What the words of a line at the beginning or the end of a letter, a note or a
record say that it is, as a table."""

from __future__ import annotations

import re

from edition.model import BlockKind
from edition.rules.language.dates import DATE, ENACTED, HOUR
from edition.rules.language.formulas import FULL_NAME, GREETED, KEEPER, NUMERAL, REGARDS, SET_DOWN, SURNAME
from edition.rules.language.lexicon import (
    ABSENT,
    ANSWERS_FOR,
    ARCHIVES,
    ATTENDS,
    BODIES,
    COPIED,
    DEAR,
    DEGREE,
    HANDED_TO,
    HELD,
    INTERPRETS,
    KEPT_WITHIN,
    LEADS_TO_WISH,
    MEETING,
    NO_COPY,
    NO_NAME,
    OFFICES,
    RECORDS,
    SHELVES,
    STYLES,
    TELLS,
    THOSE_PRESENT,
    TO_BE_READ,
    URGENCY,
    WIRED_AS,
    WISHED,
    WISHES,
)
from edition.rules.language.lexicon import (
    CHAIR as CHAIRS,
)
from edition.rules.letters.signatures import (
    DAY,
    LONE_DAY,
    SIGNED,
)


def any_of(*forms: str) -> re.Pattern[str]:
    """The pattern of what is printed in one of several forms."""
    return re.compile("|".join(forms))


NUMERIC_DAY = r"[12]\d{3}[.．]\d{1,2}[.．]\d{1,2}"
SALUTE = any_of(
    # 亲爱的某某！, 某某同志：
    rf"(?:[^。；，！？]{{0,12}}{DEAR}[^。；！？]{{1,30}}(?<!了)"
    r"|(?!请?(?:转[告达]|告[诉知]|通知))[^。；，！？：:]{1,16}(?:同志|先生|阁下|[殿陛]下|[夫大]人|女士|(?:先生|同志)?(?:足下|如晤)))[：:！]",
    # 某某台鉴：
    rf"(?!.*(?:的|我们|兄弟|弟弟)[^。；，！？：:]{{0,3}}[：:])[^。；，！？：:]{{1,16}}(?:{GREETED}|钧座)[：:]",
    # 某甲、某乙阅，送交某某同志：
    rf"[^。；：！？“”了的]{{1,30}}阅后?[，,]?(?:即|并|请|再)?[送转]交?[^。，；：！？“”了的]{{2,16}}(?:{STYLES})[：:]",
)
TO = re.compile(r"致(?![电函辞词敬以意使力谢歉哀悼命病富残密])[^。；，！？：:“”]{2,30}(?<![说道答问告了])[：:]")
"""致某国大使："""
SECRECY = any_of(
    # （绝密、特急件）, 【内部文件】
    rf"[（(【]?(?:{DEGREE}|{URGENCY}|急|内部文件)(?:[，、·/／ \u3000]*(?:{DEGREE}|{URGENCY}|急|件|级|{KEPT_WITHIN}|(?:[高极]度|特别)?敏感))*[）)】]?",
    rf"[（(【]?(?:{KEPT_WITHIN}|内部)[）)】]?",
)
RESTRICTED = re.compile(
    rf"(?:[此本](?:件|稿|文件|材料)(?:[只仅][供限][\u4e00-\u9fff]{{2,8}})?[，,]?)?(?:{NO_COPY})。?|{TO_BE_READ}"
)
HOW_SENT = re.compile(WIRED_AS)
URGENT = re.compile(URGENCY)
ACT = "(?:收到|收悉|收[报电讫]|发[报电出]|送[出达]|拍发|译[出毕]|转[交发]|抵达|[收发译])"
# When and where a telegram was sent, received, deciphered.
ROUTED = any_of(
    # 发自某地，1936年5月1日9时收到
    rf"(?:发自|发往)[\u4e00-\u9fff]{{2,12}}(?:[，, ]*(?:{DATE}){HOUR}[，, ]*{ACT}?)?",
    # 1936年5月1日9时10分发自某地
    rf"(?:{DATE}){HOUR} ?(?:[（(][\u4e00-\u9fff]{{2,8}}[）)])?[，, ]*"
    rf"(?:{ACT}(?:于[\u4e00-\u9fff]{{2,8}})?|(?:发自|收于|发于)[\u4e00-\u9fff]{{2,12}})",
    # 收到时间：1936年5月1日10时
    rf"{ACT}(?:的?时间|日期)[：:] ?(?:{DATE}){HOUR}",
)
NUMBER = re.compile(r"(?:编号[：:]?|文件|文号[：:]?)?第[\s0-9A-Za-zА-Яа-я／/\-—－]{1,24}号(?:电报?|密电)?")
COPY = any_of(
    r"(?:文[件本]|本件|[副正]本)?[，,]? ?第 ?[0-9一二三四五六七八九十]{1,4} ?份",
    r"(?:文[件本]|[副正]本)[，,]? ?第 ?\d{1,4} ?号",
)
REGISTER = any_of(
    r"N[oº°]\.? ?(?:\d{2,8}|(?=[A-F]*\d)[\dA-F]{3,8})|№ ?\d+",
    r"[\u4e00-\u9fff]{0,10}[〔（(\[【［]\d{2,4}[〕）)\]】］] ?(?:第 ?)?\d{1,6} ?号",
    # （57）院办字第9号, 院办（57）复字第9号
    r"[\u4e00-\u9fff]{0,8}[〔（(\[【［]\d{2,4}[〕）)\]】］] ?[\u4e00-\u9fff]{1,8}字 ?第? ?\d{1,6} ?号",
)
PRINTED = any_of(
    # 共打印20份
    r"(?:共|(?:此|本|文)件)?(?:[打油铅复列翻]?印|印数[：:]?|缮)出? ?(?:\d{1,3}(?:[,，]\d{3})+|\d+|[一二两三四五六七八九十百千廿卅]{1,6}) ?[份本][^给都了]{0,20}",
    r"[（(]共?印 ?(?:\d+|[一二两三四五六七八九十百千廿卅]{1,6}) ?份[）)]",
    # 打字：某某
    r"(?:[打油]印|打字|缮[写校印]|监[印校]|用印|核[校稿]|拟稿)(?:者|人)?[：:][^。；]{2,60}",
)
# An archive, fond, inventory, file and leaf, abbreviated in letters of one or of several scripts.
SHELFMARK = re.compile(
    r"(?:(?:存?档案?号|馆藏号?|典藏号?|登录号|索书号)[：:] ?(?:[A-Z\d][A-Z\d./\-]{2,20}[,， ]+)?)?"
    rf"(?:(?:[A-ZА-ЯΑ-Ω][a-zа-я]?[.-]?){{2,12}}|[^，。；：]{{2,14}}(?:{ARCHIVES})藏?|(?<=[，, ]))[,，.\s]*"
    r"(?:фонд|опись|[фФφΦfF]|[оОoOοΟ][пПp]|全宗|卷宗号?)号?[.\s]*\d[^。；！？]*"
)
# An archive and the numbers that it keeps a paper under, and nothing else: （某省档案馆91—4—840卷）
KEPT_UNDER = re.compile(
    rf"[（(]?[\u4e00-\u9fff]{{1,14}}(?:{ARCHIVES})藏?[，,：: ]{{0,2}}\d{{1,5}}(?:[—－–\-·.]{{1,2}}\d{{1,5}}){{1,4}}[卷号页]?[）)]?"
)
SHELF_PARTS = re.compile(rf"(?:[A-Za-zА-Яа-яΑ-ω]{{1,3}}|{SHELVES}|[页张])号?[.．:：\s]*\d")
PRESENT = any_of(
    rf"{THOSE_PRESENT}\s*[：:].*",
    # 出席者同前
    rf"(?:{ATTENDS})(?:人员|者|人)?(?:均|都)?(?:同[前上]|与前相同)。?",
)
CHAIR = any_of(
    rf"(?:{CHAIRS}|主持|{ABSENT})(?:者|人|会议)?[：:](?!.*[我您你咱吗呢])[^。；]{{2,60}}",
    r"[\u4e00-\u9fff]{1,6}方(?:代表)?[ \u3000：:]+[^。；]{2,60}",
)
"""Who took the chair, who was away and who was there for another side, beside the line of those present."""
PARTING = any_of(
    rf"(?:{REGARDS})[！!。]?",
    # 特此通知, with no stop
    "特此(?:通[知告报]|[布公报]告|批[复示]|声明|证明|[函电]?[复达告]|奉[复告达]|呈[报请])",
    # 顺祝健康！
    "(?:[顺敬谨并此即]祝|祝[您你])(?:[您你]们?)?(?:身体)?(?:健康|安好|愉快|近好|近安|[春夏秋冬暑]安|进步|顺利)[！!。]?",
    # 紧紧握手！
    "(?:紧紧?地?|热烈地?)握(?:[你您]的?|[你您]们的)?手[！!。]|握(?:[你您]的?|[你您]们的)手[！!。]|握手[！!]",
    r"[此谨顺并]?致以?|(?:[\u4e00-\u9fff]{1,8}的)?[敬布军][ \u3000]*礼[！!]?",
    "(?:谨致|顺致|致以|此致)[^。；]{0,20}(?:[敬布军]礼|敬意|问候|祝愿)[！!。]?",
    rf"祝好[！!]?|[谨敬]启|敬[呈上]|(?:{HANDED_TO})",
    rf"(?:(?:{LEADS_TO_WISH})[，,]?)?(?:{WISHES})(?:[ \u3000]*[\u4e00-\u9fff]{{0,3}}{WISHED}[！!。]?)?",
)
WHEN_AND_WHERE = any_of(
    rf"(?:{MEETING}|{HELD})?(?:时间|日期|地点)(?:[及和与、]?(?:时间|日期|地点))?[：:][^。；]{{2,40}}",
    # 时间：1956年3月1日上午9点──11点。, 地点：某处礼堂。
    rf"(?:{MEETING}|{HELD})?(?:时间|日期)(?:[及和与、]?(?:时间|日期|地点))?[：:] ?(?:{DATE})[^。；，]{{0,30}}。",
    # 日期及时间：1956年3月1日，星期四；上午9时—11时
    rf"(?:{MEETING}|{HELD})?(?:时间|日期)(?:[及和与、]?(?:时间|日期|地点))?[：:] ?(?:{DATE})[^。？！“”]{{0,40}}(?<=[时点分半整]|[午夜晨晚])",
    rf"(?:{MEETING}|{HELD})?地点[：:] ?(?![在是为应])[\u4e00-\u9fff]{{2,24}}。",
)
RECORDER = any_of(
    rf"[（(]?(?:(?:会议|{MEETING}|采访|访[谈问]|录音|文字)?(?:{RECORDS}|{INTERPRETS}|译|校对|校)[及和、]?){{1,2}}(?:整理|人|者|员)?[：:] ?{NO_NAME}[^。；]{{2,40}}[）)]?",
    # （某某记录）, （某甲、某乙整理）
    r"[（(][^，。；：（）()、]{2,16}(?:[记纪]录|翻译|口译)。?[）)]",
    r"[（(][^，。；：（）()、]{1,20}(?:整理|辑录|撮要)(?:[，,]未经[^（）()，。]{0,16}(?:审[阅定核]|校阅|核对))?。?[）)]",
    rf"[（(]{FULL_NAME}(?:[、和][\u4e00-\u9fff·]{{2,8}}){{1,3}}(?:[记纪]录|翻译|口译|整理|辑录)。?[）)]",
    # 某某记录, 某某记
    rf"(?:[A-ZА-ЯЁ][.．·] ?){{0,3}}(?:{KEEPER}|{SURNAME}(?:[ \u3000]+[\u4e00-\u9fff]){{1,2}})[ \u3000]*(?:[记纪]录|翻译|口译|整理)。?",
    rf"{FULL_NAME}(?:{RECORDS})|{SET_DOWN}",
    # 某队某甲、某乙记录整理
    rf"[^，。；：！？（）()、\d]{{0,16}}{FULL_NAME}(?:、{FULL_NAME}){{0,3}}(?:[记纪]录整理|整理[记纪]录)",
    # 记录、整理人某甲、某乙
    rf"(?:(?:采访|{RECORDS})[及和、]?){{1,3}}[人者员][ \u3000]?{FULL_NAME}(?:、{FULL_NAME}){{0,3}}",
    # （某甲口述，某乙整理）
    r"[（(][\u4e00-\u9fff·、]{2,20}(?:口述|讲述|遗[著稿])[，,；; ]{1,2}[\u4e00-\u9fff·、]{2,20}(?:整理|[记纪]录|笔[录记]|执笔)[）)]",
    # 某某1956年3月1日整理
    rf"[^。，；：（）()、\d]{{2,16}}(?:{DATE})(?:整理|记录|编写)",
)
TRANSLATOR = any_of(
    r"(?:[\u4e00-\u9fff·]{2,4}[ \u3000、]{1,2}){1,3}(?:译校?|摘译|节译|编译)",
    r"[（(][^（）()。；，]{1,20}(?:译|译校|校|校译|摘译|节译|编译)[）)]",
    # （某某译，某某校）
    r"[（(][\u4e00-\u9fff·、 ]{2,20}[节摘编]?译[，,；; ] ?[\u4e00-\u9fff·、 ]{2,20}(?:校[对订]?|审[校定]|译校)[）)]",
)
# Who signs what he has put together: ——编者, （某某编）
COMPILER = re.compile(
    "[—―－-]{1,2} ?(?:编译?者|编辑部|编委会|译者|辑[录者]者?|笔者|作者|整理者)"
    "|(?:资料|文献|史料)(?:辑录|编[选辑]|选编|汇编)(?:[者人][：:] ?[\u4e00-\u9fff·、 ]{2,16}|[：:] ?"
    rf"{FULL_NAME}(?:[、 ]{FULL_NAME}){{0,3}})"
    rf"|[（(]{FULL_NAME}(?:[、 ]{FULL_NAME}){{0,3}}编[写辑]?[）)]"
)
# Who did what for an interview, in brackets below it: （采访：某某；整理、摄影：某某）
DID = r"(?:采访|采写|访谈|整理|撰[文稿]|文字|摄影|图片|[纪记]录|录音|速记|翻译|校[对订]|审[校阅]|编辑|执笔|供[稿图])(?:[、和与/]|整理|撰[文稿]|编辑)*(?:[人者员])?"
CREDITS = re.compile(
    rf"[（(](?:{DID}){{1,3}}[：:] ?[\u4e00-\u9fff·、 ]{{2,24}}(?:[；;，, \u3000]+(?:{DID}){{1,3}}[：:] ?[\u4e00-\u9fff·、 ]{{2,24}}){{0,3}}[）)]"
)
# Who answers for the paper, by name.
ANSWERED = re.compile(
    rf"(?:(?:{ANSWERS_FOR})人|审[核定]|复核|批准|签发|起草|执笔)[：:] ?{FULL_NAME}|被?(?:讯问|询问|审讯)人[：:] ?[\u4e00-\u9fff·]{{2,8}}"
)
# So much of a thing, which no list of readers has: 米十石
AMOUNT = rf"(?:(?:{NUMERAL}|百|\d)[石担斗斤匹包箱桶袋头只口]|(?:{NUMERAL}{{2}}|[百千万\d])元)(?:[，、。]|$)"
# Who gets a copy, in each of the ways of saying so.
COPIES = any_of(
    # 印12份，发：
    r"(?:共?印|打印|油印|列印|复印)出? ?(?:\d+|[一二三四五六七八九十百]{1,4}) ?份[，,；;。 ]*"
    r"(?:[发分抄呈主][送给往报致]?|送交?)(?:下列|以下)?[^。；！？：:]{0,16}[：:].*",
    # 甲同志　乙同志　丙丁
    r"(?:[\u4e00-\u9fff]{2,4}同志[ \u3000]+){2,}[\u4e00-\u9fff \u3000]{2,40}",
    # 某办公厅　1951年4月5日印发
    rf"(?![\u4e00-\u9fff]{{1,8}}社)[\u4e00-\u9fff]{{4,24}}[ \u3000]*(?:{DATE})[ \u3000]*(?:印?发出?|[编翻打]?印)",
    # 共6份，送：, 文件送：
    r"(?:[此本]?件|[此本]?文件|[此本]?电|副本)?[，, ]?(?:共 ?(?:\d+|[一二三四五六七八九十]{1,3}) ?份[，,；; ]?)?(?<=[件电本份，,；; ])(?:分?[送发]|印发|送交|抄送|分发)[：:].*",
    # 报：某书记、某委
    rf"报[：:](?=[^。；！？]{{2,60}}[、，])(?:[^，、。；！？“”的请]{{0,24}}?(?:{BODIES}|{OFFICES}|同志|常委)(?:[（(][^（）()]{{1,12}}[）)])?(?:[，、]|。?$)){{2,20}}",
    # 抄送下列各局：, 存查：
    rf"(?![^：:]{{0,20}}{TELLS}[^：:]{{0,20}}[：:])(?!.*{AMOUNT})"
    r"(?:发给|已?印?发(?=[：:])|已报(?=[：:])|送(?!交者)|主送|抄送|抄报|分送|印发|发送|抄给|分发|[抄副]件?本?[分抄]?送)(?:下列|以下)?[^。；！？]{0,20}[：:].*",
    rf"(?:{COPIED})(?:机关|单位|各处)?[：:](?!.*{AMOUNT}).*",
    # [主送；某局, on the first of two lines in brackets, a misprinted mark behind it
    r"[\[【（(]?(?:主送|抄送|抄报)[：:；;](?!.*[。！？]).*",
    # 此件发至县团级
    r"(?=[（(]|此件|只|.*[级组员部]。?$)(?!.*[的了已过])[（(]?(?:此件)?只?[发传]达?[至到][^。；，]{2,24}。?[）)]?",
    # （各乡可将此件转达到村）
    r"[（(][^（）()。；]{0,24}(?<!这)[此本]件(?:可|只|请)?[转印]?(?:发|达(?=[至到]))[^（）()。；]{1,24}[）)]",
    # 甲、乙阅后退丙
    r"(?![^阅]*[的了请您你我])[^。；：？！]{2,60}(?<!检)阅(?![卷读兵览])[，,。]?"
    r"(?:[^。；，]{0,3}[退送存交])[^。；]{1,12}。?",
    # 送某同志阅
    r"(?=[送请呈转]|.*同志|[^、]*、)(?!.*[的了您请你我件已曾均][^阅]*阅)"
    r"(?:[送请呈转]|送请|请交)?[\u4e00-\u9fff·、，,○×]{2,40}(?<![借翻查参传批审检评])[传核审一]?阅[办存处示]?。?",
    r"文件\d+份.*",
    r"印发(?![了过的])[^。；！？]{2,40}",
    # 第3份：甲
    r"第 ?\d{1,3} ?份 ?(?:[—－–-]{1,2}|[：:])[^。；！？]{2,40}",
)
# Below a piece of news, whose it is: （某社某地1950年4月12日电）, 某社某地四月十二日电
DISPATCH = re.compile(
    rf"[（(【]?(?:据)?[\u4e00-\u9fff]{{1,8}}社[\u4e00-\u9fff·]{{0,10}}(?:{DATE}|{DAY.pattern}|{LONE_DAY})(?:专?电|讯|电讯|发)[）)】]?"
)
# When a text was put into its last form: 一九五六年六月六日修正
REVISED = re.compile(rf"[（(]?(?:{DATE})(?:修正|修改|改定|定稿|补记|追记|补充|修订|再改)[）)]?")
# About when a part was written, in brackets, its year perhaps by its last figures: （约56年8月以前写）
WRITTEN_ABOUT = re.compile(
    r"[（(]约?(?:\d{2}|[12]\d{3})年[\d月日号 ]{0,8}(?:以前|以后|前后|左右|间)?所?[写作记][）)]"
)
# The house may have the number of its room: 1956年3月1日于渡口旅社12号房间
WHEN_AT = re.compile(
    rf"(?:{DATE})[，, ]?(?:写|记|识|序|作)?于[\u4e00-\u9fff·]{{2,12}}(?:\d{{1,4}}(?:[号楼层]?(?:房间?|[教病]?室)|[号楼层]))?"
)
# 1956年3月1日晚写成
WRITTEN_ON = re.compile(rf"[（(]?(?:{DATE})[晨早午晚夜]?(?:写[成完]?|完稿|脱稿|草[成就])[）)]?")
PLACE = re.compile(r"(?:写于|于(?![是此今心事])|[发寄]自)(?!内心|肺腑)[\u4e00-\u9fff·]{2,10}")
ARTICLE = re.compile(r"第(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[条款章节]")
FROM_LANGUAGE = re.compile(
    r"[（(]?译自[\u4e00-\u9fff]{1,3}[文语](?:译文|译稿|原稿|原件|[译原文]本|版|打字稿|手稿)?[）)]?"
)
PROVENANCE = re.compile(
    r"[（(]?(?:摘自|选自|引自|录自)(?:[^。；《》（）()]|[（(][^。；《》（）()]{1,6}[）)]){2,60}[）)]?"
)

FRAMED = (SECRECY, URGENT, RESTRICTED, HOW_SENT, NUMBER, COPY)
"""What can stand on one line of the frame beside others."""
PARTS: tuple[tuple[re.Pattern[str], BlockKind, dict[str, str]], ...] = (
    (SALUTE, "salute", {}),
    (PARTING, "salute", {}),
    (TO, "salute", {}),
    (ROUTED, "dateline", {}),
    (WHEN_AND_WHERE, "dateline", {}),
    (URGENT, "secrecy", {"type": "urgency"}),
    (SECRECY, "secrecy", {}),
    (RESTRICTED, "secrecy", {}),
    (HOW_SENT, "secrecy", {"type": "form"}),
    (FROM_LANGUAGE, "secrecy", {"type": "form"}),
    (NUMBER, "idno", {"type": "document"}),
    (COPY, "idno", {"type": "copy"}),
    (REGISTER, "idno", {"type": "register"}),
    (PRINTED, "idno", {"type": "copies"}),
    (KEPT_UNDER, "idno", {"type": "shelfmark"}),
    (PRESENT, "participants", {}),
    (TRANSLATOR, "signed", {"type": "translator"}),
    (COMPILER, "signed", {}),
    (COPIES, "distribution", {}),
    (RECORDER, "signed", {"type": "recorder"}),
    (CREDITS, "signed", {"type": "recorder"}),
    (SIGNED, "signed", {}),
    (ANSWERED, "signed", {}),
    (PLACE, "dateline", {}),
    (WHEN_AT, "dateline", {}),
    (WRITTEN_ON, "dateline", {}),
    (WRITTEN_ABOUT, "dateline", {}),
    (REVISED, "dateline", {"type": "revised"}),
    (ENACTED, "dateline", {}),
    (DISPATCH, "dateline", {"type": "published"}),
    (PROVENANCE, "head", {"type": "sub"}),
    (ARTICLE, "head", {"type": "section"}),
)
"""The forms of a line, and what it is; the first that fits is taken."""

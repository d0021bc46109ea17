"""The set phrases of telegrams, letters and minutes that stand in openers and closers alike. All are
patterns for text without white space."""

from __future__ import annotations

import re

from edition.rules.language.lexicon import DEAR, ERAS, NAMED_MONTH, PART_OF_DAY

HAN = r"[\u4e00-\u9fff]"
# The name of a place where a field says that one stands: 布宜诺斯艾利斯, 圣克鲁斯-德拉谢拉.
# A house by its number or name, a town that the editor adds: 某城某某路12号, 某城“某某”旅馆, ［某城］
ADDED = r"[［\[][\u4e00-\u9fff·]{2,10}[\]］]"
HOUSE = rf"(?:(?:{ADDED})?[\u4e00-\u9fff][\u4e00-\u9fff·－—-]{{2,30}}\d{{1,4}}号|{ADDED}|[\u4e00-\u9fff]{{2,8}}“[\u4e00-\u9fff]{{1,8}}”(?:旅馆|饭店|宾馆|客栈|医院|轮船|号))"
PLACE = r"[\u4e00-\u9fff][\u4e00-\u9fff·—－-]{1,13}"
# The usual surnames, without characters that words begin with more often, and those of two characters.
SURNAME = (
    "(?:[王李张陈刘杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢路岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲游裴席卫查屈鲍覃霍翁甘景薄单柏宁柯阮桂闵柴华车房边冉蓝楚"
    "張陳劉楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鍾範譚鄒陸顧龍萬錢湯賀賴龔龐蘭顏嚴溫魯韋畢聶叢齊莊塗關費紀歐項衛單寧閔華車邊藍]"
    "|欧阳|歐陽|上官|皇甫|令狐|诸葛|諸葛|司徒|司马|司馬|申屠|夏侯|慕容|尉迟|長孫|长孙|宇文|公孙|公孫|端木|东方|東方)"
)
FULL_NAME = rf"{SURNAME}{HAN}{{1,2}}"
"""A usual surname with a name of one or two characters behind it."""
A_FULL_NAME = re.compile(FULL_NAME)
OF_NAME = r"[\u4e00-\u9fff·．]"
"""A character of a name, Chinese or foreign: 某某·某某"""
STATION = re.compile(rf"{HAN}{{2,6}}")
"""A place alone, between a title and whom the letter greets."""
ORDINALS = (*"一二三四五六七八九十", *(f"十{one}" for one in "一二三四五六七八九"), "二十")
"""The numerals from 1 to 20, in order."""
# How letters between acquaintances greet, and officials each other.
GREETED = (
    "[台钧大勋惠尊崇赐垂雅青道]鉴|(?<![一便浏游展阅])览(?=：)|(?<![借参为可有图年通印])鉴|[左勋阁侍台]右|足下|麾下|膝下|如[晤握面见]|尊前|道席|"
    "(?<![弟父胞家堂表从令])兄台?|贤?弟"
)
# How letters and notes end in a sentence of its own: who writes, the occasion, the verb, whom it
# is for, what is wished: 请阁下接受我最崇高的敬意, 大使馆顺向贵部重申最崇高的敬意,
# 顺此再度表示敬意, 借此机会，谨致以诚挚的问候
REGARD = "敬意|敬礼|敬忱|问候|谢[忱意]|祝[愿福]"
TO_YOU = rf"(?:[您你]们?|阁下|贵{HAN}{{1,6}}|{HAN}{{0,4}}(?:阁下|同志|先生|女士)们?|{HAN}{{2,10}}[部馆署])"
OCCASION = rf"(?:[顺谨借趁乘值兹][此兹]?(?:[一这]?[个次]?{HAN}{{0,2}}机会|之?[际便])|[顺谨借趁乘值兹特][此兹借]?|请(?:允许|容|准许?)[我本]{HAN}?|[并再][次度]?|重新)"
REGARDS = (
    r"[谨敬]?请(?:[您你]|阁下|贵[\u4e00-\u9fff]{1,4})?[^。；！？：“”\r\n]{0,20}接受[^。；！？：“”\r\n]{0,16}(?:敬意|问候|谢忱|谢意|祝愿)"
    r"|(?:[谨顺]|并?[借趁]此机会[，,]?)向[^。；！？：“”\r\n]{2,20}(?:重申|再次表示|表示|致以?)[^。；！？：“”\r\n]{0,12}(?:敬意|问候)"
    rf"|(?:(?:本|{HAN}{{2,12}})[使馆部署处局厅会府院](?=[顺谨借趁乘]))?(?:(?:{OCCASION}[，,]?){{1,4}}[我本]?|(?=[谨顺]?致))(?:向{TO_YOU})?(?:再[次度]|重新)?(?:表示|致以?|重申|[表传]达|申[明述致]|献上|奉[上致])(?:(?!{HAN}{{0,12}}(?:人民|群众|战士|居民|难民))[\u4e00-\u9fff、]){{0,20}}(?:{REGARD})"
)
# Who kept a record, before 记录: a name, and nothing that a sentence has. (他念了带回的笔记。
# 附上谈话记录。 会上没有记录。)
KEEPER = (
    r"(?:(?![了的在把被是这他她它我你您们着过并又附送寄呈看核没不请])[\u4e00-\u9fff·．]){2,13}"
    "(?<!谈话|会议|会谈|会见|会晤|讲话|发言|讨论|电话|审讯|最高)(?<![有要])"
)
# The same before 记 alone, which ends titles and other words too: a name with a surname, 编者记,
# and no 修路记, 大事记, 忘记.
SET_DOWN = rf"(?:{FULL_NAME}|[编笔译作]者)(?<![书日传笔登标札手游忘牢切事杂史问印])记"
NUMERAL = "[一二三四五六七八九十廿卅]"
# The number of one of several messages under one title, above its address: （二） 致某某：, （二） 亲爱的某某：
ANEW = rf"(?:[（(]{NUMERAL}{{1,3}}[）)]|第{NUMERAL}{{1,2}}[电信函](?=致)|其{NUMERAL})(?=致[\u4e00-\u9fff·]{{2,12}}：|{DEAR}[\u4e00-\u9fff·]{{1,16}}：|[\u4e00-\u9fff·]{{2,8}}(?:同志|先生|阁下)：)"
STEM = "[甲乙丙丁戊己庚辛壬癸]"
# The hours of the day as telegrams of the Republic have them behind the rhyme: 号酉.
HOURS = "子丑寅卯辰巳午未申酉戌亥"
SEASON = "[春夏秋冬]季?"
NUMERAL_YEAR = (
    rf"(?:[一二三四五六七八九〇○零]{{4}}年|(?:(?:中华)?民国|{ERAS})(?:元|{NUMERAL}{{1,3}}|\d{{1,2}})年)"
)
# The first month may be 元月, the last of the old calendar 腊月; its first ten days are 初一 to 初十.
NUMERAL_MONTH = rf"(?:闰?{NUMERAL}{{1,3}}|{NAMED_MONTH})月"
NUMERAL_MONTH_DAY = rf"{NUMERAL_MONTH}(?:初{NUMERAL}日?|{NUMERAL}{{1,3}}[日号])"
# A figure, or a letter that was read for 1 or 0: 6月l2日
FIGURE = r"[\dlIO]"
DIGIT_YEAR = rf"[12lI]{FIGURE}{{3}}年"
# 5号 is a day, and 5号电 a telegram.
DIGIT_MONTH_DAY = rf"(?:{FIGURE}{{1,2}}|元)月{FIGURE}{{1,2}}(?:日|号(?![电函令文信记纪]))"
# A day in digits, and in numerals.
DIGIT_DAY = rf"(?:(?:{DIGIT_YEAR})?{DIGIT_MONTH_DAY}|[12]\d{{3}}[.．]\d{{1,2}}[.．]\d{{1,2}})"
# 68.4.6
SHORT_DAY = r"(?<![\d.．])\d{2}[.．](?:0?[1-9]|1[0-2])[.．](?:0?[1-9]|[12]\d|3[01])(?![\d.．])"
NUMERAL_DAY = rf"{NUMERAL_YEAR}?{NUMERAL_MONTH_DAY}"
IN_YEAR = rf"(?:{DIGIT_YEAR}|{NUMERAL_YEAR})"
MINUTES = rf"(?:半|整|[一二三]刻|[零〇]?(?:\d{{1,2}}|{NUMERAL}{{1,3}})分)"
# 3点 is an hour before what happened then, and a number of points before what they are: 3点意见.
CLOCK = rf"(?:\d{{1,2}}[：:]\d{{2}}|(?:{FIGURE}{{1,2}}|{NUMERAL}{{1,3}})(?:时{MINUTES}?|点(?:钟|{MINUTES}|(?=[收发译抵到送转拍于在，。；]|$))))"
DAY = rf"(?:{DIGIT_DAY}|{NUMERAL_DAY}|(?:同日|是日|当日)(?=\d)|\d{{1,2}}日(?={PART_OF_DAY}?\d{{1,2}}[时点]))"
HOUR = rf"(?:，?{PART_OF_DAY}?{CLOCK}|{PART_OF_DAY}(?=$|[于 \u3000\r\n]))?"
# A day with commas between its parts, and its hour: 一九三五年，十月廿一日 · 晚间六时廿五分 · 下午2:50
LONG_DAY = rf"{IN_YEAR}，?(?:{DIGIT_MONTH_DAY}|{NUMERAL_MONTH_DAY})"
LONG_HOUR = rf"{PART_OF_DAY}?{CLOCK}"
NUMBER = r"第\d[\d/／－-]*(?:[A-Za-zА-Яа-я]{1,4}[\d/／－-]*)?号"
# 海字第14号, 政院秘字第三十三号, (70)海字第14号
SERIES = (
    rf"(?:[（(〔\[]\d{{2,4}}[)）〕\]])?{HAN}{{1,6}}字第(?:\d{{1,6}}|[一二三四五六七八九十百千〇○零]{{1,7}})号"
)
# What a title calls what bears a number and was not wired.
UNWIRED = re.compile(
    "^(?!.*电).*(?:照会|备忘录|决议|决定|命令|训令|通令|协定|议定书|公报|声明|宣言|[报通]告|通[知报]|任命书|委任状|条例|章程|请示|[简密]报|意见(?=$|[（(：:—])|[公便]函|函(?=[：（(]|$)|咨文|呈文|批复)"
)
# With what a list begins: 1．, 一、, but 1.5, 一、二
LIST_BEGINS = rf"1[．.、](?!\d{{1,3}}(?!\d))|[（(]?一[）)、](?!{NUMERAL})"
DAY_OF_WEEK = "(?:星期|礼拜|周)[一二三四五六日天]"
# The weather on a day.
SKY = "(?:[大中小微阵雷]?[雨雪风]|晴|阴|多云|雾|霾|[冷热暖]|有[风雨雪雾])"
SEAL = r"(?:[（(](?:亲笔)?(?:代?签[名字署章]?|[署副]署|署名|画押|盖章|公章|红?[馆局处会校部院署手指]?印章?|私[印章]|[画花]?[押十]|章)[）)])"
# The rhymes that telegrams of the Republic put for the day of the month, by the tables of 平水韵: 鱼
# and 麻 the 6th, 删 the 15th.
RHYMES = (
    "东先", "冬萧", "江肴", "支豪", "微歌", "鱼麻", "虞阳", "齐庚", "佳青", "灰蒸", "真尤", "文侵", "元覃", "寒盐", "删咸", "铣谏",
    "筱霰", "巧啸", "皓效", "哿号", "马", "养祃", "梗漾", "迥敬", "有径", "寝宥", "感沁", "俭勘", "豏艳", "陷卅", "世",
)  # fmt: skip
RHYME_DAYS = "".join(RHYMES)

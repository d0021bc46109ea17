"""The set phrases of telegrams, letters and minutes that stand in openers and closers alike. All are patterns for text
without white space."""

from __future__ import annotations

HAN = r"[\u4e00-\u9fff]"
# The usual surnames, without characters that words begin with more often, and those of two characters.
SURNAME = (
    "(?:[王李张陈刘杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢路岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲游裴席卫查屈鲍覃霍翁甘景薄单柏宁柯阮桂闵柴华车房边冉蓝楚"
    "張陳劉楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鍾範譚鄒陸顧龍萬錢湯賀賴龔龐蘭顏嚴溫魯韋畢聶叢齊莊塗關費紀歐項衛單寧閔華車邊藍]"
    "|欧阳|歐陽|上官|皇甫|令狐|诸葛|諸葛|司徒|司马|司馬|申屠|夏侯|慕容|尉迟|長孫|长孙|宇文|公孙|公孫|端木|东方|東方)"
)
TITLES = "同志们?|先生们?|女士|阁下|总理|主席|首相|元帅|将军"
# How letters between acquaintances greet.
GREETED = "[台钧大勋惠尊]鉴|(?<![一便浏游展阅])览(?=：)|(?<![借参为可有])鉴|(?<![弟父胞家堂表从令])兄台?|贤?弟"
# How notes between governments end: 请阁下接受我最崇高的敬意, 顺向阁下重申最崇高的敬意.
REGARDS = (
    r"[谨敬]?请(?:[您你]|阁下|贵[\u4e00-\u9fff]{1,4})?[^。；！？：“”\r\n]{0,20}接受[^。；！？：“”\r\n]{0,16}(?:敬意|问候|谢忱|谢意|祝愿)"
    r"|(?:[谨顺]|并?[借趁]此机会[，,]?)向[^。；！？：“”\r\n]{2,20}(?:重申|再次表示|表示|致以?)[^。；！？：“”\r\n]{0,12}(?:敬意|问候)"
)
# Words by which a record reports what somebody said.
SAYS = "说|问|答|指出|回答|解释|介绍|认为|表示|强调|提出|插话|肯定|告知|转向|提议|宣布|补充"
NUMERAL = "[一二三四五六七八九十廿卅]"
STEM = "[甲乙丙丁戊己庚辛壬癸]"
# The hours of the day as telegrams of the Republic have them behind the rhyme: 号酉.
HOURS = "子丑寅卯辰巳午未申酉戌亥"
SEASON = "[春夏秋冬]季?"
NUMERAL_YEAR = rf"(?:[一二三四五六七八九〇○零]{{4}}年|(?:中华)?民国(?:元|{NUMERAL}{{1,3}}|\d{{1,2}})年)"
PART_OF_DAY = "(?:凌晨|清晨|早晨|上午|中午|下午|晚上?|夜间?)"
# A day in digits, and in numerals.
DIGIT_DAY = r"(?:(?:[12]\d{3}年)?\d{1,2}月\d{1,2}日|[12]\d{3}[.．]\d{1,2}[.．]\d{1,2})"
NUMERAL_DAY = rf"{NUMERAL_YEAR}?{NUMERAL}{{1,3}}月{NUMERAL}{{1,3}}日"
DAY = rf"(?:{DIGIT_DAY}|{NUMERAL_DAY}|(?:同日|是日|当日)(?=\d)|\d{{1,2}}日(?={PART_OF_DAY}?\d{{1,2}}时))"
HOUR = rf"(?:，?{PART_OF_DAY}?(?:\d{{1,2}}(?:时(?:半|\d{{1,2}}分)?|[:：]\d{{2}})|{NUMERAL}{{1,3}}时)|{PART_OF_DAY}(?=$|[ \u3000\r\n]))?"
# How a telegram was sent, how soon, and who may read or copy it: 密码电报, 特急, 不得复制, 只准本人拆阅, 阅后销毁.
WIRED_AS = "密码电报|密码电|密电|明码电报|明码电|只用(?:电报线|有线电|无线电|专线)(?:拍发|发送|传送)"
URGENCY = rf"立即优先拍发|优先拍发|十万火急|[特加万火]急|急件|特件|急电。?|限?(?:即刻|立即|当日)到|限(?:{NUMERAL}{{1,3}}|\d{{1,2}})小时到"
NO_COPY = "(?:禁止|严禁|不得|不准|不许|请勿|切勿)(?:复印|复制|翻印|翻拍|抄录|转抄|传抄|外传|转载)"
TO_BE_READ = rf"(?:只[准限供许]|[仅限](?!于|期)[准供]?)[本收]?{HAN}{{1,6}}?(?:拆阅|阅看|阅读|亲阅|亲启|阅)|(?!我|你|请|由){HAN}{{0,8}}(?:亲启|亲译|亲拆|亲收)|阅后(?:立即)?(?:销毁|焚毁|即焚|焚烧|退回|归还|交还)"
NUMBER = r"第\d[\d/／－-]*(?:[A-Za-zА-Яа-я]{1,4}[\d/／－-]*)?号"
# 海字第14号
SERIES = rf"{HAN}{{1,3}}字第\d{{1,6}}号"
SEAL = r"(?:[（(](?:亲笔)?(?:代?签[名字署章]?|盖章|公章|[馆局处会校部院署]?印章?|章)[）)])"
# The rhymes that telegrams of the Republic put for the day of the month, by the tables of 平水韵: 鱼 and 麻 the 6th, 删 the 15th.
RHYMES = (
    "东先", "冬萧", "江肴", "支豪", "微歌", "鱼麻", "虞阳", "齐庚", "佳青", "灰蒸", "真尤", "文侵", "元覃", "寒盐", "删咸", "铣谏",
    "筱霰", "巧啸", "皓效", "哿号", "马", "养祃", "梗漾", "迥敬", "有径", "寝宥", "感沁", "俭勘", "豏艳", "陷卅", "世",
)  # fmt: skip
RHYME_DAYS = "".join(RHYMES)

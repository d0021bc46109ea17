"""The vocabulary of Chinese documents of 1860–1990, each class of words in one place: offices and bodies, those
present, the hours, degrees of secrecy and urgency, greetings and wishes, the kinds of document, copies.

All are alternations for patterns on text without white space. Where a class is open, what its words
end with stands for a list (委员会, 参谋长). Terms as in the handbooks of official writing: 咨札禀牒
of the Qing, 公文程式条例 of the Republic, 国家行政机关公文处理办法 of the People's Republic, and
those of diplomatic correspondence.
"""

from __future__ import annotations

# -- people and bodies -----------------------------------------------------------------------------------------

# How somebody is styled behind the name.
STYLES = "同志们?|先生们?|女士们?|夫人|阁下|殿下|陛下|钧座|大人|诸[君公位]"
# The highest offices, which stand for such a style.
HIGH_OFFICES = "总理|主席|首相|元帅|将军|总统|大臣|总督|外相|国务卿"
TITLES = f"{STYLES}|{HIGH_OFFICES}"
# 长 makes an office of a body or a unit (局长, 师长), and other words of what grows (增长, 成长).
CHIEF = "[局司部院所团处科厅署县市省社校站厂会军师旅营连排队组区乡镇村行馆台股系外议员首总秘舰船舱庭盟旗州道股课厂库关庄议]长"
# Whoever holds any other office, by what that ends with where the class is open: 知事 and no 同事, 总办
# and no 开办, 少校 and no 学校.
RANKS = "元帅|[大上中少准]将|[大上中少]校|[上中少准]尉"
OFFICES = "|".join(
    (
        f"主席|{CHIEF}|董事长|参谋长|检察长|审计长|司令[官员]?|[总副]指挥|书记官?|秘书长?|主任|总裁|代表|顾问|主教|政委|常委",
        "[首外丞宰]相|总[理统督]|大臣|国务卿|[大公特专]使|总?领事|代办|参赞|武官",
        "[理董监干知参执]事|[总会帮协坐督]办|[经襄助协]理|教授|督军|都督",
        "(?:政治委|[专委]|特派|视察|督察|巡视|指导|督导)员|(?:工程|会计|建筑|农艺|[医律牧])师",
        RANKS,
        "巡抚|道台|知[府县州]|同知|通判|尚书|侍郎|提督|都统|总兵|参将|镇守使|钦差|税务司",
    )
)
# How whoever is addressed warmly is styled before the name; 可敬的是他的为人 speaks of him.
DEAR = "(?:亲爱|敬爱|尊敬|可敬)的(?!是)"
# What bodies end with. 部, 会, 处, 所 and the like also end words that are no bodies: 全部, 机会, 好处.
BODIES = (
    "(?<![全干内局头腹胸一])部|(?<![机社开散休闭约集大体座谈])会|(?<![好坏用益害长短到何此各别妙难])处|(?<![场住厕此之])所|(?<!时)局|[厅署站院馆委团司科厂校行社室府队]"
    "|[军师旅]|(?<![小])组|中央|政府|军区|联盟|同盟|学联|工会|公署|衙门|总管"
    "|公司|[商票]号|[大中小]学(?!生)|[农林牧渔盐茶果马羊猪牛鸡鱼蚕种殖育苗]场|[煤金铁铜锡铅钨]矿|(?:电|天文|气象|水文)台"
)
# What whoever addresses several of them writes before them.
EACH = "各|全体|全国各|所属各|并?转"

# -- records of talks ------------------------------------------------------------------------------------------

# Forms of talk, by how they end: 面谈 and no 方面谈到, 约见 and no 大约见到, 例会 and no 惯例会.
MEETING = "|".join(
    (
        "[会晤座交商访洽恳叙]谈|对谈(?![判话及到论了过起])|(?<!方)面谈|谈[话判]",
        "[会接召引晋]见|(?<!大)约见|会[晤议]|(?<!社)会报(?![告刊道社请])",
        "[磋洽]商|会商(?!会(?!议))|拜[会访谒]|[宴酒茶]会|(?<![照惯条])例会|(?:招待|茶话|讨论|研讨|碰头)会",
    )
)
# What else somebody does at an hour and a place of which a field may say so: 采访时间：
HELD = "采访|访[谈问]|口述|讲述|录音|摄[影像]|讲[演话座]|演讲|[授讲]课|[审讯询]问|问话|发言|[纪记]录|整理"
ATTENDS = "出席|参加|列席|到席|参会|在座|在场|与会|到会|到场|陪同|陪见|作陪|旁听|赴会"
# 出席会谈的有, 参加者, 中方与会人员, up to the colon
THOSE_PRESENT = rf"(?:[\u4e00-\u9fff]{{1,3}}方)?(?:(?:{MEETING})时?)?(?:{ATTENDS}){{1,2}}(?:{MEETING})?(?:的|之)?(?:[\u4e00-\u9fff]{{1,3}}方)?(?:人员|人士|者|人|代表|名单|[委议会成队]员|[理董监]事)?(?:[\u4e00-\u9fff]{{1,3}}方)?(?:还?有|是|为)?"
# Who received whom, each in a field of its own: 来宾：, 接见人：
RECEIVES = "来[宾客]|[接会召]见[人者]"
# States by the names that records give their sides: by what they end with, and those that no ending tells. No
# 西伯利亚, 加利福尼亚, 爱因斯坦.
STATES = "|".join(
    (
        "[中美英法德俄奥意义泰韩葡荷比墨秘]国|[东西]德|[波荷芬锡]兰|新西兰|爱尔兰|苏[联俄]|俄罗斯",
        r"(?!西伯利|玛利)[\u4e00-\u9fff]{1,4}?(?:[利维比]亚|(?<![福法吉])尼亚|[尼来]西亚|(?<!因)斯坦)",
        "朝鲜|越南|蒙古|老挝|柬埔寨|印尼|印度|缅甸|日本|尼泊尔|不丹|以色列|伊[朗拉]克?|约旦|黎巴嫩|也门|埃及|苏丹|摩洛哥|加纳|几内亚|刚果",
        "捷克(?:斯洛伐克)?|匈牙利|南斯拉夫|土耳其|希腊|意大利|西班牙|葡萄牙|奥地利|比利时|瑞[士典]|挪威|丹麦",
        "古巴|加拿大|墨西哥|巴西|阿根廷|智利|秘鲁",
    )
)
CHAIR = "(?:执行|会议)?主席|(?:会议|会谈)?主持人?|召集人|司会"
ABSENT = "缺席|请假|未到"
RECORDS = "[纪记]录|速记|笔录|笔记|整理"
# What no name begins with, behind 笔记： or 整理：: 笔记：三本.
NO_NAME = r"(?![一二两三四五六七八九十百几\d不很已])"
INTERPRETS = "翻译官?|译员|通译|口译|传译|译述"
# Words by which a record reports what somebody said. 云 and the like end names too, so an
# office must stand before them.
SAYS = (
    "说|问|答|讲|指出|解释|介绍|认为|表示|强调|提[出到及议醒]|插话|肯定|告知|转向|宣布|补充|声[明称]|反驳|重申|承认|坚持|主张|建议|要求|同意|感谢|陈述"
    "|谈[到及]|允诺|称[赞谢]|(?<=[\u4e00-\u9fff]{3})[云曰谓](?=：|，|$)"
)

# -- time ------------------------------------------------------------------------------------------------------

PART_OF_DAY = r"(?:凌晨|清[晨早]|拂晓|黎明|早[晨上间]|上午|午[前间夜后]|[正中]午|下午|傍晚|黄昏|晚[上间]?|[深半入子]夜|夜[间半晚里]?|[早晨](?=\d))"

# The years of a reign, before their number and 年; the Republic's run from 1912.
ERAS = "康熙|雍正|乾隆|嘉庆|光绪|宣统|同治|咸丰|道光|昭和|大正|明治|康德"
# The months that have a name beside their number, the last three of the old calendar.
NAMED_MONTH = "[元正冬腊]"

# -- secrecy, urgency ------------------------------------------------------------------------------------------

# What else 机密 and 秘密 begin: 秘密工作, 机密文件已到.
NOT_SECRECY = (
    "(?![的地之]|工作|外交|协[定议]|条约|谈判|会[谈议见]|活动|组织|警察|武器|文件|结社|交通|进行|派|运|党)"
)
DEGREE = f"绝对?机?密|[极特]机?密|极秘密|绝对秘密|(?:机密|秘密){NOT_SECRECY}"
# Who may read or copy a paper, in the words that stand on it: 只准本人拆阅, 阅后销毁, 不得翻印, 内部参考.
NO_COPY = "(?:禁止|严禁|不得|不准|不许|请勿|切勿)(?:复[印制]|翻[印拍]|抄[录传]|[转传]抄|外传|转载|公开|引用|发表|登报|张贴)(?![的，])"
TO_BE_READ = (
    "(?:只[准限供许]|[仅限](?!于|期)[准供]?)[本收]?[\u4e00-\u9fff]{1,8}?(?:拆阅|阅[看读览]|[亲传]阅|亲启|参考|阅)|(?!我|你|请|由)[\u4e00-\u9fff]{0,8}亲[启译拆收]"
    "|[阅用看][后毕](?:立即|即)?(?:[销焚烧]毁|焚烧?|退回|[归交]还|收回)"
)
KEPT_WITHIN = "内部(?:文件|材料|资料|参考|刊物|传阅)|机要"
URGENCY = (
    "(?:立即|提前)?优先拍发|特提|最急|平急|最速件?|十?万?万火[急速]|飞急|[特加火]急|[急特速]件(?![已未均收共])|[特加]?急电(?![已未均悉收])"
    r"|限?(?:即刻|即日|立即|当日)到|限(?:[一二三四五六七八九十廿卅]{1,3}|\d{1,2})小时到"
)
# How a telegram was sent.
WIRED_AS = "密码电报?|密电|明码电报?|只用(?:电报线|有线电|无线电|专线)(?:拍发|发送|传送)"

# -- the end of a letter ---------------------------------------------------------------------------------------

# 匆此，顺颂 · 专此，敬请: what leads to a wish, and its verb. The wish itself ends with a
# word of its own: 近安, 时祺.
LEADS_TO_WISH = "[匆专耑肃草即谨特尚][此复][奉布敬谨肃]?[复达闻告臆陈上恳]?|余容后[叙陈详]|余不一一|此复"
WISHES = "[顺即此敬并恭谨虔祗专藉借]颂|[敬即顺恭谨虔祗并此专]请|[顺即敬此]候|[敬顺即]问|[敬恭谨]叩"
WISHED = "(?:佳胜|胜常|[绥安祺祉吉祈福履佳康好禧])(?![部局厅排])"
# Above whom a paper is handed to: 此致 某局, 右照会 某国公使.
HANDED_TO = "此[致呈上咨]|[谨上]呈|谨[致上]|右(?:[令咨呈札牒谕]|照会)"
# Words above those who get a copy, or behind whom it is kept.
COPIED = "主送(?:机关)?|发(?=：)|[分抄]送下列|分?[送寄](?![礼货粮饭菜客别葬药煤信款]|行李)|[抄另][送报呈致转发寄知件]|[分送]呈|呈[送报阅]|报送|分[发报致行抄]|发[放至]|印发|传阅|传达(?=[至到给]|范围|单位)|存[档查照案]|归[档卷]|附卷|备[查案]|副本"
# What stands before the colon of a sentence, and of no list of those who get a copy: 送粮的船工说：
TELLS = "[的了着说问答很]"
# Words above those through whose hands it went.
PREPARED = (
    r"译电|列印(?:出)?\d*份?|核校|校对|打字|缮[校写印]|监[印校]|用印|拟稿人?|核稿人?|会稿|承办人?|经办人?|主办"
)
# Who answers for a paper by what he did.
ANSWERS_FOR = "检[查讨举]|交代|坦白|悔过|保证|控告|申[诉请]|发起|报告|被?[讯询]问|具[呈报结状]|呈报|签发|起草|撰稿|经手|立[约据]|见证|监誓|证明|担保|调查|填[表报]|审核|复核|批准|供述"
# What somebody wrote on it.
WRITTEN_ON = "批[示语注文]|[眉旁朱硃]批|按语|签注|阅批"
# How the text of a telegram says that it is over.
OVER = "结束|完毕?|终|毕"

# -- archives --------------------------------------------------------------------------------------------------

ARCHIVES = "档案[馆局室处库]|图书馆|博物[院馆]|文献馆|国史馆|党史馆|史料馆|纪念馆|资料[室馆]"
# What a shelfmark counts: fond, inventory, file, leaf.
SHELVES = "全宗|卷宗|案卷|案宗|宗卷|目录|档[号案]|[宗卷盒匣箱函件]号|微卷|胶卷|保管单位"

# -- kinds of document -----------------------------------------------------------------------------------------

# As a title ends with them, behind the recipient. What stands before 电, 信, 函, 令 says what for: 慰问电,
# 邀请信, 密函, 手令; but no 来, 复, 明 that may end a name: 致某东来电.
WIRE = "(?:快邮代|慰问|指示|嘉奖|[密急代通贺唁])?电(?:报|文|稿)*"
LETTER = "(?:公开|邀请|介绍|感谢|慰问|祝贺|亲笔|联名|[密短贺回])?信(?:件|函|稿)?|[公便密笺]?函(?:件|稿)?|书[简札信柬]|手[书札]|便[条笺]|[手字]条|(?:平行)?咨文?|移文|牒文"
NOTE = "照会|复照|节略|说帖|(?:谅解)?备忘录|最后通牒|通牒|国书|口上书|觉书|抗议书"
ORDER = "指示稿?|[训通密手部电指委命](?<!司)令|[手密上]谕|札[文饬]|批[示复文语]"
PETITION = "签呈|呈文?|禀帖?|密报|(?:综合|考察|调查)?报告书?|汇报|请示|奏[折片]|详文|(?:意见|建议|申请|请愿|陈情|计划)书"
SENT_AS = f"{WIRE}|{LETTER}|{NOTE}|{ORDER}|{PETITION}|通知书?|急件|声明书?|抗议"
AGREEMENT = "协定|条约|议定书|协议书?|公约|换文|合同|契约|合约|(?<=[和专草密盟商界])约"
PROCLAIMED = "[公通布文]告|公报|告[示白]|声明书?|宣言书?|启事|揭帖|榜文"
JUDGED = "(?:判决|裁定|裁决|调解|起诉|上诉|申诉|鉴定|证明|结案)书"
RECORDED = "纪要|[纪记]录|笔录|口供|供[词状]|议事录"
RULES = "章程|条例|规[程约]|[规细守准]则|大纲|草案|须知"

# -- sources and notes -----------------------------------------------------------------------------------------

# Publishers by what they end with: 某某刻书处, 某某月刊社, and no 教育社会.
PUBLISHERS = "|".join(
    (
        "出版(?:社|公司|集团|中心|[局部处])|书[局店社坊庄]",
        "(?:编译|编印|译书|印书|印务|印刷|石印|铅印|排印|刻书|官书)[馆局社厂所处]",
        "(?:教育|文化|新闻|通讯|杂志|画报|丛书|[旬周月季]刊)社(?!会)|(?:图书|书业|文化|印刷)(?:股份)?(?:有限)?公司",
    )
)
# Who speaks in a note or remark of his own: 整理者按, 校订者注.
EDITORS = "原?编者|编辑|辑录?者|译者|笔者|整理者|录入者|校[订勘注]?者|点校者|采访者|记录者"
# What a text is taken from: 选自, 译自, 转引自.
TAKEN_FROM = "(?:节?选|摘|转?引|节?译|转?录|辑|转?载|抄|采|改编|译载)自"
# What several decided together, before its colon: 委员会一致通过：, 大家商定：
DECIDED = "(?:[会议局部团]|双方|大家|全体|众人|与会者)[\u4e00-\u9fff]{0,3}(?:通过|决[定议]|议[定决]|商定|同意)$"
# How the one who keeps the record begins when he speaks himself.
NARRATES = (
    r"以[上下](?:谈话|会谈|对话|记录|问答)[^：“”。]{0,8}[，,]|(?:会谈|谈话|会见|会晤|会议|接见|交谈|谈判)(?:中|时|期间|后|以后|之后|结束|开始|持续|进行|历时|比|到|至|于|从|转[到向入]|在[^，。：“”我你您咱]{1,24}(?:结束|散会|休会|中断)(?=[，。了]))"
    rf"|(?:{MEETING}|采访|问答)会?(?:一?共|前后)?(?:持续|历时|进行了|结束|开了[\d一二三四五六七八九十两半多个]{{1,4}}(?:小时|钟头|[天日])。)"
    r"|(?:参加|出席|在座|最后|随后|接着|然后|至此|到此|双方)[^：“”。]{0,40}"
    r"(?:会谈|谈话|谈到|谈及|谈了|讨论|提到|商定|约定|告别|告辞|休息|散会|[小半]时|分钟)"
    r"|(?:记录|录音|谈话|会谈)到(?:此|这里)[^：“”]{0,8}。|(?:与会(?:者|人员|同志|代表)|全场|台[上下]|会场[上内里]?|在场的?(?:人|同志))[^：“”我你您咱]{0,24}。$"
    r"|(?:散会|休会|闭会)(?:[。：（(]|$)|(?:表决|决议|议决|提案|动议|案由|讨论|审议|附议|选举)(?:结果|情况|事项)?："
    r"|(?:(?:最后|随后|接着|经讨论)，)?[^。，：“”我你您咱]{0,8}(?:会议|委员会|理事会|书记处|政治局|主席团|常委会?|党组|大会)"
    r"[^。，：我你您咱]{0,6}(?:(?:决定|议定|通过|同意|批准|商定)[^。，：我你您咱]{0,24}：|(?:[进举]行了?(?:讨论|表决|研究|选举)|休息了?|休会|散会)[^：“”我你您咱]{0,24}。)$"
    r"|(?:谈|说|讲|讨论|进行)到(?:这里|此)[，时][^：“”我你您咱]{0,40}。$"
    r"|(?:[笑掌欢][声呼]声?|众笑|哄堂大笑|全体起立|长时间的?鼓掌)(?:、[笑掌欢][声呼]声?)?。?$"
)

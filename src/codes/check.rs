//! Lists the codes of the stage `check`: names and types of rules.

use super::{Code, Entry};

/// A `use` names a pack that is not loaded.
pub const UNKNOWN_PACK: Code = Code("hegui::check::unknown_pack");
/// A name is defined nowhere that this pack can see.
pub const UNKNOWN_NAME: Code = Code("hegui::check::unknown_name");
/// A name is defined by two packs in use.
pub const AMBIGUOUS_NAME: Code = Code("hegui::check::ambiguous_name");
/// A name is given twice.
pub const DUPLICATE_NAME: Code = Code("hegui::check::duplicate_name");
/// A pack is declared twice.
pub const DUPLICATE_PACK: Code = Code("hegui::check::duplicate_pack");
/// Definitions lead back to themselves.
pub const CIRCULAR_DEFINITION: Code = Code("hegui::check::circular_definition");
/// A name stands for another sort of thing than is wanted here.
pub const WRONG_SORT: Code = Code("hegui::check::wrong_sort");
/// A log has no such field.
pub const UNKNOWN_FIELD: Code = Code("hegui::check::unknown_field");
/// A field does not have the value that it is compared with.
pub const UNKNOWN_VALUE: Code = Code("hegui::check::unknown_value");
/// A field or figure is given a type that does not exist.
pub const UNKNOWN_TYPE: Code = Code("hegui::check::unknown_type");
/// A `language` item has an entry that nothing reads.
pub const UNKNOWN_KEY: Code = Code("hegui::check::unknown_language_key");
/// A text is tagged with a language that reports do not have.
pub const UNKNOWN_LANGUAGE: Code = Code("hegui::check::unknown_language");
/// No disclosure publishes the term of the contract.
pub const UNPUBLISHED_TERM: Code = Code("hegui::check::unpublished_contract_term");
/// Two values of different types are compared or mixed.
pub const TYPE_MISMATCH: Code = Code("hegui::check::type_mismatch");
/// Values without an order are compared by size.
pub const UNORDERED_VALUES: Code = Code("hegui::check::unordered_values");
/// Values are added or multiplied that cannot be.
pub const IMPOSSIBLE_ARITHMETIC: Code = Code("hegui::check::impossible_arithmetic");
/// A field cannot be a key.
pub const UNFIT_KEY: Code = Code("hegui::check::unfit_key");
/// A field stands alone as a condition but is no flag.
pub const NOT_A_FLAG: Code = Code("hegui::check::not_a_flag");
/// Events of two kinds of log meet in one rule.
pub const MIXED_LOGS: Code = Code("hegui::check::mixed_logs");
/// A limit or a number of rows is no count.
pub const LIMIT_NOT_A_COUNT: Code = Code("hegui::check::limit_not_a_count");
/// A duty has no deadline.
pub const MISSING_DEADLINE: Code = Code("hegui::check::missing_deadline");
/// A span of time is empty or longer than two centuries.
pub const SPAN_OUT_OF_RANGE: Code = Code("hegui::check::span_out_of_range");
/// A range ends before it begins.
pub const BACKWARD_RANGE: Code = Code("hegui::check::backward_range");
/// A regular expression cannot be read.
pub const INVALID_REGEX: Code = Code("hegui::check::invalid_regex");
/// A pattern matches the empty text.
pub const EMPTY_PATTERN: Code = Code("hegui::check::empty_pattern");
/// A file name pattern cannot be read.
pub const INVALID_GLOB: Code = Code("hegui::check::invalid_glob");
/// A file that a rule file names is not in the pack.
pub const MISSING_FILE: Code = Code("hegui::check::missing_file");
/// A calendar's dates cannot be used.
pub const INVALID_CALENDAR: Code = Code("hegui::check::invalid_calendar");
/// A parameter has two values from the same day.
pub const OVERLAPPING_VALUES: Code = Code("hegui::check::overlapping_values");
/// A log has no field `at`.
pub const LOG_WITHOUT_TIME: Code = Code("hegui::check::log_without_time");
/// A field cannot follow from the fields that it names.
pub const INVALID_FIELD_SOURCE: Code = Code("hegui::check::invalid_field_source");
/// A member of `states` has no name.
pub const UNNAMED_TERM: Code = Code("hegui::check::unnamed_term");
/// A form stands where it has no meaning.
pub const MISPLACED_FORM: Code = Code("hegui::check::misplaced_form");
/// A rule demands nothing.
pub const RULE_WITHOUT_STATEMENT: Code = Code("hegui::check::rule_without_statement");
/// A word of the language is reserved and not supported yet.
pub const NOT_SUPPORTED_YET: Code = Code("hegui::check::not_supported_yet");

/// The codes of this stage.
pub const TABLE: &[Entry] = &[
    Entry {
        code: UNKNOWN_PACK,
        title: ("unknown pack", "未知的规则包"),
        text: (
            "A `use` item names a pack that is neither built in nor found under `--rules`. Write the name as the pack's own `pack` item has it, such as `use lang/zh`.",
            "`use` 所指的规则包既未内置，也不在 `--rules` 目录中。请按该包 `pack` 项中的名称书写，例如 `use lang/zh`。",
        ),
    },
    Entry {
        code: UNKNOWN_NAME,
        title: ("unknown name", "未知的名称"),
        text: (
            "A name is looked up in its own pack, then in the packs that `use` names, then in the built-in packs `std/…` and `lang/…`. It is in none of them. Correct the spelling, define it, or add the `use` that brings it in; `use` is not passed on from pack to pack.",
            "名称依次在本包、`use` 引入的包、内置的 `std/…` 与 `lang/…` 中查找，均未找到。请更正拼写、补充定义，或用 `use` 引入所在的包；`use` 不会逐级传递。",
        ),
    },
    Entry {
        code: AMBIGUOUS_NAME,
        title: ("ambiguous name", "名称有歧义"),
        text: (
            "Two packs that are equally near define this name. Write it with its pack, such as `std/contact/call`, or define it in the pack itself.",
            "两个同等远近的规则包都定义了该名称。请写明所属的包，例如 `std/contact/call`，或在本包中自行定义。",
        ),
    },
    Entry {
        code: DUPLICATE_NAME,
        title: ("name given twice", "名称重复"),
        text: (
            "Within one pack two items of one sort may not share a name, nor two fields of a log, nor two values of a field. All files of a pack share one namespace. Rename one of them or take it away.",
            "同一规则包内，同类项目不得重名；同一日志的字段、同一字段的取值也不得重名。一个包的所有文件共用一个命名空间。请改名或删去其一。",
        ),
    },
    Entry {
        code: DUPLICATE_PACK,
        title: ("pack declared twice", "规则包重复声明"),
        text: (
            "A pack has one `pack` item, and two folders of one `--rules` path may not declare the same pack. Keep one of them. To replace a built-in pack, give a pack of its name with `--rules`.",
            "每个规则包只能有一个 `pack` 项，同一 `--rules` 路径下的两个文件夹也不得声明同名的包。请保留其一。要替换内置包，请用 `--rules` 提供同名的包。",
        ),
    },
    Entry {
        code: CIRCULAR_DEFINITION,
        title: ("definition leads back to itself", "循环定义"),
        text: (
            "Packs that use one another, or concepts, events, states or parameters that are defined by one another, have no beginning. The message names the chain; break it at one place.",
            "相互引用的规则包，或彼此定义的概念、事件、状态、参数没有起点。提示中列出了整条链，请在其中一处断开。",
        ),
    },
    Entry {
        code: WRONG_SORT,
        title: ("name of another sort", "名称的种类不符"),
        text: (
            "The name exists but stands for something else: a state where an event is wanted (write `during S`), a concept where a party is wanted after `by`, and so on.",
            "该名称存在，但种类不符：例如需要事件处写了状态（应写 `during S`），或 `by` 之后写了概念而不是当事方。",
        ),
    },
    Entry {
        code: UNKNOWN_FIELD,
        title: ("unknown field", "未知的字段"),
        text: (
            "Conditions and keys read the fields that the `log` item declares. The log in question has no field of this name.",
            "条件与分组键只能读取 `log` 项声明的字段，该日志没有这个字段。",
        ),
    },
    Entry {
        code: UNKNOWN_VALUE,
        title: ("unknown value", "未知的取值"),
        text: (
            "A field of the type `one of` or `several of` is compared with a word that is none of its values, so the comparison could never hold. Write one of the listed values.",
            "类型为 `one of` 或 `several of` 的字段与一个不属于其取值的词比较，比较永不成立。请使用列出的取值。",
        ),
    },
    Entry {
        code: UNKNOWN_TYPE,
        title: ("unknown type", "未知的类型"),
        text: (
            "Fields have the types `time`, `date`, `id`, `ids`, `number`, `text`, `flag`, `zone`, `zones`, `one of { … }` and `several of { … }`; figures are a `rate`, an `amount`, `days`, a `duration`, a `clock` or a `count`.",
            "字段类型有 `time`、`date`、`id`、`ids`、`number`、`text`、`flag`、`zone`、`zones`、`one of { … }`、`several of { … }`；数值（figure）有 `rate`、`amount`、`days`、`duration`、`clock`、`count`。",
        ),
    },
    Entry {
        code: UNKNOWN_KEY,
        title: ("unknown entry of a language", "未知的语言条目"),
        text: (
            "A `language` item gives words under fixed keys. An entry with another key would be read by nothing.",
            "`language` 项在固定的键下列出词语，其他键不会被读取。",
        ),
    },
    Entry {
        code: UNKNOWN_LANGUAGE,
        title: ("unknown language of a text", "文字标注了未知的语言"),
        text: (
            "Titles, help and suggestions are written in `en` and `zh`.",
            "标题、帮助与建议用 `en` 和 `zh` 标注。",
        ),
    },
    Entry {
        code: UNPUBLISHED_TERM,
        title: (
            "contract term that nothing states",
            "没有规则声明该合同条款",
        ),
        text: (
            "`contract.NAME` reads what a disclosure publishes with `states NAME = each of { … }`. No loaded disclosure publishes this name.",
            "`contract.NAME` 读取某条披露规则用 `states NAME = each of { … }` 声明的内容，已加载的规则均未声明该名称。",
        ),
    },
    Entry {
        code: TYPE_MISMATCH,
        title: ("types do not fit", "类型不符"),
        text: (
            "A comparison, a range, `in` or `else` joins values that can never be equal, such as an instant and a clock time, or a rate and an amount. Compare like with like: `time of at` with `22:00`, `date of at` with `2026-03-01`.",
            "比较、范围、`in` 或 `else` 两边的值永远不可能相等，例如时刻与钟点、利率与金额。请同类相比：`time of at` 与 `22:00`，`date of at` 与 `2026-03-01`。",
        ),
    },
    Entry {
        code: UNORDERED_VALUES,
        title: ("values without an order", "取值没有大小之分"),
        text: (
            "`<`, `<=`, `>`, `>=` and ranges need numbers, rates, amounts, durations, dates, clock times or instants. Use `is`, `is not` or `in { … }`.",
            "`<`、`<=`、`>`、`>=` 与范围只适用于数字、利率、金额、时长、日期、钟点或时刻。请改用 `is`、`is not` 或 `in { … }`。",
        ),
    },
    Entry {
        code: IMPOSSIBLE_ARITHMETIC,
        title: ("arithmetic on unfit values", "无法进行的运算"),
        text: (
            "Numbers, rates, amounts and durations add to their like; an instant or a date takes a duration; multiplication needs a plain number on one side.",
            "数字、利率、金额、时长只能与同类相加减；时刻或日期可加减时长；乘法的一边须为普通数字。",
        ),
    },
    Entry {
        code: UNFIT_KEY,
        title: ("field that cannot be a key", "字段不能作为分组键"),
        text: (
            "`per` divides a log by fields of the types id, one of, several of, flag and zone. Numbers, texts and times divide nothing sensibly, and `per day`, `per week` and `per month` are periods of `forbid more than N`, never keys.",
            "`per` 按 id、枚举、flag、zone 类型的字段分组。数字、文本和时间不能作键；`per day`、`per week`、`per month` 是 `forbid more than N` 的周期，不是键。",
        ),
    },
    Entry {
        code: NOT_A_FLAG,
        title: (
            "field that is no flag stands alone",
            "非 flag 字段单独作条件",
        ),
        text: (
            "Only a flag is a condition by itself. Compare any other field with a value, or ask whether it `is known`.",
            "只有 flag 字段可单独作条件。其他字段请与取值比较，或询问其 `is known`。",
        ),
    },
    Entry {
        code: MIXED_LOGS,
        title: ("events of different logs", "事件属于不同的日志"),
        text: (
            "A rule, an event and a state read one kind of log. The events named here are selections of different logs.",
            "一条规则、一个事件或状态只能读取一种日志，此处的事件来自不同的日志。",
        ),
    },
    Entry {
        code: LIMIT_NOT_A_COUNT,
        title: ("limit that is no count", "上限不是计数"),
        text: (
            "`more than N`, `at least N` and the amount of a span take a whole number or a parameter that holds plain numbers, and `at least N` takes 1 or more.",
            "`more than N`、`at least N` 以及时间跨度的数量须为整数，或值为普通数字的参数；`at least N` 至少为 1。",
        ),
    },
    Entry {
        code: MISSING_DEADLINE,
        title: ("duty without a deadline", "义务没有期限"),
        text: (
            "`after A require B` is a deadline and needs `within SPAN`; without it the duty could never be broken.",
            "`after A require B` 规定的是期限，须有 `within SPAN`，否则永远无法认定违反。",
        ),
    },
    Entry {
        code: SPAN_OUT_OF_RANGE,
        title: ("span of time out of range", "时间跨度超出范围"),
        text: (
            "A span must be at least one unit long, and at most two hundred years.",
            "时间跨度至少一个单位，至多二百年。",
        ),
    },
    Entry {
        code: BACKWARD_RANGE,
        title: ("range ends before it begins", "范围的终点早于起点"),
        text: (
            "The end of a range of dates, numbers or validity lies before its beginning, so nothing is in it. Clock times and weekdays may wrap round, others may not.",
            "日期、数字或有效期范围的终点早于起点，其中没有任何值。只有钟点与星期可以跨界。",
        ),
    },
    Entry {
        code: INVALID_REGEX,
        title: ("regular expression cannot be read", "正则表达式无法解析"),
        text: (
            "The text between the slashes is no regular expression of the supported kind (no look-around, no back references), or it is too large.",
            "斜线之间的文字不是受支持的正则表达式（不支持环视和反向引用），或过于庞大。",
        ),
    },
    Entry {
        code: EMPTY_PATTERN,
        title: ("pattern matches nothing at all", "模式可匹配空文本"),
        text: (
            "An empty literal, or a regular expression that matches the empty text, would be found everywhere.",
            "空字面量或能匹配空文本的正则表达式会处处命中。",
        ),
    },
    Entry {
        code: INVALID_GLOB,
        title: ("file name pattern cannot be read", "文件名模式无法解析"),
        text: (
            "`file` in a `document` item takes a glob such as `*借款合同*`.",
            "`document` 项中的 `file` 须为通配模式，例如 `*借款合同*`。",
        ),
    },
    Entry {
        code: MISSING_FILE,
        title: ("file not found in the pack", "规则包中没有该文件"),
        text: (
            "A calendar or a case names a file that does not lie in the pack's folder, or cannot be read as UTF-8.",
            "日历或用例所指的文件不在规则包文件夹中，或不是 UTF-8。",
        ),
    },
    Entry {
        code: INVALID_CALENDAR,
        title: ("calendar cannot be used", "日历无法使用"),
        text: (
            "A calendar file holds `holidays = […]` and `workdays = […]` with dates such as 2026-01-01, and nothing else; one date is not both.",
            "日历文件只含 `holidays = […]` 与 `workdays = […]`，日期形如 2026-01-01，同一日期不得兼属两者。",
        ),
    },
    Entry {
        code: OVERLAPPING_VALUES,
        title: ("two values from the same day", "同一天起有两个取值"),
        text: (
            "For one profile a parameter has one value at a time. Two of its values begin on the same day, or two have no beginning.",
            "对同一类主体，参数在同一时间只有一个值；此处有两个值自同一天起生效，或都没有起始日。",
        ),
    },
    Entry {
        code: LOG_WITHOUT_TIME,
        title: ("log without a time", "日志没有时间字段"),
        text: (
            "Rows are ordered by the field `at`, which every log declares with the type `time`.",
            "日志行按 `at` 字段排序，每个 `log` 都须声明类型为 `time` 的 `at`。",
        ),
    },
    Entry {
        code: INVALID_FIELD_SOURCE,
        title: ("field cannot follow from others", "字段无法由其他字段推出"),
        text: (
            "`from` takes another enumeration whose values the field has, a time and a number of seconds, or the form for persons; and `empty is no` stands on flags only.",
            "`from` 后可为取值相容的枚举字段、时间加秒数，或人员形式；`empty is no` 只能用于 flag。",
        ),
    },
    Entry {
        code: UNNAMED_TERM,
        title: ("stated term without a name", "声明的条款没有名称"),
        text: (
            "What `states NAME = each of { … }` publishes are the names of concepts; a literal or a group has none. Define a concept and name it here.",
            "`states NAME = each of { … }` 公布的是概念的名称，字面量或组没有名称。请先定义概念再列出。",
        ),
    },
    Entry {
        code: MISPLACED_FORM,
        title: ("form stands where it means nothing", "该写法在此处没有意义"),
        text: (
            "`this.F` belongs inside `preceded by ( … )` and `followed by ( … )`, `each of` after `states NAME =`, fields into log rules, figures into disclosures, `applies` into disclosures and `calendar` into conduct rules.",
            "`this.F` 只能用于 `preceded by ( … )` 与 `followed by ( … )` 之内，`each of` 只能用于 `states NAME =` 之后；字段用于日志规则，figure 与 `applies` 用于披露规则，`calendar` 用于行为规则。",
        ),
    },
    Entry {
        code: RULE_WITHOUT_STATEMENT,
        title: ("rule without a statement", "规则没有陈述"),
        text: (
            "A rule needs at least one statement, such as `require …` or `forbid …`.",
            "规则至少要有一条陈述，例如 `require …` 或 `forbid …`。",
        ),
    },
    Entry {
        code: NOT_SUPPORTED_YET,
        title: ("not supported yet", "暂不支持"),
        text: (
            "The language reserves this form, but this version cannot evaluate it, so the item is left out rather than judged wrongly.",
            "语言保留了这一写法，但本版本尚不能求值；为避免误判，该项目不参与检查。",
        ),
    },
];

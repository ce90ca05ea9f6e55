//! Lists the codes of the stage `parse`: syntax of a rule file.

use super::{Code, Entry};

/// Something else was expected.
pub const UNEXPECTED: Code = Code("hegui::parse::unexpected");
/// A brace is never closed.
pub const UNCLOSED: Code = Code("hegui::parse::unclosed");
/// A text or regular expression is never closed.
pub const UNCLOSED_TEXT: Code = Code("hegui::parse::unclosed_text");
/// Full-width punctuation outside texts.
pub const FULL_WIDTH: Code = Code("hegui::parse::full_width");
/// An underscore in a name.
pub const UNDERSCORE: Code = Code("hegui::parse::underscore");
/// An escape that does not exist.
pub const UNKNOWN_ESCAPE: Code = Code("hegui::parse::unknown_escape");
/// A date that does not exist.
pub const BAD_DATE: Code = Code("hegui::parse::bad_date");
/// A clock time that does not exist.
pub const BAD_CLOCK: Code = Code("hegui::parse::bad_clock");
/// A number out of range.
pub const BAD_NUMBER: Code = Code("hegui::parse::bad_number");
/// A field or clause that stands twice.
pub const REPEATED: Code = Code("hegui::parse::repeated");
/// A value where a condition is expected.
pub const VALUE_AS_CONDITION: Code = Code("hegui::parse::value_as_condition");
/// A condition where a value is expected.
pub const CONDITION_AS_VALUE: Code = Code("hegui::parse::condition_as_value");
/// A text condition on something that is no field.
pub const NOT_A_FIELD: Code = Code("hegui::parse::not_a_field");
/// Nested or chained too deeply.
pub const TOO_DEEP: Code = Code("hegui::parse::too_deep");
/// A rule file of more than 1 MiB.
pub const TOO_LARGE: Code = Code("hegui::parse::too_large");

/// The codes of this stage.
pub const TABLE: &[Entry] = &[
    Entry {
        code: UNEXPECTED,
        title: ("something else was expected here", "此处应为其他内容"),
        text: (
            "The text does not fit the grammar at the marked place. The message says what could stand there. The line or item is \
             skipped; the rest of the file is still checked.",
            "标出的位置不符合语法，信息中说明了此处可以写什么。该行或该条目被跳过，文件其余部分仍会检查。",
        ),
    },
    Entry {
        code: UNCLOSED,
        title: ("a brace is never closed", "花括号没有闭合"),
        text: (
            "Every `{` needs its `}`. The item is read as if it ended where the next one begins; add the brace there.",
            "每个 `{` 都需要对应的 `}`。程序按下一个条目开始处结束来读取本条目，请在该处补上花括号。",
        ),
    },
    Entry {
        code: UNCLOSED_TEXT,
        title: ("a text is never closed", "文本没有闭合"),
        text: (
            "A text in `\"` and a regular expression in `/` end on the line where they begin; a text over several lines stands between \
             `\"\"\"` and `\"\"\"`.",
            "用 `\"` 括起的文本和用 `/` 括起的正则表达式必须在同一行结束；跨行文本写在两个 `\"\"\"` 之间。",
        ),
    },
    Entry {
        code: FULL_WIDTH,
        title: (
            "full-width punctuation outside a text",
            "文本之外使用了全角标点",
        ),
        text: (
            "Outside of texts the language uses ASCII signs: `,` `:` `(` `)` `{` `}` `\"` `=` `|` `%`. An input method for Chinese writes \
             look-alikes. Inside of texts every sign is allowed.",
            "在文本之外，规则语言只使用半角符号：`,` `:` `(` `)` `{` `}` `\"` `=` `|` `%`。中文输入法会写出外形相似的全角符号。文本之内可以使用任何符号。",
        ),
    },
    Entry {
        code: UNDERSCORE,
        title: ("an underscore in a name", "名称中有下划线"),
        text: (
            "Names hold letters of any script, digits and inner hyphens: `quiet-hours`. Write a hyphen for the underscore.",
            "名称由任意文字的字母、数字和中间的连字符组成，例如 `quiet-hours`。请把下划线改为连字符。",
        ),
    },
    Entry {
        code: UNKNOWN_ESCAPE,
        title: ("an escape that does not exist", "不存在的转义"),
        text: (
            "A text in `\"` knows the escapes `\\\"`, `\\\\`, `\\n` and `\\t`. Double a backslash that the text itself holds. A text block in \
             `\"\"\"` has no escapes.",
            "用 `\"` 括起的文本只有 `\\\"`、`\\\\`、`\\n`、`\\t` 四种转义。文本本身含反斜杠时请写两个。`\"\"\"` 文本块没有转义。",
        ),
    },
    Entry {
        code: BAD_DATE,
        title: ("a date that does not exist", "不存在的日期"),
        text: (
            "A date is written year, month, day, such as `2026-03-01`, and must exist; a range of dates begins with the earlier one.",
            "日期按年、月、日书写，例如 `2026-03-01`，并且必须存在；日期范围应从较早的日期开始。",
        ),
    },
    Entry {
        code: BAD_CLOCK,
        title: ("a clock time that does not exist", "不存在的时刻"),
        text: (
            "Clock times run from `00:00` to `24:00`, with minutes below 60.",
            "时刻从 `00:00` 到 `24:00`，分钟小于 60。",
        ),
    },
    Entry {
        code: BAD_NUMBER,
        title: ("a number out of range", "数字超出范围"),
        text: (
            "Counts are whole numbers up to 4294967295, ranks count from `1st`, other numbers reach 1 followed by 15 zeros.",
            "计数为不超过 4294967295 的整数，序数从 `1st` 开始，其他数字不超过 10 的 15 次方。",
        ),
    },
    Entry {
        code: REPEATED,
        title: ("something stands twice", "同一内容出现两次"),
        text: (
            "A rule has one title, one severity and so on, and a statement one key, one span and one end. Keep one of the two. A clause that \
             belongs to a `preceded by` or `followed by` stands in parentheses with it.",
            "一条规则只有一个标题、一个严重级别等，一条语句只有一个键、一个时间跨度和一个终点。请保留其中一个。属于 `preceded by` 或 `followed by` 的从句应与其一起放在括号内。",
        ),
    },
    Entry {
        code: VALUE_AS_CONDITION,
        title: (
            "a value where a condition is expected",
            "应为条件，却写了值",
        ),
        text: (
            "A condition is true or false: a comparison, a flag, an event's name, `during …`. A number, a date or a clock time alone is none; \
             say what it is compared with.",
            "条件有真假之分：比较、标志、事件名称、`during …` 等。单独的数字、日期或时刻不是条件，请写明与什么比较。",
        ),
    },
    Entry {
        code: CONDITION_AS_VALUE,
        title: (
            "a condition where a value is expected",
            "应为值，却写了条件",
        ),
        text: (
            "Sums, comparisons and sets are made of values: fields, parameters, numbers, dates, clock times. A condition in parentheses is true \
             or false and cannot be added or compared.",
            "加减、比较和集合由值组成：字段、参数、数字、日期、时刻。括号中的条件只有真假，不能相加或比较。",
        ),
    },
    Entry {
        code: NOT_A_FIELD,
        title: (
            "only a field of text can be asked what it says",
            "只有文本字段才能询问其内容",
        ),
        text: (
            "Before `says`, `mentions`, `denies` and `matches` in a condition stands the name of a field, such as `text`.",
            "条件中的 `says`、`mentions`、`denies`、`matches` 之前应写字段名称，例如 `text`。",
        ),
    },
    Entry {
        code: TOO_DEEP,
        title: ("nested too deeply", "嵌套过深"),
        text: (
            "Brackets, `not` and chains of operators have a limit, so that no file can exhaust the program. Give a part a name of its own: a \
             concept, an event or a parameter.",
            "括号、`not` 和连续运算符都有上限，以免文件耗尽程序资源。请把其中一部分单独命名为概念、事件或参数。",
        ),
    },
    Entry {
        code: TOO_LARGE,
        title: ("a rule file of more than 1 MiB", "规则文件超过 1 MiB"),
        text: (
            "Rule files are read by people; one of this size is likely something else. Split it.",
            "规则文件是给人阅读的，如此之大的文件可能并非规则文件。请拆分。",
        ),
    },
];

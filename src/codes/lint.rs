//! Lists the codes of the stage `lint`: rules that are likely mistakes.

use super::{Code, Entry};

/// A concept or party that nothing uses.
pub const UNUSED_CONCEPT: Code = Code("hegui::lint::unused_concept");
/// A `use` that brings in nothing.
pub const UNUSED_USE: Code = Code("hegui::lint::unused_use");
/// A rule that no input can break.
pub const NEVER_FIRES: Code = Code("hegui::lint::rule_never_fires");
/// An event that selects no row.
pub const EMPTY_EVENT: Code = Code("hegui::lint::event_selects_nothing");
/// An `until` that can never close anything.
pub const UNREACHABLE_UNTIL: Code = Code("hegui::lint::unreachable_until");
/// A rule that cites nothing.
pub const WITHOUT_CITATION: Code = Code("hegui::lint::rule_without_citation");
/// A rule without `pass` or without `fail`.
pub const WITHOUT_CASES: Code = Code("hegui::lint::rule_without_cases");
/// A text is missing in English or in Chinese.
pub const UNTRANSLATED: Code = Code("hegui::lint::untranslated_text");
/// A parameter value that never holds.
pub const VALUE_NEVER_IN_FORCE: Code = Code("hegui::lint::value_never_in_force");

/// The codes of this stage.
pub const TABLE: &[Entry] = &[
    Entry {
        code: UNUSED_CONCEPT,
        title: ("unused concept", "未使用的概念"),
        text: (
            "Nothing in any loaded pack uses this concept or party. Use it, or take it away.",
            "已加载的规则包均未使用该概念或当事方。请使用它或删去。",
        ),
    },
    Entry {
        code: UNUSED_USE,
        title: ("unused `use`", "多余的 `use`"),
        text: (
            "No name of this pack means a definition of the pack that the `use` names. Packs under `std/` and `lang/` are in scope anyway.",
            "本包没有用到该 `use` 引入的任何定义。`std/` 与 `lang/` 下的包本来就可见。",
        ),
    },
    Entry {
        code: NEVER_FIRES,
        title: ("rule that can never fire", "永不触发的规则"),
        text: (
            "The conditions contradict one another, the range is empty, or the limit cannot be passed, so the rule would report nothing whatever the log holds.",
            "条件互相矛盾、范围为空或上限无法超过，无论日志内容如何，该规则都不会有结果。",
        ),
    },
    Entry {
        code: EMPTY_EVENT,
        title: ("event that selects nothing", "不选中任何行的事件"),
        text: (
            "The conditions of the event contradict one another, so no row can be in it.",
            "事件的条件互相矛盾，任何行都不会被选中。",
        ),
    },
    Entry {
        code: UNREACHABLE_UNTIL,
        title: ("unreachable `until`", "不可达的 `until`"),
        text: (
            "The event after `until` selects nothing, so that it never closes what it should.",
            "`until` 之后的事件不选中任何行，永远不会终止其应终止的状态。",
        ),
    },
    Entry {
        code: WITHOUT_CITATION,
        title: ("rule without a citation", "没有出处的规则"),
        text: (
            "A rule says with `cite` where it comes from, so that a finding can be checked against the law. Add the instrument and the article.",
            "规则应以 `cite` 写明出处，以便对照法规复核。请补充文件与条款。",
        ),
    },
    Entry {
        code: WITHOUT_CASES,
        title: ("rule without cases", "没有用例的规则"),
        text: (
            "A rule shows by `pass` and `fail` what it lets through and what it catches. At least one of each makes sure that it works as meant.",
            "规则以 `pass` 与 `fail` 表明放行什么、抓住什么，两者各至少一个才能确认其有效。",
        ),
    },
    Entry {
        code: UNTRANSLATED,
        title: ("text missing in one language", "缺少一种语言的文字"),
        text: (
            "Reports are in English and in Chinese. Give the text as `en \"…\" zh \"…\"`.",
            "报告有中英文两种。请以 `en \"…\" zh \"…\"` 给出文字。",
        ),
    },
    Entry {
        code: VALUE_NEVER_IN_FORCE,
        title: ("value that is never in force", "永不生效的取值"),
        text: (
            "Another value begins earlier or at the same time and covers this one for every profile and day, so it is never read.",
            "其他取值对所有主体和日期都先于它适用，因此永远不会被读取。",
        ),
    },
];

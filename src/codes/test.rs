//! Lists the codes of the stage `test`: cases inside rules.

use super::{Code, Entry};

/// A `pass` case is found to break the rule.
pub const NOISY: Code = Code("hegui::test::noisy");
/// A `fail` case is not found to break the rule.
pub const MISSED: Code = Code("hegui::test::missed");
/// A `fail` case is found, but at other rows or words than it names.
pub const MISPLACED: Code = Code("hegui::test::misplaced");
/// A `pass` case breaks nothing only because the rule could not be assessed.
pub const UNPROVED: Code = Code("hegui::test::unproved");
/// A case cannot be read.
pub const UNREADABLE_CASE: Code = Code("hegui::test::unreadable_case");
/// A rule has no case, or none that passes or none that fails.
pub const UNTESTED: Code = Code("hegui::test::untested");
/// A run has no case at all.
pub const NO_CASES: Code = Code("hegui::test::no_cases");

/// The codes of this stage.
pub const TABLE: &[Entry] = &[
    Entry {
        code: NOISY,
        title: (
            "a case that should pass is reported",
            "应通过的用例被报告为违反",
        ),
        text: (
            "The rule reports a `pass` case. Either the rule is too wide, or the example really breaks it and is a `fail`.",
            "规则把 `pass` 用例报告为违反。要么规则过宽，要么该例确实违反规则、应写作 `fail`。",
        ),
    },
    Entry {
        code: MISSED,
        title: (
            "a case that should fail is not reported",
            "应被发现的用例没有被报告",
        ),
        text: (
            "The rule does not report a `fail` case; the problem says what it came to instead. Either the rule is too narrow (a word or a value is \
             missing), or the example does not break it.",
            "规则没有报告 `fail` 用例；提示中写明了实际的判定。要么规则过窄（缺少词语或取值），要么该例并不违反规则。",
        ),
    },
    Entry {
        code: MISPLACED,
        title: (
            "a case is reported at another place than it names",
            "用例被发现的位置与其标明的不同",
        ),
        text: (
            "After `fail at` stand the rows, after `fail says` the exact words that the rule has to find: all of them and no others. The problem \
             lists what was found.",
            "`fail at` 之后写行号，`fail says` 之后写原文：规则必须恰好发现这些位置，不多不少。提示中列出了实际发现的位置。",
        ),
    },
    Entry {
        code: UNPROVED,
        title: (
            "a case passes only because nothing was assessed",
            "用例通过仅因为未能评估",
        ),
        text: (
            "A `pass` case has to show that the rule stays quiet on good input. Where the rule is not assessed (a column is missing, a blank is left \
             open) or not in force, its silence proves nothing. Complete the example, or give it a date with `on`.",
            "`pass` 用例应当证明规则在合格输入上保持安静。若规则未能评估（缺列、留有空白）或未生效，安静说明不了什么。请补全该例，或用 `on` 给出日期。",
        ),
    },
    Entry {
        code: UNREADABLE_CASE,
        title: ("a case cannot be read", "用例无法读取"),
        text: (
            "The file that the case names does not stand beside the rule file, or the table has a header or a value that the log does not know. \
             A table starts with the names of fields; values stand under them, separated by two spaces or more.",
            "用例指定的文件不在规则文件旁边，或表格中有日志不认识的列名或取值。表格首行写字段名，各值写在其下，用两个以上空格隔开。",
        ),
    },
    Entry {
        code: UNTESTED,
        title: (
            "a rule lacks cases that pass or cases that fail",
            "规则缺少应通过或应被发现的用例",
        ),
        text: (
            "A rule without a `fail` case may never fire, one without a `pass` case may fire always, and nobody would notice. Add at least one of \
             each, and one that only just passes.",
            "没有 `fail` 用例的规则可能永远不触发，没有 `pass` 用例的规则可能总是触发，而无人察觉。请各写至少一例，并写一个刚好合格的例子。",
        ),
    },
    Entry {
        code: NO_CASES,
        title: ("no case was run", "没有运行任何用例"),
        text: (
            "The rules that were chosen hold no case, or none could be compiled. A test run that tests nothing must not pass for a good one.",
            "所选规则没有任何用例，或都无法编译。什么都没测的测试不能算通过。",
        ),
    },
];

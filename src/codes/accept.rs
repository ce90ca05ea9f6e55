//! Lists the codes of the stage `accept`: suppressions and baselines.

use super::{Code, Entry};

/// A suppression that cannot be read.
pub const UNREADABLE_SUPPRESSION: Code = Code("hegui::accept::unreadable_suppression");
/// A suppression without a reason.
pub const NO_REASON: Code = Code("hegui::accept::no_reason");
/// A suppression of a rule that does not exist.
pub const UNKNOWN_RULE: Code = Code("hegui::accept::unknown_rule");
/// An acceptance whose last day has passed.
pub const EXPIRED: Code = Code("hegui::accept::expired");
/// A suppression that suppresses nothing.
pub const UNUSED: Code = Code("hegui::accept::unused");
/// A baseline that cannot be read.
pub const UNREADABLE_BASELINE: Code = Code("hegui::accept::unreadable_baseline");

/// The codes of this stage.
pub const TABLE: &[Entry] = &[
    Entry {
        code: UNREADABLE_SUPPRESSION,
        title: ("a suppression cannot be read", "豁免写法无法解读"),
        text: (
            "A comment that begins with `hegui:` is an instruction: `hegui: allow RULE until 2027-03-31: reason`, with several rules set apart by commas \
             and the date left out where there is none. A misspelt one would suppress nothing in silence, so it is an error.",
            "以 `hegui:` 开头的注释是指令：`hegui: allow 规则 至 2027-03-31：原因`，多条规则用逗号隔开，没有期限时可省略日期。写错的指令不会起任何作用，因此按错误处理。",
        ),
    },
    Entry {
        code: NO_REASON,
        title: ("a suppression gives no reason", "豁免没有写明原因"),
        text: (
            "Whoever reads the document later has to know why a breach was accepted. Without a reason the suppression does not count: write it behind the colon, \
             `hegui: allow RULE: reason`, or as `reason` of `[[allow]]`.",
            "日后查看文件的人需要知道为何接受该问题。没有原因的豁免不生效：请写在冒号之后，`hegui: allow 规则：原因`，或写在 `[[allow]]` 的 `reason` 中。",
        ),
    },
    Entry {
        code: UNKNOWN_RULE,
        title: (
            "a suppression names a rule that does not exist",
            "豁免所指的规则不存在",
        ),
        text: (
            "Name a rule as `hegui rules` lists it, by its whole name or by the last part where no other rule shares it. A suppression of a rule that was renamed \
             or misspelt suppresses nothing.",
            "请按 `hegui rules` 所列写出规则的全名；最后一段没有重名时也可只写最后一段。规则改名或拼错后，豁免不再起作用。",
        ),
    },
    Entry {
        code: EXPIRED,
        title: ("an acceptance has expired", "豁免已过期"),
        text: (
            "The day behind `until` is the last on which the acceptance holds. It has passed, so that the finding counts again: mend the document, or decide anew \
             and write another day.",
            "`until`（至）后的日期是豁免的最后一天。该日期已过，相关问题重新计入：请修改文件，或重新决定并改写日期。",
        ),
    },
    Entry {
        code: UNUSED,
        title: ("a suppression suppresses nothing", "豁免没有对应的问题"),
        text: (
            "The rule is not broken where the suppression holds: the words were mended, or the suppression stands in the wrong place. Remove it, lest it hide a later breach.",
            "在豁免的范围内该规则没有被违反：文字已经修改，或豁免写错了位置。请删除，以免掩盖日后的问题。",
        ),
    },
    Entry {
        code: UNREADABLE_BASELINE,
        title: ("the baseline cannot be read", "基线文件无法读取"),
        text: (
            "Without the baseline every known breach would be reported as new, so the run ends. `hegui baseline PATHS` writes the file; people may add `owner`, `reason` \
             and `until` to its entries and delete entries, nothing else.",
            "没有基线，所有已知问题都会被报告为新问题，因此运行终止。基线文件由 `hegui baseline 路径` 生成；可以为条目添加 `owner`、`reason`、`until`，也可以删除条目，其他内容请勿改动。",
        ),
    },
];

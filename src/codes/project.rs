//! Lists the codes of the stage `project`: project files and arguments.

use super::{Code, Entry};

/// A rule file or a folder of rules cannot be read.
pub const RULES_UNREADABLE: Code = Code("hegui::project::rules_unreadable");
/// A folder of rules holds too many files.
pub const RULES_TOO_MANY: Code = Code("hegui::project::rules_too_many");

/// An argument has a value that it cannot have.
pub const BAD_ARGUMENT: Code = Code("hegui::project::bad_argument");
/// A pack that is not loaded.
pub const UNKNOWN_PACK: Code = Code("hegui::project::unknown_pack");
/// A kind of document that no pack declares.
pub const UNKNOWN_KIND: Code = Code("hegui::project::unknown_kind");
/// A rule or code that does not exist.
pub const UNKNOWN_RULE: Code = Code("hegui::project::unknown_rule");
/// The chosen packs hold no rule for these inputs.
pub const NO_RULE_CHOSEN: Code = Code("hegui::project::no_rule_chosen");

/// The codes of this stage.
pub const TABLE: &[Entry] = &[
    Entry {
        code: RULES_UNREADABLE,
        title: ("rules cannot be read", "规则文件无法读取"),
        text: (
            "A path given with `--rules` does not exist, holds no rule file, or holds one that cannot be opened, is too \
             long or is not UTF-8. Name a folder that holds `.hegui` files, or one such file, and save it as UTF-8.",
            "`--rules` 指定的路径不存在、没有规则文件，或其中的规则文件无法打开、过大或不是 UTF-8 编码。请指定含有 `.hegui` 文件的文件夹或单个文件，并以 UTF-8 保存。",
        ),
    },
    Entry {
        code: RULES_TOO_MANY,
        title: ("too many files under `--rules`", "`--rules` 下的文件过多"),
        text: (
            "A folder of rules is read whole, so it is bounded. Name the folder of the packs themselves, not one far above it.",
            "规则文件夹会被整个读取，因此数量有上限。请直接指定规则包所在的文件夹，而不是其上层的大目录。",
        ),
    },
    Entry {
        code: BAD_ARGUMENT,
        title: (
            "an argument has a value that it cannot have",
            "参数取值无效",
        ),
        text: (
            "A date is written as 2026-03-01, a time zone as Asia/Shanghai or +08:00.",
            "日期写作 2026-03-01，时区写作 Asia/Shanghai 或 +08:00。",
        ),
    },
    Entry {
        code: UNKNOWN_PACK,
        title: ("there is no such pack", "没有该规则包"),
        text: (
            "`--pack` and `packs` in `hegui.toml` name packs as `hegui rules` shows them. Packs of your own have to be given with `--rules` or `rules`.",
            "`--pack` 和 `hegui.toml` 中的 `packs` 须使用 `hegui rules` 所列的名称。自有规则包需用 `--rules` 或 `rules` 指定。",
        ),
    },
    Entry {
        code: UNKNOWN_KIND,
        title: ("there is no such kind of document", "没有该文件类型"),
        text: (
            "`--kind` and `[documents]` name kinds that a pack declares with `document NAME { ... }`.",
            "`--kind` 和 `[documents]` 须使用规则包中以 `document 名称 { ... }` 声明的类型。",
        ),
    },
    Entry {
        code: UNKNOWN_RULE,
        title: ("there is no such rule or code", "没有该规则或代码"),
        text: (
            "Name a rule as `hegui rules` lists it, by its whole name or by the last part, or a code as a problem shows it.",
            "请按 `hegui rules` 所列写出规则的全名或最后一段，或写出问题中显示的代码。",
        ),
    },
    Entry {
        code: NO_RULE_CHOSEN,
        title: ("no rule reads such inputs", "没有规则适用于此类输入"),
        text: (
            "`check` uses disclosures, `audit` uses conduct rules; the packs that were chosen hold none of that sort.",
            "`check` 使用披露规则，`audit` 使用行为规则；所选规则包没有此类规则。",
        ),
    },
];

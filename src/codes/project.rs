//! Lists the codes of the stage `project`: project files and arguments.

use super::{Code, Entry};

/// A rule file or a folder of rules cannot be read.
pub const RULES_UNREADABLE: Code = Code("hegui::project::rules_unreadable");
/// A folder of rules holds too many files.
pub const RULES_TOO_MANY: Code = Code("hegui::project::rules_too_many");

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
];

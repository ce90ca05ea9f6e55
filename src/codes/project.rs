//! Lists the codes of the stage `project`: project files and arguments.

use super::{Code, Entry};

/// The project file cannot be read.
pub const UNREADABLE_CONFIG: Code = Code("hegui::project::unreadable_config");
/// The project file is no TOML.
pub const BAD_TOML: Code = Code("hegui::project::bad_toml");
/// A key that a project file does not have.
pub const UNKNOWN_KEY: Code = Code("hegui::project::unknown_key");
/// A table that lacks a key.
pub const MISSING_KEY: Code = Code("hegui::project::missing_key");
/// A value of the wrong type.
pub const WRONG_TYPE: Code = Code("hegui::project::wrong_type");
/// A value that does not exist.
pub const BAD_VALUE: Code = Code("hegui::project::bad_value");
/// A pattern of file names that cannot be read.
pub const BAD_GLOB: Code = Code("hegui::project::bad_glob");
/// A file or folder that a project file names is not there.
pub const MISSING_PATH: Code = Code("hegui::project::missing_path");
/// A mapping of a field that the log does not have.
pub const UNKNOWN_LOG_FIELD: Code = Code("hegui::project::unknown_log_field");
/// A mapping of a value that the field does not have.
pub const UNKNOWN_LOG_VALUE: Code = Code("hegui::project::unknown_log_value");
/// A path of the command line is not there.
pub const NO_SUCH_INPUT: Code = Code("hegui::project::no_such_input");
/// A folder or pattern of the command line holds no file of use.
pub const NOTHING_MATCHES: Code = Code("hegui::project::nothing_matches");
/// A file of the command line is of no kind that can be read.
pub const UNSUPPORTED_INPUT: Code = Code("hegui::project::unsupported_input");
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
/// A parameter that no pack declares.
pub const UNKNOWN_PARAMETER: Code = Code("hegui::project::unknown_parameter");
/// A value that a parameter cannot have.
pub const BAD_PARAMETER: Code = Code("hegui::project::bad_parameter");
/// A revision that cannot be compared with.
pub const BAD_REVISION: Code = Code("hegui::project::bad_revision");
/// A file that would be overwritten.
pub const FILE_EXISTS: Code = Code("hegui::project::file_exists");
/// A file that cannot be written.
pub const UNWRITABLE: Code = Code("hegui::project::unwritable");
/// A state file that cannot be used.
pub const BAD_STATE: Code = Code("hegui::project::bad_state");
/// A state file that another run is using.
pub const STATE_IN_USE: Code = Code("hegui::project::state_in_use");
/// A state file that was kept for other rules, options or rows.
pub const OTHER_STATE: Code = Code("hegui::project::other_state");
/// The chosen packs hold no rule for these inputs.
pub const NO_RULE_CHOSEN: Code = Code("hegui::project::no_rule_chosen");
/// A format of reports that does not exist.
pub const UNKNOWN_REPORT: Code = Code("hegui::project::unknown_report");
/// Two reports for one place.
pub const TWO_REPORTS: Code = Code("hegui::project::two_reports");
/// A report that cannot be written.
pub const REPORT_NOT_WRITTEN: Code = Code("hegui::project::report_not_written");

/// The codes of this stage.
pub const TABLE: &[Entry] = &[
    Entry {
        code: UNREADABLE_CONFIG,
        title: ("the project file cannot be read", "项目文件无法读取"),
        text: (
            "`hegui.toml` is looked for in the working folder and the folders above it, or named with `--config`. It must be there, readable and UTF-8.",
            "程序在当前目录及其上级目录中查找 `hegui.toml`，也可以用 `--config` 指定。文件必须存在、可读，并使用 UTF-8 编码。",
        ),
    },
    Entry {
        code: BAD_TOML,
        title: ("the project file is no TOML", "项目文件不是有效的 TOML"),
        text: (
            "The text breaks the syntax of TOML at the place shown: a missing quote, bracket or equals sign, or a key given twice. Keys with other signs than Latin letters, digits, `-` and `_` need quotes: \
             `\"contracts/*.md\" = \"loan-contract\"`.",
            "所示位置不符合 TOML 语法：可能缺少引号、括号或等号，或者同一个键写了两次。中文键需要加引号：`\"合同/*.md\" = \"loan-contract\"`。",
        ),
    },
    Entry {
        code: UNKNOWN_KEY,
        title: (
            "a key that a project file does not have",
            "项目文件没有这个键",
        ),
        text: (
            "A misspelt key would be passed over in silence and the check would run without it, so it is an error. `docs/project-file.md` lists the keys, \
             and `hegui init` writes a file with the usual ones.",
            "拼错的键如果被忽略，检查就会在缺少该设置的情况下运行，因此按错误处理。可用的键见 `docs/project-file.md`，\
             也可以用 `hegui init` 生成含常用键的文件。",
        ),
    },
    Entry {
        code: MISSING_KEY,
        title: ("a table lacks a key", "缺少必需的键"),
        text: (
            "An entry of `[[allow]]` says at least which rule it is about and why: `rule = \"PACK/NAME\"`, `reason = \"...\"`.",
            "`[[allow]]` 的每一项至少要写明规则和原因：`rule = \"规则包/名称\"`，`reason = \"……\"`。",
        ),
    },
    Entry {
        code: WRONG_TYPE,
        title: ("a value of the wrong type", "值的类型不对"),
        text: (
            "The key takes a text, a list of texts or a table, as the message says: `lang = \"zh\"`, `packs = [\"consumer-finance/conduct\"]`, \
             `columns = { at = \"Time of call\" }`.",
            "该键需要文本、文本列表或表，见提示：`lang = \"zh\"`，`packs = [\"consumer-finance/conduct\"]`，`columns = { at = \"催收时间\" }`。",
        ),
    },
    Entry {
        code: BAD_VALUE,
        title: ("a value that does not exist", "没有这个值"),
        text: (
            "The key knows only certain values, such as `en` and `zh` for `lang`, time zones such as `Asia/Shanghai` or `+08:00` for `zone`, and encodings such \
             as `gb18030` for `encoding`.",
            "该键只接受特定的值，例如 `lang` 为 `en` 或 `zh`，`zone` 为 `Asia/Shanghai` 或 `+08:00` 这样的时区，`encoding` 为 `gb18030` 这样的编码。",
        ),
    },
    Entry {
        code: BAD_GLOB,
        title: (
            "a pattern of file names cannot be read",
            "文件名模式无法解读",
        ),
        text: (
            "Patterns use `*` for any name, `**` for any folders, `?` for one character, `[ab]` for one of several and `{a,b}` for one of several names. \
             A bracket or brace was left open.",
            "模式中 `*` 表示任意名称，`**` 表示任意层目录，`?` 表示一个字符，`[ab]` 表示其中一个字符，`{a,b}` 表示其中一个名称。这里的括号没有闭合。",
        ),
    },
    Entry {
        code: MISSING_PATH,
        title: (
            "a file or folder that a project file names is not there",
            "项目文件指定的文件或目录不存在",
        ),
        text: (
            "Paths in a project file are relative to the folder that the project file is in, not to the working folder.",
            "项目文件中的路径相对于项目文件所在的目录，而不是当前目录。",
        ),
    },
    Entry {
        code: UNKNOWN_LOG_FIELD,
        title: (
            "a mapping of a field that the log does not have",
            "映射的字段在日志中不存在",
        ),
        text: (
            "`[log] columns` and `[log.values]` name fields of the log as the rules define them, with the headers and words of your files on the right: \
             `columns = { at = \"Time of call\" }`, not the other way round.",
            "`[log] columns` 和 `[log.values]` 左边写规则定义的日志字段，右边写文件中的列名和值：`columns = { at = \"催收时间\" }`，不要写反。",
        ),
    },
    Entry {
        code: UNKNOWN_LOG_VALUE,
        title: (
            "a mapping of a value that the field does not have",
            "映射的值在该字段中不存在",
        ),
        text: (
            "`[log.values.FIELD]` names values that the rules define for the field; flags have `yes` and `no`. Fields that are no enumeration and no flag have \
             no values to map.",
            "`[log.values.字段]` 左边写规则为该字段定义的值；是否类字段为 `yes` 和 `no`。既不是枚举也不是是否类的字段没有可映射的值。",
        ),
    },
    Entry {
        code: NO_SUCH_INPUT,
        title: (
            "a path of the command line is not there",
            "命令行中的路径不存在",
        ),
        text: (
            "There is no such file or folder, seen from the working folder. A path with `*`, `?`, `[` or `{` that is no file is taken for a pattern.",
            "从当前目录看，没有这个文件或目录。含有 `*`、`?`、`[` 或 `{` 而又不是现有文件的路径按模式处理。",
        ),
    },
    Entry {
        code: NOTHING_MATCHES,
        title: (
            "a folder or pattern holds no file of use",
            "目录或模式中没有可用的文件",
        ),
        text: (
            "Documents end in `.txt`, `.text`, `.md` or `.markdown`, logs in `.csv`, `.tsv`, `.jsonl`, `.ndjson`, `.json`, `.xlsx`, `.parquet` or `.arrow`, also with `.gz` or `.zst` after it. A run that reads nothing is an error, \
             because it would look clean. Files that `ignore` leaves out do not count.",
            "合同文件以 `.txt`、`.text`、`.md`、`.markdown` 结尾，日志以 `.csv`、`.tsv`、`.jsonl`、`.ndjson`、`.json`、`.xlsx`、`.parquet`、`.arrow` 结尾，其后可再加 `.gz` 或 `.zst`。什么都没有读取的运行看上去像是没有问题，因此按错误处理。\
             被 `ignore` 排除的文件不计。",
        ),
    },
    Entry {
        code: UNSUPPORTED_INPUT,
        title: (
            "a file is of no kind that can be read",
            "不支持读取这种文件",
        ),
        text: (
            "The file was named itself, so it is not passed over in silence. Convert it to text: `pandoc contract.docx -o contract.md`, or save a \
             spreadsheet as CSV.",
            "该文件是直接指定的，因此不会被悄悄跳过。请先转换为文本：`pandoc contract.docx -o contract.md`，或把表格另存为 CSV。",
        ),
    },
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
        code: UNKNOWN_PARAMETER,
        title: ("there is no such parameter", "没有该参数"),
        text: (
            "`[parameters]` names parameters that a pack declares with `parameter NAME = ...`, by the whole name `PACK/NAME` or by the last part where no other \
             parameter shares it.",
            "`[parameters]` 须使用规则包中以 `parameter 名称 = ...` 声明的参数，写全名 `规则包/名称`；最后一段没有重名时也可只写最后一段。",
        ),
    },
    Entry {
        code: BAD_PARAMETER,
        title: ("a value that the parameter cannot have", "参数不能取该值"),
        text: (
            "A parameter keeps its type: where the pack gives a number, a number is wanted, where it gives a rate or a span of time, one as a rule file writes it, in quotes: \
             `\"24%\"`, `\"30 days\"`, `\"21:00\"`.",
            "参数的类型不变：规则包给的是数，这里也须是数；给的是利率或时长，则按规则文件的写法加引号填写：`\"24%\"`、`\"30 days\"`、`\"21:00\"`。",
        ),
    },
    Entry {
        code: BAD_REVISION,
        title: (
            "a revision that cannot be compared with",
            "无法与该版本比较",
        ),
        text: (
            "`--changed-since` asks the `git` program what the branch touched since it left the revision. The inputs must lie in a repository, `git` must be installed, \
             the revision must be there, and so must the history up to the common ancestor: a shallow clone has to be fetched whole (`git fetch --unshallow`).",
            "`--changed-since` 通过 `git` 查询分支自该版本以来改动的文件。输入须位于仓库中，须已安装 `git`，该版本须存在，且须有到共同祖先为止的历史：浅克隆需先取回完整历史（`git fetch --unshallow`）。",
        ),
    },
    Entry {
        code: FILE_EXISTS,
        title: ("a file would be overwritten", "文件已存在"),
        text: (
            "`hegui init` does not overwrite a project file. Edit it, look at what would be written with `--dry-run`, or say `--force`.",
            "`hegui init` 不会覆盖现有的项目文件。请直接编辑，用 `--dry-run` 查看将要写入的内容，或使用 `--force`。",
        ),
    },
    Entry {
        code: UNWRITABLE,
        title: ("a file cannot be written", "文件无法写入"),
        text: (
            "The folder is not there or may not be written to.",
            "所在目录不存在，或没有写入权限。",
        ),
    },
    Entry {
        code: BAD_STATE,
        title: ("a state file cannot be used", "状态文件无法使用"),
        text: (
            "`hegui audit --state FILE` writes the file, and nothing else may. It was cut off, changed, written by another version of hegui, or is another file. Nothing of it is used. Take the copy of the night before and run again with the files              that came since, or begin anew: audit the whole history once with a state file that is not there yet.",
            "状态文件由 `hegui audit --state FILE` 写入，不得由其他程序修改。该文件不完整、被改动、由其他版本的 hegui 写入，或根本不是状态文件，因此完全未使用。请用前一晚的备份并重新处理其后的文件，或者重新开始：用一个尚不存在的状态文件审计全部历史日志。",
        ),
    },
    Entry {
        code: STATE_IN_USE,
        title: (
            "another run is using the state file",
            "状态文件正被另一次运行使用",
        ),
        text: (
            "Two runs that go on from the same night would each lose what the other one keeps. The lock is on `FILE.lock` and ends with the process that has it; the file itself may stay.",
            "两次运行若从同一状态继续，会互相丢失对方保留的内容。锁加在 `FILE.lock` 上，随持有它的进程结束而释放；该文件可以保留。",
        ),
    },
    Entry {
        code: OTHER_STATE,
        title: (
            "the state file was kept for another run",
            "状态文件不适用于本次运行",
        ),
        text: (
            "What a state file keeps is what the rules of its first night may still ask for, read on the clock of its zone. With other rules, another profile, zone or `--late`, or with rows that count twice, a night would not find what one run over the whole log finds.              Use what was used before, or begin anew: audit the whole history once with a state file that is not there yet.",
            "状态文件只保留首次运行所用规则仍可能用到的记录，并按当时的时区解读。若规则、机构类型、时区或 `--late` 不同，或有记录会被重复计入，则每晚的结果将与一次审计全部日志的结果不一致。请沿用原来的设置，或重新开始：用一个尚不存在的状态文件审计全部历史日志。",
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
    Entry {
        code: UNKNOWN_REPORT,
        title: ("there is no such format", "没有这种报告格式"),
        text: (
            "`--format` takes names of formats, separated by commas: `pretty`, `short`, `json`, `jsonl`, `sarif`, `gitlab`, `junit`, `github`, `checkstyle`, `markdown` or `csv`, each followed by `=FILE` \
             unless it is for standard output. The file's name cannot hold a comma.",
            "`--format` 后面是以逗号分隔的格式名：`pretty`、`short`、`json`、`jsonl`、`sarif`、`gitlab`、`junit`、`github`、`checkstyle`、`markdown` 或 `csv`，除写到标准输出的一种外，都要加 `=文件`。文件名不能含逗号。",
        ),
    },
    Entry {
        code: TWO_REPORTS,
        title: ("two reports for one place", "两份报告写到同一处"),
        text: (
            "Of several reports at most one goes to standard output; each of the others names a file of its own: `--format short,sarif=report.sarif`.",
            "多份报告中至多一份写到标准输出，其余的要各自指定文件：`--format short,sarif=report.sarif`。",
        ),
    },
    Entry {
        code: REPORT_NOT_WRITTEN,
        title: ("a report cannot be written", "报告无法写入"),
        text: (
            "The folder of the file must be there and writable. A report is written beside its file first and then put in its place, so that a file is either the whole report or what it was before. \
             The other reports are written all the same; the exit status is 2, or 3 where an input could not be read whole.",
            "文件所在的目录必须存在且可写。报告先写到旁边的临时文件，写完后再替换，因此文件要么是完整的报告，要么保持原样。其他报告照常写出；退出码为 2，若有输入未能完整读取则为 3。",
        ),
    },
];

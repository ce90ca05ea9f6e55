//! Lists the codes of the stage `input` that logs raise: files, rows and values that cannot be read.

use crate::codes::{Code, Entry};

/// A log file cannot be opened or read.
pub const UNREADABLE_LOG: Code = Code("hegui::input::unreadable_log");
/// No line of a log names the columns that are needed.
pub const UNRECOGNISED_HEADER: Code = Code("hegui::input::unrecognised_header");
/// One header stands twice, or for two fields.
pub const AMBIGUOUS_COLUMN: Code = Code("hegui::input::ambiguous_column");
/// A log holds no rows.
pub const EMPTY_LOG: Code = Code("hegui::input::empty_log");
/// The encoding asked for does not exist.
pub const UNKNOWN_LOG_ENCODING: Code = Code("hegui::input::unknown_log_encoding");
/// A row holds bytes that are no text in the file's encoding.
pub const UNDECODABLE_ROW: Code = Code("hegui::input::undecodable_row");
/// A row has more or fewer cells than the header.
pub const RAGGED_ROW: Code = Code("hegui::input::ragged_row");
/// A quote is opened and never closed.
pub const UNCLOSED_QUOTE: Code = Code("hegui::input::unclosed_quote");
/// A line is too long to be a row.
pub const LINE_TOO_LONG: Code = Code("hegui::input::line_too_long");
/// A row lacks what every row must have.
pub const MISSING_VALUE: Code = Code("hegui::input::missing_value");
/// A value that every row must have cannot be read.
pub const UNREADABLE_VALUE: Code = Code("hegui::input::unreadable_value");
/// A date may be two dates.
pub const AMBIGUOUS_DATE: Code = Code("hegui::input::ambiguous_date");
/// An id was turned into a rounded number.
pub const ROUNDED_ID: Code = Code("hegui::input::rounded_id");
/// A line is no JSON object.
pub const BAD_JSON_LINE: Code = Code("hegui::input::bad_json_line");
/// A row is older than what a state file keeps allows.
pub const ROW_TOO_OLD: Code = Code("hegui::input::row_too_old");
/// A row is later than the log can reach.
pub const ROW_TOO_NEW: Code = Code("hegui::input::row_too_new");
/// A file is one JSON array.
pub const JSON_ARRAY: Code = Code("hegui::input::json_array");
/// A log is larger than a table can be.
pub const LOG_TOO_LARGE: Code = Code("hegui::input::log_too_large");
/// A table inside a rule cannot be read.
pub const BAD_CASE_TABLE: Code = Code("hegui::input::bad_case_table");

/// A log in a table format that its reader gives up on.
pub const DAMAGED_LOG: Code = Code("hegui::input::damaged_log");
/// A log in the binary format that Excel had before 2007, or under a password.
pub const OLD_WORKBOOK: Code = Code("hegui::input::old_workbook");

/// The codes of logs.
pub const LOGS: &[Entry] = &[
    Entry {
        code: UNREADABLE_LOG,
        title: ("a log file cannot be read", "日志文件无法读取"),
        text: (
            "The file could not be opened, or reading broke off. What was read before is kept, but the log is not whole: \
             look at the path, the permissions and the disk.",
            "文件无法打开，或者读取中途失败。此前读到的内容仍然保留，但日志并不完整：请检查路径、权限和磁盘。",
        ),
    },
    Entry {
        code: UNRECOGNISED_HEADER,
        title: (
            "no line of a log names the columns that are needed",
            "日志中没有一行列出所需的列名",
        ),
        text: (
            "Among the first lines of the file none names every required column (in the contact log: `at` and `debtor`). Headers are \
             recognised by the names in the `log` item of the rules, in English and Chinese, whatever their case, width or spacing. Name \
             yours in `hegui.toml`: `[log] columns = { at = \"Time of call\", debtor = \"Client\" }`.",
            "文件开头几行中没有一行包含全部必需的列（联系记录需要 `at` 和 `debtor`）。列名按规则中 `log` 条目列出的中英文名称识别，不区分大小写、全半角和空格。\
             也可以在 `hegui.toml` 中指定：`[log] columns = { at = \"催收时间\", debtor = \"客户号\" }`。",
        ),
    },
    Entry {
        code: AMBIGUOUS_COLUMN,
        title: (
            "one header stands twice, or for two fields",
            "同一列名出现两次，或者对应两个字段",
        ),
        text: (
            "Of several columns that could be one field, the one with the plainest name is used and the ledger names the others. But where one header \
             stands twice, or means two fields, nothing can be guessed: say which in `hegui.toml`, `[log] columns = { FIELD = \"HEADER\" }`. In JSON \
             Lines a row that gives one key two different values is rejected.",
            "若有几列都可以作为同一字段，采用名称最明确的一列，台账会列出其余各列。但同一列名出现两次，或者一个列名对应两个字段时，无法判断，请在 `hegui.toml` 中指定：\
             `[log] columns = { 字段 = \"列名\" }`。JSON Lines 中同一个键出现两个不同值的行会被拒绝。",
        ),
    },
    Entry {
        code: EMPTY_LOG,
        title: ("a log holds no rows", "日志中没有任何记录"),
        text: (
            "The file is empty or has a header only. A log without rows breaks no rule, but nothing was checked either: make sure that the export \
             worked.",
            "文件为空，或只有表头。没有记录的日志不会违反规则，但也没有检查任何内容：请确认导出是否成功。",
        ),
    },
    Entry {
        code: UNKNOWN_LOG_ENCODING,
        title: ("the encoding asked for does not exist", "指定的编码不存在"),
        text: (
            "Write a label such as `utf-8`, `gb18030`, `gbk`, `big5`, `utf-16le`, or leave the encoding out to have it detected.",
            "请使用 `utf-8`、`gb18030`、`gbk`、`big5`、`utf-16le` 等编码名，或者不写编码，由程序自动识别。",
        ),
    },
    Entry {
        code: UNDECODABLE_ROW,
        title: (
            "a row holds bytes that are no text in the file's encoding",
            "记录中含有无法按文件编码解读的字节",
        ),
        text: (
            "The rest of the file was read in the encoding that the report names; this row cannot be. It may have been cut inside a character or be \
             written in another encoding. The row is rejected rather than read wrongly.",
            "文件其余部分按报告中注明的编码读取，唯独此行无法解读：可能在字符中间被截断，或使用了其他编码。为避免误读，该行被拒绝。",
        ),
    },
    Entry {
        code: RAGGED_ROW,
        title: (
            "a row has more or fewer cells than the header",
            "记录的列数与表头不一致",
        ),
        text: (
            "Every row must have as many cells as the header, else values would move into wrong columns. A separator inside a text has to be quoted: \
             `\"he said, fine\"`.",
            "每条记录的列数必须与表头相同，否则数据会错列。文本中的分隔符需要加引号：`\"他说,好\"`。",
        ),
    },
    Entry {
        code: UNCLOSED_QUOTE,
        title: ("a quote is opened and never closed", "引号没有闭合"),
        text: (
            "A cell begins with a quote that no later quote closes, so the rest of the file would be one cell. The line is rejected and reading \
             goes on after it. Inside a quoted cell a quote is written twice: `\"he said \"\"fine\"\"\"`.",
            "某个单元格以引号开头，但之后没有闭合，否则文件余下部分会成为同一个单元格。该行被拒绝，从下一行继续读取。引号内的引号要写两次：`\"他说\"\"好\"\"\"`。",
        ),
    },
    Entry {
        code: LINE_TOO_LONG,
        title: (
            "a line is too long to be a row",
            "某一行过长，不可能是一条记录",
        ),
        text: (
            "The file has no line break for many megabytes. It is probably not a log, or not in the format that its name says. The rest of the file is \
             not read.",
            "文件连续许多兆字节没有换行，可能不是日志，或者格式与文件名不符。文件余下部分没有读取。",
        ),
    },
    Entry {
        code: MISSING_VALUE,
        title: ("a row lacks what every row must have", "记录缺少必需的值"),
        text: (
            "The schema of the log marks some fields as required (in the contact log: `at` and `debtor`). A row without them cannot be placed in time \
             or with a debtor and is rejected.",
            "日志结构规定了必需字段（联系记录为 `at` 和 `debtor`）。缺少这些值的记录无法确定时间或归属，因此被拒绝。",
        ),
    },
    Entry {
        code: UNREADABLE_VALUE,
        title: (
            "a value that every row must have cannot be read",
            "必需的值无法解读",
        ),
        text: (
            "Times are read as `2026-03-01 09:00`, `2026/3/1 9:00`, the same in Chinese signs, `20260301090000`, RFC 3339 and Unix seconds or \
             milliseconds. Day numbers of a spreadsheet such as `45717.375` are not read: save the column as a date.",
            "时间可写作 `2026-03-01 09:00`、`2026/3/1 9:00`、`2026年3月1日 9时5分`、`20260301090000`、RFC 3339 以及 Unix 秒或毫秒。\
             表格软件的日期序号（如 `45717.375`）不会被解读：请把该列保存为日期。",
        ),
    },
    Entry {
        code: AMBIGUOUS_DATE,
        title: ("a date may be two dates", "日期有两种可能的读法"),
        text: (
            "`03/04/2026` is 3 April or March 4. Where another value of the same column can only be read one way (`25/04/2026`), that settles it; else say \
             it in `hegui.toml`: `[log] date-order = \"day-month\"` or `\"month-day\"`. A number such as `2026030109` may be a date with an hour \
             or a count of seconds: write it another way.",
            "`03/04/2026` 可能是 4 月 3 日，也可能是 3 月 4 日。同列中若有只能一种读法的值（如 `25/04/2026`），即以其为准；否则请在 `hegui.toml` 中写明：\
             `[log] date-order = \"day-month\"` 或 `\"month-day\"`。`2026030109` 这样的数字可能是日期加小时，也可能是秒数：请换一种写法。",
        ),
    },
    Entry {
        code: ROUNDED_ID,
        title: (
            "an id was turned into a rounded number",
            "编号被表格软件改成了科学计数法",
        ),
        text: (
            "`1.38E+10` is what a spreadsheet leaves of a long number such as a telephone number. The lost digits cannot be restored: export again with the \
             column formatted as text. A row whose required id is rounded is rejected; elsewhere the value counts as missing.",
            "`1.38E+10` 是表格软件对电话号码等长数字的改写，丢失的数字无法恢复：请把该列设为文本格式后重新导出。必需编号被改写的记录会被拒绝，其他字段按缺失处理。",
        ),
    },
    Entry {
        code: BAD_JSON_LINE,
        title: ("a line is no JSON object", "某一行不是 JSON 对象"),
        text: (
            "JSON Lines has one object a line, `{\"at\": \"2026-03-01T09:00+08:00\", \"debtor\": \"d1\"}`. The line is rejected and the others are read.",
            "JSON Lines 每行是一个对象，例如 `{\"at\": \"2026-03-01T09:00+08:00\", \"debtor\": \"d1\"}`。该行被拒绝，其余行照常读取。",
        ),
    },
    Entry {
        code: ROW_TOO_OLD,
        title: ("a row came too late to be judged", "记录到达过晚，无法判断"),
        text: (
            "A run with `--state` keeps of earlier rows what later ones may be judged by. For a row that comes more than `--late` days after later rows that may be gone, so it is not judged and not kept; all other rows are.              Where exports are late by more than two days, say so with `--late` from the first night on; to have these rows judged, audit the whole history once with another state file.",
            "使用 `--state` 时，只保留此后的记录仍可能用到的历史记录。若某条记录比已处理的记录晚到 `--late` 天以上，判断所需的记录可能已不在，因此不作判断，也不保留；其他记录照常判断。             若导出经常延迟两天以上，请从首次运行起用 `--late` 指定；若要判断这些记录，请用另一个状态文件审计一次全部历史日志。",
        ),
    },
    Entry {
        code: ROW_TOO_NEW,
        title: (
            "a row is later than the log can reach",
            "记录的时间晚于日志可能到达的时间",
        ),
        text: (
            "With `--state` a row that lies after `--as-of`, or without it more than a day in the future, is neither judged nor kept: a mistyped year would make every later row come too late. Mend its time and give it again.",
            "使用 `--state` 时，晚于 `--as-of` 的记录（未指定时为未来一天以后的记录）不作判断，也不保留：否则一个写错的年份会使之后的所有记录都算晚到。请改正其时间后重新提供。",
        ),
    },
    Entry {
        code: JSON_ARRAY,
        title: ("a file is one JSON array", "整个文件是一个 JSON 数组"),
        text: (
            "Logs are read piece by piece, so JSON has to be written one object a line. `jq -c '.[]' log.json > log.jsonl` does that.",
            "日志逐段读取，因此 JSON 需要每行一个对象。可以用 `jq -c '.[]' log.json > log.jsonl` 转换。",
        ),
    },
    Entry {
        code: LOG_TOO_LARGE,
        title: (
            "a log is larger than a table can be",
            "日志超出可处理的大小",
        ),
        text: (
            "One run holds at most four gigabytes of text and four thousand million rows. Audit a shorter period, or leave out columns that no rule reads.",
            "一次运行最多容纳四吉字节文本和约四十亿条记录。请缩短审计期间，或去掉规则用不到的列。",
        ),
    },
    Entry {
        code: BAD_CASE_TABLE,
        title: (
            "a table inside a rule cannot be read",
            "规则中的表格无法读取",
        ),
        text: (
            "The first line names fields of the log, each further line is a row. Cells are parted by two or more spaces, by tabs, or stand below their \
             headers; `-` is an empty cell; a cell in quotes may hold anything. Every value must be one that the log knows.",
            "第一行列出日志字段名，其余每行是一条记录。单元格之间用两个以上空格或制表符分隔，或与表头对齐；`-` 表示空；带引号的单元格可以包含任何内容。每个值都必须是日志认识的值。",
        ),
    },
    Entry {
        code: DAMAGED_LOG,
        title: ("a log file is damaged", "日志文件已损坏"),
        text: (
            "The first bytes say gzip, Zstandard, XLSX, Parquet or Arrow, but what follows breaks the rules of that format: the file was cut off, \
             holds something else, or uses a part of the format that is not read here. Rows read before are kept, but the log is not whole.",
            "文件开头表明是 gzip、Zstandard、XLSX、Parquet 或 Arrow，但其后内容不符合该格式：文件被截断、内容不符，或使用了此处不支持的功能。此前读到的记录仍然保留，但日志并不完整。",
        ),
    },
    Entry {
        code: OLD_WORKBOOK,
        title: (
            "a workbook is in the old format of Excel or has a password",
            "工作簿为旧版 Excel 格式，或设有密码",
        ),
        text: (
            "Before 2007 Excel wrote `.xls`; a workbook under a password is packed in the same way. Neither is read: open it in Excel, WPS or LibreOffice and \
             save it as `.xlsx` without a password, or as CSV.",
            "Excel 2007 之前的 `.xls` 以及设有密码的工作簿无法读取：请用 Excel、WPS 或 LibreOffice 打开，另存为不带密码的 `.xlsx` 或 CSV。",
        ),
    },
];

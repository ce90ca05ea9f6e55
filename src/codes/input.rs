//! Lists the codes of the stage `input`: documents and logs that cannot be read.

use super::{Code, Entry};

/// A file whose ending names no format that documents can be read from.
pub const UNKNOWN_FORMAT: Code = Code("hegui::input::unknown_format");

/// A document above the size limit.
pub const TOO_LARGE: Code = Code("hegui::input::too_large");

/// A document that is no text.
pub const BINARY: Code = Code("hegui::input::binary");

/// A document whose bytes make no plausible text in any encoding.
pub const UNDECODABLE: Code = Code("hegui::input::undecodable");

/// A file that is damaged or is not what its ending says.
pub const DAMAGED: Code = Code("hegui::input::damaged");

/// A document that a password protects.
pub const ENCRYPTED: Code = Code("hegui::input::encrypted");

/// A document in the binary format that Word had before 2007.
pub const OLD_FORMAT: Code = Code("hegui::input::old_format");

/// An encoding that nobody knows.
pub const UNKNOWN_ENCODING: Code = Code("hegui::input::unknown_encoding");

/// A file that is not of the format that its ending says.
pub const MALFORMED: Code = Code("hegui::input::malformed");

/// A file that nests more deeply than is read.
pub const TOO_DEEP: Code = Code("hegui::input::too_deep");

/// A document without a letter.
pub const NO_TEXT: Code = Code("hegui::input::no_text");

/// A file with several documents where one is wanted.
pub const SEVERAL_DOCUMENTS: Code = Code("hegui::input::several_documents");

/// A part of a document that cannot be read.
pub const UNREAD_PART: Code = Code("hegui::input::unread_part");

/// A PDF that opens only with a password.
pub const PDF_ENCRYPTED: Code = Code("hegui::input::pdf_encrypted");

/// A PDF whose objects cannot be followed.
pub const PDF_DAMAGED: Code = Code("hegui::input::pdf_damaged");

/// The program that was asked to take the text out of a PDF is not there or fails.
pub const PDFTOTEXT_FAILED: Code = Code("hegui::input::pdftotext_failed");

/// A document that cannot be opened.
pub const UNREADABLE_DOCUMENT: Code = Code("hegui::input::unreadable_document");

/// A document of no known kind.
pub const KIND_NOT_RECOGNISED: Code = Code("hegui::input::kind_not_recognised");

/// A run, or a document in it, to which no rule was applied.
pub const NOTHING_CHECKED: Code = Code("hegui::input::nothing_checked");
// --- logs -------------------------------------------------------------------------------------------------------------------

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
/// A file is one JSON array.
pub const JSON_ARRAY: Code = Code("hegui::input::json_array");
/// A log is larger than a table can be.
pub const LOG_TOO_LARGE: Code = Code("hegui::input::log_too_large");
/// A table inside a rule cannot be read.
pub const BAD_CASE_TABLE: Code = Code("hegui::input::bad_case_table");

/// The codes of this stage.
pub const TABLE: &[Entry] = &[
    Entry {
        code: UNKNOWN_FORMAT,
        title: ("the document's format is not known", "无法识别文件格式"),
        text: (
            "Documents are read from plain text, Markdown, web pages and their templates, and from the string values of SQL, JSON and YAML files; the file's ending says which, and the message lists the endings. Convert other formats to one of these first.",
            "可读取纯文本、Markdown、网页及其模板，以及 SQL、JSON、YAML 文件中的字符串值；格式由扩展名决定，可用的扩展名见错误信息。其他格式请先转换。",
        ),
    },
    Entry {
        code: TOO_LARGE,
        title: ("the document is too large", "文件过大"),
        text: (
            "A single document may have up to 64 MiB. A larger file is most likely not one contract: cut it into its documents.",
            "单个文件上限为 64 MiB。更大的文件通常不是一份合同,请拆分后再检查。",
        ),
    },
    Entry {
        code: BINARY,
        title: ("the document is not a text file", "文件不是文本文件"),
        text: (
            "The file holds bytes that no text holds, such as zero bytes, or begins like a PDF, an office file or an image. Save it as plain text or Markdown.",
            "文件含有文本中不会出现的字节(如零字节),或开头是 PDF、办公文档、图片的标志。请另存为纯文本或 Markdown。",
        ),
    },
    Entry {
        code: UNDECODABLE,
        title: (
            "the document's encoding cannot be made out",
            "无法确定文件编码",
        ),
        text: (
            "The bytes make no plausible text as UTF-8, GB18030, Big5 or UTF-16. A wrong guess would give wrong text and a wrong verdict, so none is made: save the file as UTF-8 or name its encoding.",
            "按 UTF-8、GB18030、Big5、UTF-16 解码均得不到合理的文字。猜错编码会得出错误结论,因此不作猜测:请将文件存为 UTF-8,或指明编码。",
        ),
    },
    Entry {
        code: DAMAGED,
        title: (
            "the file is damaged or is not what its ending says",
            "文件已损坏，或与扩展名不符",
        ),
        text: (
            "The file was cut off, or another kind of file was renamed. Open it in the program that wrote it and save it again; a `.docx` has to hold `word/document.xml`.",
            "文件不完整，或由其他类型的文件改名而来。请用原程序打开后重新保存；`.docx` 文件中须有 `word/document.xml`。",
        ),
    },
    Entry {
        code: ENCRYPTED,
        title: (
            "the document is protected by a password",
            "文件设有打开密码",
        ),
        text: (
            "What a password protects cannot be read, and nothing is concluded from it. Save a copy without the password and check that.",
            "设有密码的文件无法读取，也无法作出任何判断。请另存一份不带密码的副本再检查。",
        ),
    },
    Entry {
        code: OLD_FORMAT,
        title: (
            "the document is in the old binary format of Word",
            "文件为旧版 Word 格式",
        ),
        text: (
            "Before 2007 Word wrote `.doc`, which is not read, also where it was renamed to `.docx`. Open it in Word, WPS or LibreOffice and save it as `.docx`.",
            "Word 2007 之前的 `.doc` 格式不受支持，改名为 `.docx` 也无法读取。请用 Word、WPS 或 LibreOffice 打开后另存为 `.docx`。",
        ),
    },
    Entry {
        code: UNKNOWN_ENCODING,
        title: ("the named encoding is not known", "不认识所指定的编码"),
        text: (
            "Encodings go by the names that the web uses, such as `utf-8`, `gb18030`, `gbk`, `big5`, `utf-16le`.",
            "编码名称与网页通用名称一致,如 utf-8、gb18030、gbk、big5、utf-16le。",
        ),
    },
    Entry {
        code: MALFORMED,
        title: ("the file is not of its format", "文件内容与格式不符"),
        text: (
            "The file breaks the rules of the format that its ending names: a string that nothing closes, a bracket too many, an indent that fits nowhere. A file of which a part is guessed cannot be called clean, so none of it is read.",
            "文件不符合扩展名所示格式的规则：字符串未闭合、括号多余、缩进不合等。靠猜测读取的文件不能称为合规，因此整份不读取。",
        ),
    },
    Entry {
        code: TOO_DEEP,
        title: ("the file nests too deeply", "文件嵌套过深"),
        text: (
            "Elements lie inside each other deeper than any program writes them (512 levels in a page, about a hundred objects and arrays in a container). Such a file is broken, or made to break its readers; it is not read.",
            "元素层层嵌套，超过正常软件写出的层数（网页为 512 层，容器文件的对象与数组约一百层）。这类文件已经损坏，或为攻击读取程序而制作，不予读取。",
        ),
    },
    Entry {
        code: NO_TEXT,
        title: ("the document has no text", "文件没有文字"),
        text: (
            "The file is empty or holds only white space and signs. A scan without a text layer or a failed export looks like this; nothing can be said about it.",
            "文件为空,或只有空白和符号。没有文字层的扫描件、失败的导出会是这样;对它无法作出任何判断。",
        ),
    },
    Entry {
        code: SEVERAL_DOCUMENTS,
        title: ("a file holds several documents", "一个文件含有多份文档"),
        text: (
            "A container (SQL, JSON, YAML) holds more than one document, and here exactly one is wanted: the contract of a log. Give the contract as a file of its own.",
            "容器文件（SQL、JSON、YAML）含有不止一份文档，而此处需要恰好一份，即日志所依据的合同。请将该合同单独存为文件。",
        ),
    },
    Entry {
        code: UNREAD_PART,
        title: (
            "a part of a document cannot be read",
            "文件的一部分无法读取",
        ),
        text: (
            "A page without a text layer (a scan), or one in a font whose characters cannot be told. What the rest says is still checked; rules that are broken or kept only by what is not found are not assessed, and the run ends with status 3.",
            "该页没有文字层（扫描件），或字体的文字无法辨认。其余部分照常检查；凡因“未见”某内容才违反或符合的规则一律不作判断，以状态 3 结束。",
        ),
    },
    Entry {
        code: PDF_ENCRYPTED,
        title: ("a PDF opens only with a password", "PDF 须凭密码打开"),
        text: (
            "The file is encrypted, and no text can be taken out without its password. A PDF that anybody may open but not change is read; this one is not. Save it without the password.",
            "文件已加密，没有密码无法取出文字。仅限制修改、任何人可打开的 PDF 可以读取；该文件不行。请另存为无密码的文件。",
        ),
    },
    Entry {
        code: PDF_DAMAGED,
        title: ("a PDF is damaged", "PDF 文件已损坏"),
        text: (
            "The file is cut off or its parts do not lead to any page, even after repair. Nothing can be said about it. Export or download it again.",
            "文件不完整，或其结构修复后仍找不到任何一页，无法作出判断。请重新导出或下载。",
        ),
    },
    Entry {
        code: PDFTOTEXT_FAILED,
        title: (
            "`pdftotext` is not there or fails",
            "`pdftotext` 不可用或运行失败",
        ),
        text: (
            "With `--pdf pdftotext` the text of PDF files is taken out by that program, a part of poppler. It is not installed, takes too long, writes too much or refuses the file. Without the option hegui reads the file itself.",
            "使用 `--pdf pdftotext` 时，PDF 的文字由 poppler 的该程序取出。该程序未安装、超时、输出过大或拒绝了该文件。不加该选项时由 hegui 自行读取。",
        ),
    },
    Entry {
        code: UNREADABLE_DOCUMENT,
        title: ("a document cannot be opened", "文件无法打开"),
        text: (
            "The file does not exist, is a folder, or may not be read by this user. What is not read is not clean, so the run ends with status 3.",
            "文件不存在、是文件夹，或当前用户无权读取。未读取的内容不能算合格，因此以状态 3 结束。",
        ),
    },
    Entry {
        code: KIND_NOT_RECOGNISED,
        title: ("a document is of no known kind", "未识别出文件类型"),
        text: (
            "Rules say which kinds of document they are for, and this one is recognised as none by its title, its text or its name. Say what it is with `--kind`, or in `[documents]` of `hegui.toml`.",
            "规则注明了适用的文件类型，而该文件的标题、正文和文件名都不符合任何一种。请用 `--kind` 或在 `hegui.toml` 的 `[documents]` 中指明。",
        ),
    },
    Entry {
        code: NOTHING_CHECKED,
        title: ("nothing was checked", "没有检查任何内容"),
        text: (
            "No input was found, or no rule in force looked at it. A report without findings that checked nothing would be taken for a clean one, so the run ends with status 3. Look at the ledger, `--as-of`, `--pack` and the paths.",
            "没有找到输入，或没有已生效的规则适用于它。什么都没检查却没有问题的报告会被误认为合格，因此以状态 3 结束。请查看台账、`--as-of`、`--pack` 和路径。",
        ),
    },
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
];

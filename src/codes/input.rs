//! Lists the codes of the stage `input`: documents that cannot be read, and logs in a file of their own.

mod logs;

pub use logs::*;

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

/// A log whose findings could not be told.
pub const NOT_TOLD: Code = Code("hegui::input::not_told");

/// The codes of documents; [`LOGS`] are those of logs.
pub const TABLE: &[Entry] = &[
    Entry {
        code: UNKNOWN_FORMAT,
        title: ("the document's format is not known", "无法识别文件格式"),
        text: (
            "Documents are read from plain text, Markdown, DOCX, PDF, web pages and their templates, and from the string values of SQL, JSON and YAML files; the file's ending says which, and the message lists the endings. Convert other formats to one of these first.",
            "可读取纯文本、Markdown、DOCX、PDF、网页及其模板，以及 SQL、JSON、YAML 文件中的字符串值；格式由扩展名决定，可用的扩展名见错误信息。其他格式请先转换。",
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
            "The file's ending says text, but it holds bytes that no text holds, such as zero bytes, or begins like a PDF, an office file or an image. Give it the ending of what it is, or save it as text.",
            "文件的扩展名表示文本，但含有文本中不会出现的字节（如零字节），或开头是 PDF、办公文档、图片的标志。请改用相符的扩展名，或另存为文本。",
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
        code: NOT_TOLD,
        title: (
            "the findings of a log could not be told",
            "无法列出日志中的违规",
        ),
        text: (
            "The rows of a finding are read again from the log when it is told, and what was found waits in temporary files where memory does not suffice. A log was changed or taken away while it was read, or there was no room for temporary files. No report file was written; run again, with the logs left alone, with `TMPDIR` where there is room, or with more `--memory`.",
            "列出违规时会再次从日志读取相关记录；内存不足时，已发现的内容暂存在临时文件中。日志在读取期间被更改或移走，或临时文件没有空间。报告文件均未写出；请在日志不变的情况下重新运行，或将 `TMPDIR` 指向有空间的位置，或增大 `--memory`。",
        ),
    },
];

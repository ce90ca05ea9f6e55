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

/// An encoding that nobody knows.
pub const UNKNOWN_ENCODING: Code = Code("hegui::input::unknown_encoding");

/// A document without a letter.
pub const NO_TEXT: Code = Code("hegui::input::no_text");

/// The codes of this stage.
pub const TABLE: &[Entry] = &[
    Entry {
        code: UNKNOWN_FORMAT,
        title: ("the document's format is not known", "无法识别文件格式"),
        text: (
            "Documents are read from plain text (`.txt`) and Markdown (`.md`); the file's ending says which. Convert other formats to one of these first.",
            "目前可读取纯文本(.txt)和 Markdown(.md)文件,格式由扩展名决定。其他格式请先转换。",
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
        code: UNKNOWN_ENCODING,
        title: ("the named encoding is not known", "不认识所指定的编码"),
        text: (
            "Encodings go by the names that the web uses, such as `utf-8`, `gb18030`, `gbk`, `big5`, `utf-16le`.",
            "编码名称与网页通用名称一致,如 utf-8、gb18030、gbk、big5、utf-16le。",
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
];

//! Defines why a container cannot be read, and tells people where in the file.

use crate::codes::input;
use crate::document::ReadError;
use crate::document::format::Format;
use crate::source::Source;

/// Why a container cannot be read.
pub(super) enum Broken {
    /// The text is not of the format: a byte, and what is wrong there.
    Malformed(usize, String),
    /// It nests more deeply than is read.
    Deep(usize),
}

impl Broken {
    /// The error that people see.
    pub(super) fn told(self, format: Format, text: &str) -> ReadError {
        let (Broken::Malformed(at, _) | Broken::Deep(at)) = self;
        let position = Source::new("", text).position(at);
        let (line, column) = (position.line, position.column);
        match self {
            Broken::Malformed(_, what) => {
                let name = format.name();
                ReadError::new(
                    input::MALFORMED,
                    format!("the file is no valid {name}: {what} at line {line}, column {column}"),
                    format!("文件不是有效的 {name}：第 {line} 行第 {column} 列 {what}"),
                )
            }
            Broken::Deep(_) => ReadError::new(
                input::TOO_DEEP,
                format!("line {line}, column {column} nests too deeply"),
                format!("第 {line} 行第 {column} 列嵌套过深"),
            ),
        }
    }
}

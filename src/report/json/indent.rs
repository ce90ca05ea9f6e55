//! Lays out JSON that stands inside other JSON: writes it over lines as usual, each one but the first behind an indent of its own.

use serde_json::ser::{Formatter, PrettyFormatter};
use std::io::{self, Write};

/// The usual layout, further in.
pub struct Indent {
    by: &'static str,
    usual: PrettyFormatter<'static>,
}

impl Indent {
    /// Behind some spaces.
    pub fn new(by: &'static str) -> Self {
        Self {
            by,
            usual: PrettyFormatter::new(),
        }
    }
}

/// Puts the indent behind every line end.
struct Further<'w, W: ?Sized> {
    out: &'w mut W,
    by: &'static str,
}

impl<W: ?Sized + Write> Write for Further<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.out.write_all(part)?;
            if part.ends_with(b"\n") {
                self.out.write_all(self.by.as_bytes())?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

macro_rules! further_in {
    ($($name:ident($($argument:ident: $type:ty)?);)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, out: &mut W $(, $argument: $type)?) -> io::Result<()> {
            let mut out = Further { out, by: self.by };
            self.usual.$name(&mut out $(, $argument)?)
        })*
    };
}

impl Formatter for Indent {
    further_in! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
    }
}

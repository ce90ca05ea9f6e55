//! Writes XML element by element: takes names, attributes and words, gives well-formed XML whatever the words hold.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::{self, Write};

/// A writer of one XML document.
pub struct Xml<W: Write> {
    writer: Writer<W>,
}

impl<W: Write> Xml<W> {
    /// Begins a document.
    pub fn new(out: W) -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(out, b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { writer })
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let start = element(name, attributes);
        self.writer.write_event(Event::Start(start))
    }

    /// Closes it.
    pub fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let start = element(name, attributes);
        self.writer.write_event(Event::Empty(start))
    }

    /// An element with words in it; an empty one without.
    pub fn words(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        words: &str,
    ) -> io::Result<()> {
        if words.is_empty() {
            return self.empty(name, attributes);
        }
        self.open(name, attributes)?;
        let words = allowed(words);
        self.writer
            .write_event(Event::Text(BytesText::new(&words)))?;
        self.close(name)
    }

    /// Ends the document with a line break.
    pub fn finish(self) -> io::Result<()> {
        writeln!(self.writer.into_inner())
    }
}

fn element<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, allowed(value).as_str()));
    }
    start
}

/// The words without what XML has no way to write, and without what turns other text round.
fn allowed(words: &str) -> String {
    words
        .chars()
        .map(|letter| match letter {
            '\n' | '\t' => letter,
            '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                char::REPLACEMENT_CHARACTER
            }
            other if other.is_control() => char::REPLACEMENT_CHARACTER,
            other => other,
        })
        .collect()
}

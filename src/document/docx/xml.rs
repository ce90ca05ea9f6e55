//! Reads the XML of a part element by element: takes its text, gives children with their namespace, attributes and text. Documents
//! with a DTD are refused, so no entity is ever expanded. What the elements mean is left to others.

use super::ReadError;
use crate::codes::input;
use quick_xml::NsReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use std::borrow::Cow;

/// How deep elements may nest. Word itself stays far below; what goes deeper is made to break readers.
const DEPTH: usize = 256;

/// A namespace that has a meaning here; the strict ones of ISO 29500 are the same as the transitional ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// WordprocessingML.
    Word,
    /// What Word 2010 added to it.
    Word14,
    /// Markup compatibility.
    Compatibility,
    /// Formulas.
    Math,
    /// Relationships of a package.
    Relations,
    /// Any other.
    Other,
}

const SPACES: &[(&str, Space)] = &[
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        Space::Word,
    ),
    (
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        Space::Word,
    ),
    (
        "http://schemas.microsoft.com/office/word/2010/wordml",
        Space::Word14,
    ),
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        Space::Compatibility,
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        Space::Math,
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/math",
        Space::Math,
    ),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships",
        Space::Relations,
    ),
];

/// The start of an element.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    pub(super) space: Space,
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Its namespace and name, to match on.
    pub(super) fn is(&self) -> (Space, &str) {
        (self.space, self.name())
    }

    /// The value of an attribute, by its name without a prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)
            .map(|attribute| unescaped(&attribute.value))
    }

    /// The attribute `val`.
    pub(super) fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The attribute `val` as a number.
    pub(super) fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.val()?.trim().parse().ok()
    }

    /// What a switch says: on unless its `val` says off.
    pub(super) fn on(&self) -> bool {
        !matches!(
            self.val().as_deref(),
            Some("0" | "false" | "off" | "none" | "False")
        )
    }
}

/// What stands inside an element.
#[derive(Debug)]
pub(super) enum Child<'a> {
    /// An element, which has to be read to its end or skipped before the next child is asked for.
    Element(Tag<'a>),
    /// Text.
    Text(Cow<'a, str>),
}

/// Reads one part.
pub(super) struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    /// Opens a part and gives its root element.
    pub(super) fn open(text: &'a str) -> Result<(Self, Tag<'a>), ReadError> {
        let mut reader = NsReader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        reader
            .resolver_mut()
            .set_max_namespace_bindings(DEPTH.saturating_mul(4));
        let mut xml = Self { reader, depth: 0 };
        while let Some(child) = xml.child()? {
            if let Child::Element(root) = child {
                return Ok((xml, root));
            }
        }
        Err(malformed("it has no element"))
    }

    /// The next child of the element that is open; `None` at its end.
    pub(super) fn child(&mut self) -> Result<Option<Child<'a>>, ReadError> {
        loop {
            match self.event()? {
                (_, Event::End(_)) => return Ok(None),
                (space, Event::Start(start)) => {
                    return Ok(Some(Child::Element(Tag { space, start })));
                }
                (_, Event::Text(text)) => return Ok(Some(Child::Text(text.into_inner()))),
                (_, Event::CData(text)) => return Ok(Some(Child::Text(text.into_inner()))),
                (_, Event::GeneralRef(entity)) => {
                    return Ok(Some(Child::Text(Cow::Owned(character(&entity)?))));
                }
                (_, Event::Eof) if self.depth == 0 => return Ok(None),
                (_, Event::Eof) => return Err(malformed("it breaks off")),
                _ => {}
            }
        }
    }

    /// The next element inside the one that is open, whatever text lies before it.
    pub(super) fn element(&mut self) -> Result<Option<Tag<'a>>, ReadError> {
        while let Some(child) = self.child()? {
            if let Child::Element(tag) = child {
                return Ok(Some(tag));
            }
        }
        Ok(None)
    }

    /// Passes over the rest of the element that is open.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let (_, Event::Eof) = self.event()? {
                return Err(malformed("it breaks off"));
            }
        }
        Ok(())
    }

    /// The text of the element that is open, to its end.
    pub(super) fn text(&mut self) -> Result<String, ReadError> {
        let mut out = String::new();
        while let Some(child) = self.child()? {
            match child {
                Child::Text(text) => out.push_str(&text),
                Child::Element(_) => self.skip()?,
            }
        }
        Ok(out)
    }

    fn event(&mut self) -> Result<(Space, Event<'a>), ReadError> {
        let (space, event) = match self.reader.read_resolved_event() {
            Ok((ResolveResult::Bound(name), event)) => {
                let known = SPACES.iter().find(|(uri, _)| *uri == name.0);
                (known.map_or(Space::Other, |known| known.1), event)
            }
            Ok((_, event)) => (Space::Other, event),
            Err(error) => return Err(malformed(&error.to_string())),
        };
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => return Err(malformed("it declares a document type")),
            _ => {}
        }
        if self.depth > DEPTH {
            return Err(ReadError::new(
                input::TOO_DEEP,
                format!("its elements nest deeper than {DEPTH} levels"),
                format!("元素嵌套超过 {DEPTH} 层"),
            ));
        }
        Ok((space, event))
    }
}

/// A part that is no well-formed XML.
pub(super) fn malformed(why: &str) -> ReadError {
    let why: String = why
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(160)
        .collect();
    ReadError::new(
        input::DAMAGED,
        format!("its XML is damaged: {why}"),
        format!("其 XML 已损坏：{why}"),
    )
}

/// The character of a reference; only those that XML itself defines exist without a DTD.
fn character(entity: &BytesRef<'_>) -> Result<String, ReadError> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Ok(c.to_string());
    }
    let name = entity.xml10_content();
    predefined(&name)
        .map(str::to_owned)
        .ok_or_else(|| malformed(&format!("there is no entity `{name}`")))
}

fn predefined(name: &str) -> Option<&'static str> {
    match name {
        "lt" => Some("<"),
        "gt" => Some(">"),
        "amp" => Some("&"),
        "apos" => Some("'"),
        "quot" => Some("\""),
        _ => None,
    }
}

/// The value of an attribute with its references resolved; one that cannot be is kept as written.
fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Cow::into_owned)
}

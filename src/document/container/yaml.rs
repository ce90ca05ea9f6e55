//! Reads YAML files: takes a text, gives its scalars with their paths, and its comments. Templates of other languages inside
//! (`{{ … }}` outside quotes) make a file that is no YAML.

use super::Broken;
use super::gather::{Gather, Gathered};
use super::path::{Paths, Step};
use super::unescape::Scalar;
use super::value::{Value, Written};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};
use std::ops::Range;

/// What is open.
enum Open {
    /// A mapping with its path, and the key whose value comes.
    Mapping(u32, Option<Range<usize>>),
    /// A sequence with its path and the number of the value that comes.
    Sequence(u32, u32),
}

struct Reader<'t> {
    places: Places<'t>,
    open: Vec<Open>,
    documents: u32,
    gather: Gather<'t>,
}

/// Reads a text.
pub(super) fn read(
    text: &str,
    comments: &mut Vec<(Range<usize>, String)>,
) -> Result<Gathered, Broken> {
    let mut reader = Reader {
        places: Places::new(text),
        open: Vec::new(),
        documents: 0,
        gather: Gather::new(text),
    };
    let mut end = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| reader.broken(&error))?;
        if let Event::Scalar(value, style, _, tag) = event {
            let whole =
                reader.places.byte(span.start.index())..reader.places.byte(span.end.index());
            gap(text, end..whole.start, comments);
            end = whole.end.max(end);
            let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
            let range = behind_properties(text, &whole, block);
            let scalar = match style {
                ScalarStyle::DoubleQuoted => Scalar::Double,
                ScalarStyle::SingleQuoted => Scalar::Single,
                _ => Scalar::Bare,
            };
            // Quotes belong to the value of a key, but not to what is decoded.
            let quoted = scalar != Scalar::Bare && range.len() >= 2;
            let inside = if quoted {
                range.start + 1..range.end - 1
            } else {
                range.clone()
            };
            let binary = tag.is_some_and(|tag| tag.suffix == "binary");
            reader.scalar(&range, inside, scalar, &value, binary);
        } else {
            let at = reader.places.byte(span.start.index());
            reader.other(&event, at)?;
        }
    }
    gap(text, end..text.len(), comments);
    Ok(reader.gather.finish())
}

impl Reader<'_> {
    fn broken(&self, error: &ScanError) -> Broken {
        let at = self.places.byte(error.marker().index());
        if error.info().contains("recursion") {
            return Broken::Deep(at);
        }
        Broken::Malformed(at, error.info().to_owned())
    }

    fn other(&mut self, event: &Event<'_>, at: usize) -> Result<(), Broken> {
        match event {
            Event::DocumentStart(_) => self.documents += 1,
            Event::MappingStart(..) => {
                let path = self.path(at..at);
                self.gather.object(path, at)?;
                self.open.push(Open::Mapping(path, None));
            }
            Event::SequenceStart(..) => {
                let path = self.path(at..at);
                self.gather.array(path, at)?;
                self.open.push(Open::Sequence(path, 0));
            }
            Event::MappingEnd | Event::SequenceEnd => {
                self.open.pop();
                self.gather.close();
            }
            // What an alias stands for was read where it is written.
            Event::Alias(_) => {
                self.path(at..at);
            }
            _ => {}
        }
        Ok(())
    }

    fn scalar(
        &mut self,
        whole: &Range<usize>,
        inside: Range<usize>,
        scalar: Scalar,
        value: &str,
        binary: bool,
    ) {
        if let Some(Open::Mapping(_, key @ None)) = self.open.last_mut() {
            *key = Some(whole.clone());
            return;
        }
        let path = self.path(whole.clone());
        if !binary {
            let written = Written::Yaml(scalar, value.into());
            self.gather.value(Value::new(path, &inside, written));
        }
    }

    /// The path of the value that comes; a mapping that is itself a key has none but its place.
    fn path(&mut self, place: Range<usize>) -> u32 {
        let step = match self.open.last_mut() {
            None => Step::Root(self.documents.saturating_sub(1)),
            Some(Open::Mapping(path, key)) => match key.take() {
                Some(key) => Paths::key(*path, &key),
                None => {
                    *key = Some(place.clone());
                    Paths::key(*path, &place)
                }
            },
            Some(Open::Sequence(path, next)) => {
                *next += 1;
                Step::Index(*path, *next - 1)
            }
        };
        self.gather.step(step)
    }
}

/// The value behind its anchor and tag, and of a block with these behind the line of its sign too.
fn behind_properties(text: &str, range: &Range<usize>, block: bool) -> Range<usize> {
    let mut start = range.start;
    while let Some(rest) = text
        .get(start..range.end)
        .filter(|rest| rest.starts_with(['&', '!']))
    {
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let behind = rest.get(length..).unwrap_or("");
        start += length + (behind.len() - behind.trim_start().len());
    }
    if block && start > range.start {
        let rest = text.get(start..range.end).unwrap_or("");
        start += rest.find('\n').map_or(0, |end| end + 1);
    }
    start..range.end
}

/// Takes the comments between two values.
fn gap(text: &str, range: Range<usize>, comments: &mut Vec<(Range<usize>, String)>) {
    let mut at = range.start;
    while let Some(found) = text.get(at..range.end).and_then(|rest| rest.find('#')) {
        let start = at + found;
        let before = text.get(..start).unwrap_or("");
        if !(before.is_empty() || before.ends_with(char::is_whitespace)) {
            at = start + 1;
            continue;
        }
        let rest = text.get(start..range.end).unwrap_or("");
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let words = rest
            .get(..length)
            .unwrap_or("")
            .trim_start_matches('#')
            .trim();
        comments.push((start..start + length, words.to_owned()));
        at = start + length;
    }
}

/// Turns characters counted from the start of a text into bytes.
struct Places<'t> {
    text: &'t str,
    /// The byte of every so many-th character.
    every: Vec<usize>,
}

/// How many characters lie between two known places.
const STRIDE: usize = 256;

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        let every = text
            .char_indices()
            .step_by(STRIDE)
            .map(|(at, _)| at)
            .collect();
        Self { text, every }
    }

    fn byte(&self, character: usize) -> usize {
        let Some(&known) = self.every.get(character / STRIDE) else {
            return self.text.len();
        };
        let rest = self.text.get(known..).unwrap_or("");
        let mut behind = rest.char_indices().skip(character % STRIDE);
        behind.next().map_or(self.text.len(), |(at, _)| known + at)
    }
}

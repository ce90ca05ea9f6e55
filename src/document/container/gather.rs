//! Gathers values to documents: takes the values of a container as they come, nested in objects and arrays, gives records, each
//! the values of one document.

use super::Broken;
use super::path::{Paths, Step};
use super::value::Value;
use crate::document::fold::offset;
use crate::source::Place;

/// The deepest nesting that is read.
const DEEPEST: usize = 128;

/// The bytes from which a value beside several documents is taken to say something rather than to name it.
const SAID: usize = 40;

/// The values of one document.
#[derive(Debug)]
pub(super) struct Record {
    /// Its path; `None` where it is made of all short values of the file.
    pub(super) path: Option<u32>,
    pub(super) values: Vec<Value>,
    /// Reached from the object that is read through keys alone, so that what is said beside it may belong to it.
    inner: bool,
}

/// The documents of a file.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) paths: Paths,
    pub(super) records: Vec<Record>,
    /// Bytes of the short values, where these make the only document.
    pub(super) scattered: usize,
}

/// What is read, from outside to inside.
#[derive(Debug)]
struct Frame {
    path: u32,
    shape: Frames,
    /// Where its values and its records begin.
    values: usize,
    records: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frames {
    Object,
    Array,
    Row,
}

/// Takes values in.
pub(super) struct Gather<'t> {
    text: &'t str,
    frames: Vec<Frame>,
    values: Vec<(Value, bool)>,
    out: Gathered,
}

impl<'t> Gather<'t> {
    /// Begins with a file.
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            frames: Vec::new(),
            values: Vec::new(),
            out: Gathered::default(),
        }
    }

    /// Takes a step of a path.
    pub(super) fn step(&mut self, step: Step) -> u32 {
        self.out.paths.add(step)
    }

    /// An object begins.
    pub(super) fn object(&mut self, path: u32, at: usize) -> Result<(), Broken> {
        self.open(path, Frames::Object, at)
    }

    /// An array begins.
    pub(super) fn array(&mut self, path: u32, at: usize) -> Result<(), Broken> {
        self.open(path, Frames::Array, at)
    }

    /// A row begins.
    pub(super) fn row(&mut self, path: u32) {
        let _never_deep = self.open(path, Frames::Row, 0);
    }

    fn open(&mut self, path: u32, shape: Frames, at: usize) -> Result<(), Broken> {
        if self.frames.len() >= DEEPEST {
            return Err(Broken::Deep(at));
        }
        self.frames.push(Frame {
            path,
            shape,
            values: self.values.len(),
            records: self.out.records.len(),
        });
        Ok(())
    }

    /// Takes a value.
    pub(super) fn value(&mut self, value: Value) {
        if value.says(self.text) {
            let long = value.is_long(self.text);
            self.values.push((value, long));
        }
    }

    /// What was opened last ends.
    pub(super) fn close(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        if frame.shape == Frames::Array {
            for record in self.out.records.iter_mut().skip(frame.records) {
                record.inner = false;
            }
            return;
        }
        self.take(&frame);
    }

    /// Makes records of what an object or a row holds, if it holds a long value.
    fn take(&mut self, frame: &Frame) {
        let own = self.values.get(frame.values..).unwrap_or(&[]);
        let long = own.iter().filter(|(_, long)| *long).count();
        let inner = self.out.records.len() - frame.records;
        if long == 0 {
            let single = self
                .out
                .records
                .last_mut()
                .filter(|one| inner == 1 && one.inner);
            match single {
                Some(record) => {
                    let beside = self.values.drain(frame.values..).map(|(value, _)| value);
                    record.values.extend(beside);
                    record.values.sort_by_key(|value| value.range().start);
                }
                // What stands beside several documents belongs to none of them more than to another: sentences go with the first, so
                // that nothing that is said is lost; names and labels are no text.
                None if inner > 0 => {
                    let beside = self.values.drain(frame.values..).map(|(value, _)| value);
                    let said: Vec<_> = beside.filter(|one| one.range().len() >= SAID).collect();
                    if let Some(first) = self.out.records.get_mut(frame.records) {
                        first.values.extend(said);
                        first.values.sort_by_key(|value| value.range().start);
                    }
                }
                None => {}
            }
            if inner > 1 {
                for record in self.out.records.iter_mut().skip(frame.records) {
                    record.inner = false;
                }
            }
            return;
        }
        // Keys that name nothing but long texts name documents, as in a file of templates.
        let names = frame.shape == Frames::Object && long > 1 && long == own.len();
        let values = self.values.drain(frame.values..).map(|(value, _)| value);
        if names {
            self.out.records.extend(values.map(|value| Record {
                path: Some(value.path),
                values: vec![value],
                inner: false,
            }));
        } else {
            self.out.records.push(Record {
                path: Some(frame.path),
                values: values.collect(),
                inner: inner == 0 && frame.shape == Frames::Object,
            });
        }
    }

    /// The documents of the file, by place.
    pub(super) fn finish(mut self) -> Gathered {
        while !self.frames.is_empty() {
            self.close();
        }
        // What is left lies in arrays that lie in no object, or is the file's only value.
        let root = Frame {
            path: 0,
            shape: Frames::Object,
            values: 0,
            records: 0,
        };
        self.take(&root);
        let mut out = self.out;
        if out.records.is_empty() && !self.values.is_empty() {
            out.scattered = self
                .values
                .iter()
                .map(|(value, _)| value.range().len())
                .sum();
            out.records.push(Record {
                path: None,
                values: self.values.into_iter().map(|(value, _)| value).collect(),
                inner: false,
            });
        }
        let start = |record: &Record| record.values.first().map(|value| value.range().start);
        out.records.sort_by_key(start);
        out
    }
}

impl Gathered {
    /// The places of all values of documents, in order.
    pub(super) fn places(&self, text: &str) -> Vec<(u32, Place)> {
        let values = self.records.iter().flat_map(|record| &record.values);
        let mut places: Vec<(u32, Place)> = values
            .map(|value| {
                let place = Place {
                    path: Some(self.paths.words(value.path, text)),
                    ..Place::default()
                };
                (offset(value.range().start), place)
            })
            .collect();
        places.sort_by_key(|(start, _)| *start);
        places
    }
}

//! Looks objects up: takes a loaded file, gives entries with references followed and streams decompressed within a budget. What
//! the objects mean is left to others.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::cell::Cell;

/// The most that one stream may decompress to, in bytes.
const STREAM: usize = 64 << 20;

/// The most that all streams together may decompress to, in bytes.
const TOTAL: usize = 512 << 20;

/// How many dictionaries an inherited entry is looked for in.
const ANCESTORS: usize = 64;

static NULL: Object = Object::Null;

/// The objects of a file.
pub(super) struct Objects<'a> {
    pub(super) file: &'a Document,
    /// How much more may be decompressed.
    left: Cell<usize>,
}

/// Why a stream gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// It cannot be decompressed.
    Damaged,
    /// It is above the limit.
    TooLarge,
}

impl<'a> Objects<'a> {
    pub(super) fn new(file: &'a Document) -> Self {
        Self {
            file,
            left: Cell::new(TOTAL),
        }
    }

    /// What an object stands for: itself, or what it refers to; null where that is not there.
    pub(super) fn follow(&self, object: &'a Object) -> &'a Object {
        self.file
            .dereference(object)
            .map_or(&NULL, |(_, object)| object)
    }

    /// The entry of a dictionary, with references followed; null where there is none.
    pub(super) fn entry(&self, dict: &'a Dictionary, key: &[u8]) -> &'a Object {
        dict.get(key).map_or(&NULL, |object| self.follow(object))
    }

    /// The dictionary that an entry is, or that of its stream.
    pub(super) fn dict(&self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        as_dict(self.entry(dict, key))
    }

    /// The array that an entry is.
    pub(super) fn array(&self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
        self.entry(dict, key).as_array().ok().map(Vec::as_slice)
    }

    /// The number that an entry is.
    pub(super) fn number(&self, dict: &'a Dictionary, key: &[u8]) -> Option<f64> {
        number(self.entry(dict, key))
    }

    /// The name that an entry is.
    pub(super) fn name(&self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.entry(dict, key).as_name().ok()
    }

    /// The numbers of an array.
    pub(super) fn numbers<const N: usize>(
        &self,
        dict: &'a Dictionary,
        key: &[u8],
    ) -> Option<[f64; N]> {
        let array = self.array(dict, key)?;
        let mut numbers = [0.0; N];
        for (at, place) in numbers.iter_mut().enumerate() {
            *place = number(self.follow(array.get(at)?))?;
        }
        Some(numbers)
    }

    /// An entry of a page, or of what the page lies in.
    pub(super) fn inherited(&self, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let mut dict = page;
        for _ in 0..ANCESTORS {
            match self.entry(dict, key) {
                Object::Null => dict = self.dict(dict, b"Parent")?,
                found => return Some(found),
            }
        }
        None
    }

    /// The decompressed bytes of a stream.
    pub(super) fn bytes(&self, stream: &Stream) -> Result<Vec<u8>, Loss> {
        let limit = STREAM.min(self.left.get());
        let loss = |error: lopdf::Error| match error {
            lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
                Loss::TooLarge
            }
            _ => Loss::Damaged,
        };
        let bytes = stream.get_plain_content_with_limit(limit).map_err(loss)?;
        self.left.set(self.left.get() - bytes.len().min(limit));
        if bytes.is_empty() && !stream.content.is_empty() {
            return Err(Loss::Damaged);
        }
        Ok(bytes)
    }

    /// The pages of the file.
    pub(super) fn pages(&self) -> impl Iterator<Item = ObjectId> + '_ {
        self.file.page_iter()
    }
}

/// The dictionary that an object is, or that of its stream.
pub(super) fn as_dict(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// The number that an object is.
pub(super) fn number(object: &Object) -> Option<f64> {
    object
        .as_float()
        .ok()
        .map(f64::from)
        .filter(|number| number.is_finite())
}

//! Reads the parts that a document refers to: takes their kinds or ids, gives what they hold. One that is damaged is noted as unread
//! and the others are still read; one that breaks a limit is an error of the whole file.

use super::ReadError;
use super::package::Package;
use super::relations::Relations;
use crate::codes::input;
use crate::document::tree::Unread;
use crate::ir::Words;
use crate::source::{Part, Place};

/// The parts of a document besides its body.
pub(super) struct Parts<'a> {
    pub(super) package: Package<'a>,
    pub(super) relations: Relations,
    pub(super) unread: Vec<Unread>,
}

impl<'a> Parts<'a> {
    /// The parts that belong to the one at `path`.
    pub(super) fn of(mut package: Package<'a>, path: &str) -> Result<Self, ReadError> {
        let relations = Relations::of(&mut package, path);
        let mut parts = Self {
            relations: Relations::default(),
            package,
            unread: Vec::new(),
        };
        match relations {
            Ok(relations) => parts.relations = relations,
            Err(error) if error.code == input::DAMAGED => {
                parts.leave_out(&Relations::path(path), None, error.reason);
            }
            Err(error) => return Err(error),
        }
        Ok(parts)
    }

    /// Reads the part of a kind; where there is none, what an empty one would give.
    pub(super) fn read<T: Default>(
        &mut self,
        kind: &str,
        part: Option<Part>,
        read: impl FnOnce(&str) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        match self.relations.first(kind).map(str::to_owned) {
            Some(path) => self.read_path(&path, part, read),
            None => Ok(T::default()),
        }
    }

    /// Reads the part at a path.
    pub(super) fn read_path<T: Default>(
        &mut self,
        path: &str,
        part: Option<Part>,
        read: impl FnOnce(&str) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let text = self.package.part(path).and_then(|text| {
            text.ok_or_else(|| {
                let (en, zh) = ("it is not in the package", "压缩包中没有该部分");
                ReadError::new(input::DAMAGED, en, zh)
            })
        });
        match text.and_then(|text| read(&text)) {
            Err(error) if error.code == input::TOO_LARGE => Err(error),
            Err(error) => {
                self.leave_out(path, part, error.reason);
                Ok(T::default())
            }
            Ok(read) => Ok(read),
        }
    }

    /// Notes a part that is not read.
    pub(super) fn leave_out(&mut self, path: &str, part: Option<Part>, reason: Words) {
        self.unread.push(Unread {
            place: Place {
                part,
                path: Some(path.to_owned()),
                ..Place::default()
            },
            code: input::UNREAD_PART,
            reason,
        });
    }
}

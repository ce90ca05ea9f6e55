//! Writes a state file: takes blocks in the order of their debtors' numbers, puts the whole beside the old file and then in its place, so that
//! the file is at any time either the old one or the new one.

use super::format::{Entry, Head, Part, check};
use super::meta::Meta;
use crate::ir::RuleSet;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// A state file that is being written.
pub struct Writer {
    file: BufWriter<NamedTempFile>,
    index: Vec<u8>,
    at: u64,
}

impl Writer {
    /// Begins a file in the folder of the one it will replace.
    pub fn new(path: &Path) -> io::Result<Self> {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".hegui-state-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // Who may read the old file may read the new one; a fresh one is for its owner and group.
            let mode = std::fs::metadata(path).map_or(0o640, |known| known.permissions().mode());
            builder.permissions(std::fs::Permissions::from_mode(mode & 0o777));
        }
        let mut file = BufWriter::with_capacity(
            1 << 20,
            builder.tempfile_in(folder.unwrap_or(Path::new(".")))?,
        );
        file.write_all(&[0; Head::SIZE])?;
        Ok(Self {
            file,
            index: Vec::new(),
            at: Head::SIZE as u64,
        })
    }

    /// Adds the block of a debtor; `entry` says all but where it is.
    pub fn block(&mut self, entry: Entry, block: &[u8]) -> io::Result<()> {
        let len = u32::try_from(block.len());
        let len = len.map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
        Entry {
            at: self.at,
            len,
            check: check(block) as u32,
            ..entry
        }
        .put(&mut self.index);
        self.file.write_all(block)?;
        self.at += u64::from(len);
        Ok(())
    }

    /// How many blocks there are.
    pub fn blocks(&self) -> u64 {
        (self.index.len() / Entry::SIZE) as u64
    }

    /// Puts the file in its place.
    pub fn finish(mut self, path: &Path, meta: &Meta, rules: &RuleSet) -> io::Result<()> {
        let index = std::mem::take(&mut self.index);
        let index = self.part(&index)?;
        let meta = self.part(&serde_json::to_vec(meta)?)?;
        let rules = self.part(&serde_json::to_vec(rules)?)?;
        let head = Head {
            len: self.at,
            meta,
            rules,
            index,
        };
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&head.bytes())?;
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    fn part(&mut self, bytes: &[u8]) -> io::Result<Part> {
        let part = Part {
            at: self.at,
            len: bytes.len() as u64,
            check: check(bytes),
        };
        self.file.write_all(bytes)?;
        self.at += part.len;
        Ok(part)
    }
}

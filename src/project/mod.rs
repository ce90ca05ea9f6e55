//! Reads `hegui.toml` and finds rule packs and inputs: takes paths, gives settings with their places, files in order, and problems.

mod config;
mod config_adopt;
pub mod config_keys;
mod config_read;
mod config_value;
pub mod inputs;
pub mod packs;
mod role;

pub use config::{
    AllowEntry, BlanksGlob, Config, DocumentGlob, EncodingGlob, LogConfig, ParameterLine, Placed,
    SeverityLine,
};
pub use config_value::nearest;

use crate::diag::Problem;
use crate::source::Sources;
use std::path::{Path, PathBuf};

/// The name of a project file.
pub const FILE: &str = "hegui.toml";

/// Looks for a project file in `start` and the folders above it.
pub fn find_config(start: &Path) -> Option<PathBuf> {
    start
        .ancestors()
        .map(|folder| folder.join(FILE))
        .find(|file| file.is_file())
}

/// Reads a project file. Whatever of it can be used is in the result, also where there are problems.
pub fn load_config(path: &Path, sources: &mut Sources) -> (Config, Vec<Problem>) {
    config_read::load(path, sources)
}

/// Reads the text of a project file whose paths are relative to `base`.
pub fn parse_config(
    name: &str,
    text: &str,
    base: &Path,
    sources: &mut Sources,
) -> (Config, Vec<Problem>) {
    config_read::parse(name, text, base.to_path_buf(), sources)
}

//! Tells the command line the names of reports: help and shells list them, and any word is taken as it was typed, since a file may follow it.

use crate::report::Format;
use clap::builder::{PossibleValue, TypedValueParser};
use std::ffi::OsStr;

/// Takes `NAME` and `NAME=FILE`.
#[derive(Debug, Clone, Copy)]
pub struct ReportNames;

impl TypedValueParser for ReportNames {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        clap::builder::StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let all = Format::ALL.iter();
        Some(Box::new(all.map(|(_, name, about)| {
            PossibleValue::new(*name).help(*about)
        })))
    }
}

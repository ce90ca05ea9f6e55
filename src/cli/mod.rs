//! Opens the door: takes the arguments of the process, runs one command, gives the exit status. Each command is a file.

mod acceptance;
mod args;
mod audit;
mod audit_night;
mod audit_way;
mod baseline;
mod changed;
mod check;
mod completions;
mod contracts;
mod describe;
mod examine;
mod explain;
mod file;
mod finish;
mod in_order;
mod init;
mod init_file;
mod ledger;
mod lint;
mod live;
mod man;
mod may_contact;
mod names;
mod overrides;
mod pdftotext;
mod problems;
mod progress;
mod report_names;
mod rules;
mod setup;
mod size;
mod state;
mod status;
mod stdin;
mod targets;
mod terminal;
mod test;
mod timings;
mod written;

pub use status::Status;

use args::{Arguments, Command, Explain, Format};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use std::ffi::OsString;
use std::io;

/// Runs the command that `arguments` (with the program's name first) ask for, and gives what it came to.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Status {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, everything else is a wrong argument; a closed pipe changes neither.
            let _ = error.print();
            return if error.use_stderr() {
                Status::Wrong
            } else {
                Status::Clean
            };
        }
    };
    // The dialler waits for this one, and it has no use for threads.
    if let Some(Command::MayContact(_)) = arguments.command {
        return finished(dispatch(&arguments));
    }
    let threads = usize::from(arguments.common.threads.unwrap_or(0));
    let done = match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(|| dispatch(&arguments)),
        Err(_) => dispatch(&arguments),
    };
    finished(done)
}

fn finished(done: io::Result<Status>) -> Status {
    match done {
        Ok(status) => status,
        Err(error) => {
            use std::io::Write;
            let _ = writeln!(
                io::stderr(),
                "hegui: the report could not be written: {error}"
            );
            Status::Incomplete
        }
    }
}

fn dispatch(arguments: &Arguments) -> io::Result<Status> {
    let common = &arguments.common;
    if let Some(code) = &arguments.explain_code {
        let subject = code.clone();
        let format = Format::Pretty;
        return explain::run(&Explain { subject, format }, common);
    }
    let Some(command) = &arguments.command else {
        let missing =
            Arguments::command().error(ErrorKind::MissingSubcommand, "a command is missing");
        missing.print()?;
        return Ok(Status::Wrong);
    };
    match command {
        Command::Check(command) => check::run(command, common),
        Command::Audit(command) => audit::run(command, common),
        Command::MayContact(command) => may_contact::run(command, common),
        Command::Baseline(command) => baseline::run(command, common),
        Command::Init(command) => init::run(command, common),
        Command::Test(command) => test::run(command, common),
        Command::Lint(command) => lint::run(command, common),
        Command::Rules(command) => rules::run(command, common),
        Command::Explain(command) => explain::run(command, common),
        Command::Completions(command) => completions::run(command, common),
        Command::Man(command) => man::run(command, common),
    }
}

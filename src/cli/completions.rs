//! Runs `hegui completions`: writes what a shell needs to complete commands, options and their values.

use super::args::{Arguments, Common, Completions};
use super::status::Status;
use super::terminal::Terminal;
use clap::CommandFactory;
use std::io;

pub fn run(args: &Completions, common: &Common) -> io::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "hegui", &mut script);
    let terminal = Terminal::new(common, None);
    terminal.print(|out| out.write_all(&script))?;
    Ok(Status::Clean)
}

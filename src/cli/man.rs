//! Runs `hegui man`: writes the manual, its first page to standard output or a page for each command into a folder.

use super::args::{Arguments, Common, Man};
use super::problems::complain;
use super::status::Status;
use super::terminal::Terminal;
use crate::codes::project::REPORT_NOT_WRITTEN;
use crate::diag::Problem;
use crate::source::Sources;
use clap::CommandFactory;
use std::io;

pub fn run(args: &Man, common: &Common) -> io::Result<Status> {
    let terminal = Terminal::new(common, None);
    let command = Arguments::command();
    let Some(folder) = &args.folder else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        terminal.print(|out| out.write_all(&page))?;
        return Ok(Status::Clean);
    };
    let written =
        std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder));
    let Err(error) = written else {
        return Ok(Status::Clean);
    };
    let message = format!(
        "the manual cannot be written to `{}`: {error}",
        folder.display()
    );
    let problems = [Problem::global(REPORT_NOT_WRITTEN, message)];
    complain(&problems, &Sources::default(), &terminal)?;
    Ok(Status::of(&problems))
}

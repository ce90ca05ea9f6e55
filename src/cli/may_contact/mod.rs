//! Runs `hegui may-contact`: takes a state file, a debtor and what is known of a contact before it is made, says whether it may be made, by which
//! rules not, and when next. It reads the rows of that debtor and nothing else.

pub mod args;
mod decide;
mod question;
mod session;
mod show;
mod turns;

use super::args::Common;
use super::state::{Store, unusable};
use super::status::Status;
use super::terminal::Terminal;
use crate::codes::project::BAD_ARGUMENT;
use crate::diag::Problem;
use crate::source::Sources;
use args::MayContact;
use question::Question;
use session::{Failure, Kept, Session};
use std::io::{self, BufRead, Write};

pub fn run(args: &MayContact, common: &Common) -> io::Result<Status> {
    // Some hundred rows are judged sooner by this thread than others are started.
    let here = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread();
    let _pool = here.build();
    let terminal = Terminal::new(common, None);
    let wrong = |problem: Problem| {
        super::problems::complain(&[problem], &Sources::default(), &terminal)?;
        Ok(Status::Wrong)
    };
    let (kept, mut store) = match Kept::open(&args.state) {
        Ok(opened) => opened,
        Err(damage) => return wrong(unusable(&args.state, &damage)),
    };
    if args.serve {
        return serve(args, kept, store, &terminal);
    }
    let Some(question) = Question::of(args) else {
        let message = "`--debtor` and `--channel` say who is to be contacted and how";
        return wrong(Problem::global(BAD_ARGUMENT, message));
    };
    let answer = Session::new(&kept)
        .map_err(Failure::State)
        .and_then(|session| session.answer(&mut store, &question, args.fail_on));
    match answer {
        Ok(answer) => {
            terminal.print(|out| show::show(&answer, args.format, terminal.lang, out))?;
            Ok(answer.status())
        }
        Err(failure) => wrong(failure.problem(&args.state)),
    }
}

/// Answers one question a line until there are no more. A state file that a run has replaced is read anew.
fn serve(
    args: &MayContact,
    mut kept: Kept,
    mut store: Store,
    terminal: &Terminal,
) -> io::Result<Status> {
    let mut lines = io::stdin().lock().lines();
    let mut line = match lines.next() {
        Some(line) => line?,
        None => return Ok(Status::Clean),
    };
    loop {
        let session = Session::new(&kept);
        loop {
            let said = Question::read(&line)
                .and_then(|question| match &session {
                    Ok(session) => session
                        .answer(&mut store, &question, args.fail_on)
                        .map_err(|failure| failure.words(&args.state)),
                    Err(damage) => Err(unusable(&args.state, damage).message),
                })
                .map_or_else(
                    |error| serde_json::json!({ "error": error }),
                    |answer| show::json(&answer, terminal.lang),
                );
            let mut out = io::stdout().lock();
            writeln!(out, "{said}")?;
            out.flush()?;
            line = match lines.next() {
                Some(line) => line?,
                None => return Ok(Status::Clean),
            };
            if kept.is_stale(&args.state) {
                break;
            }
        }
        // While a file is being replaced by one that cannot be read, the old one answers.
        if let Ok(fresh) = Kept::open(&args.state) {
            (kept, store) = fresh;
        }
    }
}

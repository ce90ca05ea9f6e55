//! Runs `hegui check`: reads documents, judges them by the disclosures, writes the report.

use super::acceptance;
use super::args::{Check, Common};
use super::examine::{Examined, examine};
use super::finish;
use super::setup::Setup;
use super::status::Status;
use std::io;

pub fn run(args: &Check, common: &Common) -> io::Result<Status> {
    let mut setup = Setup::new(common, args.paths.first().map(String::as_str), &[])?;
    let path = acceptance::told(args.baseline.as_ref(), &setup);
    let baseline = path.as_ref().map(|path| acceptance::read(path, &mut setup));
    let baseline = match baseline.transpose() {
        Ok(baseline) => baseline,
        Err(problem) => {
            setup.report(&[*problem])?;
            return Ok(setup.status);
        }
    };
    // What a baseline or the project accepts is known only when all is found.
    let runs = baseline.is_none() && setup.config.allow.is_empty();
    let Some(mut examined) = examine(&mut setup, args, common, path.as_deref(), runs)? else {
        return Ok(setup.status);
    };
    acceptance::apply(
        &setup,
        &mut examined,
        baseline.as_ref().zip(path.as_deref()),
    );
    let Examined {
        reports,
        rules,
        texts,
        outcome,
        written,
        ..
    } = examined;
    if let Some(written) = written {
        return finish::close(&mut setup, &args.run, &written, &rules, &texts, &outcome);
    }
    finish::finish(&mut setup, &args.run, &reports, &rules, &texts, outcome)
}

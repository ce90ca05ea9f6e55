//! Times whole runs of `hegui check` in turn with other programs that look for the same patterns in the same files: ripgrep, and
//! yara-x where it is installed. Prints seconds and ratios; the others neither fold, nor know sentences, nor what a sentence says.

mod made;

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const CONTRACTS: u64 = 1000;
const BYTES: usize = 30_000;
const PATTERNS: usize = 100;
const ROUNDS: usize = 5;
const THREADS: &str = "2";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("contracts"))?;
    fs::create_dir(at("rules"))?;
    for seed in 0..CONTRACTS {
        let file = at("contracts").join(format!("{seed:05}.txt"));
        fs::write(file, made::contract(seed, BYTES))?;
    }
    let patterns = made::patterns(PATTERNS);
    fs::write(at("rules/made.hegui"), made::pack(&patterns))?;
    fs::write(at("hegui.toml"), "")?;
    let mut list = fs::File::create(at("patterns"))?;
    let mut yara = String::from("rule made {\n  strings:\n");
    for (number, pattern) in patterns.iter().enumerate() {
        writeln!(list, "{}", pattern.source)?;
        yara.push_str(&match pattern.is_regex {
            true => format!("    $p{number} = /{}/\n", pattern.source),
            false => format!("    $p{number} = \"{}\"\n", pattern.source),
        });
    }
    fs::write(at("made.yar"), yara + "  condition:\n    any of them\n}\n")?;

    let folder = folder.path();
    let ours = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
        command.args(["check", "contracts", "--rules", "rules", "--pack", "made"]);
        command.args(["--format", "short", "--threads", THREADS]);
        command
    };
    let ripgrep = || {
        let mut command = Command::new("rg");
        command.args(["-o", "-b", "-j", THREADS, "-f", "patterns", "contracts"]);
        command
    };
    let yara = || {
        let mut command = Command::new("yr");
        command.args([
            "scan",
            "--threads",
            THREADS,
            "--print-strings",
            "made.yar",
            "contracts",
        ]);
        command
    };
    println!("{CONTRACTS} contracts of {BYTES} bytes, {PATTERNS} patterns, {THREADS} threads");
    compare("ripgrep", folder, &ours, &ripgrep);
    compare("yara-x", folder, &ours, &yara);
    Ok(())
}

/// Runs both in turn, after one run each that does not count.
fn compare(name: &str, folder: &Path, ours: &dyn Fn() -> Command, other: &dyn Fn() -> Command) {
    let (Some(_), Some(_)) = (timed(ours(), folder), timed(other(), folder)) else {
        return println!("{name}: not installed");
    };
    let mut rounds: Vec<(f64, f64)> = (0..ROUNDS)
        .filter_map(|_| Some((timed(ours(), folder)?, timed(other(), folder)?)))
        .collect();
    rounds.sort_by(|one, next| (one.0 / one.1).total_cmp(&(next.0 / next.1)));
    if let Some((own, peer)) = rounds.get(rounds.len() / 2) {
        println!(
            "{name}: hegui {own:.3} s, {name} {peer:.3} s, {:.2} times as long",
            own / peer
        );
    }
}

/// Seconds of a run; `None` where the program is not there.
fn timed(mut command: Command, folder: &Path) -> Option<f64> {
    let start = Instant::now();
    command
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .ok()?;
    Some(start.elapsed().as_secs_f64())
}

//! Reads amounts of memory as people write them, and finds out how much there is.

use crate::codes::project::BAD_ARGUMENT;
use crate::diag::Problem;

/// Where the system does not tell how much memory there is.
const UNKNOWN: u64 = 1 << 30;

/// The least that an audit can work with.
const LEAST: u64 = 16 << 20;

/// What a word such as `64MiB` comes to; unsaid, half of the memory that there is.
pub fn memory(told: Option<&String>, problems: &mut Vec<Problem>) -> u64 {
    let Some(told) = told else {
        return (there_is() / 2).max(LEAST);
    };
    match bytes(told) {
        Some(bytes) if bytes >= LEAST => bytes,
        Some(_) => {
            let problem = Problem::global(
                BAD_ARGUMENT,
                format!("`{told}` for `--memory` is too little"),
            );
            problems.push(problem.help("the least is 16MiB"));
            LEAST
        }
        None => {
            let message = format!("`{told}` is no amount of memory for `--memory`");
            let problem = Problem::global(BAD_ARGUMENT, message);
            problems.push(problem.help("write it as 512MiB or 2GiB"));
            LEAST
        }
    }
}

/// A number, whole or with a fraction, and its unit.
fn bytes(told: &str) -> Option<u64> {
    let digits = told.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let (number, unit) = told.split_at_checked(told.len() - digits.len())?;
    let unit: u64 = match unit.trim_start().to_ascii_lowercase().as_str() {
        "b" => 1,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "kib" | "k" => 1 << 10,
        "mib" | "m" => 1 << 20,
        "gib" | "g" => 1 << 30,
        "tib" | "t" => 1 << 40,
        _ => return None,
    };
    let number: f64 = number.parse().ok()?;
    Some((number * unit as f64) as u64)
}

/// The memory of the machine, or of the container that the process is in.
fn there_is() -> u64 {
    let read = |path: &str| std::fs::read_to_string(path).ok();
    let machine = read("/proc/meminfo").and_then(|text| {
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix("MemTotal:"))?;
        let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
        Some(kib << 10)
    });
    let container = read("/sys/fs/cgroup/memory.max").and_then(|text| text.trim().parse().ok());
    let known = machine.into_iter().chain(container).min();
    known.unwrap_or(UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        assert_eq!(bytes("64MiB"), Some(64 << 20));
        assert_eq!(bytes("1.5 GiB"), Some(3 << 29));
        assert_eq!(bytes("2gb"), Some(2_000_000_000));
        assert_eq!(bytes("512m"), Some(512 << 20));
        for wrong in [
            "",
            "64",
            "MiB",
            "1.2.3MiB",
            "-1MiB",
            "64 MiB of it",
            "十MiB",
        ] {
            assert_eq!(bytes(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_and_what_is_unsaid_is_known() {
        let mut problems = Vec::new();
        assert!(memory(None, &mut problems) >= LEAST);
        assert_eq!(problems.len(), 0);
        memory(Some(&"many".to_owned()), &mut problems);
        memory(Some(&"1MiB".to_owned()), &mut problems);
        assert_eq!(problems.len(), 2);
    }
}

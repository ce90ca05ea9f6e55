//! Runs the worked examples of the log rules: every form and every kind of span, each case at an edge of what the reference says.

use std::path::Path;
use std::process::Command;

#[test]
fn every_worked_example_comes_out_as_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .args(["test", "tests/semantics"])
        .current_dir(root)
        .output()
        .expect("hegui starts");
    let text = String::from_utf8_lossy(&output.stdout);
    let last = text.lines().last().unwrap_or_default();
    assert!(last.ends_with(" passed, 0 failed"), "{text}");
    let passed: u32 = last
        .split(' ')
        .next()
        .and_then(|number| number.parse().ok())
        .expect("a number");
    assert!(passed >= 40, "only {passed} cases ran");
}

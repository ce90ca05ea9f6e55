//! Builds the Python wheel, installs it into a fresh environment and runs the program that it brings. The builder comes from PyPI, so the test runs
//! only when asked for: `cargo test --test it wheel -- --ignored`.

use std::path::Path;
use std::process::Command;

fn run(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    assert!(
        output.status.success(),
        "{command:?}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn environment(folder: &Path) {
    run(Command::new("python3").args(["-m", "venv"]).arg(folder));
}

#[test]
#[ignore = "installs maturin, and builds"]
fn a_wheel_brings_the_program() {
    let builder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("maturin-environment");
    if !builder.join("bin/maturin").is_file() {
        environment(&builder);
        run(Command::new(builder.join("bin/pip")).args(["install", "-q", "maturin>=1.7,<2"]));
    }
    let folder = tempfile::tempdir().expect("a folder");
    run(Command::new(builder.join("bin/maturin"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args([
            "build",
            "--profile",
            "dev",
            "--compatibility",
            "linux",
            "--out",
        ])
        .arg(folder.path()));
    let wheel = std::fs::read_dir(folder.path())
        .expect("the folder")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|ending| ending == "whl"))
        .expect("a wheel");
    let fresh = folder.path().join("fresh");
    environment(&fresh);
    run(Command::new(fresh.join("bin/pip"))
        .args(["install", "-q", "--no-index"])
        .arg(&wheel));
    let version = run(Command::new(fresh.join("bin/hegui"))
        .arg("--version")
        .current_dir(folder.path()));
    assert_eq!(version.trim(), concat!("hegui ", env!("CARGO_PKG_VERSION")));
    let told = run(Command::new(fresh.join("bin/python")).args([
        "-c",
        "from importlib.metadata import metadata; m = metadata('hegui'); print(m['Version'], m['License-Expression'])",
    ]));
    assert_eq!(told.trim(), concat!(env!("CARGO_PKG_VERSION"), " MIT"));
}

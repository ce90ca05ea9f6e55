//! Starts the command line and ends the process with its status.

fn main() {}

//! Shows how far a run is: counts what is done, draws a bar on standard error once it takes long. Nothing is drawn where nobody watches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::Once;
use std::time::{Duration, Instant};

/// A run that is over sooner shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far a run is.
pub struct Progress {
    bar: ProgressBar,
    watched: bool,
    started: Instant,
    drawn: Once,
}

impl Progress {
    /// Of so many things to do.
    pub fn new(all: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        Self {
            bar,
            watched: stderr().is_terminal() && std::env::var_os("CI").is_none(),
            started: Instant::now(),
            drawn: Once::new(),
        }
    }

    /// One more is done.
    pub fn step(&self) {
        self.bar.inc(1);
        if self.watched && self.started.elapsed() >= PATIENCE {
            self.drawn
                .call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

//! Shows how far a run is: counts what is done, draws a bar on standard error once it takes long. Nothing is drawn where nobody watches.

use crate::contact::Gauge;
use crate::ir::Lang;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::Once;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
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
            watched: is_watched(),
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

fn is_watched() -> bool {
    stderr().is_terminal() && std::env::var_os("CI").is_none()
}

/// How often the bar of a reading is drawn.
const TICK: Duration = Duration::from_millis(200);

/// How far the reading of a log is: rows a second, and the time that is left by bytes. Ends when it is dropped.
pub struct Meter {
    watching: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Meter {
    /// Watches a gauge that counts up to so many bytes.
    pub fn watch(gauge: &Gauge, bytes: u64, lang: Lang) -> Self {
        Self {
            watching: is_watched().then_some(()).and_then(|()| {
                let (stop, stopped) = channel();
                let gauge = gauge.clone();
                let draw = move || {
                    let started = Instant::now();
                    let hidden = ProgressDrawTarget::hidden();
                    let bar = ProgressBar::with_draw_target(Some(bytes), hidden);
                    if let Ok(style) = ProgressStyle::with_template("{bar:30} {msg} {eta}") {
                        bar.set_style(style);
                    }
                    let mut drawn = false;
                    while stopped.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                        if !drawn && started.elapsed() >= PATIENCE {
                            bar.set_draw_target(ProgressDrawTarget::stderr());
                            drawn = true;
                        }
                        bar.set_position(gauge.bytes().min(bytes));
                        bar.set_message(rows(gauge.rows(), started.elapsed(), lang));
                    }
                    bar.finish_and_clear();
                };
                let drawing = std::thread::Builder::new().spawn(draw).ok()?;
                Some((stop, drawing))
            }),
        }
    }
}

fn rows(rows: u64, took: Duration, lang: Lang) -> String {
    let rate = (rows as f64 / took.as_secs_f64().max(0.001)) as u64;
    match lang {
        Lang::En => format!("{rows} rows, {rate} rows/s"),
        Lang::Zh => format!("{rows} 行，每秒 {rate} 行"),
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if let Some((stop, drawing)) = self.watching.take() {
            // The bar is gone before anything else is written.
            drop(stop);
            let _ = drawing.join();
        }
    }
}

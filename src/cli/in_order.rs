//! Does work on many things at once and takes the results in order: takes things, work and what takes a result, holds no more results
//! than a few that wait for an earlier one.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// So many things are at most under way or waiting, for each thread.
const AHEAD: usize = 16;

struct Line<R, F> {
    /// How many things were begun.
    begun: usize,
    /// How many results were taken.
    taken: usize,
    /// Results that wait for an earlier one.
    waiting: BTreeMap<usize, R>,
    take: F,
}

/// Works on every thing, on as many threads as the pool at hand has, and hands over the results in the order of the things.
pub fn in_order<T: Sync, R: Send>(
    things: &[T],
    work: impl Fn(&T) -> R + Sync,
    take: impl FnMut(R) + Send,
) {
    let threads = rayon::current_num_threads().clamp(1, things.len().max(1));
    let line = Mutex::new(Line {
        begun: 0,
        taken: 0,
        waiting: BTreeMap::new(),
        take,
    });
    let moved = Condvar::new();
    let locked = || line.lock().unwrap_or_else(PoisonError::into_inner);
    let next = || -> Option<(usize, &T)> {
        let mut line = locked();
        while line.begun < things.len() && line.begun >= line.taken + AHEAD * threads {
            line = moved.wait(line).unwrap_or_else(PoisonError::into_inner);
        }
        let at = line.begun;
        let thing = things.get(at)?;
        line.begun += 1;
        Some((at, thing))
    };
    let worker = || {
        while let Some((at, thing)) = next() {
            let result = work(thing);
            let mut line = locked();
            line.waiting.insert(at, result);
            hand_over(&mut line);
            moved.notify_all();
        }
    };
    // Threads of their own and not tasks of the pool: a task that waits here could hold up the one that it waits for.
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(worker);
        }
        worker();
    });
}

fn hand_over<R, F: FnMut(R)>(line: &mut MutexGuard<'_, Line<R, F>>) {
    let line = &mut **line;
    while let Some(result) = line.waiting.remove(&line.taken) {
        line.taken += 1;
        (line.take)(result);
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_come_in_the_order_of_the_things() {
        let things: Vec<u64> = (0..500).collect();
        let mut taken = Vec::new();
        in_order(
            &things,
            |one| {
                if one % 7 == 0 {
                    std::thread::sleep(std::time::Duration::from_micros(300));
                }
                one * 2
            },
            |result| taken.push(result),
        );
        let doubled: Vec<u64> = things.iter().map(|one| one * 2).collect();
        assert_eq!(taken, doubled);
    }
}

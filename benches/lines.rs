//! Measures how fast records become hits: gathered by key, brought into lines and judged by twelve rules, in records a second.
#![allow(clippy::expect_used)]

#[path = "made/lines.rs"]
mod made;

use divan::Bencher;
use divan::counter::ItemsCount;
use made::{LINES, ROWS};

fn main() {
    divan::main();
}

#[divan::bench(args = [usize::MAX, 0], sample_count = 10)]
fn gather(bencher: Bencher<'_, '_>, budget: usize) {
    let made = made::made(false);
    bencher
        .counter(ItemsCount::new(LINES * ROWS))
        .bench(|| made::gathered(&made.records, budget));
}

#[divan::bench(args = [true, false], sample_count = 10)]
fn judge(bencher: Bencher<'_, '_>, sorted: bool) {
    let made = made::made(sorted);
    let ready = made::ready(&made);
    bencher
        .counter(ItemsCount::new(LINES * ROWS))
        .with_inputs(|| made::gathered(&made.records, usize::MAX))
        .bench_values(|gather| made::judged(&ready, &gather));
}

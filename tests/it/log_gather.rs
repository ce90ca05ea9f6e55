//! Gathers random records on several threads under small and large budgets: the same records come back, each in its partition.

use hegui::engine::log::gather::{Budget, Gather};
use proptest::collection::vec;
use proptest::prelude::*;
use std::sync::Arc;

fn sorted(records: &[u64], width: usize) -> Vec<Vec<u64>> {
    let mut all: Vec<Vec<u64>> = records.chunks(width).map(<[u64]>::to_vec).collect();
    all.sort_unstable();
    all
}

fn gathered(
    records: &[u64],
    width: usize,
    partitions: usize,
    budget: usize,
    writers: usize,
) -> (Vec<u64>, u64) {
    let budget = Arc::new(Budget::new(budget));
    let gather = Gather::new(width, partitions, budget.clone());
    std::thread::scope(|scope| {
        for writer in 0..writers {
            let gather = &gather;
            scope.spawn(move || {
                let mut to = gather.writer();
                for record in records.chunks(width).skip(writer).step_by(writers) {
                    to.push(record);
                }
                to.finish().unwrap();
            });
        }
    });
    let mut back = Vec::new();
    for partition in 0..gather.partitions() {
        let count = gather.records(partition);
        let loaded = gather.load(partition).unwrap();
        assert_eq!(loaded.len(), count * width);
        for record in loaded.chunks(width) {
            let top = (u128::from(record[0]) * gather.partitions() as u128) >> 64;
            assert_eq!(top as usize, partition);
        }
        back.extend(loaded);
        assert!(gather.load(partition).unwrap().is_empty(), "given once");
    }
    (back, budget.spilled())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_in_comes_out(
        words in vec(any::<u64>(), 0..40_000),
        width in 1..9usize,
        partitions in prop::sample::select(vec![1, 2, 7, 64]),
        budget in prop::sample::select(vec![0, 20_000, usize::MAX]),
        writers in 1..4usize,
    ) {
        let records = &words[..words.len() / width * width];
        let (back, spilled) = gathered(records, width, partitions, budget, writers);
        prop_assert_eq!(sorted(&back, width), sorted(records, width));
        prop_assert_eq!(spilled > 0, budget < records.len() * 8 && !records.is_empty());
        if budget == 0 {
            prop_assert_eq!(spilled, records.len() as u64 * 8);
        }
    }
}

#[test]
fn one_key_fills_one_partition_and_memory_is_given_back() {
    let records: Vec<u64> = (0..100_000).flat_map(|at| [7 << 40, at]).collect();
    let budget = Arc::new(Budget::new(records.len() * 8 + 20_000));
    for _ in 0..3 {
        let gather = Gather::new(2, 256, budget.clone());
        let mut writer = gather.writer();
        for record in records.chunks(2) {
            writer.push(record);
        }
        writer.finish().unwrap();
        let loaded = gather.load(0).unwrap();
        assert_eq!(sorted(&loaded, 2), sorted(&records, 2));
    }
    assert_eq!(budget.spilled(), 0);
}

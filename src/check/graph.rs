//! Orders things by what they refer to: takes nodes with their references, gives an order in which each stands after
//! those it refers to, and the cycles that prevent one.

use std::collections::{BTreeMap, BTreeSet};

/// An order and the cycles left out of account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order<T> {
    /// Every node once, each after those it refers to, except along a cycle.
    pub nodes: Vec<T>,
    /// Each cycle from its smallest node on; the last refers to the first.
    pub cycles: Vec<Vec<T>>,
}

/// Orders the nodes. Does not recurse, so that no chain of definitions is too long.
pub fn order<T: Copy + Ord>(references: &BTreeMap<T, BTreeSet<T>>) -> Order<T> {
    let mut done: BTreeSet<T> = BTreeSet::new();
    let mut nodes = Vec::with_capacity(references.len());
    let mut cycles: BTreeSet<Vec<T>> = BTreeSet::new();
    for &root in references.keys() {
        if done.contains(&root) {
            continue;
        }
        let mut path: Vec<T> = vec![root];
        let mut open: BTreeSet<T> = BTreeSet::from([root]);
        let mut waiting: Vec<Vec<T>> = vec![targets(references, root)];
        while let Some(next) = waiting.last_mut() {
            match next.pop() {
                Some(target) if open.contains(&target) => {
                    let from = path.iter().position(|&node| node == target).unwrap_or(0);
                    cycles.insert(turn(path.get(from..).unwrap_or(&[])));
                }
                Some(target) if done.contains(&target) => {}
                Some(target) => {
                    path.push(target);
                    open.insert(target);
                    waiting.push(targets(references, target));
                }
                None => {
                    waiting.pop();
                    if let Some(node) = path.pop() {
                        open.remove(&node);
                        done.insert(node);
                        nodes.push(node);
                    }
                }
            }
        }
    }
    Order {
        nodes,
        cycles: cycles.into_iter().collect(),
    }
}

/// The targets of a node, last first, so that they are taken from the end in order.
fn targets<T: Copy + Ord>(references: &BTreeMap<T, BTreeSet<T>>, node: T) -> Vec<T> {
    references
        .get(&node)
        .map_or_else(Vec::new, |targets| targets.iter().rev().copied().collect())
}

fn turn<T: Copy + Ord>(cycle: &[T]) -> Vec<T> {
    let mut cycle = cycle.to_vec();
    let smallest = cycle
        .iter()
        .enumerate()
        .min_by_key(|(_, node)| **node)
        .map_or(0, |(at, _)| at);
    cycle.rotate_left(smallest);
    cycle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_follow_what_they_refer_to_and_cycles_are_named_once() {
        let references = BTreeMap::from([
            (1, BTreeSet::from([2, 3])),
            (2, BTreeSet::from([3])),
            (3, BTreeSet::new()),
            (4, BTreeSet::from([5])),
            (5, BTreeSet::from([4, 3])),
        ]);
        let order = order(&references);
        assert_eq!(order.nodes, [3, 2, 1, 5, 4]);
        assert_eq!(order.cycles, [vec![4, 5]]);
    }
}

//! Cuts a file of batches into units: takes the groups that a format stores together, gives steps of equal size within them, so that several
//! threads decode several groups side by side and a unit is small.

use super::super::scan::{Cursor, Unit};
use arrow_array::RecordBatch;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};

/// Rows of one unit.
pub(super) const STEP: u64 = 8192;

/// Batches of one group in turn, each of [`STEP`] rows but for the last.
pub(super) type Batches = Box<dyn Iterator<Item = io::Result<RecordBatch>> + Send>;

/// The groups of a file and how far each has been read.
pub(super) struct Groups {
    /// By group: the number of its first row; one longer than there are groups.
    starts: Vec<u64>,
    /// By group: the units before it.
    before: Vec<u32>,
    slots: Vec<Mutex<Slot>>,
    plan: Mutex<Plan>,
}

#[derive(Default)]
struct Slot {
    reader: Option<Batches>,
    /// The step that the reader gives next.
    next: u64,
    /// Steps that were passed on the way to a later one.
    passed: BTreeMap<u64, RecordBatch>,
}

/// Which steps have been given out.
#[derive(Default)]
struct Plan {
    /// By group.
    given: Vec<u64>,
    /// Groups that a thread reads.
    own: HashMap<ThreadId, usize>,
    /// Groups that somebody has begun.
    begun: usize,
    /// Groups that have been given out whole, up to the first that has not.
    done: usize,
}

impl Groups {
    /// Groups of so many rows.
    pub(super) fn new(rows: impl Iterator<Item = u64>) -> Self {
        let (mut starts, mut before) = (vec![0], vec![0]);
        let (mut start, mut units) = (0_u64, 0_u64);
        for rows in rows {
            start += rows;
            units += rows.div_ceil(STEP);
            starts.push(start);
            before.push(u32::try_from(units).unwrap_or(u32::MAX));
        }
        let groups = starts.len() - 1;
        Self {
            starts,
            before,
            slots: (0..groups).map(|_| Mutex::default()).collect(),
            plan: Mutex::default(),
        }
    }

    fn len(&self) -> usize {
        self.slots.len()
    }

    fn start(&self, group: usize) -> u64 {
        self.starts.get(group).copied().unwrap_or(0)
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> u64 {
        self.starts.last().copied().unwrap_or(0)
    }

    fn steps(&self, group: usize) -> u64 {
        (self.start(group + 1).saturating_sub(self.start(group))).div_ceil(STEP)
    }

    /// The group that a row is in, and the number of its first row.
    pub(super) fn of_row(&self, row: u64) -> (usize, u64) {
        let after = self.starts.partition_point(|&start| start <= row);
        let group = after.saturating_sub(1).min(self.len().saturating_sub(1));
        (group, self.start(group))
    }

    /// The next unit: of the group that this thread reads, of one that nobody has begun, of any.
    pub(super) fn cut(&self, cursor: &mut Cursor) -> Option<Unit> {
        let mut plan = self.plan.lock().unwrap_or_else(PoisonError::into_inner);
        if cursor.units == 0 {
            *plan = Plan::default();
            plan.given.resize(self.len(), 0);
            for slot in &self.slots {
                *slot.lock().unwrap_or_else(PoisonError::into_inner) = Slot::default();
            }
        }
        if cursor.ended {
            return None;
        }
        let thread = thread::current().id();
        let left = |plan: &Plan, group: usize| {
            plan.given
                .get(group)
                .is_some_and(|&given| given < self.steps(group))
        };
        let own = plan.own.get(&thread).copied();
        let own = own.filter(|&group| !cursor.in_order && left(&plan, group));
        let group = own.or_else(|| {
            while !cursor.in_order && plan.begun < self.len() {
                let group = plan.begun;
                plan.begun += 1;
                if left(&plan, group) {
                    return Some(group);
                }
            }
            while plan.done < self.len() && !left(&plan, plan.done) {
                plan.done += 1;
            }
            (plan.done..self.len()).find(|&group| left(&plan, group))
        })?;
        plan.own.insert(thread, group);
        let given = plan.given.get_mut(group)?;
        let step = *given;
        *given += 1;
        drop(plan);
        cursor.units = cursor.units.saturating_add(1);
        let start = self.start(group) + step * STEP;
        let rows = STEP.min(self.start(group + 1) - start);
        let first = self.before.get(group).copied().unwrap_or(0);
        Some(Unit {
            number: first.saturating_add(u32::try_from(step).unwrap_or(u32::MAX)),
            start,
            length: usize::try_from(rows).unwrap_or(0),
            fault: None,
        })
    }

    /// The rows of a unit; `open` gives the batches of a group from its start.
    pub(super) fn batch(
        &self,
        unit: &Unit,
        open: impl FnOnce(usize) -> io::Result<Batches>,
    ) -> io::Result<RecordBatch> {
        let missing = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let (group, start) = self.of_row(unit.start);
        let step = (unit.start - start) / STEP;
        let slot = self.slots.get(group).ok_or_else(missing)?;
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(batch) = slot.passed.remove(&step) {
            return Ok(batch);
        }
        if slot.reader.is_none() {
            (slot.reader, slot.next) = (Some(open(group)?), 0);
        }
        loop {
            let reader = slot.reader.as_mut().ok_or_else(missing)?;
            let batch = reader.next().ok_or_else(missing)??;
            let at = slot.next;
            slot.next += 1;
            if slot.next == self.steps(group) {
                slot.reader = None;
            }
            if at == step {
                return Ok(batch);
            }
            slot.passed.insert(at, batch);
        }
    }
}

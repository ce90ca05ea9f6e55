//! Judges a case the slow and obvious way: every row against every row, in the words of the language page.

use super::model::*;
use super::times::*;

/// The log in one world: the readings left for clocks, and those left for order and dates.
pub struct World<'a> {
    pub case: &'a Case,
    pub clocks: Vec<Vec<Reading>>,
    pub dates: Vec<Vec<Reading>>,
    /// All readings, in which all zones are open.
    pub open: Vec<Vec<Reading>>,
    /// By row, its place in the order of all rows, in which all zones are open.
    pub order: Vec<usize>,
}

/// What the statement comes to for every row and key.
pub fn judge(case: &Case) -> Results {
    let open = World::new(case, None, None).judge();
    let mut zones: Vec<&str> = case
        .rows
        .iter()
        .filter(|row| row.zones.len() > 1)
        .flat_map(|row| row.zones.iter().copied())
        .collect();
    zones.sort_unstable();
    zones.dedup();
    if zones.is_empty() {
        return open;
    }
    // "With several possible zones a clock condition is judged in each and a finding in one is a finding; a day count must be one in
    // all, else it is possible."
    let worlds: Vec<Vec<Results>> = zones
        .iter()
        .map(|&clock| {
            zones
                .iter()
                .map(|&calendar| World::new(case, Some(clock), Some(calendar)).judge())
                .collect()
        })
        .collect();
    let mut results = Results::new();
    let keys = worlds
        .iter()
        .flatten()
        .flat_map(|world| world.keys().cloned());
    for key in keys.collect::<Vec<_>>() {
        let of = |world: &Results| world.get(&key).copied();
        let settled = worlds
            .iter()
            .any(|row| row.iter().all(|world| of(world) == Some(Standing::Finding)));
        let gravest = worlds.iter().flatten().filter_map(of).max().unwrap();
        let standing = match gravest {
            Standing::Finding if !settled => Standing::Possible,
            standing => standing,
        };
        results.insert(key, standing);
    }
    // "A finding must stand however unknowns turn out": one that does with all zones open stands.
    for (key, standing) in open {
        if standing == Standing::Finding {
            results.insert(key, standing);
        }
    }
    results
}

impl<'a> World<'a> {
    pub fn new(case: &'a Case, clock: Option<&str>, calendar: Option<&str>) -> Self {
        let left = |zone: Option<&str>| -> Vec<Vec<Reading>> {
            case.rows
                .iter()
                .map(|row| {
                    let all = readings(case, row);
                    match zone {
                        Some(zone) if row.zones.len() > 1 && row.zones.contains(&zone) => {
                            all.into_iter().filter(|one| one.zone == zone).collect()
                        }
                        _ => all,
                    }
                })
                .collect()
        };
        let mut sorted: Vec<usize> = (0..case.rows.len()).collect();
        sorted.sort_by_key(|&row| {
            let earliest = readings(case, &case.rows[row])
                .iter()
                .map(|one| one.from)
                .min();
            (earliest, case.rows[row].seq, case.rows[row].nr)
        });
        let mut order = vec![0; sorted.len()];
        for (place, row) in sorted.into_iter().enumerate() {
            order[row] = place;
        }
        Self {
            case,
            clocks: left(clock),
            dates: left(calendar),
            open: left(None),
            order,
        }
    }

    pub fn rows(&self) -> std::ops::Range<usize> {
        0..self.case.rows.len()
    }

    pub fn before(&self, a: usize, b: usize) -> Truth {
        before(
            (&self.case.rows[a], &self.dates[a]),
            (&self.case.rows[b], &self.dates[b]),
        )
    }

    /// Whether `b` is in a span from `a`; no span holds everything.
    pub fn within(&self, a: usize, b: usize, span: Option<Span>) -> Truth {
        span.map_or(Some(true), |span| {
            within(&self.dates[a], &self.dates[b], a == b, span)
        })
    }

    /// "`at least 7 days earlier` is what `within 7 days` is not"
    pub fn beyond(&self, a: usize, b: usize, span: Option<Span>) -> Truth {
        span.map_or(Some(true), |span| not(self.within(a, b, Some(span))))
    }

    /// "A field with several values puts a row under each"; an empty one leaves the row out.
    pub fn keys(&self, row: usize, key: &[KeyField]) -> Vec<String> {
        let row = &self.case.rows[row];
        let mut keys = vec![Vec::new()];
        for field in key {
            let values: Vec<String> = match field {
                KeyField::Debtor => row
                    .debtor
                    .iter()
                    .map(|debtor| format!("debtor=d{debtor}"))
                    .collect(),
                KeyField::Debts => row
                    .debts
                    .iter()
                    .map(|debt| format!("debts=x{debt}"))
                    .collect(),
            };
            keys = keys
                .iter()
                .flat_map(|so_far| {
                    values.iter().map(move |value| {
                        let mut longer = so_far.clone();
                        longer.push(value.clone());
                        longer
                    })
                })
                .collect();
        }
        keys.into_iter().map(|parts| parts.join(" ")).collect()
    }

    pub fn under(&self, key: &[KeyField], name: &str) -> Vec<usize> {
        self.rows()
            .filter(|&row| self.keys(row, key).iter().any(|one| one == name))
            .collect()
    }
}

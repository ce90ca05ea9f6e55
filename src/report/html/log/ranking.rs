//! Lays out agents or agencies by their rates of findings, with the range that chance leaves open, so that few contacts do not mislead.

use super::model::{RankRow, Ranking, number};
use crate::finding::{Actors, FEW, rate};
use crate::report::glance::rated;
use serde_json::json;

/// The width of the scale.
const SCALE: f64 = 300.0;
/// How many are shown before the rest is unfolded.
const OPEN: usize = 15;

/// The ranking; `findings` among `rows` is the whole log's rate.
pub(super) fn ranking(actors: &Actors, (findings, rows): (u64, u64), of_agents: bool) -> Ranking {
    let mean = rate(findings, rows).unwrap_or_default();
    // The scale ends at the highest rate that is not by chance of few contacts, so that one outlier does not flatten all others.
    let sound = actors.listed.iter().filter(|one| one.rows >= FEW);
    let sound = sound.filter_map(|one| one.rate()).map(|rate| rate.high);
    let top = sound.fold(mean.per_thousand * 1.5, f64::max).max(1.0);
    let place = |rate: f64| (rate / top * SCALE).clamp(0.0, SCALE);
    let row = |one: &crate::finding::Actor| {
        let own = one.rate();
        let known = own.unwrap_or_default();
        RankRow {
            pick: match of_agents {
                true => json!({ "agency": one.agency, "agent": one.agent }),
                false => json!({ "agency": one.agency }),
            }
            .to_string(),
            agency: one.agency.clone(),
            agent: one.agent.clone(),
            rows: number(one.rows),
            findings: number(one.findings),
            rate: own.map_or_else(|| "–".to_owned(), |rate| rated(rate.per_thousand)),
            low: rated(known.low),
            high: rated(known.high),
            bar: place(known.per_thousand),
            low_x: place(known.low),
            high_x: place(known.high),
            over: known.high > top,
            few: one.rows < FEW,
        }
    };
    Ranking {
        rows: actors.listed.iter().map(row).collect(),
        more: actors.more,
        more_rows: number(actors.rest.rows),
        more_findings: number(actors.rest.findings),
        crowded: actors.crowded,
        named: actors.is_named(),
        mean_x: place(mean.per_thousand),
        mean: rated(mean.per_thousand),
        top: rated(top),
        few: FEW,
        open: OPEN,
    }
}

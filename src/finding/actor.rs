//! Counts rows and findings by who acted: takes names with numbers in any order, gives the worst by rate and what the rest comes to.

use super::rate::{Rate, rate};
use std::collections::BTreeMap;

/// Names that are told apart; a column with more holds something else than agents or agencies.
pub const MAX_NAMES: usize = 50_000;
/// Names that are listed.
pub const MAX_LISTED: usize = 200;

/// Numbers by agency and agent, for agents are numbered within their agency. An empty name is a missing one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    by_agency: BTreeMap<String, BTreeMap<String, u64>>,
    count: usize,
    crowded: bool,
}

impl Names {
    /// Adds to a name.
    pub fn add(&mut self, agency: &str, agent: &str, more: u64) {
        if self.crowded {
            return;
        }
        // Two steps, so that a known name costs no memory.
        if !self.by_agency.contains_key(agency) {
            self.by_agency.insert(agency.to_owned(), BTreeMap::new());
        }
        let Some(agents) = self.by_agency.get_mut(agency) else {
            return;
        };
        match agents.get_mut(agent) {
            Some(known) => *known += more,
            None => {
                agents.insert(agent.to_owned(), more);
                self.count += 1;
            }
        }
        if self.count > MAX_NAMES {
            *self = Self {
                crowded: true,
                ..Self::default()
            };
        }
    }

    /// Adds another's numbers.
    pub fn merge(&mut self, other: Names) {
        if other.crowded {
            *self = other;
            return;
        }
        for (agency, agents) in other.by_agency {
            for (agent, more) in agents {
                self.add(&agency, &agent, more);
            }
        }
    }

    fn get(&self, agency: &str, agent: &str) -> u64 {
        let agents = self.by_agency.get(agency);
        agents
            .and_then(|agents| agents.get(agent))
            .copied()
            .unwrap_or(0)
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &str, u64)> {
        self.by_agency.iter().flat_map(|(agency, agents)| {
            let agents = agents.iter();
            agents.map(move |(agent, number)| (agency.as_str(), agent.as_str(), *number))
        })
    }
}

/// Rows and findings of one who acted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actor {
    /// The agency; empty where no row names it.
    pub agency: String,
    /// The agent; empty in a list of agencies, and where no row names one.
    pub agent: String,
    /// Rows.
    pub rows: u64,
    /// Findings whose offending contact is one of them.
    pub findings: u64,
}

impl Actor {
    /// Findings for each 1,000 rows.
    pub fn rate(&self) -> Option<Rate> {
        rate(self.findings, self.rows)
    }
}

/// All who acted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actors {
    /// The worst first: by the lower end of the rate's range, so that chance among few contacts does not lead the list.
    pub listed: Vec<Actor>,
    /// How many are not listed.
    pub more: u64,
    /// What those come to.
    pub rest: Actor,
    /// There are more names than can be told apart, and none is listed.
    pub crowded: bool,
}

impl Actors {
    /// Puts numbers of rows and of findings together.
    pub fn new(rows: &Names, findings: &Names) -> Self {
        if rows.crowded || findings.crowded {
            return Self {
                crowded: true,
                ..Self::default()
            };
        }
        let actor = |agency: &str, agent: &str| Actor {
            agency: agency.to_owned(),
            agent: agent.to_owned(),
            rows: rows.get(agency, agent),
            findings: findings.get(agency, agent),
        };
        let of_rows = rows.iter().map(|(agency, agent, _)| actor(agency, agent));
        let others = findings
            .iter()
            .filter(|(agency, agent, _)| rows.get(agency, agent) == 0)
            .map(|(agency, agent, _)| actor(agency, agent));
        let mut listed: Vec<Actor> = of_rows.chain(others).collect();
        listed.sort_by(|one, other| {
            let low = |actor: &Actor| actor.rate().unwrap_or_default().low;
            low(other)
                .total_cmp(&low(one))
                .then(other.findings.cmp(&one.findings))
                .then(other.rows.cmp(&one.rows))
                .then_with(|| (&one.agency, &one.agent).cmp(&(&other.agency, &other.agent)))
        });
        let cut = listed.split_off(listed.len().min(MAX_LISTED));
        Self {
            listed,
            more: cut.len() as u64,
            rest: Actor {
                rows: cut.iter().map(|one| one.rows).sum(),
                findings: cut.iter().map(|one| one.findings).sum(),
                ..Actor::default()
            },
            crowded: false,
        }
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.listed.len() as u64 + self.more
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether any of them has a name.
    pub fn is_named(&self) -> bool {
        let mut all = self.listed.iter();
        self.crowded || all.any(|one| !one.agency.is_empty() || !one.agent.is_empty())
    }
}

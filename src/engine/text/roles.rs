//! Puts into words what a place contributes: takes spots, gives what was found there and how the text stands to it. What the words
//! of a whole message are is left to `messages`.

use super::called;
use super::judge::Judge;
use super::matches::Match;
use super::truth::{Role, Spot};
use crate::ir::Words;
use crate::ir::text::PatternId;

/// Found words are quoted up to so many characters.
const QUOTED: usize = 24;

impl Judge<'_> {
    /// Whether two spots stand at one place and tell the same.
    pub(super) fn tell_the_same(&self, one: &Spot, other: &Spot) -> bool {
        one.place == other.place && (one.role == other.role || self.role(one) == self.role(other))
    }

    /// What a spot contributes.
    pub(super) fn role(&self, spot: &Spot) -> Words {
        match &spot.role {
            Role::Told(words) => words.clone(),
            Role::Found {
                cue,
                pattern,
                found,
                holds,
            } => {
                let what = self.found_words(*pattern, found);
                match holds {
                    true => called::cue_words(*cue, &what),
                    false => self.instead(found, &what),
                }
            }
        }
    }

    /// What the first so many spots contribute, each thing once.
    pub(super) fn different_roles<'s>(
        &self,
        spots: impl IntoIterator<Item = &'s Spot>,
        most: usize,
    ) -> Vec<Words> {
        let mut roles: Vec<Words> = Vec::new();
        for spot in spots {
            if roles.len() == most {
                break;
            }
            let role = self.role(spot);
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        roles
    }

    /// The words that were found, and the name of what they stand for.
    fn found_words(&self, pattern: PatternId, places: &Match) -> Words {
        let words: Vec<String> = places
            .places()
            .iter()
            .map(|place| {
                let range = place.start as usize..place.end as usize;
                shortened(&self.words_of(range))
            })
            .collect();
        let words = words.join(" … ");
        match called::name(self.tables(), pattern) {
            Some(name) => Words::both(
                format!("{} (“{words}”)", called::en(&name)),
                format!("“{words}”（{}）", called::zh(&name)),
            ),
            None => Words::both(format!("“{words}”"), format!("“{words}”")),
        }
    }

    /// What a place that does not satisfy the cue does instead.
    fn instead(&self, places: &Match, what: &Words) -> Words {
        let status = places
            .places()
            .first()
            .map(|place| self.reading.status(place))
            .unwrap_or_default();
        let cue = status
            .cue
            .clone()
            .and_then(|cue| self.reading.text.get(cue))
            .filter(|cue| !cue.is_empty());
        let by_en = cue.map(|word| format!(" (“{word}”)")).unwrap_or_default();
        let by_zh = cue.map(|word| format!("（“{word}”）")).unwrap_or_default();
        let (en, zh) = if status.denies {
            ("denies", "否定")
        } else if status.given {
            ("only makes a condition of", "仅作为条件提及")
        } else if status.permits {
            ("permits", "允许")
        } else if status.obliges {
            ("obliges", "规定应当")
        } else if status.says {
            ("states", "写明")
        } else {
            ("only mentions", "仅提及")
        };
        Words::both(
            format!("{en} {}{by_en}", called::en(what)),
            format!("{zh}{}{by_zh}", called::zh(what)),
        )
    }
}

/// Words cut short.
fn shortened(words: &str) -> String {
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(QUOTED) {
        Some((cut, _)) => words.get(..cut).unwrap_or("").to_owned() + "…",
        None => words,
    }
}

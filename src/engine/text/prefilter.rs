//! Finds the literals of which every match of a regular expression must hold one: takes its syntax tree, gives the best such set and
//! how far behind the start of a match they stand. Without such a set the expression is run on every block.

use super::unfolded::unfolded;
use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};
use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

/// A larger set is no help.
const MOST: usize = 64;
/// A class of more characters is no set of literals.
const CLASS: usize = 16;
/// Literals of so many bytes (two Han characters) are rare enough; longer ones are hardly better.
pub(super) const RARE: usize = 6;
/// A distance of more bytes is as bad as none.
const FAR: usize = 400;

/// How many bytes lie before something: at least, and at most if that is known.
pub(super) type Distance = (usize, Option<usize>);

/// Literals of which every match of an expression holds one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Needed {
    /// The literals.
    pub words: BTreeSet<String>,
    /// How far behind the start of the match they begin.
    pub behind: Distance,
    /// What stands between the literals that a match begins with and these, where that is told.
    pub gap: Option<Gap>,
}

/// A stretch between the literals that a match begins with and the next ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gap {
    /// The most bytes of the literals that the match begins with.
    pub from: usize,
    /// What the stretch never holds.
    pub stops: Vec<char>,
}

impl Needed {
    /// Whether the literal tells where the match begins.
    pub(super) fn is_exact(&self) -> bool {
        self.behind.1 == Some(self.behind.0)
    }

    /// The length of its shortest literal, in bytes.
    pub(super) fn shortest(&self) -> usize {
        self.words.iter().map(String::len).min().unwrap_or(0)
    }

    /// How much it helps: what is rare and tells where the match begins.
    fn worth(&self) -> (usize, bool, bool, usize, usize) {
        let shortest = self.shortest();
        let near = self.behind.1.is_some_and(|most| most <= FAR);
        (
            shortest.min(RARE),
            self.is_exact(),
            near,
            shortest,
            MOST.saturating_sub(self.words.len()),
        )
    }

    fn moved(mut self, (least, most): Distance) -> Self {
        self.behind.0 += least;
        self.behind.1 = self.behind.1.zip(most).map(|(own, more)| own + more);
        self
    }
}

/// Every set of literals of which a match must hold one each, the most helpful first.
pub(super) fn all_needed(expression: &Hir) -> Vec<Needed> {
    let mut all = match expression.kind() {
        HirKind::Concat(parts) if exact(expression).is_none() => in_sequence(parts),
        _ => needed(expression).into_iter().collect(),
    };
    all.sort_by_key(|one| std::cmp::Reverse(one.worth()));
    if let HirKind::Concat(parts) = expression.kind()
        && let Some(next) = behind_gap(parts)
    {
        all.retain(|one| one.words != next.words);
        all.insert(0, next);
    }
    all
}

/// The literals that follow on those that a match begins with after a stretch of a class that leaves a few characters out:
/// `(?:泄露|披露)[^,。]{0,20}信息`.
fn behind_gap(parts: &[Hir]) -> Option<Needed> {
    let prefix = parts.iter().take_while(|part| exact(part).is_some());
    let at = prefix.count();
    let (head, rest) = parts.split_at_checked(at).filter(|_| at > 0)?;
    let (gap, next) = rest.split_first()?;
    let HirKind::Repetition(times) = gap.kind() else {
        return None;
    };
    let HirKind::Class(Class::Unicode(class)) = times.sub.kind() else {
        return None;
    };
    let mut left_out = class.clone();
    left_out.negate();
    left_out.difference(&unfolded());
    let count: usize = left_out.ranges().iter().map(ClassUnicodeRange::len).sum();
    let next = needed(next.first()?).filter(|next| next.behind == (0, Some(0)))?;
    let head = Hir::concat(head.to_vec());
    let before = Hir::concat(vec![head.clone(), gap.clone()]);
    let ranges = left_out.ranges().iter();
    Some(Needed {
        gap: Some(Gap {
            from: lengths(&head).1?,
            stops: (count <= CLASS).then(|| {
                ranges
                    .flat_map(|range| range.start()..=range.end())
                    .collect()
            })?,
        }),
        ..next.moved(lengths(&before))
    })
}

/// The best literals of an expression; `None` where none can be told.
fn needed(expression: &Hir) -> Option<Needed> {
    if let Some(words) = exact(expression) {
        return set(words);
    }
    match expression.kind() {
        HirKind::Capture(group) => needed(&group.sub),
        HirKind::Repetition(times) if times.min > 0 => needed(&times.sub),
        HirKind::Concat(parts) => in_sequence(parts).into_iter().max_by_key(Needed::worth),
        HirKind::Alternation(ways) => ways
            .iter()
            .map(needed)
            .try_fold(None, |all: Option<Needed>, one| {
                Some(Some(match (all, one?) {
                    (None, one) => one,
                    (Some(mut all), one) => {
                        all.words.extend(one.words);
                        all.behind.0 = all.behind.0.min(one.behind.0);
                        all.behind.1 = all.behind.1.zip(one.behind.1).map(|(a, b)| a.max(b));
                        all
                    }
                }))
            })
            .flatten()
            .filter(|all| all.words.len() <= MOST),
        _ => None,
    }
}

/// The sets of single parts and of runs of parts that are literals.
fn in_sequence(parts: &[Hir]) -> Vec<Needed> {
    let mut sets: Vec<Needed> = Vec::new();
    let mut take = |one: Option<Needed>| sets.extend(one);
    let mut before = (0, Some(0));
    let mut run: Option<(BTreeSet<String>, Distance)> = None;
    for part in parts {
        let own = exact(part);
        // What is rare already is not made longer: the automaton would only grow.
        let longer = run.take().and_then(|(words, at)| {
            let own = own.as_ref().filter(|_| !is_rare(&words));
            let longer = own.and_then(|own| product(&words, own));
            if longer.is_none() {
                take(set(words).map(|one| one.moved(at)));
            }
            longer.map(|longer| (longer, at))
        });
        run = longer.or_else(|| own.clone().map(|own| (own, before)));
        if own.is_none() {
            take(needed(part).map(|one| one.moved(before)));
        }
        let (least, most) = lengths(part);
        before = (before.0 + least, before.1.zip(most).map(|(a, b)| a + b));
    }
    if let Some((words, at)) = run {
        take(set(words).map(|one| one.moved(at)));
    }
    sets
}

/// How many bytes an expression matches: at least, and at most if there is a limit.
pub(super) fn lengths(expression: &Hir) -> Distance {
    let known = expression.properties();
    (known.minimum_len().unwrap_or(0), known.maximum_len())
}

fn is_rare(words: &BTreeSet<String>) -> bool {
    words.iter().all(|word| word.len() >= RARE)
}

fn set(words: BTreeSet<String>) -> Option<Needed> {
    let usable = !words.is_empty() && words.iter().all(|word| !word.trim().is_empty());
    usable.then_some(Needed {
        words,
        behind: (0, Some(0)),
        gap: None,
    })
}

/// Everything that an expression matches, where that is a small set.
fn exact(expression: &Hir) -> Option<BTreeSet<String>> {
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(BTreeSet::from([String::new()])),
        HirKind::Literal(literal) => Some(BTreeSet::from([std::str::from_utf8(&literal.0)
            .ok()?
            .to_owned()])),
        HirKind::Class(class) => {
            let Class::Unicode(class) = class else {
                return None;
            };
            let count: usize = class.ranges().iter().map(ClassUnicodeRange::len).sum();
            (count <= CLASS).then(|| {
                let ranges = class.ranges().iter();
                let letters = ranges.flat_map(|range| range.start()..=range.end());
                letters.map(String::from).collect()
            })
        }
        HirKind::Capture(group) => exact(&group.sub),
        HirKind::Repetition(times) => {
            let once = exact(&times.sub).filter(|_| times.max == Some(1))?;
            let never = (times.min == 0).then(String::new);
            Some(once.into_iter().chain(never).collect())
        }
        HirKind::Concat(parts) => parts
            .iter()
            .try_fold(BTreeSet::from([String::new()]), |all, part| {
                product(&all, &exact(part)?)
            }),
        HirKind::Alternation(ways) => {
            let mut all = BTreeSet::new();
            for way in ways {
                all.extend(exact(way)?);
                if all.len() > MOST {
                    return None;
                }
            }
            Some(all)
        }
    }
}

/// Each of the one followed by each of the other.
fn product(one: &BTreeSet<String>, other: &BTreeSet<String>) -> Option<BTreeSet<String>> {
    (one.len() * other.len() <= MOST).then(|| {
        let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| a.clone() + b).collect()
    })
}

/// The letters that an expression is written with, but for those of negated classes.
pub(super) fn letters(source: &str) -> BTreeSet<char> {
    let mut letters = BTreeSet::new();
    let mut chars = source.chars().peekable();
    while let Some(one) = chars.next() {
        match one {
            '\\' => {
                chars.next();
            }
            '[' if chars.peek() == Some(&'^') => skip_class(&mut chars),
            letter if letter.is_alphanumeric() => letters.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    letters
}

fn skip_class(chars: &mut Peekable<Chars<'_>>) {
    let mut depth = 1usize;
    let mut first = true;
    while let Some(one) = chars.next() {
        match one {
            '\\' => {
                chars.next();
            }
            '[' => depth += 1,
            ']' if !first => depth -= 1,
            '^' if first => continue,
            _ => {}
        }
        first = false;
        if depth == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::unfolded::folded;
    use super::{all_needed, needed};

    #[test]
    fn takes_the_literals_of_which_every_match_holds_one() {
        for (source, expected, behind) in [
            ("上门.{0,4}催收", "上门", (0, Some(0))),
            (
                "至乙方(?:住所|单位)催收",
                "至乙方住所催收|至乙方单位催收",
                (0, Some(0)),
            ),
            (
                "(?:泄露|泄漏)(?:、|,)?x",
                "泄漏,x|泄漏x|泄漏、x|泄露,x|泄露x|泄露、x",
                (0, Some(0)),
            ),
            ("[^。]{0,30}法院", "法院", (0, Some(120))),
            ("[^。]*法院", "法院", (0, None)),
            ("[0-9]{1,2}月", "月", (1, Some(2))),
            (
                r"(?i)\bcollect(?:ion|ing)?\b",
                "collect|collecting|collection",
                (0, Some(0)),
            ),
            (
                "(?:首先|第[一二](?:阶段|步))[^。]{0,50}短信",
                "第一步|第一阶段|第二步|第二阶段|首先",
                (0, Some(0)),
            ),
            ("a{2,3}bc", "bc", (2, Some(3))),
        ] {
            let told = regex_syntax::parse(source).ok().map(folded);
            let told = told.and_then(|told| needed(&told));
            let words = told.as_ref().map(|told| {
                let words: Vec<&str> = told.words.iter().map(String::as_str).collect();
                words.join("|")
            });
            assert_eq!(words.as_deref(), Some(expected), "{source}");
            assert_eq!(told.map(|told| told.behind), Some(behind), "{source}");
        }
        for source in ["短信|.", r"\d+天?", "(?:短信)?", "短信{0,2}?x*", "."] {
            let told = regex_syntax::parse(source).ok().map(folded);
            let told = told.and_then(|told| needed(&told));
            let words = told.map(|told| told.words.into_iter().collect::<String>());
            assert_eq!(words.filter(|words| words != "短"), None, "{source}");
        }
    }

    #[test]
    fn tells_what_parts_the_beginning_from_what_follows() {
        for (source, expected) in [
            ("(?:泄露|披露)[^,。]{0,20}(?:信息|资料)", Some((6, ",。"))),
            ("向[^。]*法院", Some((3, "。"))),
            ("向.{0,9}法院", Some((3, "\n"))),
            ("向[一-龥]{0,9}法院", None),
            ("向[^。]{0,9}x?法院", None),
            ("[^。]{0,9}法院", None),
        ] {
            let told = regex_syntax::parse(source).ok().map(folded);
            let gap = told.and_then(|told| all_needed(&told).into_iter().find_map(|one| one.gap));
            let gap = gap.map(|gap| (gap.from, gap.stops.into_iter().collect::<String>()));
            let gap = gap.as_ref().map(|(from, stops)| (*from, stops.as_str()));
            assert_eq!(gap, expected, "{source}");
        }
    }
}

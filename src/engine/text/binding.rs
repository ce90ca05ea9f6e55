//! Binds the names that a document gives its parties: `甲方（出借人）`, `贷款人（以下简称“甲方”）`, `甲方：某某公司（贷款人）`,
//! `the "Lender"`. Takes where the parties' own words stand, gives name and party; who acts is left to `parties`.

use super::hits::Hits;
use super::parties::Mention;
use super::words::{CueWords, Roles};
use crate::ir::text::PartyId;
use crate::source::floor_boundary;
use std::collections::BTreeMap;
use std::ops::Range;

/// A bound name is at most so many characters long.
const LONGEST_NAME: usize = 16;

/// A name is bound by words at most so many bytes away, so that a text on one line does not cost the square of its length.
const REACH: usize = 8192;

/// The names that the document binds, by name; the first binding of a name counts.
pub(super) fn bindings(
    mentions: &[Mention],
    hits: &Hits<'_>,
    words: &CueWords,
    text: &str,
) -> Vec<(String, PartyId)> {
    let mut found: Vec<(usize, String, PartyId)> = Vec::new();
    let own = |range: &Range<usize>| {
        let from = mentions.partition_point(|mention| mention.start < range.start);
        let end = range.end;
        mentions
            .iter()
            .skip(from)
            .take_while(move |mention| mention.end <= end)
            .filter(|mention| {
                text.get(mention.start..mention.end)
                    .is_some_and(|word| !words.role_names.iter().any(|name| name == word))
            })
    };
    for name in &words.role_names {
        for place in hits.word(name).iter() {
            let place = place.start as usize..place.end as usize;
            if !may_bind(text, &place, words) {
                continue;
            }
            let line = line_of(text, place.start);
            let party = bracket_after(text, &place, &line)
                .and_then(|bracket| own(&bracket).next())
                .or_else(|| {
                    let line = with_line_above(text, line.clone(), place.start);
                    bracket_before(text, &place, &line, words).and_then(|head| own(&head).last())
                })
                .or_else(|| {
                    let said = described(text, &place, &line, words)?;
                    own(&said)
                        .find(|mention| mention.start == said.start && mention.end == said.end)
                })
                .or_else(|| {
                    let rest = labelled(text, &place, &line)?;
                    let mut named = own(&rest);
                    let first = named.next()?;
                    named
                        .all(|other| other.party == first.party)
                        .then_some(first)
                });
            found.extend(party.map(|mention| (place.start, name.clone(), mention.party)));
        }
    }
    for alias in &words.aliases {
        for place in hits.word(alias).iter() {
            let line = with_line_above(
                text,
                line_of(text, place.start as usize),
                place.start as usize,
            );
            let Some(mention) = own(&(line.start..place.start as usize)).last() else {
                continue;
            };
            for name in quoted_names(text, place.end as usize..line.end, words) {
                // a party's own word keeps its meaning: `ABC Ltd (the "Lender")`
                let known = mentions
                    .iter()
                    .any(|other| text.get(other.start..other.end) == Some(name.as_str()));
                if !known || words.role_names.contains(&name) {
                    found.push((place.start as usize, name, mention.party));
                }
            }
        }
    }
    found.sort();
    let mut bound: BTreeMap<String, PartyId> = BTreeMap::new();
    for (_, name, party) in found {
        bound.entry(name).or_insert(party);
    }
    bound.into_iter().collect()
}

/// Whether the letters round a name are such as stand round one that is bound; round most they are not.
fn may_bind(text: &str, name: &Range<usize>, words: &CueWords) -> bool {
    let (Some(before), Some(after)) = (text.get(..name.start), text.get(name.end..)) else {
        return false;
    };
    let after_marks = after.trim_start_matches(|one| one == ' ' || super::pieces::is_closing(one));
    let saying = after.chars().next();
    if after_marks.starts_with('(') || saying.is_some_and(|one| words.begins_saying(one)) {
        return true;
    }
    let quoting = |one: char| {
        let pairs = words.quotes.iter();
        one == ' ' || one == ':' || pairs.into_iter().any(|pair| one == pair.0 || one == pair.1)
    };
    let before_marks = before.trim_end_matches(quoting);
    let alias = |alias: &String| before_marks.ends_with(alias.as_str());
    if before_marks.ends_with('(') || words.aliases.iter().any(alias) {
        return true;
    }
    let labels = after.trim_start().starts_with([':', '|']);
    labels && !before.ends_with(char::is_alphanumeric)
}

/// The line that holds a place, or of a very long one what lies within reach of the place.
fn line_of(text: &str, place: usize) -> Range<usize> {
    let first = floor_boundary(text, place.saturating_sub(REACH));
    let last = floor_boundary(text, place + REACH);
    let start = text
        .get(first..place)
        .and_then(|before| before.rfind('\n'))
        .map_or(first, |at| first + at + 1);
    let end = text
        .get(place..last)
        .and_then(|rest| rest.find('\n'))
        .map_or(last, |at| place + at);
    start..end
}

/// A line that a bracket opens goes on from the line above: `贷款人:某某公司` and below it `(以下简称“甲方”)`.
fn with_line_above(text: &str, line: Range<usize>, place: usize) -> Range<usize> {
    let opens = text
        .get(line.start..place)
        .is_some_and(|before| before.trim_start().starts_with('('));
    if !opens || line.start == 0 {
        return line;
    }
    line_of(text, line.start - 1).start..line.end
}

/// The party word that a name is said to be, with nothing after it: `甲方为贷款人,乙方为借款人。`
fn described(
    text: &str,
    name: &Range<usize>,
    line: &Range<usize>,
    words: &CueWords,
) -> Option<Range<usize>> {
    let verb = words
        .first(text, name.end..line.end)
        .filter(|token| token.is(Roles::ANYWHERE.and(Roles::DEFINITION)))?;
    let rest = text.get(verb.end..line.end)?;
    let end = rest
        .find(|one: char| !one.is_alphanumeric())
        .unwrap_or(rest.len());
    (rest.get(..end)?.chars().count() <= LONGEST_NAME).then_some(verb.end..verb.end + end)
}

/// The bracket right after a name: `甲方(出借人)`.
fn bracket_after(text: &str, name: &Range<usize>, line: &Range<usize>) -> Option<Range<usize>> {
    let rest = text.get(name.end..line.end)?;
    let open = rest.trim_start_matches(|one: char| one == ' ' || super::pieces::is_closing(one));
    let start = name.end + (rest.len() - open.len()) + 1;
    if !open.starts_with('(') {
        return None;
    }
    let end = text.get(start..line.end)?.find(')')?;
    Some(start..start + end)
}

/// The line before the bracket that a name stands in alone or after a word such as `以下简称`: `贷款人(甲方)`.
fn bracket_before(
    text: &str,
    name: &Range<usize>,
    line: &Range<usize>,
    words: &CueWords,
) -> Option<Range<usize>> {
    let before = text.get(line.start..name.start)?;
    let open = before.rfind('(')?;
    let mut between = before.get(open + 1..)?;
    let marks = |one: char| {
        one == ' '
            || one == ':'
            || words
                .quotes
                .iter()
                .any(|(first, last)| one == *first || one == *last)
    };
    between = between.trim_matches(marks);
    if let Some(alias) = words
        .aliases
        .iter()
        .find(|alias| between.ends_with(alias.as_str()))
    {
        between = between
            .get(..between.len() - alias.len())?
            .trim_matches(marks);
    }
    between.is_empty().then_some(line.start..line.start + open)
}

/// The rest of a line that a name opens as a label: `甲方:某某公司(贷款人)`, or a table row.
fn labelled(text: &str, name: &Range<usize>, line: &Range<usize>) -> Option<Range<usize>> {
    let before = text.get(line.start..name.start)?;
    let rest = text.get(name.end..line.end)?;
    let opens = before.chars().all(|one| !one.is_alphanumeric());
    (opens && rest.trim_start().starts_with([':', '|'])).then_some(name.end..line.end)
}

/// The names in quotation marks right after `以下简称`.
fn quoted_names(text: &str, range: Range<usize>, words: &CueWords) -> Vec<String> {
    let Some(rest) = text.get(range) else {
        return Vec::new();
    };
    let stop = rest.find([')', '。', ',', ';']).unwrap_or(rest.len());
    let mut names = Vec::new();
    let mut rest = rest
        .get(..stop)
        .unwrap_or("")
        .trim_start_matches([' ', ':']);
    let opens = rest
        .chars()
        .next()
        .is_some_and(|one| words.quotes.iter().any(|(first, _)| *first == one));
    if !opens {
        return names;
    }
    while let Some((at, one)) = rest
        .char_indices()
        .find(|(_, one)| words.quotes.iter().any(|(first, _)| first == one))
    {
        let close = words
            .quotes
            .iter()
            .find(|(first, _)| *first == one)
            .map_or(one, |(_, close)| *close);
        let inner = rest.get(at + one.len_utf8()..).unwrap_or("");
        let Some(end) = inner.find(close) else { break };
        let name = inner.get(..end).unwrap_or("").trim();
        if !name.is_empty() && name.chars().count() <= LONGEST_NAME {
            names.push(name.to_owned());
        }
        rest = inner.get(end + close.len_utf8()..).unwrap_or("");
    }
    names
}

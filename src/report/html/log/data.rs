//! Writes the findings of a log as compact data for the page's script, which shows them on demand: words that come again are written
//! once. What has no room is counted.

use super::super::model::Both;
use super::heat::all_rules;
use super::names::Names;
use crate::finding::{Evidence, Finding, Picture, Week};
use crate::ir::Lang;
use crate::report::View;
use crate::report::cells::clean;
use crate::report::html::limits::{DATA, LOG_FINDINGS, PIECES, QUOTED};
use crate::report::window::windows;
use crate::report::words::severity_name;
use serde::Serialize;
use std::collections::HashMap;
use std::io::{self, Write};

/// Words that are known by their number.
#[derive(Debug, Default)]
struct Index {
    known: HashMap<String, usize>,
    words: Vec<String>,
}

impl Index {
    fn at(&mut self, words: &str) -> usize {
        if let Some(&at) = self.known.get(words) {
            return at;
        }
        let at = self.words.len();
        self.words.push(words.to_owned());
        self.known.insert(words.to_owned(), at);
        at
    }
}

/// What the script reads. The lists of `findings` have one entry for each finding.
#[derive(Debug, Default, Serialize)]
struct Data {
    rules: Vec<RuleData>,
    /// Name, English, Chinese.
    channels: Vec<(String, String, String)>,
    words: Vec<String>,
    /// File and text (numbers of words), line, row.
    rows: Vec<(usize, usize, u32, u64)>,
    findings: Findings,
    /// Findings that have no room.
    more: usize,
    /// Contacts by weekday and hour of each channel of the picture.
    by_channel: Vec<Vec<u64>>,
    all_rules: Vec<u64>,
}

#[derive(Debug, Default, Serialize)]
struct RuleData {
    index: usize,
    id: String,
    title: Both,
    severity: &'static str,
    law: String,
    week: Vec<u64>,
    /// The hours that it forbids, in minutes.
    windows: Vec<(u32, u32)>,
}

#[derive(Debug, Default, Serialize)]
struct Findings {
    rule: Vec<usize>,
    /// Seconds since 1970-01-01 on the local clock.
    at: Vec<i64>,
    date_only: Vec<u8>,
    debtor: Vec<usize>,
    agent: Vec<usize>,
    agency: Vec<usize>,
    channel: Vec<usize>,
    subject: Vec<usize>,
    /// English, Chinese.
    message: Vec<(usize, usize)>,
    /// Row, role in English, role in Chinese, whether it offends.
    evidence: Vec<Vec<(usize, usize, usize, u8)>>,
    /// Rows of the evidence that are not listed.
    more: Vec<usize>,
}

/// Writes the data of a log's findings, safe within a page.
pub(super) fn write(
    findings: &[&Finding],
    picture: &Picture,
    names: &Names<'_>,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut gathering = Gathering::default();
    let kept = kept(findings);
    for finding in &kept {
        gathering.add(finding);
    }
    let mut data = gathering.data;
    data.words = gathering.words.words;
    data.more = findings.len() - kept.len();
    data.channels = channels(&gathering.channels, names);
    data.rules = picture
        .rules
        .iter()
        .filter_map(|one| {
            let rule = view.rules.rules.get(one.rule)?;
            let windows = windows(rule, view.rules);
            Some(RuleData {
                index: one.rule,
                id: rule.id.clone(),
                title: Both::of(&rule.title),
                severity: severity_name(rule.severity),
                law: clean(&rule.cites.join("; ")),
                week: flat(&one.week),
                windows: windows.iter().map(|one| (one.from, one.until)).collect(),
            })
        })
        .collect();
    data.by_channel = picture.channels.iter().map(|one| flat(&one.week)).collect();
    data.all_rules = flat(&all_rules(picture));
    serde_json::to_writer(Harmless(out), &data)?;
    Ok(())
}

fn flat(week: &Week) -> Vec<u64> {
    week.0.iter().flatten().copied().collect()
}

fn channels(index: &Index, names: &Names<'_>) -> Vec<(String, String, String)> {
    let known = index.words.iter().map(|name| {
        let words = names.channel(name);
        (
            name.clone(),
            words.get(Lang::En).to_owned(),
            words.get(Lang::Zh).to_owned(),
        )
    });
    known.collect()
}

/// The findings that have room, the graver before the less grave, in their order.
fn kept<'f>(findings: &[&'f Finding]) -> Vec<&'f Finding> {
    let mut order: Vec<(usize, &Finding)> = findings.iter().copied().enumerate().collect();
    order.sort_by_key(|(_, one)| std::cmp::Reverse(one.severity));
    order.truncate(LOG_FINDINGS);
    order.sort_by_key(|(at, _)| *at);
    order.into_iter().map(|(_, one)| one).collect()
}

#[derive(Debug, Default)]
struct Gathering<'f> {
    data: Data,
    words: Index,
    channels: Index,
    rows: HashMap<(&'f str, u64), usize>,
    /// Bytes of texts so far.
    used: usize,
}

impl<'f> Gathering<'f> {
    fn word(&mut self, words: &str) -> usize {
        let before = self.words.words.len();
        let at = self.words.at(&clean(words));
        if at == before {
            self.used += words.len();
        }
        at
    }

    fn add(&mut self, finding: &'f Finding) {
        let contact = finding.contact.clone().unwrap_or_default();
        let mut name = |name: Option<String>| self.word(name.as_deref().unwrap_or(""));
        let (debtor, agent, agency) = (
            name(contact.debtor),
            name(contact.agent),
            name(contact.agency),
        );
        let channel = self.channels.at(contact.channel.as_deref().unwrap_or(""));
        let subject = self.word(&finding.subject);
        let english = self.word(finding.message.get(Lang::En));
        let message = (english, self.word(finding.message.get(Lang::Zh)));
        let (evidence, more) = self.evidence(finding);
        let list = &mut self.data.findings;
        list.rule.push(finding.rule);
        list.at.push(seconds(contact.at));
        list.date_only.push(contact.date_only.into());
        list.debtor.push(debtor);
        list.agent.push(agent);
        list.agency.push(agency);
        list.channel.push(channel);
        list.subject.push(subject);
        list.message.push(message);
        list.evidence.push(evidence);
        list.more.push(more);
    }

    /// The offending rows and as many of the others as have room.
    fn evidence(&mut self, finding: &'f Finding) -> (Vec<(usize, usize, usize, u8)>, usize) {
        let all = &finding.evidence;
        let offending = all.iter().filter(|one| one.offending).count();
        let room = match self.used < DATA {
            true => PIECES,
            false => offending.min(1),
        };
        let mut others = room.saturating_sub(offending);
        let mut list = Vec::new();
        for one in all {
            if !one.offending {
                if others == 0 {
                    continue;
                }
                others -= 1;
            } else if list.len() >= room {
                continue;
            }
            let row = self.row(one);
            let english = self.word(one.role.get(Lang::En));
            let chinese = self.word(one.role.get(Lang::Zh));
            list.push((row, english, chinese, one.offending.into()));
        }
        let more = all.len() - list.len();
        (list, more)
    }

    fn row(&mut self, one: &'f Evidence) -> usize {
        let row = one.row.unwrap_or(0);
        if let Some(&at) = self.rows.get(&(one.file.as_str(), row)) {
            return at;
        }
        let mut text: String = one.text.chars().take(QUOTED).collect();
        if text.len() < one.text.len() {
            text.push('…');
        }
        let text = self.word(&text);
        let file = self.word(&one.file);
        let at = self.data.rows.len();
        self.data.rows.push((file, text, one.line, row));
        self.rows.insert((&one.file, row), at);
        at
    }
}

fn seconds(at: jiff::civil::DateTime) -> i64 {
    let zone = jiff::tz::TimeZone::UTC;
    let at = zone.to_ambiguous_timestamp(at).compatible();
    at.map_or(0, |at| at.as_second())
}

/// Writes JSON without anything that could end a script or begin markup.
struct Harmless<'w>(&'w mut dyn Write);

impl Write for Harmless<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let acts = |byte: &u8| matches!(byte, b'<' | b'>' | b'&');
        for piece in bytes.split_inclusive(acts) {
            match piece.split_last() {
                Some((last, rest)) if acts(last) => {
                    self.0.write_all(rest)?;
                    write!(self.0, "\\u{last:04x}")?;
                }
                _ => self.0.write_all(piece)?,
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

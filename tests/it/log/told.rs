//! Shows that what is found in files and told later, from rows that are read again, is what is told at once.

use super::order::{RULES, picked, rows};
use super::rules;
use hegui::compile::Loaded;
use hegui::contact::{LogInput, Position, ReadOptions, Scan, Table, read};
use hegui::engine::log::{
    Flow, LogOptions, Places, audit, audit_placed, audit_scan, picture_of_scan,
};
use hegui::engine::text::TextEngine;
use hegui::finding::{Breaches, Outcome, Severities};
use hegui::ir::log::LogId;
use hegui::ir::{Lang, Words};
use std::cell::Cell;
use std::io;
use std::sync::Mutex;

/// Reads a log from three files, so that its rows can be asked for by position.
struct Files {
    inputs: Vec<LogInput>,
    _folder: tempfile::TempDir,
}

impl Files {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut lines = text.lines();
        let comma = |line: &str| {
            let cells = line.split("  ").map(|cell| match cell {
                "-" => "",
                other => other,
            });
            cells.collect::<Vec<_>>().join(",")
        };
        let head = comma(lines.next().unwrap());
        let lines: Vec<String> = lines.map(comma).collect();
        let parts = lines.chunks(lines.len().div_ceil(3));
        let inputs = (0..).zip(parts).map(|(at, part)| {
            let name = format!("part-{at}.csv");
            let path = folder.path().join(&name);
            std::fs::write(&path, format!("{head}\n{}\n", part.join("\n"))).unwrap();
            LogInput::file(&name, &path)
        });
        Self {
            inputs: inputs.collect(),
            _folder: folder,
        }
    }

    fn read(&self, loaded: &Loaded) -> Table {
        let tables = &loaded.rules.log;
        read(
            &self.inputs,
            tables,
            log_of(loaded),
            &ReadOptions::default(),
        )
        .table
    }
}

fn log_of(loaded: &Loaded) -> LogId {
    let mut logs = loaded.rules.log.logs.iter();
    let at = logs.position(|log| log.name == "contact");
    LogId(u32::try_from(at.unwrap()).unwrap())
}

fn positions(table: &Table) -> Vec<Position> {
    let rows = table.rows.iter();
    rows.map(|row| Position::new(row.file, row.row - 1))
        .collect()
}

#[test]
fn what_is_told_from_files_is_what_is_told_at_once_whatever_the_memory() {
    let loaded = rules(RULES);
    let files = Files::new(&rows(1500));
    let table = files.read(&loaded);
    let text = TextEngine::new(&loaded.rules);
    let options = LogOptions::default();
    let mut expected = audit(&loaded.rules, &table, &text, &options);
    expected.picture = None;
    assert_eq!(expected.reported, Severities::default());
    let asked: Mutex<Vec<usize>> = Mutex::default();
    let fetch = |wanted: &[Position]| {
        asked.lock().unwrap().push(wanted.len());
        let all = files.read(&loaded);
        let known = positions(&all);
        let rows: Vec<usize> = wanted
            .iter()
            .map(|one| known.binary_search(one).unwrap())
            .collect();
        Ok(picked(&all, &rows))
    };
    for memory in [0, 10_000, usize::MAX] {
        let places = Places {
            positions: &positions(&table),
            rows: &fetch,
            memory,
        };
        let counted = Cell::new(Severities::default());
        let told = audit_placed(
            &loaded.rules,
            &table,
            &places,
            &text,
            &options,
            |mut outcome, tell| -> io::Result<Outcome> {
                counted.set(std::mem::take(&mut outcome.reported));
                tell(&mut |finding| {
                    outcome.findings.push(finding);
                    Ok(())
                })?;
                Ok(outcome)
            },
        );
        let told = told.unwrap().unwrap();
        assert_eq!(counted.get(), told.severities());
        assert_eq!(told, expected);
    }
    let asked = asked.into_inner().unwrap();
    let (calls, most) = (asked.len(), asked.iter().max());
    assert!(calls > 8, "in chunks: {calls}");
    assert!(most < Some(&1500), "never all of them at once: {most:?}");
}

#[test]
fn a_report_that_cannot_be_written_ends_the_telling_with_its_error() {
    let loaded = rules(RULES);
    let table = super::table(&loaded, &rows(200));
    let text = TextEngine::new(&loaded.rules);
    let options = LogOptions::default();
    let told = Cell::new(0);
    let result =
        hegui::engine::log::audit_then(&loaded.rules, &table, &text, &options, |_, tell| {
            tell(&mut |_| {
                told.set(told.get() + 1);
                match told.get() {
                    3 => Err(io::Error::other("the disk is full")),
                    _ => Ok(()),
                }
            })
        });
    assert_eq!(result.unwrap_err().to_string(), "the disk is full");
    assert_eq!(told.get(), 3);
}

#[test]
fn rows_that_are_there_no_more_are_an_error() {
    let loaded = rules(RULES);
    let table = super::table(&loaded, &rows(200));
    let text = TextEngine::new(&loaded.rules);
    let options = LogOptions::default();
    let gone = |_: &[Position]| Ok(picked(&table, &[]));
    let places = Places {
        positions: &positions(&table),
        rows: &gone,
        memory: usize::MAX,
    };
    let result = audit_placed(
        &loaded.rules,
        &table,
        &places,
        &text,
        &options,
        |_, tell| tell(&mut |_| Ok(())),
    );
    let error = match result {
        Err(error) | Ok(Err(error)) => error,
        Ok(Ok(())) => panic!("nothing was told"),
    };
    assert_eq!(error.kind(), io::ErrorKind::InvalidData);
}

#[test]
fn a_picture_drawn_from_files_once_all_is_told_is_that_of_the_table() {
    let loaded = rules(RULES);
    let files = Files::new(&rows(400));
    let text = TextEngine::new(&loaded.rules);
    let options = LogOptions::default();
    let outcome = audit(&loaded.rules, &files.read(&loaded), &text, &options);
    let mut breaches = Breaches::default();
    outcome.findings.iter().for_each(|one| breaches.add(one));
    let (tables, id) = (&loaded.rules.log, log_of(&loaded));
    let log = &tables.logs[id.0 as usize];
    for threads in [1, 3] {
        let reading = ReadOptions {
            threads: Some(threads),
            ..ReadOptions::default()
        };
        let mut scan = Scan::open(&files.inputs, tables, id, &reading);
        let drawn = picture_of_scan(&mut scan, (id, log), &options, &breaches);
        assert!(drawn.rows == 400 && !drawn.timelines.is_empty());
        assert_eq!(Some(drawn), outcome.picture);
    }
}

const BY_AGENT: &str = "
conduct agent-calls { cite \"x\" forbid more than 1 contact per agent per day }
conduct nights { cite \"x\" forbid contact where time of at in 22:00..<08:00 }
";

/// Rows of which many tell a contact again: with the same words, with another agent, or under the same identity about something else.
fn told_again(seed: u64) -> String {
    let mut text = String::from("id  at  debtor  agent  channel  direction\n");
    let mut state = seed;
    for _ in 0..60 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let pick = |from: u32, count: u64| (state >> from) % count;
        let id = match pick(20, 12) {
            0 => "-".to_owned(),
            id => format!("c{id}"),
        };
        let (day, hour) = (pick(28, 2) + 1, 21 + pick(33, 2));
        let agent = ["-", "a1", "a2"][pick(44, 3) as usize];
        let line = format!(
            "{id}  2026-03-0{day}T{hour}:00+08:00  d{}  {agent}  phone  out\n",
            pick(38, 2)
        );
        text.push_str(&line);
    }
    text
}

#[test]
fn rows_that_tell_a_contact_again_are_left_out_whatever_rules_divide_by() {
    let loaded = rules(BY_AGENT);
    let text = TextEngine::new(&loaded.rules);
    let options = LogOptions {
        zone: Some("+08:00".to_owned()),
        ..LogOptions::default()
    };
    let mut merged = 0;
    for seed in 1..40u64 {
        let files = Files::new(&told_again(seed * 7919));
        let mut expected = audit(&loaded.rules, &files.read(&loaded), &text, &options);
        expected.picture = None;
        let reading = ReadOptions::default();
        let (tables, id) = (&loaded.rules.log, log_of(&loaded));
        let mut scan = Scan::open_in_chunks(&files.inputs, tables, id, &reading, 200);
        let told = audit_scan(
            &loaded.rules,
            &mut scan,
            id,
            &text,
            &options,
            |mut outcome, tell, _| {
                outcome.reported = Severities::default();
                tell(&mut |finding| {
                    outcome.findings.push(finding);
                    Ok(())
                })
                .map(|()| outcome)
            },
        );
        let Flow::Judged(told) = told.unwrap() else {
            panic!("the log was not judged batch by batch");
        };
        let told = told.unwrap();
        let left_out = |note: &Words| note.get(Lang::En).contains("another row has the same id");
        merged += told
            .ledger
            .notes
            .iter()
            .filter(|note| left_out(note))
            .count();
        assert_eq!(told, expected, "seed {seed}");
    }
    assert!(
        merged > 20,
        "{merged} logs with rows that tell a contact again"
    );
}

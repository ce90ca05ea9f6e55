//! Shows that what is found in files and told later, from rows that are read again, is what is told at once.

use super::order::{RULES, picked, rows};
use super::rules;
use hegui::contact::{LogInput, Position, ReadOptions, Table, read};
use hegui::engine::log::{LogOptions, Places, audit, audit_placed};
use hegui::engine::text::TextEngine;
use hegui::finding::{Outcome, Severities};
use hegui::ir::log::LogId;
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

    fn read(&self, loaded: &hegui::compile::Loaded) -> Table {
        let tables = &loaded.rules.log;
        let log = tables.logs.iter().position(|log| log.name == "contact");
        let log = LogId(u32::try_from(log.unwrap()).unwrap());
        read(&self.inputs, tables, log, &ReadOptions::default()).table
    }
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
    let expected = audit(&loaded.rules, &table, &text, &options);
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

//! Holds every production of the grammar to texts that it accepts and texts that it rejects.

#![allow(clippy::expect_used)] // A test may stop where its own files are missing.

use hegui::syntax::{accepts, productions};
use std::collections::BTreeMap;

fn table() -> BTreeMap<String, Vec<(bool, String)>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/productions.txt");
    let text = std::fs::read_to_string(path).expect("the table of productions is there");
    let mut table: BTreeMap<String, Vec<(bool, String)>> = BTreeMap::new();
    let mut production = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let example = |sign: char| {
            let rest = line.strip_prefix(sign)?;
            Some(rest.strip_prefix(' ').unwrap_or(rest).replace('⏎', "\n"))
        };
        if let Some(accepted) = example('+') {
            table
                .entry(production.clone())
                .or_default()
                .push((true, accepted));
        } else if let Some(rejected) = example('-') {
            table
                .entry(production.clone())
                .or_default()
                .push((false, rejected));
        } else if !line.is_empty() {
            production = line.to_string();
        }
    }
    table
}

#[test]
fn every_production_accepts_and_rejects_its_lines() {
    let table = table();
    let mut wrong = Vec::new();
    for (production, examples) in &table {
        for (accepted, text) in examples {
            match accepts(production, text) {
                None => wrong.push(format!("there is no production `{production}`")),
                Some(is) if is != *accepted => {
                    wrong.push(format!("{production}: accepted {is}: {text}"));
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_has_lines_for_every_production() {
    // What takes everything rejects nothing.
    let takes_all = [
        "file",
        "junk",
        "junk_piece",
        "log_junk_piece",
        "rule_junk_piece",
    ];
    // A minus sign is told by the space behind it, which is no part of it.
    let takes_none = ["minus"];
    let table = table();
    let words = |production: &String| !production.starts_with("kw_");
    let mut missing = Vec::new();
    for production in productions().into_iter().filter(words) {
        let examples = table.get(&production).map_or(&[][..], Vec::as_slice);
        let has = |sign: bool| examples.iter().any(|(accepted, _)| *accepted == sign);
        let name = production.as_str();
        if !(has(true) || takes_none.contains(&name)) || !(has(false) || takes_all.contains(&name))
        {
            missing.push(production);
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn words_of_the_language_are_whole_words() {
    let words: Vec<String> = productions()
        .into_iter()
        .filter(|production| production.starts_with("kw_"))
        .collect();
    assert!(words.len() > 100);
    for production in words {
        let word = production.trim_start_matches("kw_");
        assert_eq!(accepts(&production, word), Some(true), "{word}");
        for longer in [format!("{word}s"), format!("{word}-x"), format!("{word}天")] {
            assert_eq!(accepts(&production, &longer), Some(false), "{longer}");
        }
    }
}

//! Shares what the tests of the text engine need: rule sets from rule text, the language packs as they stand, questions to a text.

use hegui::compile::{Loaded, load};
use hegui::engine::text::TextEngine;
use hegui::ir::RuleSet;
use hegui::ir::terms::Cue;
use hegui::ir::text::{Group, PartyId, Pattern, PatternId};
use hegui::project::packs::PackSource;
use std::fmt::Write as _;

/// The language packs of the repository.
pub fn languages() -> Vec<PackSource> {
    ["zh", "en"]
        .iter()
        .map(|tag| {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("rules/lang")
                .join(tag);
            let mut files: Vec<(String, String)> = std::fs::read_dir(&folder)
                .expect("the language pack is there")
                .map(|entry| entry.expect("readable").path())
                .filter(|path| path.extension().is_some_and(|ending| ending == "hegui"))
                .map(|path| {
                    let text = std::fs::read_to_string(&path).expect("readable");
                    (path.display().to_string(), text)
                })
                .collect();
            files.sort();
            PackSource {
                name_hint: format!("lang/{tag}"),
                files,
                ..PackSource::default()
            }
        })
        .collect()
}

/// A rule set from the text of one pack over the language packs.
pub fn rule_set(text: &str) -> Loaded {
    let mut packs = languages();
    packs.push(PackSource {
        name_hint: "t".to_owned(),
        layer: 1,
        files: vec![(
            "t.hegui".to_owned(),
            format!("use lang/zh\nuse lang/en\n{text}"),
        )],
        ..PackSource::default()
    });
    let loaded = load(packs);
    let broken: Vec<String> = loaded
        .problems
        .iter()
        .filter(|problem| {
            problem.code.as_str().starts_with("hegui::parse")
                || problem.code.as_str().starts_with("hegui::check")
        })
        .map(|problem| {
            let words = problem
                .span
                .map(|span| loaded.sources.slice(span).to_owned());
            format!("{} {:?}", problem.message, words)
        })
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
    loaded
}

/// The pattern of a literal.
pub fn literal(rules: &RuleSet, word: &str) -> PatternId {
    let at = rules
        .text
        .patterns
        .iter()
        .position(|pattern| matches!(pattern, Pattern::Literal(own) if own == word))
        .unwrap_or_else(|| panic!("`{word}` is no literal of the rules"));
    PatternId(u32::try_from(at).expect("few patterns"))
}

/// The party of a name.
pub fn party(rules: &RuleSet, name: &str) -> PartyId {
    let at = rules
        .text
        .parties
        .iter()
        .position(|party| party.name.ends_with(name));
    PartyId(u32::try_from(at.expect("a known party")).expect("few parties"))
}

/// Every cue that holds of a literal in a text, such as `says permits`; `-` where it is only mentioned, `absent` where not even that.
pub fn stands(rules: &RuleSet, engine: &TextEngine<'_>, text: &str, word: &str) -> String {
    let group = Group::Pattern(literal(rules, word));
    let speech = engine.scan(text);
    if !speech.holds(None, Cue::Mentions, &group, None) {
        return "absent".to_owned();
    }
    let mut told = String::new();
    for (cue, name) in [
        (Cue::Says, "says"),
        (Cue::Denies, "denies"),
        (Cue::Permits, "permits"),
        (Cue::Obliges, "obliges"),
        (Cue::Given, "given"),
    ] {
        if speech.holds(None, cue, &group, None) {
            let _ = write!(told, "{}{name}", if told.is_empty() { "" } else { " " });
        }
    }
    if told.is_empty() {
        "-".to_owned()
    } else {
        told
    }
}

/// Asks every line `word | cues | text` of a table and reports all that differ.
pub fn hold_table(table: &str) {
    let lines: Vec<(&str, &str, &str)> = table
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let mut parts = line.splitn(3, '|').map(str::trim);
            (
                parts.next().unwrap_or_default(),
                parts.next().unwrap_or_default(),
                parts.next().unwrap_or_default(),
            )
        })
        .collect();
    let mut words: Vec<&str> = lines.iter().map(|line| line.0).collect();
    words.sort_unstable();
    words.dedup();
    let list: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    let loaded = rule_set(&format!(
        "party lender = \"甲方\" | \"本公司\" | \"lender\"\nparty borrower = \"乙方\" | \"您\" | \"借款人\" | \"borrower\"\nconcept words = {}\ndisclosure uses {{ require sentence says words or says words by lender or says words by borrower }}",
        list.join(" | ")
    ));
    let engine = TextEngine::new(&loaded.rules);
    let wrong: Vec<String> = lines
        .iter()
        .filter_map(|(word, expected, text)| {
            let told = stands(&loaded.rules, &engine, text, word);
            (told != *expected)
                .then(|| format!("{text}\n    `{word}`: expected {expected}, told {told}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        lines.len(),
        wrong.join("\n")
    );
}

/// A document from text.
pub fn document(rules: &RuleSet, name: &str, text: &str) -> hegui::document::Document {
    let options = hegui::document::ReadOptions {
        languages: &rules.text.languages,
        ..hegui::document::ReadOptions::default()
    };
    hegui::document::read(name, text.as_bytes(), &options).expect("a readable document")
}

/// What one document comes to by the rules of one pack.
pub fn check(pack: &str, text: &str) -> hegui::finding::Outcome {
    check_as(pack, "contract.txt", text, |_| {}).0
}

/// The same with options and another name.
pub fn check_as(
    pack: &str,
    name: &str,
    text: &str,
    set: impl Fn(&mut hegui::engine::text::TextOptions),
) -> (hegui::finding::Outcome, hegui::finding::Facts) {
    let loaded = rule_set(pack);
    let engine = TextEngine::new(&loaded.rules);
    let mut options = hegui::engine::text::TextOptions::new(jiff::civil::date(2026, 6, 1));
    set(&mut options);
    engine.check(&document(&loaded.rules, name, text), &options)
}

/// The verdict of a rule by the last part of its name.
pub fn verdict(outcome: &hegui::finding::Outcome, rule: &str) -> &'static str {
    outcome
        .verdicts
        .iter()
        .find(|verdict| verdict.id.rsplit('/').next() == Some(rule))
        .unwrap_or_else(|| panic!("no verdict of `{rule}`"))
        .verdict
        .as_str()
}

/// The exact words of the evidence of every finding of a rule.
pub fn found(outcome: &hegui::finding::Outcome, rule: &str) -> Vec<String> {
    outcome
        .findings
        .iter()
        .filter(|finding| finding.id.rsplit('/').next() == Some(rule))
        .flat_map(|finding| {
            finding
                .evidence
                .iter()
                .map(|evidence| evidence.text.clone())
        })
        .collect()
}

/// Every cue that holds of a word somewhere in a document; `-` where it is only mentioned. `by` may name a party.
pub fn stands_in(text: &str, word: &str, by: &str) -> String {
    const CUES: [&str; 5] = ["says", "denies", "permits", "obliges", "given"];
    let by = if by.is_empty() {
        String::new()
    } else {
        format!(" by {by}")
    };
    let rules: Vec<String> = CUES
        .iter()
        .map(|cue| format!("disclosure r-{cue} {{ require document {cue} {word:?}{by} }}"))
        .collect();
    let pack = format!(
        "party lender = \"贷款人\" | \"出借人\" | \"本公司\" | \"lender\"\nparty borrower = \"借款人\" | \"您\" | \"borrower\"\nparty agency = \"催收机构\"\n{}",
        rules.join("\n")
    );
    let outcome = check(&pack, text);
    let told: Vec<&str> = CUES
        .into_iter()
        .filter(|cue| verdict(&outcome, &format!("r-{cue}")) == "met")
        .collect();
    if told.is_empty() {
        "-".to_owned()
    } else {
        told.join(" ")
    }
}

//! Measures how fast documents are checked, stage by stage and by number of rules, in bytes of contracts a second.

mod made;

use divan::Bencher;
use divan::counter::BytesCount;
use hegui::compile::{self, Loaded};
use hegui::document::{Decoded, Document, Reader, fold};
use hegui::engine::text::{TextEngine, TextOptions};
use hegui::finding::Outcome;
use hegui::ir::{Lang, RuleSet};
use hegui::project::packs::{self, PackSource};
use hegui::report::{Format, Theme, View, render};
use std::collections::BTreeMap;

const CONTRACTS: u64 = 20;
const BYTES: usize = 30_000;

fn main() {
    divan::main();
}

fn texts() -> Vec<String> {
    (0..CONTRACTS)
        .map(|seed| made::contract(seed, BYTES))
        .collect()
}

fn size(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

fn rules(count: usize) -> RuleSet {
    let mut sources = packs::embedded();
    sources.push(PackSource {
        name_hint: "made".to_owned(),
        layer: 1,
        files: vec![("made.hegui".to_owned(), made::pack(&made::patterns(count)))],
        ..PackSource::default()
    });
    let Loaded {
        mut rules,
        problems,
        ..
    } = compile::load(sources);
    assert!(
        problems
            .iter()
            .all(|one| one.level != hegui::diag::Level::Error),
        "{problems:?}"
    );
    rules.rules.retain(|rule| rule.id.starts_with("made/"));
    assert_eq!(rules.rules.len(), count);
    rules
}

fn built_in() -> RuleSet {
    compile::load(packs::embedded()).rules
}

fn reader(rules: &RuleSet) -> Reader {
    Reader::new(&rules.text.languages)
}

fn decode(reader: &Reader, texts: &[String]) -> Vec<Decoded> {
    let texts = texts.iter();
    texts
        .filter_map(|text| reader.decode(text.as_bytes(), None).ok())
        .collect()
}

fn read(texts: &[String], rules: &RuleSet) -> Vec<Document> {
    let reader = reader(rules);
    let texts = texts.iter();
    texts
        .filter_map(|text| reader.read("contract.txt", text.as_bytes(), None).ok())
        .collect()
}

fn options() -> TextOptions {
    let mut options = TextOptions::new(jiff::civil::date(2026, 1, 1));
    options.met = false;
    options
}

fn check(engine: &TextEngine<'_>, documents: &[Document]) -> Outcome {
    let mut outcome = Outcome::default();
    for document in documents {
        outcome.extend(engine.check(document, &options()).0);
    }
    outcome
}

/// Decoding alone.
#[divan::bench]
fn decode_texts(bencher: Bencher) {
    let (texts, rules) = (texts(), built_in());
    let reader = reader(&rules);
    bencher
        .counter(size(&texts))
        .bench_local(|| decode(&reader, &texts));
}

/// Telling lines apart and folding them.
#[divan::bench]
fn fold_lines(bencher: Bencher) {
    let (texts, rules) = (texts(), built_in());
    let reader = reader(&rules);
    bencher
        .counter(size(&texts))
        .with_inputs(|| decode(&reader, &texts))
        .bench_local_values(|decoded| {
            let decoded = decoded.into_iter();
            decoded.map(|one| reader.fold(one)).collect::<Vec<_>>()
        });
}

/// Finding the structure of folded lines.
#[divan::bench]
fn find_structure(bencher: Bencher) {
    let (texts, rules) = (texts(), built_in());
    let reader = reader(&rules);
    bencher
        .counter(size(&texts))
        .with_inputs(|| {
            let decoded = decode(&reader, &texts).into_iter();
            decoded.map(|one| reader.fold(one)).collect::<Vec<_>>()
        })
        .bench_local_values(|lined| {
            let lined = lined.into_iter();
            lined
                .map(|one| reader.build("contract.txt", one))
                .collect::<Vec<_>>()
        });
}

/// The automaton over the words of so many made rules.
#[divan::bench(args = [10, 100, 1000])]
fn match_words(bencher: Bencher, count: usize) {
    let (texts, rules) = (texts(), rules(count));
    let engine = TextEngine::new(&rules);
    let documents = read(&texts, &rules);
    bencher.counter(size(&texts)).bench_local(|| {
        let documents = documents.iter();
        documents.map(|one| engine.occurrences(one)).sum::<usize>()
    });
}

/// Folding of texts that are one block, without lines.
#[divan::bench]
fn fold_texts(bencher: Bencher) {
    let texts = texts();
    bencher.counter(size(&texts)).bench_local(|| {
        for text in &texts {
            divan::black_box(fold::fold(text));
        }
    });
}

/// Decoding, folding and structure together.
#[divan::bench]
fn read_documents(bencher: Bencher) {
    let (texts, rules) = (texts(), built_in());
    bencher
        .counter(size(&texts))
        .bench_local(|| read(&texts, &rules));
}

/// Matching and judging.
#[divan::bench(args = [10, 100, 1000])]
fn judge_by_made_rules(bencher: Bencher, count: usize) {
    let (texts, rules) = (texts(), rules(count));
    let engine = TextEngine::new(&rules);
    let documents = read(&texts, &rules);
    bencher
        .counter(size(&texts))
        .bench_local(|| check(&engine, &documents));
}

/// Matching and judging by the built-in packs.
#[divan::bench]
fn judge_by_built_in_rules(bencher: Bencher) {
    let (texts, rules) = (texts(), built_in());
    let engine = TextEngine::new(&rules);
    let documents = read(&texts, &rules);
    bencher
        .counter(size(&texts))
        .bench_local(|| check(&engine, &documents));
}

/// Making rules ready: the packs, the automaton; expressions are compiled when they are first tried.
#[divan::bench(args = [10, 100, 1000])]
fn start(bencher: Bencher, count: usize) {
    let text = vec![made::contract(1, 300)];
    bencher.bench_local(|| {
        let rules = rules(count);
        check(&TextEngine::new(&rules), &read(&text, &rules))
    });
}

/// Writing the report of the built-in packs.
#[divan::bench(args = [Format::Pretty, Format::Short, Format::Json])]
fn report(bencher: Bencher, format: Format) {
    let (texts, rules) = (texts(), built_in());
    let engine = TextEngine::new(&rules);
    let documents = read(&texts, &rules);
    let outcome = check(&engine, &documents);
    let sources = documents.into_iter().map(|document| document.source);
    let sources: BTreeMap<_, _> = sources.map(|one| (one.name().to_owned(), one)).collect();
    let view = View {
        fails: None,
        links: None,
        show_accepted: false,
        rules: &rules,
        texts: &sources,
        lang: Lang::En,
        theme: Theme::default(),
        width: 80,
        show_met: false,
    };
    bencher.counter(size(&texts)).bench_local(|| {
        let mut out = Vec::new();
        let written = render(format, &outcome, &view, &mut out);
        (written.is_ok(), out)
    });
}

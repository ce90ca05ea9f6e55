//! Shows that a report on a log that is written while its findings are told has the bytes of one that is written at once, and that what is
//! not held is counted.
#![allow(clippy::unwrap_used)]

use crate::log::{rules, table};
use hegui::compile::Loaded;
use hegui::engine::log::{LogOptions, audit, audit_then};
use hegui::engine::text::TextEngine;
use hegui::finding::{Finding, Outcome};
use hegui::ir::Lang;
use hegui::ir::terms::Severity;
use hegui::report::{Format, Held, Live, Theme, View, render};
use std::collections::BTreeMap;

const RULES: &str = "
conduct night { title en \"No calls at night\" zh \"夜间不得致电\" cite \"x\" severity warning forbid call where time not in 08:00..<22:00 }
conduct cap { title en \"Two talks a day\" cite \"y\" help en \"call less\" forbid more than 2 talks per debtor per day }
conduct never { cite \"z\" forbid more than 99 talks per debtor per day }
";

fn loaded() -> Loaded {
    rules(RULES)
}

fn log(calls: usize) -> String {
    let rows: Vec<String> = (0..calls)
        .map(|nr| {
            let (day, hour, minute) = (1 + nr / 96, nr / 4 % 24, nr % 4 * 15);
            format!(
                "2026-03-{day:02}T{hour:02}:{minute:02}+08  d{}  phone  out  connected",
                nr % 5
            )
        })
        .collect();
    format!(
        "at  debtor  channel  direction  outcome\n{}",
        rows.join("\n")
    )
}

fn with_view<T>(loaded: &Loaded, lang: Lang, then: impl FnOnce(&View<'_>) -> T) -> T {
    let texts = BTreeMap::new();
    then(&View {
        rules: &loaded.rules,
        texts: &texts,
        lang,
        theme: Theme::default(),
        width: 90,
        show_met: true,
        show_accepted: false,
        fails: Some(Severity::Error),
        links: None,
    })
}

fn told(loaded: &Loaded, rows: &str) -> (Outcome, Vec<Finding>) {
    let (table, text) = (table(loaded, rows), TextEngine::new(&loaded.rules));
    audit_then(
        &loaded.rules,
        &table,
        &text,
        &LogOptions::default(),
        |outcome, tell| {
            let mut findings = Vec::new();
            tell(&mut |finding| {
                findings.push(finding);
                Ok(())
            })
            .unwrap();
            (outcome, findings)
        },
    )
}

#[test]
fn a_report_written_bit_by_bit_has_the_bytes_of_one_written_at_once() {
    let loaded = loaded();
    // With findings of two rules, and without any.
    for calls in [400, 1] {
        let rows = log(calls);
        let (mut outcome, findings) = told(&loaded, &rows);
        let whole = audit(
            &loaded.rules,
            &table(&loaded, &rows),
            &TextEngine::new(&loaded.rules),
            &LogOptions::default(),
        );
        // It is drawn when all is told.
        outcome.picture.clone_from(&whole.picture);
        assert_eq!(findings.len() > 100, calls == 400);
        assert_eq!(outcome.reported.all(), findings.len());
        for lang in [Lang::En, Lang::Zh] {
            for &(format, name, _) in Format::ALL {
                with_view(&loaded, lang, |view| {
                    let Some(mut live) = Live::new(format, false).expect("a temporary file") else {
                        return;
                    };
                    let mut written = Vec::new();
                    live.open(&mut written).unwrap();
                    for one in &findings {
                        live.finding(one, &outcome, view, &mut written).unwrap();
                    }
                    live.close(&outcome, view, &mut written).unwrap();
                    let mut expected = Vec::new();
                    render(format, &whole, view, &mut expected).unwrap();
                    assert!(!expected.is_empty());
                    if format.is_binary() {
                        assert!(written == expected, "{name}");
                        return;
                    }
                    let text = |bytes| String::from_utf8(bytes).unwrap();
                    assert_eq!(text(written), text(expected), "{name}");
                });
            }
        }
        let mut held = Held::default();
        findings.iter().for_each(|one| held.take(one));
        held.put_into(&mut outcome);
        assert_eq!(outcome.findings, findings);
        assert_eq!(outcome.reported.all(), 0);
    }
}

#[test]
fn more_findings_than_are_held_leave_the_gravest_and_a_count_in_every_format() {
    const HELD: usize = 50_000;
    let loaded = loaded();
    let (mut outcome, findings) = told(&loaded, &log(400));
    let of = |severity| findings.iter().find(move |one| one.severity == severity);
    let (error, warning) = (of(Severity::Error), of(Severity::Warning));
    let (error, warning) = (error.unwrap(), warning.unwrap());
    let mut held = Held::default();
    (0..HELD).for_each(|_| held.take(warning));
    (0..30).for_each(|_| held.take(error));
    held.take(warning);
    held.put_into(&mut outcome);
    assert_eq!(outcome.findings.len(), HELD);
    assert_eq!(outcome.severities().errors, 30);
    assert_eq!(outcome.severities().warnings, HELD + 1);
    assert_eq!(outcome.reported.warnings, 31);
    // In the order in which they came.
    assert_eq!(outcome.findings[0].severity, Severity::Warning);
    assert_eq!(outcome.findings[HELD - 1].severity, Severity::Error);

    // Few are enough to see what the formats say of the others.
    outcome.findings.truncate(3);
    outcome.reported.warnings = 1_234_564;
    outcome.reported.errors = 0;
    for verdict in &mut outcome.verdicts {
        if let Some(counts) = verdict.counts.as_mut().filter(|counts| counts.violated > 0) {
            counts.violated = 1_234_567;
        }
    }
    for (format, words) in [
        (Format::Sarif, "1234564 results are left out"),
        (Format::Junit, "+1234564"),
        (Format::Github, "1234564 more of this severity"),
        (Format::Checkstyle, "1234564 more breaches"),
        (Format::Markdown, "1234564 more entries"),
        (Format::Html, "1234567"),
    ] {
        assert!(
            Live::new(format, false)
                .expect("a temporary file")
                .is_none()
        );
        let text = with_view(&loaded, Lang::En, |view| {
            let mut written = Vec::new();
            render(format, &outcome, view, &mut written).unwrap();
            String::from_utf8(written).unwrap()
        });
        assert!(text.contains(words), "{format:?}: {words}");
    }
}

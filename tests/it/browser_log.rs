//! Drives the report of a contact log in a real headless Chromium: the charts lead to their findings, fifty thousand of them are shown
//! without waiting, and what is printed says everything without colour.

use crate::browser::Browser;
use crate::cli::hegui;
use serde_json::json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A log of calls at all hours by agencies of different conduct: the same bytes every time.
fn log(rows: u32) -> String {
    let mut text = "拨打时间,客户号,渠道,呼叫方向,坐席,委外机构\n".to_owned();
    let mut seed: u64 = 20_261_124;
    let mut roll = |below: u32| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(seed >> 33).unwrap_or(0) % below
    };
    for row in 0..rows {
        let agency = roll(4);
        let night = roll(100) < [2, 8, 15, 40][agency as usize];
        let hour = if night {
            (22 + roll(9)) % 24
        } else {
            8 + roll(14)
        };
        let day = 1 + (row / (rows / 28 + 1)) % 28;
        let (minute, debtor, agent) = (roll(60), roll(rows / 300 + 2), roll(9));
        let channel = ["电话", "电话", "电话", "短信"][roll(4) as usize];
        let name = ["甲机构", "乙机构", "<b>丙</b>\"机构", "丁机构"][agency as usize];
        let name = name.replace('"', "\"\"");
        let _ = writeln!(
            text,
            "2026-02-{day:02} {hour:02}:{minute:02},C{debtor},{channel},呼出,{agent:03},\"{name}\""
        );
    }
    text
}

/// The report on a log of so many rows.
fn report(folder: &Path, rows: u32, lang: &str) -> PathBuf {
    std::fs::write(folder.join("calls.csv"), log(rows)).expect("the log is written");
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/own");
    let rules = rules.to_string_lossy();
    let args = [
        "audit",
        "calls.csv",
        "--zone",
        "Asia/Shanghai",
        "--rules",
        &rules,
        "--pack",
        "shop/log",
        "--format",
        "html",
        "--lang",
        lang,
    ];
    let output = hegui(folder, &args, &[]);
    assert_eq!(output.status.code(), Some(1));
    let page = folder.join("report.html");
    std::fs::write(&page, output.stdout).expect("the page is written");
    page
}

const FOUND: &str =
    "Number(document.querySelector('#found').textContent.split(' / ')[0].replace(/,/g, ''))";
const LISTED: &str = "document.querySelectorAll('#list > .found').length";

#[test]
#[ignore = "installs Chromium where it is missing"]
fn charts_of_a_log_lead_to_their_findings() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = report(folder.path(), 6_000, "zh");
    let mut browser = Browser::open(&page, 1300);
    let all = browser.number(FOUND);
    assert!(all > 500, "{all}");
    assert_eq!(browser.number(LISTED), 50, "a page of the list");

    // The rule that forbids hours is marked first, and its hours are hatched.
    assert_eq!(
        browser.ask("document.querySelector('#heat-hours').textContent"),
        "22:00–08:00"
    );
    assert_eq!(
        browser.number("document.querySelectorAll('#heat-bands rect').length"),
        2
    );
    let outside = "[...document.querySelectorAll('.hc.bad')].filter(one => { \
        const hour = JSON.parse(one.dataset.pick).hour; return hour >= 8 && hour < 22; }).length";
    assert_eq!(browser.number(outside), 0, "no breach of the night by day");
    browser.picture("log-light.png");

    // A cell has as many findings as its mark says.
    let marked = "Number([...document.querySelectorAll('.hc.bad .x')][0].textContent.slice(1))";
    let marked = browser.number(marked);
    browser.click(".hc.bad");
    assert_eq!(browser.number(FOUND), marked);
    assert_eq!(
        browser.number("document.querySelectorAll('#picked .chip').length"),
        1
    );
    browser.click("#picked .chip");
    browser.click("#pick-none");
    assert_eq!(browser.number(FOUND), all);

    // So has a bar of the trend, an agency and a debtor.
    let bar =
        "Number(document.querySelector('.bar-t[data-pick] title').textContent.split(': ')[1])";
    let bar = browser.number(bar);
    browser.click(".bar-t[data-pick]");
    assert_eq!(browser.number(FOUND), bar);
    let told = "Number(document.querySelector('.ranks tbody tr td:nth-child(3)').textContent.replace(',', ''))";
    let told = browser.number(told);
    browser.click(".ranks tbody .link");
    assert_eq!(browser.number(FOUND), told, "an agency");
    let worst =
        browser.number("Number(document.querySelector('.strip .who b').textContent.slice(1))");
    let dots =
        browser.number("document.querySelector('.strip').querySelectorAll('.dot.bad').length");
    assert!(dots > 0 && dots <= worst);
    browser.click(".strip .who .link");
    assert_eq!(browser.number(FOUND), worst, "a debtor");

    // What is folded is unfolded: agents, and debtors.
    for figure in ["#who", "#strips"] {
        browser.click(&format!("{figure} [data-unfold]"));
        let folded = format!("document.querySelectorAll('{figure} .rest[hidden]').length");
        assert_eq!(browser.number(&folded), 0, "{figure}");
    }

    // A finding opens to its rows, the offending one marked.
    browser.click("#list summary");
    assert!(browser.number("document.querySelectorAll('#list .quote.offending').length") > 0);
    assert_eq!(
        browser.number("document.querySelectorAll('#who b b, #list b').length"),
        0,
        "no markup of the log"
    );

    // The other rule names no hours.
    browser.ask("(() => { const list = document.querySelector('#heat-rule'); list.value = [...list.options].find(one => !one.dataset.window && one.value !== 'all').value; \
        list.dispatchEvent(new Event('change')); })()");
    assert_eq!(
        browser.number("document.querySelectorAll('#heat-bands rect').length"),
        0
    );

    browser.click("#lang");
    assert_eq!(
        browser.ask("document.querySelector('#findings-title').innerText.trim().split(' ')[0]"),
        "Findings"
    );
    browser.click("#theme");
    browser.picture("log-dark.png");

    // On a telephone only the charts are moved sideways, each by itself.
    let size = json!({"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": true});
    browser.call("Emulation.setDeviceMetricsOverride", size);
    let wide = browser.ask(
        "[...document.querySelectorAll('main *')].filter(one => !one.closest('.scroll, .wide, .strip')) \
           .filter(one => one.getBoundingClientRect().right > 391).map(one => one.outerHTML.slice(0, 90)).slice(0, 5)",
    );
    assert_eq!(wide, json!([]));
    browser.picture("log-telephone.png");
    assert_eq!(browser.errors, Vec::<String>::new());
}

#[test]
#[ignore = "installs Chromium where it is missing"]
fn fifty_thousand_findings_are_shown_without_waiting_and_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = report(folder.path(), 76_000, "en");
    let size = std::fs::metadata(&page).expect("the page").len();
    assert!(size < 48 << 20, "{size} bytes");
    let before = Instant::now();
    let mut browser = Browser::open(&page, 1300);
    let opened = before.elapsed();
    let all = browser.number(FOUND);
    assert!(all >= 50_000, "{all}");
    assert!(
        browser.number("document.querySelectorAll('*').length") < 30_000,
        "rows are made on demand"
    );
    let timed = |browser: &mut Browser, what: &str| {
        browser.number(&format!("(() => {{ const from = performance.now(); {what}; document.body.getBoundingClientRect(); return Math.round(performance.now() - from); }})()"))
    };
    let search = "const box = document.querySelector('#pick-words'); box.value = 'C17 '; box.dispatchEvent(new Event('input'))";
    let times = [
        timed(
            &mut browser,
            "document.querySelector('#pages button:last-child').click()",
        ),
        timed(&mut browser, search),
        timed(&mut browser, "document.querySelector('#pick-none').click()"),
        timed(
            &mut browser,
            "document.querySelector('.ranks .link').click()",
        ),
    ];
    println!("opened in {opened:?}, then {times:?} ms");
    assert!(times.iter().all(|time| *time < 1_000), "{times:?} ms");

    let paper = browser.paper("log.pdf");
    assert!(paper.starts_with(b"%PDF") && paper.len() > 20_000);
    browser.call("Emulation.setEmulatedMedia", json!({"media": "print"}));
    let ink = "[...document.querySelectorAll('.dot.bad, .bar-t:not(.part)')].every(one => { \
        const [r, g, b] = getComputedStyle(one).fill.match(/\\d+/g); return r === g && g === b; })";
    assert_eq!(
        browser.ask(ink),
        true,
        "paper tells by shape and shade, not by colour"
    );
    browser.picture("log-paper.png");
    assert_eq!(browser.errors, Vec::<String>::new());
    let outside = browser
        .requests
        .iter()
        .filter(|url| !url.starts_with("file://"));
    assert_eq!(outside.count(), 0, "nothing is fetched");
}

//! Holds the HTML report without a browser: nothing is fetched, nothing of the inputs becomes markup, every verdict is on the page.

use crate::cli::hegui;
use std::fs;

/// The page for one contract, which stands in a folder of its own.
fn page(name: &str, text: &str, args: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), text).expect("the contract is written");
    let mut all = vec!["check", name, "--format", "html"];
    all.extend(args);
    let output = hegui(folder.path(), &all, &[]);
    String::from_utf8(output.stdout).expect("UTF-8")
}

const CONTRACT: &str = "个人消费借款合同\n第一条 年利率____%。\n第二条 甲方有权随时上门催收<script>alert(1)</script>，\n\
    并将欠款情况告知乙方亲友\"onclick=\"x' & {{ 7*7 }}。\n";

#[test]
fn words_of_a_contract_are_never_markup() {
    let page = page("合同 <b>.txt", CONTRACT, &["--lang", "zh"]);
    assert!(!page.contains("<script>alert"), "a script of the contract");
    assert!(page.contains("&lt;script&gt;alert"), "it is shown as words");
    assert!(!page.contains("合同 <b>.txt"), "a name as markup");
    assert!(
        page.contains("{{ 7*7 }}"),
        "no template of the contract is filled in"
    );
    assert_eq!(page.matches("<script>").count(), 1, "only the page's own");
}

#[test]
fn nothing_is_fetched() {
    let page = page("a.txt", CONTRACT, &[]);
    for outside in [" src=", "@import", "url(", "<link", "<iframe", "//cdn"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn each_verdict_is_on_the_page_with_its_mark() {
    let page = page("a.txt", CONTRACT, &["--lang", "en"]);
    for verdict in ["violated", "not-assessed", "met"] {
        let wanted = format!("data-verdict=\"{verdict}\"");
        assert!(page.contains(&wanted), "{verdict}");
    }
    assert!(page.contains("class=\"m-violated\""), "offending words");
    assert!(page.contains("class=\"m-open\""), "the blank");
    assert!(page.contains("data-lang=\"en\""));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let first = page("a.txt", CONTRACT, &["--threads", "1"]);
    let second = page("a.txt", CONTRACT, &["--threads", "4"]);
    assert!(first == second);
}

#[test]
fn a_log_shows_its_rows() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let args = [
        "audit",
        "examples/logs/contacts.csv",
        "--zone",
        "Asia/Shanghai",
        "--format",
        "html",
    ];
    let output = hegui(root, &args, &[]);
    assert_eq!(output.status.code(), Some(1));
    let page = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(page.contains("Contact log"));
    let data = page
        .split("id=\"data\">")
        .nth(1)
        .and_then(|rest| rest.split("</script>").next());
    let data: serde_json::Value = serde_json::from_str(data.expect("data")).expect("JSON");
    let findings = data["findings"]["rule"].as_array().expect("a list").len();
    assert!(findings > 5, "{findings}");
    for chart in ["id=\"heat\"", "id=\"trend\"", "id=\"who\"", "id=\"strips\""] {
        assert!(page.contains(chart), "{chart}");
    }
}

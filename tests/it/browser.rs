//! Drives the HTML report in a real headless Chromium, over its debugging pipe: clicks as a reader would, reads what is shown, takes
//! screenshots. Chromium is installed where it is missing, so the tests run only when asked for: `cargo test -- --ignored`.

use serde_json::{Value, json};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A browser with one open page.
pub struct Browser {
    child: Child,
    to: File,
    from: BufReader<File>,
    session: String,
    last: u64,
    /// Requests that the page made, and errors that it raised.
    pub requests: Vec<String>,
    pub errors: Vec<String>,
    _folder: tempfile::TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn runs(program: &str, args: &[&str]) -> bool {
    let status = Command::new(program)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

/// Chromium, installed if it has to be.
fn chromium() -> String {
    let named = std::env::var("CHROMIUM").ok();
    let known = ["chromium", "chromium-browser", "google-chrome"];
    let all = || named.iter().cloned().chain(known.map(str::to_owned));
    if let Some(found) = all().find(|program| runs(program, &["--version"])) {
        return found;
    }
    runs("apt-get", &["update", "-q"]);
    let packages = [
        "install",
        "-y",
        "-q",
        "--no-install-recommends",
        "chromium",
        "fonts-noto-cjk",
    ];
    assert!(
        runs("apt-get", &packages),
        "Chromium is neither here nor can it be installed: name it with CHROMIUM"
    );
    all()
        .find(|program| runs(program, &["--version"]))
        .expect("the installed Chromium runs")
}

impl Browser {
    pub fn open(page: &Path, width: u32) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (down, up) = (folder.path().join("down"), folder.path().join("up"));
        for pipe in [&down, &up] {
            assert!(runs("mkfifo", &[&pipe.to_string_lossy()]), "a pipe is made");
        }
        // The debugging pipe is file descriptors 3 and 4 of the browser, which only a shell can hand over without unsafe code.
        let script = "exec \"$1\" --headless --no-sandbox --disable-gpu --hide-scrollbars --remote-debugging-pipe \
            --user-data-dir=\"$4\" --window-size=\"$5\",1000 3<\"$2\" 4>\"$3\"";
        let child = Command::new("sh")
            .args(["-c", script, "sh", &chromium()])
            .args([&down, &up, &folder.path().join("profile")])
            .arg(width.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the browser starts");
        let to = OpenOptions::new().write(true).open(&down).expect("a pipe");
        let from = BufReader::new(File::open(&up).expect("a pipe"));
        let mut browser = Self {
            child,
            to,
            from,
            session: String::new(),
            last: 0,
            requests: Vec::new(),
            errors: Vec::new(),
            _folder: folder,
        };
        let target = browser.call("Target.createTarget", json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let attached = browser.call("Target.attachToTarget", attach);
        browser.session = attached["sessionId"]
            .as_str()
            .expect("a session")
            .to_owned();
        for domain in ["Page", "Runtime", "Network", "Log"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        let url = format!("file://{}", page.display());
        browser.call("Page.navigate", json!({"url": url}));
        while browser.ask("document.readyState") != "complete" {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        browser
    }

    /// Calls a method of the debugging protocol and waits for its answer, noting events on the way.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": params});
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).expect("the browser listens");
        loop {
            let mut answer = Vec::new();
            self.from
                .read_until(0, &mut answer)
                .expect("the browser answers");
            answer.pop();
            let answer: Value = serde_json::from_slice(&answer).expect("JSON");
            match answer["method"].as_str() {
                Some("Network.requestWillBeSent") => {
                    let url = answer["params"]["request"]["url"].as_str();
                    self.requests.push(url.unwrap_or_default().to_owned());
                }
                Some("Runtime.exceptionThrown") | Some("Log.entryAdded") => {
                    self.errors.push(answer["params"].to_string());
                }
                _ => {}
            }
            if answer["id"] == json!(self.last) {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
        }
    }

    /// What an expression comes to on the page.
    pub fn ask(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "returnByValue": true});
        let answer = self.call("Runtime.evaluate", params);
        assert!(
            answer["exceptionDetails"].is_null(),
            "{expression}: {answer}"
        );
        answer["result"]["value"].clone()
    }

    pub fn number(&mut self, expression: &str) -> u64 {
        let value = self.ask(expression);
        value
            .as_u64()
            .unwrap_or_else(|| panic!("{expression} is {value}"))
    }

    /// Presses the mouse where the first thing that a selector finds is.
    pub fn click(&mut self, selector: &str) {
        let middle = format!(
            "(() => {{ const one = document.querySelector({selector:?}); one.scrollIntoView({{block: 'center'}}); \
             const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
        );
        let at = self.ask(&middle);
        for kind in ["mousePressed", "mouseReleased"] {
            let press =
                json!({"type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", press);
        }
    }

    /// A picture of the whole page, however long.
    pub fn picture(&mut self, name: &str) -> Vec<u8> {
        let size = self.call("Page.getLayoutMetrics", json!({}));
        let (width, height) = (
            &size["cssContentSize"]["width"],
            &size["cssContentSize"]["height"],
        );
        let clip = json!({"x": 0, "y": 0, "width": width, "height": height, "scale": 1});
        let shot = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
        let shot = self.call("Page.captureScreenshot", shot);
        self.keep(name, &decoded(shot["data"].as_str().expect("a picture")))
    }

    /// The page on paper.
    pub fn paper(&mut self, name: &str) -> Vec<u8> {
        let paper = self.call(
            "Page.printToPDF",
            json!({"printBackground": true, "paperWidth": 8.27, "paperHeight": 11.69}),
        );
        self.keep(name, &decoded(paper["data"].as_str().expect("a PDF")))
    }

    fn keep(&self, name: &str, bytes: &[u8]) -> Vec<u8> {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(folder.join(name), bytes).expect("the picture is kept");
        bytes.to_vec()
    }

    pub fn screenshot(&mut self, name: &str) -> Vec<u8> {
        let shot = self.call("Page.captureScreenshot", json!({"format": "png"}));
        self.keep(name, &decoded(shot["data"].as_str().expect("a picture")))
    }
}

/// Base64 as the protocol writes pictures.
fn decoded(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0u32, 0);
    for six in text.bytes().filter_map(value) {
        held = (held << 6) | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).expect("eight bits"));
        }
    }
    bytes
}

/// The report on the shipped examples.
fn report(folder: &Path, lang: &str) -> PathBuf {
    let output = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .args([
            "check",
            "examples/contracts",
            "--format",
            "html",
            "--lang",
            lang,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("hegui runs");
    assert_eq!(output.status.code(), Some(1));
    let page = folder.join("report.html");
    std::fs::write(&page, output.stdout).expect("the page is written");
    page
}

const VISIBLE: &str =
    "[...document.querySelectorAll('.req')].filter(one => one.offsetParent !== null)";

#[test]
#[ignore = "installs Chromium where it is missing"]
fn the_page_filters_highlights_and_switches_as_a_reader_expects() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = report(folder.path(), "zh");
    let mut browser = Browser::open(&page, 1400);

    let all = browser.number(&format!("{VISIBLE}.length"));
    let violated =
        browser.number("document.querySelectorAll('.req[data-verdict=violated]').length");
    assert!(violated > 5 && all > violated, "{violated} of {all}");

    // Each violation of the faulty contract shows its words in the text, with the same words.
    let marks = browser.number("document.querySelectorAll('mark.m-violated').length");
    assert!(marks >= 3, "{marks} marks");
    let same = browser.ask(
        "[...document.querySelectorAll('.quote')].filter(one => one.querySelector('[data-mark]')).every(one => { \
           const number = one.querySelector('[data-mark]').dataset.mark; \
           const words = [...one.closest('.subject').querySelectorAll('mark')].filter(mark => mark.dataset.marks.split(' ').includes(number)).map(mark => mark.textContent).join(''); \
           return words.replace(/[\\s*]/g, '') === one.querySelector('q').textContent.replace(/[\\s*]/g, ''); })",
    );
    assert_eq!(same, true, "every quotation is its mark's words");

    browser.click(".quote.offending [data-mark]");
    assert!(browser.number("document.querySelectorAll('mark.on').length") > 0);
    let inside = "(() => { const mark = document.querySelector('mark.on').getBoundingClientRect(); \
        return mark.top >= 0 && mark.bottom <= innerHeight; })()";
    assert_eq!(browser.ask(inside), true, "the words are in view");
    let light = browser.screenshot("report-light.png");
    assert!(
        light.starts_with(b"\x89PNG") && light.len() > 20_000,
        "{} bytes",
        light.len()
    );

    // Without the violated ones all others stay; with none of a document's left it goes.
    browser.click("[data-filter=violated]");
    assert_eq!(browser.number(&format!("{VISIBLE}.length")), all - violated);
    browser.click("[data-filter=violated]");
    assert_eq!(browser.number(&format!("{VISIBLE}.length")), all);
    browser.click("#search");
    browser.call("Input.insertText", json!({"text": "legal-help"}));
    let found = browser.number(&format!("{VISIBLE}.length"));
    assert!(found > 0 && found < all, "{found}");
    browser.click("#all");
    assert_eq!(browser.number(&format!("{VISIBLE}.length")), all);

    // A cell of the matrix leads to its requirement and opens it.
    browser.click(".matrix .cell.v-met a");
    let opened = "(() => { const one = document.getElementById(location.hash.slice(1)); return one.open && one.dataset.verdict === 'met'; })()";
    let mut tries = 0;
    while browser.ask(opened) != true {
        tries += 1;
        assert!(tries < 100, "the requirement opens");
    }

    // Both languages are on the page, one at a time.
    let heading = "document.querySelector('#matrix-title').innerText";
    assert_eq!(browser.ask(heading), "义务与文件");
    browser.click("#lang");
    assert_eq!(browser.ask(heading), "Obligations and documents");

    let ground = "getComputedStyle(document.body).backgroundColor";
    let before = browser.ask(ground);
    browser.click("#theme");
    assert_ne!(browser.ask(ground), before, "dark");
    let dark = browser.screenshot("report-dark.png");
    assert_ne!(dark, light);

    browser.call("Emulation.setEmulatedMedia", json!({"media": "print"}));
    assert_eq!(
        browser.ask("getComputedStyle(document.querySelector('.filter')).display"),
        "none"
    );
    let paper = browser.call("Page.printToPDF", json!({"printBackground": true}));
    assert!(decoded(paper["data"].as_str().expect("a PDF")).starts_with(b"%PDF"));

    assert_eq!(browser.errors, Vec::<String>::new());
    let outside: Vec<&String> = browser
        .requests
        .iter()
        .filter(|url| !url.starts_with("file://"))
        .collect();
    assert_eq!(outside, Vec::<&String>::new(), "nothing is fetched");
}

#[test]
#[ignore = "installs Chromium where it is missing"]
fn the_page_fits_a_telephone_and_starts_dark_where_the_reader_wants_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = report(folder.path(), "en");
    let mut browser = Browser::open(&page, 1400);
    let size = json!({"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": true});
    browser.call("Emulation.setDeviceMetricsOverride", size);
    let dark = json!({"features": [{"name": "prefers-color-scheme", "value": "dark"}]});
    browser.call("Emulation.setEmulatedMedia", dark);
    let wide = browser.ask(
        "[...document.querySelectorAll('body *')].filter(one => !one.closest('.scroll') || one.matches('.scroll')) \
           .filter(one => one.getBoundingClientRect().right > 391).map(one => one.outerHTML.slice(0, 80))",
    );
    assert_eq!(wide, json!([]));
    let ground = browser.ask("getComputedStyle(document.body).backgroundColor");
    assert_eq!(ground, "rgb(22, 23, 26)");
    assert_eq!(
        browser.ask("document.querySelector('#matrix-title').innerText"),
        "Obligations and documents"
    );
    browser.screenshot("report-telephone.png");
    assert_eq!(browser.errors, Vec::<String>::new());
}

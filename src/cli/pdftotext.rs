//! Runs poppler's `pdftotext`: takes a file's path, gives the text that the program takes out of it, or why there is none. What the text
//! says is left to `document`.

use crate::ir::Words;
use std::ffi::OsString;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long the program may take.
const LIMIT: Duration = Duration::from_secs(60);

/// How much it may write, in bytes.
const MOST: u64 = 64 << 20;

/// How often is looked whether it has ended.
const PAUSE: Duration = Duration::from_millis(5);

/// The text of a file.
pub fn extract(path: &Path) -> Result<String, Words> {
    // A name that begins with a dash would be taken for an option.
    let mut file = OsString::from(path);
    if path.is_relative() {
        file = Path::new(".").join(path).into_os_string();
    }
    let mut child = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(file)
        .arg("-")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| {
            let kind = error.kind();
            Words::both(
                format!("`pdftotext` cannot be run: {kind}; install poppler, or leave `--pdf` out"),
                format!("无法运行 `pdftotext`：{kind}；请安装 poppler，或不加 `--pdf`"),
            )
        })?;
    let output = child.stdout.take();
    let reader = thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(output) = output {
            // What comes beyond the limit is not wanted, nor is what a broken pipe leaves out: the status tells.
            let _ = output.take(MOST + 1).read_to_end(&mut bytes);
        }
        bytes
    });
    let ended = wait(&mut child);
    let bytes = reader.join().unwrap_or_default();
    let much = bytes.len() as u64 > MOST;
    match ended {
        Some(Ok(true)) if !much => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        None => Err(Words::both(
            format!("`pdftotext` took longer than {} seconds", LIMIT.as_secs()),
            format!("`pdftotext` 运行超过 {} 秒", LIMIT.as_secs()),
        )),
        _ if much => Err(Words::both(
            format!("`pdftotext` wrote more than {MOST} bytes"),
            format!("`pdftotext` 输出超过 {MOST} 字节"),
        )),
        _ => Err(Words::both(
            "`pdftotext` could not take the text out of the file",
            "`pdftotext` 无法从该文件取出文字",
        )),
    }
}

/// Waits for the program: whether it succeeded, or `None` where it had to be stopped.
fn wait(child: &mut Child) -> Option<std::io::Result<bool>> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(None) if start.elapsed() < LIMIT => thread::sleep(PAUSE),
            Ok(None) => {
                // It may have ended by itself just now; either way it is gone after this.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
            Ok(Some(status)) => return Some(Ok(status.success())),
            Err(error) => return Some(Err(error)),
        }
    }
}

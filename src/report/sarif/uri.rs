//! Writes names of files as URIs: takes a name as it was given, gives a percent-encoded reference, relative where the name is.

use serde_json::{Value, json};

/// The root that relative names count from.
pub const ROOT: &str = "%SRCROOT%";

/// The artifact location of a file.
pub fn location(file: &str) -> Value {
    if let Some(rest) = file.strip_prefix('/') {
        return json!({ "uri": format!("file:///{}", encoded(rest)) });
    }
    if let Some((drive, rest)) = file.split_once(":/")
        && drive.len() == 1
        && drive.chars().all(|letter| letter.is_ascii_alphabetic())
    {
        return json!({ "uri": format!("file:///{drive}:/{}", encoded(rest)) });
    }
    let mut inside = file;
    while let Some(rest) = inside.strip_prefix("./") {
        inside = rest;
    }
    json!({ "uri": encoded(inside), "uriBaseId": ROOT })
}

/// Everything but unreserved characters and the slash as `%XX` of its UTF-8 bytes.
pub fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_references() {
        let uri = |file| location(file)["uri"].as_str().unwrap_or("").to_owned();
        assert_eq!(uri("./a b/100%:x.md"), "a%20b/100%25%3Ax.md");
        assert_eq!(uri("合同.txt"), "%E5%90%88%E5%90%8C.txt");
        assert_eq!(uri("/tmp/a.md"), "file:///tmp/a.md");
        assert_eq!(uri("C:/a.md"), "file:///C:/a.md");
        assert_eq!(location("a.md")["uriBaseId"], ROOT);
    }
}

//! Tests reading of documents: the tree of each example as a snapshot, twins in other encodings, and what is refused.

use hegui::document::{Document, NodeKind, ReadOptions, read};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub(crate) fn folder(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(of)
}

pub(crate) fn document(name: &str, text: &str) -> Document {
    read(name, text.as_bytes(), &ReadOptions::default()).expect("the text can be read")
}

/// The tree, a node a line: kind, number, level, header, and the words of what holds text.
pub(crate) fn tree(document: &Document) -> String {
    let mut out = format!(
        "format {} · encoding {} · title {:?}\n",
        document.format,
        document.encoding,
        document.title.map(|id| id.0)
    );
    for (id, node) in document.iter() {
        let mut depth = 0;
        let mut up = node.parent;
        while let Some(parent) = up.and_then(|up| document.node(up)) {
            depth += 1;
            up = parent.parent;
        }
        let _ = write!(out, "{}{} {:?}", "  ".repeat(depth), id.0, node.kind);
        if node.level > 0 {
            let _ = write!(out, " L{} {}", node.level, node.number);
        }
        if let Some(header) = &node.header {
            let _ = write!(
                out,
                " <{}>",
                &document.folded.text[header.start as usize..header.end as usize]
            );
        }
        if !node.headings.is_empty()
            && !matches!(node.kind, NodeKind::Sentence | NodeKind::Paragraph)
        {
            let ids: Vec<String> = node.headings.iter().map(|id| id.0.to_string()).collect();
            let _ = write!(out, " under {}", ids.join(","));
        }
        if matches!(node.kind, NodeKind::Sentence) {
            let _ = write!(
                out,
                " | {}",
                &document.folded.text[node.range.start as usize..node.range.end as usize]
            );
        }
        out.push('\n');
    }
    for mark in &document.marks {
        let _ = writeln!(
            out,
            "{:?} | {}",
            mark.kind,
            &document.folded.text[mark.range.start as usize..mark.range.end as usize]
        );
    }
    out
}

pub(crate) fn examples() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder("data/document"))
        .expect("the examples are there")
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

#[test]
fn trees_of_the_examples() {
    let bless = std::env::var_os("HEGUI_BLESS").is_some();
    let mut wrong = Vec::new();
    for path in examples() {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let bytes = std::fs::read(&path).expect("the example can be read");
        let document =
            read(&name, &bytes, &ReadOptions::default()).expect("the example is a document");
        let got = tree(&document);
        let snapshot = folder("snapshots/document").join(format!("{name}.tree"));
        if bless {
            std::fs::write(&snapshot, &got).expect("the snapshot can be written");
        } else if std::fs::read_to_string(&snapshot).unwrap_or_default() != got {
            wrong.push(name);
        }
    }
    assert!(
        wrong.is_empty(),
        "trees differ for {wrong:?}: run with HEGUI_BLESS=1 and read what changed"
    );
}

#[test]
fn the_packs_say_what_stands_in_for_them() {
    let rules = crate::text::rule_set("").rules;
    let reader = hegui::document::Reader::new(&rules.text.languages);
    for path in examples() {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let bytes = std::fs::read(&path).expect("the example can be read");
        let by_packs = reader
            .read(&name, &bytes, None)
            .expect("the example is a document");
        let by_default =
            read(&name, &bytes, &ReadOptions::default()).expect("the example is a document");
        assert_eq!(tree(&by_packs), tree(&by_default), "{name}");
    }
}

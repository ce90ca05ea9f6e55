//! Tests what DOCX is refused or read in part: limits, damage, other files under its ending, and what XML could be made to do.

use crate::docx::{Docx, WORD, lines, open, p, r};
use hegui::codes::input;
use std::io::{Cursor, Read as _, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn code(bytes: &[u8]) -> &'static str {
    match open(bytes) {
        Ok(document) => panic!("read as {:?}", document.source.text()),
        Err(error) => {
            assert!(!error.reason.get(hegui::ir::Lang::Zh).is_empty());
            error.code.as_str()
        }
    }
}

fn with_document(xml: impl Into<Vec<u8>>) -> Vec<u8> {
    let mut docx = Docx::new("");
    docx.raw("word/document.xml", xml);
    docx.bytes()
}

#[test]
fn other_files_under_its_ending_are_named() {
    let mut ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    ole.extend([0; 600]);
    assert_eq!(code(&ole), input::OLD_FORMAT.as_str());
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(code(&ole), input::ENCRYPTED.as_str());
    for other in [
        &b"{\\rtf1 text}"[..],
        b"%PDF-1.7",
        b"<html></html>",
        b"plain text",
        b"",
        b"PK\x03\x04",
    ] {
        assert_eq!(code(other), input::DAMAGED.as_str(), "{other:?}");
    }
}

#[test]
fn a_package_without_a_document_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"<workbook/>").unwrap();
    assert_eq!(
        code(&zip.finish().unwrap().into_inner()),
        input::DAMAGED.as_str()
    );
    assert_eq!(code(&with_document("<workbook/>")), input::DAMAGED.as_str());
}

#[test]
fn a_cut_or_changed_file_is_refused() {
    let whole = std::fs::read(crate::document::folder("data/docx/good_libreoffice.docx")).unwrap();
    assert_eq!(code(&whole[..whole.len() / 2]), input::DAMAGED.as_str());
    // Wherever a byte is changed or the file is cut, it is read or refused, never more.
    for at in (0..whole.len()).step_by(97) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let _ = open(&changed).map(|document| document.nodes.len());
        let _ = open(&whole[..at]).map(|document| document.nodes.len());
    }
}

#[test]
fn parts_of_any_shape_are_read_or_refused() {
    let whole =
        std::fs::read(crate::document::folder("data/docx/shapes_libreoffice.docx")).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(&whole)).unwrap();
    let mut docx = Docx::new("");
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = Vec::new();
        entry.read_to_end(&mut text).unwrap();
        docx.raw(&name, text.clone());
        if ["document.xml", "numbering.xml", "footnotes.xml"]
            .iter()
            .any(|one| name.ends_with(one))
        {
            parts.push((name, String::from_utf8(text).unwrap()));
        }
    }
    let mut read = 0;
    for (name, text) in &parts {
        let tags: Vec<usize> = text.match_indices('<').map(|at| at.0).collect();
        let step = (tags.len() / 40).max(1);
        for ends in tags.windows(4).step_by(step) {
            // Without a few tags, with a few twice, and with an element renamed.
            for (from, to, more) in [
                (ends[0], ends[1], ""),
                (ends[0], ends[3], ""),
                (ends[1], ends[1], "<w:p><w:tbl/></w:p>"),
            ] {
                let mut changed = docx.clone();
                changed.raw(name, format!("{}{more}{}", &text[..from], &text[to..]));
                let Ok(document) = open(&changed.bytes()) else {
                    continue;
                };
                read += 1;
                for (_, node) in document.iter() {
                    let original = document.folded.original(node.range.clone());
                    let original = original.start as usize..original.end as usize;
                    assert!(
                        document.source.text().get(original).is_some(),
                        "{name} at {from}"
                    );
                }
                for mark in &document.marks {
                    let range = mark.range.start as usize..mark.range.end as usize;
                    assert!(
                        document.folded.text.get(range).is_some(),
                        "{name} at {from}"
                    );
                }
            }
        }
    }
    assert!(read > 40, "{read}");
}

#[test]
fn a_part_that_grows_without_end_is_refused() {
    let mut xml = format!(r#"<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>"#).into_bytes();
    xml.resize(8 << 20, b' ');
    xml.extend(b"</w:t></w:r></w:p></w:body></w:document>");
    assert_eq!(code(&with_document(xml)), input::TOO_LARGE.as_str());
    // In any part.
    let mut docx = Docx::new(&p("正文"));
    docx.relate("styles", "styles");
    docx.raw("word/styles.xml", vec![b' '; 8 << 20]);
    assert_eq!(code(&docx.bytes()), input::TOO_LARGE.as_str());
}

#[test]
fn a_package_of_too_many_entries_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..10_001 {
        zip.start_file(format!("word/{at}"), SimpleFileOptions::default())
            .unwrap();
    }
    assert_eq!(
        code(&zip.finish().unwrap().into_inner()),
        input::TOO_LARGE.as_str()
    );
}

#[test]
fn elements_nest_as_deep_as_documents_do_and_no_deeper() {
    let nested = |depth: usize| {
        let open = "<w:tbl><w:tr><w:tc>".repeat(depth);
        let close = "</w:tc></w:tr></w:tbl>".repeat(depth);
        Docx::new(&format!("{open}{}{close}", p("最里面"))).bytes()
    };
    assert_eq!(lines(&open(&nested(80)).unwrap()), ["最里面"]);
    assert_eq!(code(&nested(90)), input::TOO_DEEP.as_str());
    // What is passed over counts too.
    let skipped = format!("{}{}", "<w:x>".repeat(100_000), "</w:x>".repeat(100_000));
    assert_eq!(code(&Docx::new(&skipped).bytes()), input::TOO_DEEP.as_str());
    // So do the elements of a run, of controls and of drawings, on the stack of a thread.
    for (start, end) in [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:hyperlink>", "</w:hyperlink>"),
        ("<m:oMath>", "</m:oMath>"),
        ("<w:r><w:pict>", "</w:pict></w:r>"),
    ] {
        let text = format!(
            "<w:p>{}{}{}</w:p>",
            start.repeat(110),
            r("甲"),
            end.repeat(110)
        );
        let read = open(&Docx::new(&(p("正文") + &text)).bytes());
        assert!(read.is_ok(), "{start}: {read:?}");
    }
}

#[test]
fn small_files_do_not_grow_large_in_memory() {
    let many = "<w:p/>".repeat(200_001);
    assert_eq!(code(&Docx::new(&many).bytes()), input::TOO_LARGE.as_str());
    let cells = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(200_001));
    assert_eq!(code(&Docx::new(&cells).bytes()), input::TOO_LARGE.as_str());
    // A label is written with every paragraph, a note once however often it is referred to.
    let label = "长".repeat(100_000);
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="{label}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#
    );
    let item = format!(
        r#"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>"#,
        r(r#"甲</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>"#)
    );
    let document = Docx::new(&item.repeat(3))
        .numbering(&numbering)
        .with(
            "footnotes",
            "footnotes",
            "footnotes",
            &format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, p("注")),
        )
        .read();
    let text = lines(&document);
    assert_eq!(text.len(), 4);
    assert!(text[0].chars().count() < 130);
}

#[test]
fn entities_are_never_expanded() {
    let body = "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>";
    let declared = format!(
        r#"<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{WORD}">{body}</w:document>"#
    );
    assert_eq!(code(&with_document(declared)), input::DAMAGED.as_str());
    let unknown = format!(r#"<w:document xmlns:w="{WORD}">{body}</w:document>"#);
    assert_eq!(code(&with_document(unknown)), input::DAMAGED.as_str());
}

#[test]
fn strict_files_and_other_encodings_are_read() {
    let docx = Docx::new(&p("第一条 利率"));
    assert_eq!(
        lines(&open(&docx.clone().strict().bytes()).unwrap()),
        ["第一条 利率"]
    );
    let xml = format!(
        r#"<d:document xmlns:d="{WORD}"><d:body><d:p><d:r><d:t>利率</d:t></d:r></d:p></d:body></d:document>"#
    );
    let mut wide = vec![0xff, 0xfe];
    wide.extend(xml.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(lines(&open(&with_document(wide)).unwrap()), ["利率"]);
    let gbk = encoding(&xml);
    assert_eq!(code(&with_document(gbk)), input::DAMAGED.as_str());
}

fn encoding(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn a_broken_part_is_noted_and_the_rest_is_read() {
    let note = r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#;
    let mut docx = Docx::new(&format!("<w:p>{}{note}</w:p>", r("年利率24%")));
    docx.relate("footnotes", "footnotes");
    docx.raw("word/footnotes.xml", "<w:footnotes><w:footnote>");
    docx.relate("numbering", "lost");
    let document = docx.read();
    assert_eq!(lines(&document), ["年利率24%"]);
    let unread: Vec<(String, &str)> = document
        .unread
        .iter()
        .map(|one| (one.place.en(), one.code.as_str()))
        .collect();
    let code = input::UNREAD_PART.as_str();
    assert_eq!(
        unread,
        [
            ("word/lost.xml".to_owned(), code),
            ("footnote, word/footnotes.xml".to_owned(), code)
        ]
    );
}

#[test]
fn an_imported_file_and_broken_relations_are_noted() {
    let document = Docx::new(&(p("正文") + r#"<w:altChunk r:id="x"/>"#)).read();
    assert_eq!(document.unread.len(), 1);
    let mut docx = Docx::new(&p("正文"));
    docx.raw("word/_rels/document.xml.rels", "<Relationships");
    let document = docx.read();
    assert_eq!(lines(&document), ["正文"]);
    assert_eq!(
        document.unread[0].place.en(),
        "word/_rels/document.xml.rels"
    );
}

#[test]
fn styles_in_a_circle_and_lists_without_levels_do_no_harm() {
    let styles = r#"<w:style w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/><w:rPr><w:b/></w:rPr></w:style>"#;
    let numbering = r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="99"/><w:lvl w:ilvl="0"><w:start w:val="4294967295"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%9%"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="77"/></w:num>"#;
    let item = |list: u8, level: u32| {
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>{}</w:p>"#,
            r("甲")
        )
    };
    let body = item(1, 0) + &item(1, 0) + &item(1, 5) + &item(1, 250) + &item(2, 0) + &item(9, 0);
    let text = Docx::new(&body).styles(styles).numbering(numbering).lines();
    assert_eq!(
        text,
        ["4294967295% 甲", "4294967295% 甲", "甲", "甲", "甲", "甲"]
    );
}

#[test]
fn a_document_of_pictures_has_no_text() {
    assert_eq!(
        code(&Docx::new("<w:p><w:r><w:drawing/></w:r></w:p>").bytes()),
        input::NO_TEXT.as_str()
    );
}

#[test]
fn a_field_whose_instruction_never_ends_is_noted() {
    let begin = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#;
    let separate = r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let body = |field: &str| p("第一条") + &format!("<w:p>{field}</w:p>") + &p("第二条");
    let lost = Docx::new(&body(begin)).read();
    assert_eq!(lines(&lost), ["第一条"]);
    assert_eq!(lost.unread.len(), 1);
    assert_eq!(lost.unread[0].place.en(), "word/document.xml");
    let shown = Docx::new(&body(&format!("{begin}{separate}"))).read();
    assert_eq!(lines(&shown), ["第一条", "第二条"]);
    assert!(shown.unread.is_empty());

    let note = r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#;
    let inside = format!(
        r#"<w:footnote w:id="1"><w:p>{begin}{}</w:p></w:footnote>"#,
        r("注")
    );
    let docx = Docx::new(&format!("<w:p>{}{note}</w:p>", r("正文")));
    let document = docx
        .with("footnotes", "footnotes", "footnotes", &inside)
        .read();
    assert_eq!(document.unread.len(), 1);
}

#[test]
fn a_paragraph_of_many_lines_is_read_in_time() {
    let line = |at: usize| {
        let bold = if at.is_multiple_of(2) {
            "<w:rPr><w:b/></w:rPr>"
        } else {
            ""
        };
        format!("<w:r>{bold}<w:t>第{at}行</w:t><w:br/></w:r>")
    };
    let many = 30_000;
    let start = std::time::Instant::now();
    let body: String = (0..many).map(line).collect();
    let document = Docx::new(&format!("<w:p>{body}</w:p>")).read();
    assert_eq!(document.source.text().lines().count(), many);
    assert!(start.elapsed().as_secs() < 60);
}

#[test]
fn a_paragraph_joined_of_many_is_read_in_time() {
    let joins = |text: &str| {
        format!(
            r#"<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{}</w:p>"#,
            r(text)
        )
    };
    let many = 100_000;
    let start = std::time::Instant::now();
    let document = Docx::new(&(joins("年利率24%").repeat(many) + &p("止"))).read();
    assert_eq!(
        document.source.text().trim_end().chars().count(),
        many * 6 + 1
    );
    assert!(start.elapsed().as_secs() < 60);
}

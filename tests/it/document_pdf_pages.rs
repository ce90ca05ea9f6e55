//! Tests how the pages of PDF files are read and which are not, with files written by hand.

use crate::pdf_file::PdfFile;
use hegui::codes::input;
use hegui::document::{Document, ReadError, ReadOptions, read, read_extracted};

const FONTS: &str = "/Font << /F 3 0 R >> /XObject << /Form 4 0 R /Image 5 0 R >>";

/// A file with a font, a form that writes a line, and an image.
fn file() -> PdfFile {
    let mut file = PdfFile::new(FONTS);
    file.object(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    );
    file.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 500 100] /Matrix [1 0 0 1 0 -40]",
        "BT /F 12 Tf 72 700 Td (The form says this.) Tj ET",
    );
    file.stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        [0],
    );
    file
}

fn opened(file: &PdfFile) -> Document {
    read("a.pdf", &file.bytes(), &ReadOptions::default()).expect("the file can be read")
}

fn refused(bytes: &[u8]) -> ReadError {
    read("a.pdf", bytes, &ReadOptions::default()).expect_err("the file cannot be read")
}

fn lines(content: &str) -> Vec<String> {
    let mut file = file();
    file.page(content);
    let document = opened(&file);
    let lines = document.source.text().lines();
    lines
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

#[test]
fn every_operator_that_shows_text_is_followed() {
    let content = "BT /F 12 Tf 14 TL 72 700 Td (one) Tj T* (two) Tj (three) ' 1 0 (four five) \" 0 Tc 0 Tw \
        0 -14 TD [(s) -20 (i) -20 (x) -400 (seven)] TJ ET \
        q 1 0 0 1 0 -20 cm /Form Do Q BT /F 12 Tf 1 0 0 1 72 500 Tm (eight) Tj ET";
    assert_eq!(
        lines(content),
        [
            "one",
            "two",
            "three",
            "four five",
            "six seven",
            "The form says this.",
            "eight"
        ]
    );
}

#[test]
fn lines_are_read_from_the_top_whatever_their_order() {
    let content = "BT /F 12 Tf 1 0 0 1 72 600 Tm (last) Tj 1 0 0 1 72 700 Tm (first) Tj 1 0 0 1 140 650 Tm (right) Tj \
        1 0 0 1 115 650 Tm (left) Tj ET";
    assert_eq!(lines(content), ["first", "left right", "last"]);
}

#[test]
fn raised_letters_stay_in_their_line() {
    let content =
        "BT /F 12 Tf 72 700 Td (area 20 m) Tj /F 7 Tf 5 Ts (2) Tj /F 12 Tf 0 Ts ( in all) Tj ET";
    assert_eq!(lines(content), ["area 20 m2 in all"]);
}

#[test]
fn text_that_says_what_it_stands_for_is_taken_at_its_word() {
    let content = "BT /F 12 Tf 72 700 Td (a ) Tj /Span << /ActualText <FEFF5229606F> >> BDC (xx) Tj (yy) Tj EMC ( b) Tj ET";
    assert_eq!(lines(content), ["a 利息 b"]);
}

#[test]
fn what_is_drawn_twice_to_look_bold_is_read_once() {
    let content =
        "BT /F 12 Tf 72 700 Td (Penalty 5%) Tj ET BT /F 12 Tf 72.3 700 Td (Penalty 5%) Tj ET";
    assert_eq!(lines(content), ["Penalty 5%"]);
}

#[test]
fn a_stamp_across_the_page_comes_after_the_text() {
    let content = "BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (SAMPLE) Tj ET \
        BT /F 12 Tf 72 600 Td (above the stamp) Tj 0 -500 Td (below it) Tj ET";
    assert_eq!(lines(content), ["above the stamp", "below it", "SAMPLE"]);
}

#[test]
fn every_line_across_the_pages_is_kept_once() {
    let mut file = file();
    for page in 0..3 {
        let mut content =
            String::from("BT /F 12 Tf 72 700 Td (A longer line of the text on its way.) Tj ");
        for stamp in 0..400 {
            content += &format!(
                "0.07 0.07 -0.07 0.07 {} 20 Tm (s{page}x{stamp}) Tj ",
                10.0 + f64::from(stamp) * 1.4
            );
        }
        file.page(content + "ET");
    }
    let document = opened(&file);
    for page in 0..3 {
        for stamp in 0..400 {
            let words = format!("s{page}x{stamp}");
            assert!(document.source.text().contains(&words), "{words}");
        }
    }
}

#[test]
fn a_page_turned_on_its_side_is_read_along_its_lines() {
    let content =
        "BT /F 12 Tf 0 1 -1 0 100 72 Tm (first line) Tj 0 1 -1 0 130 72 Tm (second line) Tj ET";
    assert_eq!(lines(content), ["first line", "second line"]);
}

#[test]
fn a_line_under_a_gap_is_a_blank_to_fill_in() {
    let content = "BT /F 12 Tf 72 700 Td (rate) Tj 90 0 Td (% per year) Tj ET 98 698 m 160 698 l S";
    let lines = lines(content);
    assert!(lines[0].starts_with("rate____"), "{lines:?}");
    assert!(lines[0].ends_with("_% per year"), "{lines:?}");
}

#[test]
fn what_nobody_sees_is_no_text() {
    let content = "BT /F 12 Tf 72 700 Td (seen) Tj 3 Tr 0 -20 Td (invisible) Tj 0 Tr 900 0 Td (off the page) Tj ET";
    assert_eq!(lines(content), ["seen"]);
}

fn reasons(document: &Document) -> Vec<(u32, String)> {
    document
        .unread
        .iter()
        .map(|one| {
            let reason = one.reason.get(hegui::ir::Lang::En);
            (one.place.page.expect("a page"), reason.to_owned())
        })
        .collect()
}

#[test]
fn pages_that_show_more_than_their_text_are_unread() {
    let text = "BT /F 12 Tf 72 700 Td (A contract of which pages are lost.) Tj ET ";
    let mut file = file();
    file.page(text);
    file.page("q 595 0 0 842 0 0 cm /Image Do Q");
    file.page("");
    file.page(format!(
        "{text} q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
    ));
    file.page(format!("{text} ((("));
    file.page(text.trim_end().trim_end_matches("ET"));
    file.page(format!("/Span << /ActualText (x) >> BDC {text}"));
    file.page("10 10 m ".to_owned() + &"20 20 30 30 40 40 c ".repeat(100) + "f");
    let unread = reasons(&opened(&file));
    let pages: Vec<u32> = unread.iter().map(|one| one.0).collect();
    assert_eq!(pages, [2, 4, 5, 6, 7, 8], "{unread:?}");
    assert!(unread[0].1.contains("image without text"), "{unread:?}");
    assert!(unread[1].1.contains("100% of the page"), "{unread:?}");
    assert!(unread[2].1.contains("damaged"), "{unread:?}");
    assert!(unread[3].1.contains("damaged"), "{unread:?}");
    assert!(unread[4].1.contains("damaged"), "{unread:?}");
    assert!(unread[5].1.contains("shapes"), "{unread:?}");
}

#[test]
fn an_image_behind_every_page_is_a_letterhead() {
    let mut file = file();
    for page in ["one", "two"] {
        file.page(format!(
            "q 595 0 0 842 0 0 cm /Image Do Q BT /F 12 Tf 72 700 Td (page {page}) Tj ET"
        ));
    }
    assert_eq!(reasons(&opened(&file)), []);
}

#[test]
fn a_form_that_draws_itself_is_an_error() {
    let mut file = PdfFile::new("/XObject << /Form 3 0 R >>");
    file.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Form 3 0 R >> >>",
        "/Form Do /Form Do",
    );
    file.page("/Form Do");
    assert_eq!(refused(&file.bytes()).code, input::TOO_LARGE);
}

#[test]
fn a_stream_that_unpacks_without_end_is_an_error() {
    let mut file = PdfFile::new("");
    file.stream("/Filter /FlateDecode", packed(&[b' '; 1 << 16], 1200));
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>";
    file.raw_page(page);
    assert_eq!(refused(&file.bytes()).code, input::TOO_LARGE);
}

#[test]
fn streams_of_objects_that_unpack_without_end_are_an_error() {
    let mut file = file();
    for _ in 0..4 {
        file.stream(
            "/Type /ObjStm /N 0 /First 0 /Filter /FlateDecode",
            packed(&[b' '; 1 << 16], 160),
        );
    }
    file.page("");
    assert_eq!(refused(&file.bytes()).code, input::TOO_LARGE);
}

/// A zlib stream of a block so many times over; the archive's library does the packing.
fn packed(block: &[u8], times: usize) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = zip::write::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    encoder
        .start_file("a", zip::write::SimpleFileOptions::default())
        .expect("an archive");
    for _ in 0..times {
        encoder.write_all(block).expect("an archive");
    }
    let archive = encoder.finish().expect("an archive").into_inner();
    // The entry's data lies between its local header and the central directory.
    let start = 30 + 1;
    let end = archive
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .expect("a directory");
    let mut stream = vec![0x78, 0x9c];
    stream.extend_from_slice(&archive[start..end]);
    stream
}

#[test]
fn files_that_are_no_pdf_or_lost_their_pages_are_refused() {
    assert_eq!(refused(b"plain text").code, input::PDF_DAMAGED);
    assert_eq!(refused(b"%PDF-1.7\nnothing").code, input::PDF_DAMAGED);
    let mut file = file();
    file.page("BT /F 12 Tf 72 700 Td (whole) Tj ET");
    let bytes = file.bytes();
    assert_eq!(refused(&bytes[..60]).code, input::PDF_DAMAGED);
    // Enough is left to know that there was a page.
    let half = read("a.pdf", &bytes[..bytes.len() / 4], &ReadOptions::default()).expect("a page");
    assert_eq!(reasons(&half).len(), 1);
}

#[test]
fn a_lost_table_of_objects_is_rebuilt() {
    let mut file = file();
    file.page("BT /F 12 Tf 72 700 Td (whole) Tj ET");
    let text = file.bytes();
    let at = text
        .windows(9)
        .rposition(|window| window == b"startxref")
        .expect("a trailer");
    let mut broken = text[..at].to_vec();
    broken.extend_from_slice(b"startxref\n99999999\n%%EOF\n");
    let document = read("a.pdf", &broken, &ReadOptions::default()).expect("repaired");
    assert_eq!(document.source.text().trim(), "whole");
}

#[test]
fn text_taken_out_by_another_program_is_held_against_the_pages() {
    let mut file = file();
    file.page("BT /F 12 Tf 72 700 Td (The first page says this.) Tj ET");
    file.page("BT /F 12 Tf 72 700 Td (The second page says that.) Tj ET");
    file.page("q 595 0 0 842 0 0 cm /Image Do Q");
    let text = "The first page says this.\n\u{c}The\n\u{c}\u{c}";
    let documents = read_extracted("a.pdf", &file.bytes(), text, &ReadOptions::default());
    let document = &documents.expect("read")[0];
    let pages: Vec<u32> = reasons(document).iter().map(|one| one.0).collect();
    assert_eq!(pages, [2, 3]);
    assert_eq!(document.encoding, "pdftotext");
    assert!(!document.carries_marks);
    let second = document
        .source
        .place(text.find("\u{c}The").expect("a page") + 1);
    assert_eq!(second.and_then(|place| place.page), Some(2));
}

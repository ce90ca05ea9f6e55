//! Tests how the codes of PDF fonts become text, with files written by hand.

use crate::pdf_file::{PdfFile, hex};
use encoding_rs::{BIG5, GB18030, SHIFT_JIS};
use hegui::codes::input;
use hegui::document::{Document, ReadOptions, read};

fn opened(file: &PdfFile) -> Document {
    read("a.pdf", &file.bytes(), &ReadOptions::default()).expect("the file can be read")
}

/// One line in a font, given by its dictionary's inside and the string as it is written.
fn shown(font: &str, more: &[(&str, &[u8])], string: &str) -> Document {
    let mut file = PdfFile::new("/Font << /F 3 0 R /T 4 0 R >>");
    file.object(format!("<< /Type /Font {font} >>"));
    file.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    for (dict, data) in more {
        file.stream(dict, data);
    }
    file.page(format!(
        "BT /T 12 Tf 72 700 Td (Contract) Tj 0 -30 Td /F 12 Tf {string} Tj ET"
    ));
    opened(&file)
}

fn second_line(document: &Document) -> &str {
    document.source.text().lines().nth(2).unwrap_or("").trim()
}

fn named(map: &str) -> String {
    format!(
        "/Subtype /Type0 /BaseFont /STSong-Light /Encoding /{map} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 \
         /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>]"
    )
}

#[test]
fn maps_that_are_only_named_are_known() {
    let words = "第八条 年利率24%。";
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let gb = |text: &str| GB18030.encode(text).0.into_owned();
    let utf8 = |text: &str| text.as_bytes().to_vec();
    let traditional = "第八條 年利率24%。";
    let japanese = "第八条 年率24%。";
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("GBK-EUC-H", words, gb(words)),
        ("GBKp-EUC-H", words, gb(words)),
        ("GB-EUC-H", words, gb(words)),
        ("GBK2K-H", "𠮷年利率24%。", gb("𠮷年利率24%。")),
        ("UniGB-UCS2-H", words, utf16(words)),
        ("UniGB-UTF16-H", "𠮷年利率24%。", utf16("𠮷年利率24%。")),
        ("UniGB-UTF8-H", words, utf8(words)),
        ("UniCNS-UTF16-H", traditional, utf16(traditional)),
        (
            "ETen-B5-H",
            traditional,
            BIG5.encode(traditional).0.into_owned(),
        ),
        (
            "90ms-RKSJ-H",
            japanese,
            SHIFT_JIS.encode(japanese).0.into_owned(),
        ),
        ("UniJIS-UCS2-H", japanese, utf16(japanese)),
    ];
    for (map, words, bytes) in cases {
        let document = shown(&named(map), &[], &hex(&bytes));
        assert_eq!(second_line(&document), words, "{map}");
        assert!(document.unread.is_empty(), "{map}");
    }
}

const IDENTITY: &str = "/Subtype /Type0 /BaseFont /AAAAAA+Own /Encoding /Identity-H /DescendantFonts [<< /Type /Font \
    /Subtype /CIDFontType2 /BaseFont /AAAAAA+Own /DW 1000 /W [30 [500] 40 42 500] >>]";

#[test]
fn glyph_numbers_become_text_by_their_map() {
    let map = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
        2 beginbfchar <0001> <7B2C> <0002> <D842DFB7> endbfchar \
        3 beginbfrange <0010> <0012> <5229> <0020> <0022> [<7387> <0032> <00340025>] <0030> <0030> <0034> endbfrange endcmap";
    let font = format!("{IDENTITY} /ToUnicode 5 0 R");
    let document = shown(&font, &[("", map)], "<0001 0002 0010 0020 0021 0022 0012>");
    assert_eq!(second_line(&document), "第𠮷利率24%\u{522b}");
    assert!(document.unread.is_empty());
}

#[test]
fn glyph_numbers_without_a_map_leave_the_page_unread() {
    let mut file = PdfFile::new("/Font << /F 3 0 R /T 4 0 R >>");
    file.object(format!("<< /Type /Font {IDENTITY} >>"));
    file.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    file.page("BT /T 12 Tf 72 700 Td (This page can be read.) Tj ET");
    file.page("BT /T 12 Tf 72 700 Td (The rate is ) Tj /F 12 Tf <00230024> Tj ET");
    let document = opened(&file);
    let unread: Vec<(String, String)> = document
        .unread
        .iter()
        .map(|one| (one.place.en(), one.code.to_string()))
        .collect();
    assert_eq!(
        unread,
        [("page 2".to_owned(), input::UNREAD_PART.to_string())]
    );
    assert!(document.source.text().contains("The rate is"));
}

#[test]
fn a_map_in_the_file_tells_codes_of_several_lengths() {
    let codes = b"begincmap 2 begincodespacerange <00> <7F> <8140> <FEFE> endcodespacerange \
        1 begincidrange <20> <7E> 1 endcidrange endcmap";
    let text = b"begincmap 1 beginbfrange <20> <7E> <0020> endbfrange 2 beginbfchar <8140> <5E74> <8141> <606F> endbfchar endcmap";
    let font = IDENTITY.replace("/Identity-H", "5 0 R") + " /ToUnicode 6 0 R";
    let document = shown(
        &font,
        &[("/Type /CMap /CMapName /Own", codes), ("", text)],
        &hex(b"\x81\x40\x81\x41 36%"),
    );
    assert_eq!(second_line(&document), "年息 36%");
}

#[test]
fn simple_fonts_go_by_their_encoding() {
    let differences = "/Subtype /Type1 /BaseFont /Own /Encoding << /BaseEncoding /WinAnsiEncoding \
        /Differences [65 /percent /uni5229 /u20BB7 /f_i /Euro.alt] >>";
    let document = shown(differences, &[], "(24A B C D E \\223x\\224)");
    assert_eq!(second_line(&document), "24% 利 𠮷 fi € “x”");
    let roman = "/Subtype /TrueType /BaseFont /Own /Encoding /MacRomanEncoding";
    assert_eq!(
        second_line(&shown(roman, &[], "(r\\216sum\\216)")),
        "résumé"
    );
}

#[test]
fn embedded_glyphs_that_nothing_names_are_not_guessed() {
    let symbolic = "/Subtype /TrueType /BaseFont /AAAAAA+Own /FontDescriptor << /Type /FontDescriptor /Flags 4 /FontFile2 5 0 R >>";
    let document = shown(symbolic, &[("", b"")], "(!\"#$)");
    assert_eq!(document.unread.len(), 1);
    assert!(!second_line(&document).contains('!'));
}

#[test]
fn boxes_and_ticks_are_signs() {
    let boxes = "/Subtype /TrueType /BaseFont /Wingdings-Regular";
    let document = shown(boxes, &[], "(\\250 \\376 l)");
    assert_eq!(second_line(&document), "□ ☑ •");
    assert!(document.unread.is_empty());
}

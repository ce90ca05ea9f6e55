//! Tests folding: what becomes of width, case, white space, marks and traditional characters, and that every place maps back exactly.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use hegui::document::fold::{Folded, fold};
use hegui::document::traditional;
use proptest::prelude::*;

fn folds(text: &str) -> String {
    fold(text).text
}

/// The original characters that the first occurrence of `part` in the folded text was made of.
fn origin<'a>(text: &'a str, part: &str) -> &'a str {
    let folded = fold(text);
    let start = folded.text.find(part).expect("part is in the folded text");
    let range = folded.original(start as u32..(start + part.len()) as u32);
    &text[range.start as usize..range.end as usize]
}

#[test]
fn plain_text_stays() {
    let text = "甲方可以通过短信、电话和上门方式催收。《民法典》「引用」";
    let folded = fold(text);
    assert_eq!(folded.text, text);
    assert_eq!(folded.shifts.len(), 1, "one shift: {:?}", folded.shifts);
}

#[test]
fn width_case_and_compatibility_forms_become_plain() {
    assert_eq!(folds("年利率：２４％（ＡＰＲ）；"), "年利率:24%(apr);");
    assert_eq!(folds("SMS 或 App"), "sms或app");
    assert_eq!(folds("⑴短信㈡电话⒊上门"), "(1)短信(二)电话3.上门");
    assert_eq!(folds("①短信⑳电话"), "①短信⑳电话");
    assert_eq!(folds("50㎡，￥５"), "50m2,¥5");
    assert_eq!(folds("⽂件"), "文件");
}

#[test]
fn white_space_stays_between_latin_words_only() {
    assert_eq!(folds("  第 八 条　催 收  "), "第八条催收");
    assert_eq!(folds("up  to\r\n 24 %"), "up to 24 %");
    assert_eq!(folds("甲方： ABC Co.， Ltd"), "甲方:abc co.,ltd");
    assert_eq!(folds("不得\n泄露"), "不得泄露");
    assert_eq!(folds("法\u{200b}律\u{feff}援助"), "法律援助");
}

#[test]
fn a_gap_before_a_unit_is_a_blank_to_fill_in() {
    assert_eq!(folds("年利率为     %"), "年利率为__%");
    assert_eq!(folds("2026年   月   日"), "2026年__月__日");
    assert_eq!(folds("5    元"), "5元");
    assert_eq!(origin("年利率为     %", "__"), "     ");
}

#[test]
fn traditional_becomes_simplified() {
    assert_eq!(
        folds("貸款人應當對個人資訊嚴格保密"),
        "贷款人应当对个人资讯严格保密"
    );
    assert_eq!(folds("催收時間為每日8時至22時"), "催收时间为每日8时至22时");
}

#[test]
fn marks_join_their_letter() {
    assert_eq!(folds("Cafe\u{301} がか\u{3099}"), "caféがが");
    assert_eq!(origin("Cafe\u{301}s", "é"), "e\u{301}");
    assert_eq!(origin("ｶﾞス", "ガ"), "ｶﾞ");
}

#[test]
fn places_map_back_to_the_very_characters() {
    assert_eq!(origin("（甲 方）", "甲方"), "甲 方");
    assert_eq!(origin("（甲方） 乙", "(甲方)"), "（甲方）");
    assert_eq!(origin("面积50㎡左右", "2"), "㎡");
    assert_eq!(origin("面积50㎡左右", "m2左"), "㎡左");
    assert_eq!(origin("up \n to", " "), " \n ");
    assert_eq!(origin("法\u{200b}律", "法"), "法");
    assert_eq!(origin("（\u{200b}律", "("), "（");
    assert_eq!(origin("貸款", "贷"), "貸");
}

#[test]
fn original_places_map_to_folded_ones() {
    let text = "（甲 方）㎡";
    let folded = fold(text);
    let at = |part: &str| folded.folded(text.find(part).expect("part") as u32);
    assert_eq!(
        (at("（"), at("甲"), at("方"), at("）"), at("㎡")),
        (0, 1, 4, 7, 8)
    );
    assert_eq!(at(" 方"), 4, "what is dropped stands for what follows");
    assert_eq!(folded.folded(text.len() as u32), 10);
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[一-龥]{1,6}",
        3 => "[a-zA-Z0-9 .,:;()%]{1,8}",
        2 => "[！-～　￥ｱ-ﾟ]{1,4}",
        2 => prop::sample::select(vec!["\n", " ", "   %", "\u{200b}", "e\u{301}", "㎡", "⑴", "①", "℡", "應", "\r\n", "İ", "ß", "¨", "ﷺ", "각", "ᄀ", "ㄱ", "か\u{3099}", "\u{fe0f}"]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|parts| parts.concat())
}

fn assert_maps_back(text: &str, folded: &Folded) {
    let mut last = 0;
    for (at, c) in folded.text.char_indices() {
        let range = folded.original(at as u32..(at + c.len_utf8()) as u32);
        let (start, end) = (range.start as usize, range.end as usize);
        assert!(start < end, "{c:?} at {at} comes from nothing in {text:?}");
        let origin = text.get(start..end);
        assert!(
            origin.is_some(),
            "{c:?} at {at} cuts a character of {text:?}: {range:?}"
        );
        assert!(start >= last, "{c:?} at {at} goes back in {text:?}");
        last = start;
        if c.is_ascii_lowercase() || ('一'..='龥').contains(&c) {
            if origin.is_some_and(|o| o.chars().count() == 1 && (o.is_ascii() || o.len() == 3)) {
                continue;
            }
            assert!(
                origin.is_some_and(|o| fold(o).text.contains(c)),
                "{c:?} from {origin:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_folded_character_has_its_origin(text in pieces()) {
        assert_maps_back(&text, &fold(&text));
    }

    #[test]
    fn every_original_place_has_its_folded_one(text in pieces()) {
        let folded = fold(&text);
        let mut last = 0;
        for (at, _) in text.char_indices() {
            let place = folded.folded(at as u32);
            prop_assert!(place >= last && folded.text.is_char_boundary(place as usize));
            last = place;
        }
    }

    #[test]
    fn folding_twice_is_folding_once(text in pieces()) {
        let once = folds(&text);
        prop_assert_eq!(folds(&once), once);
    }
}

#[test]
fn the_list_of_traditional_characters_is_current() {
    let t2s = OpenCC::from_config(BuiltinConfig::T2s).expect("the converter is built in");
    let mut list = String::new();
    for c in ('\u{3400}'..='\u{9fff}').chain('\u{20000}'..='\u{323af}') {
        let mut to = c.to_string();
        // Until it stays: folding a folded text must change nothing.
        for _ in 0..4 {
            to = t2s.convert(&to);
        }
        if to.chars().count() == 1 && !to.starts_with(c) {
            list.push(c);
            list.push_str(&to);
            list.push('\n');
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/document/traditional.txt");
    if std::env::var_os("HEGUI_BLESS").is_some() {
        std::fs::write(path, &list).expect("the list can be written");
    } else {
        assert_eq!(list, traditional::LIST, "run with HEGUI_BLESS=1");
    }
}

#[test]
fn quoted_words_are_without_the_marks_of_their_format() {
    let pack = crate::packs::loaded();
    let read = |name: &str, text: &str| {
        let options = hegui::document::ReadOptions {
            encoding: None,
            languages: &pack.rules.text.languages,
        };
        let document = hegui::document::read(name, text.as_bytes(), &options).expect("a document");
        let end = u32::try_from(document.folded.text.len()).expect("a short text");
        document.folded.quoted(0..end, document.source.text())
    };
    for (name, text, words) in [
        (
            "a.md",
            "甲方**有权**随时\\_上门 &amp; 催收。",
            "甲方有权随时_上门 & 催收。",
        ),
        (
            "a.html",
            "<p>甲方<b>有权</b>上&#38376;　催收。</p>",
            "甲方有权上门　催收。",
        ),
        (
            "a.html",
            "<p>（一）甲方<br>不得<i></i>催收</p>",
            "（一）甲方\n不得催收",
        ),
        ("a.txt", "甲方 < 乙方 * 2", "甲方 < 乙方 * 2"),
    ] {
        assert_eq!(read(name, text), words, "{name}: {text}");
    }
}

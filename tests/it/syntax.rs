//! Holds the language front end to `design/language.md`: samples, productions, recovery.

use hegui::source::FileId;
use hegui::syntax;

fn sample(name: &str) -> String {
    let path = format!("{}/tests/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the sample is there")
}

#[test]
fn the_samples_of_the_language_page_parse_as_they_stand() {
    for (name, items) in [("taste_disclosure.hegui", 9), ("taste_conduct.hegui", 20)] {
        let text = sample(name);
        let (file, problems) = syntax::parse(FileId(0), &text);
        assert_eq!(problems, [], "{name}");
        assert_eq!(file.items.len(), items, "{name}: {:#?}", file.items);
        assert!(file.broken.is_empty());
    }
}

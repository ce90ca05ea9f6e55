//! Compiles texts in several languages.

use crate::ir::Words;
use crate::syntax::ast::Localized;

/// The words of a text; a bare string counts for every language that is not given by itself.
pub fn words(text: &Localized) -> Words {
    let tagged = |tag: &str| {
        text.texts
            .iter()
            .find(|(name, _)| name.as_ref().is_some_and(|name| name.text == tag))
    };
    let bare = text.texts.iter().find(|(name, _)| name.is_none());
    let pick = |tag| tagged(tag).or(bare).map(|(_, text)| text.value.clone());
    Words {
        en: pick("en"),
        zh: pick("zh"),
    }
}

/// What people call an item: its documentation lines that begin with a language, `/// zh: 短信阶段`.
pub fn label(docs: &[String]) -> Option<Words> {
    let tagged = |tag: &str| {
        docs.iter()
            .find_map(|line| line.trim().strip_prefix(tag)?.strip_prefix(':'))
            .map(|words| words.trim().to_owned())
    };
    let label = Words {
        en: tagged("en"),
        zh: tagged("zh"),
    };
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::label;

    fn lines(docs: &[&str]) -> Vec<String> {
        docs.iter().map(|&line| line.to_owned()).collect()
    }

    #[test]
    fn a_label_is_taken_from_tagged_lines_only() {
        let found = label(&lines(&["A text message, but no code.", " zh: 短信 "]));
        let found = found.expect("a label");
        assert_eq!(found.zh.as_deref(), Some("短信"));
        assert_eq!(found.en, None);
        assert_eq!(label(&lines(&["Says zh: nothing."])), None);
    }
}

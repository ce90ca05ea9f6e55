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

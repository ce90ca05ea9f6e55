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

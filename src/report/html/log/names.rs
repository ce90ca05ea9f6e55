//! Names rules and channels in both languages, as people know them.

use super::super::model::Both;
use crate::finding::Picture;
use crate::ir::Lang;
use crate::ir::log::{EnumValue, FieldType};
use crate::report::View;
use crate::report::words::is_han;

/// What things are called.
pub(super) struct Names<'a> {
    view: &'a View<'a>,
    channels: &'a [EnumValue],
}

impl<'a> Names<'a> {
    pub fn new(picture: &Picture, view: &'a View<'a>) -> Self {
        let log = picture
            .log
            .and_then(|id| view.rules.log.logs.get(id.0 as usize));
        let field = log.and_then(|log| log.fields.get(log.field("channel")?.0 as usize));
        let channels = match field.map(|field| &field.ty) {
            Some(FieldType::Enum { values, .. }) => values.as_slice(),
            _ => &[],
        };
        Self { view, channels }
    }

    /// A rule's title.
    pub fn rule(&self, rule: usize) -> Both {
        let rule = self.view.rules.rules.get(rule);
        rule.map_or_else(Both::default, |rule| Both::of(&rule.title))
    }

    /// A channel: in Chinese its first Chinese spelling.
    pub fn channel(&self, name: &str) -> Both {
        if name.is_empty() {
            return Both::new("not known", "未知");
        }
        let value = self.channels.iter().find(|value| value.name == name);
        let han = value.and_then(|value| value.aliases.iter().find(|alias| is_han(alias)));
        Both::new(name, han.map_or(name, String::as_str))
    }

    /// Titles of rules in one line.
    pub fn rules(&self, rules: &[usize]) -> Both {
        let join = |lang: Lang, comma: &str| {
            let titles = rules.iter().filter_map(|at| self.view.rules.rules.get(*at));
            let titles: Vec<&str> = titles.map(|rule| rule.title.get(lang)).collect();
            titles.join(comma)
        };
        Both::new(join(Lang::En, "; "), join(Lang::Zh, "；"))
    }
}

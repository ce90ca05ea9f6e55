//! Finds how an element is set: takes the style around it, its tag and the page's rules, gives its own style.

use super::color::{Color, color};
use super::css::{Declared, Sheet, Size};
use super::entity::decoded;
use super::number::Marker;
use super::tokens::Tag;

/// The size of text that nothing was said of, in pixels.
pub(super) const BODY: f32 = 16.0;

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// Neither it nor anything in it is shown.
    pub(super) hidden: bool,
    /// It leaves a gap and is not seen.
    pub(super) invisible: bool,
    pub(super) bold: bool,
    pub(super) underline: bool,
    pub(super) size: f32,
    pub(super) color: Color,
    pub(super) kept: bool,
    pub(super) marker: Option<Marker>,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            hidden: false,
            invisible: false,
            bold: false,
            underline: false,
            size: BODY,
            color: Color::Grey,
            kept: false,
            marker: None,
        }
    }
}

/// What an element has beside the style of its text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Own {
    /// Set on lines of its own, or within the line, against what the element is by itself.
    pub(super) block: Option<bool>,
    /// Its own tag draws a line below its text.
    pub(super) lined: bool,
    /// It is drawn even where it holds nothing.
    pub(super) drawn: bool,
}

impl Style {
    /// The style of an element within this one.
    pub(super) fn within(&self, tag: &Tag<'_>, sheet: &Sheet) -> (Self, Own) {
        let class = tag.value("class").unwrap_or("");
        let mut declared = Declared::default();
        by_element(tag, &mut declared);
        declared.add(&sheet.declared(&tag.name, class, tag.value("id").unwrap_or("")));
        if let Some(style) = tag.value("style") {
            declared.add(&Declared::read(&decoded(style)));
        }
        let lined = declared.line_below == Some(true) || declared.underline == Some(true);
        let named = class.split_ascii_whitespace().any(|one| {
            matches!(
                one,
                "underline" | "under-line" | "underLine" | "blank" | "fill" | "fill-in"
            )
        });
        let own = Own {
            block: declared.block,
            lined: lined || named,
            drawn: declared.line_below == Some(true) || named,
        };
        let size = match declared.size {
            Some(Size::Pixels(size)) => size,
            Some(Size::Times(times)) => (self.size * times).min(1000.0),
            Some(Size::Root(times)) => BODY * times,
            None => self.size,
        };
        let color = declared.color.unwrap_or(self.color);
        let style = Self {
            hidden: self.hidden || declared.shown == Some(false) || declared.struck == Some(true),
            invisible: declared.visible.map_or(self.invisible, |visible| !visible),
            bold: declared.bold.unwrap_or(self.bold),
            underline: self.underline || declared.underline == Some(true),
            size,
            color,
            kept: declared.kept.unwrap_or(self.kept),
            marker: declared.marker.or(self.marker),
        };
        (style, own)
    }

    /// Whether text of this style is read by no one.
    pub(super) fn is_unseen(&self) -> bool {
        self.hidden || self.invisible || self.color == Color::Transparent || self.size <= 0.0
    }
}

/// What the element says by itself and by old attributes.
fn by_element(tag: &Tag<'_>, declared: &mut Declared) {
    match &*tag.name {
        "b" | "strong" | "th" => declared.bold = Some(true),
        "u" | "ins" => declared.underline = Some(true),
        "big" => declared.size = Some(Size::Times(1.2)),
        "small" => declared.size = Some(Size::Times(0.83)),
        "pre" | "listing" | "xmp" | "textarea" => declared.kept = Some(true),
        "font" => {
            declared.color = tag.value("color").and_then(color);
            declared.size = tag.value("size").and_then(|size| {
                let step = size.trim().parse::<i8>().ok()?;
                let relative = size.trim_start().starts_with(['+', '-']);
                let step = if relative {
                    step.saturating_add(3)
                } else {
                    step
                };
                Some(Size::Pixels(match step {
                    ..=1 => 10.0,
                    2 => 13.0,
                    3 => 16.0,
                    4 => 18.0,
                    5 => 24.0,
                    6 => 32.0,
                    7.. => 48.0,
                }))
            });
        }
        "ol" => {
            declared.marker = Some(
                tag.value("type")
                    .and_then(Marker::of_type)
                    .unwrap_or(Marker::Decimal),
            )
        }
        "ul" | "menu" | "dir" => declared.marker = Some(Marker::Bullet),
        "li" => declared.marker = tag.value("type").and_then(Marker::of_type),
        _ => {}
    }
    let template_says_no =
        |name: &str| tag.value(name).is_some_and(|value| value.trim() == "false");
    let until_found = tag
        .value("hidden")
        .is_some_and(|value| value == "until-found");
    if (tag.has("hidden") && !until_found) || template_says_no("v-show") || template_says_no("v-if")
    {
        declared.shown = Some(false);
    }
}

//! Reads style: takes a `style` attribute or a style sheet, gives what it says of being shown, bold, underlined, large or coloured.
//! Of selectors only single ones count (`p`, `.hide`, `p.hide`, `#id`): what needs the tree above an element is passed over.

use super::color::{Color, color};
use super::number::Marker;
use std::collections::HashMap;

/// How many rules a name may have beside its plain one.
const COMPOUNDS: usize = 32;

/// How many classes of an element count.
const CLASSES: usize = 64;

/// A font size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Size {
    /// In pixels.
    Pixels(f32),
    /// As a share of the size around.
    Times(f32),
    /// As a share of the root's size.
    Root(f32),
}

/// What a style says; `None` where it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Declared {
    pub(super) shown: Option<bool>,
    /// Set on lines of its own, or within the line.
    pub(super) block: Option<bool>,
    pub(super) visible: Option<bool>,
    pub(super) bold: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) size: Option<Size>,
    pub(super) color: Option<Color>,
    /// White space is kept as written.
    pub(super) kept: Option<bool>,
    pub(super) marker: Option<Marker>,
    /// A line is drawn below it.
    pub(super) line_below: Option<bool>,
}

impl Declared {
    /// What a list of declarations says.
    pub(super) fn read(declarations: &str) -> Self {
        let mut out = Self::default();
        for declaration in declarations.split(';') {
            if let Some((name, value)) = declaration.split_once(':') {
                let value = value.trim().to_ascii_lowercase();
                let value = value.trim_end_matches("!important").trim_end();
                out.take(name.trim().to_ascii_lowercase().as_str(), value);
            }
        }
        out
    }

    fn take(&mut self, name: &str, value: &str) {
        let has = |word: &str| value.split_ascii_whitespace().any(|one| one == word);
        match name {
            "display" => {
                self.shown = Some(value != "none");
                self.block = match value {
                    "block" | "flex" | "grid" | "table" | "list-item" | "flow-root" => Some(true),
                    "inline" | "inline-block" | "inline-flex" | "inline-table" => Some(false),
                    _ => self.block,
                };
            }
            "visibility" => self.visible = Some(!matches!(value, "hidden" | "collapse")),
            "opacity" => {
                self.visible = Some(value.parse::<f32>().map_or(true, |share| share > 0.0))
            }
            "font-weight" => self.bold = weight(value),
            "text-decoration" | "text-decoration-line" | "text-underline" => {
                self.underline =
                    Some(has("underline") || (name == "text-underline" && value != "none"));
                self.struck = Some(has("line-through"));
            }
            "font-size" => self.size = size(value),
            "font" => {
                self.bold = value
                    .split_ascii_whitespace()
                    .find_map(weight)
                    .or(Some(false));
                self.size = value
                    .split_ascii_whitespace()
                    .find_map(|word| size(word.split('/').next()?));
            }
            "color" => self.color = color(value),
            "white-space" => self.kept = Some(value.starts_with("pre") || value == "break-spaces"),
            "list-style" | "list-style-type" => {
                self.marker = value.split_ascii_whitespace().find_map(Marker::of_style);
            }
            "border-bottom" | "border-bottom-style" | "border-bottom-width" => {
                let none = value
                    .split_ascii_whitespace()
                    .any(|one| matches!(one, "none" | "hidden" | "0" | "0px" | "transparent"));
                self.line_below = Some(!none);
            }
            _ => {}
        }
    }

    /// Lets what `other` says stand above.
    pub(super) fn add(&mut self, other: &Self) {
        self.shown = other.shown.or(self.shown);
        self.block = other.block.or(self.block);
        self.visible = other.visible.or(self.visible);
        self.bold = other.bold.or(self.bold);
        self.underline = other.underline.or(self.underline);
        self.struck = other.struck.or(self.struck);
        self.size = other.size.or(self.size);
        self.color = other.color.or(self.color);
        self.kept = other.kept.or(self.kept);
        self.marker = other.marker.or(self.marker);
        self.line_below = other.line_below.or(self.line_below);
    }
}

fn weight(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ if value.len() == 3 || value.len() == 4 => {
            value.parse::<u16>().ok().map(|weight| weight >= 600)
        }
        _ => None,
    }
}

fn size(value: &str) -> Option<Size> {
    let keyword = match value {
        "xx-small" => 9.0,
        "x-small" => 10.0,
        "small" => 13.0,
        "medium" => 16.0,
        "large" => 18.0,
        "x-large" => 24.0,
        "xx-large" => 32.0,
        "xxx-large" => 48.0,
        "larger" => return Some(Size::Times(1.2)),
        "smaller" => return Some(Size::Times(0.83)),
        "0" => 0.0,
        _ => {
            let end = value.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
            let (number, unit) = value.split_at(end);
            let number: f32 = number.parse().ok()?;
            return Some(match unit.trim() {
                "px" => Size::Pixels(number),
                "pt" => Size::Pixels(number * 4.0 / 3.0),
                "pc" => Size::Pixels(number * 16.0),
                "in" => Size::Pixels(number * 96.0),
                "cm" => Size::Pixels(number * 37.8),
                "mm" => Size::Pixels(number * 3.78),
                "em" => Size::Times(number),
                "%" => Size::Times(number / 100.0),
                "rem" => Size::Root(number),
                // Page units such as `rpx` and `vw`: only their ratio to each other counts.
                "rpx" | "upx" => Size::Pixels(number / 2.0),
                _ => return None,
            });
        }
    };
    Some(Size::Pixels(keyword))
}

/// A rule whose selector names more than one thing of an element.
#[derive(Debug)]
struct Compound {
    element: Option<String>,
    classes: Vec<String>,
    declared: Declared,
}

/// The rules of the style sheets of a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    plain: HashMap<String, Declared>,
    /// By the last class.
    compounds: HashMap<String, Vec<Compound>>,
}

impl Sheet {
    /// Takes a style sheet.
    pub(super) fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some(open) = rest.find('{') {
            let (selectors, from) = rest.split_at(open);
            let selectors = selectors.rsplit([';', '}']).next().unwrap_or("").trim();
            let at_rule = selectors.starts_with('@');
            let end = if at_rule {
                nested(from)
            } else {
                from.find('}')
            };
            let end = end.unwrap_or(from.len());
            if !at_rule {
                let declared = Declared::read(from.get(1..end).unwrap_or(""));
                for selector in selectors.split(',') {
                    self.rule(selector.trim(), &declared);
                }
            }
            rest = from.get(end..).unwrap_or("");
        }
    }

    fn rule(&mut self, selector: &str, declared: &Declared) {
        let simple =
            |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#' | '\\' | ':');
        if selector.is_empty()
            || !selector.chars().all(simple)
            || selector.get(1..).unwrap_or("").contains([':', '#'])
        {
            return;
        }
        let mut parts = selector.split('.');
        let element = parts
            .next()
            .filter(|element| !element.is_empty())
            .map(str::to_ascii_lowercase);
        let classes: Vec<String> = parts.map(str::to_owned).collect();
        match (element, classes.split_last()) {
            (Some(element), None) => self.plain.entry(element).or_default().add(declared),
            (None, Some((class, []))) => self
                .plain
                .entry(format!(".{class}"))
                .or_default()
                .add(declared),
            (element, Some((class, others))) => {
                let compounds = self.compounds.entry(class.clone()).or_default();
                let full = compounds.len() >= COMPOUNDS;
                let same = |one: &&mut Compound| one.element == element && one.classes == others;
                match compounds.iter_mut().find(same) {
                    Some(one) => one.declared.add(declared),
                    None if !full => compounds.push(Compound {
                        element,
                        classes: others.to_vec(),
                        declared: *declared,
                    }),
                    None => {}
                }
            }
            (None, None) => {}
        }
    }

    /// What the rules say of an element.
    pub(super) fn declared(&self, element: &str, classes: &str, id: &str) -> Declared {
        let mut out = self.plain.get(element).copied().unwrap_or_default();
        let all = || classes.split_ascii_whitespace().take(CLASSES);
        for class in all() {
            if let Some(declared) = self.plain.get(&format!(".{class}")) {
                out.add(declared);
            }
        }
        for compound in all()
            .filter_map(|class| self.compounds.get(class))
            .flatten()
        {
            let named = compound.element.as_deref().is_none_or(|own| own == element);
            if named
                && compound
                    .classes
                    .iter()
                    .all(|class| all().any(|own| own == class))
            {
                out.add(&compound.declared);
            }
        }
        if !id.is_empty()
            && let Some(declared) = self.plain.get(&format!("#{}", id.to_ascii_lowercase()))
        {
            out.add(declared);
        }
        out
    }
}

/// Where the braces that a block opens with are closed.
fn nested(from: &str) -> Option<usize> {
    let mut depth = 0_usize;
    from.bytes().position(|b| {
        match b {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        b == b'}' && depth == 0
    })
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, from)) = rest.split_once("/*") {
        out.push_str(before);
        rest = from.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    // Style sheets of old pages are wrapped in the marks of a comment.
    out.replace("<!--", " ").replace("-->", " ")
}

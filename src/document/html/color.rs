//! Reads colours: takes a value of CSS or of `<font color>`, tells shades of grey from hues.

/// A colour of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Color {
    /// Black, white and what lies between: nothing that sets words apart.
    Grey,
    /// A hue, as red, green and blue.
    Hue(u32),
    /// Not seen at all.
    Transparent,
}

/// By how much the parts of a colour differ for it to be a hue.
const HUE: u32 = 48;

/// A colour; `None` where the value only hands on the one around.
pub(super) fn color(value: &str) -> Option<Color> {
    let value = value.trim().to_ascii_lowercase();
    let hex = value.strip_prefix('#').unwrap_or(&value);
    if hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        let digit = |at: usize| {
            hex.get(at..=at)
                .and_then(|one| u32::from_str_radix(one, 16).ok())
        };
        match hex.len() {
            3 | 4 => return Some(of(digit(0)? * 17, digit(1)? * 17, digit(2)? * 17)),
            6 | 8 => {
                let pair = |at: usize| Some(digit(at)? * 16 + digit(at + 1)?);
                return Some(of(pair(0)?, pair(2)?, pair(4)?));
            }
            _ => {}
        }
    }
    if let Some(parts) = value
        .strip_prefix("rgb(")
        .or_else(|| value.strip_prefix("rgba("))
    {
        let mut numbers = parts
            .split([',', ' ', '/', ')'])
            .filter(|part| !part.is_empty())
            .map(|part| part.trim_end_matches('%').parse::<f32>().unwrap_or(0.0));
        let mut part = || numbers.next().map(|part| part.clamp(0.0, 255.0) as u32);
        let (red, green, blue) = (part()?, part()?, part()?);
        if numbers.next() == Some(0.0) {
            return Some(Color::Transparent);
        }
        return Some(of(red, green, blue));
    }
    Some(match value.as_str() {
        "" | "inherit" | "initial" | "unset" | "revert" | "currentcolor" => return None,
        "black" | "white" | "gray" | "grey" | "silver" | "windowtext" | "auto" | "canvastext"
        | "dimgray" | "dimgrey" | "darkgray" | "darkgrey" | "lightgray" | "lightgrey"
        | "whitesmoke" | "gainsboro" | "snow" | "ivory" => Color::Grey,
        "transparent" => Color::Transparent,
        "red" => Color::Hue(0x00ff_0000),
        "blue" => Color::Hue(0x0000_00ff),
        "green" => Color::Hue(0x0000_8000),
        // A hue that only has to differ from others, by its name.
        name if name.bytes().all(|b| b.is_ascii_alphabetic()) => {
            Color::Hue(name.bytes().fold(0x0100_0000, |sum: u32, b| {
                sum.wrapping_mul(31).wrapping_add(u32::from(b))
            }))
        }
        _ => return None,
    })
}

fn of(red: u32, green: u32, blue: u32) -> Color {
    let most = red.max(green).max(blue);
    let least = red.min(green).min(blue);
    if most - least < HUE {
        Color::Grey
    } else {
        Color::Hue(red << 16 | green << 8 | blue)
    }
}

//! Reads numerals out of folded text and writes Roman ones: takes the words of one number, gives its value. Which words are a number and what it
//! measures is left to the callers.

/// The value of a whole number in digits, Chinese numerals (`二十一`, `壹佰`, `二〇二六`, `廿`), a mixture (`3万5千`) or a
/// circled number; `None` for anything else.
pub(super) fn whole(text: &str) -> Option<f64> {
    let mut chars = text.chars();
    if let (Some(c @ '①'..='⑳'), None) = (chars.next(), chars.next()) {
        return Some(f64::from(u32::from(c) - u32::from('①') + 1));
    }
    number(text)
}

/// The value of a number: what [`whole`] reads, a decimal fraction (`1.5`, `一点五`), thousands apart (`50,000`), `半`.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let plain: String = text.chars().filter(|&c| c != ',' && c != ' ').collect();
    if plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.ends_with(|c: char| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || c == '.')
    {
        return plain.parse().ok();
    }
    if let Some((whole, fraction)) = plain.split_once('点') {
        let mut value = counted(whole)?;
        let mut place = 0.1;
        for c in fraction.chars() {
            value += f64::from(digit(c)?) * place;
            place /= 10.0;
        }
        return Some((value * 1e9).round() / 1e9);
    }
    counted(&plain)
}

/// A number by places: `三万五千`, `3万5千`, `1.5万`, or digit by digit: `二〇二六`.
fn counted(text: &str) -> Option<f64> {
    if text == "半" {
        return Some(0.5);
    }
    let chars: Vec<char> = text.chars().collect();
    if chars.len() > 1 && chars.iter().all(|&c| digit(c).is_some()) {
        return chars.iter().try_fold(0.0, |value, &c| {
            digit(c).map(|d| value * 10.0 + f64::from(d))
        });
    }
    let (mut total, mut section, mut last) = (0.0, 0.0, None::<f64>);
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if c.is_ascii_digit() {
            let run: String = chars
                .get(at..)
                .unwrap_or(&[])
                .iter()
                .take_while(|c| c.is_ascii_digit() || **c == '.')
                .collect();
            at += run.len();
            last = Some(run.parse().ok()?);
            continue;
        }
        at += 1;
        if let Some(d) = digit(c) {
            last = Some(f64::from(d));
            continue;
        }
        match c {
            '廿' => section += 20.0,
            '卅' => section += 30.0,
            '十' | '拾' => section += last.take().unwrap_or(1.0) * 10.0,
            '百' | '佰' => section += last.take()? * 100.0,
            '千' | '仟' => section += last.take()? * 1000.0,
            '万' | '亿' => {
                let scale = if c == '万' { 1e4 } else { 1e8 };
                let below = section + last.take().unwrap_or(0.0);
                if below == 0.0 && total == 0.0 {
                    return None;
                }
                total = if c == '亿' {
                    (total + below) * scale
                } else {
                    total + below * scale
                };
                section = 0.0;
            }
            _ => return None,
        }
    }
    let value = total + section + last.unwrap_or(0.0);
    (!chars.is_empty()).then_some(value)
}

/// The value of one digit, in the everyday and in the banker's writing.
fn digit(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' | '弍' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// A number as a Roman numeral in lower case; `None` where the Romans had no sign for it.
pub(super) fn in_roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    Some(out)
}

/// The value of a Roman numeral in lower case, up to a few hundred.
pub(super) fn roman(text: &str) -> Option<u32> {
    let worth = |c| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let values: Vec<u32> = text.chars().map(worth).collect::<Option<_>>()?;
    let mut total = 0;
    for (at, &value) in values.iter().enumerate() {
        match values.get(at + 1) {
            Some(&next) if next > value => total -= i64::from(value),
            _ => total += i64::from(value),
        }
    }
    u32::try_from(total).ok().filter(|&total| total > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_of_every_kind() {
        let cases = [
            ("8", 8.0),
            ("50,000", 50_000.0),
            ("1.5", 1.5),
            ("十", 10.0),
            ("十二", 12.0),
            ("二十一", 21.0),
            ("一百零八", 108.0),
            ("伍万", 50_000.0),
            ("叁万伍仟", 35_000.0),
            ("1.5万", 15_000.0),
            ("3万5千", 35_000.0),
            ("二〇二六", 2026.0),
            ("二零二六", 2026.0),
            ("一点五", 1.5),
            ("廿四", 24.0),
            ("两", 2.0),
            ("半", 0.5),
            ("一亿二千万", 120_000_000.0),
        ];
        for (text, value) in cases {
            assert_eq!(number(text), Some(value), "{text}");
        }
        assert_eq!(whole("⑫"), Some(12.0));
        assert_eq!(
            (number("合同"), number(""), number("万")),
            (None, None, None)
        );
        assert_eq!(
            (roman("iv"), roman("viii"), roman("abc")),
            (Some(4), Some(8), None)
        );
    }
}

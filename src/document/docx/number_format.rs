//! Writes numbers as Word shows them: takes a number and the name of a format, gives its words. Where they stand in a label is left to
//! `counters`.

use crate::document::numerals::in_roman;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const UNITS: [&str; 4] = ["", "十", "百", "千"];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const LEGAL_UNITS: [&str; 4] = ["", "拾", "佰", "仟"];
const LEGAL_OLD: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const JAPANESE: [char; 10] = ['零', '壱', '弐', '参', '四', '伍', '六', '七', '八', '九'];
const JAPANESE_UNITS: [&str; 4] = ["", "拾", "百", "阡"];
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = [
    '子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥',
];

/// The largest number that is written in letters; a list of so many items does not exist.
const LONGEST: u32 = 3999;

/// A number in a format of WordprocessingML, or of its extension (`001, 002, 003, ...`); a format that is not known gives digits.
pub(super) fn written(number: u32, format: &str) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "upperRoman" => roman(number).to_uppercase(),
        "lowerRoman" => roman(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerLetter" => letters(number),
        "ordinal" => ordinal(number),
        "hex" => format!("{number:X}"),
        "numberInDash" => format!("- {number} -"),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => counted(number, '零', &DIGITS, &UNITS, true),
        "chineseLegalSimplified" => counted(number, '零', &LEGAL, &LEGAL_UNITS, false),
        "ideographLegalTraditional" => counted(number, '零', &LEGAL_OLD, &LEGAL_UNITS, false),
        "japaneseLegal" => counted(number, '零', &JAPANESE, &JAPANESE_UNITS, false),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            in_digits(number, &DIGITS)
        }
        "decimalFullWidth" | "decimalFullWidth2" => number
            .to_string()
            .chars()
            .filter_map(|c| char::from_u32(u32::from(c) + 0xfee0))
            .collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => row(number, '①', 20),
        "decimalEnclosedFullstop" => row(number, '⒈', 20),
        "decimalEnclosedParen" => row(number, '⑴', 20),
        "ideographEnclosedCircle" => row(number, '㊀', 10),
        "ideographTraditional" => pick(number, &STEMS),
        "ideographZodiac" => pick(number, &BRANCHES),
        "ideographZodiacTraditional" => sexagenary(number),
        padded if padded.starts_with('0') => {
            let width = padded.split(',').next().map_or(0, str::len).min(9);
            format!("{number:0width$}")
        }
        _ => number.to_string(),
    }
}

/// A number by places. Below twenty the ten stands alone where `short` says so: `十二`, not `一十二`.
fn counted(number: u32, zero: char, digits: &[char; 10], units: &[&str; 4], short: bool) -> String {
    if number >= 100_000_000 {
        return number.to_string();
    }
    if number >= 10_000 {
        let below = number % 10_000;
        let mut out = counted(number / 10_000, zero, digits, units, short);
        out.push('万');
        if below > 0 {
            if below < 1000 {
                out.push(zero);
            }
            out.push_str(&counted(below, zero, digits, units, false));
        }
        return out;
    }
    let mut out = String::new();
    let mut gap = false;
    for place in (0..4u32).rev() {
        let digit = number / 10u32.pow(place) % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(zero);
        }
        if !(short && digit == 1 && place == 1 && out.is_empty()) {
            out.extend(digits.get(digit as usize));
        }
        out.push_str(units.get(place as usize).copied().unwrap_or(""));
    }
    if out.is_empty() {
        out.push(zero);
    }
    out
}

fn in_digits(number: u32, digits: &[char; 10]) -> String {
    let of = |c: char| {
        let digit = c.to_digit(10)?;
        digits.get(digit as usize).copied()
    };
    number.to_string().chars().filter_map(of).collect()
}

/// A character out of a row of signs that begins with that of 1; digits where the row has no more.
fn row(number: u32, first: char, last: u32) -> String {
    let sign = match number {
        1.. if number <= last => char::from_u32(u32::from(first) + number - 1),
        _ => None,
    };
    sign.map_or_else(|| number.to_string(), |sign| sign.to_string())
}

fn pick(number: u32, signs: &[char]) -> String {
    let sign = number
        .checked_sub(1)
        .and_then(|at| signs.get(at as usize))
        .map(char::to_string);
    sign.unwrap_or_else(|| number.to_string())
}

fn sexagenary(number: u32) -> String {
    let Some(at) = number.checked_sub(1).filter(|&at| at < 60) else {
        return number.to_string();
    };
    let (stem, branch) = (STEMS.get(at as usize % 10), BRANCHES.get(at as usize % 12));
    stem.into_iter().chain(branch).collect()
}

fn roman(number: u32) -> String {
    in_roman(number).unwrap_or_else(|| number.to_string())
}

/// `a` to `z`, then `aa`, `bb` and so on.
fn letters(number: u32) -> String {
    let Some(at) = number.checked_sub(1).filter(|&at| at < LONGEST) else {
        return number.to_string();
    };
    let letter = char::from_u32(u32::from('a') + at % 26).unwrap_or('a');
    std::iter::repeat_n(letter, at as usize / 26 + 1).collect()
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn formats_write_numbers_as_word_shows_them() {
        let cases = [
            (3, "chineseCounting", "三"),
            (10, "chineseCountingThousand", "十"),
            (12, "chineseCounting", "十二"),
            (20, "japaneseCounting", "二十"),
            (101, "chineseCountingThousand", "一百零一"),
            (110, "chineseCountingThousand", "一百一十"),
            (1010, "chineseCountingThousand", "一千零一十"),
            (2026, "ideographDigital", "二〇二六"),
            (21, "chineseLegalSimplified", "贰拾壹"),
            (12, "chineseLegalSimplified", "壹拾贰"),
            (3, "ideographTraditional", "丙"),
            (11, "ideographTraditional", "11"),
            (12, "ideographZodiac", "亥"),
            (2, "ideographZodiacTraditional", "乙丑"),
            (20, "decimalEnclosedCircle", "⑳"),
            (21, "decimalEnclosedCircle", "21"),
            (7, "decimalEnclosedParen", "⑺"),
            (12, "decimalFullWidth", "１２"),
            (4, "upperRoman", "IV"),
            (1999, "lowerRoman", "mcmxcix"),
            (28, "lowerLetter", "bb"),
            (7, "decimalZero", "07"),
            (7, "001, 002, 003, ...", "007"),
            (12, "ordinal", "12th"),
            (13, "japaneseLegal", "壱拾参"),
            (30, "ideographLegalTraditional", "參拾"),
            (5, "decimal", "5"),
            (5, "aiueo", "5"),
            (u32::MAX, "upperRoman", "4294967295"),
        ];
        for (number, format, words) in cases {
            assert_eq!(written(number, format), words, "{number} as {format}");
        }
    }
}

//! Tells numbers that open a piece of text from dates, amounts and references to other clauses: takes a place in the folded text,
//! gives the numbers that may open a piece there. Which piece lies in which is left to `nest`.

use super::view::View;
use crate::document::number::{Number, Numbers};

/// Words before a number that make it a reference.
const BEFORE: &[&str] = &[
    "本合同",
    "本协议",
    "合同",
    "协议",
    "法",
    "条例",
    "办法",
    "规定",
    "解释",
    "通知",
    "规则",
    "》",
    "》的",
    "根据",
    "依据",
    "按照",
    "依照",
    "依",
    "据",
    "从",
    "满足",
    "触犯",
    "遵守",
    "执行",
    "包括",
    "构成",
    "按",
    "违反",
    "符合",
    "适用",
    "参照",
    "履行",
    "见",
    "详见",
    "前述",
    "上述",
    "本",
    "该",
    "以",
    "与",
    "和",
    "或",
    "及",
    "至",
    "到",
    "、",
    "于",
    "在",
    "除",
    "因",
    "是",
    "为",
    "由",
    "的",
    " in",
    " under",
    " of",
    " to",
    " with",
    " see",
    " per",
    " and",
    " or",
    " by",
    " this",
    "(see",
    " than",
    ",",
];

/// Words after a number that make it a reference.
const AFTER: &[&str] = &[
    "的", "约定", "规定", "所", "之", "第", "、第", "和", "与", "及", "或", "至", "项", "款", "中",
    "内", "下", "以", "向", "执行", "承担", "约束", "限制", " of", " above", " below", " hereof",
    " and", " or", ")", ",",
];

/// Words after a number at a line's start that go on speaking of its clause.
const CONTINUED: &[&str] = &[
    "的",
    "约定的",
    "规定的",
    "所述",
    "所列",
    "第",
    "、第",
    "和第",
    "与第",
    "及第",
    "或第",
    "至第",
    "之约定",
    "之规定",
    "项下",
];

/// Units after a decimal that make it a quantity.
const UNITS: &[&str] = &[
    "万", "亿", "%", "‰", "元", "倍", "个月", "个工", "个百", "天", "号", "折", "米", "分钟",
    "小时", "million", "billion", "percent", "per cent", "times", "年", "月", "日",
];

/// What follows `年`, `月`, `日` in a title rather than a quantity (`3.1年化利率`).
const RATES: &[&str] = &["利", "息", "化", "度", "均", "还", "供", "付", "常"];

/// The numbers that may open a piece at `at`, in text that ends at `end`: no dates, no quantities.
pub(super) fn numbers(view: View<'_>, at: usize, end: usize) -> Numbers {
    let mut numbers = view.styles.numbers_at(&view.folded.text, at, end);
    numbers.retain(|number| opens(view, number, end));
    numbers
}

fn opens(view: View<'_>, number: &Number, end: usize) -> bool {
    let text = view.words(number.range.end..end);
    if view.styles.is_strong(number) {
        return true;
    }
    let words = view.words(number.range.clone());
    if !words.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    // Decimals: what is left are `1.`, `1、`, `1)` and `1.2.3`.
    if text.is_empty() || text.starts_with(['-', ':', '/', '~']) {
        return false;
    }
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    if number.path.len() == 1 {
        let enumerates = || {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with(['、', ',', '.'])
        };
        return !digit || (number.closes != '.' && !enumerates());
    }
    let written = words.trim_end_matches(['.', '、']);
    let padded = written
        .split('.')
        .any(|part| part.len() > 1 && part.starts_with('0'));
    let year = number.path.first().is_some_and(|&first| first >= 100);
    !digit && !padded && !year && !number.path.contains(&0) && !is_quantity(view, number, text)
}

fn is_quantity(view: View<'_>, number: &Number, text: &str) -> bool {
    let text = text.trim_start();
    if text.starts_with(['%', '‰']) {
        return true;
    }
    if view.is_spaced(number.range.end) {
        return false;
    }
    UNITS.iter().any(|unit| {
        text.strip_prefix(unit).is_some_and(|rest| {
            !("年月日".contains(unit) && RATES.iter().any(|rate| rest.starts_with(rate)))
        })
    })
}

/// Whether a number in running text only refers to a clause: `根据第八条的约定`, `under section 3.2`.
pub(super) fn is_reference(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    ends_with_any(before, BEFORE) || starts_with_any(after, AFTER)
}

/// Whether a text begins with any of these words; most differ in their first byte already.
pub(super) fn starts_with_any(text: &str, words: &[&str]) -> bool {
    let first = text.as_bytes().first();
    let same = |word: &&&str| word.as_bytes().first() == first;
    words.iter().filter(same).any(|word| text.starts_with(word))
}

/// Whether a text ends with any of these words; most differ in their last byte already.
fn ends_with_any(text: &str, words: &[&str]) -> bool {
    let last = text.as_bytes().last();
    let same = |word: &&&str| word.as_bytes().last() == last;
    words.iter().filter(same).any(|word| text.ends_with(word))
}

/// Whether what follows a number at a line's start goes on speaking of the clause (`第八条的约定`).
pub(super) fn is_continued(after: &str) -> bool {
    starts_with_any(after, CONTINUED)
}

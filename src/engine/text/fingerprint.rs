//! Makes the fingerprint of a breach in a document: takes the sentences that break the rule, gives digits that stay the same when
//! lines are wrapped anew, clauses get other numbers or text is put in elsewhere. Counting equal breaches is left to the caller.

use super::judge::Judge;
use super::truth::Spot;
use crate::document::fold::fold;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A number of a clause within a sentence (`按第八条约定`, `under Clause 8.2`).
static REFERENCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let digits = "[0-9一二三四五六七八九十百千零〇两]+";
    Regex::new(&format!(
        r"(第) ?\(?{digits}(?:\.[0-9]+)*\)? ?(条|款|项|章|节|编)|\b(articles?|clauses?|sections?|paragraphs?) ?[0-9]+(?:\.[0-9]+)*(?:\([0-9a-z]{{1,3}}\))*"
    ))
    .ok()
});

/// A number that stands before a sentence: `(一)`, `(1)`, `①`, `1.2.`, `一、`.
static LEADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let digits = "[0-9一二三四五六七八九十]+";
    Regex::new(&format!(
        r"^(?:第#[条款项章节编]|\({digits}\)|[①-⑳]|{digits}(?:\.[0-9]+)*(?:、|\)|\.([^0-9]|$)))"
    ))
    .ok()
});

impl Judge<'_> {
    /// The words that break a rule as they count for a fingerprint: every sentence that holds a spot, whole and normalised, each
    /// once, in an order that does not depend on where they stand.
    pub(super) fn breaking_words(&self, spots: &[Spot]) -> String {
        let sentences: BTreeSet<String> = spots
            .iter()
            .map(|spot| {
                let place = spot.place.start as usize..spot.place.end as usize;
                let sentence = self.reading.sentence_at(spot.place.start).or_else(|| {
                    let after = self.reading.sentence_after(spot.place.start);
                    after.filter(|_| place.is_empty())
                });
                let range = sentence.unwrap_or(place);
                normalised(self.reading.text.get(range).unwrap_or(""))
            })
            .collect();
        sentences.into_iter().collect::<Vec<_>>().join("\n")
    }
}

/// A text without white space, without closing marks, and with every clause number the same.
fn normalised(text: &str) -> String {
    let text = fold(text).text;
    let reference = REFERENCE.as_ref().filter(|_| may_refer(&text));
    let text = match reference {
        Some(reference) => reference.replace_all(&text, "$1$3#$2").into_owned(),
        None => text,
    };
    let text: String = text.split_whitespace().collect();
    let ends = |one: char| matches!(one, '。' | ';' | ',' | '、' | '.');
    let leading = LEADING.as_ref().filter(|_| may_lead(&text));
    let text = match leading {
        Some(leading) => leading.replace(&text, "$1").into_owned(),
        None => text,
    };
    text.trim_matches(ends).to_owned()
}

/// Whether a text holds what every number of a clause does: in most sentences it is not worth a search.
fn may_refer(text: &str) -> bool {
    let digit = text.bytes().any(|one| one.is_ascii_digit());
    let letter = || text.bytes().any(|one| one.is_ascii_lowercase());
    (digit && letter()) || text.contains('第')
}

/// Whether a text begins like a number.
fn may_lead(text: &str) -> bool {
    let digits = |one| "0123456789一二三四五六七八九十".contains(one);
    text.starts_with(|one| digits(one) || matches!(one, '第' | '(' | '①'..='⑳'))
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn numbers_of_clauses_and_wraps_do_not_count() {
        let same = [
            (
                "第八条 乙方按第九条承担费用。",
                "第十二条 乙方按第十条\n承担费用",
            ),
            ("（一）向第三人催收；", "（三）向第三人催收。"),
            (
                "under Clause 8.2 the lender may",
                "under clause 12.10 the\nlender may",
            ),
            ("3. 向亲友催收", "11. 向亲友催收"),
        ];
        for (one, other) in same {
            assert_eq!(normalised(one), normalised(other), "{one} {other}");
        }
    }

    #[test]
    fn what_is_no_number_of_a_clause_counts() {
        let other = [
            ("年利率为24%", "年利率为36%"),
            ("3.5倍以上", "4.5倍以上"),
            ("向第三方催收", "向第四方催收"),
            ("逾期30日", "逾期60日"),
        ];
        for (one, two) in other {
            assert_ne!(normalised(one), normalised(two), "{one} {two}");
        }
    }
}

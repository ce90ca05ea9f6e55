//! Words what a statement came to: takes the statement and what was found, gives one line in English and in Chinese.

use super::called::{self, en, zh};
use super::judge::Judge;
use super::truth::Judged;
use crate::ir::Words;
use crate::ir::terms::Unit;
use crate::ir::text::Sentence;

/// So many missing patterns are listed.
const LISTED: usize = 6;

/// A sentence of the text is quoted up to so many characters.
const QUOTED: usize = 40;

/// Something owed is not there.
pub(super) fn missing(
    judge: &Judge<'_>,
    unit: Option<Unit>,
    asked: &Sentence,
    judged: &Judged,
) -> Words {
    let tables = judge.tables();
    if judged.missing.is_empty()
        && let Some(why) = judged.why.first()
    {
        return why.clone();
    }
    let (unit_en, unit_zh) = unit.map_or(("place", "处"), called::unit);
    let (mut english, mut chinese) = match asked {
        // what a rule joins by `and` and `or` reads badly on one line; what is missing says it better
        Sentence::And(_) | Sentence::Or(_) => (
            format!("no {unit_en} satisfies the rule"),
            format!("没有任何{unit_zh}符合要求"),
        ),
        _ => {
            let demand = called::sentence(tables, asked);
            (
                format!("no {unit_en} {}", en(&demand)),
                format!("没有任何{unit_zh}{}", zh(&demand)),
            )
        }
    };
    let joined = matches!(asked, Sentence::And(_) | Sentence::Or(_));
    if judged.missing.len() > 1 || (joined && !judged.missing.is_empty()) {
        let shown = judged.missing.get(..LISTED).unwrap_or(&judged.missing);
        let missing = called::patterns(tables, shown);
        let (more, and_more) = if shown.len() < judged.missing.len() {
            (" …", "等")
        } else {
            ("", "")
        };
        english.push_str(&format!("; missing: {}{more}", en(&missing)));
        chinese.push_str(&format!("；缺少：{}{and_more}", zh(&missing)));
    }
    if joined && let Some(why) = judged.why.first() {
        english.push_str(&format!("; {}", en(why)));
        chinese.push_str(&format!("；{}", zh(why)));
    }
    if let Some(spot) = judged.spots.first() {
        let words = quote(judge, spot.place.start);
        if !words.is_empty() {
            let role = judge.role(spot);
            english.push_str(&format!("; nearest: “{words}” {}", en(&role)));
            chinese.push_str(&format!("；最接近的是“{words}”，{}", zh(&role)));
        }
    }
    Words::both(english, chinese)
}

/// Something forbidden is there.
pub(super) fn forbidden(judge: &Judge<'_>, unit: Unit, asked: &Sentence, judged: &Judged) -> Words {
    let (unit_en, unit_zh) = called::unit(unit);
    let Some(spot) = judged.spots.first() else {
        let demand = called::sentence(judge.tables(), asked);
        return Words::both(
            format!("this {unit_en} must not be such that it {}", en(&demand)),
            format!("该{unit_zh}不应{}", zh(&demand)),
        );
    };
    let roles = judge.different_roles(judged.spots.iter().take(3), 3);
    let role = called::joined(&roles, (" and ", "、"), ("", ""));
    let words = quote(judge, spot.place.start);
    Words::both(
        format!("must not be here: “{words}” {}", en(&role)),
        format!("不应有此内容：“{words}”{}", zh(&role)),
    )
}

/// Nothing forbidden is there.
pub(super) fn nowhere(judge: &Judge<'_>, unit: Unit, asked: &Sentence) -> Words {
    let demand = called::sentence(judge.tables(), asked);
    let (unit_en, unit_zh) = called::unit(unit);
    Words::both(
        format!("no {unit_en} {}", en(&demand)),
        format!("没有任何{unit_zh}{}", zh(&demand)),
    )
}

/// No unit is what the rule speaks of.
pub(super) fn never_chosen(judge: &Judge<'_>, unit: Unit, selector: &Sentence) -> Words {
    let selector = called::sentence(judge.tables(), selector);
    let (unit_en, unit_zh) = called::unit(unit);
    Words::both(
        format!("no {unit_en} {}", en(&selector)),
        format!("没有{zh}的{unit_zh}", zh = zh(&selector)),
    )
}

/// The original words of the sentence round a place, cut short.
fn quote(judge: &Judge<'_>, place: u32) -> String {
    let Some(range) = judge.reading.sentence_at(place) else {
        return String::new();
    };
    let words = judge.words_of(range);
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= QUOTED {
        return words;
    }
    words.chars().take(QUOTED).chain(['…']).collect()
}

//! Names patterns, groups and figures in the words that people read: takes the pattern tables, gives English and Chinese.

use super::words::is_han;
use crate::ir::Words;
use crate::ir::terms::{Comparison, Cue, Unit};
use crate::ir::text::{FigureId, Group, PartyId, Pattern, PatternId, Sentence, TextTables};

/// So many alternatives of an unnamed pattern are listed.
const LISTED: usize = 3;

/// A pattern in both languages: `sms` and “短信”.
pub(super) fn pattern(tables: &TextTables, id: PatternId) -> Words {
    let Some(pattern) = tables.patterns.get(id.0 as usize) else {
        return Words::default();
    };
    match pattern {
        Pattern::Literal(word) => Words::both(format!("`{word}`"), format!("“{word}”")),
        Pattern::Regex(source) => Words::both(format!("/{source}/"), format!("/{source}/")),
        Pattern::Named(name, inner) => {
            let name = short(name);
            if let Some(label) = tables.pattern_labels.get(&id) {
                return with_label(label, name);
            }
            let zh = first_han(tables, *inner, 0).map_or_else(
                || format!("`{name}`"),
                |word| format!("`{name}`（如“{word}”）"),
            );
            Words::both(format!("`{name}`"), zh)
        }
        Pattern::Any(members) => {
            let words: Vec<Words> = members
                .iter()
                .take(LISTED)
                .map(|member| self::pattern(tables, *member))
                .collect();
            let more = members.len() > LISTED;
            joined(
                &words,
                (" or ", "或"),
                if more { (" …", "等") } else { ("", "") },
            )
        }
        Pattern::Then(one, other) => {
            let words = [self::pattern(tables, *one), self::pattern(tables, *other)];
            joined(&words, (" then ", "……"), ("", ""))
        }
        Pattern::Near(one, other, _) => {
            let words = [self::pattern(tables, *one), self::pattern(tables, *other)];
            joined(&words, (" near ", "与"), ("", ""))
        }
    }
}

/// Several patterns as a list.
pub(super) fn patterns(tables: &TextTables, ids: &[PatternId]) -> Words {
    let words: Vec<Words> = ids.iter().map(|id| pattern(tables, *id)).collect();
    joined(&words, (", ", "、"), ("", ""))
}

/// A figure by its name and label.
pub(super) fn figure(tables: &TextTables, id: FigureId) -> Words {
    let Some(figure) = tables.figures.get(id.0 as usize) else {
        return Words::default();
    };
    let name = short(&figure.name);
    if let Some(label) = tables.figure_labels.get(&id) {
        return with_label(label, name);
    }
    let label = first_han(tables, figure.near, 0)
        .map_or_else(|| format!("`{name}`"), |word| format!("“{word}”"));
    Words::both(format!("`{name}`"), label)
}

/// A sentence of the rule language, in words.
pub(super) fn sentence(tables: &TextTables, asked: &Sentence) -> Words {
    match asked {
        Sentence::And(members) => several(tables, members, (" and ", "且")),
        Sentence::Or(members) => several(tables, members, (" or ", "或")),
        Sentence::Not(inner) => {
            let inner = sentence(tables, inner);
            Words::both(
                format!("not ({})", en(&inner)),
                format!("并非（{}）", zh(&inner)),
            )
        }
        Sentence::Cue(cue, group, by) => {
            let what = self::group(tables, group);
            let party = by.map(|party| self::party(tables, party));
            let (by_en, by_zh) = party.map_or_else(Default::default, |party| {
                (
                    format!(" by {}", en(&party)),
                    format!("由{}作出：", zh(&party)),
                )
            });
            let asked = cue_words(*cue, &what);
            Words::both(
                format!("{}{by_en}", en(&asked)),
                format!("{by_zh}{}", zh(&asked)),
            )
        }
        Sentence::About(id) => {
            let what = pattern(tables, *id);
            Words::both(format!("about {}", en(&what)), format!("涉及{}", zh(&what)))
        }
        Sentence::Prominent(inner) => {
            let inner = sentence(tables, inner);
            Words::both(
                format!("prominently {}", en(&inner)),
                format!("以显著方式{}", zh(&inner)),
            )
        }
        Sentence::Figure(id, compared) => {
            let what = figure(tables, *id);
            match compared {
                None => Words::both(
                    format!("states {} as a figure", en(&what)),
                    format!("以数字写明{}", zh(&what)),
                ),
                Some((sign, _)) => Words::both(
                    format!("states {} {} the limit", en(&what), sign_of(*sign)),
                    format!("写明的{}应{}限值", zh(&what), sign_of(*sign)),
                ),
            }
        }
    }
}

/// A group of patterns: `at least 2 of sms, phone, visit`.
pub(super) fn group(tables: &TextTables, asked: &Group) -> Words {
    match asked {
        Group::Pattern(id) => pattern(tables, *id),
        Group::All(members) => {
            let words: Vec<Words> = members.iter().map(|member| group(tables, member)).collect();
            joined(&words, (" and ", "和"), ("", ""))
        }
        Group::AtLeast(count, members) => {
            let words: Vec<Words> = members.iter().map(|member| group(tables, member)).collect();
            let list = joined(&words, (", ", "、"), ("", ""));
            if *count == 1 {
                return Words::both(
                    format!("any of {}", en(&list)),
                    format!("{}之一", zh(&list)),
                );
            }
            Words::both(
                format!("at least {count} of {}", en(&list)),
                format!("{}中的至少{count}项", zh(&list)),
            )
        }
    }
}

/// A party by its name and first word.
pub(super) fn party(tables: &TextTables, id: PartyId) -> Words {
    let Some(party) = tables.parties.get(id.0 as usize) else {
        return Words::default();
    };
    let name = short(&party.name);
    if let Some(label) = tables.pattern_labels.get(&party.pattern) {
        return with_label(label, name);
    }
    let zh = first_han(tables, party.pattern, 0).unwrap_or_else(|| name.to_owned());
    Words::both(format!("`{name}`"), format!("“{zh}”"))
}

/// What a cue asks of something.
pub(super) fn cue_words(cue: Cue, what: &Words) -> Words {
    let (english, before, after) = match cue {
        Cue::Says => ("says", "写明", ""),
        Cue::Denies => ("denies", "否定", ""),
        Cue::Mentions => ("mentions", "提及", ""),
        Cue::Permits => ("permits", "允许", ""),
        Cue::Obliges => ("obliges", "规定应当", ""),
        Cue::Given => ("makes a condition of", "以", "为条件"),
    };
    Words::both(
        format!("{english} {}", en(what)),
        format!("{before}{}{after}", zh(what)),
    )
}

/// A unit, in both languages.
pub(super) fn unit(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Document => ("document", "文件"),
        Unit::Section => ("section", "章节"),
        Unit::Clause => ("clause", "条款"),
        Unit::Item => ("item", "项"),
        Unit::Paragraph => ("paragraph", "段落"),
        Unit::Sentence => ("sentence", "句子"),
        Unit::Row => ("table row", "表格行"),
        Unit::Heading => ("heading", "标题"),
    }
}

/// A comparison sign.
pub(super) fn sign_of(sign: Comparison) -> &'static str {
    match sign {
        Comparison::Equal => "=",
        Comparison::NotEqual => "≠",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "≤",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => "≥",
    }
}

/// The English words.
pub(super) fn en(words: &Words) -> &str {
    words.get(crate::ir::Lang::En)
}

/// The Chinese words.
pub(super) fn zh(words: &Words) -> &str {
    words.get(crate::ir::Lang::Zh)
}

/// Words joined in both languages, with an ending.
pub(super) fn joined(words: &[Words], by: (&str, &str), ending: (&str, &str)) -> Words {
    let english: Vec<&str> = words.iter().map(en).collect();
    let chinese: Vec<&str> = words.iter().map(zh).collect();
    Words::both(english.join(by.0) + ending.0, chinese.join(by.1) + ending.1)
}

fn several(tables: &TextTables, members: &[Sentence], by: (&str, &str)) -> Words {
    let words: Vec<Words> = members
        .iter()
        .map(|member| {
            let words = sentence(tables, member);
            match member {
                Sentence::And(_) | Sentence::Or(_) => {
                    Words::both(format!("({})", en(&words)), format!("（{}）", zh(&words)))
                }
                _ => words,
            }
        })
        .collect();
    joined(&words, by, ("", ""))
}

/// A pattern by its name alone, for what was found: the words themselves are shown beside it.
pub(super) fn name(tables: &TextTables, id: PatternId) -> Option<Words> {
    let Pattern::Named(name, _) = tables.patterns.get(id.0 as usize)? else {
        return None;
    };
    let bare = Words::default();
    let label = tables.pattern_labels.get(&id).unwrap_or(&bare);
    Some(with_label(label, short(name)))
}

/// The label that a file gives, in a language that has none the name.
fn with_label(label: &Words, name: &str) -> Words {
    let name = || format!("`{name}`");
    Words::both(
        label.en.clone().unwrap_or_else(name),
        label.zh.clone().unwrap_or_else(name),
    )
}

/// The last part of `pack/name`.
fn short(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// The first Chinese literal that a pattern holds.
fn first_han(tables: &TextTables, id: PatternId, depth: usize) -> Option<String> {
    let members: &[PatternId] = match tables.patterns.get(id.0 as usize)? {
        Pattern::Literal(word) => return word.chars().any(is_han).then(|| word.clone()),
        Pattern::Regex(_) => return None,
        Pattern::Any(members) => members,
        Pattern::Then(one, other) | Pattern::Near(one, other, _) => &[*one, *other],
        Pattern::Named(_, inner) => &[*inner],
    };
    if depth > 16 {
        return None;
    }
    members
        .iter()
        .find_map(|member| first_han(tables, *member, depth + 1))
}

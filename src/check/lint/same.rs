//! Tells whether two sentences say the same, whatever their places: names are compared by what they mean.

use crate::check::program::Program;
use crate::syntax::ast::{Group, GroupKind, Name, Pattern, PatternKind, Sentence, SentenceKind};

/// Whether two sentences ask the same of a text. Sentences with figures are taken to differ.
pub fn sentences(program: &Program, one: &Sentence, other: &Sentence) -> bool {
    use SentenceKind::{About, And, Cue, Not, Or, Prominent};
    match (&one.kind, &other.kind) {
        (And(one), And(other)) | (Or(one), Or(other)) => {
            all(one, other, |one, other| sentences(program, one, other))
        }
        (Not(one), Not(other)) | (Prominent(one), Prominent(other)) => {
            sentences(program, one, other)
        }
        (Cue(cue, one, by), Cue(other_cue, other, other_by)) => {
            cue == other_cue
                && groups(program, one, other)
                && match (by, other_by) {
                    (None, None) => true,
                    (Some(one), Some(other)) => names(program, one, other),
                    _ => false,
                }
        }
        (About(one), About(other)) => patterns(program, one, other),
        _ => false,
    }
}

fn groups(program: &Program, one: &Group, other: &Group) -> bool {
    use GroupKind::{All, Any, AtLeast, Each, Pattern};
    let members =
        |one: &[Group], other: &[Group]| all(one, other, |one, other| groups(program, one, other));
    match (&one.kind, &other.kind) {
        (Pattern(one), Pattern(other)) => patterns(program, one, other),
        (All(one), All(other)) | (Any(one), Any(other)) | (Each(one), Each(other)) => {
            members(one, other)
        }
        (AtLeast(least, one), AtLeast(other_least, other)) => {
            least == other_least && members(one, other)
        }
        _ => false,
    }
}

fn patterns(program: &Program, one: &Pattern, other: &Pattern) -> bool {
    use PatternKind::{Any, Literal, Name, Near, Regex, Then};
    match (&one.kind, &other.kind) {
        (Literal(one), Literal(other)) | (Regex(one), Regex(other)) => one.value == other.value,
        (Name(one), Name(other)) => names(program, one, other),
        (Any(one), Any(other)) => all(one, other, |one, other| patterns(program, one, other)),
        (Then(one, two), Then(other, another)) => {
            patterns(program, one, other) && patterns(program, two, another)
        }
        (Near(one, two, chars), Near(other, another, other_chars)) => {
            chars.map(|(chars, _)| chars) == other_chars.map(|(chars, _)| chars)
                && patterns(program, one, other)
                && patterns(program, two, another)
        }
        _ => false,
    }
}

fn names(program: &Program, one: &Name, other: &Name) -> bool {
    let meaning = |name: &Name| program.names.get(&name.span);
    meaning(one).is_some() && meaning(one) == meaning(other)
}

fn all<T>(one: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
}

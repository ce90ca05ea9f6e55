//! Tells how a text stands to a place in it: takes one sentence, the headers of its lists and the place, gives the row of the
//! modality table. Which words are cues is left to the language packs.

use super::frames::{Frame, FrameKind, Frames};
use super::reach::{Cue, Sentence};
use super::words::{Roles, Token};
use crate::ir::terms::Cue as Asked;
use std::ops::Range;

/// How a text stands to a pattern at one place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Status {
    /// It is stated.
    pub says: bool,
    /// It is denied.
    pub denies: bool,
    /// It is permitted.
    pub permits: bool,
    /// It is a duty.
    pub obliges: bool,
    /// It is a condition.
    pub given: bool,
    /// Where the words stand that make it so.
    pub cue: Option<Range<usize>>,
}

impl Status {
    /// Whether a cue holds.
    pub(super) fn holds(&self, cue: Asked) -> bool {
        match cue {
            Asked::Says => self.says,
            Asked::Denies => self.denies,
            Asked::Mentions => true,
            Asked::Permits => self.permits,
            Asked::Obliges => self.obliges,
            Asked::Given => self.given,
        }
    }
}

/// What a list header lays on the items of its list.
#[derive(Debug, Clone, Default)]
pub(super) struct Governing {
    /// The cues that reach its end.
    cues: Vec<Cue>,
    /// The items are conditions.
    given: bool,
    /// The items are exceptions to a denial (`true`) or to anything else.
    exception: Option<bool>,
    /// The items are only mentioned.
    mention: bool,
}

/// What a header lays on its items.
pub(super) fn governing(header: &Sentence<'_>) -> Governing {
    let range = &header.anatomy.range;
    let text = header.text.get(range.clone()).unwrap_or("");
    let end = range.start + text.trim_end_matches([':', ' ', ',', '-']).len();
    let anchors: Vec<&Token> = header
        .anatomy
        .tokens
        .iter()
        .filter(|token| token.is(Roles::ANCHOR))
        .collect();
    // `except:` and `if:` open a frame that holds nothing but the items
    let opened = header.frames.frames.iter().filter(|frame| {
        frame.range.end == end
            && header
                .anatomy
                .tokens
                .iter()
                .any(|token| token.start == frame.range.start && token.end == end)
    });
    let frames: Vec<&Frame> = match anchors.last() {
        Some(anchor) => header.frames.holding(anchor.start),
        None => opened.collect(),
    };
    let mut governing = Governing::default();
    for frame in frames {
        match frame.kind {
            FrameKind::Condition | FrameKind::Via | FrameKind::Without(_) => governing.given = true,
            FrameKind::Exception(main) => governing.exception = Some(main.unwrap_or(false)),
            FrameKind::Mention => governing.mention = true,
        }
    }
    if !governing.given && governing.exception.is_none() {
        // `甲方有权采取下列措施,乙方不得拒绝:`: what reaches the word that stands for the items counts, if anything does
        governing.cues = anchors
            .last()
            .map(|anchor| header.reaching(anchor.start, None))
            .filter(|cues| !cues.is_empty())
            .unwrap_or_else(|| header.reaching(end, None));
        for cue in &mut governing.cues {
            cue.carried = false;
        }
    }
    governing
}

/// How the sentence stands to the words at `place`. `headers`: what the lists above lay on it, outermost first.
pub(super) fn status(
    sentence: &Sentence<'_>,
    headers: &[Governing],
    place: Range<usize>,
) -> Status {
    let frames = sentence.frames.holding(place.start);
    if frames.iter().any(|frame| frame.kind == FrameKind::Mention)
        || headers.iter().any(|header| header.mention)
    {
        return Status::default();
    }
    let inner = frames.first().copied();
    let own = sentence.reaching(place.start, inner);
    let postposed = denied_after(sentence.text, sentence, place.clone());
    let mut status = Status::default();
    for frame in &frames {
        match frame.kind {
            FrameKind::Without(free) => {
                status.given = false;
                status.denies = free;
                status.cue = opening(sentence, frame.range.start);
                return status;
            }
            FrameKind::Condition | FrameKind::Via => {
                status.given = !denied(&own);
                status.cue = opening(sentence, frame.range.start);
            }
            FrameKind::Exception(main) => {
                let header = denied_by(headers, &[]);
                let permits = main.unwrap_or(header) != denied(&own);
                let conditional =
                    status.given || frames.iter().any(|other| is_condition(other.kind));
                status.says = permits;
                status.permits = permits;
                status.denies = !permits && !conditional;
                status.cue = opening(sentence, frame.range.start);
            }
            FrameKind::Mention => {}
        }
    }
    if let Some(frame) = inner {
        // `应经乙方同意`: the duty before the word that opens the condition is laid on the consent too
        if frame.kind == FrameKind::Via && status.given {
            let outer = sentence.reaching(frame.range.start, frames.get(1).copied());
            status.obliges = modal(&outer).is_some_and(|cue| cue.roles.has(Roles::OBLIGATION))
                && !denied(&outer);
            status.says |= status.obliges;
        }
        return status;
    }
    let all: Vec<Cue> = headers
        .iter()
        .flat_map(|header| &header.cues)
        .copied()
        .collect();
    let denied = denied_by(headers, &own) != postposed.is_some();
    if headers.iter().any(|header| header.given) {
        status.given = !denied;
        return status;
    }
    if let Some(exception) = headers.iter().rev().find_map(|header| header.exception) {
        let permits = exception != denied;
        return Status {
            says: permits,
            permits,
            denies: !permits,
            ..status
        };
    }
    let modal = modal(&own).or_else(|| modal(&all));
    status.cue = own
        .last()
        .or(all.last())
        .map(|cue| cue.start..cue.end)
        .or(postposed);
    if denied {
        status.denies = true;
        return status;
    }
    let lifted = own
        .iter()
        .chain(&all)
        .any(|cue| cue.roles.has(Roles::PROHIBITION));
    status.says = true;
    status.permits = modal.is_some_and(|cue| cue.roles.has(Roles::PERMISSION));
    status.obliges = lifted || modal.is_some_and(|cue| cue.roles.has(Roles::OBLIGATION));
    status
}

fn is_condition(kind: FrameKind) -> bool {
    matches!(kind, FrameKind::Condition | FrameKind::Via)
}

/// Whether an odd number of denials reaches; one prohibition after another counts once.
fn denied(cues: &[Cue]) -> bool {
    let prohibited = cues.iter().any(|cue| cue.roles.has(Roles::PROHIBITION));
    let plain = cues
        .iter()
        .filter(|cue| cue.roles.has(Roles::NEGATION) && !cue.roles.has(Roles::PROHIBITION))
        .count();
    (usize::from(prohibited) + plain) % 2 == 1
}

fn denied_by(headers: &[Governing], own: &[Cue]) -> bool {
    let all: Vec<Cue> = headers
        .iter()
        .flat_map(|header| &header.cues)
        .chain(own)
        .copied()
        .collect();
    denied(&all)
}

/// The last permission or duty.
fn modal(cues: &[Cue]) -> Option<Cue> {
    cues.iter()
        .rev()
        .find(|cue| cue.roles.has(Roles::PERMISSION.and(Roles::OBLIGATION)))
        .copied()
}

/// The word that opens a frame.
fn opening(sentence: &Sentence<'_>, start: usize) -> Option<Range<usize>> {
    sentence
        .anatomy
        .tokens
        .iter()
        .find(|token| token.end == start)
        .map(|token| token.start..token.end)
}

/// `法律援助服务暂不提供`, `催收方式：无`: words at the end of the sub-clause that deny what stands before them.
fn denied_after(text: &str, sentence: &Sentence<'_>, place: Range<usize>) -> Option<Range<usize>> {
    let index = sentence.anatomy.piece_at(place.start)?;
    let piece = sentence.anatomy.pieces.get(index)?;
    let (at, token) = sentence.anatomy.tokens_of(piece).last()?;
    if token.start < place.end
        || Frames::is_spent(sentence.frames, at)
        || !sentence.anatomy.ends_at(text, piece, token.end)
    {
        return None;
    }
    let alone = text
        .get(..token.start)
        .is_some_and(|before| before.trim_end().ends_with([':', '|']));
    let denies = token.is(Roles::DENIED) || (token.is(Roles::DENYING) && alone);
    denies.then_some(token.start..token.end)
}

impl Frames {
    fn is_spent(&self, token: usize) -> bool {
        self.spent.contains(&token)
    }
}

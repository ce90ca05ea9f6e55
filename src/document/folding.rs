//! Folds characters one after the other: takes pieces of an original in order, gives the folded text with its shifts. Which
//! pieces make a line and which lines a block is left to the readers.

use super::charset::is_numeric;
use super::fold::{Folded, Shift, offset};
use super::letters::{
    fold_char, is_dropped, is_unit, is_wide, joins, normalise, plain_run, stands_alone, stretch,
};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// How many blanks before a unit are a gap to fill in (`利率为   %`) rather than loose setting.
const GAP: u32 = 3;

/// What a gap to fill in becomes.
const FILL: &str = "__";

/// Takes pieces of an original, in order.
#[derive(Debug, Default)]
pub(super) struct Folder {
    out: Folded,
    /// White space since the last character: where it is, how wide, and whether it holds a line break.
    space: Option<Space>,
    /// The last character was CJK or full-width; `None` at the start of a line.
    wide: Option<bool>,
    digit: bool,
    /// A line has begun that is to be told apart from the one before, so its place is said anew.
    fresh: bool,
}

#[derive(Debug, Clone)]
struct Space {
    range: Range<usize>,
    width: u32,
    breaks: bool,
}

impl Folder {
    /// A folder for a text of so many bytes.
    pub(super) fn for_text(bytes: usize) -> Self {
        let mut folder = Self::default();
        folder.out.text.reserve(bytes);
        folder.out.shifts.reserve(bytes / 10);
        folder
    }

    /// Where the next character will go.
    pub(super) fn position(&self) -> usize {
        self.out.text.len()
    }

    /// How many shifts there are.
    pub(super) fn shifts(&self) -> usize {
        self.out.shifts.len()
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.out.text
    }

    /// Takes the original's text at byte `at`.
    pub(super) fn push(&mut self, text: &str, at: usize) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let here = at + (text.len() - rest.len());
            let used = match first {
                // Nearly every sign of a Chinese text.
                '\u{ff01}'..='\u{ff5e}' if stands_alone(rest, first.len_utf8()) => {
                    self.full_width(first, here);
                    first.len_utf8()
                }
                _ => match plain_run(rest) {
                    (0, _) => self.special(rest, first, here),
                    (run, lower) => {
                        self.run(rest.get(..run).unwrap_or(""), first, here, lower);
                        run
                    }
                },
            };
            rest = rest.get(used..).unwrap_or("");
        }
    }

    /// Takes a text that as a whole stands for a stretch of the original, such as an entity or a code span.
    pub(super) fn push_whole(&mut self, text: &str, original: Range<usize>) {
        if text.chars().all(char::is_whitespace) {
            self.blank(text, original);
            return;
        }
        let mut folded = String::new();
        for c in text.chars() {
            fold_char(c, &mut folded);
        }
        let seen = || text.chars().filter(|c| !c.is_whitespace());
        if let (Some(first), Some(last)) = (seen().next(), seen().next_back()) {
            self.whole(&folded, (first, last), original);
        }
    }

    /// Takes a character that stands between two cells of a row.
    pub(super) fn cell(&mut self, original: Range<usize>) {
        self.space = None;
        self.emit_whole("|", original);
        self.wide = Some(true);
        self.digit = false;
    }

    /// Ends a line: white space at its end is dropped, that of the next line's start too.
    pub(super) fn end(&mut self) {
        self.space = None;
        self.wide = None;
        self.digit = false;
        self.fresh = true;
    }

    /// The folded text.
    pub(super) fn finish(self) -> Folded {
        self.out
    }

    fn plain(&mut self, text: &str, first: char, at: usize) {
        self.settle(first);
        let folded = offset(self.out.text.len());
        self.shift(folded, offset(at), false);
        self.out.text.push_str(text);
        self.after(text.chars().next_back());
    }

    fn special(&mut self, rest: &str, first: char, at: usize) -> usize {
        let length = first.len_utf8();
        if is_dropped(first) {
            return length;
        }
        if first.is_whitespace() {
            let run = rest
                .find(|c: char| !c.is_whitespace())
                .unwrap_or(rest.len());
            self.blank(rest.get(..run).unwrap_or(""), at..at + run);
            return run;
        }
        let mut folded = String::new();
        let stretch = stretch(rest, first);
        if stretch == length {
            fold_char(first, &mut folded);
            // A letter that keeps its length keeps its bytes' places too.
            if folded.len() == length && folded.chars().count() == 1 {
                let next = folded.chars().find(|&c| is_wide(c)).unwrap_or(first);
                self.plain(&folded, next, at);
                return length;
            }
        } else {
            let whole = rest.get(..stretch).unwrap_or("");
            normalise(whole.nfkc(), &mut folded);
            // Lowering may bring marks out of their order (`İ`).
            let lowered = std::mem::take(&mut folded);
            normalise(lowered.nfkc(), &mut folded);
        }
        if !folded.is_empty() {
            let last = rest
                .get(..stretch)
                .and_then(|whole| whole.chars().next_back());
            self.whole(&folded, (first, last.unwrap_or(first)), at..at + stretch);
        }
        stretch
    }

    /// Takes a run that needs nothing but lower case.
    fn run(&mut self, run: &str, first: char, at: usize, lower: bool) {
        let from = self.position();
        self.plain(run, first, at);
        if let Some(added) = self.out.text.get_mut(from..).filter(|_| !lower) {
            added.make_ascii_lowercase();
        }
    }

    /// Takes a full-width form of an ASCII character, which is nearly every sign of a Chinese text.
    fn full_width(&mut self, sign: char, at: usize) {
        self.settle(sign);
        let ascii = u8::try_from(u32::from(sign) - 0xfee0)
            .unwrap_or(b' ')
            .to_ascii_lowercase();
        self.emit_whole(
            char::from(ascii).encode_utf8(&mut [0; 4]),
            at..at + sign.len_utf8(),
        );
        self.wide = Some(true);
        self.digit = ascii.is_ascii_digit();
    }

    fn blank(&mut self, text: &str, original: Range<usize>) {
        let width = text
            .chars()
            .map(|c| if c == '\u{3000}' { 2 } else { 1 })
            .sum::<u32>();
        let breaks = text.contains(['\n', '\r']);
        match &mut self.space {
            Some(space) => {
                space.range.end = original.end;
                space.width += width;
                space.breaks |= breaks;
            }
            None => {
                self.space = Some(Space {
                    range: original,
                    width,
                    breaks,
                });
            }
        }
    }

    fn whole(&mut self, folded: &str, (first, last): (char, char), original: Range<usize>) {
        // What is full-width before or after folding counts: the one must not depend on whether a text was folded already.
        let opens = folded.chars().next().filter(|&c| is_wide(c));
        let closes = folded.chars().next_back().filter(|&c| is_wide(c));
        self.settle(opens.unwrap_or(first));
        self.emit_whole(folded, original);
        self.after(closes.or(Some(last)));
    }

    fn emit_whole(&mut self, folded: &str, original: Range<usize>) {
        let at = offset(self.out.text.len());
        self.shift(at, offset(original.start), true);
        self.out.text.push_str(folded);
        let end = offset(self.out.text.len());
        // Says where the whole stretch ends; text that follows at once goes on from here.
        self.out.shifts.push(Shift {
            folded: end,
            original: offset(original.end),
            whole: false,
        });
    }

    /// Decides what becomes of the white space before `next`.
    fn settle(&mut self, next: char) {
        let Some(space) = self.space.take() else {
            return;
        };
        let Some(wide) = self.wide else {
            return;
        };
        if space.width >= GAP && !space.breaks && !self.digit && is_unit(next) {
            self.emit_whole(FILL, space.range);
        } else if joins(next) || (!wide && !is_wide(next)) {
            self.emit_whole(" ", space.range);
        }
    }

    fn after(&mut self, last: Option<char>) {
        if let Some(last) = last {
            self.wide = Some(is_wide(last));
            self.digit = is_numeric(last);
        }
    }

    fn shift(&mut self, folded: u32, original: u32, whole: bool) {
        let fresh = std::mem::take(&mut self.fresh);
        if let Some(last) = self.out.shifts.last_mut().filter(|_| !fresh) {
            let goes_on = !last.whole && last.original + (folded - last.folded) == original;
            if goes_on && !whole {
                return;
            }
            // An end that the next stretch starts from says nothing of its own.
            if goes_on && last.folded == folded {
                last.whole = whole;
                return;
            }
        }
        self.out.shifts.push(Shift {
            folded,
            original,
            whole,
        });
    }
}

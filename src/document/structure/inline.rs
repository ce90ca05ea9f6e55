//! Cuts blocks at numbers inside them: `…下列行为:(一)威胁;(二)辱骂。`, or a whole contract on one line. Takes blocks, gives pieces
//! that begin with at most one number each. Which piece lies in which is left to `nest`.

use super::join::Piece;
use super::sentence;
use super::starts::{is_continued, is_reference, numbers, starts_with_any};
use super::view::View;
use crate::document::lines::{Gap, Shape};
use crate::document::number::{Key, Number, Numbers, Path};

/// The length from which a block is taken to be more than a paragraph, in bytes.
const LONG: usize = 1200;

/// Words that name a number of a list rather than open it: `第(一)项`.
const NAMED: &[&str] = &["项", "款", "目", "点", "类", "种情", "条"];

/// The last number of each style; documents use few.
struct Known<V>(Vec<(Key, V)>);

impl<V> Known<V> {
    fn get(&self, key: Key) -> Option<&V> {
        let mut all = self.0.iter();
        all.find(|(known, _)| *known == key).map(|(_, value)| value)
    }

    fn insert(&mut self, key: Key, value: V) {
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known = value,
            None => self.0.push((key, value)),
        }
    }
}

/// What cutting has to know of the document.
struct Cutter<'a> {
    view: View<'a>,
    /// The last clause or chapter number of each style.
    strong: Known<u32>,
}

/// Cuts blocks to pieces.
pub(super) fn cut(view: View<'_>, blocks: Vec<Piece>) -> Vec<Piece> {
    let mut cutter = Cutter {
        view,
        strong: Known(Vec::new()),
    };
    let mut pieces = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        if let Some(number) = block
            .numbers
            .first()
            .filter(|number| view.styles.is_strong(number))
        {
            cutter.strong.insert(number.key(), number.value());
        }
        if matches!(block.shape, Shape::Row | Shape::Heading(_)) {
            pieces.push(block);
            continue;
        }
        let next = blocks.peek().map_or(&[][..], |next| &next.numbers);
        let cuts = cutter.cuts(&block, next);
        match cuts.is_empty() {
            true => {
                let words = cutter.text(block.range.start, block.range.end).trim_end();
                let end = block.range.start + words.len();
                let range = block.range.start..end;
                pieces.push(Piece { range, ..block });
            }
            false => cutter.split(block, cuts, &mut pieces),
        }
    }
    pieces
}

impl Cutter<'_> {
    fn text(&self, from: usize, to: usize) -> &str {
        self.view.words(from..to)
    }

    /// The numbers to cut at.
    fn cuts(&mut self, block: &Piece, next: &[Number]) -> Vec<Numbers> {
        let end = block.range.end;
        let mut candidates: Vec<Numbers> = Vec::new();
        let mut at = block.body(&self.view.folded.text).start;
        while let Some(found) = self
            .view
            .styles
            .next_number(&self.view.folded.text, at, end)
        {
            let mut numbers = numbers(self.view, found, end);
            numbers.retain(|number| self.stands_free(block, number));
            // A rejected number may hide one that begins inside it (`2026.1、` hides `1、`), but only past its first character.
            at = match numbers.iter().map(|number| number.range.end).max() {
                Some(end) => end,
                None => {
                    found
                        + self
                            .text(found, end)
                            .chars()
                            .next()
                            .map_or(1, char::len_utf8)
                }
            };
            if !numbers.is_empty() {
                candidates.push(numbers);
            }
        }
        if candidates.is_empty() {
            return Vec::new();
        }
        let mut run: Known<Path> = Known(Vec::new());
        for number in &block.numbers {
            run.insert(number.key(), number.path.clone());
        }
        let mut cuts = Vec::new();
        for (place, numbers) in candidates.iter().enumerate() {
            let later = candidates.get(place + 1..).unwrap_or(&[]);
            let opening: Numbers = numbers
                .iter()
                .filter(|number| self.opens(block, number, later, next, &run))
                .cloned()
                .collect();
            let Some(first) = opening.first() else {
                continue;
            };
            if self.view.styles.is_strong(first) {
                run.0.clear();
                self.strong.insert(first.key(), first.value());
            }
            for number in &opening {
                run.insert(number.key(), number.path.clone());
            }
            cuts.push(opening);
        }
        cuts
    }

    /// Whether the characters around a number let it stand by itself.
    fn stands_free(&self, block: &Piece, number: &Number) -> bool {
        let before = self.text(block.range.start, number.range.start);
        let after = self.text(number.range.end, block.range.end);
        let words = self.text(number.range.start, number.range.end);
        let last = before.chars().next_back().unwrap_or('\n');
        if self.view.styles.is_strong(number) {
            return true;
        }
        let first = words.chars().next().unwrap_or(' ');
        let continues = match first {
            'a'..='z' => last.is_alphanumeric(),
            '0'..='9' => {
                last.is_ascii_digit()
                    || (last.is_ascii_alphabetic())
                    || last == '.'
                    || last == '-'
                    || last == '/'
            }
            '(' => last.is_ascii_alphabetic() && !words.contains(|c: char| c.is_ascii_digit()),
            _ => "第一二三四五六七八九十百千".contains(last),
        };
        !continues && last != '第' && !after.is_empty() && !starts_with_any(after, NAMED)
    }

    fn opens(
        &self,
        block: &Piece,
        number: &Number,
        later: &[Numbers],
        next: &[Number],
        run: &Known<Path>,
    ) -> bool {
        let before = self.text(block.range.start, number.range.start);
        let after = self.text(number.range.end, block.range.end);
        let apart = before.is_empty()
            || self.view.closes(before)
            || before.trim_end().ends_with([';', ':']);
        let spaced = self.view.is_spaced(number.range.start);
        if self.view.styles.is_strong(number) {
            let last = self.strong.get(number.key()).copied();
            let succeeds = number.value() == last.unwrap_or(0) + 1;
            // A number may be left out, and an annex begins anew.
            let follows = succeeds
                || number.is_first()
                || last.is_none_or(|last| number.value() > last && number.value() <= last + 3);
            let latin = self.text(number.range.start, number.range.end).is_ascii();
            if latin && !(apart && self.is_titled(number, after)) {
                return false;
            }
            return if apart {
                follows && !is_continued(after) && (succeeds || !is_reference("", after))
            } else {
                let long = block.range.len() > LONG;
                let opening = block.range.start == 0 && !before.contains([',', '。', ';', ':']);
                let named = self.view.styles.is_title(before) && !before.contains(['本', '该']);
                let title = opening && (long || named);
                let free = title
                    || (spaced && !is_reference(before, ""))
                    || (long && !is_reference(before, after));
                succeeds && free && !is_continued(after)
            };
        }
        let goes_on = |number: &Number, other: &[Number]| {
            other
                .iter()
                .any(|one| one.key() == number.key() && one.value() == number.value() + 1)
        };
        if number.path.len() > 1 {
            let parent = number
                .path
                .split_last()
                .map_or(&[][..], |(_, parent)| parent);
            let known = run.0.iter().any(|(_, path)| {
                (number.is_first() && path.as_slice() == parent)
                    || (path
                        .split_last()
                        .is_some_and(|(&last, same)| same == parent && last + 1 == number.value()))
            });
            return (apart || spaced)
                && (known || later.iter().any(|later| goes_on(number, later)));
        }
        match run.get(number.key()).and_then(|path| path.last()) {
            Some(&last) if number.value() == last + 1 => true,
            _ if number.is_first() => {
                let opened = before.trim_end().ends_with(':');
                let pause = apart
                    || spaced
                    || before.trim_end().ends_with([',', '、', ')'])
                    || !is_decimal(number);
                let named = ["条", "款", "本条", "前款"]
                    .iter()
                    .any(|word| before.ends_with(word));
                let continued =
                    later.iter().any(|later| goes_on(number, later)) || goes_on(number, next);
                (continued && pause && !named) || (opened && !is_decimal(number))
            }
            _ => false,
        }
    }

    /// Whether a Latin clause number is followed by its title or a sign rather than by the rest of a sentence.
    fn is_titled(&self, number: &Number, after: &str) -> bool {
        let words = self.text(number.range.start, number.range.end);
        words.ends_with(['.', ':'])
            || (self.view.is_spaced(number.range.end)
                && !is_reference("", after)
                && ![
                    "shall", "may", "is", "applies", "does", "must", "will", "sets", "provides",
                ]
                .iter()
                .any(|verb| after.trim_start().starts_with(verb)))
    }

    /// Cuts a block and splits from the last item of a list the sentences that go on after the list.
    fn split(&self, block: Piece, cuts: Vec<Numbers>, pieces: &mut Vec<Piece>) {
        let mut bounds: Vec<(usize, Numbers)> = vec![(block.range.start, block.numbers.clone())];
        bounds.extend(
            cuts.into_iter()
                .filter_map(|numbers| Some((numbers.first()?.range.start, numbers))),
        );
        let mut list: Option<(Key, bool)> = None;
        for (at, (start, numbers)) in bounds.iter().enumerate() {
            let end = bounds.get(at + 1).map_or(block.range.end, |next| next.0);
            let end = start + self.text(*start, end).trim_end().len();
            let key = numbers.first().map(Number::key);
            let ends_in_pause = self.text(*start, end).ends_with([';', ',', '、']);
            let going = list.is_some_and(|(known, paused)| paused && Some(known) == key);
            let piece = Piece {
                range: *start..end,
                numbers: numbers.clone(),
                gap: if at == 0 { block.gap } else { Gap::Soft },
                ..block.clone()
            };
            list = key.map(|key| (key, ends_in_pause));
            let first = going.then(|| {
                let sentences = sentence::split(self.view, piece.body(&self.view.folded.text));
                sentences.into_iter().next()
            });
            match first.flatten().filter(|first| first.end < end) {
                Some(first) => {
                    let rest = self.text(first.end, end);
                    let tail = first.end + (rest.len() - rest.trim_start().len());
                    pieces.push(Piece {
                        range: *start..first.end,
                        ..piece.clone()
                    });
                    pieces.push(Piece {
                        range: tail..end,
                        numbers: Numbers::new(),
                        gap: Gap::Soft,
                        ..piece
                    });
                }
                None => pieces.push(piece),
            }
        }
    }
}

/// Whether a number is `1.` or `1、`, which is common inside sentences too.
fn is_decimal(number: &Number) -> bool {
    matches!(number.closes, '.' | '、')
}

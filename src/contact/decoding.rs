//! Decodes a file piece by piece: takes bytes, gives UTF-8 and the name of the encoding. It is decided at the first byte that is not
//! ASCII, from what follows; bytes that are no text are replaced and reported, never passed over.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Decoder, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, Read};

/// Bytes read at once.
const BLOCK: usize = 1 << 20;
/// Bytes looked at to tell an encoding.
const SAMPLE: usize = 1 << 16;

/// A file being decoded.
pub(super) struct Decoding<'a> {
    source: Box<dyn Read + Send + 'a>,
    forced: Option<&'static Encoding>,
    known: Box<dyn Fn(&str) -> usize + Send + 'a>,
    state: State,
    raw: Vec<u8>,
    /// Bytes read so far.
    pub(super) bytes: u64,
    /// The encoding is a guess that no check supports.
    pub(super) doubtful: bool,
}

enum State {
    Start,
    /// Nothing but ASCII so far.
    Ascii,
    Known(Box<Decoder>),
}

/// What one step came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// The file has been read to its end.
    pub(super) last: bool,
    /// Some bytes were no text.
    pub(super) damaged: bool,
}

impl<'a> Decoding<'a> {
    /// A file in an encoding that is given, or else told with the help of `known`, which counts the log's words in a text.
    pub(super) fn new(
        source: Box<dyn Read + Send + 'a>,
        forced: Option<&'static Encoding>,
        known: Box<dyn Fn(&str) -> usize + Send + 'a>,
    ) -> Self {
        Self {
            source,
            forced,
            known,
            state: State::Start,
            raw: Vec::new(),
            bytes: 0,
            doubtful: false,
        }
    }

    /// The name of the encoding as far as it is known; pure ASCII is called UTF-8.
    pub(super) fn name(&self) -> &'static str {
        match &self.state {
            State::Known(decoder) => decoder.encoding().name(),
            State::Start | State::Ascii => UTF_8.name(),
        }
    }

    /// Reads a block and adds its text to `out`.
    pub(super) fn step(&mut self, out: &mut String) -> io::Result<Step> {
        self.raw.clear();
        let last = self.read_more(BLOCK)?;
        let mut start = 0;
        if matches!(self.state, State::Start) {
            let (state, skip) = begin(&self.raw, self.forced);
            (self.state, start) = (state, skip);
        }
        if matches!(self.state, State::Ascii) {
            let rest = self.raw.get(start..).unwrap_or_default();
            let ascii = Encoding::ascii_valid_up_to(rest);
            out.push_str(std::str::from_utf8(rest.get(..ascii).unwrap_or_default()).unwrap_or(""));
            start += ascii;
            if start == self.raw.len() {
                return Ok(Step {
                    last,
                    damaged: false,
                });
            }
            let last = if self.raw.len() - start < SAMPLE && !last {
                self.read_more(SAMPLE)?
            } else {
                last
            };
            let sample = self.raw.get(start..).unwrap_or_default();
            let sample = sample.get(..SAMPLE).unwrap_or(sample);
            let (encoding, doubtful) = tell(sample, last, &self.known);
            self.doubtful = doubtful;
            self.state = State::Known(Box::new(encoding.new_decoder_without_bom_handling()));
            return Ok(self.decode(start, out, last));
        }
        Ok(self.decode(start, out, last))
    }

    fn decode(&mut self, start: usize, out: &mut String, last: bool) -> Step {
        let State::Known(decoder) = &mut self.state else {
            return Step {
                last,
                damaged: false,
            };
        };
        let mut bytes = self.raw.get(start..).unwrap_or_default();
        let mut damaged = false;
        loop {
            out.reserve(
                decoder
                    .max_utf8_buffer_length(bytes.len())
                    .unwrap_or(bytes.len() * 3),
            );
            let (result, read, errors) = decoder.decode_to_string(bytes, out, last);
            damaged |= errors;
            bytes = bytes.get(read..).unwrap_or_default();
            if result == encoding_rs::CoderResult::InputEmpty {
                return Step { last, damaged };
            }
        }
    }

    /// Reads up to `amount` more bytes and says whether the file has ended.
    fn read_more(&mut self, amount: usize) -> io::Result<bool> {
        let before = self.raw.len();
        let limit = u64::try_from(amount).unwrap_or(u64::MAX);
        let read = self
            .source
            .by_ref()
            .take(limit)
            .read_to_end(&mut self.raw)?;
        self.bytes += u64::try_from(self.raw.len() - before).unwrap_or(0);
        Ok(read < amount)
    }
}

/// The state after the first block, and how many bytes of it are a byte order mark.
fn begin(block: &[u8], forced: Option<&'static Encoding>) -> (State, usize) {
    if let Some((encoding, width)) = Encoding::for_bom(block) {
        return (
            State::Known(Box::new(encoding.new_decoder_without_bom_handling())),
            width,
        );
    }
    match forced.or_else(|| wide(block)) {
        Some(encoding) => (
            State::Known(Box::new(encoding.new_decoder_without_bom_handling())),
            0,
        ),
        None => (State::Ascii, 0),
    }
}

/// UTF-16 without a mark: only there the signs of a table leave zero bytes, all on one side.
fn wide(block: &[u8]) -> Option<&'static Encoding> {
    let start = block.get(..4096).unwrap_or(block);
    let zeros = |side: usize| {
        start
            .iter()
            .skip(side)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if even + odd == 0 || (even > 0 && odd > 0 && even.max(odd) < 8 * even.min(odd)) {
        return None;
    }
    Some(if odd > even { UTF_16LE } else { UTF_16BE })
}

/// The encoding of a sample that begins with a byte outside ASCII, and whether it is doubtful. In which of the candidates the sample
/// holds words that a log is made of weighs more than how its letters look; `known` counts them.
fn tell(sample: &[u8], last: bool, known: &dyn Fn(&str) -> usize) -> (&'static Encoding, bool) {
    if mostly_utf8(sample) {
        return (UTF_8, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, last);
    let guess = match detector.guess(None, Utf8Detection::Deny) {
        guess if guess == GBK => GB18030,
        guess => guess,
    };
    let signs = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let chinese = guess == GB18030 || guess == BIG5;
    // a few bytes look like Korean or Japanese as easily as like Chinese
    let candidates = if chinese || signs >= ENOUGH {
        [guess, GB18030, BIG5]
    } else {
        [GB18030, BIG5, guess]
    };
    let mut chosen: Option<(usize, &'static Encoding)> = None;
    for encoding in candidates {
        let Some(text) = clean(sample, encoding) else {
            continue;
        };
        let words = known(&text);
        if chosen.is_none_or(|(most, _)| words > most) {
            chosen = Some((words, encoding));
        }
    }
    let (words, encoding) = chosen.unwrap_or((0, guess));
    (
        encoding,
        words == 0 && (signs < ENOUGH || !(encoding == GB18030 || encoding == BIG5)),
    )
}

/// Bytes outside ASCII from which the detector may be trusted alone.
const ENOUGH: usize = 32;

/// UTF-8, perhaps with few broken characters: exports cut texts inside characters. A short text in another encoding can hold a valid
/// character or two by chance, so broken ones are only forgiven among many good ones.
fn mostly_utf8(sample: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    let mut end = 0;
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        end += chunk.valid().len() + chunk.invalid().len();
        // the last character may be cut by the end of the sample
        let cut = end == sample.len()
            && std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
        broken += usize::from(!chunk.invalid().is_empty() && !cut);
    }
    broken == 0 || (good >= 20 && broken * 20 <= good)
}

/// The sample's text, where every byte of it is text in this encoding; its last character may be cut.
fn clean(sample: &[u8], encoding: &'static Encoding) -> Option<String> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(sample.len())?);
    let (_, _, errors) = decoder.decode_to_string(sample, &mut text, false);
    (!errors).then_some(text)
}

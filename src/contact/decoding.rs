//! Tells the encoding of a file and writes it anew as UTF-8: the encoding is decided at the first byte that is not ASCII, from what
//! follows; bytes that are no text are marked, never passed over.

use super::scan::Source;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::fs::File;
use std::io::{self, Write};

/// Bytes read at once.
const BLOCK: usize = 1 << 20;
/// Bytes looked at to tell an encoding.
const SAMPLE: usize = 1 << 16;
/// What an undecodable byte becomes: a byte that is no UTF-8 either, so that its row is found later.
const NO_TEXT: u8 = 0xff;

/// What is known of a file's encoding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) encoding: &'static Encoding,
    /// Bytes of the byte order mark.
    pub(super) mark: usize,
    /// The encoding is a guess that no check supports.
    pub(super) doubtful: bool,
    /// Nothing but ASCII was seen; UTF-8 is assumed until something else shows.
    pub(super) open: bool,
}

/// Tells the encoding of a file that is given, or else with the help of `known`, which counts the log's words in a text. Unless it is read
/// to its `end`, only the first block is looked at for a byte that is not ASCII.
pub(super) fn tell(
    source: &Source<'_>,
    forced: Option<&'static Encoding>,
    known: &dyn Fn(&str) -> usize,
    end: bool,
) -> io::Result<Told> {
    let mut block = vec![0; BLOCK];
    let told = |encoding, mark| Told {
        encoding,
        mark,
        doubtful: false,
        open: false,
    };
    let mut place = 0_u64;
    loop {
        let read = source.read(place, &mut block)?;
        let bytes = block.get(..read).unwrap_or_default();
        if place == 0 {
            if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
                return Ok(told(encoding, mark));
            }
            if let Some(encoding) = forced.or_else(|| wide(bytes)) {
                return Ok(told(encoding, 0));
            }
        }
        let ascii = Encoding::ascii_valid_up_to(bytes);
        if ascii < read {
            place += u64::try_from(ascii).unwrap_or(0);
            let mut sample = vec![0; SAMPLE];
            let read = source.read(place, &mut sample)?;
            sample.truncate(read);
            let (encoding, doubtful) = guess(&sample, read < SAMPLE, known);
            return Ok(Told {
                doubtful,
                ..told(encoding, 0)
            });
        }
        if read < BLOCK || !end {
            return Ok(Told {
                open: read == BLOCK,
                ..told(UTF_8, 0)
            });
        }
        place += u64::try_from(read).unwrap_or(0);
    }
}

/// Writes a file anew as UTF-8 into a temporary one.
pub(super) fn convert(source: &Source<'_>, told: Told) -> io::Result<File> {
    let mut decoder = told.encoding.new_decoder_without_bom_handling();
    let mut file = io::BufWriter::new(tempfile::tempfile()?);
    let (mut block, mut text) = (vec![0; BLOCK], vec![0; 2 * BLOCK]);
    let mut place = u64::try_from(told.mark).unwrap_or(0);
    loop {
        let read = source.read(place, &mut block)?;
        place += u64::try_from(read).unwrap_or(0);
        let last = read < BLOCK;
        let mut bytes = block.get(..read).unwrap_or_default();
        loop {
            let (result, used, written) =
                decoder.decode_to_utf8_without_replacement(bytes, &mut text, last);
            file.write_all(text.get(..written).unwrap_or_default())?;
            bytes = bytes.get(used..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => file.write_all(&[NO_TEXT])?,
            }
        }
        if last {
            return file.into_inner().map_err(io::IntoInnerError::into_error);
        }
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
fn guess(sample: &[u8], last: bool, known: &dyn Fn(&str) -> usize) -> (&'static Encoding, bool) {
    if mostly_utf8(sample) {
        return (UTF_8, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, last);
    let likely = match detector.guess(None, Utf8Detection::Deny) {
        guess if guess == GBK => GB18030,
        guess => guess,
    };
    let signs = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let chinese = likely == GB18030 || likely == BIG5;
    // a few bytes look like Korean or Japanese as easily as like Chinese
    let candidates = if chinese || signs >= ENOUGH {
        [likely, GB18030, BIG5]
    } else {
        [GB18030, BIG5, likely]
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
    let (words, encoding) = chosen.unwrap_or((0, likely));
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

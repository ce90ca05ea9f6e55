//! Reads character maps: takes the program of a `ToUnicode` or `Encoding` stream, gives for a code its length, its text and its
//! character id. Maps that the format only names are left to `predefined`.

/// The most entries that are kept of a map.
const ENTRIES: usize = 200_000;

/// The most code spaces, each of which every code is compared with, and the longest text of a code, in bytes.
const SPACES: usize = 256;
const TARGET: usize = 512;

/// How many earlier ranges a code is looked for in, where ranges overlap.
const OVERLAPS: usize = 8;

/// A map.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Length in bytes, lowest and highest code of each code space.
    spaces: Vec<(usize, u32, u32)>,
    texts: Vec<Entry<Vec<u16>>>,
    ids: Vec<Entry<u32>>,
    /// The map that this one builds on.
    pub(super) base: Option<Vec<u8>>,
    /// It is for vertical writing.
    pub(super) vertical: bool,
}

#[derive(Debug)]
struct Entry<T> {
    length: usize,
    low: u32,
    high: u32,
    target: T,
}

enum Token<'a> {
    Code(usize, u32, Vec<u16>),
    Number(u32),
    Name(&'a [u8]),
    Open,
    Close,
    Word(&'a [u8]),
}

impl CMap {
    /// Reads a map.
    pub(super) fn parse(program: &[u8]) -> Self {
        let mut map = Self::default();
        let mut held: Vec<Token<'_>> = Vec::new();
        let mut rest = program;
        while let Some(token) = next(&mut rest) {
            let Token::Word(word) = token else {
                if held.len() < ENTRIES {
                    held.push(token);
                }
                continue;
            };
            match word {
                b"endcodespacerange" => map.spaces(&held),
                b"endbfchar" => map.chars(&held),
                b"endbfrange" => map.ranges(&held),
                b"endcidchar" => map.cid_chars(&held),
                b"endcidrange" => map.cid_ranges(&held),
                b"usecmap" => {
                    if let Some(Token::Name(name)) = held.last() {
                        map.base = Some(name.to_vec());
                    }
                }
                b"def" => {
                    if let [.., Token::Name(b"WMode"), Token::Number(mode)] = held.as_slice() {
                        map.vertical = *mode == 1;
                    }
                }
                _ => {}
            }
            held.clear();
        }
        // The sort is stable, so that of equal ones the later stays the later and is found first.
        map.texts.sort_by_key(|entry| entry.low);
        map.ids.sort_by_key(|entry| entry.low);
        map
    }

    /// Whether it maps codes to text.
    pub(super) fn has_texts(&self) -> bool {
        !self.texts.is_empty()
    }

    /// Whether it says which codes there are.
    pub(super) fn has_spaces(&self) -> bool {
        !self.spaces.is_empty()
    }

    /// The first code of some bytes with its length.
    pub(super) fn code(&self, bytes: &[u8]) -> (u32, usize) {
        let mut code = 0;
        for (at, &byte) in bytes.iter().enumerate().take(4) {
            code = code << 8 | u32::from(byte);
            let within = |&&(length, low, high): &&(usize, u32, u32)| {
                length == at + 1
                    && (0..length).all(|place| {
                        let byte = |code: u32| code >> (8 * place) & 0xff;
                        (byte(low)..=byte(high)).contains(&byte(code))
                    })
            };
            if self.spaces.iter().find(within).is_some() {
                return (code, at + 1);
            }
        }
        let shortest = self.spaces.iter().map(|space| space.0).min().unwrap_or(1);
        let length = shortest.clamp(1, bytes.len().max(1));
        let code = bytes
            .iter()
            .take(length)
            .fold(0, |code, &byte| code << 8 | u32::from(byte));
        (code, length)
    }

    /// The text of a code.
    pub(super) fn text(&self, code: u32, length: usize) -> Option<String> {
        let entry = find(&self.texts, code, length)?;
        let mut units = entry.target.clone();
        let mut steps = code - entry.low;
        // The last unit counts on; a carry goes into the one before, as a surrogate pair needs it.
        for unit in units.iter_mut().rev() {
            let sum = u32::from(*unit) + steps;
            *unit = (sum & 0xffff) as u16;
            steps = sum >> 16;
            if steps == 0 {
                break;
            }
        }
        Some(String::from_utf16_lossy(&units))
    }

    /// The character id of a code.
    pub(super) fn id(&self, code: u32, length: usize) -> Option<u32> {
        find(&self.ids, code, length).map(|entry| entry.target.saturating_add(code - entry.low))
    }

    fn spaces(&mut self, held: &[Token<'_>]) {
        for pair in held.chunks_exact(2) {
            if let [Token::Code(length, low, _), Token::Code(_, high, _)] = pair
                && *length > 0
                && self.spaces.len() < SPACES
            {
                self.spaces.push((*length, *low, *high));
            }
        }
    }

    fn chars(&mut self, held: &[Token<'_>]) {
        for pair in held.chunks_exact(2) {
            if let [Token::Code(length, code, _), Token::Code(_, _, units)] = pair {
                self.add(*length, *code, *code, units.clone());
            }
        }
    }

    fn ranges(&mut self, held: &[Token<'_>]) {
        let mut tokens = held.iter();
        while let (Some(low), Some(high), Some(target)) =
            (tokens.next(), tokens.next(), tokens.next())
        {
            let (Token::Code(length, low, _), Token::Code(_, high, _)) = (low, high) else {
                return;
            };
            match target {
                Token::Code(_, _, units) => self.add(*length, *low, *high, units.clone()),
                Token::Open => {
                    let mut code = *low;
                    for token in tokens.by_ref() {
                        match token {
                            Token::Code(_, _, units) => {
                                self.add(*length, code, code, units.clone());
                                code = code.saturating_add(1);
                            }
                            Token::Close => break,
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn cid_chars(&mut self, held: &[Token<'_>]) {
        for pair in held.chunks_exact(2) {
            if let [Token::Code(length, code, _), Token::Number(id)] = pair {
                self.add_id(*length, *code, *code, *id);
            }
        }
    }

    fn cid_ranges(&mut self, held: &[Token<'_>]) {
        for three in held.chunks_exact(3) {
            if let [
                Token::Code(length, low, _),
                Token::Code(_, high, _),
                Token::Number(id),
            ] = three
            {
                self.add_id(*length, *low, *high, *id);
            }
        }
    }

    fn add(&mut self, length: usize, low: u32, high: u32, target: Vec<u16>) {
        if self.texts.len() < ENTRIES && low <= high {
            self.texts.push(Entry {
                length,
                low,
                high,
                target,
            });
        }
    }

    fn add_id(&mut self, length: usize, low: u32, high: u32, target: u32) {
        if self.ids.len() < ENTRIES && low <= high {
            self.ids.push(Entry {
                length,
                low,
                high,
                target,
            });
        }
    }
}

/// The last entry that holds a code, one of its own length before any other: some producers write codes of one byte as two.
fn find<T>(entries: &[Entry<T>], code: u32, length: usize) -> Option<&Entry<T>> {
    let after = entries.partition_point(|entry| entry.low <= code);
    let near = || {
        entries
            .get(..after)
            .unwrap_or(&[])
            .iter()
            .rev()
            .take(OVERLAPS)
            .filter(|entry| code <= entry.high)
    };
    near()
        .find(|entry| entry.length == length)
        .or_else(|| near().next())
}

fn next<'a>(rest: &mut &'a [u8]) -> Option<Token<'a>> {
    loop {
        let (&first, after) = rest.split_first()?;
        match first {
            b'%' => {
                let end = after.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                *rest = after.get(end.unwrap_or(after.len())..)?;
            }
            b'<' if !after.starts_with(b"<") => {
                let end = after.iter().position(|&byte| byte == b'>');
                let digits = after.get(..end.unwrap_or(after.len()))?;
                *rest = after.get(digits.len() + 1..).unwrap_or(&[]);
                return Some(code(digits));
            }
            b'[' => {
                *rest = after;
                return Some(Token::Open);
            }
            b']' => {
                *rest = after;
                return Some(Token::Close);
            }
            b'(' => {
                let end = after.iter().position(|&byte| byte == b')');
                *rest = after.get(end.map_or(after.len(), |end| end + 1)..)?;
            }
            b'/' => {
                let name = word(after);
                *rest = after.get(name.len()..)?;
                return Some(Token::Name(name));
            }
            _ if is_regular(first) => {
                let word = word(rest);
                *rest = rest.get(word.len()..)?;
                let number = std::str::from_utf8(word).ok();
                return Some(match number.and_then(|number| number.parse().ok()) {
                    Some(number) => Token::Number(number),
                    None => Token::Word(word),
                });
            }
            _ => *rest = after,
        }
    }
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte)
}

fn word(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|&byte| !is_regular(byte));
    bytes.get(..end.unwrap_or(bytes.len())).unwrap_or(&[])
}

/// A code of up to four bytes, which as a target is UTF-16.
fn code(digits: &[u8]) -> Token<'static> {
    let mut bytes = Vec::with_capacity((digits.len() / 2 + 1).min(TARGET));
    let mut half = None;
    for digit in digits
        .iter()
        .filter_map(|&digit| (digit as char).to_digit(16))
        .take(TARGET * 2)
    {
        let digit = digit as u8;
        match half.take() {
            None => half = Some(digit),
            Some(high) => bytes.push(high << 4 | digit),
        }
    }
    bytes.extend(half.map(|high| high << 4));
    let number = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(0_u32, |code, &byte| code << 8 | u32::from(byte))
    };
    let units = match bytes.as_slice() {
        // One byte as a target is against the rules and means what it says.
        [one] => vec![u16::from(*one)],
        all => all
            .chunks_exact(2)
            .map(|pair| number(pair) as u16)
            .collect(),
    };
    let head = bytes.get(..bytes.len().min(4)).unwrap_or(&[]);
    Token::Code(bytes.len(), number(head), units)
}

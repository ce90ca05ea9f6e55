//! Finds the signs that end sentences: takes the languages' signs, gives the next place of one in a text at the speed of a table look-up a byte.

/// The signs that end sentences.
#[derive(Debug, Clone)]
pub(super) struct Ends {
    signs: Vec<char>,
    /// By byte: a sign, or a line end, may begin with it.
    first: [bool; 256],
}

impl Ends {
    pub(super) fn new(mut signs: Vec<char>) -> Self {
        signs.sort_unstable();
        signs.dedup();
        let mut first = [false; 256];
        for sign in signs.iter().chain(&['\n']) {
            let byte = sign.encode_utf8(&mut [0; 4]).bytes().next().unwrap_or(0);
            if let Some(slot) = first.get_mut(usize::from(byte)) {
                *slot = true;
            }
        }
        Self { signs, first }
    }

    /// Whether a sign ends sentences.
    pub(super) fn holds(&self, sign: char) -> bool {
        self.signs.contains(&sign)
    }

    /// The next place from `at`, which lies on a character boundary, where a sentence or a line ends.
    pub(super) fn next(&self, text: &str, mut at: usize) -> Option<usize> {
        loop {
            let mut rest = text.as_bytes().get(at..)?;
            loop {
                // Most characters are Han letters, of three bytes.
                while let [one @ 0xe4..=0xe9, _, _, after @ ..] = rest
                    && !self.first[usize::from(*one)]
                {
                    rest = after;
                }
                match rest {
                    [one, after @ ..] if !self.first[usize::from(*one)] => rest = after,
                    [] => return None,
                    _ => break,
                }
            }
            at = text.len() - rest.len();
            let sign = text.get(at..)?.chars().next()?;
            if sign == '\n' || self.holds(sign) {
                return Some(at);
            }
            at += sign.len_utf8();
        }
    }
}

//! Writes and reads numbers and texts as bytes; what is read is checked, so that a damaged file is an error and never a wrong value.

/// Adds a number, seven bits a byte.
pub fn put_number(mut number: u64, to: &mut Vec<u8>) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// Adds a signed number: small ones of either sign are short.
pub fn put_signed(number: i64, to: &mut Vec<u8>) {
    put_number(((number << 1) ^ (number >> 63)).cast_unsigned(), to);
}

/// Adds a text with its length.
pub fn put_text(text: &str, to: &mut Vec<u8>) {
    put_number(text.len() as u64, to);
    to.extend_from_slice(text.as_bytes());
}

/// Bytes that are read from the front. Every reading gives `None` where the bytes do not hold what is asked.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'b>(pub &'b [u8]);

impl<'b> Bytes<'b> {
    /// So many bytes.
    pub fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// One byte.
    pub fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number that counts things of which each takes at least one byte more.
    pub fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.0.len()).then_some(count)
    }

    /// A signed number.
    pub fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'b str> {
        let length = self.count()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// Eight bytes as a number.
    pub fn fixed(&mut self) -> Option<u64> {
        let bytes: [u8; 8] = self.take(8)?.try_into().ok()?;
        Some(u64::from_le_bytes(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_are_read_as_written() {
        let mut bytes = Vec::new();
        let signed = [0, -1, 1, 63, -64, 64, i64::MAX, i64::MIN];
        signed.iter().for_each(|&one| put_signed(one, &mut bytes));
        put_text("催收", &mut bytes);
        put_number(u64::MAX, &mut bytes);
        let mut from = Bytes(&bytes);
        for one in signed {
            assert_eq!(from.signed(), Some(one));
        }
        assert_eq!(from.text(), Some("催收"));
        assert_eq!(from.number(), Some(u64::MAX));
        assert_eq!(from.byte(), None);
        assert_eq!(Bytes(&[0xff; 20]).number(), None);
        assert_eq!(Bytes(&[9, 1]).text(), None);
    }
}

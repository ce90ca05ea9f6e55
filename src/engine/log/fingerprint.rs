//! Marks a finding so that it can be recognised in another run: takes rule, key and row contents, gives 32 hex digits.

/// The mark of the `ordinal`th finding with these words; it does not hang on files, lines or other rows.
pub(super) fn fingerprint(rule: &str, words: &str, ordinal: usize) -> String {
    // FNV-1a over 128 bits: good for telling marks apart, no secret.
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let ordinal = ordinal.to_string();
    for part in [rule, words, ordinal.as_str()] {
        for byte in part.bytes().chain(std::iter::once(0)) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    }
    format!("{hash:032x}")
}

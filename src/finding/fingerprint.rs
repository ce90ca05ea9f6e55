//! Makes fingerprints: takes the parts that make a finding what it is, gives 32 hex digits that are the same on every machine and
//! in every version.

/// The offset basis of 128-bit FNV-1a.
const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
/// The prime of 128-bit FNV-1a.
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// The fingerprint of some parts in order: 128-bit FNV-1a over each part and a zero byte, as 32 hex digits. Parts that differ give
/// different fingerprints for all practical purposes; it is no protection against somebody who wants them to be equal.
///
/// ```
/// use hegui::finding::fingerprint;
/// assert_eq!(fingerprint(["a", "b"]).len(), 32);
/// assert_ne!(fingerprint(["a", "b"]), fingerprint(["ab", ""]));
/// ```
pub fn fingerprint<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut hash = BASIS;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    }
    format!("{hash:032x}")
}

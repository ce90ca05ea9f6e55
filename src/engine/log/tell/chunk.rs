//! Cuts what is found into chunks of so many rows, none of which parts hits of one rule at one instant.

use super::Found;
use std::io;

/// Rows that are told together: so many are fetched and held at a time.
pub(in crate::engine::log) const CHUNK: usize = 8192;

/// Hands over the hits, sorted by rule and instant, chunk by chunk. A chunk has about `most` rows; it has more where one instant has.
///
/// # Errors
/// What comes with the hits, and what `each` gives.
pub(in crate::engine::log) fn in_chunks<R: Copy>(
    founds: impl IntoIterator<Item = io::Result<Found<R>>>,
    most: usize,
    mut each: impl FnMut(Vec<Found<R>>) -> io::Result<()>,
) -> io::Result<()> {
    let mut chunk: Vec<Found<R>> = Vec::new();
    let mut rows = 0;
    for found in founds {
        let found = found?;
        let more = found.hit.rows().len();
        let divides = |last: &Found<R>| (last.task, last.instant) != (found.task, found.instant);
        if rows + more > most && chunk.last().is_some_and(divides) {
            each(std::mem::take(&mut chunk))?;
            rows = 0;
        }
        rows += more;
        chunk.push(found);
    }
    match chunk.is_empty() {
        true => Ok(()),
        false => each(chunk),
    }
}

//! Makes JSON arrays out of iterators, item by item, without gathering them first.

use serde::{Serialize, Serializer};

/// An array whose items are made while it is written.
pub struct Stream<F>(pub F);

impl<F, I> Serialize for Stream<F>
where
    F: Fn() -> I,
    I: Iterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((self.0)())
    }
}

//! Computes rates of findings with how far chance alone could move them, so that few contacts do not look like bad conduct.

/// The standard deviations of a range of 95 %.
const Z: f64 = 1.959_964;

/// Fewer contacts than this say little about whoever made them.
pub const FEW: u64 = 200;

/// How many findings there are for each 1,000 contacts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rate {
    /// As counted.
    pub per_thousand: f64,
    /// The lower end of the range that 95 of 100 such counts would fall in, by Byar's approximation to Poisson's law.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The rate of findings among contacts; `None` without contacts.
pub fn rate(findings: u64, contacts: u64) -> Option<Rate> {
    if contacts == 0 {
        return None;
    }
    let (count, scale) = (findings as f64, 1000.0 / contacts as f64);
    let bound = |count: f64, z: f64| {
        if count == 0.0 {
            return 0.0;
        }
        let root = 1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt());
        count * root.powi(3)
    };
    Some(Rate {
        per_thousand: count * scale,
        low: bound(count, -Z).max(0.0) * scale,
        high: bound(count + 1.0, Z) * scale,
    })
}

#[cfg(test)]
mod tests {
    use super::rate;

    #[test]
    fn few_contacts_give_a_wide_range() {
        let few = rate(2, 10).unwrap_or_default();
        let many = rate(2_000, 10_000).unwrap_or_default();
        assert_eq!(few.per_thousand, many.per_thousand);
        assert!(few.low < 30.0 && few.high > 700.0, "{few:?}");
        assert!(many.low > 190.0 && many.high < 210.0, "{many:?}");
        assert_eq!(rate(0, 5).map(|rate| rate.low), Some(0.0));
        assert_eq!(rate(3, 0), None);
    }
}

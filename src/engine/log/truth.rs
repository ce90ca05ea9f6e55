//! Defines the three truth values of Kleene's logic: what is so, what is not, and what a missing value leaves open.

/// Whether something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Truth {
    /// It is not so.
    No,
    /// It cannot be told.
    Unknown,
    /// It is so.
    Yes,
}

impl Truth {
    /// A known answer.
    pub fn of(known: bool) -> Self {
        if known { Truth::Yes } else { Truth::No }
    }

    /// `Yes` only if both are.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// `No` only if both are.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Certain of the least and possible up to the most: how a count compares with a bound.
    pub fn between(surely: bool, perhaps: bool) -> Self {
        match (surely, perhaps) {
            (true, _) => Truth::Yes,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::No,
        }
    }

    /// What stands in every reading: the answer that all give, else unknown. Nothing to read is unknown.
    pub fn agreed(answers: impl IntoIterator<Item = Truth>) -> Self {
        let mut answers = answers.into_iter();
        let Some(first) = answers.next() else {
            return Truth::Unknown;
        };
        if answers.all(|other| other == first) {
            first
        } else {
            Truth::Unknown
        }
    }

    /// It is so however the unknown turns out.
    pub fn is_sure(self) -> bool {
        self == Truth::Yes
    }

    /// It may be so.
    pub fn is_possible(self) -> bool {
        self != Truth::No
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
            Truth::Yes => Truth::No,
        }
    }
}

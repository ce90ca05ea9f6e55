//! Lists every stable code with its meaning: takes nothing, gives a table that `hegui explain CODE`, the reference page
//! and the tests read. Where a problem lies and how it is drawn is left to `diag`.

pub mod accept;
pub mod check;
pub mod input;
pub mod lint;
pub mod parse;
pub mod project;
pub mod test;

/// A stable code, `hegui::<stage>::<what_is_wrong>`. A published code never changes its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl Code {
    /// The full code, such as `hegui::parse::unexpected`.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// What `hegui explain CODE` says about a code.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// One line that says what is wrong, in English and in Chinese.
    pub title: (&'static str, &'static str),
    /// Why it is wrong and how to mend it, in English and in Chinese.
    pub text: (&'static str, &'static str),
}

/// All codes, by stage, each stage in the order of its file.
pub fn table() -> impl Iterator<Item = &'static Entry> {
    [
        parse::TABLE,
        check::TABLE,
        lint::TABLE,
        input::TABLE,
        input::LOGS,
        project::TABLE,
        accept::TABLE,
        test::TABLE,
    ]
    .into_iter()
    .flatten()
}

/// The entry of a code, written whole or without `hegui::`.
pub fn find(code: &str) -> Option<&'static Entry> {
    table().find(|entry| {
        entry.code.0 == code
            || entry
                .code
                .0
                .strip_prefix("hegui::")
                .is_some_and(|short| short == code)
    })
}

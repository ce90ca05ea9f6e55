//! Names the formats of a report: takes a name as it is typed, gives the format.

/// The shape of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people at a terminal.
    #[default]
    Pretty,
    /// One line for each finding.
    Short,
    /// One JSON object, see `docs/report.schema.json`.
    Json,
    /// One JSON object on each line.
    Jsonl,
    /// SARIF 2.1.0, as code scanning reads it.
    Sarif,
    /// Code Quality of GitLab.
    Gitlab,
    /// JUnit XML.
    Junit,
    /// Workflow commands of GitHub.
    Github,
    /// Checkstyle XML.
    Checkstyle,
    /// A comment on a pull request.
    Markdown,
    /// One page that needs no network.
    Html,
    /// A table for spreadsheets.
    Csv,
}

impl Format {
    /// Every format with its name and what it is for.
    pub const ALL: &[(Format, &str, &str)] = &[
        (Format::Pretty, "pretty", "For people"),
        (Format::Short, "short", "A line for each finding"),
        (Format::Json, "json", "One JSON object"),
        (Format::Jsonl, "jsonl", "A JSON object on each line"),
        (
            Format::Sarif,
            "sarif",
            "SARIF 2.1.0, for GitHub code scanning",
        ),
        (Format::Gitlab, "gitlab", "GitLab Code Quality"),
        (Format::Junit, "junit", "JUnit XML"),
        (Format::Github, "github", "GitHub annotations"),
        (Format::Checkstyle, "checkstyle", "Checkstyle XML"),
        (Format::Markdown, "markdown", "A comment on a pull request"),
        (Format::Html, "html", "One page for people"),
        (Format::Csv, "csv", "A table for spreadsheets"),
    ];

    /// Whether it tells of every rule what meets it, and not only breaches and what stays open.
    pub fn tells_what_is_met(self) -> bool {
        matches!(
            self,
            Format::Json | Format::Jsonl | Format::Html | Format::Junit | Format::Markdown
        )
    }

    /// Whether it can be written while a run goes on, breach after breach: see [`super::running`].
    pub fn is_running(self) -> bool {
        matches!(
            self,
            Format::Pretty | Format::Short | Format::Json | Format::Jsonl | Format::Csv
        )
    }

    /// Whether it shows words of a document that are no evidence, so that it has to have the document's text.
    pub fn shows_texts(self) -> bool {
        matches!(self, Format::Pretty | Format::Sarif | Format::Html)
    }

    /// The format of a name.
    pub fn named(name: &str) -> Option<Format> {
        let known = Format::ALL.iter().find(|(_, own, _)| *own == name);
        known.map(|(format, _, _)| *format)
    }
}

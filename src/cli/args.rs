//! Defines the command line as dumb fields: words as they were typed, nothing looked up yet. What they mean is left to the commands.

use super::may_contact::args::MayContact;
use super::report_names::ReportNames;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const STATUSES: &str = "Exit status: 0 clean; 1 findings at or above --fail-on; 2 a rule file, the configuration or an argument is wrong; \
    3 an input could not be read whole, a value that a rule asks for is left blank, or nothing could be checked. The worst one wins.";

/// Checks loan contracts and collection contact logs against rules written as data.
#[derive(Debug, Parser)]
#[command(name = "hegui", version, max_term_width = 100, after_help = STATUSES, disable_help_subcommand = true, arg_required_else_help = true)]
pub struct Arguments {
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
    /// Explain a code, as `hegui explain CODE` does
    #[arg(long, value_name = "CODE")]
    pub explain_code: Option<String>,
    /// The command.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check contracts and notices: what they fail to disclose, and what they must not permit
    Check(Check),
    /// Audit contact logs: what was done, and what was left undone
    Audit(Audit),
    /// Say whether a debtor may be contacted, by which rules not, and when next
    MayContact(MayContact),
    /// Write the findings of today down as known, so that only new ones fail a run
    Baseline(Baseline),
    /// Write a project file from what a folder holds
    Init(Init),
    /// Run the cases inside rules
    Test(Test),
    /// Find mistakes in rule files
    Lint(Lint),
    /// List the rules
    Rules(Rules),
    /// Explain a rule or a code
    Explain(Explain),
    /// Write what a shell needs to complete commands and options
    Completions(Completions),
    /// Write the manual
    Man(Man),
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// Add the packs under a folder, or replace built-in ones of the same name
    #[arg(long, value_name = "DIR", global = true)]
    pub rules: Vec<PathBuf>,
    /// Use the rules of this pack only
    #[arg(long, value_name = "NAME", global = true)]
    pub pack: Vec<String>,
    /// Language of the report [default: from the project file, else from LC_ALL or LANG]
    #[arg(long, value_enum, global = true)]
    pub lang: Option<Lang>,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true)]
    pub color: Color,
    /// The project file [default: the nearest hegui.toml above the first input]
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Number of threads [default: one for each core]; the report is the same for any number
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// Options of `check` and `audit`.
#[derive(Debug, Args)]
pub struct Run {
    /// The day that governs where nothing else does (YYYY-MM-DD) [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Findings of this severity or a graver one make the exit status 1 [default: error]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,
    /// Reports: names, one of them for standard output, the others with a file each, such as `short,sarif=report.sarif` [default: pretty]
    #[arg(long, value_name = "NAME[=FILE],...", value_delimiter = ',', value_parser = ReportNames)]
    pub format: Vec<String>,
    /// Show more: what meets each requirement, what somebody has accepted
    #[arg(long, value_enum)]
    pub show: Vec<Show>,
    /// Judge by the rules for this kind of institution
    #[arg(long, value_name = "NAME")]
    pub profile: Vec<String>,
    /// Encoding of the inputs [default: found out for each]
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
}

/// `hegui check`
#[derive(Debug, Args)]
pub struct Check {
    /// Files, folders or globs
    #[arg(required = true)]
    pub paths: Vec<String>,
    /// What the documents are [default: recognised by title, file name or text]
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// The documents are templates: a value left blank counts as stated [default: it leaves the rule open, and the exit status is 3]
    #[arg(long)]
    pub blanks: bool,
    /// What takes the text out of PDF files
    #[arg(long, value_enum, value_name = "HOW", default_value_t = Pdf::BuiltIn)]
    pub pdf: Pdf,
    /// Known findings, which do not fail the run; `hegui baseline` writes the file [default: `baseline` of the project file]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Check only what the branch touched since it left this revision, asked of git
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
    /// Options.
    #[command(flatten)]
    pub run: Run,
}

/// `hegui baseline`
#[derive(Debug, Args)]
pub struct Baseline {
    /// Files, folders or globs
    #[arg(required = true)]
    pub paths: Vec<String>,
    /// The file to write or to bring up to date [default: `baseline` of the project file, else hegui-baseline.toml beside it]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// What the documents are [default: recognised by title, file name or text]
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// The documents are templates: a value left blank counts as stated
    #[arg(long)]
    pub blanks: bool,
    /// What takes the text out of PDF files
    #[arg(long, value_enum, value_name = "HOW", default_value_t = Pdf::BuiltIn)]
    pub pdf: Pdf,
    /// The day that governs where nothing else does (YYYY-MM-DD) [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Judge by the rules for this kind of institution
    #[arg(long, value_name = "NAME")]
    pub profile: Vec<String>,
    /// Encoding of the inputs [default: found out for each]
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
}

/// `hegui init`
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to look through and to write to [default: the working folder]
    pub folder: Option<PathBuf>,
    /// Overwrite a project file that is there
    #[arg(long)]
    pub force: bool,
    /// Print what would be written, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// `hegui audit`
#[derive(Debug, Args)]
pub struct Audit {
    /// Files, folders or globs, `-` for standard input; all of them together are one log
    #[arg(required = true)]
    pub logs: Vec<String>,
    /// The contract of every row that names none
    #[arg(long, value_name = "FILE")]
    pub contract: Option<String>,
    /// The zone of times without an offset, such as Asia/Shanghai or +08:00
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// Report nothing of the time before (YYYY-MM-DD); earlier rows still count where a rule looks back
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Report nothing of the time after (YYYY-MM-DD); later rows still tell what followed
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Memory to use for what waits to be judged and told, such as 512MiB; beyond it temporary files are used [default: half of what there is];
    /// the report is the same for any
    #[arg(long, value_name = "SIZE")]
    pub memory: Option<String>,
    /// Print on standard error where the time went, by stage and by rule
    #[arg(long)]
    pub timings: bool,
    /// Judge nothing: show how each file, column and value is understood, and what to write into hegui.toml
    #[arg(long, conflicts_with_all = ["format", "to"])]
    pub describe: bool,
    /// What the input has to be, for a worker on partitions: one Arrow stream on standard input
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub from: Option<Wire>,
    /// Write the findings as one Arrow stream to standard output, and nothing else
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "format")]
    pub to: Option<Wire>,
    /// Go on from what earlier runs left in this file, report what none of them has told, and keep there what the next one needs
    #[arg(long, value_name = "FILE", conflicts_with_all = ["describe", "from", "to"])]
    pub state: Option<PathBuf>,
    /// With --state: rows may come so many days after later ones [default: 2]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(0..=366))]
    pub late: Option<u16>,
    /// Options.
    #[command(flatten)]
    pub run: Run,
}

/// `--from` and `--to`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Wire {
    /// Arrow IPC stream
    Arrow,
}

/// `hegui test`
#[derive(Debug, Args)]
pub struct Test {
    /// Rule files, folders of packs, names of packs or of rules [default: everything that is loaded]
    pub rules_to_test: Vec<String>,
    /// Shape of the report
    #[arg(long, value_enum, default_value_t = Format::Pretty)]
    pub format: Format,
}

/// `hegui lint`
#[derive(Debug, Args)]
pub struct Lint {
    /// Rule files or folders of packs [default: everything that is loaded]
    pub rules_to_lint: Vec<PathBuf>,
    /// Problems of this level or a graver one fail the run [default: error]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,
    /// Shape of the report
    #[arg(long, value_enum, default_value_t = Format::Pretty)]
    pub format: Format,
}

/// `hegui rules`
#[derive(Debug, Args)]
pub struct Rules {
    /// Shape of the list
    #[arg(long, value_enum, default_value_t = ListFormat::Pretty)]
    pub format: ListFormat,
}

/// `hegui explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// A rule (`PACK/NAME` or `NAME`) or a code (`hegui::check::unknown_name` or `check::unknown_name`)
    #[arg(value_name = "RULE|CODE")]
    pub subject: String,
    /// Shape of the answer
    #[arg(long, value_enum, default_value_t = Format::Pretty)]
    pub format: Format,
}

/// `hegui completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `hegui man`
#[derive(Debug, Args)]
pub struct Man {
    /// The folder for a page of each command [default: the first page to standard output]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// `--lang`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Chinese
    Zh,
    /// English
    En,
}

/// `--color`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// At a terminal, unless NO_COLOR is set
    Auto,
    /// Even into a file
    Always,
    /// Never
    Never,
}

/// `--format`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Pretty,
    /// A line for each finding
    Short,
    /// One JSON object
    Json,
    /// One page that needs no network
    Html,
}

/// `--format` of `rules`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people
    Pretty,
    /// A line for each rule
    Short,
    /// One JSON object
    Json,
    /// A Markdown table for each pack
    Md,
}

/// `--fail-on`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Anything
    Info,
    /// Nothing
    Never,
}

/// `--pdf`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Pdf {
    /// Our own reader
    BuiltIn,
    /// The program of that name, a part of poppler
    Pdftotext,
}

/// `--show`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Show {
    /// What meets each requirement
    Met,
    /// Breaches that a comment, the project file or the baseline accepts
    Accepted,
}

//! Defines the arguments of `hegui may-contact` as dumb fields. What they mean is left to the command.

use crate::cli::args::FailOn;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `hegui may-contact`
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 allowed; 1 not allowed; 2 the state file or an argument is wrong; 3 it cannot be told."
)]
pub struct MayContact {
    /// The file that `hegui audit --state` keeps
    #[arg(long, value_name = "FILE")]
    pub state: PathBuf,
    /// Whom
    #[arg(long, value_name = "ID")]
    pub debtor: Option<String>,
    /// How: phone, voicemail, sms, email, chat, letter, visit, social or legal
    #[arg(long, value_name = "NAME")]
    pub channel: Option<String>,
    /// When [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// The number or address
    #[arg(long, value_name = "ID")]
    pub number: Option<String>,
    /// By whom
    #[arg(long, value_name = "ID")]
    pub agency: Option<String>,
    /// Who answers there [default: debtor]
    #[arg(long, value_name = "NAME")]
    pub party: Option<String>,
    /// Whatever else is known of the contact, such as agreed=yes
    #[arg(long, value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
    /// Rules of this severity or a graver one forbid; others advise
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Warning)]
    pub fail_on: FailOn,
    /// Shape of the answer
    #[arg(long, value_enum, default_value_t = AnswerFormat::Pretty)]
    pub format: AnswerFormat,
    /// Answer questions from standard input, a JSON object of fields a line, with a JSON object a line
    #[arg(long)]
    pub serve: bool,
}

/// `--format` of `may-contact`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// For people
    Pretty,
    /// One JSON object
    Json,
}

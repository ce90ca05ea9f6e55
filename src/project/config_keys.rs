//! Lists the keys of a project file, table by table. What they mean is left to `config_read` and `config_adopt`.

/// The keys at the top.
pub const KEYS: &[&str] = &[
    "lang",
    "zone",
    "packs",
    "rules",
    "profile",
    "fail-on",
    "contract",
    "ignore",
    "encoding",
    "encodings",
    "blanks",
    "baseline",
    "documents",
    "severity",
    "parameters",
    "allow",
    "log",
];
/// The keys of `[log]`.
pub const LOG_KEYS: &[&str] = &["columns", "values", "date-order", "delimiter"];
/// The keys of an entry of `[[allow]]`.
pub const ALLOW_KEYS: &[&str] = &["rule", "files", "text", "until", "reason", "owner"];

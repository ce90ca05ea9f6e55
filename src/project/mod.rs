//! Reads `hegui.toml` and finds rule packs and inputs.

pub mod packs;

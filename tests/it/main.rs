//! Gathers every integration test in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![allow(missing_docs, reason = "tests are named by behaviour")]

mod accept;
mod accept_baseline;
mod accept_git;
mod architecture;
mod audit_arrow;
mod browser;
mod browser_log;
mod check;
mod check_lint;
mod check_properties;
mod ci;
mod cli;
mod cli_audit;
mod cli_runs;
mod codes;
mod compile;
mod contact_case;
mod contact_csv;
mod contact_encoding;
mod contact_exports;
mod contact_formats;
mod contact_jsonl;
mod contact_random;
mod contact_scan;
mod contact_schema;
mod contact_several;
mod contact_tables;
mod contact_times;
mod diag;
mod docs;
mod document;
mod document_container;
mod document_decode;
mod document_docx;
mod document_docx_limits;
mod document_figure;
mod document_fold;
mod document_html;
mod document_pdf;
mod document_pdf_fonts;
mod document_pdf_pages;
mod document_shapes;
mod document_templates;
mod document_tree;
mod docx;
mod formats_agree;
mod log;
mod log_gather;
mod log_open;
mod log_oracle;
mod log_picture;
mod may_contact;
mod packs;
mod pdf_file;
mod project_adopt;
mod project_config;
mod project_init;
mod project_inputs;
mod project_packs;
mod readme;
mod report;
mod report_formats;
mod report_html;
mod report_live;
mod report_sarif;
mod report_sarif_log;
mod report_targets;
mod report_xml;
mod ruletest;
mod semantics;
mod spark;
mod state;
mod syntax;
mod syntax_productions;
mod syntax_properties;
mod syntax_recovery;
mod text;
mod text_figures;
mod text_forms;
mod text_lists;
mod text_parties;
mod text_polarity;
mod text_properties;
mod text_speech;
mod wheel;

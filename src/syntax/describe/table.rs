//! Names every production of the grammar for people, in a match without a catch-all: a new production without a name does not compile.

use super::{Described, Words};
use crate::syntax::grammar::Rule;

const ITEM_WORDS: &[&str] = &[
    "pack",
    "use",
    "language",
    "concept",
    "party",
    "figure",
    "document",
    "log",
    "event",
    "state",
    "table",
    "calendar",
    "parameter",
    "disclosure",
    "conduct",
];
const FIELD_WORDS: &[&str] = &[
    "title",
    "cite",
    "severity",
    "effect",
    "effective",
    "for",
    "calendar",
    "help",
    "suggest",
    "applies",
];
const DISCLOSURE_WORDS: &[&str] = &[
    "title",
    "cite",
    "severity",
    "effect",
    "effective",
    "for",
    "calendar",
    "help",
    "suggest",
    "applies",
    "pass",
    "fail",
    "require",
    "forbid",
    "when",
    "in",
    "states",
];
const CONDUCT_WORDS: &[&str] = &[
    "title",
    "cite",
    "severity",
    "effect",
    "effective",
    "for",
    "calendar",
    "help",
    "suggest",
    "applies",
    "pass",
    "fail",
    "require",
    "forbid",
    "after",
    "before",
];
const SENTENCE_WORDS: &[&str] = &[
    "says",
    "denies",
    "mentions",
    "permits",
    "obliges",
    "given",
    "about",
    "prominent",
    "figure",
    "not",
];
const UNIT_WORDS: &[&str] = &[
    "seconds", "minutes", "hours", "days", "business", "weeks", "months", "years",
];

const fn word(words: &'static [&'static str]) -> Described {
    begins("", words)
}

const fn begins(what: &'static str, words: &'static [&'static str]) -> Described {
    Described {
        what,
        words: Words::OneOf(words),
        goes_on: false,
    }
}

const fn goes_on(words: &'static [&'static str]) -> Described {
    goes_on_as("", words)
}

const fn goes_on_as(what: &'static str, words: &'static [&'static str]) -> Described {
    Described {
        what,
        words: Words::OneOf(words),
        goes_on: true,
    }
}

const fn thing(what: &'static str) -> Described {
    Described {
        what,
        words: Words::Other,
        goes_on: false,
    }
}

const fn name(what: &'static str) -> Described {
    Described {
        what,
        words: Words::Name,
        goes_on: false,
    }
}

/// What a production is called.
pub(in crate::syntax) fn described(rule: Rule) -> Described {
    match rule {
        Rule::EOI => goes_on_as("the end", &[]),
        Rule::WHITESPACE | Rule::COMMENT => thing("white space"),
        Rule::file | Rule::item | Rule::item_alone | Rule::item_word | Rule::item_head => {
            begins("an item", ITEM_WORDS)
        }
        Rule::junk
        | Rule::junk_piece
        | Rule::log_junk
        | Rule::rule_junk
        | Rule::line_junk
        | Rule::junk_end
        | Rule::log_junk_piece
        | Rule::log_junk_braces
        | Rule::rule_junk_piece
        | Rule::rule_junk_braces
        | Rule::blank
        | Rule::log_line
        | Rule::rule_line => thing("something else"),
        Rule::pack => begins("`pack NAME { … }`", &["pack"]),
        Rule::use_item => begins("`use NAME`", &["use"]),
        Rule::language => begins("`language NAME { … }`", &["language"]),
        Rule::concept => begins("`concept NAME = …`", &["concept"]),
        Rule::party => begins("`party NAME = …`", &["party"]),
        Rule::figure_item => begins("`figure NAME = …`", &["figure"]),
        Rule::document => begins("`document NAME { … }`", &["document"]),
        Rule::log => begins("`log NAME { … }`", &["log"]),
        Rule::event_item => begins("`event NAME = …`", &["event"]),
        Rule::state => begins("`state NAME = …`", &["state"]),
        Rule::table => begins("`table NAME { … }`", &["table"]),
        Rule::calendar => begins("`calendar NAME { … }`", &["calendar"]),
        Rule::parameter => begins("`parameter NAME = …`", &["parameter"]),
        Rule::disclosure => begins("`disclosure NAME { … }`", &["disclosure"]),
        Rule::conduct => begins("`conduct NAME { … }`", &["conduct"]),
        Rule::pack_entry | Rule::pack_alone => begins(
            "a line of a pack",
            &["version", "title", "authority", "source", "effective"],
        ),
        Rule::language_entry | Rule::language_alone => thing("a key with its texts"),
        Rule::language_value => thing("a text or a regular expression"),
        Rule::document_entry | Rule::document_alone => {
            begins("a line of a document", &["called", "title", "text", "file"])
        }
        Rule::log_entry | Rule::log_alone | Rule::log_field => {
            thing("a field: its name and its type")
        }
        Rule::calendar_entry | Rule::calendar_alone => begins(
            "a line of a calendar",
            &["weekend", "holiday", "workday", "file"],
        ),
        Rule::disclosure_entry | Rule::disclosure_alone | Rule::disclosure_statement => {
            begins("a line of a disclosure", DISCLOSURE_WORDS)
        }
        Rule::conduct_entry | Rule::conduct_alone | Rule::conduct_statement => {
            begins("a line of a conduct rule", CONDUCT_WORDS)
        }
        Rule::rule_field => begins("a field of a rule", FIELD_WORDS),
        Rule::version => word(&["version"]),
        Rule::title => word(&["title"]),
        Rule::authority => word(&["authority"]),
        Rule::source => word(&["source"]),
        Rule::effective => word(&["effective"]),
        Rule::called => word(&["called"]),
        Rule::severity => word(&["severity"]),
        Rule::effect => word(&["effect"]),
        Rule::help => word(&["help"]),
        Rule::suggest => word(&["suggest"]),
        Rule::applies => word(&["applies"]),
        Rule::cite => word(&["cite"]),
        Rule::mitigated => word(&["mitigated"]),
        Rule::weekend => word(&["weekend"]),
        Rule::states => word(&["states"]),
        Rule::required => word(&["required"]),
        Rule::named => word(&["named"]),
        Rule::document_title => word(&["title"]),
        Rule::document_text => word(&["text"]),
        Rule::document_file | Rule::calendar_file | Rule::case_file => word(&["file"]),
        Rule::holiday_days | Rule::holiday => word(&["holiday"]),
        Rule::workday_days => word(&["workday"]),
        Rule::calendar_use => word(&["calendar"]),
        Rule::profile => word(&["for"]),
        Rule::with_annexes => goes_on(&["with annexes"]),
        Rule::localized | Rule::localized_part => {
            thing("a text, perhaps with its language: `en \"…\"`")
        }
        Rule::figure_kind => begins(
            "a kind of figure",
            &["rate", "amount", "days", "duration", "clock", "count"],
        ),
        Rule::field_type_word => begins(
            "a type",
            &[
                "time", "date", "id", "ids", "number", "text", "flag", "zone", "zones", "hours",
                "one", "several",
            ],
        ),
        Rule::one_of => word(&["one of"]),
        Rule::several_of => word(&["several of"]),
        Rule::enum_values => thing("values in braces"),
        Rule::enum_value | Rule::enum_word | Rule::ticked_word => thing("a value's word"),
        Rule::field_attribute => begins(
            "an attribute of the field",
            &["required", "empty", "named", "from"],
        ),
        Rule::empty_is_no => word(&["empty"]),
        Rule::from_sum | Rule::from_person | Rule::from_grouped | Rule::parameter_from => {
            word(&["from"])
        }
        Rule::regroup => thing("`VALUE is VALUE`"),
        Rule::table_body => thing("a body in braces"),
        Rule::days => thing("a date or a range of dates"),
        Rule::parameter_value => name("a value"),
        Rule::severity_word => word(&["error", "warning", "info"]),
        Rule::effect_word => word(&["prohibition", "presumption", "safe-harbour", "advice"]),
        Rule::names => name("names"),
        Rule::case => word(&["pass", "fail"]),
        Rule::case_at => goes_on(&["at"]),
        Rule::case_says => goes_on(&["says"]),
        Rule::case_contract => goes_on(&["with contract"]),
        Rule::case_on => goes_on(&["on"]),
        Rule::case_body => thing("a text or a file"),
        Rule::require_unit | Rule::require_have | Rule::after_require => word(&["require"]),
        Rule::forbid_unit | Rule::forbid_count | Rule::forbid_event | Rule::after_forbid => {
            word(&["forbid"])
        }
        Rule::when_unit => word(&["when"]),
        Rule::in_units => word(&["in"]),
        Rule::after_statement => word(&["after"]),
        Rule::before_statement => word(&["before"]),
        Rule::unit => begins(
            "a unit of text such as `clause`",
            &[
                "document",
                "section",
                "clause",
                "item",
                "paragraph",
                "sentence",
                "row",
                "heading",
                "documents",
                "sections",
                "clauses",
                "items",
                "paragraphs",
                "sentences",
                "rows",
                "headings",
            ],
        ),
        Rule::distinct => goes_on(&["distinct"]),
        Rule::per_keys => word(&["per"]),
        Rule::per_period => word(&["per"]),
        Rule::within => word(&["within"]),
        Rule::until => word(&["until"]),
        Rule::unless => word(&["unless"]),
        Rule::since => word(&["since"]),
        Rule::renewed => goes_on(&["renewed by"]),
        Rule::up_to => goes_on(&["up to"]),
        Rule::earlier => goes_on(&["at least"]),
        Rule::period => word(&["day", "week", "month"]),
        Rule::span => thing("a span of time such as `7 days`"),
        Rule::amount => name("a whole number or a parameter"),
        Rule::time_unit | Rule::unit_word | Rule::unit_business | Rule::business_days => {
            goes_on_as("a unit of time", UNIT_WORDS)
        }
        Rule::extended => goes_on(&["extended to"]),
        Rule::pattern | Rule::pattern_sequence | Rule::pattern_primary => {
            name("a pattern: a text, a regular expression or a name")
        }
        Rule::then_pattern => goes_on(&["then"]),
        Rule::near_pattern => goes_on(&["near"]),
        Rule::within_chars => goes_on(&["within"]),
        Rule::group => name("a pattern or a group of patterns"),
        Rule::group_of | Rule::group_word => goes_on(&["all of", "any of", "each of", "at least"]),
        Rule::sentence | Rule::sentence_and | Rule::sentence_not | Rule::sentence_primary => {
            begins("a sentence such as `says …`", SENTENCE_WORDS)
        }
        Rule::cue_sentence | Rule::cue => begins(
            "a word such as `says`",
            &["says", "denies", "mentions", "permits", "obliges", "given"],
        ),
        Rule::by_party => goes_on(&["by"]),
        Rule::about => word(&["about"]),
        Rule::prominent => word(&["prominent"]),
        Rule::ticked => word(&["ticked"]),
        Rule::figure_sentence | Rule::figure_sum | Rule::figure_value => goes_on(&["figure"]),
        Rule::as_prominent => goes_on(&["at least as prominent as"]),
        Rule::nothing_but => goes_on(&["holds nothing but"]),
        Rule::event | Rule::event_term | Rule::event_primary => name("an event"),
        Rule::event_where => word(&["where"]),
        Rule::event_with => goes_on(&["with"]),
        Rule::event_answering => goes_on(&["answering"]),
        Rule::rank => goes_on(&["first"]),
        Rule::condition | Rule::condition_and | Rule::condition_not | Rule::condition_primary => {
            begins(
                "a condition",
                &["not", "every", "preceded", "followed", "during", "holiday"],
            )
        }
        Rule::every => goes_on(&["every"]),
        Rule::preceded => goes_on(&["preceded by"]),
        Rule::followed => goes_on(&["followed by"]),
        Rule::at_least_count => goes_on(&["at least"]),
        Rule::during => goes_on(&["during"]),
        Rule::during_where => thing("a state in parentheses"),
        Rule::test => name("a condition"),
        Rule::known => goes_on(&["is known", "is missing"]),
        Rule::compare | Rule::comparison => begins("a comparison", &["is"]),
        Rule::is_not => goes_on(&["is not"]),
        Rule::among => goes_on(&["in", "not"]),
        Rule::set | Rule::set_list | Rule::set_range => thing("a set: `{ … }` or a range"),
        Rule::set_member => name("a value"),
        Rule::cue_test => goes_on_as(
            "a word such as `says`",
            &["says", "denies", "mentions", "permits", "obliges", "given"],
        ),
        Rule::matches => goes_on(&["matches"]),
        Rule::said => goes_on(&["said"]),
        Rule::expr | Rule::sum | Rule::product | Rule::primary => name("a value"),
        Rule::rate => thing("a rate such as `24%`"),
        Rule::rate_per => goes_on(&["per"]),
        Rule::rate_unit => word(&["day", "week", "month", "year"]),
        Rule::duration => thing("a duration such as `7 days`"),
        Rule::flag_value => goes_on(&["yes", "no"]),
        Rule::part | Rule::part_word => goes_on(&["time", "date", "weekday"]),
        Rule::this_value | Rule::contract_value | Rule::dotted => name("a field"),
        Rule::word | Rule::word_char | Rule::word_end => name("a word"),
        Rule::reserved => thing("a word of the language"),
        Rule::name | Rule::ticked_name => name("a name"),
        Rule::rule_name => name("the name of a rule"),
        Rule::path => name("the name of a pack or an item"),
        Rule::tag => goes_on(&["en", "zh"]),
        Rule::string | Rule::block | Rule::text => thing("a text in quotes"),
        Rule::regex => thing("a regular expression between slashes"),
        Rule::integer => thing("a whole number"),
        Rule::number => thing("a number"),
        Rule::ordinal => goes_on(&["2nd"]),
        Rule::date => thing("a date such as `2026-03-01`"),
        Rule::clock => thing("a clock time such as `08:00`"),
        Rule::open => word(&["{"]),
        Rule::close => word(&["}"]),
        Rule::lparen => word(&["("]),
        Rule::rparen => word(&[")"]),
        Rule::equals => word(&["="]),
        Rule::comma => word(&[","]),
        Rule::semicolon | Rule::separator => goes_on(&[","]),
        Rule::bar => goes_on(&["|"]),
        Rule::plus => goes_on(&["+"]),
        Rule::minus => goes_on(&["-"]),
        Rule::times => goes_on(&["*"]),
        Rule::percent => goes_on(&["%"]),
        Rule::range_below => goes_on(&["..<"]),
        Rule::range => goes_on(&[".."]),
        Rule::at_most_sign => goes_on_as("a comparison", &["<="]),
        Rule::at_least_sign => goes_on_as("a comparison", &[">="]),
        Rule::less_sign => goes_on_as("a comparison", &["<"]),
        Rule::more_sign => goes_on_as("a comparison", &[">"]),
        Rule::unequal_sign => goes_on_as("a comparison", &["!="]),
        Rule::equal_sign => goes_on_as("a comparison", &["="]),
        Rule::weekday => goes_on_as(
            "a day of the week",
            &["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        ),
        Rule::in_value => goes_on_as("a value", &[]),
        Rule::kw_a => word(&["a"]),
        Rule::kw_about => word(&["about"]),
        Rule::kw_after => word(&["after"]),
        Rule::kw_all => word(&["all"]),
        Rule::kw_and => word(&["and"]),
        Rule::kw_annexes => word(&["annexes"]),
        Rule::kw_answering => goes_on(&["answering"]),
        Rule::kw_any => word(&["any"]),
        Rule::kw_applies => word(&["applies"]),
        Rule::kw_as => word(&["as"]),
        Rule::kw_at => goes_on(&["at"]),
        Rule::kw_authority => word(&["authority"]),
        Rule::kw_before => word(&["before"]),
        Rule::kw_business => goes_on_as("a unit of time", UNIT_WORDS),
        Rule::kw_but => word(&["but"]),
        Rule::kw_by => goes_on(&["by"]),
        Rule::kw_calendar => word(&["calendar"]),
        Rule::kw_called => goes_on(&["called"]),
        Rule::kw_chars => word(&["chars"]),
        Rule::kw_cite => word(&["cite"]),
        Rule::kw_concept => word(&["concept"]),
        Rule::kw_conduct => word(&["conduct"]),
        Rule::kw_contract => word(&["contract"]),
        Rule::kw_denies => word(&["denies"]),
        Rule::kw_disclosure => word(&["disclosure"]),
        Rule::kw_distinct => goes_on(&["distinct"]),
        Rule::kw_document => word(&["document"]),
        Rule::kw_during => goes_on(&["during"]),
        Rule::kw_each => goes_on(&["each"]),
        Rule::kw_earlier => word(&["earlier"]),
        Rule::kw_effect => word(&["effect"]),
        Rule::kw_effective => word(&["effective"]),
        Rule::kw_else => goes_on(&["else"]),
        Rule::kw_empty => word(&["empty"]),
        Rule::kw_event => word(&["event"]),
        Rule::kw_every => goes_on(&["every"]),
        Rule::kw_extended => goes_on(&["extended"]),
        Rule::kw_fail => word(&["fail"]),
        Rule::kw_figure => goes_on(&["figure"]),
        Rule::kw_file => word(&["file"]),
        Rule::kw_first => goes_on(&["first"]),
        Rule::kw_followed => goes_on(&["followed"]),
        Rule::kw_for => goes_on(&["for"]),
        Rule::kw_forbid => word(&["forbid"]),
        Rule::kw_from => word(&["from"]),
        Rule::kw_given => word(&["given"]),
        Rule::kw_have => word(&["have"]),
        Rule::kw_help => word(&["help"]),
        Rule::kw_holds => goes_on(&["holds"]),
        Rule::kw_holiday => goes_on(&["holiday"]),
        Rule::kw_in => word(&["in"]),
        Rule::kw_is => goes_on(&["is"]),
        Rule::kw_known => word(&["known"]),
        Rule::kw_language => word(&["language"]),
        Rule::kw_least => word(&["least"]),
        Rule::kw_lender => goes_on(&["lender"]),
        Rule::kw_log => word(&["log"]),
        Rule::kw_matches => goes_on(&["matches"]),
        Rule::kw_mentions => word(&["mentions"]),
        Rule::kw_missing => word(&["missing"]),
        Rule::kw_mitigated => word(&["mitigated"]),
        Rule::kw_more => word(&["more"]),
        Rule::kw_named => word(&["named"]),
        Rule::kw_near => goes_on(&["near"]),
        Rule::kw_next => goes_on(&["next"]),
        Rule::kw_no => word(&["no"]),
        Rule::kw_not => goes_on(&["not"]),
        Rule::kw_nothing => word(&["nothing"]),
        Rule::kw_obliges => word(&["obliges"]),
        Rule::kw_of => word(&["of"]),
        Rule::kw_on => word(&["on"]),
        Rule::kw_one => word(&["one"]),
        Rule::kw_or => word(&["or"]),
        Rule::kw_pack => word(&["pack"]),
        Rule::kw_parameter => word(&["parameter"]),
        Rule::kw_party => word(&["party"]),
        Rule::kw_pass => word(&["pass"]),
        Rule::kw_past => goes_on(&["past"]),
        Rule::kw_per => word(&["per"]),
        Rule::kw_permits => word(&["permits"]),
        Rule::kw_preceded => goes_on(&["preceded"]),
        Rule::kw_prominent => word(&["prominent"]),
        Rule::kw_renewed => goes_on(&["renewed"]),
        Rule::kw_require => word(&["require"]),
        Rule::kw_required => word(&["required"]),
        Rule::kw_said => goes_on(&["said"]),
        Rule::kw_says => word(&["says"]),
        Rule::kw_several => word(&["several"]),
        Rule::kw_severity => word(&["severity"]),
        Rule::kw_since => word(&["since"]),
        Rule::kw_source => word(&["source"]),
        Rule::kw_state => word(&["state"]),
        Rule::kw_states => word(&["states"]),
        Rule::kw_suggest => word(&["suggest"]),
        Rule::kw_table => word(&["table"]),
        Rule::kw_text => goes_on(&["text"]),
        Rule::kw_than => word(&["than"]),
        Rule::kw_then => goes_on(&["then"]),
        Rule::kw_ticked => goes_on(&["ticked"]),
        Rule::kw_title => word(&["title"]),
        Rule::kw_to => word(&["to"]),
        Rule::kw_unless => word(&["unless"]),
        Rule::kw_until => word(&["until"]),
        Rule::kw_up => goes_on(&["up"]),
        Rule::kw_use => word(&["use"]),
        Rule::kw_version => word(&["version"]),
        Rule::kw_weekend => word(&["weekend"]),
        Rule::kw_when => word(&["when"]),
        Rule::kw_where => word(&["where"]),
        Rule::kw_with => goes_on(&["with"]),
        Rule::kw_within => word(&["within"]),
        Rule::kw_workday => word(&["workday"]),
    }
}

//! Checks names and types: what each name means, where it is looked up, and that one mistake gives one problem.

use hegui::check::Target;
use hegui::compile::{Loaded, load};
use hegui::diag::Level;
use hegui::project::packs::{PackSource, embedded, read};

/// A pack of one file, given with the first `--rules`.
pub fn pack(name: &str, text: &str) -> PackSource {
    PackSource {
        name_hint: name.to_owned(),
        layer: 1,
        files: vec![(format!("{name}.hegui"), text.to_owned())],
        ..PackSource::default()
    }
}

/// Packs without the built-in ones.
pub fn bare(packs: &[(&str, &str)]) -> Loaded {
    load(packs.iter().map(|(name, text)| pack(name, text)).collect())
}

/// `file:line:column code: message` of every error.
pub fn errors(loaded: &Loaded) -> Vec<String> {
    told(loaded, Level::Error)
}

fn told(loaded: &Loaded, level: Level) -> Vec<String> {
    loaded
        .problems
        .iter()
        .filter(|problem| problem.level == level)
        .map(|problem| {
            let place = problem.span.and_then(|span| {
                let source = loaded.sources.get(span.file)?;
                let at = source.position(span.range().start);
                Some(format!("{}:{}:{}", source.name(), at.line, at.column))
            });
            let code = problem.code.as_str().trim_start_matches("hegui::");
            format!("{} {code}: {}", place.unwrap_or_default(), problem.message)
        })
        .collect()
}

/// Where the definition stands that the `nth` occurrence of a word in a pack means.
fn meaning(loaded: &Loaded, pack: &str, word: &str, nth: usize) -> Option<String> {
    let (file, source) = loaded
        .sources
        .iter()
        .find(|(_, source)| source.name() == format!("{pack}.hegui"))?;
    let (at, _) = source.text().match_indices(word).nth(nth)?;
    let span = hegui::source::Span::new(file, at, at + word.len());
    match loaded.program.names.get(&span)? {
        Target::Item(id) => Some(loaded.program.packs.get(id.pack)?.name.clone()),
        Target::Field(_, at) => Some(format!("field {at}")),
        Target::Value => Some("value".to_owned()),
    }
}

const LOG: &str = "log 台账 {
  at       time required
  debtor   id required
  party    one of { debtor = \"本人\", spouse = \"配偶\" }
  channel  one of { phone = \"电话\", visit = \"上门\" }
  medium   one of { phone, visit }
  signals  several of { consent, dispute }
  count    number
  agreed   flag
  text     text
  zone     zones
}
";

fn with_log(rules: &str) -> Loaded {
    bare(&[("规则", &format!("{LOG}{rules}"))])
}

/// The errors of a condition after `forbid 台账 where`, by code and message.
fn where_(condition: &str) -> Vec<String> {
    let loaded = with_log(&format!("conduct 规则 {{ forbid 台账 where {condition} }}"));
    errors(&loaded)
        .into_iter()
        .map(|line| {
            line.split_once(' ')
                .map_or(line.clone(), |(_, rest)| rest.to_owned())
        })
        .collect()
}

#[test]
fn built_in_packs_have_no_problems() {
    // Given with `--rules` they are checked whole, regular expressions included.
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let loaded = load(read(&[folder]).packs);
    assert_eq!(errors(&loaded), Vec::<String>::new());
    assert_eq!(told(&loaded, Level::Warning), Vec::<String>::new());
    assert_eq!(loaded.program.left_out(), Vec::<String>::new());
}

#[test]
fn the_built_in_packs_are_those_of_the_folder() {
    // Where this fails after a rule file was added, `touch src/project/packs.rs`: cargo does not watch the folder.
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let texts = |packs: Vec<PackSource>| -> Vec<Vec<String>> {
        packs
            .into_iter()
            .map(|pack| pack.files.into_iter().map(|(_, text)| text).collect())
            .collect()
    };
    assert_eq!(texts(embedded()), texts(read(&[folder]).packs));
}

#[test]
fn a_name_means_the_nearest_definition() {
    let own = "use 词汇\nconcept 短信 = \"短信\"\ndisclosure 方式 { require clause says any of { 短信, 电话, 信函 } }";
    let loaded = bare(&[
        ("规则", own),
        ("词汇", "concept 短信 = \"信\"\nconcept 电话 = \"电话\""),
        (
            "std/基础",
            "concept 电话 = \"致电\"\nconcept 信函 = \"信函\"",
        ),
        ("其他", "concept 信函 = \"函件\""),
    ]);
    assert_eq!(errors(&loaded), Vec::<String>::new());
    assert_eq!(meaning(&loaded, "规则", "短信", 2).as_deref(), Some("规则"));
    assert_eq!(meaning(&loaded, "规则", "电话", 0).as_deref(), Some("词汇"));
    assert_eq!(
        meaning(&loaded, "规则", "信函", 0).as_deref(),
        Some("std/基础")
    );
}

#[test]
fn use_is_not_passed_on() {
    let loaded = bare(&[
        ("一", "use 二\ndisclosure 方式 { require clause says 短信 }"),
        ("二", "use 三\nconcept 电话 = \"电话\""),
        ("三", "concept 短信 = \"短信\""),
    ]);
    assert_eq!(
        errors(&loaded),
        ["一.hegui:2:37 check::unknown_name: there is no concept `短信` here"]
    );
    let help = loaded
        .problems
        .iter()
        .find_map(|problem| problem.help.clone());
    assert_eq!(help.as_deref(), Some("pack `三` defines it: add `use 三`"));
}

#[test]
fn a_path_chooses_between_packs() {
    let vocabularies = [
        ("甲", "concept 短信 = \"短信\""),
        ("乙", "concept 短信 = \"手机信息\""),
    ];
    let rule =
        |word: &str| format!("use 甲\nuse 乙\ndisclosure 方式 {{ require clause says {word} }}");
    let ambiguous = bare(&[vocabularies[0], vocabularies[1], ("规则", &rule("短信"))]);
    assert_eq!(
        errors(&ambiguous),
        ["规则.hegui:3:37 check::ambiguous_name: concept `短信` is defined by `甲` and `乙`"]
    );
    let chosen = bare(&[vocabularies[0], vocabularies[1], ("规则", &rule("乙/短信"))]);
    assert_eq!(errors(&chosen), Vec::<String>::new());
    assert_eq!(
        meaning(&chosen, "规则", "乙/短信", 0).as_deref(),
        Some("乙")
    );
}

#[test]
fn sorts_have_namespaces_of_their_own() {
    let loaded = with_log(
        "concept consent = \"同意\"
         event consent = 台账 where signals is consent
         parameter consent = 3
         conduct consent { forbid more than consent consents per debtor since consent }
         disclosure 同意 { require clause says consent }",
    );
    assert_eq!(errors(&loaded), Vec::<String>::new());
    assert_eq!(loaded.rules.rules.len(), 2);
}

#[test]
fn after_a_number_a_final_s_may_come_off() {
    let loaded = with_log(
        "event call = 台账 where channel is phone
         event visits = 台账 where channel is visit
         conduct 一 { forbid more than 3 calls per debtor }
         conduct 二 { forbid more than 3 visits per debtor }",
    );
    assert_eq!(errors(&loaded), Vec::<String>::new());
    let loaded = with_log("event call = 台账 where channel is phone\nconduct 一 { forbid calls }");
    assert_eq!(
        errors(&loaded),
        ["规则.hegui:14:20 check::unknown_name: there is no event `calls` here"]
    );
}

#[test]
fn a_higher_layer_replaces_the_whole_pack() {
    let mut above = pack("词汇", "concept 电话 = \"电话\"");
    above.layer = 2;
    let rule = pack(
        "规则",
        "use 词汇\ndisclosure 方式 { require clause says 短信 }",
    );
    let below = pack("词汇", "concept 短信 = \"短信\"");
    for packs in [
        vec![below.clone(), above.clone(), rule.clone()],
        vec![above, rule, below],
    ] {
        let loaded = load(packs);
        assert_eq!(
            errors(&loaded),
            ["规则.hegui:2:37 check::unknown_name: there is no concept `短信` here"]
        );
    }
}

#[test]
fn a_value_wins_over_a_field_where_a_field_is_compared_with_it() {
    // `debtor` is a field and a value of `party`.
    assert_eq!(where_("party is debtor"), Vec::<String>::new());
    assert_eq!(where_("phone is channel"), Vec::<String>::new());
    assert_eq!(where_("channel is medium"), Vec::<String>::new());
    assert_eq!(
        where_("channel is party"),
        ["check::type_mismatch: one of a list of values is compared with one of a list of values"]
    );
}

#[test]
fn values_of_different_types_are_not_compared() {
    let wrong = [
        (
            "channel is fone",
            "check::unknown_value: `channel` is never `fone`",
        ),
        (
            "channel is 电话",
            "check::unknown_value: `channel` is never `电话`",
        ),
        (
            "at < 22:00",
            "check::type_mismatch: an instant is compared with a clock time",
        ),
        (
            "time in 2026-01-01..2026-01-02",
            "check::type_mismatch: a clock time is compared with a date",
        ),
        (
            "count is 3 days",
            "check::type_mismatch: a number is compared with a duration",
        ),
        (
            "agreed is 3",
            "check::type_mismatch: a flag is compared with a number",
        ),
        (
            "channel < visit",
            "check::unordered_values: one of a list of values has no order",
        ),
        (
            "at + at > at",
            "check::impossible_arithmetic: an instant and an instant cannot be reckoned together like this",
        ),
        ("text", "check::not_a_flag: `text` is a text, not a flag"),
        (
            "count says \"电话\"",
            "check::type_mismatch: `says, denies, mentions …` needs a text",
        ),
        (
            "debtor is this.debtor",
            "check::misplaced_form: there is no outer row here for `this`",
        ),
        (
            "debtor is 甲",
            "check::unknown_value: `甲` is neither a field nor a parameter",
        ),
        (
            "count in 3..1",
            "check::backward_range: nothing lies in this range",
        ),
        (
            "not preceded by 台账 per count",
            "check::unfit_key: `count` is a number and cannot be a key",
        ),
        (
            "not preceded by at least 0 台账",
            "check::limit_not_a_count: `0` is no number of rows",
        ),
        (
            "time of debtor < 08:00",
            "check::type_mismatch: an id has no clock time",
        ),
        (
            "count else agreed > 3",
            "check::type_mismatch: a number is compared with a flag",
        ),
    ];
    for (condition, problem) in wrong {
        assert_eq!(where_(condition), [problem], "{condition}");
    }
}

#[test]
fn values_of_one_type_are_compared() {
    for condition in [
        "time not in 22:00..<08:00",
        "weekday in mon..fri and not holiday",
        "date of at >= 2026-01-01",
        "at >= 2026-01-01",
        "at - at <= 3 days",
        "date of at + 5 business days + 30 days > 2026-01-01",
        "count * 2 + 1 > 3",
        "agreed is yes",
        "agreed and not agreed",
        "debtor is \"甲\"",
        "every signals in { consent, dispute }",
        "signals is not consent",
        "zone is \"Asia/Shanghai\"",
        "text says \"电话\" and text matches /电话/",
        "count is known and text is missing",
        "preceded by (台账 where date of at < this.date) per debtor within past 7 days at least 1 day earlier",
        "followed by (台账 where channel is this.channel) per debtor, channel",
    ] {
        assert_eq!(where_(condition), Vec::<String>::new(), "{condition}");
    }
}

#[test]
fn one_mistake_gives_one_problem_however_much_depends_on_it() {
    let loaded = with_log(
        "concept 短信 = \"短信\" | 手机信息
         concept 方式 = 短信 | \"电话\"
         disclosure 一 { require clause says 方式 }
         disclosure 二 { require clause says 短信 }
         event call = 台账 where chanel is phone
         event late = call where time > 22:00
         state calm = after late per debtor within 3 days
         conduct 三 { forbid late }
         conduct 四 { forbid 台账 where during calm and preceded by late per debtor }
         conduct 五 { forbid 台账 where count > 3 }",
    );
    assert_eq!(
        errors(&loaded),
        [
            "规则.hegui:13:21 check::unknown_name: there is no concept `手机信息` here",
            "规则.hegui:17:32 check::unknown_field: log `台账` has no field `chanel`",
        ]
    );
    assert_eq!(
        loaded.program.left_out(),
        ["规则/一", "规则/三", "规则/二", "规则/四"]
    );
    let ids: Vec<_> = loaded
        .rules
        .rules
        .iter()
        .map(|rule| rule.id.as_str())
        .collect();
    assert_eq!(ids, ["规则/五"]);
}

#[test]
fn an_item_that_cannot_be_read_is_not_missed_where_it_is_used() {
    let loaded = with_log(
        "event call = 台账 were channel is phone
         conduct 一 { forbid call where count > 3 }",
    );
    let codes: Vec<_> = loaded
        .problems
        .iter()
        .filter(|problem| problem.level == Level::Error)
        .map(|problem| problem.code.as_str())
        .collect();
    assert_eq!(codes, ["hegui::parse::unexpected"]);
    assert_eq!(loaded.program.left_out(), ["规则/一"]);
}

#[test]
fn circles_are_named_with_their_chain() {
    let loaded = with_log(
        "event a = b where count > 1
         event b = c
         event c = 台账 where a
         parameter x = y * 2
         parameter y = x + 1
         conduct 一 { forbid more than x 台账 where c per debtor }",
    );
    assert_eq!(
        errors(&loaded),
        [
            "规则.hegui:13:11 check::circular_definition: definitions go round in a circle: `a` → `b` → `c` → `a`",
            "规则.hegui:16:24 check::circular_definition: definitions go round in a circle: `x` → `y` → `x`",
        ]
    );
    let loaded = bare(&[
        ("一", "use 二\nconcept 甲 = \"甲\""),
        ("二", "use 一\nconcept 乙 = \"乙\""),
    ]);
    assert_eq!(
        errors(&loaded),
        ["一.hegui:1:5 check::circular_definition: packs use one another: `一` → `二` → `一`"]
    );
}

#[test]
fn a_field_does_not_follow_from_itself() {
    let loaded = bare(&[(
        "规则",
        "log 台账 {
  at      time required
  甲      one of { phone } from 乙 { phone is phone }
  乙      one of { phone } from 甲 { phone is phone }
}
conduct 一 { forbid 台账 where 甲 is phone }",
    )]);
    assert_eq!(
        errors(&loaded),
        [
            "规则.hegui:3:3 check::circular_definition: fields follow from one another: `甲` → `乙` → `甲`"
        ]
    );
    assert_eq!(loaded.program.left_out(), ["规则/一"]);
}

#[test]
fn a_parameter_counts_only_where_it_holds_fit_numbers() {
    let with = |value: &str, rule: &str| {
        errors(&with_log(&format!(
            "parameter 上限 = {value}\nconduct 一 {{ {rule} }}"
        )))
        .len()
    };
    let limit = "forbid more than 上限 台账 per debtor";
    let span = "forbid more than 3 台账 per debtor within 上限 days";
    let cases = [
        ("0", limit, 0),
        ("0", span, 1),
        ("7", span, 0),
        ("1.5", limit, 1),
        ("24%", limit, 1),
        ("7 days", span, 1),
    ];
    for (value, rule, problems) in cases {
        assert_eq!(with(value, rule), problems, "{value}: {rule}");
    }
}

#[test]
fn long_chains_of_definitions_do_not_exhaust_the_stack() {
    use std::fmt::Write;
    let mut text = String::from(LOG);
    let _ = writeln!(text, "event e0 = 台账 where count > 3");
    let _ = writeln!(text, "parameter p0 = 3");
    let _ = writeln!(text, "concept c0 = \"甲\"");
    for at in 1..3_000 {
        let before = at - 1;
        let _ = writeln!(text, "event e{at} = e{before} where agreed");
        let _ = writeln!(text, "parameter p{at} = p{before} + 1");
        let _ = writeln!(text, "concept c{at} = c{before} | \"乙\"");
    }
    text.push_str("conduct 一 { forbid more than p2999 e2999 per debtor }");
    let loaded = bare(&[("规则", &text)]);
    assert_eq!(errors(&loaded), Vec::<String>::new());
    assert_eq!(loaded.rules.rules.len(), 1);
}

#[test]
fn what_a_contract_states_is_published_by_a_disclosure() {
    let stating = "concept phone = \"电话\"\nconcept letter = \"信函\"
disclosure 方式 { require clause says phone   states methods = each of { phone, letter } }";
    let reading = |name: &str| {
        let rule =
            format!("{LOG}conduct 一 {{ forbid 台账 where channel not in contract.{name} }}");
        errors(&bare(&[("合同", stating), ("规则", &rule)]))
    };
    assert_eq!(reading("methods"), Vec::<String>::new());
    assert_eq!(
        reading("method"),
        ["规则.hegui:13:53 check::unpublished_contract_term: no disclosure states `method`"]
    );
    let loaded = bare(&[
        (
            "合同",
            "concept fax = \"传真\"\ndisclosure 方式 { require clause says fax   states methods = each of { fax } }",
        ),
        (
            "规则",
            &format!("{LOG}conduct 一 {{ forbid 台账 where channel not in contract.methods }}"),
        ),
    ]);
    assert_eq!(
        errors(&loaded),
        [
            "规则.hegui:13:29 check::type_mismatch: no value of this field is ever stated as `methods`"
        ]
    );
}

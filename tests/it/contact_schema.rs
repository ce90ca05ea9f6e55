//! Builds a small contact log by hand, as the compiler would make it from a `log` item, and shows tables in words.

// a test that cannot go on stops with a panic
#![allow(clippy::expect_used, clippy::panic)]

use hegui::contact::{LogInput, ReadOptions, ReadOutcome, Table, describe_row, read};
use hegui::ir::Words;
use hegui::ir::log::{EnumValue, Field, FieldId, FieldSource, FieldType, Log, LogId, LogTables};

pub fn field(name: &str, ty: FieldType, headers: &[&str]) -> Field {
    Field {
        name: name.to_owned(),
        docs: String::new(),
        ty,
        required: false,
        empty_is_no: false,
        headers: headers.iter().map(|header| (*header).to_owned()).collect(),
        from: None,
    }
}

fn values(several: bool, values: &[(&str, &[&str])]) -> FieldType {
    let value = |(name, aliases): &(&str, &[&str])| EnumValue {
        name: (*name).to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
    };
    FieldType::Enum {
        several,
        values: values.iter().map(value).collect(),
    }
}

/// The fields of the standard contact log that reading has to tell apart, in its order.
pub fn tables() -> LogTables {
    let id = || FieldType::Id { several: false };
    let mut fields = vec![
        field(
            "at",
            FieldType::Time,
            &["催收时间", "通话时间", "call_time"],
        ),
        field("id", id(), &["流水号", "call_id"]),
        field("seq", FieldType::Number, &["序号"]),
        field("debtor", id(), &["客户号", "customer_id"]),
        field("debt", id(), &["借据号"]),
        field("debt-among", FieldType::Id { several: true }, &["涉及借据"]),
        field(
            "direction",
            values(false, &[("out", &["呼出", "外呼"]), ("in", &["呼入"])]),
            &["方向"],
        ),
        field(
            "channel",
            values(
                false,
                &[
                    ("phone", &["电话", "外呼"]),
                    ("voicemail", &["语音信箱"]),
                    ("sms", &["短信"]),
                    ("visit", &["上门", "外访"]),
                ],
            ),
            &["联系方式", "催收方式"],
        ),
        field(
            "medium",
            values(false, &[("phone", &[]), ("sms", &[]), ("visit", &[])]),
            &[],
        ),
        field(
            "party",
            values(
                false,
                &[
                    ("debtor", &["本人"]),
                    ("spouse", &["配偶"]),
                    ("employer", &["单位"]),
                ],
            ),
            &["联系对象"],
        ),
        field("person", id(), &["联系人编号"]),
        field(
            "signal",
            values(
                true,
                &[
                    ("stop-request", &["要求停止联系"]),
                    ("hardship", &["困难", "失业"]),
                    ("consent", &["同意联系"]),
                ],
            ),
            &["信号"],
        ),
        field("ends", FieldType::Date, &["截止日期"]),
        field("number", id(), &["电话号码", "手机号"]),
        field("text", FieldType::Text, &["催记", "备注"]),
        field("agreed", FieldType::Flag, &["是否约定"]),
        field("recorded", FieldType::Flag, &["是否录音", "录音"]),
        field("zone", FieldType::Zone { several: true }, &["时区"]),
        field("visitors", FieldType::Number, &["人数"]),
        field("duration", FieldType::Number, &["通话时长", "通话时长(秒)"]),
        field("end", FieldType::Time, &["结束时间"]),
    ];
    let index = |fields: &[Field], name: &str| {
        let at = fields.iter().position(|field| field.name == name);
        FieldId(u32::try_from(at.expect("a field of the schema")).expect("few fields"))
    };
    let (at, debtor, channel, party) = (
        index(&fields, "at"),
        index(&fields, "debtor"),
        index(&fields, "channel"),
        index(&fields, "party"),
    );
    let (number, duration) = (index(&fields, "number"), index(&fields, "duration"));
    for field in &mut fields {
        field.required = matches!(field.name.as_str(), "at" | "debtor");
        field.empty_is_no = field.name == "agreed";
        field.from = match field.name.as_str() {
            "medium" => Some(FieldSource::Grouped(
                channel,
                vec![("voicemail".to_owned(), "phone".to_owned())],
            )),
            "person" => Some(FieldSource::Person {
                own: debtor,
                when: party,
                is: "debtor".to_owned(),
                other: vec![party, number],
            }),
            "end" => Some(FieldSource::Sum(at, duration)),
            _ => None,
        };
    }
    LogTables {
        logs: vec![Log {
            id: "std/contact".to_owned(),
            name: "contact".to_owned(),
            called: Words::default(),
            fields,
        }],
        events: Vec::new(),
        temporals: Vec::new(),
        event_labels: std::collections::BTreeMap::new(),
    }
}

pub const LOG: LogId = LogId(0);

/// Reads bytes as one file.
pub fn read_bytes(name: &str, bytes: impl Into<Vec<u8>>) -> ReadOutcome {
    read_with(name, bytes, &ReadOptions::default())
}

pub fn read_with(name: &str, bytes: impl Into<Vec<u8>>, options: &ReadOptions) -> ReadOutcome {
    read(&[LogInput::bytes(name, bytes)], &tables(), LOG, options)
}

/// Every row with all that is known of it, but for the fields that are left out.
pub fn rows_without(table: &Table, left_out: &[&str]) -> Vec<String> {
    let tables = tables();
    let log = &tables.logs[0];
    let fields: Vec<FieldId> = (0_u32..)
        .map(FieldId)
        .zip(&log.fields)
        .filter(|(_, field)| !left_out.contains(&field.name.as_str()))
        .map(|(id, _)| id)
        .collect();
    (0..table.len())
        .map(|row| describe_row(table, row, log, &fields))
        .collect()
}

/// Every row without derived fields and without the flag that is *no* when empty.
pub fn rows(table: &Table) -> Vec<String> {
    rows_without(table, &["medium", "person", "end", "agreed"])
}

/// `file:line code` of each reject, without the common start of codes.
pub fn rejects(outcome: &ReadOutcome) -> Vec<String> {
    let short = |code: &str| code.trim_start_matches("hegui::input::").to_owned();
    outcome
        .rejects
        .iter()
        .map(|reject| match reject.line {
            Some(line) => format!("{}:{line} {}", reject.file, short(reject.code.0)),
            None => format!("{} {}", reject.file, short(reject.code.0)),
        })
        .collect()
}

/// The English words of a reject.
pub fn reason(outcome: &ReadOutcome, index: usize) -> String {
    outcome.rejects[index].reason.en.clone().unwrap_or_default()
}

/// Whether some note holds these English words.
pub fn noted(outcome: &ReadOutcome, words: &str) -> bool {
    outcome
        .notes
        .iter()
        .any(|note| note.en.as_deref().unwrap_or("").contains(words))
}

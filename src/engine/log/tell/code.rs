//! Writes a hit as bytes and reads it back, so that hits wait in little memory or in a temporary file. The bytes are read by the run
//! that wrote them only.

use super::Found;
use crate::contact::Position;
use crate::contact::stored::{Bytes, put_number};
use crate::engine::log::judge::{Detail, Due, Hit, Standing};
use crate::engine::log::truth::Truth;

/// Adds a hit to some bytes.
pub(super) fn write(found: &Found<Position>, to: &mut Vec<u8>) {
    let hit = &found.hit;
    put_number(found.task as u64, to);
    put_number(found.statement as u64, to);
    put_number(found.instant.cast_unsigned(), to);
    match &found.subject {
        None => put_number(0, to),
        Some(subject) => {
            put_number(subject.len() as u64 + 1, to);
            to.extend_from_slice(subject.as_bytes());
        }
    }
    put_number(hit.row.0, to);
    put_number(hit.line as u64, to);
    to.push(match hit.standing {
        Standing::Pending => 0,
        Standing::Possible => 1,
        Standing::Violated => 2,
    });
    match &hit.detail {
        Detail::Forbidden => to.push(0),
        Detail::Lacks => to.push(1),
        Detail::Count {
            limit,
            sure,
            maybe,
            rows,
        } => {
            to.push(2);
            // A limit that is not known is written as one that no number is.
            put_number(limit.unwrap_or(f64::NAN).to_bits(), to);
            put_number(*sure as u64, to);
            put_number(*maybe as u64, to);
            put_judged(to, rows);
        }
        Detail::After { anchors } => {
            to.push(3);
            put_judged(to, anchors);
        }
        Detail::Deadline { due, late, perhaps } => {
            to.push(4);
            let (kind, number) = match due {
                Due::Unknown => (0, 0),
                Due::Day(day) => (1, i64::from(*day)),
                Due::Instant(instant) => (2, *instant),
            };
            to.push(kind);
            put_number(number.cast_unsigned(), to);
            put_rows(to, late.iter().copied());
            put_rows(to, perhaps.iter().copied());
        }
        Detail::Before { steps } => {
            to.push(5);
            put_rows(to, steps.iter().map(|step| step.unwrap_or(NOWHERE)));
        }
    }
}

/// No row has it: there are fewer files.
const NOWHERE: Position = Position(u64::MAX);

fn put_rows(to: &mut Vec<u8>, rows: impl ExactSizeIterator<Item = Position>) {
    put_number(rows.len() as u64, to);
    for row in rows {
        put_number(row.0, to);
    }
}

fn put_judged(to: &mut Vec<u8>, rows: &[(Position, Truth)]) {
    put_number(rows.len() as u64, to);
    for (row, truth) in rows {
        put_number(row.0, to);
        to.push(match truth {
            Truth::No => 0,
            Truth::Unknown => 1,
            Truth::Yes => 2,
        });
    }
}

/// The hit that some bytes begin with; `None` if they are not what [`write`] wrote.
pub(super) fn read(bytes: &[u8]) -> Option<Found<Position>> {
    let mut from = Bytes(bytes);
    let task = size(&mut from)?;
    let statement = size(&mut from)?;
    let instant = from.number()?.cast_signed();
    let subject = match size(&mut from)? {
        0 => None,
        more => Some(std::str::from_utf8(from.take(more - 1)?).ok()?.into()),
    };
    let row = Position(from.number()?);
    let line = size(&mut from)?;
    let standing = match from.byte()? {
        0 => Standing::Pending,
        1 => Standing::Possible,
        2 => Standing::Violated,
        _ => return None,
    };
    Some(Found {
        task,
        statement,
        instant,
        subject,
        hit: Hit {
            row,
            line,
            standing,
            detail: detail(&mut from)?,
        },
    })
}

fn detail(from: &mut Bytes<'_>) -> Option<Detail<Position>> {
    Some(match from.byte()? {
        0 => Detail::Forbidden,
        1 => Detail::Lacks,
        2 => Detail::Count {
            limit: Some(f64::from_bits(from.number()?)).filter(|limit| !limit.is_nan()),
            sure: size(from)?,
            maybe: size(from)?,
            rows: judged(from)?,
        },
        3 => Detail::After {
            anchors: judged(from)?,
        },
        4 => {
            let (kind, number) = (from.byte()?, from.number()?.cast_signed());
            Detail::Deadline {
                due: match kind {
                    0 => Due::Unknown,
                    1 => Due::Day(i32::try_from(number).ok()?),
                    2 => Due::Instant(number),
                    _ => return None,
                },
                late: rows(from)?.pop(),
                perhaps: rows(from)?,
            }
        }
        5 => Detail::Before {
            steps: rows(from)?
                .into_iter()
                .map(|row| (row != NOWHERE).then_some(row))
                .collect(),
        },
        _ => return None,
    })
}

fn size(from: &mut Bytes<'_>) -> Option<usize> {
    usize::try_from(from.number()?).ok()
}

fn rows(from: &mut Bytes<'_>) -> Option<Vec<Position>> {
    let count = from.count()?;
    let each = (0..count).map(|_| from.number().map(Position));
    each.collect()
}

fn judged(from: &mut Bytes<'_>) -> Option<Vec<(Position, Truth)>> {
    let count = from.count()?;
    (0..count)
        .map(|_| {
            let row = Position(from.number()?);
            let truth = match from.byte()? {
                0 => Truth::No,
                1 => Truth::Unknown,
                2 => Truth::Yes,
                _ => return None,
            };
            Some((row, truth))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_detail_comes_back_as_it_was() {
        let at = |place| Position::new(3, place);
        let details = [
            Detail::Forbidden,
            Detail::Lacks,
            Detail::Count {
                limit: Some(2.5),
                sure: 3,
                maybe: usize::MAX,
                rows: vec![(at(1), Truth::Yes), (at(1 << 40), Truth::Unknown)],
            },
            Detail::After {
                anchors: vec![(at(7), Truth::No)],
            },
            Detail::Deadline {
                due: Due::Instant(-5),
                late: Some(at(9)),
                perhaps: vec![at(10), at(11)],
            },
            Detail::Before {
                steps: vec![None, Some(at(0))],
            },
        ];
        for (task, detail) in details.into_iter().enumerate() {
            let found = Found {
                task,
                statement: 300,
                instant: i64::MIN + 1,
                subject: (task % 2 == 0).then(|| "债务人=甲".into()),
                hit: Hit {
                    row: at(12),
                    line: 4,
                    standing: Standing::Possible,
                    detail,
                },
            };
            let mut bytes = Vec::new();
            write(&found, &mut bytes);
            assert_eq!(read(&bytes), Some(found));
            bytes.pop();
            assert_eq!(read(&bytes), None);
        }
    }
}

//! Writes a hit as bytes and reads it back, so that hits wait in little memory or in a temporary file. The bytes are read by the run
//! that wrote them only.

use super::Found;
use crate::contact::Position;
use crate::engine::log::judge::{Detail, Due, Hit, Standing};
use crate::engine::log::truth::Truth;

/// Adds a hit to some bytes.
pub(super) fn write(found: &Found<Position>, to: &mut Vec<u8>) {
    let hit = &found.hit;
    put(to, found.task as u64);
    put(to, found.statement as u64);
    put(to, found.instant.cast_unsigned());
    match &found.subject {
        None => put(to, 0),
        Some(subject) => {
            put(to, subject.len() as u64 + 1);
            to.extend_from_slice(subject.as_bytes());
        }
    }
    put(to, hit.row.0);
    put(to, hit.line as u64);
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
            put(to, limit.unwrap_or(f64::NAN).to_bits());
            put(to, *sure as u64);
            put(to, *maybe as u64);
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
            put(to, number.cast_unsigned());
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

// Seven bits a byte, the lowest first: most numbers are small.
fn put(to: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

fn put_rows(to: &mut Vec<u8>, rows: impl ExactSizeIterator<Item = Position>) {
    put(to, rows.len() as u64);
    for row in rows {
        put(to, row.0);
    }
}

fn put_judged(to: &mut Vec<u8>, rows: &[(Position, Truth)]) {
    put(to, rows.len() as u64);
    for (row, truth) in rows {
        put(to, row.0);
        to.push(match truth {
            Truth::No => 0,
            Truth::Unknown => 1,
            Truth::Yes => 2,
        });
    }
}

/// The hit that some bytes begin with; `None` if they are not what [`write`] wrote.
pub(super) fn read(bytes: &[u8]) -> Option<Found<Position>> {
    let mut from = From(bytes);
    let task = from.size()?;
    let statement = from.size()?;
    let instant = from.number()?.cast_signed();
    let subject = match from.size()? {
        0 => None,
        more => Some(std::str::from_utf8(from.bytes(more - 1)?).ok()?.into()),
    };
    let row = Position(from.number()?);
    let line = from.size()?;
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

fn detail(from: &mut From<'_>) -> Option<Detail<Position>> {
    Some(match from.byte()? {
        0 => Detail::Forbidden,
        1 => Detail::Lacks,
        2 => Detail::Count {
            limit: Some(f64::from_bits(from.number()?)).filter(|limit| !limit.is_nan()),
            sure: from.size()?,
            maybe: from.size()?,
            rows: from.judged()?,
        },
        3 => Detail::After {
            anchors: from.judged()?,
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
                late: from.rows()?.pop(),
                perhaps: from.rows()?,
            }
        }
        5 => Detail::Before {
            steps: from
                .rows()?
                .into_iter()
                .map(|row| (row != NOWHERE).then_some(row))
                .collect(),
        },
        _ => return None,
    })
}

struct From<'b>(&'b [u8]);

impl<'b> From<'b> {
    fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    fn byte(&mut self) -> Option<u8> {
        self.bytes(1)?.first().copied()
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn rows(&mut self) -> Option<Vec<Position>> {
        let count = self.size()?;
        (0..count)
            .map(|_| self.number().map(Position))
            .collect::<Option<Vec<_>>>()
    }

    fn judged(&mut self) -> Option<Vec<(Position, Truth)>> {
        let count = self.size()?;
        (0..count)
            .map(|_| {
                let row = Position(self.number()?);
                let truth = match self.byte()? {
                    0 => Truth::No,
                    1 => Truth::Unknown,
                    2 => Truth::Yes,
                    _ => return None,
                };
                Some((row, truth))
            })
            .collect()
    }
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

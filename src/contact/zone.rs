//! Reads the name of a time zone: takes `asia/shanghai`, `UTC+8` or `北京时间`, gives the name that every room understands.

use super::clock::Scan;
use super::spelling::fold;

/// The zone's name by IANA, or its offset as `+08:00`; `None` where there is no such zone.
pub fn canonical(zone: &str) -> Option<String> {
    let zone = zone.trim();
    if matches!(fold(zone).as_str(), "北京时间" | "中国标准时间" | "东八区") {
        return Some("Asia/Shanghai".to_owned());
    }
    let mut scan = Scan::new(zone);
    if let Some(offset) = scan.offset()
        && scan.rest.is_empty()
        && zone.contains(['+', '-', '−'])
    {
        let sign = if offset < 0 { '-' } else { '+' };
        let minutes = offset.unsigned_abs() / 60;
        return Some(format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60));
    }
    let known = jiff::tz::TimeZone::get(zone).ok()?;
    known.iana_name().map(str::to_owned)
}

//! Decodes the character maps that PDF names without holding them (`GBK-EUC-H`, `UniGB-UCS2-H` …): takes a name and bytes, gives
//! codes and their text. Maps inside the file are left to `cmap`.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_16BE};

/// How the codes of a named map are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// GB 2312, GBK or GB 18030.
    Gb,
    /// GB 2312 in two bytes of seven bits.
    Gb7,
    /// Big5.
    Big5,
    /// Shift JIS.
    ShiftJis,
    /// EUC-JP.
    EucJp,
    /// JIS X 0208 in two bytes of seven bits.
    Jis7,
    /// EUC-KR or UHC.
    EucKr,
    /// UCS-2.
    Ucs2,
    /// UTF-16.
    Utf16,
    /// UTF-8.
    Utf8,
    /// UTF-32.
    Utf32,
}

impl Coding {
    /// The coding of a named map, if it tells characters; `Identity` does not.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        let name = std::str::from_utf8(name).ok()?;
        let map = name
            .strip_suffix("-H")
            .or_else(|| name.strip_suffix("-V"))
            .unwrap_or(name);
        Some(match map {
            "GBK-EUC" | "GBKp-EUC" | "GBK2K" | "GB-EUC" | "GBpc-EUC" => Coding::Gb,
            "GB" => Coding::Gb7,
            "ETen-B5" | "ETenms-B5" | "B5pc" | "HKscs-B5" | "HKdla-B5" | "HKdlb-B5" => Coding::Big5,
            "90ms-RKSJ" | "90msp-RKSJ" | "90pv-RKSJ" | "83pv-RKSJ" | "Add-RKSJ" | "Ext-RKSJ" => {
                Coding::ShiftJis
            }
            "EUC" => Coding::EucJp,
            "H" | "V" => Coding::Jis7,
            "KSC-EUC" | "KSCms-UHC" | "KSCms-UHC-HW" | "KSCpc-EUC" => Coding::EucKr,
            _ if !map.starts_with("Uni") => return None,
            _ if map.contains("-UCS2") => Coding::Ucs2,
            _ if map.contains("-UTF16") => Coding::Utf16,
            _ if map.contains("-UTF8") => Coding::Utf8,
            _ if map.contains("-UTF32") => Coding::Utf32,
            _ => return None,
        })
    }

    /// How many bytes the first code takes; not more than there are.
    pub(super) fn length(self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or(0);
        let second = bytes.get(1).copied().unwrap_or(0);
        let length = match self {
            Coding::Gb if (0x81..=0xfe).contains(&first) => match second {
                b'0'..=b'9' => 4,
                _ => 2,
            },
            Coding::Big5 | Coding::EucKr if (0x81..=0xfe).contains(&first) => 2,
            Coding::ShiftJis if matches!(first, 0x81..=0x9f | 0xe0..=0xfc) => 2,
            Coding::EucJp if first == 0x8f => 3,
            Coding::EucJp if matches!(first, 0x8e | 0xa1..=0xfe) => 2,
            Coding::Gb | Coding::Big5 | Coding::EucKr | Coding::ShiftJis | Coding::EucJp => 1,
            Coding::Utf16 if (0xd8..=0xdb).contains(&first) => 4,
            Coding::Utf16 | Coding::Ucs2 | Coding::Gb7 | Coding::Jis7 => 2,
            Coding::Utf8 => match first {
                0xf0.. => 4,
                0xe0.. => 3,
                0xc0.. => 2,
                _ => 1,
            },
            Coding::Utf32 => 4,
        };
        length.min(bytes.len()).max(1)
    }

    /// The text of one code; `None` where it has none.
    pub(super) fn text(self, code: &[u8]) -> Option<String> {
        let eight = || code.iter().map(|byte| byte | 0x80).collect::<Vec<u8>>();
        match self {
            Coding::Gb => decoded(GB18030, code),
            Coding::Gb7 => decoded(GB18030, &eight()),
            Coding::Big5 => decoded(BIG5, code),
            Coding::ShiftJis => decoded(SHIFT_JIS, code),
            Coding::EucJp => decoded(EUC_JP, code),
            Coding::Jis7 => decoded(EUC_JP, &eight()),
            Coding::EucKr => decoded(EUC_KR, code),
            Coding::Ucs2 | Coding::Utf16 => decoded(UTF_16BE, code),
            Coding::Utf8 => std::str::from_utf8(code).ok().map(str::to_owned),
            Coding::Utf32 => {
                let code: [u8; 4] = code.try_into().ok()?;
                char::from_u32(u32::from_be_bytes(code)).map(String::from)
            }
        }
    }
}

fn decoded(encoding: &'static Encoding, code: &[u8]) -> Option<String> {
    encoding
        .decode_without_bom_handling_and_without_replacement(code)
        .map(std::borrow::Cow::into_owned)
}

//! Tells line breaks inside sentences from those that end a line: takes the folded text around a `<br>`.

/// The width from which a line that ends without a sign is taken to go on behind a line break, in columns.
const PROSE: usize = 56;

/// Whether the line that begins at byte `start` goes on with the one before, which is `width` columns wide: after what cannot end a
/// line, before what cannot begin one, or where a long line breaks off.
pub(super) fn goes_on(text: &str, start: usize, width: usize) -> bool {
    let before = text.get(..start).unwrap_or("");
    let words = text.get(start..).unwrap_or("");
    let open = before.ends_with([',', '、', '(', '《', '“', '「']);
    let closing = words.starts_with([',', '。', ';', ')', '、', '》', '”', '」', '%']);
    open || closing || (width >= PROSE && before.ends_with(char::is_alphanumeric))
}

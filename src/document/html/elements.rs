//! Knows the elements of HTML: takes a name, tells whether it breaks the line, stands alone, is shown, and which others it closes.

use super::super::lines::Gap;

/// What the content of an element without tags is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raw {
    /// Nothing stands for anything else.
    Verbatim,
    /// References stand for characters.
    References,
}

/// The kind of content of an element that holds no tags.
pub(super) fn raw(name: &str) -> Option<Raw> {
    match name {
        "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(Raw::Verbatim),
        "title" | "textarea" => Some(Raw::References),
        _ => None,
    }
}

/// Whether an element never has content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "basefont"
            | "bgsound"
            | "frame"
            | "keygen"
    )
}

/// What lies around an element that begins a line of its own.
pub(super) fn block(name: &str) -> Option<Gap> {
    match name {
        "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "table"
        | "pre" | "blockquote" | "section" | "article" | "aside" | "header" | "footer" | "main"
        | "nav" | "address" | "figure" | "figcaption" | "form" | "fieldset" | "legend"
        | "details" | "summary" | "hr" | "body" | "html" | "center" | "dir" | "menu"
        | "caption" | "hgroup" | "search" | "dialog" | "listing" | "xmp" | "head" | "optgroup" => {
            Some(Gap::Blank)
        }
        "li" | "dt" | "dd" | "tr" | "thead" | "tbody" | "tfoot" => Some(Gap::Line),
        _ => None,
    }
}

/// Whether what an element holds is never shown, or shown instead of the element where that cannot be.
pub(super) fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "title"
            | "noscript"
            | "template"
            | "iframe"
            | "noembed"
            | "noframes"
            | "object"
            | "audio"
            | "video"
            | "canvas"
            | "datalist"
            | "rt"
            | "rp"
            | "rtc"
            | "del"
            | "s"
            | "strike"
            | "xml"
            | "desc"
            | "metadata"
            | "defs"
            | "symbol"
            | "jsp:scriptlet"
            | "jsp:declaration"
    )
}

/// The level of a heading.
pub(super) fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Which open elements a start tag closes, and which ones they are not looked for beyond.
pub(super) fn closes(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    const TABLE: &[&str] = &["table"];
    match name {
        "li" => Some((&["li"], &["ul", "ol", "dir", "menu"])),
        "dt" | "dd" => Some((&["dt", "dd"], &["dl"])),
        "tr" => Some((&["tr"], TABLE)),
        "td" | "th" => Some((&["td", "th"], &["tr", "table"])),
        "thead" | "tbody" | "tfoot" => Some((&["thead", "tbody", "tfoot", "caption"], TABLE)),
        "option" => Some((&["option"], &["select", "optgroup"])),
        _ => match block(name) {
            Some(_) => Some((&["p"], &["td", "th", "table", "button", "li", "caption"])),
            None => None,
        },
    }
}

/// Whether a name is one of the elements that hold running text or build a page.
pub(super) fn is_known(name: &str) -> bool {
    block(name).is_some()
        || is_void(name)
        || is_unseen(name)
        || name.contains([':', '-'])
        || matches!(
            name,
            "a" | "abbr"
                | "acronym"
                | "b"
                | "bdi"
                | "bdo"
                | "big"
                | "button"
                | "cite"
                | "code"
                | "data"
                | "dfn"
                | "em"
                | "font"
                | "i"
                | "ins"
                | "kbd"
                | "label"
                | "mark"
                | "q"
                | "ruby"
                | "rb"
                | "samp"
                | "select"
                | "option"
                | "slot"
                | "small"
                | "span"
                | "strong"
                | "sub"
                | "sup"
                | "td"
                | "th"
                | "textarea"
                | "time"
                | "tt"
                | "u"
                | "var"
                | "svg"
                | "text"
                | "g"
                | "picture"
                | "colgroup"
        )
}

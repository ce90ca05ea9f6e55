//! Masks the code of templates: takes a text, gives one of the same length in which code is gone, what code will fill in is a row of
//! underscores, and long strings of a program are text. Comments are handed over.

mod code;
mod cover;
mod freemarker;
mod jsp;
mod mustache;
mod php;
mod strings;

use super::{Comments, Flavour};
use cover::Cover;
use std::borrow::Cow;

/// A masked text.
pub(super) struct Masked<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) comments: Comments,
}

/// Masks a text.
pub(super) fn mask(source: &str, flavour: Flavour) -> Masked<'_> {
    let mut first = Cover::new(source);
    match flavour {
        Flavour::Html | Flavour::Vue => {}
        Flavour::Jsp => jsp::mask(&mut first),
        Flavour::Php => php::mask(&mut first),
        Flavour::FreeMarker => freemarker::mask(&mut first),
    }
    let (text, mut comments) = first.finish();
    // What the program has masked is looked at again: pages are filled in by the server and by the browser.
    let (again, more) = {
        let mut cover = Cover::new(&text);
        mustache::mask(&mut cover);
        let (again, more) = cover.finish();
        (
            matches!(again, Cow::Owned(_)).then(|| again.into_owned()),
            more,
        )
    };
    comments.extend(more);
    Masked {
        text: again.map_or(text, Cow::Owned),
        comments,
    }
}

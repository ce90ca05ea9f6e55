//! Finds the literals of which every match of a regular expression must hold one: takes its source, gives the best such set. Without
//! one the expression is run on every block.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

/// A larger set is no help.
const MOST: usize = 64;
/// An expression nested deeper is not looked into.
const DEEPEST: usize = 32;

/// Literals of which every match must hold one, in lower case as folded text is; `None` where none can be told.
pub(super) fn needed_literals(source: &str) -> Option<Vec<String>> {
    let mut reader = Reader {
        rest: source.chars().peekable(),
        depth: 0,
    };
    let found = reader.choice()?;
    // an unmatched bracket: the expression is not what it seems to be
    if reader.rest.next().is_some() {
        return None;
    }
    found.map(|set| set.into_iter().collect())
}

/// `Some(None)`: read, but nothing is needed. `None`: it cannot be read.
type Found = Option<Option<BTreeSet<String>>>;

struct Reader<'s> {
    rest: Peekable<Chars<'s>>,
    depth: usize,
}

/// How often the element before it must stand: not at all, once, more often perhaps.
#[derive(PartialEq)]
enum Times {
    Perhaps,
    Once,
    More,
}

impl Reader<'_> {
    /// Alternatives up to a closing bracket: one literal of each.
    fn choice(&mut self) -> Found {
        let mut all: Option<BTreeSet<String>> = Some(BTreeSet::new());
        loop {
            let one = self.sequence()?;
            all = match (all, one) {
                (Some(mut all), Some(one)) => {
                    all.extend(one);
                    (all.len() <= MOST).then_some(all)
                }
                _ => None,
            };
            if self.rest.peek() != Some(&'|') {
                return Some(all);
            }
            self.rest.next();
        }
    }

    /// Elements one after the other: the best literal or set of them.
    fn sequence(&mut self) -> Found {
        let mut best: Option<BTreeSet<String>> = None;
        let mut run = String::new();
        while let Some(&next) = self.rest.peek() {
            if next == '|' || next == ')' {
                break;
            }
            self.rest.next();
            match self.element(next)? {
                Element::Letter(letter) => match self.times() {
                    Times::Perhaps => keep(&mut best, &mut run),
                    Times::Once => run.extend(letter.to_lowercase()),
                    Times::More => {
                        run.extend(letter.to_lowercase());
                        keep(&mut best, &mut run);
                    }
                },
                Element::Set(set) => {
                    keep(&mut best, &mut run);
                    if self.times() != Times::Perhaps
                        && let Some(set) = set
                    {
                        better(&mut best, set);
                    }
                }
                Element::Other => {
                    keep(&mut best, &mut run);
                    self.times();
                }
                Element::Nothing => {}
            }
        }
        keep(&mut best, &mut run);
        Some(best)
    }

    fn element(&mut self, first: char) -> Option<Element> {
        Some(match first {
            '\\' => self.escape()?,
            '[' => {
                skip_class(&mut self.rest);
                Element::Other
            }
            '(' => return self.group(),
            '.' | '^' | '$' => Element::Other,
            // a quantifier with nothing before it
            '?' | '*' | '+' | '{' => return None,
            letter => Element::Letter(letter),
        })
    }

    fn escape(&mut self) -> Option<Element> {
        let next = self.rest.next()?;
        if matches!(next, 'p' | 'P' | 'x' | 'u' | 'U') {
            if self.rest.peek() == Some(&'{') {
                self.rest.by_ref().find(|one| *one == '}');
                return Some(Element::Other);
            }
            return None;
        }
        Some(match next {
            'n' | 't' | 'r' => Element::Other,
            letter if letter.is_alphanumeric() => Element::Other,
            sign => Element::Letter(sign),
        })
    }

    fn group(&mut self) -> Option<Element> {
        if self.rest.peek() == Some(&'?') {
            self.rest.next();
            let mut flags = String::new();
            loop {
                match self.rest.next()? {
                    ':' => break,
                    ')' if !flags.contains('x') => return Some(Element::Nothing),
                    '<' => {
                        self.rest.by_ref().find(|one| *one == '>');
                        break;
                    }
                    flag if flag.is_ascii_alphabetic() || flag == '-' => flags.push(flag),
                    _ => return None,
                }
            }
            if flags.contains('x') {
                return None;
            }
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let set = self.choice()?;
        self.depth -= 1;
        (self.rest.next() == Some(')')).then_some(Element::Set(set))
    }

    /// Reads the quantifier after an element.
    fn times(&mut self) -> Times {
        let times = match self.rest.peek() {
            Some('?' | '*') => Times::Perhaps,
            Some('+') => Times::More,
            Some('{') => {
                let mut inside = String::new();
                self.rest.next();
                for one in self.rest.by_ref() {
                    if one == '}' {
                        break;
                    }
                    inside.push(one);
                }
                let least = inside
                    .split(',')
                    .next()
                    .and_then(|least| least.parse::<u32>().ok());
                let times = if least.is_some_and(|least| least > 0) {
                    Times::More
                } else {
                    Times::Perhaps
                };
                self.lazy();
                return times;
            }
            _ => return Times::Once,
        };
        self.rest.next();
        self.lazy();
        times
    }

    /// `??`, `*?`, `{2,3}?`
    fn lazy(&mut self) {
        if self.rest.peek() == Some(&'?') {
            self.rest.next();
        }
    }
}

enum Element {
    /// One plain character.
    Letter(char),
    /// A group and what it needs.
    Set(Option<BTreeSet<String>>),
    /// Anything else that may match many things or nothing.
    Other,
    /// Flags.
    Nothing,
}

/// Takes a run of letters in as a set of one.
fn keep(best: &mut Option<BTreeSet<String>>, run: &mut String) {
    if !run.trim().is_empty() {
        better(best, BTreeSet::from([run.clone()]));
    }
    run.clear();
}

/// The set whose shortest literal is longer, of equal ones the smaller.
fn better(best: &mut Option<BTreeSet<String>>, set: BTreeSet<String>) {
    let worth = |set: &BTreeSet<String>| {
        let shortest = set.iter().map(String::len).min().unwrap_or(0);
        (shortest, MOST.saturating_sub(set.len()))
    };
    let wins = !set.is_empty() && best.as_ref().is_none_or(|known| worth(&set) > worth(known));
    if wins {
        *best = Some(set);
    }
}

/// The letters that an expression is written with, but for those of negated classes.
pub(super) fn letters(source: &str) -> BTreeSet<char> {
    let mut letters = BTreeSet::new();
    let mut chars = source.chars().peekable();
    while let Some(one) = chars.next() {
        match one {
            '\\' => {
                chars.next();
            }
            '[' if chars.peek() == Some(&'^') => skip_class(&mut chars),
            letter if letter.is_alphanumeric() => letters.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    letters
}

fn skip_class(chars: &mut Peekable<Chars<'_>>) {
    let mut depth = 1usize;
    let mut first = true;
    while let Some(one) = chars.next() {
        match one {
            '\\' => {
                chars.next();
            }
            '[' => depth += 1,
            ']' if !first => depth -= 1,
            '^' if first => continue,
            _ => {}
        }
        first = false;
        if depth == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::needed_literals;

    #[test]
    fn takes_the_literals_of_which_every_match_holds_one() {
        for (source, expected) in [
            ("上门.{0,4}催收", "上门"),
            ("至乙方(?:住所|单位)催收", "至乙方"),
            ("(?:泄露|泄漏)(?:、|,)?", "泄漏|泄露"),
            ("[^。]{0,30}法院", "法院"),
            ("致电?话", "致"),
            (r"(?i)\bcollect(?:ion|ing)?\b", "collect"),
            ("(?:首先|第[一二](?:阶段|步))[^。]{0,50}短信", "短信"),
            (r"APP(?:推送|消息)", "推送|消息"),
            ("a{2,3}bc", "bc"),
        ] {
            let told = needed_literals(source).map(|set| set.join("|"));
            assert_eq!(told.as_deref(), Some(expected), "{source}");
        }
        for source in [
            "短信|.",
            r"\d+天?",
            "(?:短信)?",
            "(?x) 短 信",
            "短信{0,2}?",
            "(",
        ] {
            assert_eq!(
                needed_literals(source).filter(|set| set.join("") != "短"),
                None,
                "{source}"
            );
        }
    }
}

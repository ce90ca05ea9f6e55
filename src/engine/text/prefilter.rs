//! Finds the literal that a regular expression cannot match without: takes its source, gives the longest run of plain letters
//! outside every group, class, choice and repetition. Without one the expression is run on every block.

use crate::document::fold::fold;
use std::collections::BTreeSet;

/// The longest literal that every match must hold, folded; `None` where none can be told.
pub(super) fn needed_literal(source: &str) -> Option<String> {
    let mut runs: Vec<String> = vec![String::new()];
    let mut depth = 0usize;
    let mut chars = source.chars().peekable();
    while let Some(one) = chars.next() {
        match one {
            '|' if depth == 0 => return None,
            '\\' => {
                chars.next();
                // `\d{2}`, `\p{Han}`: whatever braces follow are skipped below as a repetition
                runs.push(String::new());
            }
            '[' => {
                skip_class(&mut chars);
                runs.push(String::new());
            }
            '(' => {
                // a flag such as `(?i)` or `(?x)` changes how the rest is read
                if chars.peek() == Some(&'?') && depth == 0 {
                    chars.next();
                    if !matches!(chars.peek(), Some(':' | 'P' | '<')) {
                        return None;
                    }
                }
                depth += 1;
                runs.push(String::new());
            }
            ')' => {
                depth = depth.saturating_sub(1);
                runs.push(String::new());
            }
            '?' | '*' => drop_last(&mut runs),
            '{' => {
                drop_last(&mut runs);
                for inner in chars.by_ref() {
                    if inner == '}' {
                        break;
                    }
                }
            }
            '+' | '.' | '^' | '$' => runs.push(String::new()),
            letter if depth == 0 && letter.is_alphanumeric() => {
                if let Some(run) = runs.last_mut() {
                    run.push(letter);
                }
            }
            _ => runs.push(String::new()),
        }
    }
    // a Latin literal is only looked for on word boundaries, an expression may cut a word
    let plain = |run: &String| run.chars().all(super::words::is_han) && fold(run).text == **run;
    runs.into_iter()
        .filter(|run| !run.is_empty() && plain(run))
        .max_by_key(String::len)
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
            letter if letter.is_alphanumeric() => {
                letters.extend(letter.to_lowercase());
            }
            _ => {}
        }
    }
    letters
}

/// A repetition that allows none takes the letter before it out.
fn drop_last(runs: &mut Vec<String>) {
    if let Some(run) = runs.last_mut() {
        run.pop();
    }
    runs.push(String::new());
}

fn skip_class(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
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
    use super::needed_literal;

    #[test]
    fn takes_the_longest_run_that_every_match_must_hold() {
        let needed = |source| needed_literal(source);
        assert_eq!(needed("上门.{0,4}催收"), Some("上门".to_owned()));
        assert_eq!(
            needed("至乙方(住所|单位)催收地"),
            Some("至乙方".to_owned()).or(Some("催收地".to_owned()))
        );
        assert_eq!(needed("[^。]{0,30}法院"), Some("法院".to_owned()));
        assert_eq!(needed("致电?话"), Some("致".to_owned()));
        for source in ["短信|电话", "(?i)sms", r"\d+天?", "(短信)?"] {
            assert_eq!(needed(source), None, "{source}");
        }
    }
}

//! Makes words harmless in Markdown: takes any text, gives it so that it reads as it is and commands nothing: no markup, no HTML, no
//! table cell, no mention of a person, no reference to an issue.

use super::super::cells::clean;

/// Words in running text or a table cell, in one line.
pub fn escape(words: &str) -> String {
    let words = clean(words);
    let mut out = String::with_capacity(words.len() + 8);
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            // A comment keeps apart what a link, a mention or a reference would be made of; an escape would not.
            ':' if letters.peek() == Some(&'/') => out.push_str(":<!-- -->"),
            '@' | '#' if letters.peek().is_some_and(|next| next.is_alphanumeric()) => {
                out.push(letter);
                out.push_str("<!-- -->");
            }
            other => out.push(other),
        }
    }
    out
}

/// The text in a fenced block that it cannot close, its lines kept.
pub fn fenced(text: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for letter in text.chars() {
        run = if letter == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat((longest + 1).max(3));
    let lines: Vec<String> = text.lines().map(clean).collect();
    format!("{fence}text\n{}\n{fence}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_command_nothing() {
        assert_eq!(
            escape("a|b <script> @user 见 #12 `x`\n\u{202e}"),
            "a\\|b &lt;script&gt; @<!-- -->user 见 #<!-- -->12 \\`x\\` \u{fffd}"
        );
        assert!(fenced("a\n````\nb").starts_with("`````text\n"));
    }
}

//! Writes a tree down as nested lists, the same text for the same tree: for snapshots and for people who want to see what was read.
//! Places are left out, so that two texts that say the same print the same.

mod event;
mod item;
mod rule;
mod text;
mod value;

use super::ast::{File, Localized, Name, Text};

/// Lines are filled up to this many characters.
const WIDTH: usize = 100;

/// Writes down the items of a file, an item after the other.
pub fn print(file: &File) -> String {
    let mut out = String::new();
    for item in &file.items {
        item::item(item).write(&mut out, 0);
        out.push('\n');
    }
    out
}

/// A word, or a list that begins with one.
enum Node {
    Word(String),
    List(Vec<Node>),
}

impl Node {
    /// A list of a head and what follows it.
    fn list(head: &str, rest: impl IntoIterator<Item = Node>) -> Self {
        let mut nodes = vec![word(head)];
        nodes.extend(rest);
        Node::List(nodes)
    }

    fn flat(&self) -> String {
        match self {
            Node::Word(word) => word.clone(),
            Node::List(nodes) => {
                let inner: Vec<String> = nodes.iter().map(Node::flat).collect();
                format!("({})", inner.join(" "))
            }
        }
    }

    /// Writes the node at an indentation; what does not fit on a line is broken below its head.
    fn write(&self, out: &mut String, indent: usize) {
        let flat = self.flat();
        let Node::List(nodes) = self else {
            out.push_str(&flat);
            return;
        };
        if flat.chars().count() + indent <= WIDTH {
            out.push_str(&flat);
            return;
        }
        out.push('(');
        for (at, node) in nodes.iter().enumerate() {
            if at > 0 {
                let on_head = matches!(node, Node::Word(_)) && at == 1;
                if on_head {
                    out.push(' ');
                } else {
                    out.push('\n');
                    out.push_str(&" ".repeat(indent + 2));
                }
            }
            node.write(out, indent + 2);
        }
        out.push(')');
    }
}

fn word(text: impl Into<String>) -> Node {
    Node::Word(text.into())
}

fn name(name: &Name) -> Node {
    word(name.text.clone())
}

fn names<'n>(head: &str, list: impl IntoIterator<Item = &'n Name>) -> Option<Node> {
    let nodes: Vec<Node> = list.into_iter().map(name).collect();
    (!nodes.is_empty()).then(|| Node::list(head, nodes))
}

fn text(text: &Text) -> Node {
    word(format!("{:?}", text.value))
}

fn texts(head: &str, list: &[Text]) -> Option<Node> {
    (!list.is_empty()).then(|| Node::list(head, list.iter().map(text)))
}

fn localized(head: &str, texts: &Localized) -> Option<Node> {
    let nodes: Vec<Node> = texts
        .texts
        .iter()
        .flat_map(|(tag, value)| tag.as_ref().map(name).into_iter().chain([text(value)]))
        .collect();
    (!nodes.is_empty()).then(|| Node::list(head, nodes))
}

fn number(value: impl std::fmt::Display) -> Node {
    word(value.to_string())
}

/// The kebab-case word of a closed set, such as `greater-or-equal`, from its name in the tree.
fn closed(value: impl std::fmt::Debug) -> Node {
    let mut out = String::new();
    for char in format!("{value:?}").chars() {
        if char.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(char.to_ascii_lowercase());
    }
    word(out)
}

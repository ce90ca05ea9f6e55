//! Holds the nested lists that trees are written down as, and the small pieces that all of them share.

use crate::syntax::ast::{Localized, Name, Text};

/// Lines are filled up to this many characters.
const WIDTH: usize = 100;

/// A word, or a list that begins with one.
pub(super) enum Node {
    Word(String),
    List(Vec<Node>),
}

impl Node {
    /// A list of a head and what follows it.
    pub(super) fn list(head: &str, rest: impl IntoIterator<Item = Node>) -> Self {
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
    pub(super) fn write(&self, out: &mut String, indent: usize) {
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

pub(super) fn word(text: impl Into<String>) -> Node {
    Node::Word(text.into())
}

pub(super) fn name(name: &Name) -> Node {
    word(name.text.clone())
}

pub(super) fn names<'n>(head: &str, list: impl IntoIterator<Item = &'n Name>) -> Option<Node> {
    let nodes: Vec<Node> = list.into_iter().map(name).collect();
    (!nodes.is_empty()).then(|| Node::list(head, nodes))
}

pub(super) fn text(text: &Text) -> Node {
    word(format!("{:?}", text.value))
}

pub(super) fn texts(head: &str, list: &[Text]) -> Option<Node> {
    (!list.is_empty()).then(|| Node::list(head, list.iter().map(text)))
}

pub(super) fn localized(head: &str, texts: &Localized) -> Option<Node> {
    let nodes: Vec<Node> = texts
        .texts
        .iter()
        .flat_map(|(tag, value)| tag.as_ref().map(name).into_iter().chain([text(value)]))
        .collect();
    (!nodes.is_empty()).then(|| Node::list(head, nodes))
}

pub(super) fn number(value: impl std::fmt::Display) -> Node {
    word(value.to_string())
}

/// The kebab-case word of a closed set, such as `greater-or-equal`, from its name in the tree.
pub(super) fn closed(value: impl std::fmt::Debug) -> Node {
    let mut out = String::new();
    for char in format!("{value:?}").chars() {
        if char.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(char.to_ascii_lowercase());
    }
    word(out)
}

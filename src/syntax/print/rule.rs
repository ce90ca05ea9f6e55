//! Writes down rules.

use super::event::{amount, condition, event, span};
use super::item::validity;
use super::text::{group, sentence};
use super::{Node, closed, localized, name, names, number, text, texts, word};
use crate::syntax::ast::{
    Case, CaseBody, Conduct, ConductKind, Disclosure, DisclosureKind, Event, Rule,
};

/// A rule about documents.
pub(super) fn disclosure(rule: &Rule<Disclosure>) -> Node {
    let statements = rule.statements.iter().map(disclosure_statement);
    whole("disclosure", rule, statements.collect())
}

/// A rule about logs.
pub(super) fn conduct(rule: &Rule<Conduct>) -> Node {
    let statements = rule.statements.iter().map(conduct_statement);
    whole("conduct", rule, statements.collect())
}

fn whole<S>(head: &str, rule: &Rule<S>, statements: Vec<Node>) -> Node {
    let mut nodes = vec![name(&rule.name)];
    nodes.extend(localized("title", &rule.title));
    nodes.extend(rule.cites.iter().map(|cite| {
        let mut nodes: Vec<Node> = cite.instrument.iter().map(name).collect();
        nodes.extend(cite.text.iter().map(text));
        Node::list("cite", nodes)
    }));
    nodes.extend(
        rule.severity
            .map(|(severity, _)| Node::list("severity", [closed(severity)])),
    );
    nodes.extend(
        rule.effect
            .map(|(effect, _)| Node::list("effect", [closed(effect)])),
    );
    nodes.extend(names("for", &rule.profile));
    nodes.extend(names("calendar", &rule.calendar));
    nodes.extend(localized("help", &rule.help));
    nodes.extend(localized("suggest", &rule.suggest));
    nodes.extend(names("applies", &rule.applies));
    nodes.extend(rule.effective.as_ref().map(validity));
    nodes.extend(
        rule.unsupported
            .iter()
            .map(|what| Node::list("unsupported", [word(format!("{:?}", what.text))])),
    );
    nodes.extend(rule.broken.then(|| word("broken")));
    nodes.extend(statements);
    nodes.extend(rule.cases.iter().map(case));
    Node::list(head, nodes)
}

fn case(case: &Case) -> Node {
    let mut nodes = Vec::new();
    if !case.rows.is_empty() {
        nodes.push(Node::list("at", case.rows.iter().map(number)));
    }
    nodes.extend(texts("says", &case.says));
    nodes.extend(
        case.contract
            .as_ref()
            .map(|contract| Node::list("contract", [text(contract)])),
    );
    nodes.extend(case.on.map(|date| Node::list("on", [number(date)])));
    nodes.push(match &case.body {
        CaseBody::Inline(body) => text(body),
        CaseBody::File(file) => Node::list("file", [text(file)]),
    });
    Node::list(if case.fails { "fail" } else { "pass" }, nodes)
}

fn disclosure_statement(statement: &Disclosure) -> Node {
    match &statement.kind {
        DisclosureKind::Require(unit, demand) => {
            Node::list("require", [closed(unit), sentence(demand)])
        }
        DisclosureKind::Forbid(unit, demand) => {
            Node::list("forbid", [closed(unit), sentence(demand)])
        }
        DisclosureKind::When(unit, given, owed, demand) => Node::list(
            "when",
            [
                closed(unit),
                sentence(given),
                Node::list("require", [closed(owed), sentence(demand)]),
            ],
        ),
        DisclosureKind::In {
            each,
            unit,
            selector,
            forbid,
            demand,
        } => Node::list(
            if *each { "in-each" } else { "in" },
            [
                closed(unit),
                sentence(selector),
                Node::list(
                    if *forbid { "forbid" } else { "require" },
                    [sentence(demand)],
                ),
            ],
        ),
        DisclosureKind::States(what, of) => Node::list("states", [name(what), group(of)]),
    }
}

fn conduct_statement(statement: &Conduct) -> Node {
    let mut nodes = Vec::new();
    let head = match &statement.kind {
        ConductKind::Forbid(what) => return Node::list("forbid", [event(what)]),
        ConductKind::Require(what, test) => {
            return Node::list("require", [event(what), condition(test)]);
        }
        ConductKind::Count {
            limit,
            distinct,
            event: what,
            per,
            period,
            within,
            since,
            renewed,
        } => {
            nodes.push(amount(limit));
            nodes.extend(names("distinct", distinct));
            nodes.push(event(what));
            nodes.extend(names("per", per));
            nodes.extend(period.map(|(period, _)| Node::list("period", [closed(period)])));
            nodes.extend(within.as_ref().map(|within| span("within", within)));
            nodes.extend(ending("since", since.as_ref()));
            nodes.extend(renewed.map(|_| word("renewed")));
            "forbid-more-than"
        }
        ConductKind::AfterForbid {
            after,
            forbid,
            per,
            within,
            until,
        } => {
            nodes.extend([event(after), event(forbid)]);
            nodes.extend(names("per", per));
            nodes.extend(within.as_ref().map(|within| span("within", within)));
            nodes.extend(ending("until", until.as_ref()));
            "after-forbid"
        }
        ConductKind::AfterRequire {
            after,
            require,
            per,
            within,
            unless,
        } => {
            nodes.extend([event(after), event(require)]);
            nodes.extend(names("per", per));
            nodes.extend(within.as_ref().map(|within| span("within", within)));
            nodes.extend(ending("unless", unless.as_ref()));
            "after-require"
        }
        ConductKind::Before {
            before,
            chain,
            per,
            within,
            at_least,
        } => {
            nodes.push(event(before));
            nodes.push(Node::list("chain", chain.iter().map(event)));
            nodes.extend(names("per", per));
            nodes.extend(within.as_ref().map(|within| span("within", within)));
            nodes.extend(at_least.as_ref().map(|span_of| span("earlier", span_of)));
            "before-require"
        }
    };
    Node::list(head, nodes)
}

fn ending(head: &str, what: Option<&Event>) -> Option<Node> {
    what.map(|what| Node::list(head, [event(what)]))
}

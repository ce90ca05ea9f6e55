//! Makes the rule set of a typed program: packs, items in the order of their needs, languages, then rules by id.

use super::maker::Maker;
use super::words::words;
use crate::check::{ItemId, Program, Status};
use crate::ir::{PackInfo, RuleSet};
use crate::source::Sources;
use crate::syntax::ast::{ItemKind, Pack};

/// The rule set and the rules that could not be made though nothing is wrong with them.
pub fn make(program: &Program, sources: &Sources) -> (RuleSet, Vec<ItemId>) {
    let mut maker = Maker::new(program, sources);
    maker.set.packs = program
        .packs
        .iter()
        .map(|pack| PackInfo {
            name: pack.name.clone(),
            ..pack.item().map_or_else(PackInfo::default, pack_info)
        })
        .collect();
    for &id in &program.order {
        if program.status(id) == Status::Sound {
            maker.item(id);
        }
    }
    for (id, item) in program.items() {
        if let ItemKind::Language(language) = &item.kind
            && program.status(id) == Status::Sound
        {
            maker.language(language);
        }
    }
    let mut lost = Vec::new();
    for info in program.rules() {
        if info.status == Status::Sound {
            match maker.rule(&info) {
                Some(rule) => maker.set.rules.push(rule),
                None => lost.push(info.item),
            }
        }
    }
    (maker.set, lost)
}

fn pack_info(pack: &Pack) -> PackInfo {
    PackInfo {
        name: pack.name.text.clone(),
        version: pack
            .version
            .as_ref()
            .map_or_else(String::new, |version| version.value.clone()),
        title: words(&pack.title),
        authority: words(&pack.authority),
        sources: pack.sources.iter().map(|text| text.value.clone()).collect(),
    }
}

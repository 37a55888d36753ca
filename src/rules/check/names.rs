//! What a file defines: names of units, powers and teams, and the words that viewers type.

use std::{collections::HashMap, sync::Arc};

use ron_diagnostics::{Node, Reader};

use crate::{base::UnitKind, locale::fold, rules::model::WordIndex};

/// Entries a list of names may have.
pub(super) const MANY: usize = 500;

/// Names that a file defines, in its order: their places are their ids.
pub(super) struct Names {
    pub units: Vec<Arc<str>>,
    pub powers: Vec<Arc<str>>,
    pub teams: Vec<Arc<str>>,
    pub lanes: u8,
}

impl Names {
    /// The unit that a text names.
    pub fn unit(&self, r: &mut Reader, node: &Node) -> Option<UnitKind> {
        r.name(node, "unit", &self.units).and_then(|index| u16::try_from(index).ok()).map(UnitKind)
    }

    /// The file's first unit; none only of a file that has no units, which is no sound one.
    pub fn first_unit(&self) -> Option<UnitKind> {
        (!self.units.is_empty()).then_some(UnitKind(0))
    }
}

/// Collects words and notes those that two rules claim.
#[derive(Default)]
pub(super) struct ClaimedWords {
    pub index: WordIndex,
    /// Who claimed a folded word.
    pub owners: HashMap<Arc<str>, String>,
}

impl ClaimedWords {
    /// Folds the words of a list and claims them.
    pub fn claim(
        &mut self,
        r: &mut Reader,
        node: &Node,
        owner: &str,
        mut put: impl FnMut(&mut WordIndex, Arc<str>),
    ) -> Vec<Arc<str>> {
        let mut words: Vec<Arc<str>> = Vec::new();
        for item in r.list(node, "[\"up\", \"⬆\"]", MANY) {
            let Some(text) = r.text(item, 40) else { continue };
            let word: Arc<str> = fold(&text).into();
            if word.is_empty() {
                r.error(&item.span, format!("nothing is left of {text:?} that a viewer could type"), "");
                continue;
            }
            match self.owners.get(&word) {
                Some(other) if other != owner => {
                    let help = format!("{other} has it already, so this one would never answer; take one of them out");
                    r.error(&item.span, format!("the word {text:?} is taken twice"), help);
                }
                Some(_) => {}
                None => {
                    self.owners.insert(word.clone(), owner.to_owned());
                    put(&mut self.index, word.clone());
                    words.push(word);
                }
            }
        }
        words
    }
}

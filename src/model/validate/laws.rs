use std::collections::BTreeMap;

use super::super::{Cell, Key, LawRelation, Part, RecordKind, Time};
use super::{Check, cycles};

/// A cell by its names, to tell one from another.
type Named<'c> = (Key, Key, BTreeMap<Key, Key>, BTreeMap<Key, Key>, Option<Key>, Option<&'c Time>);

impl Check<'_> {
    pub(super) fn laws(&mut self) {
        for (at, law) in self.set.laws.clone().iter().enumerate() {
            let id = at.to_string();
            for cell in law.relation.cells() {
                self.cell(RecordKind::Law, &id, "", cell);
            }
            if let LawRelation::Total { total, parts, exhaustive } = &law.relation {
                self.standing_total(&id, total, parts, *exhaustive);
            }
        }
        self.circles();
    }

    /// A standing total that could never be used, or that says of a cell what cannot be, is a slip of its author.
    fn standing_total(&mut self, id: &str, total: &Cell, parts: &[Part], exhaustive: bool) {
        if parts.is_empty() {
            self.fault(RecordKind::Law, id, "/parts", "a total needs at least one part");
        }
        for (n, part) in parts.iter().enumerate() {
            let field = format!("/parts/{n}");
            if self.named(&part.cell) == self.named(total) {
                let message =
                    "the total is one of its own parts; leave it out, or say what tells the two apart";
                self.fault(RecordKind::Law, id, &field, message);
            }
            if part.cell.time.is_some() && total.time.is_none() {
                let message =
                    "a part has a time of its own, and the total none; give the total the time of the sum";
                self.fault(RecordKind::Law, id, &field, message);
            }
            let units = self.dimension(total).zip(self.dimension(&part.cell));
            if let Some(((sum, whole), (added, unit))) = units
                && sum != added
            {
                let message = format!(
                    "`{}` is counted in `{unit}` and `{}` in `{whole}`, and the two do not add up",
                    part.cell.measure, total.measure
                );
                self.fault(RecordKind::Law, id, &format!("{field}/measure"), message);
            }
        }
        let signed = self.set.measure(&total.measure).is_some_and(|measure| !measure.non_negative);
        if !exhaustive && (signed || parts.iter().any(|part| part.times.is_negative())) {
            let message = "parts that are not all there is bound no total that may be below zero, and none when some \
                           are taken away; declare the measure `non_negative`, or the parts `exhaustive`";
            self.fault(RecordKind::Law, id, "/exhaustive", message);
        }
    }

    /// A total that is a part of its own parts goes round in a circle.
    fn circles(&mut self) {
        let laws = self.set.laws.clone();
        let totals = laws.iter().enumerate().filter_map(|(at, law)| match &law.relation {
            LawRelation::Total { total, parts, .. } => Some((at.to_string(), total, parts)),
            LawRelation::Order { .. } => None,
        });
        let totals: Vec<(String, &Cell, &Vec<Part>)> = totals.collect();
        let next = |id: &str| {
            let parts = totals.iter().find(|(at, ..)| at == id).map(|(_, _, parts)| *parts);
            let is_part = |total: &Cell| {
                parts.into_iter().flatten().any(|part| self.named(&part.cell) == self.named(total))
            };
            // A total among its own parts is told by itself.
            let further = totals.iter().filter(|(at, total, _)| at != id && is_part(total));
            further.map(|(at, ..)| at.clone()).collect::<Vec<_>>()
        };
        let on_circles = cycles(totals.iter().map(|(at, ..)| at.as_str()), next);
        for id in on_circles {
            let message =
                "this total is a part of its own parts, through other standing totals; break the circle";
            self.fault(RecordKind::Law, &id, "/total", message);
        }
    }

    fn named<'c>(&self, cell: &'c Cell) -> Named<'c> {
        let names = &self.set.names;
        let facets = |facets: &BTreeMap<String, String>| {
            facets.iter().map(|(facet, value)| (names.key(facet), names.key(value))).collect()
        };
        let stage = cell.stage.as_deref().map(Key::fold);
        let (scope, basis) = (facets(&cell.scope), facets(&cell.basis));
        (names.key(&cell.subject), names.key(&cell.measure), scope, basis, stage, cell.time.as_ref())
    }

    /// What the measure of a cell is counted in: the dimension, and the unit as declared.
    fn dimension(&self, cell: &Cell) -> Option<(String, String)> {
        let unit = &self.set.measure(&cell.measure)?.unit;
        Some((self.set.units.resolve(unit)?.dimension().to_owned(), unit.clone()))
    }
}

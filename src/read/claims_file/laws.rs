//! Standing laws.

use super::super::fault::FaultKind;
use super::super::write::records as written;
use super::Reader;
use super::cells::Stated;
use super::records::Record;
use crate::model::{Law, LawRelation, Strength};

impl Reader<'_> {
    pub(super) fn law(&mut self, record: &Record<'_, '_>) {
        let Some(mut fields) = self.open(record, "a law") else { return };
        let whole = Stated::default();
        let is_order = fields.has("lesser") || fields.has("greater");
        let relation = match (is_order, fields.has("total")) {
            (true, false) => {
                let lesser = fields.required("lesser");
                let greater = fields.required("greater");
                let (lesser, greater) = (self.cell(lesser, &whole), self.cell(greater, &whole));
                Some(LawRelation::Order { lesser, greater })
            }
            (false, true) => {
                let sum = self.sum(&mut fields, &whole);
                Some(LawRelation::Total { total: sum.total, parts: sum.parts, exhaustive: sum.exhaustive })
            }
            (first, _) => {
                let found = if first { "has both `lesser` and `total`" } else { "has neither" };
                let message = format_args!(
                    "a law {found}; write `lesser` and `greater`, or `total`, `parts` and `exhaustive`"
                );
                self.faults.add(fields.span().start, FaultKind::Kind, message);
                fields.know(&["lesser", "greater", "total", "parts", "exhaustive"]);
                None
            }
        };
        let soft = self.flag(fields.optional("soft")).unwrap_or(false);
        fields.finish(&mut self.faults);
        if let Some(relation) = relation {
            let strength = if soft { Strength::Soft } else { Strength::Hard };
            let spot = self.faults.spot(record.node.span.start);
            let law = Law { relation, strength };
            self.laws.put(&written::law(&law), law, spot);
        }
    }
}

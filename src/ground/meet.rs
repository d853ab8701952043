//! Whether two claims are about one thing at one time, when they do not clash.

use super::clash::{quantity, relation, same_state};
use super::link::{Order, Quantity, link};
use super::moment::Moment;
use super::stand::{Body, Stand};
use super::{Because, Ground, Reading};
use crate::model::{Change, ChangeForm, Grade, Recurrence, Span};
use crate::proof::{ClaimIx, Role};

impl Ground<'_> {
    /// How two claims bound each other in a reading: the same thing, more or less of it, or nothing, and why.
    pub(crate) fn meet(&self, a: ClaimIx, b: ClaimIx, reading: &Reading) -> Result<Order, Because> {
        let (x, y) = self.stand(a).zip(self.stand(b)).ok_or(Because::OtherKind)?;
        match (&x.body, &y.body) {
            (Body::Amount(x), Body::Amount(y)) if x.measure != y.measure => Err(Because::OtherMeasure),
            (Body::Amount(_), Body::Amount(_)) => {
                self.shared_dimension(a, b).ok_or(Because::OtherUnit)?;
                Ok(relation(self, a, b, reading)?.order)
            }
            (Body::Rank { rank: p, class: c, .. }, Body::Rank { rank: q, class: d, .. }) => {
                let order = relation(self, a, b, reading)?.order;
                if p == q && c == d { Ok(order) } else { Err(Because::NoLaw) }
            }
            (Body::Rank { .. } | Body::Change { .. }, Body::Amount(_))
            | (Body::Amount(_), Body::Rank { .. } | Body::Change { .. }) => Err(Because::NoLaw),
            (Body::Change { from: f, to: t, .. }, Body::Change { from: g, to: u, .. }) => {
                let order = self.same_cell_any_time(x, y, reading)?;
                match (f == g && t == u, self.changes_agree(a, b)) {
                    (true, true) => Ok(order),
                    (true, false) => Err(Because::NoLaw),
                    (false, _) => Err(Because::OtherTime),
                }
            }
            (Body::Event { event: e, stage: s, .. }, Body::Event { event: f, stage: t, .. }) if e == f => {
                if s == t && self.events_meet(x, y, reading) {
                    Ok(Order::Same)
                } else {
                    Err(Because::OtherTime)
                }
            }
            (
                Body::State { subject: s, attribute: p, is: v, .. },
                Body::State { subject: t, attribute: q, is: w, .. },
            ) => match (s == t, p == q) {
                (false, _) => Err(Because::OtherSubject),
                (true, false) => Err(Because::OtherMeasure),
                (true, true) if !same_state(self, x, y, reading) => Err(Because::OtherTime),
                (true, true) if v == w => Ok(Order::Same),
                (true, true) => Err(Because::NoLaw),
            },
            (Body::Order { before: p, after: q }, Body::Order { before: r, after: s }) => {
                if p == r && q == s { Ok(Order::Same) } else { Err(Because::OtherMeasure) }
            }
            (Body::Event { .. }, Body::Event { .. }) => Err(Because::OtherMeasure),
            _ => Err(Because::OtherKind),
        }
    }

    /// Whether two changes of one cell say the same: sizes of one form that meet, or one direction.
    fn changes_agree(&self, a: ClaimIx, b: ClaimIx) -> bool {
        let (Some(x), Some(y)) = (self.change(a), self.change(b)) else { return false };
        let hedges = &self.set.policy().hedges;
        let direction = |change: &Change| change.direction(Grade::Plain, hedges);
        if x.form() == ChangeForm::Direction || y.form() == ChangeForm::Direction {
            return direction(x).is_some() && direction(x) == direction(y);
        }
        let sizes = self.size_of(a, Grade::Plain).zip(self.size_of(b, Grade::Plain));
        x.form() == y.form() && sizes.is_some_and(|(x, y)| x.meets(&y))
    }

    /// How two cells stand to each other, whatever their times and stages.
    pub(crate) fn same_cell_any_time(
        &self,
        a: &Stand,
        b: &Stand,
        reading: &Reading,
    ) -> Result<Order, Because> {
        let cells = a.cell().zip(b.cell()).ok_or(Because::OtherKind)?;
        let (x, y) = quantity(self, a, cells.0, reading)
            .zip(quantity(self, b, cells.1, reading))
            .ok_or(Because::OtherMeasure)?;
        let bare = |q| Quantity { stand: None, rung: None, moment: Moment::Timeless, ..q };
        Ok(link(self, &bare(x), &bare(y), reading)?.order)
    }

    fn events_meet(&self, a: &Stand, b: &Stand, reading: &Reading) -> bool {
        let (Body::Event { event, when: x, .. }, Body::Event { when: y, .. }) = (&a.body, &b.body) else {
            return false;
        };
        let days = |stand: &Stand, when: &Option<super::Window>| {
            when.as_ref().map_or_else(Span::always, |window| window.under(reading, stand.ix, Role::When))
        };
        let (x, y) = (days(a, x), days(b, y));
        match self.recurrence(event) {
            Recurrence::Recurs => x == y && x.single_day().is_some(),
            Recurrence::Once | Recurrence::Undeclared => x.meets(&y),
        }
    }
}

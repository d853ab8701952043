//! Per cent and percentage points, taken for each other.

use super::Slip;
use crate::ground::Ground;
use crate::model::{ChangeForm, Claim, Date, Direction, Exact, Figure, Statement};
use crate::proof::ClaimIx;

/// A change between two percentages that is right in the other way of giving it.
pub(super) fn slip(ground: &Ground<'_>, said: &[(ClaimIx, &Claim)]) -> Option<Slip> {
    said.iter().find_map(|(ix, claim)| {
        let Statement::Change { change, from: Some(from), to: Some(to), .. } = &claim.statement else {
            return None;
        };
        let (direction, size) = change.size()?;
        let size = size.one_figure().map(Figure::number)?;
        let size = if direction == Direction::Fell { -&size } else { size };
        let ((first, earlier), (second, later)) = (share(ground, said, from)?, share(ground, said, to)?);
        let points = &later - &earlier;
        let meant = match change.form() {
            ChangeForm::Percent => points,
            ChangeForm::Points => (&points * &Exact::from(100)).checked_div(&earlier)?,
            ChangeForm::Absolute | ChangeForm::Factor | ChangeForm::Direction => return None,
        };
        (meant == size).then_some(Slip::Points { change: *ix, ends: [first, second] })
    })
}

/// The percentage that is given for a time.
fn share(ground: &Ground<'_>, said: &[(ClaimIx, &Claim)], at: &Date) -> Option<(ClaimIx, Exact)> {
    said.iter().find_map(|(ix, claim)| {
        let Statement::Amount { cell, value } = &claim.statement else { return None };
        let unit = value.unit_name().or(ground.set().measure(&cell.measure).map(|own| own.unit.as_str()))?;
        let percent = ground.set().units().resolve(unit)?.is_percent();
        let same = cell.time.as_ref()?.date().period_as_written()? == at.period_as_written()?;
        (percent && same).then_some((*ix, value.one_figure()?.number()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::slips;
    use super::*;
    use crate::model::{Cell, ClaimSet, Measure, Source};

    /// A rate of 10 % in 2022 and of 15 % in 2023, and what is said of the change.
    fn slip_of(change: &str) -> Vec<Slip> {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let rate = || Cell::new("Exampleland", "inflation");
        let amount =
            |id, year, value: &str| Claim::amount(id, "s", rate().of(date(year)), value.parse().unwrap());
        let years = (date("2022"), date("2023"));
        let set = ClaimSet::builder()
            .source(Source::new("s", "Example Gazette"))
            .measure("inflation", Measure::average("%"))
            .claim(amount("a", "2022", "10%"))
            .claim(amount("b", "2023", "15%"))
            .claim(Claim::change("c", "s", rate(), change.parse().unwrap(), years))
            .build()
            .unwrap();
        slips(&Ground::new(&set), &[ClaimIx(0), ClaimIx(1), ClaimIx(2)])
    }

    #[test]
    fn a_change_that_fits_in_the_other_way_is_a_slip() {
        let slip = vec![Slip::Points { change: ClaimIx(2), ends: [ClaimIx(0), ClaimIx(1)] }];
        assert_eq!(slip_of("+5%"), slip);
        assert_eq!(slip_of("+50 pp"), slip);
        for other in ["+5 pp", "+50%", "-5%", "+6%", "rose", "x1.5"] {
            assert_eq!(slip_of(other), [], "{other}");
        }
    }
}

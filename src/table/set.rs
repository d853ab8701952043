//! The few rows that clash, as claims of a set: readings, reasons and proofs come from the one engine.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Bounds, ClaimTable, Clashes};
use crate::model::{
    Cell, Claim, ClaimSetBuilder, Day, End, Exact, Interval, Measure, Source, Span, Time, Value,
};

impl Clashes {
    /// Up to so many rows, in order: those that clash with most others, each with the rows that are farthest from it.
    ///
    /// Of rows that clash with as many the earlier come first. No row is there without one that it clashes with.
    #[must_use]
    pub fn worst(&self, most: usize) -> Vec<usize> {
        let mut by_count: Vec<_> = self.rows.iter().collect();
        by_count.sort_by_key(|one| (Reverse(one.against), one.row));
        let mut chosen = BTreeSet::new();
        for one in by_count {
            let with: BTreeSet<usize> = [Some(one.row), one.above, one.below].into_iter().flatten().collect();
            if chosen.union(&with).count() > most {
                break;
            }
            chosen.extend(with);
        }
        chosen.into_iter().collect()
    }
}

impl ClaimTable {
    /// Rows as claims, to be built into a set and checked: `row 17` is the id of a claim, and a source that has only a number is
    /// called `source 3`.
    ///
    /// `of` tells which cell a row's texts or number mean, and the unit of its bounds. The period is put in here; the measures
    /// of the cells are declared as levels, which is the law of a table. Sources get no dates, and a
    /// period that is open at both ends is none: of such rows a set may judge more mildly than a table. Sources, units, names and the
    /// policy can be made richer in the builder. Rows that the table does not have are passed over, and so are those for which `of` gives nothing.
    ///
    /// ```
    /// use gainsay::{Bounds, Cell, Checker, ClaimTable, Day, Span, Verdict};
    /// let mut table = ClaimTable::new();
    /// let year = Span::new(Day::new(2023, 1, 1), Day::new(2023, 12, 31))?;
    /// table.push(&["port", "depth", "m"], "gazette", year, Bounds::exactly(12.into()))?;
    /// table.push(&["port", "depth", "m"], "herald", year, Bounds::between(14.into(), 15.into())?)?;
    /// let set = table.claims(table.clashes().worst(100), |row| match table.cell(row)?[..] {
    ///     [subject, measure, unit] => Some((Cell::new(subject, measure), unit.to_owned())),
    ///     _ => None,
    /// });
    /// let report = Checker::new().check(&set.build()?);
    /// // Nobody knows when it was said: perhaps the year was not over.
    /// assert_eq!(report.findings[0].verdict, Verdict::Tension);
    /// assert_eq!(report.findings[0].claims, ["row 0", "row 1"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn claims(
        &self,
        rows: impl IntoIterator<Item = usize>,
        mut of: impl FnMut(usize) -> Option<(Cell, String)>,
    ) -> ClaimSetBuilder {
        let mut set = ClaimSetBuilder::default();
        for row in rows {
            let Some((period, bounds)) = self.period(row).zip(self.bounds(row)) else { continue };
            let Some((mut cell, unit)) = of(row) else { continue };
            let source = self.source_name(row);
            cell.time = time(&period);
            set.measures.entry(cell.measure.clone()).or_insert_with(|| Measure::level(unit.clone()));
            if !set.sources.contains_key(&source) {
                set = set.source(Source::new(source.clone(), source.clone()));
            }
            let value = value(&bounds).in_unit(&unit);
            set = set.claim(Claim::amount(format!("row {row}"), source, cell, value));
        }
        set
    }

    fn source_name(&self, row: usize) -> String {
        let number = || self.rows.get(row).map_or(0, |row| row.source);
        self.source(row).map_or_else(|| format!("source {}", number()), str::to_owned)
    }
}

/// The period as a date; none if it is open at both ends.
fn time(period: &Span) -> Option<Time> {
    period.first().or(period.last())?;
    let day = |day: Option<Day>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    let words = format!("{}/{}", day(period.first()), day(period.last()));
    words.parse().ok().map(Time::Of)
}

fn value(bounds: &Bounds) -> Value {
    let end = |end: Option<rust_decimal::Decimal>| {
        end.map_or(End::Absent, |number| End::Closed(Exact::from(number)))
    };
    Value::range(
        Interval::new(end(bounds.low()), end(bounds.high())).unwrap_or_else(|_| Interval::everything()),
    )
}

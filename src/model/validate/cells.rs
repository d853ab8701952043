use super::super::{Cell, Measure, ModelError, RecordKind, Temporal, Time};
use super::{Check, fault_of, undeclared};
use crate::model::{ClaimSet, Ladder};

impl Check<'_> {
    /// Checks a cell, and gives its measure.
    pub(super) fn cell(&mut self, record: RecordKind, id: &str, at: &str, cell: &Cell) -> Option<Measure> {
        let mut faults = Faults { set: self.set, place: (record, id, at), found: Vec::new() };
        let measure = faults.cell(cell);
        let found = faults.found;
        self.faults.extend(found);
        measure
    }
}

impl ClaimSet {
    /// What is wrong with a cell that no claim of the set need speak of, by what the set declares.
    pub(crate) fn faults_of(&self, cell: &Cell) -> Vec<ModelError> {
        let mut faults = Faults { set: self, place: (RecordKind::Claim, "", ""), found: Vec::new() };
        faults.cell(cell);
        faults.found
    }
}

/// The faults of one cell.
struct Faults<'s> {
    set: &'s ClaimSet,
    /// The record, its key, and the path of the cell in it.
    place: (RecordKind, &'s str, &'s str),
    found: Vec<ModelError>,
}

impl Faults<'_> {
    fn fault(&mut self, field: &str, message: impl std::fmt::Display) {
        let (record, id, at) = self.place;
        self.found.push(fault_of(record, id, &format!("{at}/{field}"), message));
    }

    fn cell(&mut self, cell: &Cell) -> Option<Measure> {
        if cell.subject.trim().is_empty() {
            self.fault("subject", "the subject is empty; name whose number it is");
        }
        let Some(measure) = self.set.measure(&cell.measure).cloned() else {
            let known: Vec<String> = self.set.measures.values().map(|(name, _)| name.clone()).collect();
            let message = undeclared("measure", &cell.measure, known.iter().map(String::as_str));
            self.fault("measure", message);
            return None;
        };
        self.stage(cell, &measure);
        self.time(cell, &measure);
        for (field, facets) in [("scope", &cell.scope), ("basis", &cell.basis)] {
            for (facet, value) in facets {
                if value.trim_end_matches('?').trim().is_empty() {
                    let message =
                        format!("the facet `{facet}` has no value; leave it out, or write `*` for the whole");
                    self.fault(&format!("{field}/{facet}"), message);
                }
            }
        }
        Some(measure)
    }

    fn stage(&mut self, cell: &Cell, measure: &Measure) {
        let Some(word) = &cell.stage else { return };
        let Some(name) = &measure.ladder else {
            if !Ladder::is_status(word) {
                let message = format!(
                    "the measure `{}` has no ladder, so the stage `{word}` means nothing; name a `ladder`",
                    cell.measure
                );
                self.fault("stage", message);
            }
            return;
        };
        let Some(ladder) = self.set.ladder(name) else { return };
        if ladder.rungs_of(word).is_none() && !Ladder::is_status(word) {
            let message = match super::nearest(word, ladder.words().map(|(word, _)| word)) {
                Some(near) => {
                    format!("the ladder `{name}` does not know the stage `{word}`; did you mean `{near}`?")
                }
                None => {
                    format!("the ladder `{name}` does not know the stage `{word}`; add it to its `words`")
                }
            };
            self.fault("stage", message);
        }
    }

    fn time(&mut self, cell: &Cell, measure: &Measure) {
        let Some(time) = &cell.time else { return };
        let (field, wrong) = match (measure.temporal, time) {
            (Temporal::Constant, Time::Of(_)) => ("of", "a constant has no time; leave `of` out"),
            (Temporal::Constant, Time::AsOf(_)) => ("as_of", "a constant has no time; leave `as_of` out"),
            (Temporal::RunningTotal, Time::Of(_)) => {
                ("of", "a running total is given `as_of` a date, not `of` a period")
            }
            (Temporal::Flow, Time::AsOf(_)) => ("as_of", "a flow is given `of` a period, not `as_of` a date"),
            (Temporal::Average, Time::AsOf(_)) => {
                ("as_of", "an average is given `of` a period, not `as_of` a date")
            }
            (Temporal::Level, _)
            | (Temporal::RunningTotal, Time::AsOf(_))
            | (Temporal::Flow | Temporal::Average, Time::Of(_)) => return,
        };
        self.fault(field, wrong);
    }
}

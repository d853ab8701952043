use super::super::{
    Among, Cell, Change, Claim, Exact, Part, Point, Rank, RecordKind, Recurrence, Statement, Value,
};
use super::{Check, cycles, undeclared};

impl Check<'_> {
    pub(super) fn claims(&mut self) {
        let set = self.set;
        let claims = &set.claims;
        for pair in claims.windows(2) {
            if let [first, second] = pair
                && first.id == second.id
            {
                self.claim_fault(
                    second,
                    "/id",
                    format!("the id `{}` is used twice; ids are unique in the set", second.id),
                );
            }
        }
        for claim in claims {
            self.claim(claim);
        }
        let next = |id: &str| {
            let claim = self.set.claim(id);
            claim
                .into_iter()
                .flat_map(|claim| claim.corrects.iter().chain(&claim.retracts))
                .cloned()
                .collect()
        };
        for id in cycles(claims.iter().map(|claim| claim.id.as_str()), next) {
            let message =
                format!("`{id}` corrects or retracts itself through other claims; remove one of the links");
            self.fault(RecordKind::Claim, &id, "/corrects", message);
        }
    }

    fn claim_fault(&mut self, claim: &Claim, field: &str, message: impl std::fmt::Display) {
        self.fault(RecordKind::Claim, &claim.id, field, message);
    }

    fn claim(&mut self, claim: &Claim) {
        if claim.id.trim().is_empty() {
            self.claim_fault(claim, "/id", "the id is empty; give every claim its own");
        }
        self.source(RecordKind::Claim, &claim.id, "/source", &claim.source);
        for (at, speaker) in claim.speaker.iter().enumerate() {
            if speaker.trim().is_empty() {
                self.claim_fault(
                    claim,
                    &format!("/speaker/{at}"),
                    "the speaker is empty; leave it out if the source speaks",
                );
            }
        }
        if let Some(range) = claim.quote.as_ref().and_then(|quote| quote.range.clone())
            && range.end <= range.start
        {
            self.claim_fault(
                claim,
                "/quote/end",
                format!("the quote ends at byte {} and begins at {}", range.end, range.start),
            );
        }
        for (field, ids) in [("corrects", &claim.corrects), ("retracts", &claim.retracts)] {
            for (at, id) in ids.iter().enumerate() {
                self.claim_id(RecordKind::Claim, &claim.id, &format!("/{field}/{at}"), id);
            }
        }
        self.statement(claim);
    }

    fn statement(&mut self, claim: &Claim) {
        let id = claim.id.as_str();
        match &claim.statement {
            Statement::Amount { cell, value } => {
                self.cell(RecordKind::Claim, id, "", cell);
                self.value(claim, "/value", value);
            }
            Statement::Change { cell, change, reaching, .. } => {
                self.change(claim, cell, change, reaching.as_ref());
            }
            Statement::Share { share, part, whole } => {
                self.cell(RecordKind::Claim, id, "/part", part);
                self.cell(RecordKind::Claim, id, "/whole", whole);
                self.share(claim, share);
            }
            Statement::Total { total, parts, .. } => self.total(claim, total, parts),
            Statement::Rank { cell, rank, among } => {
                self.cell(RecordKind::Claim, id, "", cell);
                self.rank(claim, *rank, among.as_ref());
            }
            Statement::Event { event, .. } => {
                if event.trim().is_empty() {
                    self.claim_fault(claim, "/event", "the event is empty; name it");
                }
            }
            Statement::Order { before, after, .. } => {
                self.point(claim, "/before", before);
                self.point(claim, "/after", after);
                self.order(claim, before, after);
            }
            Statement::State { subject, attribute, is, .. } => self.state(claim, subject, attribute, is),
            Statement::Retraction => {
                if claim.retracts.is_empty() {
                    self.claim_fault(claim, "/retracts", "a retraction names the claims that it withdraws");
                }
            }
        }
    }

    fn change(&mut self, claim: &Claim, cell: &Cell, change: &Change, reaching: Option<&Value>) {
        self.cell(RecordKind::Claim, &claim.id, "", cell);
        if cell.time.is_some() {
            self.claim_fault(claim, "", "a change has no time of its own; give `from` and `to`");
        }
        if let Some(unit) = change.unit_name() {
            self.unit(RecordKind::Claim, &claim.id, "/change", unit);
        }
        if let Some(value) = reaching {
            self.value(claim, "/reaching", value);
        }
    }

    fn total(&mut self, claim: &Claim, total: &Cell, parts: &[Part]) {
        self.cell(RecordKind::Claim, &claim.id, "/total", total);
        for (at, part) in parts.iter().enumerate() {
            self.cell(RecordKind::Claim, &claim.id, &format!("/parts/{at}"), &part.cell);
            if part.times == Exact::zero() {
                let field = format!("/parts/{at}/times");
                self.claim_fault(claim, &field, "a part times 0 adds nothing; leave it out");
            }
        }
        if parts.is_empty() {
            self.claim_fault(claim, "/parts", "a total needs at least one part");
        }
    }

    fn value(&mut self, claim: &Claim, field: &str, value: &Value) {
        if let Some(unit) = value.unit_name() {
            self.unit(RecordKind::Claim, &claim.id, field, unit);
        }
    }

    fn share(&mut self, claim: &Claim, share: &Value) {
        let Some(name) = share.unit_name() else { return };
        let Some(unit) = self.unit(RecordKind::Claim, &claim.id, "/share", name) else { return };
        if !unit.is_percent() && !unit.is_ratio() {
            self.claim_fault(
                claim,
                "/share",
                format!("`{}` is no share; write a percentage or a fraction", share.words()),
            );
        }
    }

    fn rank(&mut self, claim: &Claim, rank: Rank, among: Option<&Among>) {
        if matches!(rank, Rank::Nth(0) | Rank::Top(0)) {
            self.claim_fault(claim, "/rank", "places count from 1");
        }
        if matches!(among, Some(Among::List(members)) if members.is_empty()) {
            self.claim_fault(claim, "/among", "the class is empty; list its members, or leave `among` out");
        }
    }

    fn order(&mut self, claim: &Claim, before: &Point, after: &Point) {
        let (Point::Event(before), Point::Event(after)) = (before, after) else { return };
        let one = self.set.names.key(before) == self.set.names.key(after);
        if one && self.set.recurrence(before) != Recurrence::Recurs {
            self.claim_fault(
                claim,
                "/after",
                format!("`{after}` cannot come before itself; name another event"),
            );
        }
    }

    fn point(&mut self, claim: &Claim, field: &str, point: &Point) {
        match point {
            Point::Said(id) => {
                if !self.set.sources.contains_key(id) && self.set.claim(id).is_none() {
                    let known = self.set.sources.keys().map(String::as_str);
                    let message = undeclared("source or claim", id, known);
                    self.claim_fault(claim, &format!("{field}/said"), message);
                }
            }
            Point::Event(name) if name.trim().is_empty() => {
                self.claim_fault(claim, field, "the event is empty; name it");
            }
            Point::Event(_) | Point::Date(_) => {}
        }
    }

    fn state(&mut self, claim: &Claim, subject: &str, attribute: &str, is: &[String]) {
        if subject.trim().is_empty() {
            self.claim_fault(claim, "/subject", "the subject is empty; name whose attribute it is");
        }
        if is.is_empty() || is.iter().any(|value| value.trim().is_empty()) {
            self.claim_fault(claim, "/is", "a state needs a value; name what the attribute is");
        }
        match self.set.attribute(attribute) {
            None => {
                let known: Vec<String> = self.set.attributes.values().map(|(name, _)| name.clone()).collect();
                let message = undeclared("attribute", attribute, known.iter().map(String::as_str));
                self.claim_fault(claim, "/attribute", message);
            }
            Some(declared) if declared.arity == super::super::Arity::One && is.len() > 1 => {
                let message = format!(
                    "`{attribute}` has one value at a time; give one, or declare it `\"values\": \"many\"`"
                );
                self.claim_fault(claim, "/is", message);
            }
            Some(_) => {}
        }
    }
}

use std::fmt;

use super::AnyRule;

/// What the author of a set, or a policy, says beforehand about some findings and near misses: that they are allowed, or
/// that they are denied.
///
/// It speaks of those that have everything it names; one that names nothing speaks of none, and is a fault in a set.
/// See [allowing and denying](crate::guide::policy#allowing-and-denying).
///
/// # Examples
/// ```
/// use gainsay::{NearRule, Rule, Ruling};
/// let known = Ruling::new().rule(Rule::OneValue).claims(["a", "b"]).because("with and without the mast");
/// assert_eq!(known.to_string(), "`one-value` for a, b");
/// let strict = Ruling::new().rule(NearRule::NearUnit).subject("the tower");
/// assert_eq!(strict.to_string(), "`near-unit` about `the tower`");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ruling {
    /// The rule; absent: whichever.
    pub rule: Option<AnyRule>,
    /// What they are about, as the report gives it, under any of its names; of a near miss, the subject of its first claim.
    /// Absent: whatever.
    pub subject: Option<String>,
    /// Exactly their claims, in any order; empty: whichever.
    pub claims: Vec<String>,
    /// Why. An allowance in a set needs it.
    pub because: Option<String>,
}

impl Ruling {
    /// A ruling that speaks of nothing yet.
    #[must_use]
    pub fn new() -> Ruling {
        Ruling::default()
    }

    /// Restricts it to a rule.
    #[must_use]
    pub fn rule(mut self, rule: impl Into<AnyRule>) -> Ruling {
        self.rule = Some(rule.into());
        self
    }

    /// Restricts it to what is about a subject.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Ruling {
        self.subject = Some(subject.into());
        self
    }

    /// Restricts it to exactly these claims.
    #[must_use]
    pub fn claims<S: Into<String>>(mut self, claims: impl IntoIterator<Item = S>) -> Ruling {
        self.claims = claims.into_iter().map(Into::into).collect();
        self
    }

    /// Gives the reason.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Ruling {
        self.because = Some(reason.into());
        self
    }

    /// Whether it names neither a rule nor a subject nor claims.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rule.is_none() && self.subject.is_none() && self.claims.is_empty()
    }
}

/// What it speaks of.
impl fmt::Display for Ruling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rule {
            Some(rule) => write!(f, "`{rule}`")?,
            None => f.write_str("whatever")?,
        }
        if let Some(subject) = &self.subject {
            write!(f, " about `{subject}`")?;
        }
        if !self.claims.is_empty() {
            write!(f, " for {}", self.claims.join(", "))?;
        }
        Ok(())
    }
}

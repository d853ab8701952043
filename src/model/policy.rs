use super::{Calendar, Grade, Hedges, Ruling};

/// Every judgement call, with its documented default; part of every report.
///
/// # Examples
/// ```
/// use gainsay::{Grade, Policy};
/// let mut policy = Policy::default();
/// policy.set("about", Grade::Lenient, "30%")?;
/// policy.set("soon", Grade::Plain, "3 months")?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// How wide the words around a number are.
    pub hedges: Hedges,
    /// How wide the words around a date are.
    pub calendar: Calendar,
    /// Which findings of a crowded cell are listed; all are counted.
    pub listing: Listing,
    /// How many cases one set of claims may branch into before it is undecided.
    pub cases: usize,
    /// How often propagation may look at each inequality, on average, before simplex is asked.
    pub rounds: usize,
    /// How many steps simplex may take in one connected part of the claims.
    pub pivots: usize,
    /// How many minimal sets of many claims are listed for one connected part.
    pub sets: usize,
    /// How many systems may be decided in search of them.
    pub tests: usize,
    /// How many near misses are listed per cell; all are counted.
    pub near_misses: usize,
    /// With how many claims a cell may hang together for what follows of it to be worked out.
    pub implied: usize,
    /// What it allows in whatever set, beside what the set's author allows.
    pub allow: Vec<Ruling>,
    /// What it denies in whatever set, beside what the set's author denies.
    pub deny: Vec<Ruling>,
}

/// Which findings are listed.
///
/// The counts of a [`Report`](crate::Report) are exact, whatever is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Of each rule and subject up to this many, and beyond it each claim's widest and nearest.
    Witnesses(usize),
    /// All.
    All,
}

/// A policy that cannot be set as asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SettingError(String);

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            hedges: Hedges::default(),
            calendar: Calendar::default(),
            listing: Listing::Witnesses(64),
            cases: 4096,
            rounds: 8,
            pivots: 100_000,
            sets: 64,
            tests: 4096,
            near_misses: 20,
            implied: 64,
            allow: Vec::new(),
            deny: Vec::new(),
        }
    }
}

impl Policy {
    /// Sets one number of the policy by the name that [`Policy::entries`] gives it.
    ///
    /// # Errors
    /// [`SettingError`] names the setting that does not exist, or the text that is not a setting for it.
    pub fn set(&mut self, name: &str, grade: Grade, text: &str) -> Result<(), SettingError> {
        let count =
            || text.trim().parse().map_err(|_| SettingError(format!("`{text}` is not a whole number")));
        match name {
            "cases" => self.cases = size(count()?),
            "propagation rounds" => self.rounds = size(count()?),
            "pivots" => self.pivots = size(count()?),
            "minimal sets" => self.sets = size(count()?),
            "tests" => self.tests = size(count()?),
            "near misses" => self.near_misses = size(count()?),
            "implied" => self.implied = size(count()?),
            "listing" if text.trim() == "all" => self.listing = Listing::All,
            "listing" => self.listing = Listing::Witnesses(size(count()?)),
            _ if self.hedges.entries().iter().any(|(key, ..)| *key == name) => {
                self.hedges.set(name, grade, text).map_err(|error| SettingError(error.to_string()))?;
            }
            _ => self.calendar.set(name, grade, text).map_err(|error| SettingError(error.to_string()))?,
        }
        Ok(())
    }

    /// Every setting: its name, its plain text and its lenient text, in a fixed order.
    #[must_use]
    pub fn entries(&self) -> Vec<(String, String, String)> {
        let listing = match self.listing {
            Listing::All => "all".to_owned(),
            Listing::Witnesses(most) => most.to_string(),
        };
        let plain = |name: &str, text: String| (name.to_owned(), text.clone(), text);
        let own = [
            plain("listing", listing),
            plain("cases", self.cases.to_string()),
            plain("propagation rounds", self.rounds.to_string()),
            plain("pivots", self.pivots.to_string()),
            plain("minimal sets", self.sets.to_string()),
            plain("tests", self.tests.to_string()),
            plain("near misses", self.near_misses.to_string()),
            plain("implied", self.implied.to_string()),
        ];
        let hedges = self.hedges.entries().into_iter();
        let calendar = self.calendar.entries().into_iter();
        hedges
            .map(|(name, plain, lenient)| (name.to_owned(), plain, lenient))
            .chain(calendar.map(|(name, plain, lenient)| (name.to_owned(), plain, lenient)))
            .chain(own)
            .collect()
    }
}

fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

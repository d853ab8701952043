use super::{Cell, Change, Date, Statement, Value};

/// *Source S said, through speakers, on a date, that STATEMENT.*
///
/// A claim is a plain record: [`ClaimSet`](crate::ClaimSet) checks it against everything that the set declares.
///
/// # Examples
/// ```
/// use gainsay::{Cell, Claim};
/// let claim = Claim::amount("w2", "wana", Cell::new("Russia in Iran", "investment").stage("finalized"),
///                           "nearly $5 billion".parse()?).speaker("Kazem Jalali");
/// assert_eq!(claim.speaker, ["Kazem Jalali"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Unique in the set, also across merged files.
    pub id: String,
    /// The key of a declared source.
    pub source: String,
    /// Who is quoted, innermost first; empty: the source itself speaks.
    pub speaker: Vec<String>,
    /// When it was said; absent: when the source was published.
    pub said: Option<SaidOn>,
    /// Asserted, denied, or neither.
    pub stance: Stance,
    /// How sure the speaker was.
    pub certainty: Certainty,
    /// The words, and where they stand.
    pub quote: Option<Quote>,
    /// A remark of the set's author.
    pub note: Option<String>,
    /// Claims that this one replaces.
    pub corrects: Vec<String>,
    /// Claims that this one withdraws.
    pub retracts: Vec<String>,
    /// What was said.
    pub statement: Statement,
}

/// The day of an utterance: never the day that it is true of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidOn(pub Date);

/// Whether the speaker asserts the statement.
///
/// What a denial meets: [stance](crate::guide::claims#stance).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Says that it is so.
    #[default]
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Neither confirms nor denies; contradicts nothing.
    Declines,
}

/// How sure the speaker was.
///
/// # Source
/// Event factuality: CT, PR and PS of Saurí and Pustejovsky, *`FactBank`* (2009).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Certain.
    #[default]
    Certain,
    /// Probable: makes at most a tension.
    Probable,
    /// Possible: meets only a denial of the same thing.
    Possible,
}

/// The words of a claim, and the bytes of the document where they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// The document; absent: that of the claim's source.
    pub document: Option<String>,
    /// First byte, and the byte after the last.
    pub range: Option<std::ops::Range<u64>>,
}

impl Claim {
    /// A claim of any statement, asserted as certain.
    #[must_use]
    pub fn new(id: impl Into<String>, source: impl Into<String>, statement: Statement) -> Claim {
        Claim {
            id: id.into(),
            source: source.into(),
            speaker: Vec::new(),
            said: None,
            stance: Stance::Asserts,
            certainty: Certainty::Certain,
            quote: None,
            note: None,
            corrects: Vec::new(),
            retracts: Vec::new(),
            statement,
        }
    }

    /// A cell has a value.
    #[must_use]
    pub fn amount(id: impl Into<String>, source: impl Into<String>, cell: Cell, value: Value) -> Claim {
        Claim::new(id, source, Statement::Amount { cell, value })
    }

    /// A cell rose or fell from one period or instant to another.
    #[must_use]
    pub fn change(
        id: impl Into<String>,
        source: impl Into<String>,
        cell: Cell,
        change: Change,
        (from, to): (Date, Date),
    ) -> Claim {
        let statement = Statement::Change { cell, change, from: Some(from), to: Some(to), reaching: None };
        Claim::new(id, source, statement)
    }

    /// Adds a speaker; the innermost comes first.
    #[must_use]
    pub fn speaker(mut self, name: impl Into<String>) -> Claim {
        self.speaker.push(name.into());
        self
    }

    /// Sets the date of the saying.
    #[must_use]
    pub fn said(mut self, on: Date) -> Claim {
        self.said = Some(SaidOn(on));
        self
    }

    /// Sets the stance.
    #[must_use]
    pub fn stance(mut self, stance: Stance) -> Claim {
        self.stance = stance;
        self
    }

    /// Sets the certainty.
    #[must_use]
    pub fn certainty(mut self, certainty: Certainty) -> Claim {
        self.certainty = certainty;
        self
    }

    /// Sets the words.
    #[must_use]
    pub fn quote(mut self, quote: impl Into<Quote>) -> Claim {
        self.quote = Some(quote.into());
        self
    }

    /// Adds a claim that this one replaces.
    #[must_use]
    pub fn corrects(mut self, id: impl Into<String>) -> Claim {
        self.corrects.push(id.into());
        self
    }
}

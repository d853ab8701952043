//! Dated factual claims from many sources in, explained contradictions out: exact, with a reason for each.
//!
//! In June 2025 an ambassador said that nearly $5 billion of investment in gas were finalized; in a later interview, that
//! roughly $1.1 billion had been invested. Do the two contradict each other?
//!
//! ```
//! use gainsay::{Cell, Checker, Claim, ClaimSet, Measure, Source};
//! let investment = |stage: &str| Cell::new("Russia in Iran", "investment").stage(stage);
//! let gas = investment("finalized").scope("sector", "gas");
//! let set = ClaimSet::builder()
//!     .source(Source::new("wana", "WANA").published("2025-06-05".parse()?))
//!     .source(Source::new("envoy", "Envoy interview").published("2026-02?".parse()?))
//!     .measure("investment", Measure::running_total("USD").ladder("funding").additive().non_negative())
//!     .claim(Claim::amount("w2", "wana", gas, "nearly $5 billion".parse()?).speaker("Kazem Jalali"))
//!     .claim(Claim::amount("e1", "envoy", investment("invested"), "roughly $1.1 billion".parse()?)
//!         .speaker("Kazem Jalali"))
//!     .build()?;
//! assert_eq!(Checker::new().check(&set).text(), "\
//! 2 claims from 2 sources: 0 contradictions, 1 tension, 0 near misses.
//!
//! 1. TENSION: a running total fell [G102 running-total]
//!    Russia in Iran; one speaker, at different times or places
//!    e1   Kazem Jalali, in Envoy interview, 2026-02?: Russia in Iran, investment, invested = roughly
//!         $1.1 billion
//!         read plainly: at least 1 billion USD and at most 1.2 billion USD
//!    w2   Kazem Jalali, in WANA, 2025-06-05: Russia in Iran, investment, sector: gas, finalized =
//!         nearly $5 billion
//!         read plainly: at least 4.5 billion USD and less than 5 billion USD
//!    Why:
//!      - w2 says at least 4.5 billion USD, read plainly
//!      - a running total never falls, and w2 is the earlier figure
//!      - by `sector`, w2 speaks of a part of what e1 speaks of
//!      - e1 says at most 1.2 billion USD, read plainly
//!    They miss each other by 3.3 billion USD.
//!    They fit:
//!      - if e1 was said at another time than its doubtful date tells
//!      - if \"finalized\" in w2 means committed
//!      - if e1 covers only a part, by `sector`, that it does not name
//!      - if e1 gives a figure of some time before it was said
//! ");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The nouns
//!
//! - A [`Claim`]: *source S said, through its speakers, on a date, that* [`Statement`]. It asserts, denies or declines to
//!   say ([`Stance`]), and is certain, probable or possible ([`Certainty`]).
//! - A [`Source`] was published by somebody, some time, and may repeat other sources.
//! - A number is the [`Value`] of a [`Cell`]: a subject, a [`Measure`], a scope, a basis and a stage, at a [`Time`].
//! - A measure says how it behaves in time ([`Temporal`]); its stages form a [`Ladder`].
//! - A [`Date`] or a value is kept in the words of whoever wrote it, and means a [`Span`] or an [`Interval`] in each
//!   [`Grade`]: plain, and lenient.
//! - A [`ClaimSet`] holds claims and everything that they rest on, and is valid as a whole.
//! - A [`Checker`] makes a [`Report`] of it: [`Finding`]s, each with its [`Proof`], and what became of plans, echoes,
//!   near misses, and all that was left undecided. It also works out what claims force on a number that nobody gave:
//!   [`Implied`].
//!
//! Sets are built in code, as above, or read from a claims file: `read` and `write`, behind the feature `json`, which is
//! on by default.
//!
//! # The five answers
//!
//! Words leave choices open: does *finalized* mean paid? A reading fixes them all.
//!
//! | [`Relation`] | means |
//! |---|---|
//! | contradiction | no reading makes the claims true, however generous |
//! | tension | some plain reading does not, some generous one does; what would reconcile them is listed |
//! | consistent | every plain reading makes them true; perhaps they agree, or corroborate each other |
//! | incomparable | they share nothing that could clash, and [`Because`] says why |
//! | undecided | something is missing, or a limit was reached, and it is said what |
//!
//! A contradiction is an answer and never an error. When in doubt the milder answer is given.
//!
//! # What it does not judge
//!
//! Who is right. Whether a claim renders its source faithfully. Whether two names mean one thing, unless the set says so. How
//! likely anything is. The state of the world: it knows no rate of exchange and no today that it was not given. More in
//! [`guide::policy`].
//!
//! # Policies and their defaults
//!
//! How wide is "nearly", how soon is "soon"? Every such call is a number in a [`Policy`]: [`Hedges`] for values, [`Calendar`]
//! for dates, each with its table of defaults. All can be changed, and those used are part of the report.
//!
//! # Where to read on
//!
//! The [`guide`] has every law with a tested example, one page for each theme: begin with [`guide::claims`] and
//! [`guide::readings`], and see [`guide::files`] for the file formats.

mod check;
mod checker;
mod each;
mod explain;
mod ground;
pub mod guide;
mod index;
mod model;
mod notation;
mod proof;
#[cfg(feature = "json")]
mod read;
mod report;
mod solve;
mod table;
#[cfg(feature = "testing")]
pub mod testing;
mod watch;

pub use check::{Between, Fate};
pub use checker::{Agreement, Checker, Relation, UnknownClaim, relate};
pub use ground::{Because, CellError};
pub use index::{Changes, ClaimIndex, RemoveError};
pub use model::*;
pub use proof::{Entailment, Proof, ProofError};
#[cfg(feature = "schema")]
pub use read::schema;
#[cfg(feature = "json")]
pub use read::{FaultKind, Place, ReadError, ReadErrors, Texts, read, read_policy, write, write_lines};
#[cfg(feature = "render")]
pub use report::Terminal;
#[cfg(feature = "schema")]
pub use report::report_schema;
pub use report::{
    Allowed, Blame, ClaimBlame, Counts, Doubt, Finding, FindingGroup, Fit, FitValue, Forecast, Group,
    Implied, Inferred, NearMiss, Replaced, Report, Setting, Side, SourceBlame, Undecided, Verdict, Way,
};
pub use table::{Bounds, ClaimTable, Clashes, Disputed, TableColumns, TableError, TableIndex};
#[cfg(feature = "json")]
pub use table::{Faulty, RowFault, RowFields, RowsRead};
pub use watch::{Progress, Stopped, Work};

/// The README, whose program is run as a doc test.
#[cfg(all(doctest, feature = "json"))]
#[doc = include_str!("../README.md")]
struct Readme;

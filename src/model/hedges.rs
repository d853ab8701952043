//! How wide the words around a number are: the value half of the policy.

use super::value::Vague;
use super::{End, Exact, Grade, Interval};

/// How figures are made to fit the digits written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// To the nearest.
    #[default]
    Nearest,
    /// By leaving digits off.
    Truncation,
}

/// One thing in each grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Graded<T> {
    plain: T,
    lenient: T,
}

/// At most so many units of the last digit, and at most such a share of the figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Width {
    pub(crate) units: Exact,
    pub(crate) share: Exact,
}

/// How wide every wording of a number is: documented defaults, each of which can be changed.
///
/// u is the unit of the last significant digit. `0.5u, 10%` is the smaller of half of u and 10 % of the figure;
/// setting only `10%`, or only `0.5u`, keeps the other. A set is written as an interval, a reach as a multiple of the
/// figure, or `none`.
///
/// | key | what it sets | plain | lenient |
/// |---|---|---|---|
/// | `rounding` | how figures are cut to their digits | `nearest` | `nearest` |
/// | `unhedged` | towards zero | `0.5u, 10%` | `0.5u, 20%` |
/// | `unhedged beyond` | away from zero | `0.5u, 10%` | `1u, 20%` |
/// | `about` | either way | `1u, 10%` | `2u, 20%` |
/// | `nearly` | below the figure | `1u, 10%` | `2u, 20%` |
/// | `nearly beyond` | above it | `0u, 0%` | `0.5u, 5%` |
/// | `just over` | above the figure | `1u, 10%` | `2u, 20%` |
/// | `just over short` | below it | `0u, 0%` | `0.5u, 5%` |
/// | `more than` | how far below the figure | `0%` | `5%` |
/// | `more than reach` | how many times the figure at most | `2` | `none` |
/// | `less than` | how far above the figure | `0%` | `5%` |
/// | `less than reach` | what part of the figure at least | `0.5` | `none` |
/// | `at least`, `at most` | how far short of, or beyond, the figure | `0%` | `5%` |
/// | `between` | beyond each end | `0u, 0%` | `1u, 10%` |
/// | `factor` | doubled, halved, 10-fold: either way | `10%` | `20%` |
/// | `most` | in per cent | `(50, 100]` | `[45, 100]` |
/// | `a few` | | `[3, 6)` | `[1.5, 12]` |
/// | `several` | | `[3, 10)` | `[1.5, 20]` |
/// | `tens` | | `[20, 100)` | `[10, 200]` |
/// | `dozens` | | `[24, 100)` | `[12, 200]` |
/// | `scores` | | `[40, 100)` | `[20, 200]` |
/// | `hundreds` | | `[200, 1000)` | `[100, 2000]` |
/// | `thousands` | | `[2000, 10000)` | `[1000, 20000]` |
/// | `millions`, `billions` | likewise | `[2·10⁶, 10⁷)` | `[10⁶, 2·10⁷]` |
///
/// Under any setting the lenient set holds the plain one, and `about` holds the unhedged set: where a setting would
/// make it narrower, it has no effect.
///
/// # Examples
/// ```
/// use gainsay::{Grade, Hedges, Nature, Value};
/// let mut hedges = Hedges::default();
/// hedges.set("about", Grade::Plain, "2u, 20%")?;
/// let about: Value = "about 80".parse()?;
/// assert_eq!(about.interval(Grade::Plain, Nature::default(), &hedges).to_string(), "[64, 96]");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedges {
    pub(crate) rounding: Rounding,
    pub(crate) unhedged: Graded<Width>,
    pub(crate) unhedged_beyond: Graded<Width>,
    pub(crate) about: Graded<Width>,
    pub(crate) nearly: Graded<Width>,
    pub(crate) nearly_beyond: Graded<Width>,
    pub(crate) just_over: Graded<Width>,
    pub(crate) just_over_short: Graded<Width>,
    pub(crate) more_than: Graded<Exact>,
    pub(crate) more_than_reach: Graded<Option<Exact>>,
    pub(crate) less_than: Graded<Exact>,
    pub(crate) less_than_reach: Graded<Option<Exact>>,
    pub(crate) at_least: Graded<Exact>,
    pub(crate) at_most: Graded<Exact>,
    pub(crate) between: Graded<Width>,
    pub(crate) factor: Graded<Exact>,
    pub(crate) most: Graded<Interval>,
    vague: [Graded<Interval>; 9],
}

/// A setting that does not exist, or a text that is no setting for it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// There is no such setting.
    #[error("`{0}` is no setting for values; write one such as `about` or `nearly beyond`")]
    Unknown(String),
    /// The text does not fit the setting.
    #[error("`{text}` is no setting for `{key}`; write it like `{like}`")]
    Unfit {
        /// The setting.
        key: String,
        /// The text as given.
        text: String,
        /// The setting as it was.
        like: String,
    },
}

impl<T> Graded<T> {
    pub(crate) fn at(&self, grade: Grade) -> &T {
        match grade {
            Grade::Plain => &self.plain,
            Grade::Lenient => &self.lenient,
        }
    }

    fn at_mut(&mut self, grade: Grade) -> &mut T {
        match grade {
            Grade::Plain => &mut self.plain,
            Grade::Lenient => &mut self.lenient,
        }
    }
}

impl Width {
    /// The width for a figure of this size whose last digit counts `last`; without a last digit, the share alone. A share
    /// of zero says nothing, so at zero only the last digit counts.
    pub(crate) fn of(&self, size: &Exact, last: Option<&Exact>) -> Exact {
        let share = size * &self.share;
        match last {
            Some(last) if size.is_zero() => &self.units * last,
            Some(last) => share.min(&self.units * last),
            None => share,
        }
    }
}

fn percent(number: i64) -> Exact {
    Exact::ratio(number, 100).unwrap_or_else(Exact::zero)
}

/// Widths in halves of the last digit's unit, and in per cent.
fn widths(plain: (i64, i64), lenient: (i64, i64)) -> Graded<Width> {
    let width = |(halves, share): (i64, i64)| Width {
        units: Exact::ratio(halves, 2).unwrap_or_else(Exact::zero),
        share: percent(share),
    };
    Graded { plain: width(plain), lenient: width(lenient) }
}

fn shares(plain: i64, lenient: i64) -> Graded<Exact> {
    Graded { plain: percent(plain), lenient: percent(lenient) }
}

/// From `low` to under `high`; leniently from half the low end to twice the high end.
fn vague(low: i64, high: i64) -> Graded<Interval> {
    let half = Exact::ratio(low, 2).unwrap_or_else(Exact::zero);
    Graded {
        plain: Interval::spanning(End::Closed(low.into()), End::Open(high.into())),
        lenient: Interval::spanning(End::Closed(half), End::Closed(high.saturating_mul(2).into())),
    }
}

impl Default for Hedges {
    fn default() -> Hedges {
        let reach = |plain: Option<Exact>| Graded { plain, lenient: None };
        Hedges {
            rounding: Rounding::Nearest,
            unhedged: widths((1, 10), (1, 20)),
            unhedged_beyond: widths((1, 10), (2, 20)),
            about: widths((2, 10), (4, 20)),
            nearly: widths((2, 10), (4, 20)),
            nearly_beyond: widths((0, 0), (1, 5)),
            just_over: widths((2, 10), (4, 20)),
            just_over_short: widths((0, 0), (1, 5)),
            more_than: shares(0, 5),
            more_than_reach: reach(Some(2.into())),
            less_than: shares(0, 5),
            less_than_reach: reach(Exact::ratio(1, 2)),
            at_least: shares(0, 5),
            at_most: shares(0, 5),
            between: widths((0, 0), (2, 10)),
            factor: shares(10, 20),
            most: Graded {
                plain: Interval::spanning(End::Open(50.into()), End::Closed(100.into())),
                lenient: Interval::spanning(End::Closed(45.into()), End::Closed(100.into())),
            },
            vague: [
                vague(3, 6),
                vague(3, 10),
                vague(20, 100),
                vague(24, 100),
                vague(40, 100),
                vague(200, 1000),
                vague(2000, 10_000),
                vague(2_000_000, 10_000_000),
                vague(2_000_000_000, 10_000_000_000),
            ],
        }
    }
}

impl Hedges {
    /// How figures are cut to their digits.
    #[must_use]
    pub fn rounding(&self) -> Rounding {
        self.rounding
    }

    /// Sets one number of the table by its key.
    ///
    /// `rounding` is `nearest` or `truncation`, in both grades at once.
    ///
    /// # Errors
    /// [`PolicyError::Unknown`] for a key that is not in [`Hedges::entries`], [`PolicyError::Unfit`] for a text that
    /// is no setting for it.
    pub fn set(&mut self, key: &str, grade: Grade, text: &str) -> Result<(), PolicyError> {
        let Some((_, mut setting)) = self.settings(grade).into_iter().find(|(known, _)| *known == key) else {
            return Err(PolicyError::Unknown(key.chars().take(40).collect()));
        };
        let like = setting.text();
        setting.read(text.trim()).ok_or_else(|| PolicyError::Unfit {
            key: key.to_owned(),
            text: text.chars().take(40).collect(),
            like,
        })
    }

    /// Every setting: its key, its plain and its lenient text, in a fixed order.
    #[must_use]
    pub fn entries(&self) -> Vec<(&'static str, String, String)> {
        let texts = |grade| {
            let mut copy = self.clone();
            let settings = copy.settings(grade);
            settings.into_iter().map(|(key, setting)| (key, setting.text())).collect::<Vec<_>>()
        };
        let lenient = texts(Grade::Lenient).into_iter().map(|(_, text)| text);
        texts(Grade::Plain)
            .into_iter()
            .zip(lenient)
            .map(|((key, plain), lenient)| (key, plain, lenient))
            .collect()
    }

    /// What a word that stands for a figure can mean.
    pub(crate) fn vague(&self, word: Vague, grade: Grade) -> &Interval {
        let [few, several, tens, dozens, scores, hundreds, thousands, millions, billions] = &self.vague;
        let graded = match word {
            Vague::AFew => few,
            Vague::Several => several,
            Vague::Tens => tens,
            Vague::Dozens => dozens,
            Vague::Scores => scores,
            Vague::Hundreds => hundreds,
            Vague::Thousands => thousands,
            Vague::Millions => millions,
            Vague::Billions => billions,
        };
        graded.at(grade)
    }

    fn settings(&mut self, grade: Grade) -> Vec<(&'static str, Setting<'_>)> {
        let mut settings = vec![
            ("rounding", Setting::Rounding(&mut self.rounding)),
            ("unhedged", Setting::Width(self.unhedged.at_mut(grade))),
            ("unhedged beyond", Setting::Width(self.unhedged_beyond.at_mut(grade))),
            ("about", Setting::Width(self.about.at_mut(grade))),
            ("nearly", Setting::Width(self.nearly.at_mut(grade))),
            ("nearly beyond", Setting::Width(self.nearly_beyond.at_mut(grade))),
            ("just over", Setting::Width(self.just_over.at_mut(grade))),
            ("just over short", Setting::Width(self.just_over_short.at_mut(grade))),
            ("more than", Setting::Share(self.more_than.at_mut(grade))),
            ("more than reach", Setting::Above(self.more_than_reach.at_mut(grade))),
            ("less than", Setting::Share(self.less_than.at_mut(grade))),
            ("less than reach", Setting::Below(self.less_than_reach.at_mut(grade))),
            ("at least", Setting::Share(self.at_least.at_mut(grade))),
            ("at most", Setting::Share(self.at_most.at_mut(grade))),
            ("between", Setting::Width(self.between.at_mut(grade))),
            ("factor", Setting::Share(self.factor.at_mut(grade))),
            ("most", Setting::Set(self.most.at_mut(grade))),
        ];
        let words =
            ["a few", "several", "tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions"];
        let vague = self.vague.iter_mut().map(|graded| Setting::Set(graded.at_mut(grade)));
        settings.extend(words.into_iter().zip(vague));
        settings
    }
}

/// One number of the table, to be read from a text or written as one.
enum Setting<'h> {
    Rounding(&'h mut Rounding),
    Width(&'h mut Width),
    Share(&'h mut Exact),
    Above(&'h mut Option<Exact>),
    Below(&'h mut Option<Exact>),
    Set(&'h mut Interval),
}

impl Setting<'_> {
    fn text(&self) -> String {
        match self {
            Setting::Rounding(Rounding::Nearest) => "nearest".to_owned(),
            Setting::Rounding(Rounding::Truncation) => "truncation".to_owned(),
            Setting::Width(width) => format!("{}u, {}", width.units, in_percent(&width.share)),
            Setting::Share(share) => in_percent(share),
            Setting::Above(reach) | Setting::Below(reach) => {
                reach.as_ref().map_or_else(|| "none".to_owned(), Exact::to_string)
            }
            Setting::Set(interval) => interval.to_string(),
        }
    }

    fn read(&mut self, text: &str) -> Option<()> {
        match self {
            Setting::Rounding(rounding) => {
                **rounding = match text {
                    "nearest" => Rounding::Nearest,
                    "truncation" => Rounding::Truncation,
                    _ => return None,
                }
            }
            Setting::Width(width) => **width = read_width(text, width)?,
            Setting::Share(share) => **share = read_percent(text)?,
            Setting::Above(reach) | Setting::Below(reach) if text == "none" => **reach = None,
            Setting::Above(reach) => **reach = Some(read_reach(text, |reach| *reach > Exact::one())?),
            Setting::Below(reach) => **reach = Some(read_reach(text, |reach| *reach < Exact::one())?),
            Setting::Set(interval) => **interval = text.parse().ok()?,
        }
        Some(())
    }
}

fn in_percent(share: &Exact) -> String {
    format!("{}%", share * &100.into())
}

/// A share of the figure, up to all of it.
fn read_percent(text: &str) -> Option<Exact> {
    let number: Exact = text.strip_suffix('%')?.trim().parse().ok()?;
    (!number.is_negative() && number <= 100.into()).then(|| &number * &percent(1))
}

fn read_width(text: &str, before: &Width) -> Option<Width> {
    let mut width = before.clone();
    for part in text.split(',').map(str::trim) {
        if let Some(units) = part.strip_suffix('u') {
            width.units = units.trim().parse().ok().filter(|units: &Exact| !units.is_negative())?;
        } else {
            width.share = read_percent(part)?;
        }
    }
    Some(width)
}

fn read_reach(text: &str, fits: impl Fn(&Exact) -> bool) -> Option<Exact> {
    text.parse().ok().filter(|reach: &Exact| !reach.is_negative() && fits(reach))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_the_documented_ones() {
        let texts: Vec<String> = Hedges::default()
            .entries()
            .iter()
            .map(|(key, plain, lenient)| format!("{key}: {plain} / {lenient}"))
            .collect();
        assert_eq!(
            texts,
            [
                "rounding: nearest / nearest",
                "unhedged: 0.5u, 10% / 0.5u, 20%",
                "unhedged beyond: 0.5u, 10% / 1u, 20%",
                "about: 1u, 10% / 2u, 20%",
                "nearly: 1u, 10% / 2u, 20%",
                "nearly beyond: 0u, 0% / 0.5u, 5%",
                "just over: 1u, 10% / 2u, 20%",
                "just over short: 0u, 0% / 0.5u, 5%",
                "more than: 0% / 5%",
                "more than reach: 2 / none",
                "less than: 0% / 5%",
                "less than reach: 0.5 / none",
                "at least: 0% / 5%",
                "at most: 0% / 5%",
                "between: 0u, 0% / 1u, 10%",
                "factor: 10% / 20%",
                "most: (50, 100] / [45, 100]",
                "a few: [3, 6) / [1.5, 12]",
                "several: [3, 10) / [1.5, 20]",
                "tens: [20, 100) / [10, 200]",
                "dozens: [24, 100) / [12, 200]",
                "scores: [40, 100) / [20, 200]",
                "hundreds: [200, 1000) / [100, 2000]",
                "thousands: [2000, 10000) / [1000, 20000]",
                "millions: [2000000, 10000000) / [1000000, 20000000]",
                "billions: [2000000000, 10000000000) / [1000000000, 20000000000]",
            ]
        );
    }

    #[test]
    fn every_setting_reads_back_as_written() {
        let mut other = Hedges::default();
        for (key, text) in
            [("rounding", "truncation"), ("about", "3u"), ("nearly", "7.5%"), ("most", "[51, 99)")]
        {
            other.set(key, Grade::Plain, text).unwrap();
        }
        other.set("more than reach", Grade::Lenient, "10").unwrap();
        let mut copy = Hedges::default();
        for (key, plain, lenient) in other.entries() {
            copy.set(key, Grade::Plain, &plain).unwrap();
            copy.set(key, Grade::Lenient, &lenient).unwrap();
        }
        assert_eq!(copy, other);
        assert_ne!(copy, Hedges::default());
    }

    #[test]
    fn a_part_of_a_width_leaves_the_other_part() {
        let mut hedges = Hedges::default();
        hedges.set("about", Grade::Lenient, "30%").unwrap();
        hedges.set("nearly", Grade::Lenient, "1/3u").unwrap();
        let lenient =
            |wanted| hedges.entries().into_iter().find(|(key, ..)| *key == wanted).map(|(.., text)| text);
        assert_eq!(lenient("about"), Some("2u, 30%".to_owned()));
        assert_eq!(lenient("nearly"), Some("1/3u, 20%".to_owned()));
    }

    #[test]
    fn what_is_no_setting_is_refused() {
        let mut hedges = Hedges::default();
        let mut fault = |key: &str, text: &str| hedges.set(key, Grade::Plain, text).unwrap_err().to_string();
        assert_eq!(
            fault("abuot", "10%"),
            "`abuot` is no setting for values; write one such as `about` or `nearly beyond`"
        );
        assert_eq!(fault("about", "ten"), "`ten` is no setting for `about`; write it like `1u, 10%`");
        for (key, text) in [
            ("about", "-1u"),
            ("about", "-1%"),
            ("at least", "101%"),
            ("more than reach", "1"),
            ("less than reach", "1"),
            ("less than reach", "-1"),
            ("most", "(50, 50)"),
            ("rounding", "up"),
        ] {
            assert!(fault(key, text).contains("is no setting for"), "{key} {text}");
        }
        assert_eq!(hedges, Hedges::default());
    }
}

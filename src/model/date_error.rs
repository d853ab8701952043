/// Why a text is no day, date, period, `when` or duration; the message says what to write instead.
///
/// # Examples
///
/// ```
/// use gainsay::Day;
/// let error = "2026-02-30".parse::<Day>().map_err(|error| error.to_string());
/// assert_eq!(error, Err("`2026-02-30` is not a day; write it as 2026-02-28".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateError {
    /// The text is no day of the calendar.
    #[error("`{text}` is not a day; {advice}")]
    NotADay {
        /// The text as given, shortened.
        text: String,
        /// What to write instead.
        advice: String,
    },
    /// The text is no date expression.
    #[error("`{text}` is not a date; {advice}")]
    NotADate {
        /// The text as given, shortened.
        text: String,
        /// What to write instead.
        advice: String,
    },
    /// The text does not say when an event is.
    #[error("`{text}` does not say when; {advice}")]
    NotAWhen {
        /// The text as given, shortened.
        text: String,
        /// What to write instead.
        advice: String,
    },
    /// The text is no duration.
    #[error("`{text}` is not a duration; {advice}")]
    NotADuration {
        /// The text as given, shortened.
        text: String,
        /// What to write instead.
        advice: String,
    },
    /// The end lies before the beginning.
    #[error("`{text}` ends before it begins; write the earlier one first")]
    Reversed {
        /// The text as given, shortened.
        text: String,
    },
    /// The year lies beyond the calendar.
    #[error("`{text}` lies too far away to count days; years from -262142 to 262141 can be used")]
    TooFar {
        /// The text as given, shortened.
        text: String,
    },
    /// The name cannot be used for a period.
    #[error("`{text}` cannot name a period; {advice}")]
    NotAName {
        /// The text as given, shortened.
        text: String,
        /// What to write instead.
        advice: String,
    },
}

impl DateError {
    pub(crate) fn day(text: &str, advice: impl Into<String>) -> Self {
        Self::NotADay { text: shown(text), advice: advice.into() }
    }

    pub(crate) fn date(text: &str, advice: impl Into<String>) -> Self {
        Self::NotADate { text: shown(text), advice: advice.into() }
    }

    pub(crate) fn when(text: &str, advice: impl Into<String>) -> Self {
        Self::NotAWhen { text: shown(text), advice: advice.into() }
    }

    pub(crate) fn duration(text: &str, advice: impl Into<String>) -> Self {
        Self::NotADuration { text: shown(text), advice: advice.into() }
    }

    pub(crate) fn name(text: &str, advice: impl Into<String>) -> Self {
        Self::NotAName { text: shown(text), advice: advice.into() }
    }

    pub(crate) fn reversed(text: &str) -> Self {
        Self::Reversed { text: shown(text) }
    }

    pub(crate) fn too_far(text: &str) -> Self {
        Self::TooFar { text: shown(text) }
    }
}

/// The user's text on one line and of bounded length, so that a message stays a message.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let one_line: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() { one_line + "…" } else { one_line }
}

use super::{Date, Quote};

/// A declared source: who published what, when, and from whom it was taken.
///
/// # Examples
/// ```
/// use gainsay::Source;
/// let source = Source::new("wana", "WANA").published("2025-06-05".parse()?);
/// assert_eq!(source.publisher, "WANA");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The key under which claims name it.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When it was published; an absent date is open.
    pub published: Option<Date>,
    /// The file that holds its text.
    pub document: Option<String>,
    /// Sources whose words it repeats.
    pub quoted_from: Vec<String>,
    /// Sources that it was made from.
    pub derived_from: Vec<String>,
}

impl Source {
    /// A source that is known by `id` and was published by `publisher`.
    #[must_use]
    pub fn new(id: impl Into<String>, publisher: impl Into<String>) -> Source {
        Source { id: id.into(), publisher: publisher.into(), ..Source::default() }
    }

    /// Sets the date of publication.
    #[must_use]
    pub fn published(mut self, date: Date) -> Source {
        self.published = Some(date);
        self
    }

    /// Adds a source whose words this one repeats.
    #[must_use]
    pub fn quoted_from(mut self, id: impl Into<String>) -> Source {
        self.quoted_from.push(id.into());
        self
    }

    /// Adds a source that this one was made from.
    #[must_use]
    pub fn derived_from(mut self, id: impl Into<String>) -> Source {
        self.derived_from.push(id.into());
        self
    }

    /// Every source that this one names as its own source.
    pub fn parents(&self) -> impl Iterator<Item = &str> {
        self.quoted_from.iter().chain(&self.derived_from).map(String::as_str)
    }
}

impl From<&str> for Quote {
    fn from(text: &str) -> Quote {
        Quote { text: text.to_owned(), ..Quote::default() }
    }
}

//! A bar on the terminal, for work that takes its time; nothing where nobody looks.
#![expect(clippy::disallowed_methods, reason = "it waits before it shows; nothing else depends on the time")]

use std::ops::ControlFlow;
use std::sync::Once;
use std::time::{Duration, Instant};

use gainsay::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is done sooner shows no bar.
const LATE: Duration = Duration::from_millis(500);

/// Fewer bytes than this are read at once.
const LONG: usize = 20_000_000;

pub(crate) struct Bar {
    drawn: ProgressBar,
    begun: Instant,
    shown: Once,
}

impl Bar {
    pub(crate) fn new() -> Bar {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len}");
        Bar {
            drawn: style.map_or(bar.clone(), |style| bar.with_style(style)),
            begun: Instant::now(),
            shown: Once::new(),
        }
    }

    /// Before so many bytes are read.
    pub(crate) fn reading(&self, bytes: usize) {
        if bytes > LONG {
            self.show();
            self.drawn.println(format!("reading {} MB", bytes / 1_000_000));
        }
    }

    /// While claims are checked.
    pub(crate) fn tell(&self, progress: Progress) -> ControlFlow<()> {
        let Progress { work, done, of, .. } = progress;
        let step = (of / 500).max(1);
        if self.begun.elapsed() > LATE && (done.is_multiple_of(step) || done == of) {
            self.show();
            let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
            self.drawn.set_message(work.to_string());
            self.drawn.set_length(number(of));
            self.drawn.set_position(number(done));
        }
        ControlFlow::Continue(())
    }

    fn show(&self) {
        self.shown.call_once(|| self.drawn.set_draw_target(ProgressDrawTarget::stderr()));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.drawn.finish_and_clear();
    }
}

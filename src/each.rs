//! Work on many items that have nothing to do with each other.

/// What each item gives, in their order; with the feature `parallel` on all threads of the caller's pool.
pub(crate) fn each<'i, I: Sync, T: Send>(items: &'i [I], work: &(impl Fn(&'i I) -> T + Sync)) -> Vec<T> {
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        items.par_iter().map(work).collect()
    }
    #[cfg(not(feature = "parallel"))]
    items.iter().map(work).collect()
}

/// The same of items that are worked on.
pub(crate) fn each_mut<I: Send, T: Send>(items: &mut [I], work: &(impl Fn(&mut I) -> T + Sync)) -> Vec<T> {
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        items.par_iter_mut().map(work).collect()
    }
    #[cfg(not(feature = "parallel"))]
    items.iter_mut().map(work).collect()
}

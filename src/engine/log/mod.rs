//! Judges contact logs.

//! Reads documents into text with structure and positions.

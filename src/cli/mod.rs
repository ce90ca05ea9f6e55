//! Holds the doors: arguments, commands and exit statuses.

// Package archtest holds the import directions of docs/architecture.md: its test reads what every package of the module
// imports, generated files included, and fails on what the tables there do not allow. It has no code of its own.
package archtest

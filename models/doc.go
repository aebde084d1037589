// Package models says what is true: the nouns of an office that publishes numbered bulletins, their states, the workflow
// table, the policy table, numbering, the manifest and its check code. It imports the standard library only, knows neither
// HTTP nor the database (struct tags aside), and never decides by the clock: times are arguments.
package models

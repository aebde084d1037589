// Package store is the only package that knows there is a database: SQLite in one file by default, PostgreSQL when several
// machines share the work. Queries are methods on Tx, so a signature shows that it runs inside a transaction, and only the
// newsroom opens one. It never decides what somebody may do; rules of visibility that queries filter by come in as values.
package store

// Package backup puts a whole office into one file, checks such a file, and makes an office of it again.
//
// The file is a zip archive: anybody can open it with any tool in twenty years, its parts are read in any order without unpacking the rest,
// and its list of contents stands at the end, so that a cut file is no archive at all. It holds the database, every file that the database
// refers to, each under its SHA-256, and a manifest; its comment is a seal, the SHA-256 of everything before it, so that no bit can change
// unseen. Seal and manifest guard against accidents. Against somebody who writes a new office with new hashes guards the head of the audit
// log, noted on sign-off sheets.
//
// It is not encrypted and holds every draft, every account and the audit log.
package backup

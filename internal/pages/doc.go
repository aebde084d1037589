// Package pages holds published pages ready to send: drawn, compressed, with their headers. It stands in front of everything else, so
// a page that is held costs its reader neither a session nor the database. It never decides who may read what: it is given only
// answers that every visitor gets, and it forgets all of them as soon as the version of what readers see is another one.
package pages

// Package views draws pages and nothing else: each page has a view-model made for it, in a Go file beside its template, and
// the decisions are in it. Views know no services, no database and no HTTP; addresses come from paths, texts from i18n.
package views

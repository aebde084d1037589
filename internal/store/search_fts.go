package store

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// A facet is a token of its own column, or with a # before it in a tsvector, which no word can be.
func facet(kind, name string) string {
	sum := sha256.Sum256([]byte(name))
	return kind + hex.EncodeToString(sum[:8])
}

func bulletinFacet(id int64) string { return "b" + strconv.FormatInt(id, 10) }

// facets are what a query is narrowed to inside the index, where that leaves less to walk through. What every text has would only be walked
// through itself.
func (q SearchQuery) facets() []string {
	var out []string
	if len(q.Scopes) == 1 && !q.only {
		out = append(out, bulletinFacet(q.Scopes[0].BulletinID))
	}
	if q.Section != "" {
		out = append(out, facet("s", q.Section))
	}
	if q.Unit != "" {
		out = append(out, facet("u", q.Unit))
	}
	return out
}

// ftsExpression asks for every word; title or body may hold it.
func ftsExpression(index string, q SearchQuery) string {
	columns := "title"
	if index == "search_texts" {
		columns = "{title body}"
	}
	return ftsWords(columns, q.Words, q.facets()...)
}

// ftsWords asks for every word in columns, and for every facet.
func ftsWords(columns string, words Words, facets ...string) string {
	parts := make([]string, len(words))
	for i, p := range words {
		parts[i] = `"` + strings.Join(p.texts, " ") + `"` // tokens hold letters and digits only
		if p.prefix {
			parts[i] += " *"
		}
	}
	out := []string{columns + " : (" + strings.Join(parts, " AND ") + ")"}
	for _, f := range facets {
		out = append(out, `facets : "`+f+`"`)
	}
	return strings.Join(out, " AND ")
}

package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
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
	if len(q.Scopes) == 1 && !q.ground.Alone {
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
func ftsExpression(index string, q SearchQuery, row func(phrase) string) string {
	columns := "title"
	if index == "search_texts" {
		columns = "{title body}"
	}
	return ftsWords(columns, q.Words, row, q.facets()...)
}

// ftsWords asks for every word in columns, and for every facet.
func ftsWords(columns string, words Words, row func(phrase) string, facets ...string) string {
	parts := make([]string, len(words))
	for i, p := range words {
		parts[i] = row(p)
	}
	out := []string{columns + " : (" + strings.Join(parts, " AND ") + ")"}
	for _, f := range facets {
		out = append(out, `facets : "`+f+`"`)
	}
	return strings.Join(out, " AND ")
}

// ftsRow asks for tokens in a row.
func ftsRow(p phrase) string { return ftsTokens(p.texts, p.prefix) }

// ftsTokens writes tokens, which hold letters and digits only.
func ftsTokens(texts []string, prefix bool) string {
	s := `"` + strings.Join(texts, " ") + `"`
	if prefix {
		s += " *"
	}
	return s
}

// longPhrase is the number of tokens from which on SQLite finds out slowly whether they stand in a row.
const longPhrase = 5

// ftsNear asks for every second token of a long phrase, no further from one another than in a row, which takes less time and finds few others:
// every character is among them.
func ftsNear(p phrase) string {
	last := len(p.texts) - 1
	if last+1 < longPhrase {
		return ftsRow(p)
	}
	var near []string
	for i := 0; i < last; i += 2 {
		near = append(near, ftsTokens(p.texts[i:i+1], false))
	}
	near = append(near, ftsTokens(p.texts[last:], p.prefix))
	return "NEAR(" + strings.Join(near, " ") + ", " + strconv.Itoa(last-1) + ")"
}

// ftsScan gives the highest keys between two that match, as many as the limit at most. Where near is set, it asks for long phrases by what stands
// near and looks for them in the texts, as long as most of these hold them.
func (tx *Tx) ftsScan(index string, q SearchQuery, limit int, near bool) (keys []int64, err error) {
	low, high := q.ground.Low, q.ground.High
	for near {
		wanted := limit - len(keys)
		found, err := tx.ftsKeys(index, q, ftsNear, low, high, wanted)
		if err != nil {
			return nil, err
		}
		held, err := tx.holding(q.Words, found)
		if err != nil {
			return nil, err
		}
		if keys = append(keys, held...); len(found) < wanted || len(held) == wanted {
			return keys, nil
		}
		near, high = 2*len(held) > len(found), found[len(found)-1]-1
	}
	rest, err := tx.ftsKeys(index, q, ftsRow, low, high, limit-len(keys))
	return append(keys, rest...), err
}

// ftsKeys are the highest keys between two of what the index finds and may be read.
func (tx *Tx) ftsKeys(index string, q SearchQuery, row func(phrase) string, low, high int64, limit int) ([]int64, error) {
	visible := q.mayRead()
	// The order of a CROSS JOIN is kept, and the index is read in the order of its keys, so that the walk ends at the limit.
	return tx.keys(fmt.Sprintf(`SELECT s.key FROM %[1]s CROSS JOIN search_entries s ON s.key = %[1]s.rowid
		WHERE %[1]s MATCH ? AND %[1]s.rowid BETWEEN ? AND ?%[2]s ORDER BY %[1]s.rowid DESC LIMIT ?`, index, visible.sql),
		slices.Concat([]any{ftsExpression(index, q, row), low, high}, visible.args, []any{limit})...)
}

// holding are the keys of articles that hold every word, in the same order.
func (tx *Tx) holding(words Words, keys []int64) ([]int64, error) {
	hold := map[int64]bool{}
	err := tx.eachText(keys, func(key int64, title, plain string) { hold[key] = words.heldBy(title, plain) })
	return slices.DeleteFunc(slices.Clone(keys), func(k int64) bool { return !hold[k] }), err
}

package store

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// manyParts is in every part of a text that has several.
const manyParts = "#many"

func pgExpression(p phrase) string {
	if p.prefix && len(p.texts) == 1 {
		return "'#" + p.texts[0] + "'" // see vector
	}
	joints := p.joints()
	if p.prefix && len(p.texts) == 2 && len(joints) == 1 {
		return joints[0]
	}
	e := "'" + strings.Join(p.texts, "' <-> '") + "'"
	if p.prefix {
		e += ":*"
	}
	return strings.Join(append(joints, e), " & ")
}

// joint is a token for a number or Latin word with the Han character that follows it, where one does: 2019年, 18万. It stands behind a # and without
// a place. A year or an amount is in many texts, and its unit in most; together they leave few in which to look for a phrase.
func joint(before, after token) (string, bool) {
	return "'#" + before.text + firstCharacter(after.text) + "'", !before.han && after.han
}

// joints are those of a phrase.
func (p phrase) joints() (out []string) {
	for i := 1; i < len(p.texts); i++ {
		if j, ok := joint(tokens(p.texts[i-1])[0], tokens(p.texts[i])[0]); ok {
			out = append(out, j)
		}
	}
	return out
}

func firstCharacter(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}

// A year facet and a month facet are in every vector. Through them the index itself leaves other times out, before any text has to be read to
// look for a phrase.
func yearFacet(day time.Time) string  { return day.Format("y2006") }
func monthFacet(day time.Time) string { return day.Format("m200601") }

// pgTime asks for a time between keys: for whole years, and for months at both ends.
func pgTime(low, high int64) string {
	var times []string
	from, last := monthOf(low), monthOf(high)
	for m := from; !m.After(last); {
		if next := m.AddDate(1, 0, 0); m.Month() == time.January && !next.After(last.AddDate(0, 1, 0)) {
			times, m = append(times, "'#"+yearFacet(m)+"'"), next
			continue
		}
		times, m = append(times, "'#"+monthFacet(m)+"'"), m.AddDate(0, 1, 0)
	}
	return "(" + strings.Join(times, " | ") + ")"
}

// pgWords asks for every word and facet in one vector.
func pgWords(words Words, facets []string, more ...string) string {
	parts := slices.Clone(more)
	for _, p := range words {
		parts = append(parts, "("+pgExpression(p)+")")
	}
	for _, f := range facets {
		parts = append(parts, "'#"+f+"'")
	}
	return strings.Join(parts, " & ")
}

// pgMatches gives the keys between two that match, of a time if one is asked for. An expression keeps the planner from gathering every key between
// them.
func pgMatches(index string, q SearchQuery, low, high int64, time ...string) subquery {
	within := subquery{" AND key + 0 BETWEEN ? AND ?", []any{low, high}}
	if index == "search_titles" || !q.ground.Many {
		return pgOne(index, within, pgWords(q.Words, q.facets(), time...))
	}
	return pgEvery(index, within, q.Words, q.facets(), time...)
}

// pgOne gives the keys of vectors that match.
func pgOne(index string, within subquery, query string) subquery {
	return subquery{"SELECT key FROM " + index + " WHERE tokens @@ ?::text::tsquery" + within.sql, append([]any{query}, within.args...)}
}

// pgEvery gives the keys of texts that hold every word. Words may stand in different parts of a text, where it has several.
func pgEvery(index string, within subquery, words Words, facets []string, more ...string) subquery {
	s := pgOne(index, within, pgWords(words, facets, more...))
	if len(words) < 2 {
		return s
	}
	parts := make([]string, len(words))
	for i := range words {
		part := pgOne(index, within, pgWords(words[i:i+1], facets, append([]string{"'" + manyParts + "'"}, more...)...))
		parts[i], s.args = part.sql, append(s.args, part.args...)
	}
	s.sql += " UNION (" + strings.Join(parts, " INTERSECT ") + ")"
	return s
}

// How many of the newest months are looked through at first, and how many times as many at least and at most the next time.
const (
	firstMonths = 1
	leastTimes  = 1.5
	mostTimes   = 6
	fewMore     = 1.3 // more than would do if what is looked for were evenly spread
)

// allMonths is from how many months on all are looked through: naming dozens of years costs more than it leaves out, of titles earlier than of
// texts.
var allMonths = map[string]int{"search_titles": 72, "search_texts": 240}

// How many texts may match in all for all of them to be gathered at once: where each has to be read for what stands in a row there, and where
// the index alone can tell.
const (
	fewToRead  = 200
	fewMatches = 2500
)

// months is a number of the newest months that have been looked through, of so many that there are, and what was found there.
type months struct{ looked, of, found int }

// next is how many months are looked through after that, when enough and no more than few texts in all are wanted; 0: all.
func (m months) next(index string, enough, few int) int {
	if (m.found+1)*m.of <= few*m.looked {
		return 0
	}
	times := float64(mostTimes)
	if m.found > 0 {
		times = min(times, max(leastTimes, fewMore*float64(enough)/float64(m.found)))
	}
	next := int(math.Ceil(float64(m.looked) * times))
	if next > allMonths[index] {
		return 0
	}
	return next
}

// few is how many texts may match in all for all of them to be gathered at once.
func (w Words) few() int {
	if slices.ContainsFunc(w, func(p phrase) bool { return strings.Contains(pgExpression(p), "<->") }) {
		return fewToRead
	}
	return fewMatches
}

// pgScan looks through the newest months, then through more of them unless enough was found, in the end through all. GIN gives everything that
// matches at once, in no order; most of it would be found in vain.
func (tx *Tx) pgScan(index string, q SearchQuery, limit, enough int) (keys []int64, stopped bool, err error) {
	low, high := q.ground.Low, q.ground.High
	newest, enough, few := monthOf(high), min(limit, enough), q.Words.few()
	m := months{looked: firstMonths, of: monthsBetween(monthOf(low), newest)}
	for ; ; m.looked = m.next(index, enough, few) {
		from := max(low, windowStart(newest, m.looked))
		if from > high {
			continue
		}
		most := enough - len(keys)
		found, err := tx.pgWindow(index, q, from, high, from <= low, most)
		if err != nil {
			return nil, false, err
		}
		if keys = append(keys, found...); len(found) == most || from <= low {
			return keys, len(found) == most && len(keys) < limit, nil
		}
		m.found, high = len(keys), from-1
	}
}

// monthsBetween counts months, the first and the last included.
func monthsBetween(first, last time.Time) int {
	return 12*(last.Year()-first.Year()) + int(last.Month()) - int(first.Month()) + 1
}

// windowStart is the key from which on so many months are looked through, rounded up to whole years where those are more than one; 0 for all.
func windowStart(newest time.Time, months int) int64 {
	if months == 0 {
		return 0
	}
	from := newest.AddDate(0, 1-months, 0)
	if months >= 12 {
		from = from.AddDate(0, 1-int(from.Month()), 0)
	}
	return searchKey(from.Format(time.DateOnly), 0, maxPosition)
}

// pgTitles gives the keys of titles that hold every word: all of them where texts are all that was found, which hold the titles too; otherwise
// the newest, as many as the page needs.
func (tx *Tx) pgTitles(q SearchQuery, texts []int64, whole bool) ([]int64, error) {
	if !whole {
		titles, _, err := tx.pgScan("search_titles", q, q.Offset+q.Limit, q.Offset+q.Limit)
		return titles, err
	}
	all := pgOne("search_titles", subquery{}, pgWords(q.Words, q.facets()))
	titles, err := tx.keys(all.sql, all.args...)
	found := make(map[int64]bool, len(titles))
	for _, k := range titles {
		found[k] = true
	}
	return slices.DeleteFunc(slices.Clone(texts), func(k int64) bool { return !found[k] }), err
}

// pgWindow gives the highest keys between two that match. What matches is gathered first: for the sake of the limit the planner would rather look at
// one text after another. Rights are then asked of one key after another, in their order, until there are as many as the limit: LIMIT keeps what
// is asked of each key in a loop of its own.
func (tx *Tx) pgWindow(index string, q SearchQuery, low, high int64, last bool, limit int) ([]int64, error) {
	when := []string{pgTime(low, high)}
	if last && q.Year == 0 {
		when = nil // dozens of years cost more than they leave out
	}
	matches, visible := pgMatches(index, q, low, high, when...), q.mayRead()
	return tx.keys(`WITH found AS MATERIALIZED (SELECT DISTINCT key FROM (`+matches.sql+`) AS every ORDER BY key DESC)
		SELECT f.key FROM found f CROSS JOIN LATERAL (SELECT 1 FROM search_entries s WHERE s.key = f.key`+visible.sql+` LIMIT 1) AS may LIMIT ?`,
		slices.Concat(matches.args, visible.args, []any{limit})...)
}

// preferIndexes keeps PostgreSQL's planner from reading whole tables: it counts a table's own pages, not those where long vectors are
// kept. What it must scan nevertheless then seems so costly that it would compile the query, which takes longer than running it. Nor does it plan
// anew for each search: there is one way only.
func (tx *Tx) preferIndexes() error {
	if !tx.postgres {
		return nil
	}
	err := tx.exec("SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)")
	return err
}

// A tsvector forgets positions above 16,383 and all but 255 positions of one token, and would lose phrases there; above a
// megabyte it is refused. Long texts are cut into parts that stay below all three, overlapping by the longest phrase there can be.
const (
	maxPartTokens  = 4000
	maxTokenInPart = 250
	partOverlap    = MaxSearchLength
)

// parts cuts a text.
func parts(list []token) [][]token {
	var out [][]token
	start, seen := 0, map[string]int{}
	for i, t := range list {
		if seen[t.text] == maxTokenInPart || i-start == maxPartTokens {
			out = append(out, list[start:i])
			start = i - partOverlap
			clear(seen)
			for _, t := range list[start:i] {
				seen[t.text]++
			}
		}
		seen[t.text]++
	}
	return append(out, list[start:])
}

// vector writes tokens in the text form of a tsvector, past the database's own parser, so that its locale means nothing. The single
// Han characters are tokens too, behind a # and without a place: they would be looked for by prefix, in thousands of lists. Lists stand one after
// another with a gap between them, which no phrase bridges.
func vector(facets []string, lists ...[]token) string {
	var b strings.Builder
	placeless := map[string]bool{}
	at := 0
	for _, list := range lists {
		for i, t := range list {
			at++
			fmt.Fprintf(&b, "'%s':%d ", t.text, at)
			if t.han {
				placeless["'#"+firstCharacter(t.text)+"'"] = true
			}
			if i > 0 {
				if j, ok := joint(list[i-1], t); ok {
					placeless[j] = true
				}
			}
		}
		at++
	}
	for t := range placeless {
		b.WriteString(t + " ")
	}
	for _, f := range facets {
		fmt.Fprintf(&b, "'#%s' ", f)
	}
	return b.String()
}

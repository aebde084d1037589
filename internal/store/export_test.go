package store

import (
	"context"
	"io/fs"
	"strings"
)

// MaxPartTokens is where long texts are cut in PostgreSQL.
const MaxPartTokens = maxPartTokens

// Insert writes a row as it is, so that tests can make states that no operation leads to.
func Insert[T any](tx *Tx, v *T) error { return create(tx, v) }

// Scan runs a query of a test.
func (tx *Tx) Scan(dest any, sql string, args ...any) error { return tx.scan(dest, sql, args...) }

// Exec runs a statement of a test.
func (tx *Tx) Exec(sql string, args ...any) error { return tx.exec(sql, args...) }

// Folded is a text in the form in which it is compared.
func Folded(s string) string {
	return fold(s).text
}

// TokensOf are the texts of the tokens of s, in order.
func TokensOf(s string) []string {
	var out []string
	for _, t := range tokens(s) {
		out = append(out, t.text)
	}
	return out
}

// PhraseKeys are the newest keys that SQLite's index finds, asked at once for tokens in a row, or first for what stands near.
func (tx *Tx) PhraseKeys(q SearchQuery, near bool) ([]int64, error) {
	if err := tx.readGround(&q); err != nil {
		return nil, err
	}
	return tx.ftsScan("search_texts", q, q.Limit, near)
}

// PlanOf is how SQLite looks for the issues of a filter.
func (tx *Tx) PlanOf(f IssueFilter) (string, error) {
	where, args := f.where()
	var steps []struct{ Detail string }
	err := tx.scan(&steps, "EXPLAIN QUERY PLAN SELECT id FROM issues WHERE "+where+" ORDER BY "+f.order()+" LIMIT 20", args...)
	var plan []string
	for _, s := range steps {
		plan = append(plan, s.Detail)
	}
	return strings.Join(plan, "; "), err
}

// FileColumns are the columns that name a file of the file store, by table.
var FileColumns = fileColumns

// ForPrograms is an address as PostgreSQL's programs take it, and the password.
func ForPrograms(dsn string) (address, password string, err error) { return forPrograms(dsn) }

// RunPostgres runs one of PostgreSQL's programs.
func RunPostgres(ctx context.Context, dsn, program string, args ...string) error {
	return runPostgres(ctx, dsn, program, args...)
}

// MigrationFrom is what a migration says from a word on, in the dialect of the database.
func (tx *Tx) MigrationFrom(file, word string) (string, error) {
	files, err := render(dialects[tx.postgres])
	if err != nil {
		return "", err
	}
	text, err := fs.ReadFile(files, file)
	if err != nil {
		return "", err
	}
	_, rest, _ := strings.Cut(string(text), word)
	return word + rest, nil
}

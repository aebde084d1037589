package store

import (
	"strings"
	"testing"
)

func TestATimeIsAskedForInWholeYearsWhereItHoldsThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, want string }{
		{"2026-02-10", "2026-02-11", "m202602"},
		{"2025-12-31", "2026-01-01", "m202512 m202601"},
		{"2024-11-05", "2026-02-10", "m202411 m202412 y2025 m202601 m202602"},
		{"2024-01-01", "2025-12-31", "y2024 y2025"},
		{"2024-01-01", "2025-11-30", "y2024 m202501 m202502 m202503 m202504 m202505 m202506 m202507 m202508 m202509 m202510 m202511"},
	} {
		got := pgTime(searchKey(c.from, 7, 3), searchKey(c.to, 7, 3))
		if want := "('#" + strings.ReplaceAll(c.want, " ", "' | '#") + "')"; got != want {
			t.Errorf("from %s to %s: %s, want %s", c.from, c.to, got, want)
		}
	}
}

func TestAsManyMonthsAreLookedThroughAsWhatWasFoundPromisesToSuffice(t *testing.T) {
	t.Parallel()
	const enough = 60
	for _, c := range []struct {
		name string
		months
		few, want int
	}{
		{"nothing yet", months{looked: 1, of: 420, found: 0}, fewToRead, 6},
		{"nothing in half a year: there are few in all", months{looked: 6, of: 420, found: 0}, fewToRead, 0},
		{"nothing where the index alone can tell", months{looked: 1, of: 420, found: 0}, fewMatches, 0},
		{"a few", months{looked: 6, of: 420, found: 4}, fewToRead, 36},
		{"more", months{looked: 6, of: 420, found: 20}, fewToRead, 24},
		{"nearly enough", months{looked: 6, of: 420, found: 59}, fewToRead, 9},
		{"many years", months{looked: 48, of: 1200, found: 10}, fewToRead, 0},
	} {
		if got := c.next("search_texts", enough, c.few); got != c.want {
			t.Errorf("%s: %d months, want %d", c.name, got, c.want)
		}
	}
}

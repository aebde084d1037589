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

package layout

import (
	"slices"
	"testing"

	"jianbao/models"
)

func labels(items []NavItem) (all []string, current string) {
	for _, item := range items {
		all = append(all, item.Label)
		if item.Current {
			current = item.Label
		}
	}
	return all, current
}

func TestTheRailShowsWhatARoleMayDo(t *testing.T) {
	t.Parallel()
	for role, want := range map[models.Role][]string{
		models.Editor:      {"待办", "来稿", "编刊", "稿库", "查询", "往期", "采用情况", "阅读统计", "操作记录"},
		models.Proofreader: {"待办", "编刊", "查询", "往期"},
		models.Reviewer:    {"待办", "编刊", "查询", "往期", "操作记录"},
		models.Signer:      {"待办", "编刊", "查询", "往期", "采用情况", "阅读统计", "操作记录"},
		models.Auditor:     {"编刊", "查询", "采用情况", "操作记录", "往期", "阅读统计"},
		models.Reader:      {"查询", "往期"},
		models.Admin:       {"操作记录", "账号", "刊物", "邮件", "查询", "往期"},
	} {
		if got, _ := labels(Nav(t.Context(), NavFacts{Slug: "kfqy", Role: role})); !slices.Equal(got, want) {
			t.Errorf("%s sees %q, want %q", role, got, want)
		}
	}
}

func TestOnAPhoneTheRailKeepsWhatTheRoleUsesMost(t *testing.T) {
	t.Parallel()
	for role, want := range map[models.Role][]string{
		models.Editor:   {"往期", "采用情况", "阅读统计", "操作记录"},
		models.Reviewer: nil, // five fit
		models.Signer:   {"采用情况", "阅读统计", "操作记录"},
		models.Auditor:  {"往期", "阅读统计"},
		models.Reader:   nil,
		models.Admin:    {"查询", "往期"},
	} {
		p := DeskPage{Nav: Nav(t.Context(), NavFacts{Slug: "kfqy", Role: role})}
		if got, _ := labels(p.rest()); !slices.Equal(got, want) || len(p.bar()) > railFits {
			t.Errorf("%s finds %q under 更多, want %q", role, got, want)
		}
	}
}

func TestMoreSaysWhatIsBehindIt(t *testing.T) {
	t.Parallel()
	p := DeskPage{Nav: Nav(t.Context(), NavFacts{Slug: "kfqy", Role: models.Editor, Path: "/desk/b/kfqy/audit"})}
	p.Nav[len(p.Nav)-2].Count = 3
	if p.restHere() != "操作记录" || p.restCount() != 3 {
		t.Errorf("one is in %q, and %d wait there", p.restHere(), p.restCount())
	}
	if p.Nav = Nav(t.Context(), NavFacts{Slug: "kfqy", Role: models.Editor, Path: "/desk/b/kfqy"}); p.restHere() != "" {
		t.Errorf("one is in %q", p.restHere())
	}
}

func TestTheRailMarksThePlaceOneIsIn(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/desk/b/kfqy":                  "待办",
		"/desk/b/kfqy/issues/91/review": "编刊",
		"/desk/b/kfqy/imports":          "编刊",
		"/desk/b/kfqy/issues/archive":   "编刊",
		"/desk/b/kfqy/material/7":       "来稿",
		"/desk/account":                 "",
	} {
		if _, got := labels(Nav(t.Context(), NavFacts{Slug: "kfqy", Role: models.Editor, Path: path})); got != want {
			t.Errorf("at %s the rail marks %q, want %q", path, got, want)
		}
	}
}

func TestAnAdministratorWithoutABulletinSeesTheAdministration(t *testing.T) {
	t.Parallel()
	got, current := labels(Nav(t.Context(), NavFacts{Role: models.Admin, Path: "/desk/admin/users/new"}))
	if want := []string{"账号", "刊物", "邮件"}; !slices.Equal(got, want) || current != "账号" {
		t.Errorf("sees %q at %q", got, current)
	}
}

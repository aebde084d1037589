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
		models.Editor:      {"待办", "来稿", "编刊", "稿库", "往期", "查询", "采用情况", "操作记录"},
		models.Proofreader: {"待办", "编刊", "往期", "查询"},
		models.Reviewer:    {"待办", "编刊", "往期", "查询", "操作记录"},
		models.Signer:      {"待办", "编刊", "往期", "查询", "采用情况", "操作记录"},
		models.Auditor:     {"编刊", "往期", "查询", "采用情况", "操作记录"},
		models.Reader:      {"往期", "查询"},
		models.Admin:       {"往期", "查询", "操作记录", "账号", "刊物", "邮件"},
	} {
		if got, _ := labels(Nav(t.Context(), NavFacts{Slug: "kfqy", Role: role})); !slices.Equal(got, want) {
			t.Errorf("%s sees %q, want %q", role, got, want)
		}
	}
}

func TestTheRailMarksThePlaceOneIsIn(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/desk/b/kfqy":                  "待办",
		"/desk/b/kfqy/issues/91/review": "编刊",
		"/desk/b/kfqy/imports":          "编刊",
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

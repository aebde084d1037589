package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"jianbao/handlers"
	"jianbao/internal/paths"
	"jianbao/views/layout"
)

func TestEveryReadersPageSaysWhatTheSiteIs(t *testing.T) {
	t.Parallel()
	a := newApp(t, func(c *handlers.Config) {
		c.Site = layout.ReaderSite{Office: "省网", SiteID: "3700000099", ICP: "鲁ICP备00000000号", Police: "公网安备00000000000000号"}
	})
	for _, path := range []string{paths.Home, paths.To(paths.Bulletin, "kfqy"), paths.To(paths.Archive, "kfqy"), paths.To(paths.About, "kfqy"), paths.To(paths.Search, "kfqy"), "/b/none"} {
		got := a.browser(t).get(path)
		page := got.page(t)
		if id := page.Find(`meta[name="SiteIDCode"]`).AttrOr("content", ""); id != "3700000099" {
			t.Errorf("%s states the identifier %q", path, id)
		}
		for _, want := range []string{"鲁ICP备00000000号", "公网安备00000000000000号"} {
			if !strings.Contains(page.Find(".foot").Text(), want) {
				t.Errorf("the foot of %s does not say %s", path, want)
			}
		}
	}
}

func TestOnDaysOfMourningReadersPagesAreGrey(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	visitor, page := a.browser(t), paths.To(paths.Archive, "kfqy")
	grey := func() bool {
		return visitor.get(page).wants(t, http.StatusOK).page(t).Find("html[data-mourning]").Length() == 1
	}
	if grey() {
		t.Error("pages are grey on an ordinary day")
	}
	for _, on := range []bool{true, false} {
		b, err := a.news.BulletinBySlug(t.Context(), "kfqy")
		must(t, err)
		fields := []string{"role", "admin", "slug", "kfqy", "name", b.Name, "host", b.Host, "access", "public", "article_numbering", string(b.ArticleNumbering), "cadence_days", "7", "numbering", "continuous", "first_number", "87", "version", strconv.FormatInt(b.Version, 10)}
		if on {
			fields = append(fields, "mourning", "1")
		}
		a.signedIn(t, "admin").post(paths.To(paths.BulletinEdit, b.ID), fields...).wants(t, http.StatusSeeOther)
		if grey() != on {
			t.Errorf("a held page is grey: %t, after it was set to %t", !on, on)
		}
	}
}

package handlers_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"jianbao/internal/paths"
)

func TestAUnitIsFollowedAcrossIssues(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	visitor, name := h.browser(t), canary("published", "unit")
	unit, article := paths.To(paths.ReaderUnit, "kfqy", name), paths.To(paths.Article, "kfqy", h.articles["published"][0])
	visitor.get(paths.To(paths.About, "kfqy")).wants(t, http.StatusOK).leadsTo(t, paths.To(paths.ReaderUnits, "kfqy"))
	visitor.get(paths.To(paths.ReaderUnits, "kfqy")).wants(t, http.StatusOK).leadsTo(t, unit)
	visitor.get(article).wants(t, http.StatusOK).leadsTo(t, unit)
	visitor.get(paths.To(paths.ReaderSection, "kfqy", canary("published", "section"))).wants(t, http.StatusOK).leadsTo(t, unit)
	page := visitor.get(unit).wants(t, http.StatusOK).says(t, "口岸通关提速", "第724期", "2026年")
	page.leadsTo(t, article)
	page.leadsTo(t, paths.To(paths.ReaderSection, "kfqy", canary("published", "section")))
	page.leadsTo(t, paths.To(paths.UnitYear, "kfqy", name, "2026"))
	visitor.get(paths.To(paths.UnitYear, "kfqy", name, "2026")).wants(t, http.StatusOK).says(t, "口岸通关提速")
	visitor.get(paths.To(paths.UnitYear, "kfqy", name, "2025")).wants(t, http.StatusOK).says(t, "这一年没有刊出")

	absent := visitor.get(paths.To(paths.ReaderUnit, "kfqy", "没有的单位")).wants(t, http.StatusNotFound)
	for _, hidden := range []string{"draft", "signed", "members", "internal", "withdrawn", "taken-down"} {
		got := visitor.get(paths.To(paths.ReaderUnit, "kfqy", canary(hidden, "unit"))).wants(t, http.StatusNotFound)
		if len(got.body) != len(absent.body) {
			t.Errorf("the unit of the %s issue is not found in another way than one that is not there", hidden)
		}
	}
	h.signedIn(t, "reader").get(paths.To(paths.ReaderUnit, "kfqy", canary("members", "unit"))).wants(t, http.StatusOK).says(t, "口岸通关提速")

	must(t, h.news.WithdrawArticle(t.Context(), h.people["signer"], h.issues["published"].ID, h.articles["published"][0], "数字有误", passphrase))
	visitor.get(unit).wants(t, http.StatusNotFound)
	visitor.get(paths.To(paths.ReaderUnits, "kfqy")).wants(t, http.StatusOK).lacks(t, name)
}

func TestAListDescribesItselfToMachines(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	visitor, name := h.addressed(t), canary("published", "unit")
	unit, section := paths.To(paths.ReaderUnit, "kfqy", name), paths.To(paths.ReaderSection, "kfqy", "制度创新")
	for path, canonical := range map[string]string{
		paths.To(paths.ReaderUnits, "kfqy"): paths.To(paths.ReaderUnits, "kfqy"), unit: unit, section: section,
		paths.To(paths.UnitYear, "kfqy", name, "2026"): unit, paths.To(paths.UnitYear, "kfqy", name, "2025"): paths.To(paths.UnitYear, "kfqy", name, "2025"),
	} {
		page := visitor.get(path).wants(t, http.StatusOK).page(t)
		var data struct {
			Type string `json:"@type"`
			ID   string `json:"@id"`
			Name string
		}
		must(t, json.Unmarshal([]byte(page.Find(`script[type="application/ld+json"]`).Text()), &data))
		if data.Type != "CollectionPage" || data.ID != address+canonical || data.Name == "" {
			t.Errorf("%s describes itself as %+v", path, data)
		}
		if got := page.Find(`link[rel=canonical]`).AttrOr("href", ""); got != address+canonical {
			t.Errorf("%s is canonical at %q", path, got)
		}
		if page.Find(`meta[name=description]`).AttrOr("content", "") == "" {
			t.Errorf("%s has no description", path)
		}
	}
}

// leadsTo expects a link to an address.
func (a answer) leadsTo(t *testing.T, path string) {
	t.Helper()
	for _, link := range a.page(t).Find("a[href]").EachIter() {
		if link.AttrOr("href", "") == path {
			return
		}
	}
	t.Errorf("%q has no link to %s", firstHeading(a.body), path)
}

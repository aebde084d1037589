package handlers_test

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
)

var previewAddress = regexp.MustCompile(`/preview/([A-Z0-9]{26})`)

// link makes a preview link as an editor does, and gives its address and token.
func (h *house) link(t *testing.T, b *browser, issue, name string) (address, token string) {
	t.Helper()
	got := b.post(paths.To(paths.PreviewLinks, h.bulletin.Slug, h.issues[issue].ID), "role", string(models.Editor), "name", name, "hours", "24")
	m := previewAddress.FindStringSubmatch(got.body)
	if got.status != http.StatusOK || m == nil {
		t.Fatalf("the link was not made: %d", got.status)
	}
	return m[0], m[1]
}

func TestAPreviewLinkShowsOneIssueToOnePersonAndLeavesNoTrace(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	editor, outside := h.signedIn(t, "editor"), h.browser(t)
	address, token := h.link(t, editor, "draft", "王审阅")
	got := outside.get(address).wants(t, http.StatusOK)
	for _, want := range []string{"预览稿，仅供王审阅审阅", canary("draft", "title"), canary("draft", "body"), "noindex"} {
		if !strings.Contains(got.body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"} {
		if got.header.Get(name) != want {
			t.Errorf("%s is %q", name, got.header.Get(name))
		}
	}
	if got.header.Get("Etag") != "" || len(got.header.Values("Set-Cookie")) > 0 || strings.Contains(got.body, `href="/desk`) || strings.Contains(got.body, `href="/b/`) || strings.Contains(got.body, `href="/sign-in`) {
		t.Error("the page leads into the site, or can be kept")
	}
	if picture := h.pictures["draft"]; picture != "" {
		p := outside.get(paths.To(paths.PreviewPicture, token, picture)).wants(t, http.StatusOK)
		if p.header.Get("Cache-Control") != "no-store" {
			t.Error("a picture of the preview can be kept")
		}
		outside.get(paths.To(paths.PreviewPicture, token, h.pictures["spare"])).wants(t, http.StatusNotFound)
		outside.get(paths.To(paths.DeskPicture, h.bulletin.Slug, picture)).wants(t, http.StatusSeeOther)
	}
	for _, odd := range []string{address + "/", strings.ToLower(address), address + "A", "//" + address[1:], address + "/pictures/none"} {
		if got := outside.get(odd); got.status == http.StatusOK && odd != "//"+address[1:] || strings.Contains(got.to, token) {
			t.Errorf("%s answers %d and leads to %q", odd, got.status, got.to)
		}
	}
	if strings.Contains(h.logs.String(), token) || strings.Contains(strings.ToLower(h.logs.String()), strings.ToLower(token)) {
		t.Error("the log holds the token")
	}
	var kept int
	must(t, h.database(t).QueryRowContext(t.Context(), "SELECT COUNT(*) FROM preview_links WHERE token_sha256 = ? OR name LIKE ?", token, "%"+token+"%").Scan(&kept))
	if page := editor.get(paths.To(paths.PreviewLinks, h.bulletin.Slug, h.issues["draft"].ID)); kept > 0 || strings.Contains(page.body, token) {
		t.Error("the token is kept, or shown again")
	}
	p, err := h.news.Audit(t.Context(), h.people["auditor"], newsroom.AuditQuery{Action: "preview.opened"})
	must(t, err)
	if len(p.Entries) == 0 || p.Entries[0].ActorName != "王审阅" || p.Entries[0].IP == "" {
		t.Errorf("the openings are %+v", p.Entries)
	}
}

func TestAPreviewLinkDies(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	editor, outside := h.signedIn(t, "editor"), h.browser(t)
	slug := h.bulletin.Slug
	never := strings.Repeat("A", 26)
	dead := func(why, address string) {
		t.Helper()
		token := previewAddress.FindStringSubmatch(address)[1]
		for _, path := range []string{paths.Preview, paths.PreviewPicture} {
			args := []any{token, h.pictures["draft"]}[:strings.Count(path, ":")]
			got, none := outside.get(paths.To(path, args...)), outside.get(strings.Replace(paths.To(path, args...), token, never, 1))
			if got.status != http.StatusNotFound || fingerprint(got) != fingerprint(none) {
				t.Errorf("%s, %s answers %d, or otherwise than that of a link that never was", why, path, got.status)
			}
		}
	}
	revoked, _ := h.link(t, editor, "draft", "甲")
	outside.get(revoked).wants(t, http.StatusOK)
	var id int64
	must(t, h.database(t).QueryRowContext(t.Context(), "SELECT MAX(id) FROM preview_links").Scan(&id))
	editor.post(paths.To(paths.PreviewRevoke, slug, h.issues["draft"].ID, id), "role", string(models.Editor)).wants(t, http.StatusSeeOther)
	dead("revoked", revoked)
	var content string
	must(t, h.database(t).QueryRowContext(t.Context(), "SELECT content FROM preview_links WHERE id = ?", id).Scan(&content))
	if content != "{}" {
		t.Error("a revoked link still holds the text")
	}

	voided, token := h.link(t, editor, "recalled", "乙")
	outside.get(paths.To(paths.PreviewPicture, token, h.pictures["recalled"])).wants(t, http.StatusOK)
	outside.get(paths.To(paths.PreviewPicture, token, h.pictures["draft"])).wants(t, http.StatusNotFound) // another link's
	must(t, h.news.Void(t.Context(), h.people["editor"], h.issues["recalled"].ID, models.EventVoid, "不再需要", ""))
	dead("after the issue is voided", voided)

	for name, want := range map[string]int{"internal": http.StatusConflict, "published": http.StatusConflict, "voided": http.StatusConflict} {
		editor.post(paths.To(paths.PreviewLinks, slug, h.issues[name].ID), "role", string(models.Editor), "name", "丙", "hours", "1").wants(t, want)
	}
	for _, hours := range []string{"0", "73", "", "x"} {
		editor.post(paths.To(paths.PreviewLinks, slug, h.issues["draft"].ID), "role", string(models.Editor), "name", "丙", "hours", hours).wants(t, http.StatusUnprocessableEntity)
	}
	editor.post(paths.To(paths.PreviewLinks, slug, h.issues["draft"].ID), "role", string(models.Editor), "name", " ", "hours", "1").wants(t, http.StatusUnprocessableEntity)

	lost, _ := h.link(t, editor, "draft", "丁")
	expired, _ := h.link(t, h.signedIn(t, "editor2"), "draft", "戊")
	_, err := h.database(t).ExecContext(t.Context(), "DELETE FROM memberships WHERE user_id = "+strconv.FormatInt(h.people["editor"].UserID, 10))
	must(t, err)
	dead("after its maker lost the right", lost)
	outside.get(expired).wants(t, http.StatusOK)
	h.clock.Advance(25 * time.Hour)
	dead("after its time", expired)
}

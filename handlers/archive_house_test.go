package handlers_test

import (
	"testing"

	"jianbao/internal/newsroom"
)

// remember brings in two issues from before the system: "old" waits for a signer, "remembered" is an archive edition.
func (h *house) remember(t *testing.T) {
	t.Helper()
	for i, name := range []string{"old", "remembered"} {
		h.bringIn(t, name, 21+i)
	}
	b, err := h.news.ArchiveBatch(t.Context(), h.people["signer"])
	must(t, err)
	for _, waits := range b.Issues {
		if waits.ID == h.issues["remembered"].ID {
			done, err := h.news.AdmitArchive(t.Context(), h.people["signer"], []newsroom.ArchiveChoice{{Issue: waits.ID, Hash: waits.Hash}}, passphrase)
			must(t, err)
			if done.Admitted != 1 {
				t.Fatalf("got %+v: %v", done, done.Refused)
			}
		}
	}
	h.issues["remembered"] = h.state(t, h.issues["remembered"].ID)
}

// bringIn makes an archive issue of a file.
func (h *house) bringIn(t *testing.T, name string, number int) {
	t.Helper()
	ctx, a := t.Context(), h.people["editor"]
	_, err := h.news.IntakeArchive(ctx, a, []newsroom.ArchiveFile{{Name: canary(name, "file") + ".txt", Read: func() ([]byte, error) { return manuscriptOf(name, number), nil }}})
	must(t, err)
	id, err := h.news.NextToMap(ctx, a, 0)
	must(t, err)
	p, err := h.news.Import(ctx, a, id)
	must(t, err)
	issue, err := h.news.ConfirmImport(ctx, a, id, p.Import.Version, p.Issue)
	must(t, err)
	h.fillIn(t, name, issue.ID)
}

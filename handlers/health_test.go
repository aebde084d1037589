package handlers_test

import (
	"net/http"
	"testing"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

func TestHealthTellsOfWorkThatIsLate(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	b := a.browser(t)
	if got := b.get("/healthz"); got.status != http.StatusOK || got.body != "ok\n" {
		t.Errorf("answers %d %q", got.status, got.body)
	}
	if err := a.store.Write(t.Context(), func(tx *store.Tx) error { return tx.Enqueue(models.IndexEdition, 1) }); err != nil {
		t.Fatal(err)
	}
	a.clock.Advance(time.Hour)
	if got := b.get("/healthz"); got.status != http.StatusServiceUnavailable || got.body != "background work is late\n" {
		t.Errorf("answers %d %q", got.status, got.body)
	}
}

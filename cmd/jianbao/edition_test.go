package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"testing"
)

func TestHealthNeedsAFileStoreThatCanBeWrittenTo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := start(t, "demo", "--dir", dir, "--listen", "127.0.0.1:0")
	if status, body := get(t, http.DefaultClient, s.address+"/healthz"); status != http.StatusOK || body != "ok\n" {
		t.Errorf("answers %d %q", status, body)
	}
	if err := os.RemoveAll(filepath.Join(dir, "files")); err != nil {
		t.Fatal(err)
	}
	if status, body := get(t, http.DefaultClient, s.address+"/healthz"); status != http.StatusServiceUnavailable || body != "unavailable\n" {
		t.Errorf("without a file store it answers %d %q", status, body)
	}
}

func TestEditionsOfTheDemonstrationAreWholeUntilAFileIsLost(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	start(t, "demo", "--dir", dir, "--listen", "127.0.0.1:0").stop()
	r := try(t, nil, "edition", "verify", "--data", dir)
	if contains(t, r.stdout, "5 editions", "no fault"); r.status != 0 {
		t.Fatalf("status %d: %s", r.status, r.stderr)
	}
	if err := os.RemoveAll(filepath.Join(dir, "files")); err != nil {
		t.Fatal(err)
	}
	r = try(t, nil, "edition", "verify", "--json", "--data", dir)
	var report struct {
		Editions int
		Faults   []struct{ What string }
	}
	if err := json.Unmarshal([]byte(r.stdout), &report); err != nil || r.status != 1 || report.Editions != 5 || len(report.Faults) == 0 {
		t.Errorf("status %d, %v: %s%s", r.status, err, r.stdout, r.stderr)
	}
}

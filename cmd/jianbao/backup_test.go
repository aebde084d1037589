package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAnOfficeIsBackedUpWhileItIsServedAndRestored goes the way of docs/operations.md.
func TestAnOfficeIsBackedUpWhileItIsServedAndRestored(t *testing.T) {
	t.Parallel()
	dir, backups := t.TempDir(), t.TempDir()
	s := start(t, "demo", "--dir", dir, "--listen", "127.0.0.1:0")
	r := try(t, nil, "backup", backups, "--data", dir)
	file, rest, _ := strings.Cut(r.stdout, "\n")
	if contains(t, rest, "files, in", "head ", "sha256 "); r.status != 0 || filepath.Dir(file) != backups {
		t.Fatalf("status %d: %s%s", r.status, r.stdout, r.stderr)
	}
	if status, _ := get(t, http.DefaultClient, s.address+"/healthz"); status != http.StatusOK {
		t.Errorf("the server answers %d", status)
	}
	s.stop()
	_, head, _ := strings.Cut(r.stdout, "head ")
	head = head[:64]
	r = try(t, nil, "backup", "verify", file, "--head", head)
	if contains(t, r.stdout, "5 editions", "no fault"); r.status != 0 {
		t.Fatalf("status %d: %s", r.status, r.stderr)
	}

	if r := try(t, nil, "restore", file, "--data", dir); r.status != 1 || !strings.Contains(r.stderr, "is not empty") {
		t.Errorf("over an office: status %d: %s", r.status, r.stderr)
	}
	data := filepath.Join(t.TempDir(), "new")
	r = try(t, nil, "restore", file, "--data", data, "--head", head)
	if contains(t, r.stdout, "restored an office"); r.status != 0 {
		t.Fatalf("status %d: %s", r.status, r.stderr)
	}
	contains(t, try(t, nil, "audit", "verify", "--data", data, "--head", head).stdout, "no fault")
	contains(t, try(t, nil, "edition", "verify", "--data", data).stdout, "5 editions", "no fault")
	again := start(t, "serve", "--data", data, "--listen", "127.0.0.1:0")
	if status, body := get(t, http.DefaultClient, again.address+"/b/kfqy"); status != http.StatusOK || !strings.Contains(body, "开放前沿") {
		t.Errorf("the restored office answers %d", status)
	}
	again.stop()
}

func TestABackupThatCannotBeUsedIsRefusedInASentence(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	no := filepath.Join(dir, "no.zip")
	if err := os.WriteFile(no, []byte(strings.Repeat("no backup", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"backup", "verify", no}, 1, "does not match its seal"},
		{[]string{"backup", "verify", filepath.Join(dir, "nothing.zip")}, 1, "no such file"},
		{[]string{"restore", no, "--data", data}, 1, "nothing was restored"},
		{[]string{"backup", filepath.Join(dir, "new.zip"), "--data", data}, 1, "no backup was made: look for the database"},
		{[]string{"backup"}, 2, "jianbao --help"},
		{[]string{"restore", no, "--head", "abc", "--data", data}, 2, "is no hash"},
		{[]string{"backup", "verify", no, "--scratch", "here.db"}, 2, "names no PostgreSQL database"},
	} {
		if r := try(t, nil, c.args...); r.status != c.status || !strings.Contains(r.stderr, c.says) || r.stdout != "" {
			t.Errorf("%v ends with %d and says %q", c.args, r.status, r.stderr)
		}
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("a data folder was made")
	}
}

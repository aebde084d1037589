package main

import (
	"encoding/json"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
)

func TestTheSiteIsExportedBesideItsServer(t *testing.T) {
	t.Parallel()
	data, dir := t.TempDir(), filepath.Join(t.TempDir(), "site")
	start(t, "demo", "--dir", data, "--listen", "127.0.0.1:0").stop()
	said := []string{"--data", data, "--base-url", "https://jianbao.example.cn", "--office-name", "澜江省开放办", "--icp", "澜ICP备0号"}
	listen := freePort(t)
	start(t, append([]string{"serve", "--listen", listen}, said...)...)

	r := try(t, nil, append([]string{"export", "site", dir, "--compressed"}, said...)...)
	if contains(t, r.stdout, "0 of them notices", "0 deleted"); r.status != 0 || r.stderr != "" {
		t.Fatalf("status %d: %s", r.status, r.stderr)
	}
	text, err := os.ReadFile(filepath.Join(dir, ".jianbao-site.json"))
	var m struct {
		Pages map[string]struct {
			File   string
			Status int
		}
	}
	if err != nil || json.Unmarshal(text, &m) != nil || len(m.Pages) < 100 {
		t.Fatalf("%v, %d pages", err, len(m.Pages))
	}
	for address, page := range m.Pages {
		status, body := get(t, http.DefaultClient, "http://"+listen+address)
		stands, err := os.ReadFile(filepath.Join(dir, page.File))
		if err != nil || status != page.Status || body != string(stands) {
			t.Errorf("%s: %v, the server answers %d with %d bytes, the folder %d with %d", address, err, status, len(body), page.Status, len(stands))
		}
	}
	missing, err := os.ReadFile(filepath.Join(dir, "404.html"))
	if contains(t, string(missing), "澜江省开放办", "澜ICP备0号"); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "index.html.br")); err != nil {
		t.Error(err)
	}

	r = try(t, nil, append([]string{"export", "site", dir}, said...)...)
	if contains(t, r.stdout, "0 files written"); r.status != 0 {
		t.Errorf("status %d: %s", r.status, r.stderr)
	}
	if _, err := os.Stat(filepath.Join(dir, "index.html.br")); err == nil {
		t.Error("compressed pages that nobody asks for any more are left to grow old")
	}
}

// freePort is an address that nobody listens on.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

func TestASiteIsNotWrittenByMistake(t *testing.T) {
	t.Parallel()
	own := t.TempDir()
	if err := os.WriteFile(filepath.Join(own, "thesis.txt"), []byte("three years of work"), 0o600); err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	start(t, "demo", "--dir", data, "--listen", "127.0.0.1:0").stop()
	for says, args := range map[string][]string{
		"--base-url: is needed":         {"export", "site", t.TempDir(), "--data", data},
		"is no address of a whole site": {"export", "site", t.TempDir(), "--data", data, "--base-url", "https://jianbao.example.gov.cn/b"},
		"name an empty folder":          {"export", "site", own, "--data", data, "--base-url", "https://jianbao.example.cn"},
		"this office has no bulletin":   {"export", "site", t.TempDir(), "--data", t.TempDir(), "--base-url", "https://jianbao.example.cn"},
	} {
		r := try(t, nil, args...)
		if contains(t, r.stderr, says); r.status == 0 {
			t.Errorf("%v ends with %d", args, r.status)
		}
	}
	if entries, err := os.ReadDir(own); err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v (%v)", entries, err)
	}
}

package main

import (
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianbao/internal/demo"
)

func TestTheDemonstrationKeepsWhatVisitorsDoUntilItIsReset(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "office")
	s := start(t, "demo", "--dir", dir, "--listen", "127.0.0.1:0")
	contains(t, s.said, s.address, demo.Password, demo.NextName)
	for _, p := range demo.People {
		contains(t, s.said, p.Login, p.Name, p.Title)
	}
	if status, _ := get(t, http.DefaultClient, s.address+"/sign-in"); status != http.StatusOK {
		t.Errorf("the sign-in page answers %d", status)
	}
	if r := try(t, nil, "demo", "--dir", dir, "--listen", "127.0.0.1:0", "--reset"); r.status != 1 || !strings.Contains(r.stderr, "stop it first") {
		t.Errorf("starting over under a running office ends with %d: %s", r.status, r.stderr)
	}
	if r := s.stop(); r.status != 0 {
		t.Fatalf("the demonstration ends with %d: %s", r.status, r.stderr)
	}

	next := filepath.Join(dir, demo.NextName)
	r := try(t, nil, "import", "--as", "editor1", "--data", dir, next)
	contains(t, r.stderr, "uncertain", "--accept", "line 158")
	r = try(t, nil, "import", "--as", "editor1", "--accept", "--data", dir, next)
	contains(t, r.stdout, "stored as the draft 第94期", "/desk/b/"+demo.Slug+"/issues/")
	r = try(t, nil, "import", "--as", "reader", "--accept", "--data", dir, next)
	contains(t, r.stderr, "no editor of the bulletin kfqy")

	start(t, "demo", "--dir", dir, "--listen", "127.0.0.1:0").stop()
	r = try(t, nil, "import", "--as", "editor1", "--accept", "--data", dir, next)
	if contains(t, r.stderr, "第94期 exists already: /desk/b/kfqy/issues/"); r.status != 1 {
		t.Errorf("the number was given twice: %s", r.stdout)
	}

	start(t, "demo", "--dir", dir, "--listen", "127.0.0.1:0", "--reset").stop()
	if r := try(t, nil, "import", "--as", "editor1", "--accept", "--data", dir, next); r.status != 0 {
		t.Errorf("after starting over: %s", r.stderr)
	}
	contains(t, try(t, nil, "search", "rebuild", "--data", dir).stdout, "indexed 5 editions")
	contains(t, try(t, nil, "user", "create", "wang", "--name", "王五", "--role", "editor@kfqy", "--role", "reader@kfqy", "--data", dir).stdout, "wang")
	contains(t, try(t, nil, "user", "list", "--data", dir).stdout, "editor@kfqy reader@kfqy")
}

func TestTheAuditLogOfTheDemonstrationIsHeldAgainstAHead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	start(t, "demo", "--dir", dir, "--listen", "127.0.0.1:0").stop()
	r := try(t, nil, "audit", "verify", "--data", dir)
	_, head, _ := strings.Cut(strings.TrimSpace(r.stdout), "\nhead ")
	if r.status != 0 || head == "" {
		t.Fatalf("status %d: %s%s", r.status, r.stdout, r.stderr)
	}
	spaced := strings.ToUpper(head[:32]) + " " + head[32:] // as somebody types it from paper
	if r := try(t, nil, "audit", "verify", "--data", dir, "--head", spaced); r.status != 0 {
		t.Errorf("status %d: %s", r.status, r.stderr)
	}
	r = try(t, nil, "audit", "verify", "--data", dir, "--head", strings.Repeat("0", 64))
	if contains(t, r.stderr, "its tail was cut, or it was rewritten"); r.status != 1 {
		t.Errorf("status %d", r.status)
	}
}

func TestSomebodysOwnFolderIsNeverDeleted(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	own := filepath.Join(dir, "thesis.txt")
	if err := os.WriteFile(own, []byte("three years of work"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"demo", "--dir", dir}, {"demo", "--dir", dir, "--reset"}} {
		if r := try(t, nil, args...); r.status != 1 || !strings.Contains(r.stderr, "--dir") {
			t.Errorf("%v ends with %d: %s", args, r.status, r.stderr)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v (%v)", entries, err)
	}
}

func TestAnOfficeThatWasNotFinishedIsMadeAnew(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := claimDemo(dir); err != nil {
		t.Fatal(err)
	}
	half := filepath.Join(dir, "jianbao.db")
	if err := os.WriteFile(half, []byte("half of a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, "demo", "--dir", dir, "--listen", "127.0.0.1:0")
	contains(t, s.said, "Making the demonstration office")
	s.stop()
	if s = start(t, "demo", "--dir", dir, "--listen", "127.0.0.1:0"); strings.Contains(s.said, "Making") {
		t.Errorf("a whole office was made anew:\n%s", s.said)
	}
	s.stop()
}

func TestATakenPortLeadsToTheNextFreeOne(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	s := start(t, "demo", "--dir", t.TempDir(), "--listen", taken.Addr().String())
	if contains(t, s.said, "is taken; using "); s.address == "http://"+taken.Addr().String() {
		t.Errorf("the demonstration is at %s", s.address)
	}
	s.stop()
}

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// result is what a run of the program left.
type result struct {
	stdout, stderr string
	status         int
}

// try runs the program as main does, in an environment of its own.
func try(t *testing.T, env map[string]string, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	err := run(t.Context(), args, func(name string) string { return env[name] }, &stdout, &stderr)
	status := report(t.Context(), err, &stderr)
	return result{stdout.String(), stderr.String(), status}
}

// contains checks that a text holds all of the parts.
func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in:\n%s", part, text)
		}
	}
}

func TestHelpNamesEveryCommandAndExplainsEachFlag(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--help"}, {"help"}} {
		r := try(t, nil, args...)
		if r.status != 0 || r.stderr != "" {
			t.Errorf("%v ends with %d, %s", args, r.status, r.stderr)
		}
		contains(t, r.stdout, "serve", "demo", "import", "user create", "user reset-password", "user list", "audit verify", "edition verify", "export site", "backup make", "backup verify", "restore", "search rebuild", "mail test", "version")
	}
	k, err := kong.New(&cli{})
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range k.Model.Leaves(false) {
		r := try(t, nil, append([]string{"help"}, strings.Fields(command.Path())...)...)
		if r.status != 0 {
			t.Errorf("help %s ends with %d: %s", command.Path(), r.status, r.stderr)
		}
		for _, f := range command.Flags {
			if f.Hidden { // for whoever measures
				continue
			}
			if f.Help == "" {
				t.Errorf("%s: --%s is not explained", command.Path(), f.Name)
			}
			contains(t, r.stdout, "--"+f.Name)
			if want := "JIANBAO_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_")); len(f.Envs) > 0 && !slices.Equal(f.Envs, []string{want}) {
				t.Errorf("--%s is set by %v, want %s", f.Name, f.Envs, want)
			}
		}
	}
}

func TestWhatMakesNoSenseEndsWithStatusTwo(t *testing.T) {
	t.Parallel()
	head := []string{"audit", "verify", "--data", t.TempDir(), "--head", "abc"}
	for _, args := range [][]string{
		{},
		{"publish"},
		{"serve", "--nope"},
		{"import"},
		{"import", "--dry-run"},
		{"import", "issue.txt"},
		{"user", "create", "zhangsan"},
		{"user", "create", "zhangsan", "--name", "张三", "--administrator", "--role", "editor@kfqy"},
		head,
		{"demo", "--listen", "0.0.0.0:8080"},
		{"demo", "--listen", "192.0.2.1:8080"},
		{"demo", "--listen", "here"},
	} {
		if r := try(t, nil, args...); r.status != 2 || r.stderr == "" || r.stdout != "" {
			t.Errorf("%v ends with %d and says %q", args, r.status, r.stderr)
		}
	}
}

func TestAllProblemsOfAConfigurationAreReportedAtOnce(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	r := try(t, map[string]string{
		"JIANBAO_INSECURE_COOKIES": "maybe", "JIANBAO_TIME_ZONE": "Mars/Olympus", "JIANBAO_TRUSTED_PROXIES": "10.0.0.0/8,everybody",
		"JIANBAO_DATABASE": "mysql://root:secret@localhost/x", "JIANBAO_LISTEN": "127.0.0.1:8080",
	}, "serve", "--data", data, "--listen", "nowhere", "--base-url", "ftp://x", "--log-level", "loud", "--log-format", "xml", "--tls-cert", "a.pem", "--icp", strings.Repeat("备", 61))
	contains(t, r.stderr, "$JIANBAO_INSECURE_COOKIES", "$JIANBAO_TIME_ZONE", "$JIANBAO_TRUSTED_PROXIES", `"everybody"`, "$JIANBAO_DATABASE",
		"--listen", "--base-url", "--log-level", "--log-format", "--tls-key", "--icp")
	if strings.Contains(r.stderr, "secret") {
		t.Errorf("the password of the database is repeated: %s", r.stderr)
	}
	if _, err := os.Stat(data); r.status != 2 || err == nil {
		t.Errorf("status %d; the data folder was made: %t", r.status, err == nil)
	}
}

const testdata = "../../internal/manuscript/testdata/"

func TestADryRunPrintsWhatWasReadAndTouchesNothing(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	r := try(t, map[string]string{"JIANBAO_DATA": data, "JIANBAO_TIME_ZONE": "not even looked at"}, "import", "--dry-run", "--json", testdata+"05-numbers-restart-tables.txt")
	want, err := os.ReadFile(testdata + "05-numbers-restart-tables.json")
	if err != nil {
		t.Fatal(err)
	}
	var got, wanted any
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil {
		t.Fatalf("%v in %s", err, r.stdout)
	}
	if err := json.Unmarshal(want, &wanted); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, wanted) || r.status != 0 || r.stderr != "" {
		t.Errorf("status %d, %s, prints %s", r.status, r.stderr, r.stdout)
	}
	for _, made := range []string{data, "jianbao-data"} {
		if _, err := os.Stat(made); err == nil {
			t.Errorf("%s was made", made)
		}
	}
}

func TestARefusedFileKeepsNoOtherAway(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "empty.txt")
	if err := os.WriteFile(empty, []byte(" \n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := try(t, nil, "import", "--dry-run", "--json", testdata+"01-articles-without-sections-gbk.txt", empty, filepath.Join(t.TempDir(), "nothing.txt"), testdata+"08-sections-arabic-articles.txt")
	lines := strings.Split(strings.TrimSpace(r.stdout), "\n")
	if r.status != 1 || len(lines) != 2 || !json.Valid([]byte(lines[0])) || !json.Valid([]byte(lines[1])) {
		t.Errorf("status %d with %d lines", r.status, len(lines))
	}
	contains(t, r.stderr, empty+": the file holds no text", "nothing.txt: no such file or directory")

	r = try(t, nil, "import", "--dry-run", testdata+"03-plain-sections-stars-pages.txt")
	contains(t, r.stdout, "北屿口岸简讯 增刊第2期", "2 sections, 4 articles", "（四）一封来自货代企业的感谢信", "2 repairs", "⏎")
}

func TestTheVersionIsPrinted(t *testing.T) {
	t.Parallel()
	if r := try(t, nil, "version"); r.status != 0 || !strings.HasPrefix(r.stdout, "jianbao ") {
		t.Errorf("status %d: %s", r.status, r.stdout)
	}
}

// server is the program while it serves.
type server struct {
	address string
	said    string // what it printed until it was ready
	log     *lockedBuffer
	stop    func() result
}

var readyLine = regexp.MustCompile(`^jianbao is ready: (\S+)$`)

// start runs the program until it is ready.
func start(t *testing.T, args ...string) server {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	s := server{log: &lockedBuffer{}}
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, args, func(string) string { return "" }, w, s.log)
		_ = w.Close()
		ended <- err
	}()
	s.stop = func() result {
		cancel()
		err := <-ended
		return result{status: report(t.Context(), err, s.log), stderr: s.log.String()}
	}
	t.Cleanup(cancel)
	var said strings.Builder
	for lines := bufio.NewScanner(r); lines.Scan(); {
		if m := readyLine.FindStringSubmatch(lines.Text()); m != nil {
			s.address, s.said = m[1], said.String()
			go func() { _, _ = io.Copy(io.Discard, r) }()
			return s
		}
		said.WriteString(lines.Text() + "\n")
	}
	t.Fatalf("%v was never ready: %v\n%s%s", args, <-ended, said.String(), s.log)
	return s
}

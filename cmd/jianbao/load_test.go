package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Load is measured beside a bare net/http server, which sends the same bytes with the same headers from a process of its own.
const (
	loadConnections = 64
	loadRuns        = 5 // of each server, in turns
	asBare          = "JIANBAO_TEST_AS_BARE"
)

// duration reads how long something lasts: each run (JIANBAO_LOAD=5s for figures), or the rest before them.
func duration(t *testing.T, name string, otherwise time.Duration) time.Duration {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// loadNumber reads how many articles the archive has, or how many connections are opened at once.
func loadNumber(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		t.Fatalf("%s: %q is no number", name, text)
	}
	return n
}

func TestUnderLoadEveryAnswerIsTheWholePage(t *testing.T) {
	t.Parallel()
	articles := loadNumber(t, "JIANBAO_LOAD_ARTICLES", 0)
	office := measuredOffice(t, strconv.Itoa(articles))
	begun := time.Now()
	ours := startServer(t, office)
	page := ours.fetch(t, "/b/kfqy", "")
	t.Logf("archive of %d articles: first answer %s after start, memory then %s", articles, time.Since(begun).Round(time.Millisecond), ours.memory(t))
	rest := duration(t, "JIANBAO_REST", 0)
	time.Sleep(rest)
	t.Logf("memory after %s at rest %s", rest, ours.memory(t))
	path := regexp.MustCompile(`href="(/b/kfqy/issues/\d+)/files/`).FindSubmatch(page.body)
	if path == nil {
		path = regexp.MustCompile(`href="(/b/kfqy/issues/\d+)"`).FindSubmatch(page.body)
	}
	if path == nil {
		t.Fatal("the current issue leads nowhere")
	}
	lasts := duration(t, "JIANBAO_LOAD", 20*time.Millisecond)
	for _, coding := range []string{"", "gzip"} {
		page = ours.fetch(t, string(path[1]), coding)
		bare := startBare(t, page)
		var mine, theirs []loadRun
		for range loadRuns {
			mine = append(mine, ours.load(t, string(path[1]), coding, page.body, lasts))
			theirs = append(theirs, bare.load(t, string(path[1]), coding, page.body, lasts))
		}
		m, b := median(mine), median(theirs)
		t.Logf("%-5s %6d bytes, %d connections: %6.0f requests/s (p99 %s), bare net/http %6.0f requests/s (p99 %s), ratio %.2f; memory %s",
			coding, len(page.body), loadConnections, m.rate, m.p99, b.rate, b.p99, m.rate/b.rate, ours.memory(t))
		bare.stop()
	}
	n := loadNumber(t, "JIANBAO_LOAD_CONNECTIONS", 200)
	failed := ours.crowd(t, string(path[1]), n)
	t.Logf("%d connections open at once, each asking for the page: %d errors; memory %s", n, failed, ours.memory(t))
	if failed > 0 {
		t.Errorf("%d of %d connections failed", failed, n)
	}
}

// process is a server that runs on its own.
type process struct {
	cmd     *exec.Cmd
	address string // host and port
}

func startProgram(t *testing.T, args ...string) *process {
	t.Helper()
	program := cmp.Or(os.Getenv("JIANBAO_PROGRAM"), os.Args[0]) // figures are those of a release; otherwise this binary is the program
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), program, args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return awaited(t, cmd)
}

// measuredOffice is the folder of a demonstration office with an archive of so many articles. JIANBAO_OFFICES=FOLDER keeps it for the next time.
func measuredOffice(t *testing.T, articles string) string {
	t.Helper()
	office := filepath.Join(cmp.Or(os.Getenv("JIANBAO_OFFICES"), t.TempDir()), "office-"+articles)
	startProgram(t, "demo", "--dir", office, "--listen", "127.0.0.1:0", "--articles", articles, "--log-level", "error").stop()
	return office
}

// startServer serves an office to whoever is on this machine.
func startServer(t *testing.T, office string, more ...string) *process {
	t.Helper()
	return startProgram(t, append([]string{"serve", "--data", office, "--listen", "127.0.0.1:0", "--insecure-cookies", "--log-level", "error"}, more...)...)
}

// startBare starts the server to compare with.
func startBare(t *testing.T, p fetched) *process {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.json")
	data, err := json.Marshal(barePage{p.header, p.body})
	if err == nil {
		err = os.WriteFile(file, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), os.Args[0])
	cmd.Env = append(os.Environ(), asBare+"="+file)
	return awaited(t, cmd)
}

func awaited(t *testing.T, cmd *exec.Cmd) *process {
	t.Helper()
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: cmd}
	t.Cleanup(p.stop)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if m := readyLine.FindStringSubmatch(lines.Text()); m != nil {
			p.address = strings.TrimPrefix(m[1], "http://")
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return p
		}
	}
	t.Fatalf("the server was never ready: %v", cmd.Wait())
	return nil
}

func (p *process) stop() {
	if p.cmd.ProcessState == nil {
		_ = p.cmd.Process.Signal(os.Interrupt)
		_ = p.cmd.Wait()
	}
}

// memory is what the process holds in memory now.
func (p *process) memory(t *testing.T) string {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return "unknown" // another system
	}
	m := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(status)
	kB, err := strconv.Atoi(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d MB", kB/1024)
}

// fetched is an answer as it came over the wire.
type fetched struct {
	header http.Header
	body   []byte
}

// fetch asks twice, so that the answer is one that is held.
func (p *process) fetch(t *testing.T, path, coding string) fetched {
	t.Helper()
	var out fetched
	for range 2 {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+p.address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", orIdentity(coding))
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		if err = errors.Join(err, res.Body.Close()); err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%s answered %d: %v", path, res.StatusCode, err)
		}
		out = fetched{res.Header, body}
	}
	out.header.Del("Date")
	return out
}

func orIdentity(coding string) string {
	if coding == "" {
		return "identity"
	}
	return coding
}

// loadRun is what one run gave.
type loadRun struct {
	rate float64 // requests a second
	p99  time.Duration
}

func median(runs []loadRun) loadRun {
	slices.SortFunc(runs, func(a, b loadRun) int { return int(a.rate - b.rate) })
	return runs[len(runs)/2]
}

// load asks for one page over many connections for a while. Whatever is not the whole page fails the test.
func (p *process) load(t *testing.T, path, coding string, want []byte, d time.Duration) loadRun {
	t.Helper()
	request := fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\nAccept-Encoding: %s\r\n\r\n", path, p.address, orIdentity(coding))
	took := make([][]time.Duration, loadConnections)
	failed := make([]error, loadConnections)
	begun := time.Now()
	var all sync.WaitGroup
	for i := range loadConnections {
		all.Go(func() { took[i], failed[i] = p.ask(request, want, begun.Add(d)) })
	}
	all.Wait()
	lasted := time.Since(begun)
	if err := errors.Join(failed...); err != nil {
		t.Fatal(err)
	}
	list := slices.Concat(took...)
	slices.Sort(list)
	return loadRun{float64(len(list)) / lasted.Seconds(), list[len(list)*99/100].Round(10 * time.Microsecond)}
}

// ask sends the request again and again over one connection.
func (p *process) ask(request, want []byte, until time.Time) (took []time.Duration, err error) {
	c, err := net.Dial("tcp", p.address)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	in, body := bufio.NewReaderSize(c, 64<<10), make([]byte, len(want))
	for first := true; first || time.Now().Before(until); first = false {
		begun := time.Now()
		if _, err := c.Write(request); err != nil {
			return took, err
		}
		if err := skipHead(in); err != nil {
			return took, err
		}
		if _, err := io.ReadFull(in, body); err != nil {
			return took, err
		}
		took = append(took, time.Since(begun))
	}
	if !bytes.Equal(body, want) {
		return took, errors.New("another page")
	}
	return took, nil
}

// skipHead reads the status line and the header of an answer.
func skipHead(in *bufio.Reader) error {
	for n := 0; ; n++ {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		if n == 0 && !bytes.HasPrefix(line, []byte("HTTP/1.1 200 ")) {
			return fmt.Errorf("answered %q", line)
		}
		if len(line) == 2 {
			return nil
		}
	}
}

// crowd opens n connections, asks for the page on each of them when all are open, and counts those that fail.
func (p *process) crowd(t *testing.T, path string, n int) (failed int) {
	t.Helper()
	request := fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\nAccept-Encoding: gzip\r\n\r\n", path, p.address)
	open, errs := make([]net.Conn, n), make([]error, n)
	for i := range open {
		open[i], errs[i] = net.Dial("tcp", p.address)
	}
	var all sync.WaitGroup
	for i, c := range open {
		if errs[i] != nil {
			continue
		}
		all.Go(func() {
			_, err := c.Write(request)
			in := bufio.NewReaderSize(c, 512)
			if err == nil {
				err = skipHead(in)
			}
			if err == nil {
				_, err = in.Discard(1000)
			}
			errs[i] = err
		})
	}
	all.Wait()
	for i, c := range open {
		if errs[i] != nil {
			failed++
		}
		if c != nil {
			_ = c.Close()
		}
	}
	if err := errors.Join(errs...); err != nil {
		t.Logf("first of them: %v", errs[slices.IndexFunc(errs, func(err error) bool { return err != nil })])
	}
	return failed
}

// barePage is what the bare server sends.
type barePage struct {
	Header http.Header
	Body   []byte
}

// serveBare is the server to compare with: the page is in memory, and nothing stands before it.
func serveBare(file string) {
	var p barePage
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, &p)
	}
	if err != nil {
		panic(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Printf("jianbao is ready: http://%s\n", l.Addr())
	s := http.Server{ReadHeaderTimeout: readHeaderTimeout, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		maps.Copy(h, p.Header)
		_, _ = w.Write(p.Body)
	})}
	_ = s.Serve(l)
}

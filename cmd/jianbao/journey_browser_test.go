package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/internal/testenv"
)

// The longest that one step may take, and a whole journey with every browser in it. Both only end what would never end.
const (
	stepLimit    = 60 * time.Second
	journeyLimit = 8 * time.Minute
)

// The widths of a desk and of a phone.
const (
	deskWidth, deskHeight   = 1280, 900
	phoneWidth, phoneHeight = 390, 844
)

// journey is the running program with a demonstration office of its own, and a Chromium to visit it with.
type journey struct {
	t       *testing.T
	ctx     context.Context
	address string
	next    string // the file that the program offers to bring in
}

// begin starts program and browser for one test and ends them with it.
func begin(t *testing.T) *journey {
	t.Helper()
	chrome := testenv.ChromePath(t)
	// What looks at a failure outlives the test's own context.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), journeyLimit)
	t.Cleanup(cancel)
	j := &journey{t: t}
	j.serve(ctx)

	allocator, stop := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chrome), chromedp.WindowSize(deskWidth, deskHeight),
		chromedp.NoSandbox, // its sandbox does not work as root, nor in most containers; it sees our own pages only
	)...)
	t.Cleanup(stop)
	j.ctx, _ = chromedp.NewContext(allocator)
	if err := chromedp.Do(j.ctx); err != nil {
		t.Fatalf("start %s: %v", chrome, err)
	}
	t.Cleanup(func() { _ = chromedp.Cancel(j.ctx) })
	return j
}

// furnished makes a demonstration office, once: every journey begins with a copy of it, because making one takes long under the race
// detector.
var furnished = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(offices, "demo")
	ctx, stop := context.WithTimeout(context.Background(), journeyLimit)
	defer stop()
	d := startDemo(ctx, dir)
	if d.address == "" {
		return "", fmt.Errorf("the program did not start: %w", d.end())
	}
	stop()
	return dir, d.end()
})

// offices is the folder of what all journeys share; TestMain makes it and takes it away.
var offices string

// running is the program on its way.
type running struct {
	address string // empty: it did not start
	end     func() error
}

// startDemo runs the program as its README says, until ctx ends. What it logs from a warning upwards is an error of its end.
func startDemo(ctx context.Context, dir string) running {
	out, stdout := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		var stderr strings.Builder
		err := run(ctx, []string{"demo", "--dir", dir, "--listen", "127.0.0.1:0"}, func(string) string { return "" }, stdout, &stderr)
		if stderr.Len() > 0 {
			err = errors.Join(err, fmt.Errorf("it logged:\n%s", &stderr))
		}
		_ = stdout.Close()
		ended <- err
	}()
	d := running{end: func() error { return <-ended }}
	lines := bufio.NewScanner(out)
	for d.address == "" && lines.Scan() {
		if address, ready := strings.CutPrefix(lines.Text(), "jianbao is ready: "); ready {
			d.address = address
		}
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return d
}

// serve runs the program on an office of its own.
func (j *journey) serve(ctx context.Context) {
	j.t.Helper()
	made, err := furnished()
	if err != nil {
		j.t.Fatal(err)
	}
	dir := filepath.Join(j.t.TempDir(), "demo")
	if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
		j.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(ctx)
	d := startDemo(ctx, dir)
	j.t.Cleanup(func() {
		stop()
		if err := d.end(); err != nil {
			j.t.Errorf("the program ended with %v", err)
		}
	})
	if d.address == "" {
		j.t.Fatal("the program did not start")
	}
	j.address = d.address
	j.next = filepath.Join(dir, demo.NextName)
}

// person is somebody at a browser of their own.
type person struct {
	t        *testing.T
	ctx      context.Context
	name     string
	address  string
	refusals sync.Map // addresses that are expected to answer with an error
}

// somebody opens a browser that shares nothing with the others. Everything that its console complains of fails the test.
func (j *journey) somebody(name string) *person {
	j.t.Helper()
	ctx, _ := chromedp.NewContext(j.ctx, chromedp.WithNewBrowserContext())
	p := &person{t: j.t, ctx: ctx, name: name, address: j.address}
	heard := make(chan struct{})
	messages := chromedp.Console(ctx)
	go func() {
		defer close(heard)
		p.hear(messages)
	}()
	j.t.Cleanup(func() {
		if j.t.Failed() {
			p.photograph(ctx)
		}
		_ = chromedp.Cancel(ctx)
		<-heard
	})
	// Chromium's console tells of errors and of most that the policy refuses; this tells of the rest.
	const watch = `addEventListener("securitypolicyviolation", (e) => console.error("refused by the policy:", e.violatedDirective, e.blockedURI))`
	tell(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watch})
	return p
}

// staff is somebody of the demonstration office who has signed in and stands before the to-do page.
func (j *journey) staff(login string) *person {
	j.t.Helper()
	p := j.somebody(login)
	p.signIn(login)
	p.at(paths.To(paths.ToDo, demo.Slug))
	return p
}

func (p *person) signIn(login string) {
	p.t.Helper()
	p.open(paths.SignIn)
	p.fill("login", login)
	p.fill("password", demo.Password)
	p.press("登录")
}

// hear fails the test for each error on the console.
func (p *person) hear(messages iter.Seq2[chromedp.ConsoleMessage, error]) {
	for m, err := range messages {
		if err != nil {
			return // the browser is closed
		}
		if _, expected := p.refusals.Load(m.URL); m.Source == "network" && expected {
			continue
		}
		if m.IsException() || m.Type == chromedp.ConsoleError || m.Type == "assert" {
			p.t.Errorf("the console of %s says at %s:%d: %s", p.name, m.URL, m.Line, m.Text)
		}
	}
}

// photograph keeps what the person saw at the end.
func (p *person) photograph(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, stepLimit)
	defer cancel()
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(p.t.ArtifactDir(), p.name+".png"), picture, 0o600)
	}
	if err != nil {
		p.t.Logf("no picture of what %s saw: %v", p.name, err)
	}
}

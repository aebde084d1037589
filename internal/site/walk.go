package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"jianbao/internal/paths"
)

// walk asks for every address of the site once.
type walk struct {
	Options
	folder *folder
	before manifest
	after  manifest
	queue  []string
	seen   map[string]bool
	placed map[string]string // address by file
	report Report
}

// run walks through the site. What stood in the folder is asked for first, so that what was withdrawn goes before anything else comes.
func (w *walk) run(ctx context.Context) error {
	gone, err := w.Gone(ctx)
	if err != nil {
		return err
	}
	for _, address := range slices.Concat(sorted(w.before.Pages), []string{paths.Home, paths.Robots, paths.Favicon, paths.SiteMap, paths.APISpec, missing}, gone) {
		w.meet(address)
	}
	asked := 0
	for len(w.queue) > 0 {
		address := w.queue[0]
		w.queue = w.queue[1:]
		if err := w.visit(ctx, address); err != nil {
			return err
		}
		if asked++; w.Progress != nil {
			w.Progress(asked)
		}
	}
	return w.settle()
}

// meet notes an address of the site that is not known yet, and the one under which programs read the same.
func (w *walk) meet(address string) {
	u, err := url.Parse(address)
	if err != nil || w.seen[address] {
		return
	}
	r, values, ok := ruleOf(u)
	if !ok {
		return
	}
	w.seen[address] = true
	w.queue = append(w.queue, address)
	if api := beside(r, values); api != "" {
		w.meet(api)
	}
	if u.RawQuery != "" { // not every web server looks at it
		w.meet(u.EscapedPath())
	}
}

// visit asks for an address and keeps what it gets. Its error ends the walk; what fails for one address alone is reported.
func (w *walk) visit(ctx context.Context, address string) error {
	a, err := ask(ctx, w.Handler, w.Origin, address, "")
	if err != nil {
		return err
	}
	switch a.status {
	case http.StatusOK, http.StatusGone:
		err = w.keep(ctx, address, a)
	case http.StatusNotFound:
		if address == missing {
			err = w.keep(ctx, address, a)
		}
	default:
		err = fmt.Errorf("the answer is %d %s", a.status, http.StatusText(a.status))
	}
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	if known, ok := w.before.Pages[address]; ok {
		w.after.Pages[address] = known
	}
	w.report.Failed = append(w.report.Failed, fmt.Errorf("%s: %w", address, err))
	if len(w.report.Failed) >= maxFailures {
		return errors.New("too much fails; nothing is deleted")
	}
	return nil
}

func (w *walk) keep(ctx context.Context, address string, a *answer) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	kind := a.header.Get("Content-Type")
	name, ok := fileName(u, a.header)
	if !ok {
		w.report.LeftOut = append(w.report.LeftOut, address)
		return nil
	}
	if w.placed[name] != "" { // the same address, written in another way
		return nil
	}
	w.placed[name] = address
	links, err := linksOf(kind, a.body.Bytes())
	if err != nil {
		return err
	}
	if err := w.follow(ctx, links); err != nil {
		return err
	}
	sum := sha256.Sum256(a.body.Bytes())
	p := page{File: name, Status: a.status, SHA256: hex.EncodeToString(sum[:]), Header: headerOf(a.header, pageFields)}
	if p.Header["Content-Disposition"] != "" {
		p.Header[policyField] = a.header.Get(policyField)
	}
	if address == paths.Home {
		w.after.Header = headerOf(a.header, siteFields)
	}
	if err := w.put(name, a.body.Bytes()); err != nil {
		return err
	}
	if w.Compressed {
		if p.Coded, err = w.keepCoded(ctx, address, name, a.status); err != nil {
			return err
		}
	}
	w.after.Pages[address] = p
	return nil
}

// follow meets what a page leads to. Styles and scripts are there before the page is.
func (w *walk) follow(ctx context.Context, links []string) error {
	assets, _ := strings.CutSuffix(paths.Assets, "*")
	for _, link := range links {
		address, ok := inSite(link, w.Origin)
		if !ok {
			continue
		}
		if strings.HasPrefix(address, assets) && !w.seen[address] {
			w.seen[address] = true
			if err := w.visit(ctx, address); err != nil {
				return err
			}
		}
		w.meet(address)
	}
	return nil
}

// codings are the content codings that the handler knows, and what web servers that send ready files end their names with.
var codings = []struct{ name, ending string }{{"gzip", ".gz"}, {"br", ".br"}}

func (w *walk) keepCoded(ctx context.Context, address, name string, status int) (endings []string, err error) {
	for _, c := range codings {
		a, err := ask(ctx, w.Handler, w.Origin, address, c.name)
		switch {
		case err != nil:
			return nil, err
		case a.status != status:
			return nil, errors.New("it has changed meanwhile")
		case a.coding() != c.name: // it is not worth it
			continue
		}
		if err := w.put(name+c.ending, a.body.Bytes()); err != nil {
			return nil, err
		}
		endings = append(endings, c.ending)
	}
	return endings, nil
}

func (w *walk) put(name string, body []byte) error {
	changed, err := w.folder.put(name, body)
	if changed {
		w.report.Written++
	}
	return err
}

// settle deletes what the site holds no more and writes down what it holds.
func (w *walk) settle() error {
	wanted := map[string]bool{manifestName: true}
	w.report.count(w.after)
	for _, p := range w.after.Pages {
		for _, name := range p.files() {
			wanted[name] = true
		}
	}
	for _, t := range tables {
		wanted[t.name] = true
		if err := w.put(t.name, t.write(w.after)); err != nil {
			return err
		}
		w.after.Tables = append(w.after.Tables, t.name)
	}
	for _, name := range sorted(w.folder.ours) {
		if wanted[name] {
			continue
		}
		if err := w.folder.remove(name); err != nil {
			return err
		}
		w.report.Removed++
	}
	if len(w.report.Failed) == 0 {
		w.after.Made = w.Made
	}
	return w.folder.finish(w.after)
}

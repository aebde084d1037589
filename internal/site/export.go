package site

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// Options say what is written where.
type Options struct {
	Dir     string
	Handler http.Handler // of the whole program
	Origin  string       // scheme and host of the site, as the handler knows it
	// Gone gives the addresses of what was withdrawn, to which no page leads.
	Gone func(ctx context.Context) ([]string, error)
	// Version is the version of what readers see. When it is another one at the end than at the beginning, everything is asked again.
	Version func(ctx context.Context) (int64, error)
	// Made names everything else that pages depend on: the program and its settings. When neither it nor the version has changed since the
	// last time, nothing is asked for. Empty: everything is.
	Made       string
	All        bool            // ask for everything all the same
	Compressed bool            // write pages in the content codings of the handler too
	Progress   func(asked int) // told after each address; nobody knows beforehand how many there are
}

// Report is what became of a folder.
type Report struct {
	Same    bool // nothing has changed since the last time
	Pages   int  // addresses that the folder answers, notices among them
	Notices int  // of what was withdrawn
	Written int  // files that are new or changed
	Removed int  // files
	LeftOut []string
	Failed  []error // for each address that could not be written: what stood there stays
}

// Limits of patience: how often everything is asked again while people publish, and after how many failures it is not worth going on.
const (
	maxPasses   = 5
	maxFailures = 20
)

// Export writes the site into a folder. What stays as it is is not written again; what the handler calls withdrawn becomes the notice
// it gives, and what it does not know any more is deleted, where this program wrote it.
func Export(ctx context.Context, o Options) (r Report, err error) {
	f, m, err := openFolder(o.Dir)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	for range maxPasses {
		version, err := o.Version(ctx)
		if err != nil {
			return r, err
		}
		if r.Written+r.Removed == 0 && !o.All && o.Made != "" && m.Made == o.Made && m.Version == version && f.stands(m) {
			r.Same = true
			r.count(m)
			return r, nil
		}
		w := &walk{
			Options: o, folder: f, before: m, after: manifest{Origin: o.Origin, Version: version, Pages: map[string]page{}, Header: m.Header},
			seen: map[string]bool{}, placed: map[string]string{},
		}
		w.report.Written, w.report.Removed = r.Written, r.Removed
		err = w.run(ctx)
		if r = w.report; err != nil {
			return r, err
		}
		m = w.after
		now, err := o.Version(ctx)
		if err != nil || now == version {
			return r, err
		}
	}
	return r, fmt.Errorf("people publish faster than the site can be written: after %d rounds it is of several moments; try again", maxPasses)
}

// count notes what a folder holds.
func (r *Report) count(m manifest) {
	r.Pages, r.Notices = len(m.Pages), 0
	for _, p := range m.Pages {
		if p.Status == http.StatusGone {
			r.Notices++
		}
	}
}

package htmldoc

import (
	"golang.org/x/net/html"

	"jianbao/internal/flow"
)

// beginnings are what happens where certain elements begin.
var beginnings = map[string]func(r *reader, f *frame, t html.Token) error{
	"br":  func(r *reader, _ *frame, _ html.Token) error { r.lineBreak(); return nil },
	"img": func(r *reader, f *frame, t html.Token) error { return r.image(f, t) },
	"embed": func(r *reader, _ *frame, t html.Token) error {
		r.tally.Omit(flow.Object, attribute(t, "src"))
		return nil
	},
	"frame": func(r *reader, _ *frame, t html.Token) error {
		r.tally.Omit(flow.External, attribute(t, "src"))
		return nil
	},
	"ul":    func(_ *reader, f *frame, t html.Token) error { f.list, f.depth = newList(t), f.depth+1; return nil },
	"ol":    func(_ *reader, f *frame, t html.Token) error { f.list, f.depth = newList(t), f.depth+1; return nil },
	"li":    func(r *reader, f *frame, t html.Token) error { return r.beginItem(f, t) },
	"table": func(r *reader, f *frame, _ html.Token) error { r.beginTable(f); return nil },
	"td":    func(r *reader, f *frame, t html.Token) error { return r.beginCell(f, t) },
	"th":    func(r *reader, f *frame, t html.Token) error { return r.beginCell(f, t) },
	"tr": func(_ *reader, f *frame, _ html.Token) error {
		if f.table != nil {
			f.table.beginRow()
		}
		return nil
	},
	"thead": func(_ *reader, f *frame, _ html.Token) error { f.table.setHead(true); return nil },
	"tbody": func(_ *reader, f *frame, _ html.Token) error { f.table.setHead(false); return nil },
	"tfoot": func(_ *reader, f *frame, _ html.Token) error { f.table.setHead(false); return nil },
}

func (r *reader) begin(f *frame, t html.Token) error {
	switch name := noteOf(t); {
	case name != "":
		return r.refer(f, name)
	case leadsBack(t):
		f.secret = &secret{silent: true}
	case f.block && r.beginNote(f, attribute(t, "id")):
	default:
		if begin, known := beginnings[t.Data]; known {
			return begin(r, f, t)
		}
	}
	return nil
}

func (t *table) setHead(is bool) {
	if t != nil {
		t.inHead = is
	}
}

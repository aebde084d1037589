package htmldoc

import (
	"golang.org/x/net/html"

	"jianbao/internal/flow"
)

// frame is an element that is open, with what holds for the text in it: it begins as a copy of the one around it.
type frame struct {
	name        string
	group       group
	block       bool
	looks       flow.Run // marks and address; no text
	align       flow.Align
	points      float64
	outline     int
	style       string
	pre         bool
	secret      *secret // text in here is left out
	inMarker    bool    // text in here is the mark of a list that Word wrote out
	pictureFont bool    // letters are pictures in its font
	listLevel   int     // of a paragraph that Word made an item; 0: none
	depth       int     // of lists
	list        *list
	table       *table
	inNote      bool
	close       func() error
}

// secret is a stretch of text that is left out as one.
type secret struct {
	kind   flow.OmissionKind
	silent bool
	told   bool
	label  *string // where the text is kept all the same
}

func (r *reader) top() *frame { return &r.stack[len(r.stack)-1] }

// start opens an element.
func (r *reader) start(t html.Token) error {
	e := elements[t.Data]
	if r.top().secret == nil {
		if err := r.makeRoom(e); err != nil {
			return err
		}
	}
	f := *r.top()
	f.name, f.group, f.block, f.close = t.Data, member[t.Data], e.block, nil
	r.dress(&f, e, t)
	if f.secret == nil {
		if err := r.begin(&f, t); err != nil {
			return err
		}
	}
	if e.void || t.Type == html.SelfClosingTagToken && e.omit == "" {
		return nil
	}
	if len(r.stack) > flow.MaxDepth {
		return &flow.Error{Code: flow.TooLarge, Detail: "nesting", Limit: flow.MaxDepth}
	}
	r.stack = append(r.stack, f)
	return nil
}

// makeRoom closes what the new element cannot stand in, and the paragraph before a block.
func (r *reader) makeRoom(e element) error {
	closing := 0
	for i := len(r.stack) - 1; i > 0 && e.closes != 0; i-- {
		group := r.stack[i].group
		if group&e.closes != 0 {
			closing = i
		}
		if group&e.scope != 0 {
			break
		}
	}
	if closing > 0 {
		if err := r.popTo(closing); err != nil {
			return err
		}
	}
	if e.block {
		return r.flush()
	}
	return nil
}

// dress gives the frame what the element, its attributes and its style say.
func (r *reader) dress(f *frame, e element, t html.Token) {
	if e.mark != nil {
		e.mark(&f.looks)
	}
	if e.outline > 0 {
		f.outline = e.outline
	}
	if e.align != "" {
		f.align = e.align
	}
	if e.style != "" {
		f.style = e.style
	}
	f.pre = f.pre || e.pre
	if e.block {
		f.listLevel = 0
	}
	if f.secret == nil && e.omit != "" {
		r.hide(f, e.omit, e.silent, attribute(t, "src"))
	}
	r.applyAttributes(f, t)
}

// hide leaves out the text of the frame. What is fetched or run is reported even where it holds no text.
func (r *reader) hide(f *frame, kind flow.OmissionKind, silent bool, sample string) {
	if f.secret != nil {
		return
	}
	f.secret = &secret{kind: kind, silent: silent}
	if !silent && (kind == flow.Script || kind == flow.Object || kind == flow.External) {
		f.secret.silent = true
		r.tally.Omit(kind, sample)
	}
}

// end closes an element, with all that is still open in it. An end without a beginning means nothing, and so does one that would
// reach out of the cell it stands in. Marks may end before the blocks in them do.
func (r *reader) end(name string) error {
	if name == "br" {
		r.lineBreak()
		return nil
	}
	block := elements[name].block
	inside := member[name]&(cells|rows|rowGroups|tables) == 0
	for i := len(r.stack) - 1; i > 0; i-- {
		f := &r.stack[i]
		if f.name == name {
			return r.popTo(i)
		}
		if reachesOut := inside && f.group&(cells|tables) != 0; reachesOut {
			return nil
		}
		if f.block && !block {
			r.dropMark(i, name)
			return nil
		}
	}
	return nil
}

// dropMark forgets the innermost open mark of that name below the block at i, up to the cell.
func (r *reader) dropMark(i int, name string) {
	for ; i > 0 && r.stack[i].group&(cells|tables) == 0; i-- {
		if r.stack[i].name == name {
			r.stack = append(r.stack[:i], r.stack[i+1:]...)
			return
		}
	}
}

// popTo closes all elements from the top down to number n.
func (r *reader) popTo(n int) error {
	for len(r.stack) > n {
		f := *r.top()
		if f.block && f.secret == nil {
			if err := r.flush(); err != nil {
				return err
			}
		}
		if f.close != nil {
			if err := f.close(); err != nil {
				return err
			}
		}
		r.stack = r.stack[:len(r.stack)-1]
	}
	return nil
}

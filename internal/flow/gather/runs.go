package gather

import "jianbao/internal/flow"

// Runs puts the runs of a paragraph together. Text may come in any pieces: those of the same looks become one run, and no piece is
// copied more than a few times. The zero value is ready for use.
type Runs struct {
	done []flow.Run
	last flow.Run // the looks of the text that is open
	text []byte
}

// Add adds text, a picture or a note.
func (r *Runs) Add(run flow.Run) {
	text := run.Text
	run.Text = ""
	if len(r.text) > 0 && (text == "" || run != r.last) {
		r.close()
	}
	switch {
	case text != "":
		r.last, r.text = run, append(r.text, text...)
	case run.Picture > 0 || run.Note > 0:
		r.done = append(r.done, run)
	}
}

func (r *Runs) close() {
	if len(r.text) > 0 {
		r.last.Text = string(r.text)
		r.done = append(r.done, r.last)
		r.text = r.text[:0]
	}
}

// Empty tells that nothing was added yet.
func (r *Runs) Empty() bool { return len(r.done) == 0 && len(r.text) == 0 }

// Take hands the runs over and begins anew.
func (r *Runs) Take() []flow.Run {
	r.close()
	done := r.done
	*r = Runs{text: r.text}
	return done
}

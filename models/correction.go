package models

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Correction is what a manifest says of an edition that corrects the one before (更正): the number of the edition, and what readers are told.
type Correction struct {
	Edition int    `json:"edition"`
	Note    string `json:"note"`
}

// MaxCorrectionNote bounds the public note of a correction, in characters.
const MaxCorrectionNote = 1000

// CorrectionLabel stands before the note of a correction wherever it is printed.
const CorrectionLabel = "更正说明"

// Correction is what the manifest of the working copy says; nil for a first edition.
func (i Issue) Correction() *Correction {
	if i.CorrectionEdition == 0 {
		return nil
	}
	return &Correction{Edition: i.CorrectionEdition, Note: i.CorrectionNote}
}

// WithoutTexts is the issue without what is written in its working copy, for whoever may not read that.
func (i Issue) WithoutTexts() Issue {
	i.Name, i.Host, i.Date, i.AccessNote, i.EditorNote, i.CorrectionNote, i.Distribution = "", "", "", "", "", "", Distribution{}
	return i
}

// CorrectionChain is the chain that a correction passes through: the bulletin's own without the steps that are skipped. The sign-off never is.
func (b Bulletin) CorrectionChain() Chain {
	var out Chain
	for k, step := range b.Chain {
		if b.Chain.SignOff(k) || !slices.Contains(b.CorrectionSkips, step.Name) {
			out = append(out, step)
		}
	}
	return out
}

// CorrectionHead is the head of the note as it is printed: 更正说明（更正后第2版，2026年11月5日）：; the day is left out before publication.
func (c EditionContent) CorrectionHead() string {
	if c.Manifest.Correction == nil {
		return ""
	}
	edition := fmt.Sprintf("更正后第%d版", c.Manifest.Correction.Edition)
	if day, err := time.Parse(time.DateOnly, c.CorrectedOn); err == nil {
		edition += day.Format("，2006年1月2日")
	}
	return CorrectionLabel + "（" + edition + "）："
}

// Noted is the content with the note of a correction before the editor's note, which is where files print it.
func (c EditionContent) Noted() EditionContent {
	if c.Manifest.Correction == nil {
		return c
	}
	lines := []string{c.CorrectionHead() + c.Manifest.Correction.Note}
	if note := EditorNoteParagraphs(c.Manifest.EditorNote); len(note) > 0 {
		lines = append(append(lines, EditorNoteLabel+note[0]), note[1:]...)
	}
	c.Manifest.EditorNote = strings.Join(lines, "\n")
	return c
}

// NoteLabel is what stands before the first paragraph of an editor's note: nothing where a correction's note has come first.
func NoteLabel(note string) string {
	if strings.HasPrefix(strings.TrimSpace(note), CorrectionLabel+"（更正后第") {
		return ""
	}
	return EditorNoteLabel
}

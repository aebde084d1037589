package models

import (
	"slices"
	"strings"
	"time"
)

// ProposalState is what became of a proposal.
type ProposalState string

// The states. Only an open one waits for somebody.
const (
	ProposalOpen      ProposalState = "open"
	ProposalAccepted  ProposalState = "accepted"
	ProposalRejected  ProposalState = "rejected"
	ProposalWithdrawn ProposalState = "withdrawn"
)

// Proposal is another text for one block that somebody proposes (修改建议). An editor decides; an accepted one is the editor's
// revision, and the proposal remains the record of who thought of it. Its author is no contributor by it.
type Proposal struct {
	ID        int64 `gorm:"primaryKey"`
	ArticleID int64
	BlockID   string
	Before    Block  `gorm:"serializer:json"` // as its author saw it
	After     string // marker and text; empty: the block is to go
	Note      string // why
	State     ProposalState
	AuthorID  int64
	CreatedAt time.Time

	DecidedBy  *int64
	DecidedAt  *time.Time
	RevisionID *int64 // in which it was accepted
}

// ProposableKinds are the kinds of block whose text can be written as a line: what the plain form writes.
var ProposableKinds = []BlockKind{Paragraph, Heading, Quote, Attachment, Note}

// Proposable reports whether another text can be proposed for the block.
func (b Block) Proposable() bool { return slices.Contains(ProposableKinds, b.Kind) }

// LineText is the text of a proposable block as a person writes it: the marker, then the text.
func (b Block) LineText() string { return b.Marker + PlainText(b.Inlines) }

// WithLine is the block with another text, written as LineText gives it. Marks stay on every character that is still there.
func (b Block) WithLine(text string) Block {
	switch rest, ok := strings.CutPrefix(text, b.Marker); {
	case ok && b.Marker != "":
		text = strings.TrimLeft(rest, " \u3000")
	case b.Kind == Paragraph || b.Kind == Heading:
		b.Marker, text = SplitMarker(text)
	default:
		b.Marker = ""
	}
	b.Inlines, b.Likely = Retext(b.Inlines, text), false
	return b
}

// WithLines is WithLine for a text of several lines, each a paragraph: the first one keeps the block's id, none is empty. A block that
// has line breaks of its own stays one.
func (b Block) WithLines(text string) []Block {
	if strings.Contains(PlainText(b.Inlines), "\n") {
		return []Block{b.WithLine(text)}
	}
	var out []Block
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if len(out) == 0 {
			out = append(out, b.WithLine(line))
			continue
		}
		more := Block{ID: NewBlockID(), Kind: Paragraph}
		out = append(out, more.WithLine(line))
	}
	return out
}

// Normalise brings a proposal into its stored form.
func (p *Proposal) Normalise() {
	p.After, p.Note = strings.TrimSpace(strings.ReplaceAll(p.After, "\r\n", "\n")), strings.TrimSpace(p.Note)
}

// Validate checks a normalised proposal.
func (p Proposal) Validate() error {
	var out Problems
	checkLines(&out, "after", p.After, 0, MaxBlockText)
	checkLines(&out, "note", p.Note, 0, MaxCommentText)
	if p.After == p.Before.LineText() {
		out.Add("after", "proposal.same")
	}
	return out.Err()
}

// Stands reports whether the block that a proposal was written for still reads as its author saw it.
func (p Proposal) Stands(b Body) bool {
	now, ok := b.ByID()[p.BlockID]
	return ok && now.LineText() == p.Before.LineText()
}

// WithText puts another text into a block of a body; an empty one takes the block out. A body without the block is left as it is.
func (b Body) WithText(block, text string) Body {
	i := slices.IndexFunc(b.Blocks, func(bl Block) bool { return bl.ID == block })
	if i < 0 {
		return b
	}
	return Body{Blocks: slices.Concat(b.Blocks[:i], b.Blocks[i].WithLines(text), b.Blocks[i+1:])}
}

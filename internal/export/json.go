package export

import (
	"encoding/json"
	"fmt"
	"io"

	"jianbao/models"
)

// The form of the JSON (docs/exports.md). The version grows when a field is taken away or means something else; new fields do not
// change it.
const (
	jsonFormat  = "jianbao-issue"
	jsonVersion = 1
)

type jsonIssue struct {
	Format       string          `json:"format"`
	Version      int             `json:"version"`
	ManifestHash string          `json:"manifest_hash"`
	Masthead     jsonMasthead    `json:"masthead"`
	EditorNote   []string        `json:"editor_note"`
	Correction   *jsonCorrection `json:"correction"` // null: the first edition
	Archive      bool            `json:"archive"`    // from before this system
	Sections     []jsonSection   `json:"sections"`
	Distribution jsonLists       `json:"distribution"`
	Colophon     jsonColophon    `json:"colophon"`
}

type jsonMasthead struct {
	Name       string           `json:"name"`
	Kind       models.IssueKind `json:"kind"`
	Year       int              `json:"year"`
	Number     int              `json:"number"`
	Cumulative int              `json:"cumulative"`
	Label      string           `json:"label"`
	Host       string           `json:"host"`
	Date       string           `json:"date"`
	Note       string           `json:"note"`
}

type jsonCorrection struct {
	Edition int    `json:"edition"`
	Date    string `json:"date"` // empty before publication
	Note    string `json:"note"`
}

type jsonSection struct {
	Number   int           `json:"number"`
	Title    string        `json:"title"`
	Articles []jsonArticle `json:"articles"`
}

type jsonArticle struct {
	ID     int64       `json:"id"`
	Number int         `json:"number"`
	Title  string      `json:"title"`
	Units  []string    `json:"units"`
	Source string      `json:"source"`
	Body   models.Body `json:"body"`
}

type jsonLists struct {
	To  []string `json:"to"`
	CC  []string `json:"cc"`
	For []string `json:"for"`
}

type jsonColophon struct {
	Editors   []string `json:"editors"`
	Reviewers []string `json:"reviewers"`
	Signer    string   `json:"signer"`
	Phone     string   `json:"phone"`
}

// WriteJSON writes the issue for other programs: what it prints, and the texts as trees. What only the office knows (origins,
// revisions, doubts of intake) stays out.
func WriteJSON(w io.Writer, c models.EditionContent) error {
	m := c.Manifest.Masthead
	out := jsonIssue{
		Format: jsonFormat, Version: jsonVersion, ManifestHash: c.Manifest.Hash(),
		Masthead: jsonMasthead{
			Name: m.Name, Kind: m.Kind, Year: m.Year, Number: m.Number, Cumulative: m.Cumulative, Label: m.Label(), Host: m.Host, Date: m.Date, Note: m.Note,
		},
		Archive:      c.Manifest.Archive,
		EditorNote:   list(models.EditorNoteParagraphs(c.Manifest.EditorNote)),
		Sections:     make([]jsonSection, len(c.Sections)),
		Distribution: jsonLists{list(c.Manifest.Distribution.To), list(c.Manifest.Distribution.CC), list(c.Manifest.Distribution.For)},
		Colophon:     jsonColophon{list(c.Colophon.Editors), list(c.Colophon.Reviewers), c.Colophon.Signer, c.Colophon.Phone},
	}
	if n := c.Manifest.Correction; n != nil {
		out.Correction = &jsonCorrection{n.Edition, c.CorrectedOn, n.Note}
	}
	for i, s := range c.Sections {
		out.Sections[i] = jsonSection{Number: s.Number, Title: s.Title, Articles: make([]jsonArticle, len(s.Articles))}
		for k, a := range s.Articles {
			out.Sections[i].Articles[k] = jsonArticle{a.ID, a.Number, a.Text.Title, list(a.Text.Units), a.Text.Source, sure(a.Text.Body)}
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		return fmt.Errorf("write the JSON: %w", err)
	}
	return nil
}

// list is never null.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// sure is a body without the doubts of intake.
func sure(b models.Body) models.Body {
	out := models.Body{Blocks: make([]models.Block, len(b.Blocks))}
	for i, bl := range b.Blocks {
		bl.Likely = false
		out.Blocks[i] = bl
	}
	return out
}

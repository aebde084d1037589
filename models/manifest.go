package models

import "strings"

// Manifest is everything that will be published, as far as it is decided on: masthead, order, the hash of every article's
// text, distribution and access class. Names in the colophon come from the workflow record and are no part of it.
type Manifest struct {
	Bulletin     int64             `json:"bulletin"`
	Issue        int64             `json:"issue"`
	Masthead     Masthead          `json:"masthead"`
	EditorNote   string            `json:"editor_note"`
	Numbering    ArticleNumbering  `json:"numbering"`
	Sections     []ManifestSection `json:"sections"`
	Distribution Distribution      `json:"distribution"`
	Phone        string            `json:"phone"`
	Access       Access            `json:"access"`
	ListedUnits  []string          `json:"listed_units,omitempty"` // whose readers read what is internal (限定单位名单)
	Correction   *Correction       `json:"correction,omitempty"`   // nil: a first edition
	Archive      bool              `json:"archive,omitempty"`      // from before this system (据存档补录)
}

// Masthead is the head of the first page.
type Masthead struct {
	Name string `json:"name"`
	IssueNumber
	Host string `json:"host"`
	Date string `json:"date"` // YYYY-MM-DD
	Note string `json:"note"`
}

// ManifestSection is a section with its articles in order.
type ManifestSection struct {
	Title    string            `json:"title"`
	Articles []ManifestArticle `json:"articles"`
}

// ManifestArticle is one article in exactly one version.
type ManifestArticle struct {
	Article  int64  `json:"article"`
	Revision int64  `json:"revision"`
	Title    string `json:"title"`
	Hash     string `json:"hash"`
	Access   Access `json:"access,omitempty"` // of its own; empty: as the issue. The hash covers it too
}

// Hash is the manifest hash (核验码), SHA-256 in lower-case hex.
func (m Manifest) Hash() string {
	return Hash(m.withoutRevisions())
}

// withoutRevisions leaves the row numbers of revisions out: an unchanged text saved again keeps its hash.
func (m Manifest) withoutRevisions() Manifest {
	sections := make([]ManifestSection, len(m.Sections))
	for s, sec := range m.Sections {
		sections[s] = ManifestSection{Title: sec.Title, Articles: make([]ManifestArticle, len(sec.Articles))}
		for a, art := range sec.Articles {
			art.Revision = 0
			sections[s].Articles[a] = art
		}
	}
	m.Sections = sections
	return m
}

// Articles lists the articles of all sections in order.
func (m Manifest) Articles() []ManifestArticle {
	var out []ManifestArticle
	for _, s := range m.Sections {
		out = append(out, s.Articles...)
	}
	return out
}

// StoredManifest keeps a manifest that somebody decided on or has seen, by its hash.
type StoredManifest struct {
	Hash     string `gorm:"primaryKey"`
	IssueID  int64
	Manifest Manifest `gorm:"serializer:json"`
}

// CheckCode is what is printed and typed of a manifest hash: its first sixteen characters in groups of four.
func CheckCode(hash string) string {
	if len(hash) < 16 {
		return hash
	}
	return hash[0:4] + " " + hash[4:8] + " " + hash[8:12] + " " + hash[12:16]
}

// SameCheckCode compares a typed check code with a hash, forgiving case, spaces, hyphens and full-width forms.
func SameCheckCode(typed, hash string) bool {
	var b strings.Builder
	for _, r := range typed {
		switch {
		case r >= '！' && r <= '～':
			b.WriteRune(r - 0xFEE0)
		case r != ' ' && r != '\u3000' && r != '-' && r != '—':
			b.WriteRune(r)
		}
	}
	return len(hash) >= 16 && strings.ToLower(strings.ReplaceAll(b.String(), "-", "")) == hash[:16]
}

package models

import (
	"fmt"
	"slices"
	"time"
)

// ScreenWidth is how wide, in pixels, the form of a picture for screens is at most.
const ScreenWidth = 960

// StoredPicture is a picture of a bulletin's library. Its bytes stand in the file store under their SHA-256; the file that
// somebody brought in is not kept, only its hash.
type StoredPicture struct {
	ID             int64 `gorm:"primaryKey"`
	BulletinID     int64
	SHA256         string
	ScreenSHA256   string // of the form for screens; SHA256 itself where the picture is small
	OriginalSHA256 string
	ContentType    string
	Width          int // in pixels
	Height         int
	Bytes          int64
	Name           string // as the person called it; shown, never used as a path
	UserID         int64  // who brought it in
	CreatedAt      time.Time
	DeletedAt      *time.Time
}

// PictureUse is one place where a picture stands: the bulletin's name, an edition, the current text of an article, or what somebody wrote
// beside it. Without ArticleID it stands for the name: in an edition, or in the layout.
type PictureUse struct {
	SHA256      string
	ArticleID   int64
	Title       string // of the article
	Deleted     bool   // the article was deleted
	IssueID     int64  // the issue of the edition, or the one that the article stands in; 0: the pool
	Edition     int    // number of the edition; 0: a current text
	Kind        IssueKind
	Year        int
	IssueNumber int
	Writer      string // of a text that is not the current one: a working copy, or a side revision
	Side        int64  // the side revision; 0: none
}

// Issue is the printed number of the issue; empty in the pool.
func (u PictureUse) Issue() string {
	if u.IssueID == 0 {
		return ""
	}
	return IssueNumber{Kind: u.Kind, Year: u.Year, Number: u.IssueNumber}.Label()
}

// Pictures lists the pictures of a body by their SHA-256, each once, in order of their hashes.
func (b Body) Pictures() []string {
	var out []string
	for _, bl := range b.Blocks {
		if bl.Picture != nil {
			out = append(out, bl.Picture.SHA256)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Unfinished lists what an article still lacks before it is ready for review (编好待审): a picture without a text alternative.
// Each place is named as validation names it.
func (t ArticleText) Unfinished() []FieldError {
	var p Problems
	for i, b := range t.Body.Blocks {
		if b.Picture != nil && b.Picture.Alt == "" {
			p.Add(fmt.Sprintf("blocks[%d]", i), "picture.alt_missing")
		}
	}
	return p
}

// UnfinishedSince is Unfinished without what an earlier text lacked already: what came in by a file may wait, what is new may
// not.
func (t ArticleText) UnfinishedSince(before ArticleText) []FieldError {
	lacking := make(map[string]bool)
	for _, b := range before.Body.Blocks {
		lacking[b.ID] = b.Picture != nil && b.Picture.Alt == ""
	}
	text := t
	text.Body.Blocks = slices.Clone(t.Body.Blocks)
	for i, b := range text.Body.Blocks {
		if lacking[b.ID] {
			text.Body.Blocks[i] = Block{}
		}
	}
	return text.Unfinished()
}

// PictureCaption is what stands under a picture, without its marks.
func (b Block) PictureCaption() string {
	if b.Caption != "" {
		return b.Caption
	}
	return PlainText(b.Inlines)
}

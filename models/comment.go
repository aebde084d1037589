package models

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Comment is what somebody says of a passage (批注), or an answer to it: a thread is a comment and its answers. It is never part of
// what is published.
type Comment struct {
	ID        int64 `gorm:"primaryKey"`
	ArticleID int64
	ThreadID  int64 // the comment that this one answers; 0: it begins a thread
	Passage   `gorm:"embedded"`
	Text      string
	MustFix   bool    // 必须修改: the issue is neither submitted nor signed nor published before the thread is resolved
	Mentions  []int64 `gorm:"serializer:json"` // users who are asked to look
	AuthorID  int64
	CreatedAt time.Time

	ResolvedAt *time.Time // of a thread
	ResolvedBy *int64
}

// Limits of comments and proposals.
const (
	MaxCommentText = 2000 // characters
	MaxMentions    = 20
	MaxThreads     = 300 // of one article, resolved ones included
	MaxAnswers     = 50  // of one thread
	MaxProposals   = 200 // of one article, decided ones included
)

// Open reports whether a thread waits for somebody.
func (c Comment) Open() bool { return c.ThreadID == 0 && c.ResolvedAt == nil }

// Normalise brings a comment into its stored form.
func (c *Comment) Normalise() {
	c.Text = strings.TrimSpace(strings.ReplaceAll(c.Text, "\r\n", "\n"))
	if c.Mentions == nil {
		c.Mentions = []int64{}
	}
}

// Validate checks a normalised comment.
func (c Comment) Validate() error {
	var p Problems
	checkLines(&p, "text", c.Text, 1, MaxCommentText)
	checkLines(&p, "quote", c.Quote, 0, MaxQuote)
	if len(c.Mentions) > MaxMentions {
		p.Add("mention", "field.too_many", Args{"Max": MaxMentions})
	}
	return p.Err()
}

// checkLines is checkText for a text that may have several lines.
func checkLines(p *Problems, field, s string, least, most int) {
	if n := utf8.RuneCountInString(s); n > most { // counted with its line feeds
		p.Add(field, "field.too_long", Args{"Max": most, "Now": n})
		return
	}
	checkText(p, field, strings.NewReplacer("\n", "", "\t", "").Replace(s), least, most)
}

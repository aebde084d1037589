package models

import (
	"regexp"
	"time"
	"unicode/utf8"
)

// Access is who may read an issue's editions.
type Access string

// The access classes, widest first.
const (
	Public   Access = "public"   // 公开
	Members  Access = "members"  // 本系统可见: whoever is signed in
	Internal Access = "internal" // 限定单位
)

// AccessClasses lists them, widest first.
var AccessClasses = []Access{Public, Members, Internal}

// Distribution is the 报／送／发 list at the foot of an issue.
type Distribution struct {
	To  []string `json:"to"`  // 报: superiors
	CC  []string `json:"cc"`  // 送: peers
	For []string `json:"for"` // 发: subordinates
}

// Empty reports whether nobody is listed.
func (d Distribution) Empty() bool { return len(d.To)+len(d.CC)+len(d.For) == 0 }

// Bulletin is a series: name, host, number series, section library, review chain, access default.
type Bulletin struct {
	ID               int64 `gorm:"primaryKey"`
	Slug             string
	Name             string
	Host             string
	Phone            string           // printed in the colophon; empty: not printed
	AccessNote       string           // 内部资料 注意保存; empty: none
	Access           Access           // default of new issues
	ArticleNumbering ArticleNumbering // printed numbers run through or restart
	CadenceDays      int              // days between issues, for the date proposed to the next one
	Chain            Chain            `gorm:"serializer:json"`
	Informed         []int64          `gorm:"serializer:json"` // users who get every issue to read from submission (阅知)
	Distribution     Distribution     `gorm:"serializer:json"`
	ListedUnits      []string         `gorm:"serializer:json"` // default of new issues
	Layout           Layout           `gorm:"serializer:json"` // of what is printed from now on; an edition keeps its own
	Amendments       bool             // reviewers may amend in their step (审改)
	Separation       bool             // separation of duties; off only by decision of a small office
	PaperDecisions   bool             // decisions on paper or by telephone may be recorded (代录)
	EditorsPublish   bool             // editors may publish what is signed
	RequireSources   bool             // an article without source is not submitted
	Mourning         bool             // readers' pages are shown in greys, on days of mourning
	CorrectionSkips  []string         `gorm:"serializer:json"` // names of the steps that a correction does not pass through
	Position         int
	Version          int64
	CreatedAt        time.Time
	UpdatedAt        time.Time
}

// Series is the number series of one kind of issue in one bulletin. Numbers of a yearly series start again each year
// and run beside a cumulative number.
type Series struct {
	ID              int64 `gorm:"primaryKey"`
	BulletinID      int64
	Kind            IssueKind
	Yearly          bool
	FirstNumber     int // 起始期号: the first number given here; archive editions stay below it
	FirstCumulative int // yearly series: the cumulative number of the first issue here; 0 none
}

// LibrarySection is a section name that a bulletin offers to its issues.
type LibrarySection struct {
	ID         int64 `gorm:"primaryKey"`
	BulletinID int64
	Title      string
	Position   int
}

// Unit is an office that sends material in (报送单位), and whose people may read what lists it.
type Unit struct {
	ID         int64 `gorm:"primaryKey"`
	BulletinID int64
	Name       string
}

var slugForm = regexp.MustCompile(`^[a-z][a-z0-9-]{1,31}$`)

// Validate checks what a person can type wrong in a bulletin's settings.
func (b Bulletin) Validate() error {
	var p Problems
	if !slugForm.MatchString(b.Slug) {
		p.Add("slug", "bulletin.bad_slug")
	}
	checkText(&p, "name", b.Name, 1, 20)
	checkText(&p, "host", b.Host, 1, 60)
	checkText(&p, "phone", b.Phone, 0, 40)
	checkText(&p, "access_note", b.AccessNote, 0, 40)
	checkRange(&p, "cadence_days", b.CadenceDays, 0, 366)
	p = append(p, b.Chain.problems()...)
	return p.Err()
}

// checkRange notes a number outside its bounds.
func checkRange(p *Problems, field string, n, least, most int) {
	if n < least || n > most {
		p.Add(field, "field.out_of_range", Args{"Min": least, "Max": most})
	}
}

// checkText notes a text that is empty, too long or holds control characters.
func checkText(p *Problems, field, s string, least, most int) {
	n := utf8.RuneCountInString(s)
	switch {
	case n < least:
		p.Add(field, "field.required")
	case n > most:
		p.Add(field, "field.too_long", Args{"Max": most, "Now": n})
	case hasControl(s):
		p.Add(field, "field.control_character")
	}
}

package models

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// IssueKind has its own number series.
type IssueKind string

// The kinds of issue.
const (
	Regular    IssueKind = "regular"    // 正刊
	Supplement IssueKind = "supplement" // 增刊
	Special    IssueKind = "special"    // 专刊
)

// IssueKinds lists them in the order in which forms offer them.
var IssueKinds = []IssueKind{Regular, Supplement, Special}

// IssueNumber is the number of an issue within its bulletin. Year is 0 in a continuous series, Cumulative 0 where there is none.
type IssueNumber struct {
	Kind       IssueKind `json:"kind"`
	Year       int       `json:"year,omitempty"`
	Number     int       `json:"number"`
	Cumulative int       `json:"cumulative,omitempty"`
}

// Workflow is the first state axis: how far an issue's working copy has come.
type Workflow string

// The workflow states. Which step of the chain is at work stands in the run.
const (
	Drafting  Workflow = "drafting"
	Reviewing Workflow = "reviewing"
	Returned  Workflow = "returned"
	Signed    Workflow = "signed"
	Voided    Workflow = "voided"
)

// Workflows lists the states in order.
var Workflows = []Workflow{Drafting, Reviewing, Returned, Signed, Voided}

// Standing is the second state axis: how the live edition stands.
type Standing string

// The standings. Unpublished is the standing of an issue without an edition.
const (
	Unpublished Standing = "none"
	Normal      Standing = "normal"
	TakenDown   Standing = "taken_down" // 紧急下线, until the signer confirms or restores
	Withdrawn   Standing = "withdrawn"  // 撤下
	Archived    Standing = "archived"   // 归档
)

// Standings lists them in order.
var Standings = []Standing{Unpublished, Normal, TakenDown, Withdrawn, Archived}

// Issue is one numbered issue of a bulletin: its masthead, and where it stands on both axes.
type Issue struct {
	ID           int64 `gorm:"primaryKey"`
	BulletinID   int64
	Kind         IssueKind
	Year         int
	Number       int
	Cumulative   int
	Name         string // bulletin name as printed in the masthead
	Host         string
	Date         string // YYYY-MM-DD as printed
	AccessNote   string
	EditorNote   string // 编者按 before the first article
	Access       Access
	Distribution Distribution `gorm:"serializer:json"`
	ListedUnits  []string     `gorm:"serializer:json"` // whose readers read what is internal (限定单位名单)
	Workflow     Workflow
	Standing     Standing
	RunID        *int64 // the review run at work or last finished
	EditionID    *int64 // the live edition
	UploadID     *int64 // the file it was imported from
	Archival     bool   // from before this system (往期补录): never reviewed, confirmed by a signer
	VoidReason   string
	// While Correcting, the working copy is ahead of the live edition. CorrectionEdition is the number of the edition that the working
	// copy is or will be, 0 for a first edition; CorrectionNote is what readers are told of it (更正说明).
	Correcting        bool
	CorrectionEdition int
	CorrectionNote    string
	CreatedBy         int64
	CreatedAt         time.Time
	UpdatedAt         time.Time
	DeletedAt         *time.Time
	Version           int64
}

// IssueNumber is the issue's number as a value.
func (i Issue) IssueNumber() IssueNumber {
	return IssueNumber{Kind: i.Kind, Year: i.Year, Number: i.Number, Cumulative: i.Cumulative}
}

// Label is the printed number, 第232期.
func (i Issue) Label() string { return i.IssueNumber().Label() }

// Shown reports whether readers see the live edition.
func (i Issue) Shown() bool { return i.Standing == Normal || i.Standing == Archived }

// Submitted reports whether the working copy has left the editors' hands: what proofreaders, reviewers and signers may read. An archive
// issue has from the start, because it was published long ago and waits for a signer.
func (i Issue) Submitted() bool {
	return i.Archival || i.RunID != nil && i.Workflow != Drafting
}

// Validate checks the masthead as a person fills it in.
func (i Issue) Validate() error {
	var p Problems
	if !slices.Contains(IssueKinds, i.Kind) {
		p.Add("kind", "field.required")
	}
	if !slices.Contains(AccessClasses, i.Access) {
		p.Add("access", "field.required")
	}
	checkText(&p, "name", i.Name, 1, 20)
	checkText(&p, "host", i.Host, 0, 60)
	checkText(&p, "access_note", i.AccessNote, 0, 40)
	checkText(&p, "correction_note", strings.ReplaceAll(i.CorrectionNote, "\n", ""), 0, MaxCorrectionNote)
	checkText(&p, "editor_note", strings.ReplaceAll(i.EditorNote, "\n", ""), 0, 2000)
	checkRange(&p, "number", i.Number, 1, 99999)
	checkRange(&p, "cumulative", i.Cumulative, 0, 99999)
	if i.Year != 0 {
		checkRange(&p, "year", i.Year, 1949, 2200)
	}
	if i.Date != "" {
		if _, err := time.Parse(time.DateOnly, i.Date); err != nil {
			p.Add("date", "field.bad_date")
		}
	}
	for _, list := range [][]string{i.Distribution.To, i.Distribution.CC, i.Distribution.For} {
		if len(list) > 200 {
			p.Add("distribution", "field.too_many", Args{"Max": 200})
		}
		for _, who := range list {
			checkText(&p, "distribution", who, 1, 200)
		}
	}
	if len(i.ListedUnits) > MaxListedUnits {
		p.Add("listed_units", "field.too_many", Args{"Max": MaxListedUnits})
	}
	for _, unit := range i.ListedUnits {
		checkText(&p, "listed_units", unit, 1, 60)
	}
	return p.Err()
}

// MaxListedUnits bounds the units that an issue lists.
const MaxListedUnits = 500

// hasControl reports what no line of text may hold: control characters, and bytes that are no text.
func hasControl(s string) bool {
	return !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl)
}

// Section is a section of one issue (栏目). Its printed number is computed from its position.
type Section struct {
	ID       int64 `gorm:"primaryKey"`
	IssueID  int64
	Title    string // empty in an issue without sections
	Position int
}

// ValidateSectionTitle checks a section's title; it may be empty (an issue without sections).
func ValidateSectionTitle(title string) error {
	var p Problems
	checkText(&p, "title", title, 0, 40)
	return p.Err()
}

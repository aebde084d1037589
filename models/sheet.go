package models

import "time"

// SignOffRecord is what a sign-off sheet (审签单) records of the review of an issue.
type SignOffRecord struct {
	Bulletin     string
	Label        string // 第232期
	Date         string // of the issue, YYYY-MM-DD
	Articles     int
	Pictures     int // in them
	Run          int // 第几次送审
	SubmittedBy  string
	SubmittedAt  time.Time
	Contributors []string // who drafted, and so could not approve
	Steps        []SignOffStep
	Earlier      []SignOffEarlier // decisions that no longer count, oldest first
	Informed     []ReadingShown   // who got it for information, and when they had read it
	Amenders     []Amender        // of the articles that changed since submission, in their order
	Access       Access
	ListedUnits  []string
	Stricter     []StricterArticle
	Hash         string // manifest hash
	AuditSeq     int64  // head of the audit log
	AuditHash    string
}

// SignOffStep is one step of the run; without a decision it has not been decided.
type SignOffStep struct {
	Name      string
	Role      Role
	Person    string    // who has this part in a countersign step
	Duty      int       // proofreading duty; 0: none
	Deadline  time.Time // of the step at work; zero: none
	Decision  *Decision
	By        string         // who decided
	Recorder  string         // who recorded it for them
	Authority *Authorisation // by which they signed off in a signer's place
}

// SignOffEarlier is what was done before and does not count for what the sheet records: a return, an approval of another text or
// that the person named disputes, an amendment in an earlier run. An amendment has no decision.
type SignOffEarlier struct {
	SignOffStep
	Run    int
	Points []ReturnPoint // of a return
	Doers  []string      // of each point: who ticked it; empty: nobody
	At     time.Time
	Before ArticleText // of an amendment: the text that it changed
	After  ArticleText
}

// Amender is who changed an article last in the run, and in which step. Empty: an editor, by replacing the text.
type Amender struct {
	Who, Step string
	At        time.Time
}

// Fact is a line of a form: what it is about, and what it says.
type Fact struct{ Label, Text string }

// SignOffSheet is the sign-off sheet in words, as paper prints it.
type SignOffSheet struct {
	File       string // name of its file, without extension
	Title      string // 《自贸动态》审签单
	Issue      string // 第232期
	Facts      []Fact
	Code       Fact // the check code
	Steps      SheetSteps
	Before     string // title of the decisions that no longer count
	Earlier    []SheetAmendment
	Amended    string // title of the amendments
	Amendments []SheetAmendment
	Proof      []Fact // hashes, when it was printed
}

// SheetSteps is the table of steps, in which those that have not been decided leave room to sign.
type SheetSteps struct {
	Title   string
	Columns [3]string // step, opinion, signature
	Rows    []SheetStep
	Sign    []string // what stands where somebody signs
}

// SheetStep is one row of it; without By it has not been decided.
type SheetStep struct {
	Name, Role string
	Checklist  string // to be ticked by hand; empty: no proofreading duty, or decided
	Due        string // until when it is to be acted on; empty: no deadline, or decided
	Opinion    string
	Remarks    []string
	By, When   string
}

// SheetAmendment is what changed in an article, or in the issue round them.
type SheetAmendment struct {
	Head  string // in which step, who and when; may be empty
	Title string
	Text  []MarkedText
	Notes []string
}

// ReviewCopy is the review copy (送审稿) of an issue in words: the issue as it prints, and the last page.
type ReviewCopy struct {
	Content EditionContent
	File    string // name of its file, without extension
	Head    string // running head: what it is, check code, run
	Mark    string // watermark; empty: signed
	Note    string // on the last page: how places are named
	Title   string // of the last page
	Facts   []Fact
	Steps   SheetSteps
}

package manuscript

import (
	"strings"

	"jianbao/internal/flow"
)

// Kind names what a block is.
type Kind string

// The kinds of block that are recognised.
const (
	Paragraph  Kind = "paragraph"
	Heading    Kind = "heading"
	List       Kind = "list"
	Table      Kind = "table"
	Image      Kind = "image"
	Quote      Kind = "quote"
	Footnote   Kind = "footnote"
	Attachment Kind = "attachment"
	Note       Kind = "note" // 编者按
)

// IssueKind names the number series of an issue.
type IssueKind string

// The kinds of issue: 正刊, 增刊, 专刊.
const (
	Regular    IssueKind = "regular"
	Supplement IssueKind = "supplement"
	Special    IssueKind = "special"
)

// Text is a stretch of the source: Value is the concatenation of what the spans cover, no more and no less.
type Text struct {
	Value string
	Spans []Span
}

// Lines is the text with the breaks within it as line ends.
func (t Text) Lines() string { return strings.ReplaceAll(t.Value, string(lineBreak), "\n") }

// Line is the place of a Text in Document.Text, or -1 for an empty one.
func (t Text) start() int {
	if len(t.Spans) == 0 {
		return -1
	}
	return t.Spans[0].Start
}

// Document is one issue as it was read. Numbers of 0 and empty texts mean that the source has none.
type Document struct {
	Format       flow.Format
	Encoding     Encoding // of a plain text, else empty
	Text         string   // decoded, without byte order mark; of other files what project makes of them
	Masthead     Masthead
	Preface      []Block // 编者按 of the whole issue, before its first section or article
	Sections     []Section
	Colophon     Colophon
	Distribution Distribution
	PerSection   bool // articles are numbered anew in each section
	Repairs      []Repair
	Dropped      []Dropped
	Uncertain    []Uncertain
	Proposals    []Proposal
	Labels       []Span // markers, labels, separators and drawn lines that stand in no text
	Lines        []SourceLine
	Pictures     []flow.Picture  // Block.Picture counts them from 1
	Omitted      []flow.Omission // what of the file did not become text

	marks []marking   // in order, without overlap
	refs  []reference // in order
}

// Masthead is the head of the issue.
type Masthead struct {
	Name       Text
	Number     int
	Year       int // only where printed with the number: 2024年第5期
	Cumulative int // 总第N期
	Kind       IssueKind
	Host       Text // 主办, or else 编印 or an office that stands alone
	Organiser  Text // 承办
	Printer    Text // 编印
	Supervisor Text // 主管
	Date       string
	Note       Text   // 内部资料 and the like
	Printed    []Span // number and date as printed
}

// Section is a section with its articles. A bulletin without sections has one, with an empty title.
type Section struct {
	Marker   Text
	Title    Text
	Articles []Article
}

// Article is one article. Number is computed, not read.
type Article struct {
	Number  int
	Marker  Text
	Title   Text
	Blocks  []Block
	Sources []Text // 供稿 and 来源 without their labels
}

// Block is one block of an article.
type Block struct {
	Kind    Kind
	Level   int  // headings: 1 to 3 below the article title
	Likely  bool // a heading without a number, recognised by its shape
	Marker  Text // as printed: 1. （1） ① 编者按：
	Text    Text // of an image what stands for it in Document.Text
	Caption Text // tables and images

	HeaderRows int // tables
	Rows       [][]Cell
	Items      []Item // lists
	Picture    int    // images: counts Document.Pictures from 1
	Note       int    // footnotes that runs refer to: their flow.Run.Note; else 0
}

// Cell is one cell of a table. A cell that another one covers is not listed; spans of 0 mean 1.
type Cell struct {
	Text
	ColSpan, RowSpan int
}

// Item is one entry of a list.
type Item struct {
	Marker Text
	Text   Text
	Level  int // 0 for the outermost
}

// Colophon is the foot of the issue.
type Colophon struct {
	Editor, Proofreader, Reviewer, Signer, Phone Text
}

// Distribution holds 报, 送 and 发.
type Distribution struct {
	To, CC, For []Text
}

// Repair is a change to what was written. A join stands at the line of its first part. ID is stable: Undo takes it.
type Repair struct {
	ID     string
	Kind   RepairKind
	Line   int
	Before string
	After  string
}

// RepairKind names a repair.
type RepairKind string

// The kinds of repair.
const (
	Join    RepairKind = "join"    // a paragraph cut by a page or line end; Before shows the cut as a line end
	Spacing RepairKind = "spacing" // blanks that spread out a name or stand between digits and Chinese characters
	Number  RepairKind = "number"  // a printed number that is not the one its place gives it
)

// Dropped is source text that is no part of the issue's content.
type Dropped struct {
	Line   int
	Text   string
	Reason string
	Spans  []Span
}

// The reasons for dropping a line.
const (
	PageNumber   = "page number"
	RunningHead  = "running head"
	RunningFoot  = "running foot"
	ContentsList = "contents"
	DrawnRule    = "rule"
	PrintRun     = "print run"
	EndMark      = "end mark"
	MastheadRest = "masthead" // an unrecognised part of the masthead
	ColophonRest = "colophon" // a part of the foot that the product does not keep, such as a fax number
	ByDecision   = "decision"
)

// Uncertain is a decision that a person should look at. Decided and Alternatives are roles.
type Uncertain struct {
	ID           string
	Line         int
	Decided      Role
	Why          Doubt
	Alternatives []Role
}

// Doubt names why something is uncertain.
type Doubt string

// The doubts.
const (
	DoubtHeading   Doubt = "heading.unnumbered"  // a short line without number or final punctuation
	DoubtJoin      Doubt = "join.weak"           // two lines joined, or left apart, on weak evidence
	DoubtOutline   Doubt = "outline.close"       // another reading of sections and articles fits nearly as well
	DoubtTitle     Doubt = "article.untitled"    // text without a title
	DoubtTitles    Doubt = "article.unnumbered"  // titles recognised by shape alone
	DoubtPreface   Doubt = "preface.unlabelled"  // text before the first title, taken for a 编者按
	DoubtMasthead  Doubt = "masthead.unknown"    // a line of the masthead that was not understood
	DoubtNumber    Doubt = "number.form"         // 第202405期, 第5—6期: more than one reading
	DoubtSequence  Doubt = "number.sequence"     // a printed number out of order
	DoubtCharacter Doubt = "character.lost"      // the text itself holds replacement characters
	DoubtSource    Doubt = "source.unlabelled"   // a bracketed name taken for the source
	DoubtNothing   Doubt = "outline.no_articles" // nothing but a masthead
)

// Proposal is a change that is made only when a person asks for it.
type Proposal struct {
	ID    string
	Kind  RepairKind
	Count int
}

// SourceLine is one line of the source beside what became of it, for the mapping screen.
type SourceLine struct {
	Number    int
	Text      string
	Parts     []LinePart
	Uncertain []string // ids of the doubts about it
	Repairs   []string // ids of the repairs that begin on it
}

// LinePart is a stretch of a line with its role. Start and End count characters in the line.
type LinePart struct {
	Start, End int
	Role       Role
	Element    string // as "s2a3b4": section, article and block, each from 1
}

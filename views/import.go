package views

import (
	"context"
	"strconv"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// NewImportVM is the page on which a file is brought in.
//
// It posts (with files) to paths.Imports: role, and file, or text (pasted).
type NewImportVM struct {
	Slug  string
	Now   time.Time
	Limit int    // megabytes of a file
	Lines int    // lines of a text
	Text  string // as pasted
	Open  []OpenImport
}

// OpenImport is a file that waits on the mapping screen. Discarding posts role and version to paths.ImportDiscard.
type OpenImport struct {
	ID      int64
	Version int64
	Name    string
	By      string
	At      time.Time
}

// MapImportVM is the mapping screen: the lines of the source on the left, what they were recognised as on the right, what is
// uncertain on top, and the masthead with the confirmation at the end.
//
// Every decision posts to paths.ImportDecide: role, version (of the import), op, and with it
//
//	set       line, at, kind (a role that is offered), level (headings)
//	join      line, at            continues the line before
//	separate  line, at            begins anew
//	split     line, at, split     a new line begins with the words of `split`
//	undo      id                  leaves a repair out
//	apply     id                  makes a proposed change
//	accept    id                  a doubt is settled as it was decided
//	revoke                        takes the last decision back
//
// and is answered with this page at #line-N. Confirming posts to paths.ImportConfirm: role, version, and the masthead's fields
// as DeskIssueVM has them, without distribution. Discarding posts to paths.ImportDiscard. The query `line` (and `at`) opens the form of one line.
type MapImportVM struct {
	Slug      string
	ID        int64
	Version   int64
	File      string
	Format    string // of the file; of a plain text its encoding
	Sections  int
	Articles  int
	Blocks    int
	Masthead  MastheadForm
	Yearly    bool
	Taken     *components.Link // the issue that already has the number
	Same      *components.Link // an issue made from exactly this file
	Doubts    []ImportDoubt    // not settled yet
	Repairs   []ImportRepair
	Proposals []ImportProposal
	Dropped   []ImportDropped
	Omitted   []ImportOmission
	Kinds     []components.Option // what a line can be set to
	Lines     []ImportLine
	OpenLine  int // the line whose form is shown; 0: none
	OpenAt    int
	Decisions int  // made so far
	Archive   bool // it becomes an archive issue
	Paging    components.PaginationProps
}

// ImportDoubt is something that a person should look at.
type ImportDoubt struct {
	ID           string
	Line         int
	At           int
	Text         string              // 短行，没有编号，按小标题处理
	Alternatives []components.Option // value: a role
}

// ImportRepair is a change to what was written.
type ImportRepair struct {
	ID     string
	Line   int
	Name   string // 接合断段
	Before string
	After  string
}

// ImportProposal is a change that is made only when somebody asks for it.
type ImportProposal struct {
	ID   string
	Text string // 去掉数字与汉字之间的空格（55 处）
}

// ImportDropped is source text that is no part of the content.
type ImportDropped struct {
	Line   int
	Text   string
	Reason string
}

// ImportOmission is what of the file did not become text at all.
type ImportOmission struct {
	Name   string // 修订中删除的文字
	Count  int
	Sample string // its first words; may be empty
}

// ImportLine is one line of the source, or a part of one, beside what became of it.
type ImportLine struct {
	Number  int
	At      int    // where the part begins in its line, in characters
	Text    string // as it stands in the source
	Kind    string // role: section, article, heading, paragraph, …; empty: a blank line
	Name    string // the role in words
	Level   int    // headings
	Printed string // computed number: 一、 or （三）
	Shown   string // what it reads without its marker; sections, articles and headings
	Joined  bool   // continues the line before
	Dropped bool
	Doubts  []ImportDoubt
}

// back leads to where the file came from.
func (vm MapImportVM) back(ctx context.Context) components.Link {
	if vm.Archive {
		return components.Link{Label: i18n.T(ctx, "archive.title"), Href: paths.To(paths.ArchiveIntake, vm.Slug)}
	}
	return components.Link{Label: i18n.T(ctx, "nav.import"), Href: paths.To(paths.Imports, vm.Slug)}
}

// confirmText says what confirming does.
func (vm MapImportVM) confirmText(ctx context.Context) string {
	if vm.Archive {
		return i18n.T(ctx, "archive.confirm_text")
	}
	return i18n.T(ctx, "import.confirm_text")
}

func (vm MapImportVM) decide() string { return paths.To(paths.ImportDecide, vm.Slug, vm.ID) }

func (vm MapImportVM) lineHref(l ImportLine) string {
	page := ""
	if vm.Paging.Page > 1 {
		page = strconv.Itoa(vm.Paging.Page)
	}
	at := ""
	if l.At > 0 {
		at = strconv.Itoa(l.At)
	}
	return paths.With(paths.To(paths.Import, vm.Slug, vm.ID), "page", page, "line", strconv.Itoa(l.Number), "at", at) + "#" + l.elementID()
}

func (vm MapImportVM) isOpen(l ImportLine) bool { return l.Number == vm.OpenLine && l.At == vm.OpenAt }

func (l ImportLine) elementID() string { return lineID(l.Number, l.At) }

func (l ImportLine) blank() bool { return l.Kind == "" && !l.Dropped }

// lineID names a line's row: line-17, and line-17-40 for the part that begins at its fortieth character.
func lineID(line, at int) string {
	id := "line-" + strconv.Itoa(line)
	if at > 0 {
		id += "-" + strconv.Itoa(at)
	}
	return id
}

// size is what was recognised, in one line.
func (vm MapImportVM) size(ctx context.Context) string {
	return i18n.T(ctx, "import.size", i18n.D{"Sections": vm.Sections, "Articles": vm.Articles, "Blocks": vm.Blocks, "Repairs": len(vm.Repairs), "Format": vm.Format})
}

// importLevels are the levels a line can be set to as a heading.
func (l ImportLine) level() string { return BlockField{Kind: models.Heading, Level: l.Level}.level() }

// importAccept is what a person's file chooser offers; the content decides.
const importAccept = ".docx,.doc,.wps,.pdf,.html,.htm,.md,.markdown,.txt,text/plain"

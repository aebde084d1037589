package views

import (
	"context"
	"strconv"
	"time"
	"unicode/utf8"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// DeskArticleVM is the page on which an article is written: a plain form that needs no script.
//
// The form posts to paths.DeskArticle: role, version (as given below), title, unit (repeated, one name each, empty ones do not
// count), origin, source, access, ready (1: 编好待审), and block (repeated): the ids of the blocks in order. For every block that is
// edited as text there are kind_ID, level_ID and text_ID; text_ID begins with the marker as printed. A block without them is
// kept as it is. op says what to do: save; up:ID, down:ID and remove:ID change the form, and add:ID puts an empty
// paragraph below that block (add: at the start), edit goes on writing; all without saving.
type DeskArticleVM struct {
	Slug       string
	ID         int64
	Version    int64 // the revision the form was drawn from
	Mode       ArticleMode
	Back       components.Link // the issue, or the pool
	Number     string          // （三） as printed; empty in the pool
	Section    string
	Title      string
	Units      []string
	KnownUnits []string
	Origin     string
	Source     string
	Access     string // of its own; empty: as the issue
	Ready      bool
	Blocks     []BlockField
	Characters int
	SavedBy    string
	SavedAt    time.Time
	Now        time.Time
	Revision   int       // number of the current revision
	Step       string    // amendment: the step in which it is made
	Unsaved    bool      // blocks were moved, added or removed since the last save
	Images     ImageURL  // addresses of pictures in blocks that are shown as they are
	Deletable  bool      // the article can be deleted (and restored)
	Focus      string    // id of the block that was just moved or added
	Reading    string    // why it cannot be changed now; read-only pages only
	SinceHref  string    // what changed since the reader of the page last saw it; empty: nothing did
	Previous   LinkTitle // the articles before and after it in the issue
	Next       LinkTitle
	Material   string        // the entry of the register that it came from; empty: none
	User       int64         // who reads the page: whose text the browser keeps
	Restored   *RestoredCopy // the form holds one's own working copy
	Kept       string        // where one's working copy can be read, when it can no longer be saved
	Lease      *ArticleLease // who else is in the article
	TakesOver  bool          // whoever reads the page may take it over
	Points     *PointList    // what a return asked for in this article; nil: nothing
	Discussion DiscussionVM  // what people say of it
	Writes     bool          // whoever reads the page may change the text, though not in the reading view
}

// LinkTitle is a neighbour: its title and where it is.
type LinkTitle struct{ Title, Href string }

// ArticleMode says what saving the page means.
type ArticleMode string

// The modes.
const (
	Editing   ArticleMode = ""          // an editor writes
	Amending  ArticleMode = "amending"  // 审改: whoever holds the step corrects
	Replacing ArticleMode = "replacing" // an editor changes what is under review, at a cost that is named before it is saved
	Reading   ArticleMode = "reading"   // nothing can be changed
)

// BlockField is one block as the form has it.
type BlockField struct {
	ID      string
	Kind    models.BlockKind
	Level   int    // headings: 1–3
	Text    string // marker and text; of complex blocks unused
	Likely  bool   // intake was not sure that this is a heading
	Complex bool   // table, list, image, footnote, or text under marks the plain form would lose: shown and kept
	Block   models.Block

	Passages []PassageRange // what comments are about, in the reading view
	Signs    []CommentSign  // comments about the whole block
}

// CommentSign leads from a block to a comment.
type CommentSign struct {
	Comment int64
	Number  int
}

// textKinds are the kinds that the plain form writes.
var textKinds = []models.BlockKind{models.Paragraph, models.Heading, models.Quote, models.Attachment, models.Note}

var blockNames = map[models.BlockKind]string{
	models.Paragraph:  "block.paragraph",
	models.Heading:    "block.heading",
	models.List:       "block.list",
	models.Table:      "block.table",
	models.Image:      "block.image",
	models.Quote:      "block.quote",
	models.Footnote:   "block.footnote",
	models.Attachment: "block.attachment",
	models.Note:       "block.note",
}

var levelNames = []string{"block.level.1", "block.level.2", "block.level.3"}

// emptyUnits are the lines offered for further units.
const emptyUnits = 2

func (vm DeskArticleVM) action() string { return paths.To(paths.DeskArticle, vm.Slug, vm.ID) }

func (vm DeskArticleVM) unitLines() []string {
	return append(append([]string{}, vm.Units...), make([]string, emptyUnits)...)
}

func (vm DeskArticleVM) meta(ctx context.Context) string {
	out := i18n.T(ctx, "article.size", i18n.D{"Characters": vm.Characters, "Revision": vm.Revision})
	if vm.Section != "" {
		out = vm.Section + " · " + out
	}
	return out
}

func (vm DeskArticleVM) heading(ctx context.Context) string {
	if vm.Title == "" {
		return i18n.T(ctx, "article.untitled")
	}
	return vm.Number + vm.Title
}

// modeNotice says what saving means where it is not the ordinary thing.
func (vm DeskArticleVM) modeNotice(ctx context.Context) components.NoticeProps {
	switch vm.Mode {
	case Amending:
		return components.NoticeProps{Tone: components.Info, Title: i18n.T(ctx, "article.amending", i18n.D{"Step": vm.Step}), Text: i18n.T(ctx, "article.amending_text")}
	case Replacing:
		return components.NoticeProps{Tone: components.Warn, Title: i18n.T(ctx, "article.replacing"), Text: i18n.T(ctx, "article.replacing_text")}
	case Reading:
		return components.NoticeProps{Text: vm.Reading}
	default:
		return components.NoticeProps{}
	}
}

func (vm DeskArticleVM) saveLabel(ctx context.Context) string {
	switch vm.Mode {
	case Amending:
		return i18n.T(ctx, "article.save_amendment")
	case Replacing:
		return i18n.T(ctx, "article.save_replacement")
	default:
		return i18n.T(ctx, "article.save")
	}
}

// place names a block's field as validation does: blocks[3].
func place(i int) string { return "blocks[" + strconv.Itoa(i) + "]" }

func levels(ctx context.Context) []components.Option {
	out := make([]components.Option, len(levelNames))
	for i, key := range levelNames {
		out[i] = components.Option{Value: strconv.Itoa(i + 1), Label: i18n.T(ctx, key)}
	}
	return out
}

func (b BlockField) level() string { return strconv.Itoa(max(b.Level, 1)) }

// rows makes room for the text in browsers that cannot grow a field with it: about 40 characters a line.
func (b BlockField) rows() int {
	return min(max(utf8.RuneCountInString(b.Text)/40+1, 2), 20)
}

// body holds a complex block alone, to be drawn.
func (b BlockField) body() models.Body { return models.Body{Blocks: []models.Block{b.Block}} }

// read is the block as the reading view shows it, with what comments are about.
func (b BlockField) read() models.Body {
	return models.Body{Blocks: []models.Block{withPassages(b.Block, b.Passages)}}
}

func (b BlockField) label(ctx context.Context, i int) string {
	return i18n.T(ctx, "article.block", i18n.D{"Number": i + 1, "Kind": i18n.T(ctx, blockNames[b.Kind])})
}

// commentsHref leads to what people say of the article: it stands beside the text of the reading view.
func (vm DeskArticleVM) commentsHref() string {
	return vm.Discussion.href() + "#comments"
}

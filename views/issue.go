package views

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// DeskIssueVM is the issue page of the desk: the printed contents, editable in place.
//
// Every form posts `role` and `version` (of the issue), and besides:
//
//	paths.Masthead       base, name, kind, year, number, cumulative, host, date, access_note, editor_note, access,
//	                     distribution_to, distribution_cc, distribution_for (one name a line)
//	paths.Sections       title
//	paths.Section        base (the title), title
//	paths.SectionMove    base (Order), direction (up, down)
//	paths.SectionRemove  base (Order); articles in it go to the pool
//	paths.IssueArticles  section, and title (a new article) or article (one from the pool)
//	paths.ArticleMove    base (Order), and direction (up, down) or section (to the end of another one)
//	paths.ArticleToPool  base (Order)
//	paths.ArticleTitle   base (the revision), title
//	paths.IssueOrder     base and order (as Order), out (one for each article that goes to the pool), gone (a section that goes)
//
// After each, the answer leads back to #section-ID or #article-ID.
type DeskIssueVM struct {
	Slug       string
	ID         int64
	Version    int64
	Label      string // 第232期
	State      IssueState
	CanEdit    bool
	Returned   *PointList    // what it came back from review for
	Locked     string        // why it cannot be edited now, or at what cost, and what helps; empty: nothing to say
	Masthead   MastheadForm  // as it is stored
	Typed      *MastheadForm // as it was typed and refused; the form holds it
	Theirs     bool          // refused because somebody else saved another one, which is shown beside
	Yearly     bool          // the number series has years and cumulative numbers
	Frozen     bool          // the number can no longer change
	Correcting bool          // a correction is at work: it has a note for readers
	MastheadUp bool          // the masthead's form is unfolded, after an error
	Sections   []IssueSection
	Order      string // as forms carry it: models.Order
	Numbering  models.ArticleNumbering
	Pool       *PoolPanel // what could be placed; nil: nothing can be edited
	Library    []string   // section names the bulletin offers
	Units      []string   // that the bulletin knows and the issue can list
	Characters int
	Panel      IssuePanel
	Proof      *ProofPanel // nil: the issue is void, and nothing is looked for
	Schedule   ScheduleNote
}

// MastheadForm is what the masthead's form holds, as typed.
type MastheadForm struct {
	Base                                  string // which masthead the form was drawn from
	Name, Kind, Year, Number, Cumulative  string
	Host, Date, AccessNote, EditorNote    string
	CorrectionNote                        string // 更正说明
	Access                                string
	DistributionTo, DistributionCC        string // one name a line
	DistributionFor                       string
	ListedUnits                           []string // that are chosen
	PrintedNumber, PrintedCumulativeLabel string   // 第232期, 总第118期: of the stored issue
}

// IssueSection is one section with its articles. Number is printed: 一、; empty in an issue without sections.
type IssueSection struct {
	ID       int64
	Number   string
	Title    string
	First    bool
	Last     bool
	Articles []IssueArticle
}

// IssueArticle is one line of the contents.
type IssueArticle struct {
	ID         int64
	Number     string // （一）
	Title      string
	Units      []string
	Access     models.Access // of its own; empty: as the issue
	Characters int
	State      models.ArticleState
	First      bool // nothing above it in the issue
	Last       bool
	Editing    string          // who is in the article
	CanAmend   bool            // the reader of the page holds the step and may amend
	Revision   int64           // of the text that is shown
	Twin       components.Link // another article with the same title; without an address: there is none
}

// IssuePanel is what stands beside the contents: state, progress, what can be done now, and where more is.
type IssuePanel struct {
	Steps        []components.Step
	Run          int    // number of the review run; 0: never submitted
	CheckCode    string // of the manifest, from submission on
	Buttons      []EventButton
	SourceName   string // the file it was imported from
	SourceHref   string
	ReviewHref   string // the reviewer's page
	PreviewHref  string
	PreviewLinks string // address of the preview links; empty: not for this actor
	CopyHref     string // 送审稿
	SheetHref    string // 审签单
	FilesHref    string // files and copies
	CompareHref  string
	HistoryHref  string
	EditionsHref string // what was published
	ReaderHref   string // the published page
	Contributors []string
}

// EventButton is one thing that can be done with the issue now; it leads to the page that asks.
type EventButton struct {
	Event   models.Event
	Label   string // the event's own verb when empty
	Href    string
	Primary bool
	Danger  bool
	Again   bool // it was done before and is done anew
}

func (b EventButton) link(ctx context.Context) components.LinkButtonProps {
	out := components.LinkButtonProps{Label: b.Label, Href: b.Href}
	if out.Label == "" && b.Again {
		out.Label = i18n.T(ctx, againVerbs[b.Event])
	}
	if out.Label == "" {
		out.Label = i18n.T(ctx, eventVerbs[b.Event])
	}
	switch {
	case b.Primary:
		out.Kind = components.Primary
	case slices.Contains(graveEvents, b.Event):
		out.Kind = components.Danger
	}
	return out
}

// graveEvents take something away from readers, or for good: their buttons stand apart.
var graveEvents = []models.Event{models.EventTakeDown, models.EventWithdraw, models.EventVoid}

// primary is the one action the head of the page offers.
func (p IssuePanel) primary() []EventButton { return pick(p.Buttons, true) }

// others stand in the panel.
func (p IssuePanel) others() []EventButton { return pick(p.Buttons, false) }

func pick(buttons []EventButton, primary bool) []EventButton {
	var out []EventButton
	for _, b := range buttons {
		if b.Primary == primary {
			out = append(out, b)
		}
	}
	return out
}

func (p IssuePanel) links(ctx context.Context) []components.Link {
	all := []components.Link{
		{Label: i18n.T(ctx, "issue.link.review"), Href: p.ReviewHref},
		{Label: i18n.T(ctx, "issue.link.preview"), Href: p.PreviewHref},
		{Label: i18n.T(ctx, "preview.title"), Href: p.PreviewLinks},
		{Label: i18n.T(ctx, "issue.link.reader"), Href: p.ReaderHref},
		{Label: i18n.T(ctx, "issue.link.copy"), Href: p.CopyHref},
		{Label: i18n.T(ctx, "issue.link.sheet"), Href: p.SheetHref},
		{Label: i18n.T(ctx, "files.open"), Href: p.FilesHref},
		{Label: i18n.T(ctx, "compare.open"), Href: p.CompareHref},
		{Label: i18n.T(ctx, "editions.open"), Href: p.EditionsHref},
		{Label: i18n.T(ctx, "issue.link.history"), Href: p.HistoryHref},
	}
	var out []components.Link
	for _, l := range all {
		if l.Href != "" {
			out = append(out, l)
		}
	}
	return out
}

// at fills one of the issue's addresses: bulletin, issue, and what it is about.
func (vm DeskIssueVM) at(pattern string, more ...any) string {
	return paths.To(pattern, append([]any{vm.Slug, vm.ID}, more...)...)
}

func (vm DeskIssueVM) articleHref(a IssueArticle) string {
	return paths.To(paths.DeskArticle, vm.Slug, a.ID)
}

// otherSections are the sections an article can be moved to.
func (vm DeskIssueVM) otherSections(ctx context.Context, from int64) []components.Option {
	var out []components.Option
	for _, s := range vm.Sections {
		if s.ID != from {
			out = append(out, components.Option{Value: strconv.FormatInt(s.ID, 10), Label: s.Number + s.name(ctx)})
		}
	}
	return out
}

func (vm DeskIssueVM) articles() int {
	n := 0
	for _, s := range vm.Sections {
		n += len(s.Articles)
	}
	return n
}

func (s IssueSection) name(ctx context.Context) string {
	if s.Title == "" {
		return i18n.T(ctx, "issue.untitled_section")
	}
	return s.Title
}

// elementID names a row, so that an address can lead back to it: section-7, article-12.
func elementID(kind string, id int64) string { return kind + "-" + strconv.FormatInt(id, 10) }

// form is what the masthead's form holds.
func (vm DeskIssueVM) form() MastheadForm {
	if vm.Typed != nil {
		return *vm.Typed
	}
	return vm.Masthead
}

// listable are the units that the form offers: the bulletin's, and those that are listed though it does not know them any more.
func (vm DeskIssueVM) listable() []components.Option {
	var out []components.Option
	for _, unit := range append(slices.Clone(vm.Units), vm.form().ListedUnits...) {
		if !slices.ContainsFunc(out, func(o components.Option) bool { return o.Value == unit }) {
			out = append(out, components.Option{Value: unit, Label: unit})
		}
	}
	return out
}

// facts are everything of a masthead.
func (m MastheadForm) facts(ctx context.Context) components.DefinitionsProps {
	out := components.DefinitionsProps{Items: []components.Definition{
		{Term: i18n.T(ctx, "issue.field.name"), Text: m.Name},
		{Term: i18n.T(ctx, "issue.field.number"), Text: m.Number},
		{Term: i18n.T(ctx, "issue.field.date"), Text: m.Date},
		{Term: i18n.T(ctx, "issue.field.host"), Text: m.Host},
		{Term: i18n.T(ctx, "issue.field.access_note"), Text: m.AccessNote},
		{Term: i18n.T(ctx, "issue.field.editor_note"), Text: m.EditorNote},
	}}
	out.Items = append(slices.DeleteFunc(out.Items, func(d components.Definition) bool { return d.Text == "" }), m.apart(ctx).Items...)
	return out
}

// apart are the facts of a masthead that its printed head does not show.
func (m MastheadForm) apart(ctx context.Context) components.DefinitionsProps {
	all := []components.Definition{
		{Term: i18n.T(ctx, "issue.field.kind"), Text: named(ctx, kindNames, models.IssueKind(m.Kind))},
		{Term: i18n.T(ctx, "issue.field.access"), Text: named(ctx, accessNames, models.Access(m.Access))},
		{Term: i18n.T(ctx, "issue.field.listed_units"), Text: strings.Join(m.ListedUnits, "、")},
		{Term: i18n.T(ctx, "issue.field.to"), Text: oneLine(m.DistributionTo)},
		{Term: i18n.T(ctx, "issue.field.cc"), Text: oneLine(m.DistributionCC)},
		{Term: i18n.T(ctx, "issue.field.for"), Text: oneLine(m.DistributionFor)},
	}
	var out []components.Definition
	for _, d := range all {
		if d.Text != "" {
			out = append(out, d)
		}
	}
	return components.DefinitionsProps{Items: out}
}

// named is the name of a value; empty for one that has none, which no form offers.
func named[K comparable](ctx context.Context, names map[K]string, value K) string {
	if key, ok := names[value]; ok {
		return i18n.T(ctx, key)
	}
	return ""
}

func (vm DeskIssueVM) numberHelp(ctx context.Context) string {
	if vm.Frozen {
		return i18n.T(ctx, "issue.help.number_frozen")
	}
	return ""
}

// oneLine joins names that stand one a line as a list is printed.
func oneLine(names string) string {
	return strings.Join(strings.FieldsFunc(names, func(r rune) bool { return r == '\n' || r == '\r' }), "、")
}

// noteMissing reports whether a correction still has to say what it corrects, and this page is where that is written.
func (vm DeskIssueVM) noteMissing() bool {
	return vm.Correcting && vm.CanEdit && vm.Masthead.CorrectionNote == ""
}

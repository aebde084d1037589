package views

import (
	"context"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// RestoredCopy says that the form holds what its writer had typed and not saved.
type RestoredCopy struct {
	ID          int64
	Version     int64
	At          time.Time
	Behind      bool // somebody has saved another text since it was begun
	CompareHref string
}

// ArticleLease is somebody else who is in the article.
type ArticleLease struct {
	Name  string
	Since time.Time
}

func (l ArticleLease) title(ctx context.Context) string {
	return i18n.T(ctx, "draft.editing_since", i18n.D{"Name": l.Name, "Since": i18n.Clock(ctx, l.Since)})
}

func (r RestoredCopy) notice(ctx context.Context) components.NoticeProps {
	out := components.NoticeProps{Tone: components.Info, Title: i18n.T(ctx, "draft.restored", i18n.D{"At": i18n.DateTime(ctx, r.At)}), Text: i18n.T(ctx, "draft.restored_text")}
	if r.Behind {
		out.Tone, out.Text = components.Warn, i18n.T(ctx, "draft.restored_behind")
	}
	return out
}

// at is the address of the article, or of something about it.
func (vm DeskArticleVM) at(pattern string) string { return paths.To(pattern, vm.Slug, vm.ID) }

// signInHref leads back to the article, where the text is still waiting.
func (vm DeskArticleVM) signInHref() string {
	return paths.With(paths.SignIn, "next", vm.action())
}

// CopyVM is one's own working copy of an article beside the text that is saved.
type CopyVM struct {
	ID        int64
	Version   int64
	Article   int64
	Title     string
	Back      components.Link
	At        time.Time
	Current   int    // number of the current revision
	By        string // who saved it
	CurrentAt time.Time
	Editable  bool // it can still be saved
	Diff      redline.ArticleDiff
	Plain     string // the whole text, to be copied
}

func (vm CopyVM) meta(ctx context.Context) string {
	return i18n.T(ctx, "draft.copy.meta", i18n.D{"At": i18n.DateTime(ctx, vm.At), "Revision": vm.Current, "By": vm.By, "SavedAt": i18n.DateTime(ctx, vm.CurrentAt)})
}

// CopiesVM lists one's own working copies.
type CopiesVM struct {
	Rows []CopyRow
	Now  time.Time
}

// CopyRow is one working copy.
type CopyRow struct {
	ID       int64
	Version  int64
	Title    string
	Bulletin string
	At       time.Time
	Href     string // of the article; empty: it can no longer be opened
	Plain    string
}

func (r CopyRow) title(ctx context.Context) string {
	if r.Title == "" {
		return i18n.T(ctx, "article.untitled")
	}
	return r.Title
}

// TakeOverVM asks before an article is taken over from somebody.
type TakeOverVM struct {
	Title   string
	Name    string
	Since   time.Time
	Version int64 // names the lease
	Back    string
	Action  string
}

func (vm TakeOverVM) confirm(ctx context.Context) components.ConfirmProps {
	return components.ConfirmProps{Happens: []string{
		i18n.T(ctx, "draft.take_over.happens.1", i18n.D{"Name": vm.Name}),
		i18n.T(ctx, "draft.take_over.happens.2", i18n.D{"Name": vm.Name}),
		i18n.T(ctx, "draft.take_over.happens.3"),
	}}
}

// MergeVM shows a text that was saved too late beside the one saved meanwhile and the text that both were written on, part by
// part. The form posts to Action: role, version (of the text saved meanwhile), for each differing part take_KEY (theirs, mine,
// both), and op: save, or edit to write on before saving.
type MergeVM struct {
	Article    DeskArticleVM
	By         string // who saved the other text
	At         time.Time
	Mine       string // who wrote the side revision
	Own        bool   // whoever reads the page
	Side       int    // number of the side revision
	SideHref   string
	BaseNumber int
	Action     string
	Version    int64
	Rows       []MergeRow
}

// MergeRow is one part in three texts.
type MergeRow struct {
	Key                string
	Label              string
	Base, Theirs, Mine MergeCell
	Differs            bool
	Block              bool // of the text; else a fact about it, such as its source
	Both               bool // both can be taken
	Preselected        bool // only one side has changed it
	Choice             models.Choice
	Error              string
}

// MergeCell is what one text has; what is new over the base is marked.
type MergeCell struct {
	Present  bool
	Segments []redline.Segment
}

// Field names the choice of a row in its form.
func (r MergeRow) Field() string { return "take_" + r.Key }

// absent stands where a text has nothing.
func (r MergeRow) absent(ctx context.Context) string {
	if r.Block {
		return i18n.T(ctx, "draft.merge.none")
	}
	return i18n.T(ctx, "draft.merge.empty")
}

func (r MergeRow) id(c models.Choice) string {
	return components.FieldID(r.Field()) + "-" + string(c)
}

func (vm MergeVM) differing() int {
	n := 0
	for _, r := range vm.Rows {
		if r.Differs {
			n++
		}
	}
	return n
}

func (vm MergeVM) notice(ctx context.Context) components.NoticeProps {
	d := i18n.D{"By": vm.By, "At": i18n.DateTime(ctx, vm.At), "Mine": vm.Mine, "Number": vm.Side, "Count": vm.differing()}
	if vm.Own {
		return components.NoticeProps{Tone: components.Warn, Title: i18n.T(ctx, "draft.merge.own_title", d), Text: i18n.T(ctx, "draft.merge.own_text", d)}
	}
	return components.NoticeProps{Tone: components.Info, Title: i18n.T(ctx, "draft.merge.side_title", d), Text: i18n.T(ctx, "draft.merge.side_text", d)}
}

func (vm MergeVM) baseHead(ctx context.Context) string {
	return i18n.T(ctx, "draft.merge.base", i18n.D{"Number": vm.BaseNumber})
}

func (vm MergeVM) theirsHead(ctx context.Context) string {
	return i18n.T(ctx, "draft.merge.theirs", i18n.D{"By": vm.By})
}

func (vm MergeVM) mineHead(ctx context.Context) string {
	if vm.Own {
		return i18n.T(ctx, "draft.merge.mine")
	}
	return i18n.T(ctx, "draft.merge.side", i18n.D{"By": vm.Mine})
}

func (vm MergeVM) takeMine(ctx context.Context) string {
	if vm.Own {
		return i18n.T(ctx, "draft.merge.take_mine")
	}
	return i18n.T(ctx, "draft.merge.take_side")
}

// OriginName is how an article came, in words.
func OriginName(ctx context.Context, o models.Origin) string {
	return i18n.T(ctx, originNames[o])
}

func mergeForm(p layout.DeskPage, vm MergeVM) components.FormProps {
	f := p.Form(vm.Action, vm.Version)
	f.ID, f.Class = "merge-form", "merge"
	return f
}

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

// DeskSearchVM is the search of the staff: a GET form with `q`, `kind` (a models.SearchKind) and `page`. Before a search it is the box and
// how to use it.
type DeskSearchVM struct {
	Slug        string
	Now         time.Time
	Query       string
	Kind        models.SearchKind
	Searched    bool // there were words to look for
	Behind      bool // an index is being filled
	Groups      []DeskSearchGroup
	Paging      components.PaginationProps // of one kind
	Suggestions []string
	Problem     string // why the query was not run, in words; empty: it was
}

// DeskSearchGroup is what was found of one kind.
type DeskSearchGroup struct {
	Kind  models.SearchKind
	Total int
	More  bool // there are more than Total: printed 1000+
	Hits  []DeskSearchHit
}

// DeskSearchHit is something found.
type DeskSearchHit struct {
	Href           string
	Title, Snippet []Segment
	Place          string     // the issue, or the pool; empty: material
	State          IssueState // of the issue; empty: none, or published
	Date           string     // of the issue that was published, YYYY-MM-DD
	Section        string
	Unit, Sender   []Segment // of material
	At             time.Time // when it was last changed, or came in
}

var searchKindNames = map[models.SearchKind]string{
	models.FindAll:       "desk_search.kind.all",
	models.FindPublished: "desk_search.kind.published",
	models.FindDrafts:    "desk_search.kind.drafts",
	models.FindMaterial:  "desk_search.kind.material",
}

// searchKindTexts say when something was changed, by kind.
var searchKindTexts = map[models.SearchKind]string{
	models.FindDrafts:   "desk_search.changed",
	models.FindMaterial: "desk_search.came_in",
}

func (vm DeskSearchVM) href(words string, kind models.SearchKind) string {
	return paths.With(paths.To(paths.DeskSearch, vm.Slug), "q", words, "kind", string(kind))
}

// tabs are the kinds that may be read, with how much was found of each.
func (vm DeskSearchVM) tabs(ctx context.Context) components.TabsProps {
	out := components.TabsProps{Label: i18n.T(ctx, "desk_search.kind")}
	out.Tabs = append(out.Tabs, components.Tab{Label: i18n.T(ctx, searchKindNames[models.FindAll]), Href: vm.href(vm.Query, models.FindAll), Current: vm.Kind == models.FindAll})
	for _, g := range vm.Groups {
		out.Tabs = append(out.Tabs, components.Tab{Label: i18n.T(ctx, searchKindNames[g.Kind]), Href: vm.href(vm.Query, g.Kind), Count: g.Total, Current: vm.Kind == g.Kind})
	}
	return out
}

// found reports whether there is anything to show.
func (vm DeskSearchVM) found() bool {
	for _, g := range vm.Groups {
		if len(g.Hits) > 0 {
			return true
		}
	}
	return false
}

// elsewhere reports whether another kind has what the one asked for has not.
func (vm DeskSearchVM) elsewhere() bool {
	for _, g := range vm.Groups {
		if g.Total > 0 {
			return true
		}
	}
	return false
}

func (g DeskSearchGroup) total(ctx context.Context) string {
	number := strconv.Itoa(g.Total)
	if g.More {
		number += "+"
	}
	return i18n.T(ctx, "desk_search.total", i18n.D{"Number": number})
}

func (g DeskSearchGroup) headingID() string { return "found-" + string(g.Kind) }

// nothing says that nothing was found, and where there is something.
func (vm DeskSearchVM) nothing(ctx context.Context) components.EmptyProps {
	e := components.EmptyProps{Title: i18n.T(ctx, "desk_search.nothing", i18n.D{"Query": unquoted(vm.Query)}), Text: i18n.T(ctx, "desk_search.nothing_text")}
	if vm.elsewhere() {
		e.Step = components.Link{Label: i18n.T(ctx, "desk_search.look_everywhere"), Href: vm.href(vm.Query, models.FindAll)}
	}
	return e
}

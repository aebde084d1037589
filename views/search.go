package views

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
)

// Segment is a piece of a text; marked pieces are what was searched for.
type Segment struct {
	Text string
	Mark bool
}

// SearchResult is one article found.
type SearchResult struct {
	Href       string
	Number     int // printed number of the article
	Title      []Segment
	Snippet    []Segment
	Section    string
	IssueLabel string
	Date       string // YYYY-MM-DD
}

// SearchBulletin is a bulletin that can be searched.
type SearchBulletin struct{ Slug, Name string }

// ReaderSearchVM is the search page of a bulletin: a GET form with the fields `q`, `bulletin`, `year`, `section`, `unit`, `order` and `page`. Before a search it is the box alone.
type ReaderSearchVM struct {
	Slug  string
	Query string
	// What the search is narrowed to, and its order; empty fields do not narrow.
	Year, Section, Unit string
	Bulletin            string // slug; empty: that of the page, all: every one
	Order               models.SearchOrder
	// What can be chosen.
	Years, Sections, Units []string
	Bulletins              []SearchBulletin // empty: there is but one

	Behind      bool // the index is being filled
	Results     []SearchResult
	Total       int
	More        bool // there are more than Total: printed 1000+
	Page, Pages int  // from 1
	Suggestions []string
	Problem     string // why the query was not run, in words; empty: it was
}

func (vm ReaderSearchVM) total(ctx context.Context) string {
	number := strconv.Itoa(vm.Total)
	if vm.More {
		number += "+"
	}
	return i18n.T(ctx, "reader.search_total", i18n.D{"Number": number})
}

// href is the address of this search with other words or another page; an empty page is the first.
func (vm ReaderSearchVM) href(words, page string) string {
	return paths.With(paths.To(paths.Search, vm.Slug), "q", words, "bulletin", vm.Bulletin, "year", vm.Year, "section", vm.Section, "unit", vm.Unit, "order", string(vm.Order), "page", page)
}

func (vm ReaderSearchVM) pageHref(page int) string {
	if page > 1 {
		return vm.href(vm.Query, strconv.Itoa(page))
	}
	return vm.href(vm.Query, "")
}

// narrowed reports whether anything but the words narrows the search.
func (vm ReaderSearchVM) narrowed() bool {
	return vm.Year != "" || vm.Section != "" || vm.Unit != "" || vm.Bulletin != ""
}

// withChosen are the choices with the one that was made, so that a form keeps what an address says.
func withChosen(choices []string, chosen string) []string {
	if chosen == "" || slices.Contains(choices, chosen) {
		return choices
	}
	return append(slices.Clone(choices), chosen)
}

// widest is where to look when a narrowed search found nothing: everywhere, if there is more than one bulletin.
func widest(vm ReaderSearchVM) string {
	if len(vm.Bulletins) > 0 {
		return "all"
	}
	return ""
}

// orderName is the key of an order below reader.search_order.
func orderName(o models.SearchOrder) string {
	if o == models.ByTitle {
		return "title"
	}
	return string(o)
}

// unquoted is a search without its quotes, for a sentence that quotes it.
func unquoted(words string) string {
	return strings.NewReplacer(`"`, "", "＂", "", "“", "", "”", "", "「", "", "」", "", "『", "", "』", "").Replace(words)
}

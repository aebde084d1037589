package views

import (
	"context"
	"strconv"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
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

// ReaderSearchVM is the search page of a bulletin: a GET form with the fields `q` and `page`. Before a search it is the box alone.
type ReaderSearchVM struct {
	Slug        string
	Query       string
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

func (vm ReaderSearchVM) pageHref(page int) string {
	number := ""
	if page > 1 {
		number = strconv.Itoa(page)
	}
	return paths.With(paths.To(paths.Search, vm.Slug), "q", vm.Query, "page", number)
}

package views

import (
	"strconv"

	"jianbao/internal/paths"
)

// DrawnPagesVM are the pages of an issue as they print (印样), as pictures one below the other.
type DrawnPagesVM struct {
	Count         int
	Width, Height int // of each, in points
	Page          func(page int) string
	Places        map[int][]string // what links on the page lead to, by page
}

// ReaderPagesVM is the reader's page of drawn pages.
type ReaderPagesVM struct {
	Label string // 第92期
	Href  string // of the issue as a page to read
	Drawn DrawnPagesVM
}

// numbers are the pages, from 1.
func (vm DrawnPagesVM) numbers() []int {
	out := make([]int, vm.Count)
	for i := range out {
		out[i] = i + 1
	}
	return out
}

func (vm DrawnPagesVM) width() string  { return strconv.Itoa(vm.Width) }
func (vm DrawnPagesVM) height() string { return strconv.Itoa(vm.Height) }

// DraftPageHref leads to a page of a working copy, as a picture.
func DraftPageHref(slug string, issue int64) func(page int) string {
	return func(page int) string { return paths.To(paths.DraftPage, slug, issue, page) }
}

package components

import (
	"time"
)

// Link is a word that leads somewhere.
type Link struct {
	Label string
	Href  string
}

// PageHeadProps describe the head of a page. The one primary action is its child.
type PageHeadProps struct {
	Title string
	Meta  string // one quiet line under the title
	Back  Link   // where one came from
}

// EmptyProps describe a place where nothing is yet: what it is for and the first step.
type EmptyProps struct {
	Title string
	Text  string
	Step  Link // the first step
}

// NoticeProps describe a remark that stays on the page.
type NoticeProps struct {
	Tone  Tone
	Title string
	Text  string
	ID    string
}

func (n NoticeProps) icon() IconName {
	switch n.Tone {
	case Good:
		return IconGood
	case Warn, Bad:
		return IconWarn
	default:
		return IconInfo
	}
}

// PaginationProps describe where one is in a long list. Empty addresses mean that there is no such page.
type PaginationProps struct {
	Page, Pages int
	Total       int // entries in all
	Prev, Next  string
}

// TabsProps are the pages of one place.
type TabsProps struct {
	Label string // accessible name of the group
	Tabs  []Tab
}

// Tab is one page of several.
type Tab struct {
	Label   string
	Href    string
	Count   int
	Current bool
}

// DefinitionsProps are names with their values.
type DefinitionsProps struct {
	Items []Definition
}

// Definition is one name with its value.
type Definition struct {
	Term string
	Text string
	Href string // the value leads there
	Code bool   // the value is a hash or a check code
}

// TableProps describe a table; its head and rows are the children.
type TableProps struct {
	Caption string // accessible name
	Class   string
}

// WhenProps describe an instant. With Now given, how long ago it was stands beside it.
type WhenProps struct {
	At  time.Time
	Now time.Time
}

// ConfirmProps describe a guided act: what will happen, who will see it, what cannot be undone.
type ConfirmProps struct {
	Happens []string
	Visible string
	Final   []string // what cannot be undone
}

// StepsProps are the steps of a review, first to last.
type StepsProps struct {
	Steps []Step
}

// Step is one step of a review and how it stands.
type Step struct {
	Name  string
	State StepState
	Who   string // who decided, or who is waited for
	At    time.Time
	Note  string // opinion, way, 由×××代录
}

// StepState is how a step stands.
type StepState string

// The states of a step.
const (
	StepAhead    StepState = ""
	StepAtWork   StepState = "at_work"
	StepDone     StepState = "done"
	StepReturned StepState = "returned"
)

var stepShapes = map[StepState]Shape{StepAhead: Ring, StepAtWork: Half, StepDone: Disc, StepReturned: Turn}

var stepWords = map[StepState]string{
	StepAhead:    "desk.step.ahead",
	StepAtWork:   "desk.step.at_work",
	StepDone:     "desk.step.done",
	StepReturned: "desk.step.returned",
}

package models

// MarkedUp is a marked-up copy (花脸稿) in words: two states of an issue or an article in one text, readable without colour.
type MarkedUp struct {
	File    string // name of its file, without extension
	Title   string
	Between string // which two states
	Legend  string // how to read it
	Parts   []MarkedPart
}

// MarkedPart is an article, or what stands round the articles.
type MarkedPart struct {
	Title string
	Lines []MarkedLine
}

// MarkedLine is one part of a text: a paragraph, a list, a table, a value.
type MarkedLine struct {
	Label   string // 第3段
	Notes   []string
	Hands   []string // who changed it
	Remarks []string // what people said of it, one a line
	Changed bool
	Heading bool
	Text    []MarkedText
	Items   []MarkedItem
	Rows    []MarkedRow
}

// MarkedItem is one entry of a list.
type MarkedItem struct {
	Level int
	Text  []MarkedText
}

// MarkedRow is one row of a table. Word says what happened to it; empty: nothing.
type MarkedRow struct {
	Word  string
	Head  bool
	Cells [][]MarkedText
}

// MarkedText is a stretch of text that came, went or stayed.
type MarkedText struct {
	Text     string
	Inserted bool
	Deleted  bool
	Bold     bool // as it stands now, or stood
	Raised   int  // 1: superscript, -1: subscript
}

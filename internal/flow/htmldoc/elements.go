package htmldoc

import (
	"jianbao/internal/flow"
)

// element is what a tag means for the text in it.
type element struct {
	block   bool // a paragraph ends before and after it
	void    bool // it has no end
	closes  group
	scope   group // where looking for what it closes ends
	omit    flow.OmissionKind
	silent  bool // what is left out is not worth reporting
	mark    func(*flow.Run)
	outline int
	align   flow.Align
	style   string
	pre     bool // blanks and line ends are as they stand
}

// block is an element that ends the paragraph it stands in: a heading, or none.
func block(outline int) element {
	e := element{block: true, closes: paragraphs, scope: cells | tables, outline: outline}
	if outline > 0 {
		e.mark = bold
	}
	return e
}

// group is a set of elements, as bits.
type group uint

const (
	paragraphs group = 1 << iota
	items
	terms
	cells
	rows
	rowGroups
	lists
	tables
)

// member tells which groups an element is in.
var member = map[string]group{
	"p": paragraphs, "li": items, "dt": terms, "dd": terms, "td": cells, "th": cells, "caption": cells, "tr": rows,
	"thead": rowGroups, "tbody": rowGroups, "tfoot": rowGroups, "ul": lists, "ol": lists, "dl": lists, "table": tables,
}

func bold(r *flow.Run)      { r.Bold = true }
func italic(r *flow.Run)    { r.Italic = true }
func underline(r *flow.Run) { r.Underline = true }
func super(r *flow.Run)     { r.Super, r.Sub = true, false }
func sub(r *flow.Run)       { r.Sub, r.Super = true, false }

// elements lists those that mean something. Any other one is looked through: its text is text.
var elements = map[string]element{
	"p":          block(0),
	"h1":         block(1),
	"h2":         block(2),
	"h3":         block(3),
	"h4":         block(4),
	"h5":         block(5),
	"h6":         block(6),
	"div":        block(0),
	"section":    block(0),
	"article":    block(0),
	"aside":      block(0),
	"nav":        block(0),
	"main":       block(0),
	"header":     block(0),
	"footer":     block(0),
	"address":    block(0),
	"figure":     block(0),
	"figcaption": block(0),
	"details":    block(0),
	"summary":    block(0),
	"fieldset":   block(0),
	"legend":     block(0),
	"form":       block(0),
	"body":       {block: true},
	"html":       {block: true},
	"head":       {block: true},
	"option":     {block: true},
	"hr":         {block: true, void: true, closes: paragraphs, scope: cells | tables},
	"center":     {block: true, closes: paragraphs, scope: cells | tables, align: flow.Center},
	"blockquote": {block: true, closes: paragraphs, scope: cells | tables, style: "Quote"},
	"pre":        {block: true, closes: paragraphs, scope: cells | tables, pre: true},
	"textarea":   {block: true, pre: true},
	"ul":         block(0),
	"ol":         block(0),
	"dl":         block(0),
	"li":         {block: true, closes: items | paragraphs, scope: lists | cells | tables},
	"dt":         {block: true, closes: terms | paragraphs, scope: lists | cells | tables},
	"dd":         {block: true, closes: terms | paragraphs, scope: lists | cells | tables},
	"table":      block(0),
	"caption":    {block: true, closes: cells, scope: tables},
	"thead":      {block: true, closes: cells | rows | rowGroups, scope: tables},
	"tbody":      {block: true, closes: cells | rows | rowGroups, scope: tables},
	"tfoot":      {block: true, closes: cells | rows | rowGroups, scope: tables},
	"tr":         {block: true, closes: cells | rows, scope: tables},
	"td":         {block: true, closes: cells, scope: tables},
	"th":         {block: true, closes: cells, scope: tables, mark: bold},
	"b":          {mark: bold},
	"strong":     {mark: bold},
	"i":          {mark: italic},
	"em":         {mark: italic},
	"cite":       {mark: italic},
	"var":        {mark: italic},
	"dfn":        {mark: italic},
	"u":          {mark: underline},
	"ins":        {mark: underline},
	"sup":        {mark: super},
	"sub":        {mark: sub},
	"br":         {void: true},
	"wbr":        {void: true},
	"img":        {void: true},
	"input":      {void: true},
	"meta":       {void: true},
	"link":       {void: true},
	"base":       {void: true},
	"col":        {void: true},
	"area":       {void: true},
	"param":      {void: true},
	"source":     {void: true},
	"track":      {void: true},
	"embed":      {void: true},
	"frame":      {void: true},
	"title":      {omit: flow.Script, silent: true},
	"script":     {omit: flow.Script},
	"style":      {omit: flow.Script},
	"noscript":   {omit: flow.Script},
	"template":   {omit: flow.Script},
	"xml":        {omit: flow.Script},
	"noembed":    {omit: flow.Script, silent: true},
	"noframes":   {omit: flow.Script, silent: true},
	"datalist":   {omit: flow.Script, silent: true},
	"del":        {omit: flow.Deletion},
	"svg":        {omit: flow.Object},
	"object":     {omit: flow.Object},
	"canvas":     {omit: flow.Object},
	"iframe":     {omit: flow.External},
	"video":      {omit: flow.External},
	"audio":      {omit: flow.External},
}

package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// beforeFootnotes is just before the step in which the extension drops the notes that nothing refers to.
const beforeFootnotes = 998

// orphans makes text of notes that nothing refers to: they were written to be read.
type orphans struct{}

// Transform implements parser.ASTTransformer.
func (orphans) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == extast.KindFootnoteList {
			moveUnused(doc, n)
		}
	}
}

func moveUnused(doc *ast.Document, list ast.Node) {
	for n := list.FirstChild(); n != nil; {
		next := n.NextSibling()
		if note, is := n.(*extast.Footnote); is && note.Index < 0 {
			for child := note.FirstChild(); child != nil; child = note.FirstChild() {
				doc.AppendChild(doc, child)
			}
		}
		n = next
	}
}

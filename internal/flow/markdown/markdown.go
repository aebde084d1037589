// Package markdown reads Markdown: CommonMark with the tables and footnotes of GitHub. It makes a page of the file and reads that as
// one: so HTML in it means what it means anywhere else, and nothing runs or is fetched.
package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
	"jianbao/internal/flow/htmldoc"
	"jianbao/internal/flow/plain"
)

// Read reads a file. It refuses with *flow.Error.
func Read(data []byte) (*flow.File, error) {
	text, _, err := plain.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("decode: %w", err)
	}
	front, text := cutFront(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"))
	if err := checkCost(text); err != nil {
		return nil, err
	}
	var page bytes.Buffer
	if err := converter().Convert([]byte(text), &page); err != nil {
		return nil, &flow.Error{Code: flow.Damaged, Detail: fmt.Sprint(err)}
	}
	var tally gather.Tally
	if front != "" {
		tally.Omit(flow.Script, front)
	}
	f, err := htmldoc.ReadText(page.String(), flow.Markdown, tally)
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	return f, nil
}

// converter makes pages with the HTML that is in the file, as it is: whoever reads the page takes only its text. Text between ~~ and
// boxes to tick stay as they were typed, so that nothing is taken for deleted.
func converter() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Linkify, extension.Footnote),
		goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(orphans{}, beforeFootnotes))),
		goldmark.WithRendererOptions(html.WithUnsafe()),
	)
}

// cutFront takes away the block of settings that some editors put before the text.
func cutFront(text string) (front, rest string) {
	const fence = "---\n"
	inner, found := strings.CutPrefix(text, fence)
	if !found {
		return "", text
	}
	front, rest, found = strings.Cut(inner, "\n"+fence)
	if !found || strings.Contains(front, "\n\n") || !strings.Contains(front, ":") {
		return "", text // a rule, and another one further down
	}
	return front, rest
}

package markdown

import (
	"strings"

	"jianbao/internal/flow"
)

// What is refused before it is parsed, because the time it takes grows with its square. A bulletin of 7,000 characters has some
// hundred marks.
const (
	maxMarks      = 2_000  // of one kind, in one block: lines with no blank one between them
	maxMarksOfAll = 50_000 // of one kind, in the file
	maxLines      = 100_000
	maxNesting    = 400_000 // of all lines together
	maxTags       = 200_000
)

// cost counts what makes a file slow to parse.
type cost struct {
	marks, brackets, ticks counter
	lines, columns         int // of the block; columns of its widest table
	lineOfAll, nesting     int // of the file
	notes, tags, addresses int // of the file; notes with their references
}

// counter counts in a block and in the file.
type counter struct{ block, file int }

func (c *counter) add(n int) { c.block, c.file = c.block+n, c.file+n }

func (c *counter) tooMany() bool { return c.block > maxMarks || c.file > maxMarksOfAll }

func checkCost(text string) error {
	var c cost
	for line := range strings.Lines(text) {
		depth := nesting(line)
		c.nesting += depth
		if depth > flow.MaxDepth || c.nesting > maxNesting {
			return tooLarge("nesting", flow.MaxDepth)
		}
		c.count(line)
		if err := c.check(); err != nil {
			return err
		}
	}
	return nil
}

func (c *cost) check() error {
	switch {
	case c.marks.tooMany() || c.brackets.tooMany() || c.ticks.tooMany():
		return tooLarge("marks", maxMarks)
	case c.columns*c.lines > flow.MaxCells:
		return tooLarge("cells", flow.MaxCells)
	case c.lineOfAll > maxLines:
		return tooLarge("lines", maxLines)
	case c.notes > 2*flow.MaxNotes:
		return tooLarge("notes", flow.MaxNotes)
	case c.tags > maxTags:
		return tooLarge("tags", maxTags)
	case c.addresses > maxMarksOfAll:
		return tooLarge("addresses", maxMarksOfAll)
	}
	return nil
}

func tooLarge(what string, limit int) error {
	return &flow.Error{Code: flow.TooLarge, Detail: what, Limit: limit}
}

func (c *cost) count(line string) {
	c.lineOfAll++
	if strings.Trim(line, " \t>\n") == "" {
		c.marks.block, c.brackets.block, c.ticks.block, c.lines, c.columns = 0, 0, 0, 0, 0
		return
	}
	c.lines++
	c.marks.add(strings.Count(line, "*") + strings.Count(line, "_"))
	c.brackets.add(strings.Count(line, "["))
	c.ticks.add(strings.Count(line, "`"))
	c.notes += strings.Count(line, "[^")
	c.tags += strings.Count(line, "<")
	c.addresses += strings.Count(line, "@") + strings.Count(line, "www.") + strings.Count(line, "://")
	if strings.Trim(line, " \t>|:-\n") == "" { // only such a line makes a table
		c.columns = max(c.columns, strings.Count(line, "|")+1)
	}
}

// nesting is how many quotations and lists a line can be in at most: as many as it opens, and as its indent reaches.
func nesting(line string) int {
	depth, blanks := 0, 0
	for i, c := range []byte(line) {
		switch {
		case c == ' ' || c == '\t':
			blanks++
		case c == '>' || strings.IndexByte("-+*", c) >= 0 && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
			depth++
		case c >= '0' && c <= '9' || c == '.' || c == ')':
			if c == '.' || c == ')' {
				depth++
			}
		default:
			return depth + (blanks-depth)/2
		}
	}
	return depth
}

package open

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"sync"

	"jianbao/internal/flow"
	"jianbao/internal/flow/plain"
)

// byName are the formats that a name may choose between. Only its end is looked at.
var byName = map[string]flow.Format{
	".md": flow.Markdown, ".markdown": flow.Markdown, ".mdown": flow.Markdown,
	".html": flow.HTML, ".htm": flow.HTML, ".xhtml": flow.HTML, ".txt": flow.Text, ".text": flow.Text,
}

// looksLike tell formats that are text by how they begin, blanks and comments apart.
var looksLike = sync.OnceValue(func() []lookAlike {
	return []lookAlike{
		{regexp.MustCompile(`(?i)^(<\?xml[^>]*>)?\s*(<!--[\s\S]*?-->\s*)*(<!doctype\s+html|<html[\s>])`), flow.HTML, ""},
		{regexp.MustCompile(`^(<\?xml[^>]*>)\s*(<\?mso-application[^>]*>\s*)?<w:wordDocument`), "", "word xml"},
		{regexp.MustCompile(`^(<\?xml[^>]*>)\s*<pkg:package`), "", "word xml"},
		{regexp.MustCompile(`^(<\?xml[^>]*>)\s*<office:document`), "", "fodt"},
		{regexp.MustCompile(`(?i)^(mime-version|from|date|content-type|message-id|subject|x-[\w-]+|received):[^\n]*\n([\w-]+:|\s)[\s\S]*?(multipart/related|multipart/mixed|text/html)`), "", "mhtml"},
		{regexp.MustCompile(`^(<\?xml[^>]*>)`), "", "xml"},
	}
})

// lookAlike is a format that is text. What is not read has a name only.
type lookAlike struct {
	begins *regexp.Regexp
	format flow.Format
	name   string
}

// headSize is how much of a file is looked at.
const headSize = 4 << 10

// textFormat tells pages, Markdown and text apart. A page that does not begin like one is one by its name, and only with tags in it.
func textFormat(data []byte, name string) (flow.Format, error) {
	head := headOf(data)
	for _, l := range looksLike() {
		if !l.begins.MatchString(head) {
			continue
		}
		if l.format == "" {
			return "", unknown(l.name)
		}
		return l.format, nil
	}
	format, known := byName[strings.ToLower(path.Ext(name))]
	if !known || format == flow.HTML && !strings.Contains(head, "<") {
		return flow.Text, nil
	}
	return format, nil
}

// headOf is the beginning of a file as far as it can be read; the mark of the encoding is no part of it.
func headOf(data []byte) string {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		data = data[:min(len(data), 2*headSize)&^1]
		if text, _, err := plain.Transcode(data); err == nil {
			return strings.TrimLeft(text, " \t\r\n")
		}
	}
	data = data[:min(len(data), headSize)]
	return strings.TrimLeft(strings.TrimPrefix(string(data), "\ufeff"), " \t\r\n")
}

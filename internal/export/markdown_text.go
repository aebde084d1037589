package export

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"jianbao/models"
)

// spot is where a text of Markdown stands, named by what breaks a line there.
type spot string

const (
	inParagraph spot = "\\\n"
	inQuote     spot = inParagraph + "> "
	inNote      spot = inParagraph + "    "
	onOneLine   spot = "<br>" // headings, cells: no line begins in them
)

// markdownTags are drawn round a text; bold and italic ones often have a shorter sign.
var markdownTags = map[models.MarkKind]string{
	models.Bold: "strong", models.Italic: "em", models.Underline: "u", models.Superscript: "sup", models.Subscript: "sub",
}

var markdownSigns = map[models.MarkKind]string{models.Bold: "**", models.Italic: "*"}

// inlines writes a run of inlines for a spot.
func (m *markdownWriter) inlines(in []models.Inline, at spot) string {
	t := &markdownText{at: at, fresh: true}
	for n, i := range in {
		if i.Note != "" {
			if number := m.notes[i.Note]; number > 0 {
				t.sign("[^" + strconv.Itoa(m.before+number) + "]")
				t.noted = true
			}
			continue
		}
		t.inline(i, n > 0 && starred(in[n-1]) || n+1 < len(in) && starred(in[n+1]))
	}
	return t.trimmed()
}

// markdownText is a text that is being escaped.
type markdownText struct {
	strings.Builder
	at    spot
	fresh bool // nothing stands on the line
	count bool // nothing but digits do
	noted bool // a reference to a footnote stands right before
}

// sign writes what means something.
func (t *markdownText) sign(s string) {
	t.WriteString(s)
	t.fresh, t.count, t.noted = false, false, false
}

// trimmed is the text without breaks after its last line, where they would be backslashes.
func (t *markdownText) trimmed() string {
	s := t.String()
	for strings.HasSuffix(s, string(t.at)) {
		s = strings.TrimSuffix(s, string(t.at))
	}
	return strings.TrimRight(s, " ")
}

// inline writes one run of text with its marks, the outermost first. Beside other stars a star would be read with them.
func (t *markdownText) inline(i models.Inline, besideStars bool) {
	text := visible(i.Text)
	if strings.TrimSpace(text) == "" {
		t.text(text)
		return
	}
	marks := models.Nested(i.Marks)
	if len(marks) == 1 && !besideStars && wordlike(text) {
		if s := markdownSigns[marks[0].Kind]; s != "" {
			t.sign(s)
			t.text(text)
			t.sign(s)
			return
		}
	}
	t.marked(text, marks)
}

func (t *markdownText) marked(text string, marks []models.Mark) {
	if len(marks) == 0 {
		t.text(text)
		return
	}
	switch tag := markdownTags[marks[0].Kind]; {
	case tag != "":
		t.sign("<" + tag + ">")
		t.marked(text, marks[1:])
		t.sign("</" + tag + ">")
	case models.SafeHref(marks[0].Href):
		t.sign("[")
		t.marked(text, marks[1:])
		t.sign("](" + destination(marks[0].Href) + ")")
	default:
		t.marked(text, marks[1:])
	}
}

func starred(i models.Inline) bool {
	for _, mark := range i.Marks {
		if markdownSigns[mark.Kind] != "" {
			return true
		}
	}
	return false
}

// wordlike tells a text that begins and ends with letters or digits. Around others stars are signs only if blanks stand beside them
// (CommonMark 0.31, 6.2), which in Chinese they never do.
func wordlike(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return isWord(first) && isWord(last)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// plainDestination are the characters, beside letters and digits of ASCII, that need no care in the address of a link.
const plainDestination = "-./:?=#%,~+@;"

// destination is the address of a link. What could end it early is percent-encoded.
func destination(href string) string {
	var b strings.Builder
	plain := true
	for _, c := range []byte(href) {
		switch {
		case isToken(rune(c)) || strings.IndexByte(plainDestination, c) >= 0:
			b.WriteByte(c)
		case c == '&':
			plain = false
			b.WriteString("&amp;")
		case c <= ' ' || strings.IndexByte("<>\\|`\"", c) >= 0:
			b.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(c)|0x100, 16)[1:]))
		default:
			plain = false
			b.WriteByte(c)
		}
	}
	if plain {
		return b.String()
	}
	return "<" + b.String() + ">"
}

// text writes what somebody typed, so that it is read as just that.
func (t *markdownText) text(s string) {
	for i, r := range s {
		switch {
		case r == '\n':
			t.WriteString(string(t.at))
			t.fresh, t.count, t.noted = true, false, false
			continue
		case r == ' ' || r == '\t':
			if !t.fresh {
				t.WriteByte(' ')
			}
			continue
		case entities[r] != "":
			t.WriteString(entities[r])
		case r < utf8.RuneSelf && t.means(s, i):
			t.WriteByte('\\')
			t.WriteRune(r)
		default:
			t.WriteRune(r)
		}
		t.count = (t.fresh || t.count) && r >= '0' && r <= '9'
		t.fresh, t.noted = false, false
	}
}

// entities are for what a backslash does not help everywhere: in a table it is the table's, and before the backslash that breaks a line
// not every reader counts them.
var entities = map[rune]string{'|': "&#124;", '\\': "&#92;"}

const (
	alwaysMeans  = "`*_[]<>&#~!$@" // wherever they stand; $ and @ on GitHub
	headMeans    = "-+=:"          // at the head of a line
	behindAMark  = ":("            // behind the reference to a footnote
	addressStart = "//"            // behind a colon: an address
)

// means reports whether the character at i of a text would mean something where it stands.
func (t *markdownText) means(s string, i int) bool {
	switch c := s[i]; {
	case strings.IndexByte(alwaysMeans, c) >= 0:
		return true
	case t.noted && strings.IndexByte(behindAMark, c) >= 0:
		return true
	case t.at != onOneLine && t.fresh && strings.IndexByte(headMeans, c) >= 0:
		return true
	case c == ':':
		return strings.HasPrefix(s[i+1:], addressStart)
	case c == '.' || c == ')':
		return t.at != onOneLine && t.count || strings.EqualFold(s[max(i-3, 0):i], "www")
	}
	return false
}

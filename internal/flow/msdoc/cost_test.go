package msdoc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
)

// hostile files each feed one rule with nothing but what it looks at.
func hostile(tb testing.TB) map[string][]byte {
	tb.Helper()
	files := map[string]*word{
		"silence":              newWord(strings.Repeat("字", 1_300_000)),
		"fields":               newWord(strings.Repeat("\x13\x14\x15", 1_300_000)),
		"nested fields":        newWord(strings.Repeat("\x13", 500_000) + strings.Repeat("\x14字\x15", 500_000)),
		"links":                newWord(strings.Repeat("\x13HYPERLINK \"https://lanjiang.example/"+strings.Repeat("x", 300)+"\"\x14字\x15", 11_000)),
		"page breaks":          newWord(strings.Repeat("\f", 4_000_000) + "字"),
		"comments":             newWord(strings.Repeat("\x05", 4_000_000) + "字"),
		"objects":              newWord(strings.Repeat("\x01", 4_000_000) + "字"),
		"hidden paragraphs":    newWord(strings.Repeat("\r", 4_000_000)+"字\r").looks(4_000_001, format(charHidden, 1)),
		"runs":                 newWord(strings.Repeat("字", 1_300_000)).looks(1, format(charBold, 1), format(charItalic, 1)),
		"looks":                looksOfStyles(),
		"layouts of styles":    newWord(strings.Repeat("字\r", 18_000)).layouts(4_000, format(paraAlign, 1)).with(pairStyles, deepStyles(4_000)),
		"styles of paragraphs": manyStyles(),
		"style names":          newWord(strings.Repeat("字\r", 18_000)).layouts(1, nil).with(pairStyles, styleSheet(styleOf(1, noStyle, "x"), styleOf(1, noStyle, strings.Repeat("样", 30_000)))),
		"formats of a piece":   formatsOfAPiece(),
		"lists of formats":     newWord("字").with(pairClx, bytes.Repeat([]byte{clxFormats, 0, 0}, 20_000_000)),
		"pieces":               manyPieces(190_000),
		"formats far away":     formatsFarAway(strings.Repeat("字\r", 19_000), bytes.Repeat(format(paraAlign, 1), 21_000)),
		"row shapes":           formatsFarAway(strings.Repeat("字\a\a", 2_500), rowOf(250)),
		"rows ends":            formatsFarAway(strings.Repeat("\a", 4_000_000)+"字", rowOf(1)),
		"list templates":       listed(60_000, 0, 0xff),
		"bullets":              listed(60_000, ' ', formatBullet),
		"numbers":              listed(200, 0, 0x04),
		"headers":              headersOf(19_000),
		"notes":                notesOf(15_000),
	}
	out := map[string][]byte{"streams": sharedStreams(tb)}
	for name, w := range files {
		out[name] = w.file(tb)
	}
	return out
}

// deepStyles are n styles, each based on the one before, whose lists are as long as a style may be.
func deepStyles(n int) []byte {
	long := bytes.Repeat(format(paraAlign, 1), 7_000)
	bold := bytes.Repeat(format(charBold, 1), 7_000)
	styles := make([][]byte, n)
	for i := range styles {
		layout, look := u16(i), []byte(nil)
		if i < maxBases {
			layout, look = append(layout, long...), bold
		}
		styles[i] = styleOf(paragraphStyle, min(max(i-1, 0), maxBases-2), "x", layout, look)
	}
	return styleSheet(styles...)
}

// manyStyles gives each paragraph another style.
func manyStyles() *word {
	const n = 4_000
	w := newWord(strings.Repeat("字\r", n)).with(pairStyles, deepStyles(n))
	var clx []byte
	for i := range n {
		clx = append(clx, clxFormats, 4, 0)
		clx = append(clx, format(0x4600, u16(i)...)...)
	}
	bounds, numbers := []int{}, []byte(nil)
	w.pages = make([][]byte, n/20)
	for i := range w.pages {
		page := make([]byte, pageSize)
		page[pageSize-1] = 20
		for k := range 21 {
			binary.LittleEndian.PutUint32(page[4*k:], uint32(w.textAt()+4*(20*i+k)))
		}
		for k := range 20 {
			at := 350 + 6*k
			page[84+13*k] = byte(at / 2)
			page[at] = 2
			copy(page[at+1:], u16(20*i+k))
		}
		w.pages[i] = page
		bounds = append(bounds, w.textAt()+80*i)
		numbers = append(numbers, u32(firstPage+i)...)
	}
	bounds = append(bounds, w.textAt()+len(w.text))
	return w.with(pairParaFormats, plcOf(bounds, numbers)).with(pairClx, clx)
}

// looksOfStyles gives each character another look, over which a style with long bases is laid.
func looksOfStyles() *word {
	lists := make([][]byte, 16_384)
	for i := range lists {
		lists[i] = append(format(charSize, u16(i)...), format(charStyle, u16(20)...)...)
	}
	return newWord(strings.Repeat("字", 500_000)).looks(1, lists...).with(pairStyles, deepStyles(40))
}

// formatsOfAPiece has one long list that is laid over every paragraph.
func formatsOfAPiece() *word {
	w := newWord(strings.Repeat("字\r", 19_000))
	list := bytes.Repeat(format(paraAlign, 1), 21_000)
	w.parts[pairClx] = append([]byte{clxFormats}, append(u16(len(list)), list...)...)
	w.pieces = plcOf([]int{0, w.length()}, append(append([]byte{0, 0}, u32(w.textAt())...), 1, 0))
	return w
}

// manyPieces are pieces of one character each.
func manyPieces(n int) *word {
	w := newWord(strings.Repeat("字", n))
	bounds, entries := []int{0}, []byte(nil)
	for i := range n {
		bounds = append(bounds, i+1)
		entries = append(append(append(entries, 0, 0), u32(w.textAt()+2*i)...), 0, 0)
	}
	w.pieces = plcOf(bounds, entries)
	return w
}

// formatsFarAway gives every paragraph a list in the data stream.
func formatsFarAway(text string, list []byte) *word {
	w := newWord(text).layouts(0, format(paraFarAway, 0, 0, 0, 0))
	w.data = append(u16(min(len(list), 0xffff)), list...)
	return w
}

// rowOf are the formats that end a row of so many cells.
func rowOf(cells int) []byte {
	var operand []byte
	for i := range cells + 1 {
		operand = append(operand, u16(100*i)...)
	}
	operand = append(append([]byte{byte(cells)}, operand...), make([]byte, 20*cells)...)
	row := append(format(rowDefinition, u16(len(operand)+1)...), operand...)
	return append(append(row, format(paraInTable, 1)...), format(paraRowEnd, 1)...)
}

// listed are paragraphs that are items of a list, whose template is that long.
func listed(length int, letter uint16, kind byte) *word {
	template := u16(length)
	for range length {
		template = binary.LittleEndian.AppendUint16(template, letter)
	}
	if kind == formatBullet {
		template = append(template[:len(template)-2], '*', 0)
	}
	lv := make([]byte, levelSize)
	copy(lv, u32(0x7fffff00))
	lv[4] = kind
	definitions := make([]byte, 2+listSize)
	definitions[0], definitions[2], definitions[2+26] = 1, 7, 1
	definitions = bytes.Join([][]byte{definitions, lv, template}, nil)
	over := append(u32(1), make([]byte, overrideSize)...)
	over[4] = 7
	w := newWord(strings.Repeat("字\r", 10_000)).layouts(0, append(format(paraInList, 1, 0), format(paraLevel, 0)...))
	return w.with(pairLists, definitions).with(pairListOverride, append(over, 0xff, 0xff, 0xff, 0xff))
}

func headersOf(n int) *word {
	w := newWord("字\r" + strings.Repeat("头\r", n))
	w.headers = 2 * n
	bounds := make([]int, n)
	for i := range bounds {
		bounds[i] = 2 * i
	}
	return w.with(pairHeaders, plcOf(bounds))
}

func notesOf(n int) *word {
	w := newWord(strings.Repeat("\x02", n) + "\r" + strings.Repeat("\x02注", n))
	w.foot = 2 * n
	bounds, refs := make([]int, n+1), make([]int, n+1)
	for i := range bounds {
		bounds[i], refs[i] = 2*i, i
	}
	return w.with(pairFootRefs, plcOf(refs, make([]byte, 2*n))).with(pairFootTexts, plcOf(bounds))
}

// sharedStreams has streams that claim the same sectors.
func sharedStreams(tb testing.TB) []byte {
	tb.Helper()
	w := formatsFarAway(strings.Repeat("字", 1_000), format(paraAlign, 1))
	w.parts[pairStyles] = make([]byte, 50<<20)
	data := w.file(tb)
	at := bytes.Index(data, entry("0Table", 2, 0xffffffff, 0, 0)[:64])
	other := bytes.Index(data, entry("Data", 2, 0xffffffff, 0, 0)[:64])
	copy(data[other+116:other+128], data[at+116:at+128])
	return data
}

// refusedFor are the limits that hostile files pass. Others are read.
var refusedFor = map[string]string{
	"fields": "fields", "nested fields": "fields", "notes": "notes", "numbers": "text", "page breaks": "formats", "hidden paragraphs": "formats",
	"rows ends": "formats", "runs": "formats", "looks": "formats", "styles of paragraphs": "formats", "formats of a piece": "formats",
	"formats far away": "formats",
}

func TestHostileFilesAreRefusedForWhatTheyHoldTooMuchOfOrRead(t *testing.T) {
	t.Parallel()
	for name, data := range hostile(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, err := Read(data)
			if limit := refusedFor[name]; limit != "" {
				var e *flow.Error
				if !errors.As(err, &e) || e.Code != flow.TooLarge || e.Detail != limit {
					t.Errorf("the answer is %v, want a refusal for its %s", err, limit)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			flowtest.Check(t, f)
		})
	}
}

func TestTheMarkOfAnItemIsCutWhereNoOneWouldReadOn(t *testing.T) {
	t.Parallel()
	f, err := Read(listed(60_000, '*', 0).file(t))
	if err != nil {
		t.Fatal(err)
	}
	if mark := f.Items[0].Paragraph.Marker; mark != strings.Repeat("*", maxTemplate) {
		t.Errorf("the mark has %d characters", len(mark))
	}
}

func TestStreamsThatClaimTheSameSectorsAreNotReadTwice(t *testing.T) {
	t.Parallel()
	c, err := Open(sharedStreams(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.stream("0Table"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.stream("Data"); flowtest.Refusal(t, err) != flow.Damaged {
		t.Errorf("the same sectors are read again: %v", err)
	}
}

func BenchmarkHostile(b *testing.B) { flowtest.Hostile(b, hostile(b), Read) }

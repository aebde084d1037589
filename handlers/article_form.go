package handlers

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

// plainKinds are the kinds of block that the plain form writes as text; the others are shown and kept.
var plainKinds = map[models.BlockKind]bool{
	models.Paragraph: true, models.Heading: true, models.Quote: true, models.Attachment: true, models.Note: true,
}

// articleForm is the plain form of an article as it came back: the text it stands for, and what to do.
type articleForm struct {
	op      string // save, edit, or "" after a change of the form itself
	focus   string // the block that was touched
	text    models.ArticleText
	ready   bool
	base    int64
	confirm string
	refused error // why the text of the editor cannot be taken; text is what could be read of it
}

func (f articleForm) save(base int64) newsroom.SaveArticle {
	state := models.ArticleDraft
	if f.ready {
		state = models.ArticleReady
	}
	text := f.text
	text.Body.Blocks = withoutEmpty(text.Body.Blocks)
	return newsroom.SaveArticle{Base: base, Text: text, State: state, Confirm: f.confirm}
}

// readArticleForm makes a text of the form. base is the revision it was drawn from: blocks the form shows but does not write
// are taken from there, and marks stay on every character that is still there.
func readArticleForm(v url.Values, base models.Revision) articleForm {
	f := articleForm{op: v.Get("op"), ready: v.Get("ready") != "", base: base.ID, confirm: v.Get("confirm")}
	if f.confirm != "" { // the page that names what a save costs
		f.op = "save"
	}
	f.text = models.ArticleText{Title: oneLine(v.Get("title")), Origin: models.Origin(v.Get("origin")), Source: oneLine(v.Get("source")), Units: []string{}}
	if f.text.Access = base.Text.Access; v.Has("access") { // a form without the field opens nothing
		f.text.Access = models.Access(v.Get("access"))
	}
	for _, u := range v["unit"] {
		f.text.Units = append(f.text.Units, lines(u)...)
	}
	if v.Has("body") {
		f.readEditor(v.Get("body"), base)
	} else {
		f.text.Body.Blocks = plainBlocks(v, base)
	}
	f.change()
	return f
}

// readEditor takes the text as the editor sends it: the whole tree. Empty paragraphs go at once, so that what is refused is
// counted as it is drawn.
func (f *articleForm) readEditor(sent string, base models.Revision) {
	body, err := models.DecodeBody(sent)
	if body.Blocks == nil && err != nil {
		body = base.Text.Body
	}
	f.text.Body, f.refused = body.Normalise(), err
	f.text.Body.Blocks = withoutEmpty(f.text.Body.Blocks)
	stored := base.Text.Body.ByID()
	for i, b := range f.text.Body.Blocks {
		f.text.Body.Blocks[i].Likely = b.Likely && b.SameText(stored[b.ID]) // else a person has looked at it
	}
	if f.refused == nil {
		f.refused = f.text.Body.Validate()
	}
}

// plainBlocks are the blocks of the plain form.
func plainBlocks(v url.Values, base models.Revision) []models.Block {
	var out []models.Block
	stored := base.Text.Body.ByID()
	ids := v["block"]
	if len(ids) > models.MaxBlocks+1 {
		ids = ids[:models.MaxBlocks+1] // one too many: validation says so
	}
	for _, id := range ids {
		old, known := stored[id]
		switch {
		case v.Has("text_" + id):
			out = append(out, readBlocks(v, id, old)...)
		case known:
			out = append(out, readPicture(v, id, old))
		}
	}
	return out
}

// withoutEmpty leaves out the blocks in which nothing is written: an emptied field removes its block.
func withoutEmpty(blocks []models.Block) []models.Block {
	return slices.DeleteFunc(slices.Clone(blocks), func(b models.Block) bool {
		return plainKinds[b.Kind] && b.Marker == "" && strings.TrimSpace(models.PlainText(b.Inlines)) == "" && !refers(b)
	})
}

// refers reports whether a text has a reference to a footnote.
func refers(b models.Block) bool {
	return slices.ContainsFunc(b.Inlines, func(i models.Inline) bool { return i.Note != "" })
}

// readBlocks makes a block of its three fields. Lines typed or pasted into one field become paragraphs after it; the first
// keeps the id.
func readBlocks(v url.Values, id string, old models.Block) []models.Block {
	texts := strings.FieldsFunc(v.Get("text_"+id), func(r rune) bool { return r == '\n' || r == '\r' })
	texts = slices.DeleteFunc(texts, func(s string) bool { return strings.TrimSpace(s) == "" })
	if len(texts) == 0 {
		texts = []string{""}
	}
	out := []models.Block{readBlock(v, id, strings.TrimSpace(texts[0]), old)}
	for _, text := range texts[1:] {
		b := models.Block{ID: models.NewBlockID(), Kind: models.Paragraph}
		b.Marker, text = models.SplitMarker(text)
		b.Inlines = models.Text(text)
		out = append(out, b)
	}
	return out
}

// readPicture takes over what was written about a picture; any other block stays as it is.
func readPicture(v url.Values, id string, old models.Block) models.Block {
	if old.Picture == nil || !v.Has("alt_"+id) {
		return old
	}
	picture := *old.Picture
	picture.Alt = oneLine(v.Get("alt_" + id))
	old.Picture = &picture
	if caption := oneLine(v.Get("caption_" + id)); caption != old.PictureCaption() {
		old.Caption, old.Inlines = caption, nil
	}
	return old
}

func readBlock(v url.Values, id, text string, old models.Block) models.Block {
	b := old
	b.ID, b.Kind, b.Level = id, models.BlockKind(v.Get("kind_"+id)), 0
	if b.Kind == models.Heading {
		b.Level, _ = strconv.Atoi(v.Get("level_" + id))
		b.Level = max(b.Level, 1)
	}
	b.Marker, text = splitMarker(b.Kind, old.Marker, text)
	b.Inlines = models.Retext(old.Inlines, text)
	b.Likely = b.Likely && b.SameText(old) // else a person has looked at it
	return b
}

// splitMarker takes the marker off a typed text: the one that stood there before, or one of the inner levels.
func splitMarker(kind models.BlockKind, before, text string) (marker, rest string) {
	if before != "" && strings.HasPrefix(text, before) {
		return before, strings.TrimLeft(strings.TrimPrefix(text, before), " \u3000")
	}
	if kind == models.Paragraph || kind == models.Heading {
		return models.SplitMarker(text)
	}
	return "", text
}

// oneLine makes one line of a field that holds one.
func oneLine(s string) string {
	return strings.TrimSpace(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), ""))
}

// change carries out an op that changes the form itself: up:ID, down:ID, remove:ID, add:ID.
func (f *articleForm) change() {
	verb, id, ok := strings.Cut(f.op, ":")
	if !ok {
		return
	}
	f.op, f.focus = "", id
	blocks := f.text.Body.Blocks
	at := slices.IndexFunc(blocks, func(b models.Block) bool { return b.ID == id })
	switch {
	case verb == "add":
		fresh := models.Block{ID: models.NewBlockID(), Kind: models.Paragraph}
		f.text.Body.Blocks, f.focus = slices.Insert(blocks, at+1, fresh), fresh.ID
	case at < 0:
	case verb == "up" && at > 0:
		blocks[at-1], blocks[at] = blocks[at], blocks[at-1]
	case verb == "down" && at+1 < len(blocks):
		blocks[at+1], blocks[at] = blocks[at], blocks[at+1]
	case verb == "remove":
		f.text.Body.Blocks = slices.Delete(blocks, at, at+1)
		if f.focus = ""; at > 0 {
			f.focus = blocks[at-1].ID
		}
	}
}

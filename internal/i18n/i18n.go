// Package i18n turns message keys into the words people read.
//
// Texts live in catalog/<language>/<area>.toml, one file per area of the product, so that a text is changed
// without touching code. A key is written flat and quoted, and starts with its area:
//
//	"issue.submit" = "送审"
//	"issue.number" = "第{{.Number}}期"
//
// A language that inflects by number gives plural forms, chosen by the Count entry of the data:
//
//	["issue.articles"]
//	one = "{{.Count}} article"
//	other = "{{.Count}} articles"
//
// The package never decides what is said when: callers pass the key. It never reads the clock or the machine's
// time zone either: instants, "now" and the location come from the caller.
package i18n

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sync"

	"github.com/BurntSushi/toml"
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
)

// DefaultLanguage is spoken where no other language was chosen, and lends its text where another one lacks a key.
const DefaultLanguage = "zh-Hans"

// D holds what a text's placeholders stand for, by name. The entry Count chooses the plural form.
type D map[string]any

//go:embed catalog
var catalog embed.FS

// bundle is the parsed catalogue. The files are part of the program, so one that does not parse is a mistake in
// the program, and every test that draws a text finds it.
var bundle = sync.OnceValue(func() *goi18n.Bundle {
	b, err := load(catalog)
	if err != nil {
		panic(fmt.Sprintf("i18n: %v", err))
	}
	return b
})

// load reads catalog/<language>/*.toml and refuses a key that stands twice in one language.
func load(files fs.FS) (*goi18n.Bundle, error) {
	b := goi18n.NewBundle(language.Make(DefaultLanguage))
	b.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	names, err := fs.Glob(files, "catalog/*/*.toml")
	if err != nil {
		return nil, err
	}
	seen := map[string]string{}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		lang := path.Base(path.Dir(name))
		parsed, err := b.ParseMessageFileBytes(data, lang+".toml")
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, m := range parsed.Messages {
			if first, twice := seen[lang+" "+m.ID]; twice {
				return nil, fmt.Errorf("%s: key %q already stands in %s", name, m.ID, first)
			}
			seen[lang+" "+m.ID] = name
		}
	}
	return b, nil
}

type contextKey int

const (
	languageKey contextKey = iota
	locationKey
)

// WithLanguage makes T speak lang, a BCP 47 tag such as "zh-Hans" or "en". An unknown one falls back to
// DefaultLanguage, text by text.
func WithLanguage(ctx context.Context, lang string) context.Context {
	return context.WithValue(ctx, languageKey, speaking{lang, goi18n.NewLocalizer(bundle(), lang)})
}

// speaking is a language and who finds its texts.
type speaking struct {
	language  string
	localizer *goi18n.Localizer
}

var byDefault = sync.OnceValue(func() speaking {
	return speaking{DefaultLanguage, goi18n.NewLocalizer(bundle(), DefaultLanguage)}
})

func spoken(ctx context.Context) speaking {
	if s, ok := ctx.Value(languageKey).(speaking); ok {
		return s
	}
	return byDefault()
}

// Language is the tag given to WithLanguage, or DefaultLanguage.
func Language(ctx context.Context) string {
	return spoken(ctx).language
}

// T is the text of key in the language of ctx, with its placeholders filled from data (at most one D).
//
// A key that no catalogue has, or a placeholder without data, gives ⟦key⟧: visible on the page and found by tests
// with IsMissing, but never an error for the person reading.
func T(ctx context.Context, key string, data ...D) string {
	values := D{}
	if len(data) > 0 {
		values = data[0]
	}
	// The text may come with an error when only the chosen language lacks it; then the default language spoke.
	text, _ := spoken(ctx).localizer.Localize(&goi18n.LocalizeConfig{
		MessageID:      key,
		TemplateData:   values,
		PluralCount:    values["Count"],
		TemplateParser: &template.TextParser{Option: "missingkey=error"},
	})
	if text == "" {
		return missingOpen + key + missingClose
	}
	return text
}

package handlers_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// form is a form as a page drew it, with what a browser would send of it: hidden fields, chosen options, texts.
type form struct {
	t      *testing.T
	drawn  *goquery.Selection
	action string
	upload bool
	values url.Values
	files  map[string]file
}

type file struct {
	name string
	data []byte
}

// form finds the one form of a page that the selector names, or that the selector's element stands in.
func (a answer) form(t *testing.T, selector string) *form {
	t.Helper()
	found := a.page(t).Find(selector)
	if !found.Is("form") {
		found = found.Closest("form")
	}
	if found.Length() != 1 {
		t.Fatalf("%d forms are %s on a page answered with %d: %s", found.Length(), selector, a.status, firstHeading(a.body))
	}
	return formDrawn(t, found)
}

// formDrawn is a form with what a browser would send of it if nobody touched it.
func formDrawn(t *testing.T, drawn *goquery.Selection) *form {
	t.Helper()
	f := &form{
		t: t, drawn: drawn, action: drawn.AttrOr("action", ""), values: url.Values{}, files: map[string]file{},
		upload: drawn.AttrOr("enctype", "") == "multipart/form-data",
	}
	drawn.Find("input, select, textarea").Each(func(_ int, s *goquery.Selection) { f.take(s) })
	return f
}

// take notes what one control would send if nobody touched it.
func (f *form) take(s *goquery.Selection) {
	name := s.AttrOr("name", "")
	_, off := s.Attr("disabled")
	if name == "" || off {
		return
	}
	switch {
	case s.Is("textarea"):
		f.values.Add(name, strings.TrimPrefix(s.Text(), "\n"))
	case s.Is("select"):
		chosen := s.Find("option[selected]")
		if chosen.Length() == 0 {
			chosen = s.Find("option").First()
		}
		chosen.Each(func(_ int, o *goquery.Selection) { f.values.Add(name, o.AttrOr("value", o.Text())) })
	case s.Is("[type=checkbox], [type=radio]"):
		if _, on := s.Attr("checked"); on {
			f.values.Add(name, s.AttrOr("value", "on"))
		}
	case s.Is("[type=file]"):
	default:
		f.values.Add(name, s.AttrOr("value", ""))
	}
}

func (f *form) control(name string) *goquery.Selection {
	f.t.Helper()
	found := f.drawn.Find("input, select, textarea").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.AttrOr("name", "") == name })
	if found.Length() == 0 {
		f.t.Fatalf("the form to %s has no field %s", f.action, name)
	}
	return found
}

// set types into a field, or chooses among what it offers. Hidden and read-only fields cannot be typed into.
func (f *form) set(name string, values ...string) *form {
	f.t.Helper()
	c := f.control(name)
	if c.Is("[type=hidden], [readonly]") {
		f.t.Fatalf("%s cannot be changed by a person", name)
	}
	var offered []string
	c.Filter("select").Find("option").Each(func(_ int, o *goquery.Selection) { offered = append(offered, o.AttrOr("value", o.Text())) })
	c.Filter("[type=checkbox], [type=radio]").Each(func(_ int, o *goquery.Selection) { offered = append(offered, o.AttrOr("value", "on")) })
	for _, v := range values {
		if len(offered) > 0 && !slices.Contains(offered, v) {
			f.t.Fatalf("%s does not offer %q, only %q", name, v, offered)
		}
	}
	f.values[name] = values
	return f
}

// attach puts a file into a field.
func (f *form) attach(name, fileName string, data []byte) *form {
	f.t.Helper()
	if !f.upload || !f.control(name).Is("[type=file]") {
		f.t.Fatalf("the form to %s takes no file as %s", f.action, name)
	}
	f.files[name] = file{fileName, data}
	return f
}

// press says which button sends the form.
func (f *form) press(name, value string) *form {
	f.t.Helper()
	found := f.drawn.Find("button").FilterFunction(func(_ int, s *goquery.Selection) bool {
		_, off := s.Attr("disabled")
		return !off && s.AttrOr("name", "") == name && s.AttrOr("value", "") == value
	})
	if found.Length() == 0 {
		f.t.Fatalf("the form to %s has no button %s=%s", f.action, name, value)
	}
	f.values.Add(name, value)
	return f
}

// send posts the form as a browser would from its page.
func (b *browser) send(f *form) answer {
	b.t.Helper()
	if !f.upload {
		var pairs []string
		for name, values := range f.values {
			for _, v := range values {
				pairs = append(pairs, name, strings.ReplaceAll(v, "\n", "\r\n"))
			}
		}
		return b.post(f.action, pairs...)
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range f.values {
		for _, v := range values {
			if err := w.WriteField(name, strings.ReplaceAll(v, "\n", "\r\n")); err != nil {
				b.t.Fatal(err)
			}
		}
	}
	f.drawn.Find("input[type=file]").Each(func(_ int, s *goquery.Selection) { // an empty field sends an empty file
		name := s.AttrOr("name", "")
		part, err := w.CreateFormFile(name, f.files[name].name)
		if err == nil {
			_, err = part.Write(f.files[name].data)
		}
		if err != nil {
			b.t.Fatal(err)
		}
	})
	if err := w.Close(); err != nil {
		b.t.Fatal(err)
	}
	return b.roundTrip(http.MethodPost, f.action, w.FormDataContentType(), &body)
}

func (b *browser) roundTrip(method, path, contentType string, body io.Reader) answer {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.base+path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Origin", b.base)
	res, err := b.http.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{status: res.StatusCode, header: res.Header, body: string(text), to: res.Header.Get("Location")}
}

// text is everything that a page says.
func (a answer) text(t *testing.T) string {
	t.Helper()
	d := a.page(t)
	d.Find("script").Remove()
	return strings.Join(strings.Fields(d.Find("body").Text()), " ")
}

// says fails unless the page says all of the words.
func (a answer) says(t *testing.T, words ...string) answer {
	t.Helper()
	text := a.text(t)
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("the page %q, answered with %d, does not say %q", firstHeading(a.body), a.status, w)
		}
	}
	return a
}

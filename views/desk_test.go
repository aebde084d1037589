package views

import (
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	nethtml "golang.org/x/net/html"

	"jianbao/internal/i18n"
	"jianbao/models"
)

// eachDeskPage runs a check on every page of the desk.
func eachDeskPage(t *testing.T, check func(t *testing.T, doc *goquery.Document)) {
	t.Helper()
	for name, page := range deskPages() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, document(t, page))
		})
	}
}

func markup(s *goquery.Selection) string {
	out, _ := goquery.OuterHtml(s)
	return out[:min(len(out), 200)]
}

func TestEveryControlHasAName(t *testing.T) {
	t.Parallel()
	eachDeskPage(t, func(t *testing.T, doc *goquery.Document) {
		t.Helper()
		doc.Find("input:not([type=hidden]), select, textarea").Each(func(_ int, s *goquery.Selection) {
			id, _ := s.Attr("id")
			label := strings.TrimSpace(doc.Find(`label[for="`+id+`"]`).Text() + s.AttrOr("aria-label", ""))
			if label == "" {
				t.Errorf("no label: %s", markup(s))
			}
		})
		doc.Find("button, a[href], summary").Each(func(_ int, s *goquery.Selection) {
			if strings.TrimSpace(s.Text()+s.AttrOr("aria-label", "")) == "" {
				t.Errorf("no name: %s", markup(s))
			}
		})
	})
}

func TestEveryFormCarriesTheRoleThePageWasDrawnFor(t *testing.T) {
	t.Parallel()
	eachDeskPage(t, func(t *testing.T, doc *goquery.Document) {
		t.Helper()
		doc.Find("form[method=post]").Each(func(_ int, s *goquery.Selection) {
			if role := s.Find(`input[type=hidden][name=role]`); role.Length() != 1 || role.AttrOr("value", "") == "" {
				t.Errorf("no role: %s", markup(s))
			}
		})
	})
}

// unversioned are the addresses whose forms change nothing that has a version: they make something, or concern the session.
var unversioned = []string{"/sign-out", "/role", "/issues/new", "/imports", "/pool", "/restore", "/undo", "/c", "/pictures", "/abab/delete", "/points", "/marks"}

func TestAFormThatChangesSomethingCarriesItsVersion(t *testing.T) {
	t.Parallel()
	eachDeskPage(t, func(t *testing.T, doc *goquery.Document) {
		t.Helper()
		doc.Find("main form[method=post]").Each(func(_ int, s *goquery.Selection) {
			action := s.AttrOr("action", "")
			free := slices.ContainsFunc(unversioned, func(end string) bool { return strings.HasSuffix(action, end) })
			if v := s.Find(`input[type=hidden][name=version]`).AttrOr("value", ""); !free && v == "" {
				t.Errorf("no version: %s", markup(s))
			}
		})
	})
}

func TestEveryReferenceLeadsToAnElement(t *testing.T) {
	t.Parallel()
	eachDeskPage(t, func(t *testing.T, doc *goquery.Document) {
		t.Helper()
		ids := map[string]bool{}
		doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
			if ids[s.AttrOr("id", "")] {
				t.Errorf("twice the id: %s", markup(s))
			}
			ids[s.AttrOr("id", "")] = true
		})
		for _, attr := range []string{"for", "list", "form", "aria-describedby", "aria-labelledby", "popovertarget"} {
			doc.Find("[" + attr + "]").Each(func(_ int, s *goquery.Selection) {
				for id := range strings.FieldsSeq(s.AttrOr(attr, "")) {
					if !ids[id] {
						t.Errorf("%s leads nowhere: %s", attr, markup(s))
					}
				}
			})
		}
		doc.Find(`.error-summary a, .skip`).Each(func(_ int, s *goquery.Selection) {
			if !ids[strings.TrimPrefix(s.AttrOr("href", ""), "#")] {
				t.Errorf("the link leads nowhere: %s", markup(s))
			}
		})
	})
}

func TestNoPageCarriesInlineStyleOrScript(t *testing.T) {
	t.Parallel()
	eachDeskPage(t, func(t *testing.T, doc *goquery.Document) {
		t.Helper()
		doc.Find("style, [style], script:not([src][nonce])").Each(func(_ int, s *goquery.Selection) {
			t.Errorf("inline: %s", markup(s))
		})
		doc.Find("*").Each(func(_ int, s *goquery.Selection) {
			for _, a := range s.Get(0).Attr {
				if strings.HasPrefix(a.Key, "on") {
					t.Errorf("handler attribute: %s", markup(s))
				}
			}
		})
	})
}

func TestEveryPageHasOneTitleAndAtMostOnePrimaryAction(t *testing.T) {
	t.Parallel()
	eachDeskPage(t, func(t *testing.T, doc *goquery.Document) {
		t.Helper()
		if n := doc.Find("h1").Length(); n != 1 {
			t.Errorf("%d titles", n)
		}
		doc.Find("dialog").Remove() // a window over the page has an action of its own
		if n := doc.Find("main .button-primary").Length(); n > 1 {
			t.Errorf("%d primary actions", n)
		}
		if got := doc.Find(".foot").Text(); !strings.Contains(got, i18n.T(t.Context(), "desk.unclassified")) {
			t.Errorf("the foot says %q", got)
		}
	})
}

func TestEveryDeskPageHasItsViewsBeforeItIsDrawn(t *testing.T) {
	t.Parallel()
	eachDeskPage(t, func(t *testing.T, doc *goquery.Document) {
		t.Helper()
		if n := doc.Find("head script[src*='/view.']:not([type=module], [defer], [async])").Length(); n != 1 {
			t.Errorf("%d scripts remember the views", n)
		}
		// Without the script they would do nothing.
		if n := doc.Find(".menu-sheet button[data-view][hidden]").Length(); doc.Find(".top-user").Length() > 0 && n != 2 {
			t.Errorf("the menu has %d views", n)
		}
	})
}

func TestHostileTextStaysText(t *testing.T) {
	t.Parallel()
	eachDeskPage(t, func(t *testing.T, doc *goquery.Document) {
		t.Helper()
		if n := doc.Find("script:not([src][nonce])").Length(); n > 0 {
			t.Errorf("%d scripts came from a text", n)
		}
	})
}

// inlineOnly may hold no block; flow is what a parser would tear out of them.
var (
	inlineOnly = []string{"p", "span", "h1", "h2", "h3", "button", "label", "a", "dt", "legend", "summary"}
	flow       = []string{"div", "p", "ul", "ol", "dl", "table", "form", "section", "fieldset", "details", "nav", "aside", "h1", "h2", "h3"}
	void       = []string{"input", "meta", "link", "br", "img", "hr", "col"}
)

func TestEveryPageIsWellFormed(t *testing.T) {
	t.Parallel()
	for name, page := range deskPages() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, fault := range nestingFaults(html(t, page)) {
				t.Error(fault)
			}
		})
	}
}

// nestingFaults reads tags as written, without the repairs of a parser.
func nestingFaults(page string) (faults []string) {
	var open []string
	z := nethtml.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			return append(faults, open...)
		case nethtml.StartTagToken:
			name, _ := z.TagName()
			tag := string(name)
			for _, outer := range open {
				if slices.Contains(inlineOnly, outer) && slices.Contains(flow, tag) {
					faults = append(faults, "<"+tag+"> within <"+outer+">")
				}
				if outer == "form" && tag == "form" {
					faults = append(faults, "a form within a form")
				}
			}
			if !slices.Contains(void, tag) {
				open = append(open, tag)
			}
		case nethtml.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return append(faults, "</"+string(name)+"> closes what is not open: "+strings.Join(open, " "))
			}
			open = open[:len(open)-1]
		default:
		}
	}
}

func TestTheFormOfAnArticleSendsItsBlocksInOrder(t *testing.T) {
	t.Parallel()
	doc := document(t, DeskArticlePage(testDesk(), testArticle()))
	form := doc.Find("#article-form")
	var names []string
	form.Find("input, select, textarea").Each(func(_ int, s *goquery.Selection) {
		if name := s.AttrOr("name", ""); strings.HasPrefix(name, "block") || strings.Contains(name, "_") {
			names = append(names, name+"="+s.AttrOr("value", ""))
		}
	})
	want := []string{"block=AAAA", "kind_AAAA=", "level_AAAA=", "text_AAAA=", "block=BBBB", "kind_BBBB=", "level_BBBB=", "text_BBBB=", "block=TTTT", "block=PPPP", "alt_PPPP=" + nasty, "caption_PPPP=" + nasty}
	if !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
	if got := form.Find("button").First().AttrOr("value", ""); got != "save" {
		t.Errorf("the Enter key would %q", got)
	}
	if got := form.Find(`textarea[name=text_AAAA]`).Text(); got != nasty {
		t.Errorf("the text reads %q", got)
	}
}

func TestAnIssueThatCannotBeEditedOffersNoForm(t *testing.T) {
	t.Parallel()
	vm := testIssue()
	vm.CanEdit, vm.Proof.ClearHref = false, ""
	if n := document(t, DeskIssuePage(testDesk(), vm)).Find("main form:not([action='/desk/undo'])").Length(); n != 0 {
		t.Errorf("%d forms", n)
	}
}

func TestPasswordAndReasonAreAskedForAsTheWorkflowTableSays(t *testing.T) {
	t.Parallel()
	for e := range eventPages {
		row, _ := models.TransitionFor(e)
		doc := document(t, EventPage(testDesk(), testEvent(e)))
		if got := doc.Find("input[name=password]").Length() == 1; got != row.Password {
			t.Errorf("%s: password asked for: %v, want %v", e, got, row.Password)
		}
		if got := doc.Find("textarea[name=reason]").Length() == 1; got != row.Reason {
			t.Errorf("%s: reason asked for: %v, want %v", e, got, row.Reason)
		}
	}
}

func TestEveryStateHasAWordOfItsOwn(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, w := range models.Workflows {
		seen[workflowLooks[w].chip(t.Context()).Text] = true
	}
	for _, s := range models.Standings[1:] {
		seen[standingLooks[s].chip(t.Context()).Text] = true
	}
	if want := len(models.Workflows) + len(models.Standings) - 1; len(seen) != want {
		t.Errorf("%d words for %d states: %v", len(seen), want, seen)
	}
}

package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"jianbao/internal/paths"
	"jianbao/internal/testenv"
)

// aVoice stands in for the voices of a machine, which a test's browser has none of: it notes what it is given to say, and ends each sentence
// when it is told to.
const aVoice = `(() => {
	window.said = [];
	let waiting = [];
	window.breathe = () => waiting.shift()?.onend?.();
	Object.defineProperty(window, "speechSynthesis", { value: {
		getVoices: () => [{ lang: "en-US" }, { lang: "zh-CN" }],
		speak(u) { said.push(u); waiting.push(u); },
		cancel() { waiting = []; },
	} });
	window.SpeechSynthesisUtterance = function (text) { this.text = text; };
})()`

func TestJourneyOfReadingAloud(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)

	// Without a voice nothing is offered.
	silent := j.somebody("a reader without a voice")
	silent.open(paths.Home)
	if value[bool](silent, `!document.querySelector("[data-aloud]").hidden`) && value[int](silent, `speechSynthesis.getVoices().filter((v) => v.lang.startsWith("zh")).length`) == 0 {
		t.Error("reading aloud is offered where nobody can read")
	}

	reader := j.somebody("a reader who listens")
	tell(reader, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: aVoice})
	reader.open(paths.Home)
	reader.press("单篇阅读")
	reader.keepsNobodyOut(axe)
	reader.taps("朗读")
	title := value[string](reader, `said[0].text`)
	if !strings.Contains(title, reader.text(".ed-title-text")) || value[string](reader, `said[0].voice.lang`) != "zh-CN" {
		t.Errorf("the first words are %q", title)
	}
	if marked := value[string](reader, `document.querySelector(".aloud").textContent`); !strings.Contains(marked, title) {
		t.Errorf("%q is heard and %q is marked", title, marked)
	}
	reader.keepsNobodyOut(axe)
	value[bool](reader, `(breathe(), true)`)
	sentence := value[string](reader, `said.at(-1).text`)
	if marked := reader.text(".aloud"); !strings.Contains(marked, sentence) || strings.Contains(marked, title) {
		t.Errorf("%q is heard and %q is marked", sentence, marked)
	}
	step(reader, "stop with Escape", chromedp.KeyEvent("\x1b"))
	if n := len(reader.texts(".aloud")); n != 0 || !strings.Contains(reader.text("[data-aloud]"), "朗读") || strings.Contains(reader.text("[data-aloud]"), "停止") {
		t.Errorf("after Escape %d passages are marked, and the button says %q", n, reader.text("[data-aloud]"))
	}
}

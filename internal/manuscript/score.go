package manuscript

import "strings"

// priors are what offices usually do, in points.
var priors = map[reading]float64{
	{hanComma, parenHan}: 1.5,
	{unmarked, hanComma}: 0.8,
	{unmarked, parenHan}: 0.3,
	{bracket, plain}:     0.5,
	{bracket, parenHan}:  0.5,
	{hanComma, plain}:    0.3,
	{plain, plain}:       -1,
}

// prior is that of the reading; looks stand for the marker that titles of their rank would have.
func (h reading) prior() float64 {
	switch {
	case h.sec.look() && h.art.look():
		return 1
	case h.sec.look():
		h.sec = bracket
	case h.art.look():
		h.art = plain
	}
	return priors[h]
}

// familyPriors are added for the family of the articles.
var familyPriors = map[family]float64{parenArabic: -1.5, circled: -4, arabic: -0.2, bracket: -0.3}

// tally counts what speaks for and against a reading.
type tally struct {
	sections, articles     int
	bareSections           int // without an article right after the title
	emptyArticles          int // without text
	sectionBreaks          int // section numbers out of order
	articleBreaks          int // article numbers that neither run on nor begin anew with a section
	above                  int // titles inside articles that by look or rank stand above the article; articles that do above their section
	dangling               int // headings inside articles with nothing under them
	groups, lateGroups     int // numberings inside articles, and those that do not begin at 1
	orphanTitle, orphan    bool
	sourced, strayed       int // articles with a source; sources in the middle of an article
	listed, missed         int // titles of the contents list that became sections or articles, and that did not
	unlisted               int // articles that the contents list lacks
	sectionish, articleish float64
	inside                 int  // marks of the whole issue (【】, symbols) inside articles
	looked                 int  // articles whose title looks like one
	looks                  bool // of any title are known
}

// score weighs a reading: fractions of what does not fit, each with its weight.
func score(h reading, es []entry, roles []Role) float64 {
	t := h.tally(es, roles)
	if t.articles == 0 {
		return -20
	}
	a, s := float64(t.articles), float64(max(t.sections, 1))
	points := h.prior() + familyPriors[h.art] + 0.1*min(a, 10)
	points -= 8 * float64(t.bareSections) / s
	points -= 8 * float64(t.emptyArticles) / a
	points -= 6 * float64(t.sectionBreaks) / s
	points -= 6 * float64(t.articleBreaks) / a
	points -= 10 * min(1, float64(t.above)/a)
	points -= 6 * min(1, float64(t.dangling)/a)
	points -= 5 * float64(t.lateGroups) / float64(max(t.groups, 1))
	points -= 3 * min(1, float64(t.strayed)/a)
	points -= 2 * min(1, float64(t.inside)/a)
	points += 2*t.sectionish/s - 2*t.articleish/a
	if t.sourced > 0 {
		points -= 2 * (a - float64(t.sourced)) / a
	}
	if t.looks {
		points += 1.5 * float64(t.looked) / a
	}
	if n := t.listed + t.missed; n > 0 {
		points -= 8*float64(t.missed)/float64(n) + 4*float64(t.unlisted)/a
	}
	switch {
	case t.orphanTitle:
		points -= 6
	case t.orphan:
		points -= 2
	}
	if t.sections == 1 && h.sec != unmarked {
		points--
	}
	return points
}

// tally walks through the units once.
func (h reading) tally(es []entry, roles []Role) tally {
	t := tally{}
	w := walker{h: h, t: &t, nums: map[family]int{}}
	for i := range es {
		e := &es[i]
		w.contents(e, roles[i])
		t.looks = t.looks || e.look > 0
		switch roles[i] {
		case RoleSection:
			w.section(e, i+1 < len(es) && roles[i+1] == RoleArticle || i+2 < len(es) && es[i+1].aside)
		case RoleArticle:
			w.article(e, i+1 < len(es) && roles[i+1] == "")
		default:
			w.inner(e, i+1 == len(es) || roles[i+1] != "")
		}
	}
	w.close()
	return t
}

// walker holds where the walk stands.
type walker struct {
	h          reading
	t          *tally
	lastSec    int
	lastArt    int
	artLook    int  // of the title of the article
	secLook    int  // of the title of the section
	fresh      bool // no article yet in this section
	nums       map[family]int
	hasSource  bool
	perSection int // sections, after the first, that begin articles at 1
	runningOn  int // and those that run on
}

func (w *walker) contents(e *entry, role Role) {
	switch {
	case e.inTOC && role != "":
		w.t.listed++
	case e.inTOC:
		w.t.missed++
	case role == RoleArticle:
		w.t.unlisted++
	}
}

func (w *walker) section(e *entry, hasArticle bool) {
	w.close()
	t := w.t
	if t.sections++; !hasArticle {
		t.bareSections++
	}
	if e.mark.num > 0 && e.mark.num != w.lastSec+1 {
		t.sectionBreaks++
	}
	w.lastSec, w.secLook = e.mark.num, e.look
	t.sectionish += e.sect
	w.fresh = true
}

func (w *walker) article(e *entry, hasText bool) {
	w.close()
	t := w.t
	if t.articles++; !hasText {
		t.emptyArticles++
	}
	if n := e.mark.num; n > 0 {
		switch {
		case n == w.lastArt+1 && (n == 1 || !w.fresh):
		case w.fresh && n == 1 && t.articles > 1:
			w.perSection++
		case w.fresh && n == w.lastArt+1:
			w.runningOn++
		default:
			t.articleBreaks++
		}
		w.lastArt = n
	}
	t.articleish += e.sect
	if w.artLook = e.look; e.look > 0 {
		t.looked++
	}
	if e.look > 0 && e.look < w.secLook {
		t.above++
	}
	w.fresh = false
	clear(w.nums)
}

// close ends the article before: whether it named a source, and whether its sections agree in how they number.
func (w *walker) close() {
	if w.hasSource {
		w.t.sourced++
	}
	w.hasSource = false
	if w.perSection > 0 && w.runningOn > 0 {
		w.t.articleBreaks += min(w.perSection, w.runningOn)
		w.perSection, w.runningOn = 0, 0
	}
}

func (w *walker) inner(e *entry, last bool) {
	t := w.t
	if t.articles == 0 && !e.aside && t.sections == 0 {
		t.orphan = true
		t.orphanTitle = t.orphanTitle || e.plain || e.title
		return
	}
	if w.hasSource && !e.source && !e.aside {
		t.strayed++
		w.hasSource = false
	}
	w.hasSource = w.hasSource || e.source
	if (e.title || e.plain) && last && !e.source {
		t.dangling++
	}
	if e.title {
		w.rank(e)
	}
	if e.mark.fam.numbered() && e.mark.num > 0 && e.title {
		w.number(e)
	}
}

func (w *walker) rank(e *entry) {
	f := e.mark.fam
	switch {
	case e.look > 0 && w.artLook > 0 && e.look != w.artLook: // looks say more than ranks
		if e.look < w.artLook {
			w.t.above++
		}
	case f == w.h.sec: // a twin of the sections; its numbers must begin at 1
	case f.rank() > 0 && w.h.art.rank() > f.rank():
		w.t.above++
	case f == bracket || f.symbol() || f == part:
		w.t.inside++
	}
}

// number checks that a numbering inside an article begins at 1, and begins anew only under another heading.
func (w *walker) number(e *entry) {
	f, n := e.mark.fam, e.mark.num
	if w.nums[f] == 0 {
		w.t.groups++
		if n != 1 {
			w.t.lateGroups++
		}
	} else if n == 1 {
		w.t.groups++
		w.t.lateGroups++
	}
	w.nums[f] = n
	for g := range w.nums {
		if g.rank() > f.rank() {
			delete(w.nums, g)
		}
	}
}

// sectionWords are words that titles of sections end in, seldom those of articles.
var sectionWords = []string{
	"动态", "要闻", "板块", "创新", "观察", "观点", "视点", "前沿", "交流", "经验", "专栏", "速递", "速览", "资讯", "信息", "简讯", "窗口", "论坛",
	"解读", "聚焦", "关注", "实践", "之窗", "之声", "案例", "调研", "参考", "借鉴", "之石", "建设", "一线", "基层", "风采", "头条", "链接", "回顾",
	"传真", "纵横", "广角", "快讯", "探索", "研究", "讲话", "精神", "部署", "政策", "工作", "活动", "数据", "预告", "声音", "故事", "专题", "视野",
}

// sectionish is how much a title looks like one of a section: 0 to 1.
func sectionish(title string) float64 {
	w, points := width(title), 0.0
	switch {
	case w <= 16:
		points = 0.6
	case w <= 24:
		points = 0.3
	}
	for _, word := range sectionWords {
		if points > 0 && strings.HasSuffix(title, word) {
			return points + 0.4
		}
	}
	return points
}

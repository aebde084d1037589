package models

// SearchOrder is the order in which a search shows what it found.
type SearchOrder string

// The orders. Equal ones stand by date, the newest first.
const (
	ByTitle     SearchOrder = ""          // 题名优先: every word in the title
	ByDate      SearchOrder = "date"      // 时间
	ByRelevance SearchOrder = "relevance" // 相关度
)

// SearchOrders lists them in the order in which forms offer them.
var SearchOrders = []SearchOrder{ByTitle, ByDate, ByRelevance}

// SearchKind is what a search of the desk looks through.
type SearchKind string

// The kinds.
const (
	FindAll       SearchKind = ""          // each of those below
	FindPublished SearchKind = "published" // 已发布: what readers find too
	FindDrafts    SearchKind = "drafts"    // 在编: the working copies that readers do not see as they are, and the pool
	FindMaterial  SearchKind = "material"  // 来稿: the register of material
)

// SearchKinds lists them in the order in which pages offer them.
var SearchKinds = []SearchKind{FindAll, FindPublished, FindDrafts, FindMaterial}

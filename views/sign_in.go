package views

// SignInVM is the sign-in page. It posts login, password and next.
type SignInVM struct {
	Login   string
	Next    string // a path of this site to go on to
	Refused string // why the last try was refused; the same words whatever was wrong
}

// SetupVM is the page of the first start. It posts code, login, name, password, again, bulletin_name, slug, host, numbering
// (NumberThrough or NumberYearly), first_number and first_cumulative.
type SetupVM struct {
	Code            string
	Login           string
	Name            string
	BulletinName    string
	Slug            string
	Host            string
	Numbering       string
	FirstNumber     string
	FirstCumulative string
}

// The ways of numbering issues, as forms name them.
const (
	NumberThrough = "through" // 第232期: running on for ever
	NumberYearly  = "yearly"  // 2026年第5期（总第118期）
)

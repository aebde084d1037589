package demo

import "jianbao/models"

// Password is the password of every account of the demonstration office.
const Password = "jianbao-demo-2026"

// Person is somebody of the office, with an account.
type Person struct {
	Login string
	Name  string
	Title string // what the office calls the role
	Role  models.Role
	ip    string
}

// People are everybody, in the order in which they are introduced. The first is the administrator, who sets the office up.
var People = []Person{
	{"admin", "贺明章", "系统管理员", models.Admin, "10.20.1.9"},
	{"editor1", "林叙白", "编辑", models.Editor, "10.20.1.21"},
	{"editor2", "许南乔", "编辑", models.Editor, "10.20.1.22"},
	{"proofreader", "周见微", "校对（可代录）", models.Proofreader, "10.20.1.25"},
	{"reviewer1", "顾清和", "初审", models.Reviewer, "10.20.1.31"},
	{"reviewer2", "沈怀远", "复审", models.Reviewer, "10.20.1.32"},
	{"signer", "陆承安", "签发", models.Signer, "10.20.1.41"},
	{"auditor", "方守正", "审计", models.Auditor, "10.20.1.51"},
	{"reader", "叶知秋", "读者", models.Reader, "10.20.2.77"},
}

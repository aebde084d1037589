package models

import (
	"slices"
	"testing"
)

func TestEveryKindOfNoticeHasItsRowAndIsToldOf(t *testing.T) {
	t.Parallel()
	told := map[NoticeKind]bool{}
	for _, row := range Tellings {
		told[row.Kind] = true
		if row.Kind.Facts().Kind != row.Kind {
			t.Errorf("%s tells %q, which has no row in NoticeTable", row.Action, row.Kind)
		}
	}
	for _, f := range NoticeTable {
		if !told[f.Kind] || !slices.Contains(NoticeTopics, f.Topic) {
			t.Errorf("%+v is told of nothing, or under no topic", f)
		}
	}
}

func TestEveryMoveOfAnIssueTellsSomebody(t *testing.T) {
	t.Parallel()
	// No moves, or nobody else's affair; an editor's change is told by whom it costs, a comment by whom it mentions. Archive editions are no news.
	quiet := []Event{EventEdit, EventReplace, EventAmend, EventClear, EventAnswer, EventDelete, EventComment, EventPropose, EventRead, EventAdmit}
	for _, row := range Transitions {
		own := TellingsOf("issue." + string(row.Event))
		if silent := own[0].Action == AnyOther; silent != slices.Contains(quiet, row.Event) {
			t.Errorf("%s has %d rows: %v", row.Event, len(own), own)
		}
	}
}

func TestNobodyLearnsOfWhatTheyMayNotRead(t *testing.T) {
	t.Parallel()
	for _, role := range []Role{Reader, Admin, Visitor} {
		if kinds, drafts := NoticesFor(role); len(kinds) > 0 || drafts {
			t.Errorf("%s may learn of %v", role, kinds)
		}
	}
	if kinds, drafts := NoticesFor(Reviewer); !slices.Contains(kinds, NoticeToReview) || slices.Contains(kinds, NoticeRoleGiven) || drafts {
		t.Errorf("a reviewer may learn of %v, drafts %v", kinds, drafts)
	}
	if NoticeToReview.MayLearn(Reviewer, false) || !NoticeToReview.MayLearn(Editor, false) || NoticeKind("unheard_of").MayLearn(Editor, true) {
		t.Error("a reviewer learns of drafts, an editor does not, or anybody of what has no row")
	}
}

func TestAddressesThatMailCanReach(t *testing.T) {
	t.Parallel()
	for address, good := range map[string]bool{
		"": true, "wang.min@example.gov.cn": true, "a@b.cn": true, "a+b@mail.example.com": true,
		"wang": false, "wang@localhost": false, "王敏@example.com": false, "Wang <wang@example.com>": false, "wang@example.com,li@example.com": false,
		"wang@example.com\r\nBcc: x@example.com": false, `"wang min"@example.com`: false, "wang@[127.0.0.1]": false, "@example.com": false, " a@b.cn": false,
	} {
		if err := ValidateEmail(address); (err == nil) != good {
			t.Errorf("%q: %v", address, err)
		}
	}
}

package newsroom_test

import (
	"slices"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

func TestAdministrationDoesNotExistForOthers(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		before := lastSeq(t, o)
		pretender := o.editor
		pretender.Role = models.Admin
		for who, want := range map[models.Actor]models.Code{
			o.editor: models.CodeNotFound, o.signer: models.CodeNotFound, o.auditor: models.CodeNotFound, {}: models.CodeNotFound,
			pretender: models.CodeUnauthenticated, {Role: models.Admin}: models.CodeUnauthenticated,
		} {
			_, _, err := o.CreateUser(ctx, who, newsroom.NewUser{Login: "new", Name: "新人"})
			wantCode(t, "create", err, want)
			_, err = o.ResetPassword(ctx, who, o.reader.UserID, 1)
			wantCode(t, "reset", err, want)
			wantCode(t, "disable", o.DisableUser(ctx, who, o.reader.UserID, 1), want)
			wantCode(t, "give", o.GiveRole(ctx, who, o.reader.UserID, o.bulletin.ID, models.Signer), want)
			wantCode(t, "chain", o.SetChain(ctx, who, o.bulletin.ID, o.bulletin.Version, models.DefaultChain()), want)
			wantCode(t, "lists", o.SetLists(ctx, who, o.bulletin.ID, o.bulletin.Version, newsroom.Lists{}), want)
		}
		for _, who := range []models.Actor{o.editor, o.signer, {}} {
			_, err := o.Users(ctx, who)
			wantCode(t, "list", err, models.CodeNotFound)
			_, err = o.Bulletin(ctx, who, o.bulletin.ID)
			wantCode(t, "settings", err, models.CodeNotFound)
		}
		if got := actions(t, o, before); len(got) != 0 {
			t.Errorf("what was refused is audited as done: %q", got)
		}
	})
}

func TestNobodyChangesTheirOwnRolesAndAnAdministratorHoldsNone(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		other, _, err := o.CreateUser(ctx, o.admin, newsroom.NewUser{Login: "second", Name: "二号", Administrator: true})
		must(t, err)
		wantCode(t, "one's own role", o.GiveRole(ctx, o.admin, o.admin.UserID, o.bulletin.ID, models.Signer), models.CodeForbidden)
		wantCode(t, "an administrator's role", o.GiveRole(ctx, o.admin, other.ID, o.bulletin.ID, models.Signer), models.CodeInvalid)
		for _, none := range []models.Role{models.Admin, models.Visitor, "", "chief"} {
			wantCode(t, "the role "+string(none), o.GiveRole(ctx, o.admin, o.reader.UserID, o.bulletin.ID, none), models.CodeInvalid)
		}
		admin, err := o.User(ctx, o.admin, o.admin.UserID)
		must(t, err)
		wantCode(t, "closing one's own account", o.DisableUser(ctx, o.admin, admin.Account.ID, admin.Account.Version), models.CodeForbidden)
		_, err = o.ResetPassword(ctx, o.admin, admin.Account.ID, admin.Account.Version)
		wantCode(t, "resetting one's own password", err, models.CodeForbidden)
	})
}

func TestEveryChangeOfAnAccountIsAuditedOnce(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx, before := t.Context(), lastSeq(t, o)
		u, _ := member(t, o, "lin", models.Editor)
		must(t, o.GiveRole(ctx, o.admin, u.ID, o.bulletin.ID, models.Editor)) // held already
		must(t, o.RenameUser(ctx, o.admin, u.ID, u.Version, "林一"))
		wantCode(t, "a version that has moved on", o.RenameUser(ctx, o.admin, u.ID, u.Version, "林二"), models.CodeConflict)
		_, err := o.ResetPassword(ctx, o.admin, u.ID, u.Version+1)
		must(t, err)
		must(t, o.DisableUser(ctx, o.admin, u.ID, u.Version+2))
		must(t, o.DisableUser(ctx, o.admin, u.ID, u.Version+3)) // closed already
		must(t, o.EnableUser(ctx, o.admin, u.ID, u.Version+3))
		must(t, o.TakeRole(ctx, o.admin, u.ID, o.bulletin.ID, models.Editor))
		must(t, o.TakeRole(ctx, o.admin, u.ID, o.bulletin.ID, models.Editor)) // taken already
		want := []string{"user.created", "membership.given", "user.renamed", "user.password_reset", "user.disabled", "user.enabled", "membership.taken"}
		if got := actions(t, o, before); !slices.Equal(got, want) {
			t.Errorf("audited: %q, want %q", got, want)
		}
		_, _, err = o.CreateUser(ctx, o.admin, newsroom.NewUser{Login: "lin", Name: "又一个"})
		wantCode(t, "a login that is taken", err, models.CodeInvalid)
	})
}

func TestABulletinsSettingsChainAndListsAreChangedApart(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		b := newsroom.NewBulletin()
		b.Slug, b.Name, b.Host = "zmdt", "自贸动态", "省自贸办"
		b, err := o.CreateBulletin(ctx, o.admin, b, newsroom.Numbering{Yearly: true, FirstNumber: 5, FirstCumulative: 118})
		must(t, err)
		_, err = o.CreateBulletin(ctx, o.admin, b, newsroom.Numbering{FirstNumber: 1})
		wantCode(t, "a slug that is taken", err, models.CodeInvalid)

		in := b
		in.Name, in.Slug, in.Chain, in.PaperDecisions, in.Separation = "自贸要情", "other", nil, true, false
		must(t, o.UpdateBulletin(ctx, o.admin, in, newsroom.Numbering{FirstNumber: 232}))
		for _, who := range []models.Actor{o.proofreader, o.first, o.signer} {
			must(t, o.GiveRole(ctx, o.admin, who.UserID, b.ID, who.Role))
		}
		chain := models.Chain{{Name: " 核稿 ", Role: models.Proofreader, Proofread: true}, {Name: "签发", Role: models.Signer}}
		must(t, o.SetChain(ctx, o.admin, b.ID, b.Version+1, chain))
		must(t, o.SetLists(ctx, o.admin, b.ID, b.Version+2, newsroom.Lists{Sections: []string{"要闻", " 要闻 ", "", "片区"}, Units: []string{"甲片区", "乙片区"}, Distribution: models.Distribution{To: []string{"省委"}}}))
		p, err := o.Bulletin(ctx, o.admin, b.ID)
		must(t, err)
		got := p.Bulletin
		if got.Name != "自贸要情" || got.Slug != "zmdt" || !got.PaperDecisions || got.Separation || p.Series.Yearly || p.Series.FirstNumber != 232 {
			t.Errorf("settings are %+v %+v", got, p.Series)
		}
		if len(got.Chain) != 2 || got.Chain[0].Name != "核稿" || !got.Chain[0].Proofread {
			t.Errorf("the chain is %+v", got.Chain)
		}
		if !slices.Equal(p.Sections, []string{"要闻", "片区"}) || len(p.Units) != 2 || !slices.Equal(got.Distribution.To, []string{"省委"}) {
			t.Errorf("the lists are %q %q %+v", p.Sections, p.Units, got.Distribution)
		}
		wantCode(t, "a version that has moved on", o.SetLists(ctx, o.admin, b.ID, b.Version, newsroom.Lists{}), models.CodeConflict)
		for name, bad := range map[string]models.Chain{
			"no step": {}, "six steps": slices.Repeat(models.Chain{{Name: "签发", Role: models.Signer}}, 6), "an editor": {{Name: "初审", Role: models.Editor}, {Name: "签发", Role: models.Signer}},
			"no signer": {{Name: "初审", Role: models.Reviewer}}, "a stranger": {{Name: "签发", Role: models.Signer, People: []int64{o.signer2.UserID}}},
		} {
			wantCode(t, name, o.SetChain(ctx, o.admin, b.ID, b.Version+3, bad), models.CodeInvalid)
		}
	})
}

func TestOnceAnIssueHasANumberTheFirstNumberStands(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		proposal, err := o.ProposeIssue(ctx, o.editor, models.Regular)
		must(t, err)
		_, err = o.CreateIssue(ctx, o.editor, newsroom.NewIssue{Issue: proposal.Issue})
		must(t, err)
		must(t, o.UpdateBulletin(ctx, o.admin, o.bulletin, newsroom.Numbering{FirstNumber: 500}))
		p, err := o.Bulletin(ctx, o.admin, o.bulletin.ID)
		must(t, err)
		if p.Series.FirstNumber != 87 {
			t.Errorf("the first number is %d now", p.Series.FirstNumber)
		}
	})
}

package demo

import (
	"context"
	"embed"
	"fmt"
	"math"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

//go:embed issues/*.txt
var issues embed.FS

// Slug is the address name of the bulletin.
const Slug = "kfqy"

// The first issue of the bulletin here (起始期号), and the one that is left for the visitor to bring in.
const (
	firstNumber = 87
	nextNumber  = 94
	newsFrom    = 92 // the first issue whose notices nobody has read
)

// NextName is what the file of NextIssue is called.
const NextName = "第94期（导入试用）.txt"

// NextIssue is a text file for the visitor to bring in: the issue after those of the office.
func NextIssue() ([]byte, error) { return text(nextNumber) }

func text(number int) ([]byte, error) { return issues.ReadFile(fmt.Sprintf("issues/%03d.txt", number)) }

// office is the office while it is made.
type office struct {
	*newsroom.Newsroom
	clock    *Clock
	location *time.Location
	people   map[string]models.Actor // by login
	bulletin int64
}

// Seed makes the demonstration office in an empty database. The newsroom's store must take its time from clock, and its
// location must be the one given. It is not one transaction: after an error the database is of no use.
func Seed(ctx context.Context, news *newsroom.Newsroom, clock *Clock, location *time.Location) error {
	o := &office{Newsroom: news, clock: clock, location: location, people: map[string]models.Actor{}}
	if err := o.setUp(ctx); err != nil {
		return fmt.Errorf("set the demonstration office up: %w", err)
	}
	for _, plan := range plans {
		if plan.number == newsFrom {
			if err := o.readNotices(ctx); err != nil {
				return err
			}
		}
		if err := o.follow(ctx, plan); err != nil {
			return fmt.Errorf("make issue %d of the demonstration office: %w", plan.number, err)
		}
	}
	if err := o.read(ctx); err != nil {
		return fmt.Errorf("read the demonstration office's issues: %w", err)
	}
	return o.DrainOutbox(ctx)
}

// readNotices has everybody know what happened so far.
func (o *office) readNotices(ctx context.Context) error {
	for _, a := range o.people {
		if a.BulletinID == 0 {
			continue
		}
		if err := o.ReadNotices(ctx, a, math.MaxInt64); err != nil {
			return err
		}
	}
	return nil
}

// at sets the clock to a time of the year of the story, as the office's own clock shows it.
func (o *office) at(moment string) error {
	t, err := time.ParseInLocation("2006-01-02 15:04", "2026-"+moment, o.location)
	o.clock.set(t)
	return err
}

// setUp makes administrator, bulletin, accounts and settings, as an office would on its first day.
func (o *office) setUp(ctx context.Context) error {
	if err := o.at("09-14 09:05"); err != nil {
		return err
	}
	code, err := o.OfferSetup(ctx)
	if err != nil {
		return err
	}
	b := newsroom.NewBulletin()
	b.Slug, b.Name, b.Host, b.Phone = Slug, "开放前沿", "澜江省自由贸易试验区工作办公室", "0000-0000000"
	b.CadenceDays, b.PaperDecisions = 7, true
	admin := People[0]
	err = o.Setup(ctx, newsroom.SetupRequest{
		Code: code, Admin: newsroom.NewUser{Login: admin.Login, Name: admin.Name, Password: Password}, Bulletin: b,
		Numbering: newsroom.Numbering{FirstNumber: firstNumber}, IP: admin.ip,
	})
	if err != nil {
		return err
	}
	u, err := o.UserByLogin(ctx, admin.Login)
	if err != nil {
		return err
	}
	o.people[admin.Login] = models.Actor{UserID: u.ID, Name: u.Name, Role: models.Admin, IP: admin.ip}
	bulletins, err := o.Bulletins(ctx, o.people[admin.Login])
	if err != nil {
		return err
	}
	o.bulletin = bulletins[0].ID
	for _, p := range People[1:] {
		if err := o.hire(ctx, p); err != nil {
			return fmt.Errorf("make the account %s: %w", p.Login, err)
		}
	}
	return o.settle(ctx)
}

func (o *office) hire(ctx context.Context, p Person) error {
	admin := o.people[People[0].Login]
	o.clock.pass()
	u, _, err := o.CreateUser(ctx, admin, newsroom.NewUser{Login: p.Login, Name: p.Name, Password: Password})
	if err != nil {
		return err
	}
	o.people[p.Login] = models.Actor{UserID: u.ID, Name: u.Name, BulletinID: o.bulletin, Role: p.Role, IP: p.ip}
	return o.GiveRole(ctx, admin, u.ID, o.bulletin, p.Role)
}

// settle names the people of the review chain, and fills the bulletin's lists.
func (o *office) settle(ctx context.Context) error {
	admin := o.people[People[0].Login]
	o.clock.pass()
	chain := models.DefaultChain()
	chain[0].People, chain[1].People = []int64{o.people["reviewer1"].UserID}, []int64{o.people["reviewer2"].UserID}
	page, err := o.Bulletin(ctx, admin, o.bulletin)
	if err != nil {
		return err
	}
	if err := o.SetChain(ctx, admin, o.bulletin, page.Bulletin.Version, chain); err != nil {
		return err
	}
	o.clock.pass()
	if page, err = o.Bulletin(ctx, admin, o.bulletin); err != nil {
		return err
	}
	return o.SetLists(ctx, admin, o.bulletin, page.Bulletin.Version, newsroom.Lists{
		Sections: []string{"澜江实践", "制度创新", "他山之石", "前沿观察"},
		Units: []string{
			"澜州片区管委会", "临港新城管委会", "云汀市商务局", "砚山市商务局", "青圩保税区管委会", "北屿口岸办",
			"省自贸办政策研究处", "省自贸办统计监测处",
		},
		Distribution: models.Distribution{
			To:  []string{"省委办公厅", "省政府办公厅", "省自贸试验区工作领导小组成员"},
			CC:  []string{"领导小组各成员单位"},
			For: []string{"各片区管委会", "各市商务局", "北屿口岸办", "青圩保税区管委会"},
		},
	})
}

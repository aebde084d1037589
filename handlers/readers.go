package handlers

import (
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

// aboutKey is where a handler of a reader's page leaves what the page shows, so that its readers are counted.
const aboutKey = "about"

// counts notes what the page that is about to be drawn shows. It is counted when it is sent, see hold and held.
func counts(c echo.Context, of models.FigureOf) { c.Set(aboutKey, of) }

// readers counts who opens pages, and remembers which programs are none.
type readers struct {
	news *newsroom.Newsroom
	mu   sync.RWMutex
	// Answers of isRobot by User-Agent, so that a page that is held ready is not kept waiting for them.
	robots map[string]bool
}

// Bounds of what readers remembers. When it is full it begins anew.
const (
	maxAgents    = 1000
	longestAgent = 512 // bytes of a User-Agent that are read
)

func newReaders(news *newsroom.Newsroom) *readers {
	return &readers{news: news, robots: map[string]bool{}}
}

// count counts a reader who was given a page that shows about, if that is anything counted. Nothing is looked at but the headers
// that tell readers from machines, and nothing of the request is kept with what is counted.
func (c *readers) count(about any, r *http.Request) {
	if of, ok := about.(models.FigureOf); ok && r.Method == http.MethodGet && !fetchedAhead(r.Header) && !c.robot(r.Header["User-Agent"]) {
		c.news.CountView(of)
	}
}

func (c *readers) robot(agents []string) bool {
	if len(agents) == 0 || agents[0] == "" {
		return true
	}
	agent := agents[0][:min(len(agents[0]), longestAgent)]
	c.mu.RLock()
	robot, known := c.robots[agent]
	c.mu.RUnlock()
	if known {
		return robot
	}
	robot = isRobot(agent)
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.robots) >= maxAgents {
		clear(c.robots)
	}
	c.robots[strings.Clone(agent)] = robot
	return robot
}

// fetchedAhead reports whether a browser asks for a page that nobody has opened yet.
func fetchedAhead(h http.Header) bool {
	for _, name := range []string{"Sec-Purpose", "Purpose", "X-Moz"} {
		for _, v := range h[name] {
			if strings.HasPrefix(v, "prefetch") {
				return true
			}
		}
	}
	return false
}

// robotWords are what programs that are no browsers call themselves, in small letters.
var robotWords = []string{
	"bot", "crawl", "spider", "slurp", "scrap", "archiver", "facebookexternalhit", "feed", // search engines, previews, feeds
	"curl", "wget", "python", "java/", "go-http", "httpclient", "okhttp", "libwww", "axios", "node-fetch", "undici", "php", "ruby", // libraries
	"headless", "phantom", "lighthouse", // browsers without a person
	"monitor", "uptime", "pingdom", "check_http", "zabbix", "probe", "exporter", "scan", // watchers
}

// isRobot reports whether a User-Agent is that of a program rather than of a person's browser.
func isRobot(agent string) bool {
	agent = strings.ToLower(agent)
	return slices.ContainsFunc(robotWords, func(word string) bool { return strings.Contains(agent, word) })
}

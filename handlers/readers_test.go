package handlers

import (
	"strconv"
	"testing"
)

func TestRobotsAreToldFromReaders(t *testing.T) {
	t.Parallel()
	c := newReaders(nil)
	for agent, want := range map[string]bool{
		"": true,
		"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)":                                              true,
		"Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)":                                   true,
		"Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)":                                               true,
		"Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider)": true,
		"Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)":                                   true,
		"curl/8.5.0":                               true,
		"Wget/1.21.4":                              true,
		"python-requests/2.32.3":                   true,
		"Go-http-client/2.0":                       true,
		"Java/17.0.2":                              true,
		"Prometheus Blackbox Exporter/0.25":        true,
		"check_http/v2.4 (monitoring-plugins 2.4)": true,
		"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36":                                                   true,
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0":                                       false,
		"Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko":                                                                                            false,
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50 NetType/WIFI Language/zh_CN": false,
		"Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0 HuaweiBrowser/15.0 Mobile Safari/537.36":                false,
		"Mozilla/5.0 (X11; UOS; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 UOS Professional QAXBrowser":                              false,
		"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0":                                                                                          false,
	} {
		for _, again := range []string{"", " again"} {
			if got := c.robot([]string{agent}); got != want {
				t.Errorf("%q is a robot%s: %v", agent, again, got)
			}
		}
	}
	if !c.robot(nil) {
		t.Error("who says nothing is a reader")
	}
}

func TestMemoryForUserAgentsIsBounded(t *testing.T) {
	t.Parallel()
	c := newReaders(nil)
	for n := range 3 * maxAgents {
		c.robot([]string{"Mozilla/" + strconv.Itoa(n)})
	}
	if len(c.robots) > maxAgents {
		t.Errorf("%d are remembered", len(c.robots))
	}
}

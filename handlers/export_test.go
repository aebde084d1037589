package handlers

import "github.com/labstack/echo/v4"

// Routes lists every route of the application, so that tests can tell which ones they have left out.
func Routes() []*echo.Route {
	e := echo.New()
	new(Server).routes(e)
	return e.Routes()
}

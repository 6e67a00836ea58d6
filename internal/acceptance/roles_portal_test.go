package acceptance

import (
	"net/http"
	"strings"

	"portico/internal/testapp"
)

func at(parts ...string) func(*cast) string {
	return func(*cast) string { return strings.Join(parts, "") }
}

// ofDocument is a path with the document that is shared with the site's project.
func ofDocument(door, suffix string) func(*cast) string {
	return func(c *cast) string { return door + "/documents/" + c.document + suffix }
}

func ofLog(door, suffix string) func(*cast) string {
	return func(c *cast) string { return door + "/documents/" + c.log + suffix }
}

func ofPhoto(door string) func(*cast) string {
	return func(c *cast) string { return door + "/documents/" + c.log + "/photos/" + c.photo }
}

// ofRequest is a path with a new request to the site's project.
func ofRequest(door, suffix string) func(*cast) string {
	return func(c *cast) string { return door + "/requests/" + c.ask("project", c.project, true).id + suffix }
}

// exampleOf is a path with an item of a request that has an example.
func exampleOf(door, suffix string) func(*cast) string {
	return func(c *cast) string {
		a := c.ask("project", c.project, true)
		path := "/requests/" + a.id + "/items/" + a.passport + "/example"
		c.editor.Upload("PUT", "/api/desk"+path, nil, "x.pdf", pdf).Want(http.StatusOK)
		return door + path + suffix
	}
}

func ofTicket(door string) func(*cast) string {
	return func(c *cast) string { return door + "/tickets/" + ticket(c.annClient, "Help", c.project) }
}

// ofAttachment is a path with the file of a message about the site's project.
func ofAttachment(door string) func(*cast) string {
	return func(c *cast) string {
		file := attach(c.annClient, "portal", "x.pdf", pdf)
		say(c.annClient, portalMessages, "project", c.project, "Look", file).Want(http.StatusOK)
		return door + "/attachments/" + file + "/file"
	}
}

// aboutProject is the body of a message about the site's project.
func aboutProject(c *cast) any {
	return map[string]any{"project": c.project, "text": "Hello", "seq": 1}
}

// signInAgain brings back a client whose session has ended.
func signInAgain(c *cast, role string) {
	if role == previewer {
		c.startPreview()
		return
	}
	for _, client := range []struct{ role, id, email string }{{ann, c.ann, "ann@client.test"}, {bob, c.bob, "bob@client.test"}, {cleo, c.cleo, "cleo@client.test"}} {
		if client.role == role {
			password := c.editor.Call("POST", "/api/desk/contacts/"+client.id+"/password", nil).Want(http.StatusOK).String("password")
			c.by[role] = c.SignIn(client.email, password)
			c.annClient, c.bobClient = c.by[ann], c.by[bob]
		}
	}
}

// begin asks for a stream and reads no more than that it begins.
func begin(who *testapp.Client, path string) *testapp.Answer {
	res, err := who.HTTP.Do(who.Request("GET", path, nil))
	if err != nil {
		panic(err) // in a test, of a server that is there
	}
	defer res.Body.Close()
	return &testapp.Answer{Status: res.StatusCode, Header: res.Header}
}

const portalDoor, previewDoor, deskDoor = "/api/portal", "/api/preview", "/api/desk"

// portalRows are the clients' routes.
var portalRows = []row{
	{route: "GET /api/portal/firm", want: everyone(200)},
	{route: "GET /api/portal/logo", want: everyone(404)}, // it has none
	{route: "POST /api/portal/session", want: everyone(400, 429), body: map[string]any{"email": "nobody@client.test", "password": "x"}},
	{route: "POST /api/portal/session/code", want: everyone(200, 429), body: map[string]any{"email": "nobody@client.test"}},
	{route: "POST /api/portal/session/code/confirm", want: everyone(400, 429), body: map[string]any{"codeId": "x", "code": "x"}},
	{route: "POST /api/portal/password-reset", want: everyone(204, 429), body: map[string]any{"email": "nobody@client.test"}},
	{route: "POST /api/portal/password-reset/confirm", want: everyone(400, 429), body: map[string]any{"token": "x", "password": "a-new-password"}},

	{route: "GET /api/portal/session", want: clients(200, 200)},
	{route: "DELETE /api/portal/session", want: clients(204, 204), mend: signInAgain},
	{route: "GET /api/portal/sessions", want: clients(200, 200)},
	{route: "DELETE /api/portal/sessions", want: clients(204, 204), mend: signInAgain},
	{route: "DELETE /api/portal/sessions/{id}", want: clients(204, 404), mend: signInAgain, at: func(c *cast) string {
		return "/api/portal/sessions/" + c.annClient.Call("GET", "/api/portal/sessions", nil).String("items.0.id")
	}},
	{route: "POST /api/portal/password", want: clients(400, 400), body: map[string]any{"oldPassword": "x", "password": "a-new-password"}},
	{route: "GET /api/portal/home", want: clients(200, 200)},
	{route: "GET /api/portal/projects", want: clients(200, 200)},
	{route: "GET /api/portal/projects/{slug}", want: clients(200, 404), at: at("/api/portal/projects/hafenstrasse-3")},
	{route: "GET /api/portal/documents", want: clients(200, 200)},
	{route: "POST /api/portal/documents", want: clients(200, 400), body: func(c *cast) any { return form{"title": "t", "project": c.project} }},
	{route: "GET /api/portal/documents/{id}", want: clients(200, 404), at: ofDocument(portalDoor, "")},
	{route: "DELETE /api/portal/documents/{id}", want: clients(204, 404), at: func(c *cast) string {
		return uploads + "/" + c.annClient.Upload("POST", uploads, form{"title": "t"}, "a.pdf", pdf).Want(http.StatusOK).String("id")
	}},
	{route: "GET /api/portal/documents/{id}/file", want: clients(200, 404), at: ofDocument(portalDoor, "/file")},
	{route: "GET /api/portal/documents/{id}/photos/{photo}", want: clients(200, 404), at: ofPhoto(portalDoor)},
	{route: "GET /api/portal/bills", want: clients(200, 200), at: at("/api/portal/bills?kind=invoice")},
	{route: "POST /api/portal/documents/{id}/answer", want: clients(200, 404), body: map[string]any{"accept": true}, at: func(c *cast) string {
		return uploads + "/" + c.bill("estimate", inDays(5)) + "/answer"
	}},
	{route: "GET /api/portal/requests", want: clients(200, 200)},
	{route: "GET /api/portal/requests/{id}", want: clients(200, 404), at: ofRequest(portalDoor, "")},
	{route: "PUT /api/portal/requests/{id}/items/{item}", want: clients(200, 404), body: map[string]any{"text": "12"}, at: func(c *cast) string {
		a := c.ask("project", c.project, true)
		return a.item(a.number)
	}},
	{route: "GET /api/portal/requests/{id}/items/{item}/example", want: clients(200, 404), at: exampleOf(portalDoor, "")},
	{route: "POST /api/portal/requests/{id}/submit", want: clients(200, 404), at: func(c *cast) string {
		return portalRequests + "/" + c.answered().id + "/submit"
	}},
	{route: "GET /api/portal/signings", want: clients(200, 200)},
	{route: "GET /api/portal/signings/{id}", want: clients(200, 404), at: ofSigning(portalDoor, "")},
	{route: "GET /api/portal/signings/{id}/file", want: clients(200, 404), at: ofSigning(portalDoor, "/file")},
	{route: "POST /api/portal/signings/{id}/code", want: clients(204, 404), at: ofCode},
	{route: "POST /api/portal/signings/{id}/sign", want: clients(200, 404), at: signedBy(portalDoor, "/sign"), body: aSignature},
	{route: "POST /api/portal/signings/{id}/decline", want: clients(200, 404), at: signedBy(portalDoor, "/decline"), body: map[string]any{"reason": "x"}},
	{route: "GET /api/portal/tickets", want: clients(200, 200)},
	{route: "POST /api/portal/tickets", want: clients(200, 400), body: func(c *cast) any {
		return map[string]any{"subject": "s", "text": "t", "project": c.project}
	}},
	{route: "GET /api/portal/tickets/{id}", want: clients(200, 404), at: ofTicket(portalDoor)},
	{route: "GET /api/portal/conversations", want: clients(200, 200)},
	{route: "GET /api/portal/messages", want: clients(200, 404), at: func(c *cast) string { return portalMessages + "?project=" + c.project }},
	{route: "POST /api/portal/messages", want: clients(200, 404), body: aboutProject},
	{route: "POST /api/portal/messages/read", want: clients(204, 404), body: aboutProject},
	{route: "POST /api/portal/attachments", want: clients(200, 200), body: form{}},
	{route: "DELETE /api/portal/attachments/{id}", want: clients(204, 404), at: func(c *cast) string {
		return "/api/portal/attachments/" + attach(c.annClient, "portal", "x.pdf", pdf)
	}},
	{route: "GET /api/portal/attachments/{id}/file", want: clients(200, 404), at: ofAttachment(portalDoor)},
	{route: "PATCH /api/portal/account", want: clients(204, 204), body: map[string]any{"messageMails": "daily"}},
	{route: "GET /api/portal/events", want: clients(200, 200), call: begin},
}

func inPreview(status int) policy { return everyone(401).with(status, previewer) }

// previewRows are the reading half of the clients' routes, through Ann's eyes.
var previewRows = []row{
	{route: "GET /api/preview/firm", want: everyone(200)},
	{route: "GET /api/preview/logo", want: everyone(404)},
	{route: "GET /api/preview/session", want: inPreview(200)},
	{route: "DELETE /api/preview/session", want: inPreview(204), mend: signInAgain},
	{route: "GET /api/preview/home", want: inPreview(200)},
	{route: "GET /api/preview/projects", want: inPreview(200)},
	{route: "GET /api/preview/projects/{slug}", want: inPreview(200), at: at("/api/preview/projects/hafenstrasse-3")},
	{route: "GET /api/preview/documents", want: inPreview(200)},
	{route: "GET /api/preview/documents/{id}", want: inPreview(200), at: ofDocument(previewDoor, "")},
	{route: "GET /api/preview/documents/{id}/file", want: inPreview(200), at: ofDocument(previewDoor, "/file")},
	{route: "GET /api/preview/documents/{id}/photos/{photo}", want: inPreview(200), at: ofPhoto(previewDoor)},
	{route: "GET /api/preview/bills", want: inPreview(200), at: at("/api/preview/bills?kind=invoice")},
	{route: "GET /api/preview/requests", want: inPreview(200)},
	{route: "GET /api/preview/requests/{id}", want: inPreview(200), at: ofRequest(previewDoor, "")},
	{route: "GET /api/preview/requests/{id}/items/{item}/example", want: inPreview(200), at: exampleOf(previewDoor, "")},
	{route: "GET /api/preview/signings", want: inPreview(200)},
	{route: "GET /api/preview/signings/{id}", want: inPreview(200), at: ofSigning(previewDoor, "")},
	{route: "GET /api/preview/signings/{id}/file", want: inPreview(200), at: ofSigning(previewDoor, "/file")},
	{route: "GET /api/preview/tickets", want: inPreview(200)},
	{route: "GET /api/preview/tickets/{id}", want: inPreview(200), at: ofTicket(previewDoor)},
	{route: "GET /api/preview/conversations", want: inPreview(200)},
	{route: "GET /api/preview/messages", want: inPreview(200)},
	{route: "GET /api/preview/attachments/{id}/file", want: inPreview(200), at: ofAttachment(previewDoor)},
	{route: "GET /api/preview/events", want: inPreview(200), call: begin},
}

// guestRows are the routes of public links.
var guestRows = []row{
	{route: "POST /api/links/open", want: everyone(200), body: func(c *cast) any { return map[string]any{"secret": c.linkSecret} }},
	{route: "GET /api/links/{opening}/file", want: everyone(404).with(200, guest), at: func(c *cast) string { return c.opening + "/file" }},
	{route: "GET /api/links/{opening}/photos/{photo}", want: everyone(404).with(200, guest), at: func(c *cast) string {
		return c.opening + "/photos/" + c.photo
	}},
	{route: "POST /api/links/requests/{link}/documents", want: everyone(404).with(200, guest), at: func(c *cast) string {
		return c.answering + "/documents"
	}, body: func(c *cast) any { return form{"item": c.wanted.passport} }},
	{route: "GET /api/links/requests/{link}/items/{item}/example", want: everyone(404).with(200, guest), at: func(c *cast) string {
		return c.answering + "/items/" + c.wanted.passport + "/example"
	}},
}

// verifyRows are the routes by which a file is checked, by whoever has it.
var verifyRows = []row{
	{route: "POST /api/verify", want: everyone(200), body: map[string]any{"sha256": strings.Repeat("0", 64)}},
	{route: "POST /api/verify/file", want: everyone(200), body: form{}},
}

// pageRows are the pages, which are the same for everyone.
var pageRows = []row{
	{route: "GET /{path...}", want: everyone(200), at: at("/")},
	{route: "GET /p/{slug}", want: everyone(200), at: at("/p/anything")},
	{route: "GET /preview/{$}", want: everyone(200), at: at("/preview/")},
	{route: "GET /_/{path...}", want: everyone(200), at: at("/_/")},
	{route: "GET /_/extensions.js", want: everyone(200)},
	{route: "GET /_/extensions/portico/{path...}", want: everyone(200), at: at("/_/extensions/portico/main.js")},
}

package acceptance

import (
	"net/http"
)

// answered is a request to the site's project with something in every place that needs it.
func (c *cast) answered() asked {
	a := c.ask("project", c.project, true)
	c.annClient.Call("PUT", a.item(a.passport), map[string]any{"missing": "Lost"}).Want(http.StatusOK)
	c.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "12"}).Want(http.StatusOK)
	return a
}

// itemOf is a path with an answered item of a request to the site's project.
func itemOf(suffix string) func(*cast) string {
	return func(c *cast) string {
		a := c.answered()
		return deskRequests + "/" + a.id + "/items/" + a.number + suffix
	}
}

func ofProject(suffix string) func(*cast) string {
	return func(c *cast) string { return "/api/desk/projects/" + c.project + suffix }
}

func ofAnn(suffix string) func(*cast) string {
	return func(c *cast) string { return "/api/desk/contacts/" + c.ann + suffix }
}

func query(path, name string) func(*cast) string {
	return func(c *cast) string {
		id := map[string]string{"project": c.project, "contact": c.ann, "company": c.company, "document": c.document}[name]
		return path + "?" + name + "=" + id
	}
}

func requestForm(c *cast) any {
	return map[string]any{"title": "x", "project": c.project, "items": []map[string]any{{"name": "x", "kind": "file"}}}
}

func logForm(c *cast) any { return c.written("daily_log", "") }

// deskRows are the staff's routes.
var deskRows = []row{
	{route: "DELETE /api/desk/file-access", want: everyone(204), mend: func(c *cast, role string) {
		if role == fileFrame {
			c.manager.Call("POST", "/api/desk/file-access", nil).Want(http.StatusNoContent)
			carry(c.manager, c.by[fileFrame], "/api/desk/")
		}
	}},
	{route: "GET /api/desk/me", want: looking(200)},
	{route: "POST /api/desk/password", want: looking(400).with(403, anOwner), body: map[string]any{"current": "wrong", "password": "short"}},
	{route: "GET /api/desk/home", want: looking(200)},
	{route: "POST /api/desk/file-access", want: looking(204)},
	{route: "GET /api/desk/documents", want: looking(200), at: query("/api/desk/documents", "project")},
	{route: "GET /api/desk/documents/{id}", want: looking(200), at: ofDocument(deskDoor, "")},
	{route: "GET /api/desk/documents/{id}/file", want: lookingAtFile(), at: ofDocument(deskDoor, "/file")},
	{route: "POST /api/desk/documents/{id}/seen", want: looking(204), at: ofDocument(deskDoor, "/seen")},
	{route: "GET /api/desk/documents/{id}/photos/{photo}", want: lookingAtFile(), at: ofPhoto(deskDoor)},
	{route: "GET /api/desk/currencies", want: looking(200)},
	{route: "GET /api/desk/inbox", want: looking(200)},
	{route: "GET /api/desk/activity", want: looking(200), at: query("/api/desk/activity", "project")},
	{route: "GET /api/desk/projects/{id}/portal", want: looking(200), at: ofProject("/portal")},
	{route: "GET /api/desk/projects/{id}/deletion", want: looking(200), at: ofProject("/deletion")},
	{route: "POST /api/desk/projects/{id}/preview", want: looking(200), at: ofProject("/preview"), body: map[string]any{}, mend: func(c *cast, role string) {
		c.by[role].Call("DELETE", "/api/preview/session", nil).Want(http.StatusNoContent)
	}},
	{route: "GET /api/desk/contacts/{id}/deletion", want: looking(200), at: ofAnn("/deletion")},
	{route: "GET /api/desk/companies/{id}/deletion", want: looking(200), at: func(c *cast) string {
		return "/api/desk/companies/" + c.company + "/deletion"
	}},

	{route: "POST /api/desk/documents", want: editingProject(200), body: func(c *cast) any { return form{"title": "t", "project": c.project} }},
	{route: "PUT /api/desk/documents/{id}/file", want: editingProject(200), at: ofDocument(deskDoor, "/file"), body: form{}},
	{route: "POST /api/desk/items", want: editingProject(200), body: logForm},
	{route: "PUT /api/desk/items/{id}", want: editingProject(200), body: logForm, at: func(c *cast) string { return items + "/" + c.log }},
	{route: "POST /api/desk/letters", want: editingProject(200), body: letterForm},
	{route: "POST /api/desk/letters/preview", want: editingProject(200), body: letterForm},
	{route: "GET /api/desk/documents/{id}/letter", want: looking(200), at: ofLetter},
	{route: "PUT /api/desk/documents/{id}/letter", want: editingProject(200), at: ofLetter, body: letterForm},
	{route: "POST /api/desk/documents/{id}/photos", want: editingProject(200), at: ofLog(deskDoor, "/photos"), body: picture{}},
	{route: "DELETE /api/desk/documents/{id}/photos/{photo}", want: editingProject(204), at: func(c *cast) string {
		photos := c.viewer.Call("GET", "/api/desk/documents/"+c.log, nil).At("log.photos").([]any) // the editors have added some
		return "/api/desk/documents/" + c.log + "/photos/" + photos[len(photos)-1].(map[string]any)["id"].(string)
	}},
	{route: "GET /api/desk/documents/{id}/links", want: looking(200), at: ofDocument(deskDoor, "/links")},
	{route: "POST /api/desk/documents/{id}/links", want: editingProject(200), at: ofDocument(deskDoor, "/links"), body: map[string]any{}},
	{route: "DELETE /api/desk/links/{id}", want: editingProject(204), at: func(c *cast) string {
		id, _ := c.link(map[string]any{})
		return "/api/desk/links/" + id
	}},

	{route: "GET /api/desk/requests", want: looking(200)},
	{route: "POST /api/desk/requests", want: editingProject(200), body: requestForm},
	{route: "GET /api/desk/requests/{id}", want: looking(200), at: ofRequest(deskDoor, "")},
	{route: "PUT /api/desk/requests/{id}", want: editingProject(200), at: ofRequest(deskDoor, ""), body: requestForm},
	{route: "DELETE /api/desk/requests/{id}", want: editingProject(204), at: func(c *cast) string {
		return deskRequests + "/" + c.ask("project", c.project, false).id
	}},
	{route: "POST /api/desk/requests/{id}/send", want: editingProject(200), at: func(c *cast) string {
		return deskRequests + "/" + c.ask("project", c.project, false).id + "/send"
	}},
	{route: "POST /api/desk/requests/{id}/cancel", want: editingProject(200), at: ofRequest(deskDoor, "/cancel")},
	{route: "POST /api/desk/requests/{id}/remind", want: editingProject(200), at: ofRequest(deskDoor, "/remind")},
	{route: "POST /api/desk/requests/{id}/items/{item}/accept", want: editingProject(200), at: itemOf("/accept")},
	{route: "POST /api/desk/requests/{id}/items/{item}/return", want: editingProject(200), at: itemOf("/return"), body: map[string]any{"note": "x"}},
	{route: "POST /api/desk/requests/{id}/done", want: editingProject(200), at: ofRequest(deskDoor, "/done")},
	{route: "GET /api/desk/requests/{id}/links", want: looking(200), at: ofRequest(deskDoor, "/links")},
	{route: "POST /api/desk/requests/{id}/links", want: editingProject(200), at: ofRequest(deskDoor, "/links"), body: func(c *cast) any {
		return map[string]any{"contact": c.ann}
	}},
	{route: "DELETE /api/desk/requests/{id}/links/{link}", want: editingProject(204), at: func(c *cast) string {
		a := c.ask("project", c.project, true)
		made := c.editor.Call("POST", a.desk("/links"), map[string]any{"contact": c.ann}).Want(http.StatusOK)
		return a.desk("/links/" + made.String("id"))
	}},
	{route: "PUT /api/desk/requests/{id}/items/{item}/example", want: editingProject(200), at: itemOf("/example"), body: form{}},
	{route: "DELETE /api/desk/requests/{id}/items/{item}/example", want: editingProject(204), at: exampleOf(deskDoor, "")},
	{route: "GET /api/desk/requests/{id}/items/{item}/example/file", want: lookingAtFile(), at: exampleOf(deskDoor, "/file")},

	{route: "GET /api/desk/documents/{id}/signings", want: looking(200), at: ofDocument(deskDoor, "/signings")},
	{route: "POST /api/desk/documents/{id}/signings", want: editingProject(200), at: ofDocument(deskDoor, "/signings"), body: aRound},
	{route: "GET /api/desk/documents/{id}/signings/fitness", want: looking(200), at: ofDocument(deskDoor, "/signings/fitness")},
	{route: "GET /api/desk/signings", want: looking(200)},
	{route: "GET /api/desk/signings/{id}", want: looking(200), at: ofSigning(deskDoor, "")},
	{route: "PUT /api/desk/signings/{id}", want: editingProject(200), at: ofDraft(""), body: aRound},
	{route: "DELETE /api/desk/signings/{id}", want: editingProject(204), at: ofDraft("")},
	{route: "GET /api/desk/signings/{id}/file", want: lookingAtFile(), at: ofSigning(deskDoor, "/file")},
	{route: "GET /api/desk/signings/{id}/certificate/file", want: lookingAtFile(), at: ofCompleted("/certificate/file")},
	{route: "POST /api/desk/signings/{id}/send", want: editingProject(200), at: ofDraft("/send")},
	{route: "POST /api/desk/signings/{id}/withdraw", want: editingProject(200), at: ofSigning(deskDoor, "/withdraw")},
	{route: "POST /api/desk/signings/{id}/remind", want: editingProject(200), at: ofSigning(deskDoor, "/remind")},
	{route: "POST /api/desk/signings/{id}/sign", want: looking(403).with(200, anEditor), at: signedBy(deskDoor, "/sign"), body: aSignature},
	{route: "POST /api/desk/signings/{id}/decline", want: looking(403).with(200, anEditor), at: signedBy(deskDoor, "/decline"), body: map[string]any{"reason": "x"}},
	{route: "GET /api/desk/consents", want: looking(200)},
	{route: "POST /api/desk/consents", want: managing(200), body: map[string]any{"text": "I agree."}},

	{route: "GET /api/desk/tickets", want: looking(200)},
	{route: "POST /api/desk/tickets", want: editingProject(200), body: func(c *cast) any {
		return map[string]any{"subject": "s", "text": "t", "contact": c.ann, "project": c.project}
	}},
	{route: "GET /api/desk/tickets/{id}", want: looking(200), at: ofTicket(deskDoor)},
	{route: "GET /api/desk/conversations", want: looking(200)},
	{route: "GET /api/desk/messages", want: looking(200), at: query(deskMessages, "project")},
	{route: "POST /api/desk/messages", want: editingProject(200), body: aboutProject},
	{route: "POST /api/desk/messages/read", want: editingProject(204), body: aboutProject},
	{route: "POST /api/desk/attachments", want: looking(200), body: form{}},
	{route: "DELETE /api/desk/attachments/{id}", want: looking(404).with(204, anEditor), at: func(c *cast) string {
		return "/api/desk/attachments/" + attach(c.editor, "desk", "x.pdf", pdf)
	}},
	{route: "GET /api/desk/attachments/{id}/file", want: lookingAtFile(), at: ofAttachment(deskDoor)},

	{route: "POST /api/desk/contacts/{id}/access", want: editing(200), at: func(c *cast) string {
		return "/api/desk/contacts/" + c.editor.Create("contacts", map[string]any{"name": "New", "email": newAddress()}) + "/access"
	}},
	{route: "POST /api/desk/contacts/{id}/password", want: editing(200), at: func(c *cast) string {
		id, _ := c.Contact(c.editor, "New", newAddress())
		return "/api/desk/contacts/" + id + "/password"
	}},
	{route: "DELETE /api/desk/contacts/{id}/access", want: editing(204), at: func(c *cast) string {
		id, _ := c.Contact(c.editor, "New", newAddress())
		return "/api/desk/contacts/" + id + "/access"
	}},
	{route: "POST /api/desk/outbox/{id}/send", want: editing(404), at: at("/api/desk/outbox/aaaaaaaaaaaaaaa/send")},
}

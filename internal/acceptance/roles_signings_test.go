package acceptance

import (
	"net/http"
	"slices"
	"testing"
)

// aRound asks Ann and the editor to sign, at once.
func aRound(c *cast) any {
	return map[string]any{"signers": []any{
		map[string]any{"contact": c.ann, "fields": []any{signHere(0.3)}}, map[string]any{"staff": c.editorID, "fields": []any{signHere(0.6)}},
	}}
}

// aSignature is what whoever is asked to sign sends.
var aSignature = map[string]any{"consent": 1, "signature": map[string]any{"text": "A. Signer"}}

// toSign is a round about a new document of the site's project, with what has been done to it.
func (c *cast) toSign(steps ...string) string {
	document := c.editor.AddDocument("project", c.project, "Contract", "Contract.pdf", c.contract)
	round := c.editor.Call("POST", "/api/desk/documents/"+document+"/signings", aRound(c)).Want(http.StatusOK).String("id")
	for _, step := range steps {
		c.editor.Call("POST", deskSignings+"/"+round+"/"+step, nil).Want(http.StatusOK)
	}
	return round
}

func ofDraft(suffix string) func(*cast) string {
	return func(c *cast) string { return deskSignings + "/" + c.toSign() + suffix }
}

// ofCode is the path of a code for Ann.
func ofCode(c *cast) string {
	round := c.toSign()
	form := aRound(c).(map[string]any)
	form["askCode"] = true
	c.editor.Call("PUT", deskSignings+"/"+round, form).Want(http.StatusOK)
	c.editor.Call("POST", deskSignings+"/"+round+"/send", nil).Want(http.StatusOK)
	return portalSignings + "/" + round + "/code"
}

func ofSigning(door, suffix string) func(*cast) string {
	return func(c *cast) string { return door + "/signings/" + c.toSign("send") + suffix }
}

// signedBy is a path with a round that Ann and the editor have opened.
func signedBy(door, suffix string) func(*cast) string {
	return func(c *cast) string {
		round := c.toSign("send")
		c.by[ann].Call("GET", portalSignings+"/"+round+"/file", nil).Want(http.StatusOK)
		c.editor.Call("GET", deskSignings+"/"+round+"/file", nil).Want(http.StatusOK)
		return door + "/signings/" + round + suffix
	}
}

// ofCompleted is a path with a round that both have signed.
func ofCompleted(suffix string) func(*cast) string {
	return func(c *cast) string {
		round := c.toSign("send")
		signs(c.by[ann], round, "Ann").Want(http.StatusOK)
		c.editor.Call("GET", deskSignings+"/"+round+"/file", nil).Want(http.StatusOK)
		c.editor.Call("POST", deskSignings+"/"+round+"/sign", aSignature).Want(http.StatusOK)
		c.waitForRound(c.t, round, "completed")
		return deskSignings + "/" + round + suffix
	}
}

// plantSignings asks for signatures: what is to be signed is for its signers from when it is their turn, and what one fills
// in is for those who are still to sign, and for the owner, who has the database, until everyone has signed.
func (c *cast) plantSignings(t *testing.T, p planted) {
	t.Helper()
	at := func(place string, label string) map[string]any {
		field := signHere(0.5)
		if place == "text" {
			field["y"], field["kind"], field["label"], field["required"] = 0.7, "text", label, true
		}
		return field
	}
	prepare := func(name string, askFirst, askThen string, inOrder bool, roles, first []string) string {
		file := append(slices.Clone(c.contract), "%"+p.plant(name+" bytes", roles...)+"\n"...)
		document := c.editor.AddDocument("contact", c.bob, p.plant(name+" title", roles...), p.plant(name+" file", roles...)+".pdf", file)
		return c.editor.Call("POST", "/api/desk/documents/"+document+"/signings", map[string]any{
			"message": p.plant(name+" message", roles...), "inOrder": inOrder, "signers": []any{
				map[string]any{"contact": askFirst, "fields": []any{at("signature", ""), at("text", p.plant(name+" label", first...))}},
				map[string]any{"contact": askThen, "fields": []any{at("signature", "")}},
			}}).Want(http.StatusOK).String("id")
	}
	send := func(round string) string {
		c.editor.Call("POST", deskSignings+"/"+round+"/send", nil).Want(http.StatusOK)
		return round
	}
	prepare("signing draft", c.ann, c.bob, false, firmAnd(), firmAnd())
	send(prepare("signing in order", c.bob, c.ann, true, firmAnd(bob), firmAnd(bob)))
	both := send(prepare("signing at once", c.ann, c.cleo, false, firmAnd(ann, cleo), firmAnd(ann, cleo)))
	act := map[string]any{"consent": 1, "signature": map[string]any{"text": p.plant("signature of Ann", anOwner, cleo)}, "fields": map[string]any{}}
	view := c.by[ann].Call("GET", portalSignings+"/"+both, nil).Want(http.StatusOK)
	c.by[ann].Call("GET", portalSignings+"/"+both+"/file", nil).Want(http.StatusOK)
	for i := range view.At("fields").([]any) {
		act["fields"].(map[string]any)[view.String("fields."+string(rune('0'+i))+".id")] = p.plant("filled in by Ann", anOwner, cleo)
	}
	c.by[ann].Call("POST", portalSignings+"/"+both+"/sign", act).Want(http.StatusOK)
}

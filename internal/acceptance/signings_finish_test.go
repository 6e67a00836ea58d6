package acceptance

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"portico/internal/testapp/stamptest"
)

// Who moves to an address that no font has letters for, and signs: it is finished, and the certificate tells the address by
// the numbers of its letters.
func TestCC13_FinishedWhateverTheAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dan, password := w.Contact(w.editor, "Dan", "dan@client.test")
	document := w.letter(t)
	round := w.sendToSign(document, map[string]any{"signers": []any{map[string]any{"contact": dan, "fields": []any{signHere(0.3)}}}})
	w.editor.Call("PATCH", recordsOf("contacts")+"/"+dan, map[string]any{"email": "王@client.test"}).Want(http.StatusOK)
	signs(w.SignIn("王@client.test", password), round, "Dan").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	done := w.viewer.Call("GET", "/api/desk/documents/"+document+"/file", nil).Want(http.StatusOK)
	kept := w.viewer.Call("GET", deskSignings+"/"+round+"/certificate/file", nil).Want(http.StatusOK)
	for _, file := range [][]byte{done.Body, kept.Body} {
		if text := pdfText(t, file); !strings.Contains(text, `\u{738B}@client.test`) {
			t.Errorf("the certificate says %s", text)
		}
	}
	// Such an address keeps nobody from being asked.
	w.sendToSign(w.letter(t), map[string]any{"signers": []any{map[string]any{"contact": dan, "fields": []any{signHere(0.3)}}}})
}

// However long it takes to finish it, the certificate in the file, the one that is kept and whoever checks the file are told
// the same time.
func TestCC13_CompletedAtOneTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	give := make(chan func(*timestamp.Request) []byte, 1)
	server, right := stamptest.Start(t, time.Now(), func(q *timestamp.Request) []byte {
		time.Sleep(1100 * time.Millisecond) // what is told in seconds differs
		right := <-give
		defer func() { give <- right }()
		return right(q)
	})
	give <- right
	w.owner.Call("PATCH", recordsOf("portal_settings")+"/portalsettings0", map[string]any{"time_server": server}).Want(http.StatusOK)
	document := w.letter(t)
	round := w.sendToSign(document, map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.4)}}}})
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	said := func(path string) string {
		text := pdfText(t, w.viewer.Call("GET", path, nil).Want(http.StatusOK).Body)
		return strings.TrimSpace(regexp.MustCompile(`Completed .*`).FindString(text))
	}
	finished, kept := said("/api/desk/documents/"+document+"/file"), said(deskSignings+"/"+round+"/certificate/file")
	sum := w.viewer.Call("GET", "/api/desk/documents/"+document, nil).Want(http.StatusOK).String("sha256")
	verified := w.Stranger().Call("POST", "/api/verify", map[string]any{"sha256": sum}).Want(http.StatusOK).String("sealed")
	at, err := time.Parse("2006-01-02 15:04:05.000Z", verified)
	if err != nil {
		t.Fatal(err)
	}
	if finished != kept || !strings.Contains(finished, at.Format("15:04:05 UTC")) {
		t.Errorf("the file says %q, what is kept %q, and who checks it is told %s", finished, kept, verified)
	}
}

package acceptance

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// mailed are the subjects of the mails to an address about what is called so, in the order in which they were written.
func (w *world) mailed(address, title string) (subjects []string) {
	outbox := w.owner.Call("GET", recordsOf("outbox")+"?perPage=200&sort=created,id", nil).Want(http.StatusOK)
	for i := range outbox.Int("totalItems") {
		to, subject := outbox.String(fmt.Sprintf("items.%d.to", i)), outbox.String(fmt.Sprintf("items.%d.subject", i))
		if strings.Contains(to, address) && strings.HasSuffix(subject, ": "+title) {
			subjects = append(subjects, strings.TrimSuffix(subject, ": "+title))
		}
	}
	return subjects
}

func (w *world) wantMails(t *testing.T, address, title string, want ...string) {
	t.Helper()
	if got := w.mailed(address, title); !slices.Equal(got, want) {
		t.Errorf("%s is mailed %q of %s, want %q", address, got, title, want)
	}
}

// Who sends a round and signs in it is told once how it ends, and nobody of the firm is told what they did themselves.
func TestCC13_ToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const editor, manager = "ed.itor@firm.test", "mana.ger@firm.test"
	send := func(title string) string {
		document := w.editor.AddDocument("contact", w.ann, title, "Letter.pdf", paper(t, title))
		return w.sendToSign(document, map[string]any{"signers": []any{
			map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}, map[string]any{"staff": w.editorID, "fields": []any{signHere(0.5)}},
			map[string]any{"staff": w.managerID, "fields": []any{signHere(0.7)}},
		}})
	}
	decline := map[string]any{"reason": "The fee is wrong."}

	round := send("Completed")
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	w.countersigns(round)
	w.editor.Call("GET", deskSignings+"/"+round+"/file", nil).Want(http.StatusOK)
	w.editor.Call("POST", deskSignings+"/"+round+"/sign", map[string]any{"consent": 1, "signature": map[string]any{"text": "Ed"}}).Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	w.wantMails(t, editor, "Completed", "Please sign", "Signed")
	w.wantMails(t, manager, "Completed", "Please sign", "Signed by everyone")

	w.editor.Call("POST", deskSignings+"/"+send("Declined by the sender")+"/decline", decline).Want(http.StatusOK)
	w.wantMails(t, editor, "Declined by the sender", "Please sign")
	w.wantMails(t, manager, "Declined by the sender", "Please sign", "Not signed")

	w.manager.Call("POST", deskSignings+"/"+send("Declined by another")+"/decline", decline).Want(http.StatusOK)
	w.wantMails(t, editor, "Declined by another", "Please sign", "Declined")
	w.wantMails(t, manager, "Declined by another", "Please sign")

	w.manager.Call("POST", deskSignings+"/"+send("Withdrawn")+"/withdraw", nil).Want(http.StatusOK)
	w.wantMails(t, editor, "Withdrawn", "Please sign", "No longer to be signed")
	w.wantMails(t, manager, "Withdrawn", "Please sign")
	w.wantMails(t, "ann@client.test", "Withdrawn", "Please sign", "No longer to be signed")
}

// Whose turn has just come is not reminded in the same minute, but by hand, or the day after.
func TestCC13_NobodyIsRemindedAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const bob, title = "bob@client.test", "Engagement letter"
	round := w.sendToSign(w.letter(t), map[string]any{"inOrder": true, "remindEvery": 3, "signers": []any{
		map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}, map[string]any{"contact": w.bob, "fields": []any{signHere(0.6)}},
	}})
	isDue := func() {
		w.inDatabase(t, "UPDATE signings SET next_reminder = '2020-01-01 09:00:00.000Z' WHERE id = ?", round)
		w.minutePasses(t)
		w.reminderIsDone(t, round)
	}
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	isDue()
	w.wantMails(t, bob, title, "Please sign")
	w.editor.Call("POST", deskSignings+"/"+round+"/remind", nil).Want(http.StatusOK)
	w.wantMails(t, bob, title, "Please sign", "Reminder, please sign")
	w.inDatabase(t, "UPDATE signatures SET told = '2020-01-01 09:00:00.000Z' WHERE signing = ? AND told != ''", round)
	isDue()
	w.wantMails(t, bob, title, "Please sign", "Reminder, please sign", "Reminder, please sign")
}

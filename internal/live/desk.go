package live

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"
	"github.com/pocketbase/pocketbase/tools/subscriptions"
)

// Reads is what the dashboard's open conversations listen to: how far clients have read is in no collection of theirs.
const Reads = "reads"

// TellDesk tells the dashboard's pages that listen to a topic to look again. PocketBase lets in staff alone
// (hooks/doors.go), and there is nothing in it but that. A page that is slow to take it holds nobody else up.
func TellDesk(app core.App, topic string) {
	clients := app.SubscriptionsBroker().Clients()
	routine.FireAndForget(func() {
		for _, client := range clients {
			if client.HasSubscription(topic) {
				client.Send(subscriptions.Message{Name: topic, Data: []byte("{}")})
			}
		}
	})
}

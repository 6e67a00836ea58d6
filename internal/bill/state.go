package bill

// The states that follow from other things than what is written down.
const (
	Viewed   = "viewed"   // a client has opened it
	Overdue  = "overdue"  // an invoice that was not paid in time
	Expired  = "expired"  // an estimate that nobody answered in time
	Accepted = "accepted" // an estimate, by the client
	Declined = "declined"
)

// State is what people are told that a bill is. today is a day, 2026-05-31; response is the client's to an estimate.
func (b Bill) State(isEstimate bool, response string, opened bool, today string) string {
	late := b.Due != "" && b.Due < today
	switch {
	case b.Status != Sent:
		return b.Status
	case isEstimate && response != "":
		return response
	case isEstimate && late:
		return Expired
	case late:
		return Overdue
	case opened:
		return Viewed
	default:
		return Sent
	}
}

// Waits reports whether a bill in a state waits for its client: an invoice to be paid, an estimate to be answered.
func Waits(state string) bool { return state == Sent || state == Viewed || state == Overdue }
